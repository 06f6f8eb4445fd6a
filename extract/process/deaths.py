"""How the reader of a job ended, where it gave no answer, as the outcome of the job."""

from __future__ import annotations

import contextlib
import signal

import msgspec

from extract.process.messages import Job, Limits, Outcome
from schemas.errors import DamagedError, LimitError
from schemas.manifest import CRASH, MEMORY, TIMEOUT

_ENOUGH_MEMORY = 1024
"""Mebibytes: with less, a reader that dies may have died of too little."""


def outcome_of_death(job: Job, number: int, pages: int, limits: Limits) -> Outcome:
    """What a job did to its reader, which died by itself: of the signal ``number``,
    or with an exit code, which is negative here.
    """
    if number == signal.SIGXCPU:
        return late(job, pages, limits)
    if number == signal.SIGKILL:
        return _without_memory(
            job, "was ended by the system, which had no memory left; run fewer at once (--jobs)"
        )
    if number <= 0 or limits.memory < _ENOUGH_MEMORY:
        return _without_memory(
            job,
            f"its reader ended ({_name_of(number)}), as one does that gets no more memory: the "
            f"limit is {limits.memory} MB; raise --max-memory",
        )
    said = f"its reader died of it ({_name_of(number)}); the file is damaged or hostile"
    return Outcome(
        key=job.key, status=f"{CRASH}{number}", error=said, exit_code=DamagedError.exit_code
    )


def late(job: Job, pages: int, limits: Limits) -> Outcome:
    """A job took too long, though ``pages`` recognised ones put its end off."""
    more = f", put off by {pages} recognised pages" if pages else ""
    said = f"took longer than the limit of {limits.timeout:g} s{more}; raise --timeout"
    return Outcome(key=job.key, status=TIMEOUT, error=said, exit_code=LimitError.exit_code)


def measured(outcome: Outcome, seconds: float, memory: int) -> Outcome:
    """An outcome with the time and the most memory, in bytes, that its job took."""
    return msgspec.structs.replace(outcome, seconds=seconds, peak_memory=memory)


def _without_memory(job: Job, said: str) -> Outcome:
    return Outcome(key=job.key, status=MEMORY, error=said, exit_code=LimitError.exit_code)


def _name_of(number: int) -> str:
    with contextlib.suppress(ValueError):
        return f"signal {number}, {signal.Signals(number).name}"
    return f"exit code {-number}"
