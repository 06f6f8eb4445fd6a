"""The one date a phrase writes, in every written form."""

from __future__ import annotations

from datetime import date

import regex

_DIGITS = str.maketrans("OolI", "0011")
_NUMERIC = regex.compile(
    r"""(?<![\d/.-]) (?P<day>[\dOolI]{1,2}) \s*(?P<sep>[/.-])\s* (?P<month>[\dOolI]{1,2}) \s*(?P=sep)\s*
        (?P<year>[\dOolI]{4}|\d\d) (?!\d)""",
    regex.VERBOSE,
)
_WORDS = regex.compile(
    r"""(?P<day>[\dOolI]{1,2}) \s*tháng\s* (?P<month>[\dOolI]{1,2}) \s*(?:năm|/)\s* (?P<year>(?:[\dOolI]\s*){4})""",
    regex.VERBOSE | regex.IGNORECASE,
)


def parse_date(text: str) -> date | None:
    """The date a phrase writes; None where it writes none or an impossible one.

    >>> parse_date("ngày 16 tháng 02 năm 2023")
    datetime.date(2023, 2, 16)
    >>> parse_date("O8/4/2O2O")
    datetime.date(2020, 4, 8)
    """
    match = _WORDS.search(text) or _NUMERIC.search(text)
    if match is None:
        return None
    year = digits("".join(match["year"].split()))
    try:
        return date(year + 2000 if year < 100 else year, digits(match["month"]), digits(match["day"]))
    except ValueError:
        return None


def digits(text: str) -> int:
    """A digit group in which O and l may stand for 0 and 1.

    >>> digits("2O23")
    2023
    """
    return int(text.translate(_DIGITS))
