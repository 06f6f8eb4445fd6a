"""The manifest of a dataset: one row an input file, whatever happened to it."""

from __future__ import annotations

import re

import msgspec

OK = "ok"
TIMEOUT = "timeout"
MEMORY = "memory"
CRASH = "crash: signal "
"""Begins the status of a file whose reader died; the number of the signal follows."""

PENDING = "pending"
PROGRAM_ERROR = "program-error"

REFUSED = frozenset(
    ("unreadable", "damaged", "encrypted", "unsupported", "not-administrative", "no-record")
)
"""Words for what lies in the file itself: the same version with the same options refuses it again.
"""

_PASSING = frozenset(
    (TIMEOUT, MEMORY, PROGRAM_ERROR, "limit", "missing-program", "output", "usage", "error")
)
_WORDS = REFUSED | _PASSING | {OK, PENDING}

_ID_DIGITS = 16
_CRASH = re.compile(re.escape(CRASH) + r"[0-9]{1,3}")


class ManifestRow(msgspec.Struct, frozen=True, kw_only=True):
    """What happened to one input file.

    ``path`` is the file's path below the input that was named, and begins with the last part of the
    input's own name where several were; bytes that are no UTF-8, control characters and backslashes
    are written as ``\\xNN``, so that a row is always one line. ``sha256`` is None where the file
    could not be read at all; for a record given as input it is that of the document it was made
    from. ``plan_id`` joins the other tables, None where there is no record. ``duplicate_of`` is the
    path of the file with the same bytes whose name the record bears, None for that file itself.

    ``status`` is ``ok``, ``timeout``, ``memory``, ``crash: signal N``, or the word of an error's
    class (`schemas.errors`): ``damaged``, ``encrypted``, ``unsupported``, ``not-administrative``,
    ``unreadable``, ``limit``, ``missing-program``, ``program-error``; ``pending`` for a file that
    no run has read yet. ``error`` is the sentence a user reads, None with ``ok``. ``exit_code`` is
    what the command ends with for this file alone.

    ``seconds`` and ``peak_memory`` (bytes) were measured in the process that read the file, the
    only two columns that differ from run to run. ``pages`` and ``problems`` (the count of them in
    the record) are None without a record. ``version`` is the program's, ``options`` a digest of
    those options that change a record.
    """

    path: str
    bytes: int
    sha256: str | None
    plan_id: str | None
    duplicate_of: str | None
    media_type: str | None
    status: str
    error: str | None
    exit_code: int
    pages: int | None
    problems: int | None
    seconds: float
    peak_memory: int
    version: str
    options: str


def is_status(text: str) -> bool:
    """Whether a manifest may say so of a file.

    >>> is_status("damaged"), is_status("crash: signal 6"), is_status("fine | really")
    (True, True, False)
    """
    return text in _WORDS or _CRASH.fullmatch(text) is not None


class _Event(msgspec.Struct):
    event: str
    seconds_since_start: float


def is_event(line: bytes) -> bool:
    """Whether a line is one of a batch's log: what happened, and when.

    >>> is_event(b'{"event": "start", "seconds_since_start": 0.0}'), is_event(b'{"event": "start"}')
    (True, False)
    """
    try:
        msgspec.json.decode(line, type=_Event)
    except (msgspec.DecodeError, RecursionError):
        return False
    return True


def plan_id(sha256: str) -> str:
    """The id by which the tables of a dataset join: the first 64 bits of the source's SHA-256,
    in hexadecimal.
    """
    return sha256[:_ID_DIGITS]
