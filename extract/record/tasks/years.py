"""Which year a deadline without a year means."""

from __future__ import annotations

from typing import NamedTuple

import regex

from schemas.plan import Header, YearSource

_YEAR = regex.compile(r"(?<![\d/\-.])(?P<year>(?:19|20)\d\d)(?![\d])")
_SCOPE = regex.compile(
    r"(?:giai\s+đoạn|nhiệm\s+kỳ|định\s+hướng|tầm\s+nhìn|đến\s+năm|(?:19|20)\d\d\s*[-–]\s*(?=(?:19|20)\d\d))[^;.]{0,25}$",
    regex.IGNORECASE,
)
_SPAN_TAIL = regex.compile(r"\s*[-–]\s*(?:19|20)\d\d")
_CITATION = regex.compile(r"(?<!\d)\d++/\S*|ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}", regex.IGNORECASE)


class PlanYear(NamedTuple):
    """A year and where it was taken from; both None where nothing says one."""

    year: int | None
    source: YearSource | None


def named_year(text: str) -> int | None:
    """The one year a heading names; None for none, several, or the ends of a period.

    >>> named_year("TRIỂN KHAI CÁC NHIỆM VỤ CCHC NĂM 2023")
    2023
    >>> named_year("giai đoạn 2021-2025, định hướng đến năm 2030")
    """
    text = _CITATION.sub(" ", text)
    years = {
        int(match["year"])
        for match in _YEAR.finditer(text)
        if not _SCOPE.search(text[: match.start()]) and not _SPAN_TAIL.match(text, match.end())
    }
    return years.pop() if len(years) == 1 else None


def document_year(header: Header, caption: str | None, option: int | None, dated: str) -> PlanYear:
    """The year that holds for the whole document: option, title, appendix caption, issue date, in this order.

    ``dated`` is the place and date as printed: a draft leaves day and month blank and still names its year.
    """
    if option is not None:
        return PlanYear(option, "option")
    for text, source in ((header.title, "title"), (caption, "caption")):
        year = named_year(text or "")
        if year is not None:
            return PlanYear(year, source)  # type: ignore[arg-type]
    year = int(header.issued_on[:4]) if header.issued_on is not None else named_year(dated)
    return PlanYear(year, "issue_date") if year is not None else PlanYear(None, None)


def task_year(column: str, groups: tuple[str, ...], whole: PlanYear) -> PlanYear:
    """The year for one row: its column's header, else the group rows above it from the nearest, else the document's."""
    year = named_year(column)
    if year is not None:
        return PlanYear(year, "column")
    for group in reversed(groups):
        year = named_year(group)
        if year is not None:
            return PlanYear(year, "group")
    return whole
