"""There is no result: one class a cause, each with the exit code the command ends with.

Messages say what is wrong and what to do; the command prefixes the file's name.
"""

from __future__ import annotations


class ExtractError(Exception):
    """Base of everything `extract.extract_plan` raises. ``exit_code`` is the command's.

    ``word`` is what a manifest calls the cause."""

    exit_code = 3
    word = "error"


class UsageError(ExtractError):
    """The request contradicts itself: wrong option, output that fits no format."""

    exit_code = 2
    word = "usage"


class InputError(ExtractError):
    """The input is missing, unreadable or of a kind that is not supported."""

    exit_code = 3
    word = "unreadable"


class DamagedError(InputError):
    """The file is of a known kind, but broken beyond reading."""

    word = "damaged"


class EncryptedError(InputError):
    """The file needs a password."""

    word = "encrypted"


class UnsupportedError(InputError):
    """The bytes are of no kind that can hold an administrative document here."""

    word = "unsupported"


class NotAdministrativeError(InputError):
    """Readable, but nothing of an administrative document is in
    it: no header, no reference, no task.
    """

    word = "not-administrative"


class LimitError(ExtractError):
    """A limit of time, memory or pages was reached."""

    exit_code = 4
    word = "limit"


class OutputError(ExtractError):
    """The output cannot be written."""

    exit_code = 5
    word = "output"


class MissingProgramError(ExtractError):
    """An external program is needed that is not installed; the message names its package."""

    exit_code = 6
    word = "missing-program"


class RecordError(InputError):
    """The bytes are no record of this program."""

    word = "no-record"
