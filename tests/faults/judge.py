"""What a command may answer when the system refuses it something, and what is a fault of the program."""

from __future__ import annotations

import re

from tests.faults.inject import End

RECORD, LIMIT, OUTPUT, PROGRAM, INPUT = (
    "the right record",
    "a limit (4)",
    "no output (5)",
    "a program is missing (6)",
    "cannot be read (3)",
)
ANSWERS = (RECORD, LIMIT, OUTPUT, PROGRAM, INPUT)
_BY_CODE = {4: LIMIT, 5: OUTPUT, 6: PROGRAM, 3: INPUT}

CAUSES = {
    "open": "open files|Too many open files|unable to open database file",
    "write": "No space left on device|disk is full|disk I/O error",
    "fork": "process",
    "malloc": "memory",
}
"""What a message says of each call that failed."""

_NEVER = re.compile(r"damaged|hostile|Traceback|Exception ignored|an error in the program|Fatal Python error|signal \d")


def judge(end: End, whole: bool, left: list[str], cause: str) -> str:
    """One of `ANSWERS`, or what is wrong with the end.

    ``whole``: the output is there and right; ``left``: what else stands where nothing may be left; ``cause``: a pattern
    of what must be said where there is no record.
    """
    if end.code is None:
        return "FAULT: hangs"
    if end.code < 0 or end.code > 128:
        return f"FAULT: signal {end.code}"
    if end.alive:
        return "FAULT: a process lives on"
    if left:
        return f"FAULT: left {', '.join(sorted(left))}"
    if _NEVER.search(end.said):
        return f"FAULT: {_NEVER.search(end.said)[0]}"  # type: ignore[index]
    if end.code == 0:
        return RECORD if whole else "FAULT: another record"
    if whole:
        return f"FAULT: a record, and exit code {end.code}"
    answer = _BY_CODE.get(end.code)
    if answer is None:
        return f"FAULT: exit code {end.code}"
    if answer == INPUT and "cannot be read: " not in end.said:
        return "FAULT: exit code 3, and the input was readable"
    if not re.search(cause, end.said):
        return "FAULT: another cause"
    return answer
