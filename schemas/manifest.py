"""The manifest of a dataset: one row an input file, whatever happened to it."""

from __future__ import annotations

import msgspec

OK = "ok"
TIMEOUT = "timeout"
MEMORY = "memory"
CRASH = "crash: signal "
"""Begins the status of a file whose reader died; the number of the signal follows."""

PENDING = "pending"
PROGRAM_ERROR = "program-error"

_ID_DIGITS = 16


class ManifestRow(msgspec.Struct, frozen=True, kw_only=True):
    """What happened to one input file.

    ``path`` is the file's path as the command's input leads to it; bytes that are no UTF-8, control characters and
    backslashes are written as ``\\xNN``, so that a row is always one line. ``sha256`` is None where the file
    could not be read at all. ``plan_id`` joins the other tables, None where there is no record. ``duplicate_of`` is
    the path of the file with the same bytes whose name the record bears, None for that file itself.

    ``status`` is ``ok``, ``timeout``, ``memory``, ``crash: signal N``, or the word of an error's class
    (`schemas.errors`): ``damaged``, ``encrypted``, ``unsupported``, ``not-administrative``, ``unreadable``,
    ``limit``, ``missing-program``, ``program-error``; ``pending`` for a file that no run has read yet. ``error`` is
    the sentence a user reads, None with ``ok``. ``exit_code`` is what the command ends with for this file alone.

    ``seconds`` and ``peak_memory`` (bytes) were measured in the process that read the file, the only two columns that
    differ from run to run. ``pages`` and ``problems`` (the count of them in the record) are None without a record.
    ``version`` is the program's, ``options`` a digest of those options that change a record.
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


def plan_id(sha256: str) -> str:
    """The id by which the tables of a dataset join: the first 64 bits of the source's SHA-256, in hexadecimal."""
    return sha256[:_ID_DIGITS]
