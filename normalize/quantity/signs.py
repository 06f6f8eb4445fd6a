"""A dash before a number: a minus, a bullet, or what joins it to something else."""

from __future__ import annotations

import regex

from normalize.quantity.numbers import BLANK

_SIGN_BEFORE = regex.compile(
    rf"(?r)(?P<before>^|[\n\t]|[^\d\p{{L}}\s])(?P<blank>{BLANK}{{0,3}})[-–−]"
)
_AFTER_WORD = regex.compile(rf"(?r)\p{{L}}{BLANK}{{1,3}}[-–−]")


def read_sign(text: str, start: int, *, in_cell: bool) -> int | None:
    """1 where a minus stands directly before ``start``, 0 where none does, None where it may be a
    dash.

    A dash that begins a line or a sentence is a bullet; glued to a colon it may be either.

    >>> read_sign("tăng -5%", 6, in_cell=False), read_sign("xã:-5%", 4, in_cell=False)
    (1, None)
    """
    if start == 0 or text[start - 1] not in "-–−":
        return 0
    match = _SIGN_BEFORE.match(text, 0, start)
    if match is None:
        return int(_AFTER_WORD.match(text, 0, start) is not None)
    before = match["before"]
    if before in ("", "\n", "\t"):
        return int(in_cell)
    if before == ":" and match["blank"]:
        return 1
    if before in ":/-–−" or (not match["blank"] and before not in "([=<>≤≥≈~"):
        return None
    return int(before not in ".;*+•")
