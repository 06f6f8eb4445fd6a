"""What is behind an error that nothing translated: a limit of the system,
or a fault of the program.
"""

from __future__ import annotations

from extract.shortage import find_shortage, limit_of
from schemas.errors import ExtractError
from schemas.manifest import PROGRAM_ERROR


class ProgramError(ExtractError):
    """A fault of the program itself."""

    word = PROGRAM_ERROR


def as_known(error: Exception) -> ExtractError:
    """The error as users are told it."""
    if isinstance(error, ExtractError):
        return error
    limit = limit_of(error) or find_shortage()
    return limit or ProgramError(
        f"an error in the program: {type(error).__name__}: {error}; -vv shows where"
    )
