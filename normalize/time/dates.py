"""The one date a phrase writes, in every written form.

Digits may be damaged as text recognition damages them: O for 0, l, I or | for 1. They are digits
only inside a date.
"""

from __future__ import annotations

from datetime import date

import regex

from normalize.writing.text import fold_homoglyphs, fold_marked_ones, nfc

# Month names: spelled numbers, and the old names of the first, eleventh and twelfth month.
MONTH_NAMES = {
    **{
        "một": 1,
        "giêng": 1,
        "hai": 2,
        "ba": 3,
        "tư": 4,
        "bốn": 4,
        "năm": 5,
        "sáu": 6,
        "bảy": 7,
        "bẩy": 7,
        "tám": 8,
    },
    **{"chín": 9, "mười": 10, "mười một": 11, "mười hai": 12, "chạp": 12},
}

_REPAIRS = str.maketrans("OolI|", "00111")
_D = r"[\dOolI|]"
_N = rf"{_D}(?:\s?{_D})?(?!{_D})"
_YEAR = rf"(?:1\s*9|2\s*[0Oo])\s*{_D}\s*{_D}(?!{_D})"
_NAMES = "|".join(
    sorted((name.replace(" ", r"\s+") for name in MONTH_NAMES), key=len, reverse=True)
)
_DATE = regex.compile(
    rf"""(?<![\d/.-])(?:
      (?P<day>{_N}) [\s/,-]* th[aá]ng \s* (?P<month>{_N}|{_NAMES})
      [\s/,.-]* (?:n[aă]m)? \s* (?P<year>{_YEAR})
    | (?P<day>{_N}) \s*(?P<sep>[/.-])\s* (?P<month>{_N})
      (?: \s*(?P=sep)\s* | ,?\s*n[aă]m\s* ) (?P<year>{_YEAR})
    | (?P<day>\d\d?) (?P<sep>[/-]) (?P<month>\d\d?) (?P=sep) (?P<short_year>\d\d) (?![\d/-])
    | (?P<year>(?:19|20)\d\d) (?P<sep>[/.-]) (?P<month>\d\d) (?P=sep) (?P<day>\d\d) (?!\d)
    )""",
    regex.VERBOSE | regex.IGNORECASE,
)
_PIVOT = 70  # two-digit years from here on belong to the twentieth century


def parse_date(text: str) -> date | None:
    """The first date of a phrase; None where it writes none or an impossible one.

    >>> parse_date("ngày 16 tháng 02 năm 2023")
    datetime.date(2023, 2, 16)
    >>> parse_date("O8/4/2O2O")
    datetime.date(2020, 4, 8)
    >>> parse_date("ngày 31/02/2023")
    """
    match = _DATE.search(fold_marked_ones(fold_homoglyphs(nfc(text))), timeout=5)
    if match is None:
        return None
    short = match["short_year"]
    year = century(int(short)) if short else digits(match["year"])
    try:
        return date(year, month_number(match["month"]), digits(match["day"]))
    except ValueError:
        return None


def digits(text: str) -> int:
    """A digit group in which O may stand for 0, l, I and | for 1; blanks inside it are skipped.

    >>> digits("2O 23")
    2023
    """
    return int("".join(text.split()).translate(_REPAIRS))


def month_number(text: str) -> int:
    """The number of a month written in digits or as its name.

    >>> month_number("mười hai"), month_number("O3")
    (12, 3)
    """
    return MONTH_NAMES.get(" ".join(text.lower().split())) or digits(text)


def century(year: int) -> int:
    """A two-digit year with its century.

    >>> century(23), century(99)
    (2023, 1999)
    """
    return year + (2000 if year < _PIVOT else 1900)
