"""Which year a deadline without a year means."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

import regex

from normalize.citation.document_kinds import document_kinds
from normalize.time.periods import read_period
from normalize.time.reading import Period
from schemas.plan import Header, YearSource

_YEAR = regex.compile(r"(?<![\d/\-.])(?P<year>(?:19|20)\d\d)(?![\d])")
_SCOPE = regex.compile(
    r"(?:giai\s+đoạn|nhiệm\s+kỳ|định\s+hướng|tầm\s+nhìn|đến\s+năm)[^;.]{0,25}$|(?:19|20)\d\d\s*[-–]\s*$",
    regex.IGNORECASE,
)
_SPAN_TAIL = regex.compile(r"\s*[-–]\s*(?:19|20)\d\d")
_SCHOOL_YEAR = regex.compile(r"năm\s+học", regex.IGNORECASE)


@cache
def _citation() -> regex.Pattern[str]:
    """Numbers and days of other documents: a year in them is none of the plan."""
    kinds = document_kinds()
    named = "|".join(dict.fromkeys(regex.escape(one.kind) for one in kinds))
    # a plan is called by its year ("Kế hoạch 2024"), an act by its number
    acts = "|".join(dict.fromkeys(regex.escape(one.kind) for one in kinds if one.act != "no"))
    return regex.compile(
        r"(?<!\d)(?<!năm\s)\d++\s?[-–]\s?(?-i:\p{Lu}{2,})\S*|(?<!\d)\d++/\S*"
        rf"|(?<!\p{{L}})(?:(?:{named})\s+số\s*:?\s*|(?:{acts})\s+)\d{{4}}(?!\d)"
        r"|ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}",
        regex.IGNORECASE,
    )


class PlanYear(NamedTuple):
    """A year and where it was taken from, both None where nothing says one; the years of a plan of several."""

    year: int | None
    source: YearSource | None
    period: Period | None = None


def named_year(text: str) -> int | None:
    """The one year a heading names; None for none, several, or the ends of a period.

    >>> named_year("TRIỂN KHAI CÁC NHIỆM VỤ CCHC NĂM 2023")
    2023
    >>> named_year("giai đoạn 2021-2025, định hướng đến năm 2030"), named_year("trung hạn 5 năm 2026 - 2030")
    (None, None)
    """
    text = _citation().sub(" ", text)
    years = {
        int(match["year"])
        for match in _YEAR.finditer(text)
        if not _SCOPE.search(text[: match.start()]) and not _SPAN_TAIL.match(text, match.end())
    }
    return years.pop() if len(years) == 1 else None


def several_years(text: str, source: YearSource) -> Period | None:
    """The years that a heading says a plan goes over, where they are more than one; no school year.

    >>> several_years("giai đoạn 2021-2025, định hướng đến năm 2030", "title")
    Period(first=2021, last=2025, source='title')
    """
    first, several, last = (read_period(text) or "").partition("/")
    if not several or _SCHOOL_YEAR.search(text):
        return None
    return Period(int(first), int(last), source) if int(first) < int(last) else None


def first_year(plan: PlanYear, issued_on: date | None) -> int | None:
    """The first year that a plan is for: what a year before it reached is behind us.

    >>> first_year(PlanYear(2024, "title"), date(2023, 12, 20))
    2024
    """
    first = plan.period.first if plan.period else plan.year
    known = [one for one in (first, issued_on.year if issued_on else None) if one is not None]
    return max(known, default=None)


def document_year(header: Header, caption: str | None, option: int | None, dated: str) -> PlanYear:
    """The year that holds for the whole document: option, title, appendix caption, issue date, in this order.

    ``dated`` is the place and date as printed: a draft leaves day and month blank and still names its year. A plan that
    is issued before the years it goes over has no year of its own.
    """
    if option is not None:
        return PlanYear(option, "option")
    period = None
    headings: tuple[tuple[str | None, YearSource], ...] = ((header.title, "title"), (caption, "caption"))
    for text, source in headings:
        year = named_year(text or "")
        if year is not None:
            return PlanYear(year, source, period)
        period = period or several_years(text or "", source)
    year = int(header.issued_on[:4]) if header.issued_on is not None else named_year(dated)
    if year is None or (period is not None and not period.first <= year <= period.last):
        return PlanYear(None, None, period)
    return PlanYear(year, "issue_date", period)


def task_year(column: str, groups: tuple[str, ...], whole: PlanYear, table: tuple[str, ...] = ()) -> PlanYear:
    """The year for one row: its column's header, else the group rows above it from the nearest, else
    the document's; where that is no more than its day, what stands above the table (``table``,
    outermost first). In a plan of several years, what stands above a table may name one of them.
    """
    for text, source in _headings(column, groups, whole, table):
        year = named_year(text)
        if year is not None:
            return PlanYear(year, source)
        if period := several_years(text, source):
            return whole._replace(period=period)
    return whole


def _headings(
    column: str, groups: tuple[str, ...], whole: PlanYear, table: tuple[str, ...]
) -> Iterator[tuple[str, YearSource]]:
    """What may name a row's year before the whole document does, the nearest first."""
    yield column, "column"
    for one in reversed(groups):
        yield one, "group"
    for one in reversed(table):
        if _may_name_year(one, whole):
            yield one, "caption"


def _may_name_year(heading: str, whole: PlanYear) -> bool:
    """Whether what stands above a table counts: one of a plan's years, or any year where the
    document names none but that of its day.
    """
    if whole.period is None:
        return whole.source in (None, "issue_date")
    return whole.period.first <= (named_year(heading) or 0) <= whole.period.last
