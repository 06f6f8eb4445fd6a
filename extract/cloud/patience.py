"""A store asked again where a connection is lost: soon at first, with more patience each time.

A dropped connection says nothing; all that tells it from a slow answer is how long one waits. The
libraries wait for 15 seconds and more, which a network that drops one connection in seven turns
into hours. So the first tries wait for little, and only what they do not get is asked for again
with more.
"""

from __future__ import annotations

import errno
import time
from collections.abc import Callable
from functools import cache, partial
from typing import Any, NamedTuple


class Patience(NamedTuple):
    """Seconds until a connection stands, and between two pieces of an answer;
    how often each request is sent.
    """

    connect: float
    read: float
    tries: int


LEVELS = (Patience(2, 2, 3), Patience(10, 15, 3), Patience(30, 60, 3))

_CALLS = frozenset(
    (
        "cat_file",
        "cp_file",
        "exists",
        "find",
        "get_file",
        "glob",
        "info",
        "isdir",
        "ls",
        "modified",
        "pipe_file",
    )
) | {"put_file", "rm_file"}


_BUSY = (errno.EBUSY, errno.EREMOTEIO)
"""What s3fs makes of the answers 503 and 500."""


class PatientFiles:
    """An fsspec file system that ``open_files`` gives for each `Patience`; used as one of them is.

    Every call that is made through it may be made twice: all of them leave the same behind then.
    """

    def __init__(self, open_files: Callable[[Patience], Any]) -> None:
        self._open = open_files
        self._level = 0

    def __getattr__(self, name: str) -> Any:
        if name in _CALLS:
            return partial(self._ask, name)
        return getattr(self._open(LEVELS[self._level]), name)

    def _ask(self, name: str, *arguments: Any, **options: Any) -> Any:
        for level in range(self._level, len(LEVELS)):
            begun = time.monotonic()
            try:
                found = getattr(self._open(LEVELS[level]), name)(*arguments, **options)
            except Exception as error:
                if level + 1 == len(LEVELS) or not _is_lost(error):
                    raise
            else:
                if level > self._level and time.monotonic() - begun > LEVELS[level - 1].read:
                    self._level = level  # it answers, only more slowly than we had waited
                return found
        raise LookupError(name)


def _is_lost(error: Exception) -> bool:
    """Whether an error means that no answer came, or not all of it,
    or that the store has too much to do.
    """
    import aiohttp
    from botocore.exceptions import ConnectionError as NoConnection
    from botocore.exceptions import HTTPClientError, IncompleteReadError
    from fsspec.exceptions import FSTimeoutError

    lost = (NoConnection, HTTPClientError, IncompleteReadError, FSTimeoutError, aiohttp.ClientError)
    if isinstance(error, (*lost, TimeoutError, ConnectionError)):
        return True
    return isinstance(error, OSError) and error.errno in _BUSY


def open_s3(protocol: str, options: dict[str, Any]) -> PatientFiles:
    """S3 with patience; ``options`` are those of its file system."""
    from fsspec import filesystem

    session = options.get("session") or _session(options.get("profile"))

    def open_files(patience: Patience) -> Any:
        config: dict[str, Any] = {
            "connect_timeout": patience.connect,
            "read_timeout": patience.read,
            "retries": {"mode": "standard", "max_attempts": patience.tries},
        }
        config |= options.get("config_kwargs") or {}
        files = filesystem(protocol, **{**options, "config_kwargs": config, "session": session})
        files.retries = 1  # s3fs would send anew what its client has sent often enough
        return files

    return PatientFiles(open_files)


@cache
def _session(profile: str | None) -> Any:
    """What makes clients of S3 that send objects at once.

    Clients usually ask first whether they may ("Expect: 100-continue"), and for that answer aiohttp
    waits for ever: no time limit counts before the object is sent.
    """
    from aiobotocore.session import AioSession
    from botocore.handlers import add_expect_header

    session = AioSession(profile=profile)
    session.unregister("before-call.s3", add_expect_header)
    return session
