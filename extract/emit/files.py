"""Outputs appear whole or not at all, several together; what we did not make stays as it is."""

from __future__ import annotations

import contextlib
import fcntl
import os
import stat
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from schemas.errors import OutputError

_ENDING = ".tmp"
_CHOSEN = 8
"""Letters that `tempfile` chooses."""

IsOurs = Callable[[bytes], bool]
_MOST_BYTES = 1 << 30
"""No output of this program is larger: what is, was made by somebody else."""


def check_file(path: Path, is_ours: IsOurs | None) -> None:
    """See that a file may be written: its folder is there, and no file but one that ``is_ours``.

    A link stands for what it leads to. Where ``is_ours`` is None, any file may be replaced.

    Raises:
        OutputError: it may not.
    """
    target = _target(path)
    try:
        about = target.stat()
    except FileNotFoundError:
        if not target.parent.is_dir():
            raise OutputError(
                f"{path}: cannot be written: there is no folder {target.parent}; make it first"
            ) from None
        if not os.access(target.parent, os.W_OK | os.X_OK):
            raise OutputError(
                f"{path}: cannot be written: the folder {target.parent} is read-only"
            ) from None
        return
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror}") from error
    if not stat.S_ISREG(about.st_mode):
        raise OutputError(f"{path}: is no regular file; choose another name")
    if is_ours is not None and not (about.st_size <= _MOST_BYTES and is_ours(_read(path))):
        raise OutputError(
            f"{path}: exists, and is no output of this program, or was changed by hand since; "
            "choose another name, or replace it with --overwrite"
        )


def write_whole(path: Path, data: bytes) -> None:
    """Put ``data`` at ``path``: a temporary file beside it, flushed, then renamed over the old one.

    Raises:
        OutputError: the folder is missing or not writable, or the disk is full; no file is left
            behind then.
    """
    write_all({path: data})


def write_all(outputs: dict[Path, bytes], last_check: Callable[[], None] | None = None) -> None:
    """Write several files: all are on the disk and
    ``last_check`` passed before the first is placed.

    A link is written through. A file that is replaced leaves its mode to the new one.

    Raises:
        OutputError: one of them cannot be written; none is, then, and nothing is left behind.
    """
    waiting: list[_Waiting] = []
    try:
        for path, data in outputs.items():
            waiting.append(_prepare(path, _target(path), data))
        if last_check is not None:
            last_check()
        while waiting:
            with _said_of(waiting[0].path):
                os.replace(waiting[0].temporary, waiting[0].target)
            os.close(waiting.pop(0).handle)
    finally:
        for one in waiting:
            one.discard()


def sweep_beside(path: Path) -> None:
    """Remove the temporary files of an output that killed runs of this user left beside it.

    Only names that this program gives; only files whose maker, which would hold their lock, is
    gone.
    """
    target = _target(path)
    prefix = _prefix(target)
    with contextlib.suppress(OSError):
        for entry in list(os.scandir(target.parent)):
            middle = entry.name.removeprefix(prefix).removesuffix(_ENDING)
            if entry.name == f"{prefix}{middle}{_ENDING}" and len(middle) == _CHOSEN:
                _sweep(entry.path)


def _sweep(path: str) -> None:
    with contextlib.suppress(OSError):
        handle = os.open(path, os.O_RDWR | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        try:
            about = os.fstat(handle)
            if stat.S_ISREG(about.st_mode) and about.st_uid == os.geteuid():
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                os.unlink(path)
        finally:
            os.close(handle)


class _Waiting(NamedTuple):
    """A whole file that waits to be put in its place; ``handle`` is open and locked until then."""

    path: Path
    target: Path
    temporary: str
    handle: int

    def discard(self) -> None:
        """Remove it."""
        _discard(self.temporary)
        os.close(self.handle)


def _prefix(target: Path) -> str:
    """How the names of an output's temporary files begin."""
    return f".{target.name[:60]}.kehoach-"


def _prepare(path: Path, target: Path, data: bytes) -> _Waiting:
    """A whole temporary file beside the target, with the mode and owner the target is to have."""
    if not target.parent.is_dir():
        raise OutputError(
            f"{path}: cannot be written: there is no folder {target.parent}; make it first"
        )
    with _said_of(path):
        waiting = _Waiting(path, target, *_begun(target))
        try:
            with open(waiting.handle, "wb", closefd=False) as file:
                file.write(data)
                file.flush()
                _take_over(target, waiting.handle)
                os.fsync(waiting.handle)
        except BaseException:
            waiting.discard()
            raise
    return waiting


def _begun(target: Path) -> tuple[str, int]:
    """A new temporary file beside a target and its handle, locked where the file system can."""
    while True:
        handle, temporary = tempfile.mkstemp(
            dir=target.parent, prefix=_prefix(target), suffix=_ENDING
        )
        with contextlib.suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX)
        if os.fstat(handle).st_nlink:
            return temporary, handle
        os.close(handle)  # taken for one that was left, and removed, before it was locked


def _take_over(target: Path, handle: int) -> None:
    try:
        about = target.stat()
    except FileNotFoundError:
        os.fchmod(handle, 0o666 & ~_umask())
        return
    with contextlib.suppress(PermissionError):  # only the system's administrator gives files away
        os.fchown(handle, about.st_uid, about.st_gid)
    os.fchmod(handle, stat.S_IMODE(about.st_mode))


def _target(path: Path) -> Path:
    """Where a link leads, also where nothing is there yet; a path that is no link as it is."""
    return Path(os.path.realpath(path)) if path.is_symlink() else path


def _read(path: Path) -> bytes:
    with _said_of(path):
        return path.read_bytes()


@contextlib.contextmanager
def _said_of(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror}") from error


def _umask() -> int:
    """The process's mask, which can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _discard(path: str) -> None:
    with contextlib.suppress(FileNotFoundError):
        os.unlink(path)
