"""What holds for every deadline: numbers are whole, days possible, intervals run forwards, both doors agree."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest
import regex
from hypothesis import example, given, settings
from hypothesis import strategies as st

from normalize import find_deadlines, read_deadline
from normalize.time.deadlines import impossible_time
from normalize.time.words import prose_words, words
from schemas.plan import Deadline

TIMES = [
    *("ngày 30/6/2024", "30/6", "15-6-2024", "05.9.2024", "2024-06-30", "ngày 15 tháng 12 năm 2024", "28, 29/4/2024"),
    *("tháng 6/2024", "tháng 9", "tháng 10 - 12/2024", "tháng Tư năm 2024", "đầu tháng 3/2024", "tuần 2 tháng 3/2024"),
    *("quý III/2024", "quý II và quý IV", "quý I, II/2024", "cuối quý II", "6 tháng đầu năm 2024"),
    *("năm 2024", "cuối năm 2024", "15/6 và 15/12", "ngày 20/5 năm sau"),
]
LENGTHS = [
    "trong 15 ngày kể từ ngày ký",
    "chậm nhất 10 ngày kể từ ngày 15/5/2024",
    "trong 48 giờ",
    "12 ngày",
    "2,5 ngày",
]
RHYTHMS = ["ngày 25 hằng tháng", "trước ngày 15/6 và 15/12 hằng năm", "02 lần/năm", "3 tháng/lần", "tuần 3 hằng tháng"]
AROUND = st.text(alphabet="0123456789 .-–,/", max_size=4)


def read(phrase: str) -> Deadline | None:
    return read_deadline(phrase, year=2024, issued_on=date(2024, 1, 5))


def value(deadline: Deadline) -> tuple[object, ...]:
    return (deadline.edtf, deadline.due_latest, deadline.rrule, deadline.frequency, deadline.condition)


def numbers(text: str) -> set[int]:
    """The numbers of a phrase; Roman ones and spelled ones are none."""
    return {int(one) for one in regex.findall(r"\d+", text)}


@settings(max_examples=400, deadline=None)
@given(AROUND, st.sampled_from([*TIMES, *LENGTHS, *RHYTHMS]), AROUND)
@example("", "12 ngày", "")
@example("10", "95 ngày", "")
@example("1.0", "95 ngày", "")
@example("", "tháng 10", "-12/2024")
@example("1-", "2,5 ngày", "")
def test_a_number_is_read_whole_or_not_at_all(before: str, phrase: str, behind: str) -> None:
    """Digits and signs around a phrase lead to null, to words that are left over, or to all the numbers."""
    plain, changed = read(phrase), read(before + phrase + behind)
    assert plain is not None
    if changed is None or changed.unread or value(changed) == value(plain):
        return
    said = numbers(before + phrase + behind)
    shown = numbers(" ".join(map(str, (*value(changed), *changed.components))))
    shown |= {(number + 2) // 3 for number in shown} if "quý" in phrase else set()
    shown |= {(number + 6) // 7 for number in shown} if "tuần" in phrase else set()
    shown |= {31} if "-1" in (changed.rrule or "") else set()
    exclusive = {number - 1 for number in said} if changed.boundary == "before" else set()
    shown |= exclusive
    missing = {number for number in said if not {number, number + 2000, number + 1900, number - 1} & shown}
    assert not missing, (before + phrase + behind, value(changed))


@given(
    st.integers(0, 99), st.integers(0, 99), st.integers(1990, 2100), st.sampled_from(["", "Trước ", "Từ ", "sau ngày "])
)
def test_days_are_those_of_the_calendar_or_none(day: int, month: int, year: int, limit: str) -> None:
    phrase = f"{limit}{day}/{month}/{year}"
    try:
        date(year, month, day)
    except ValueError:
        assert read(phrase) is None
        assert f"{day}/{month}/{year}" in (impossible_time(phrase) or "")
    else:
        assert read(phrase) is not None
        assert impossible_time(phrase) is None


@pytest.mark.parametrize(
    "phrase",
    [
        *("31/6", "31/9", "29/02/2025", "Quý 5", "Quý V/2024", "tháng 13", "Tháng 0/2024", "năm 0000", "31/12/0000"),
        *("Trước 31/4/2024", "15/6 và 31/6/2024", "Từ 01/4 đến 31/4/2024", "ngày 31 tháng 6", "tuần 6 tháng 3"),
        *("ngày 32 hằng tháng", "ngày 31/6 hằng năm", "Giai đoạn 2030-2026", "Năm học 2024-2026", "Trước 00/5/2024"),
    ],
)
def test_what_no_calendar_has_is_null(phrase: str) -> None:
    assert read(phrase) is None
    assert impossible_time(phrase, year=2024)


def test_the_29th_of_february_needs_its_year() -> None:
    assert read_deadline("29/02", year=2025) is None
    assert impossible_time("29/02", year=2025) == "29/02"
    leap = read_deadline("29/02", year=2024)
    assert leap is not None
    assert leap.edtf == "2024-02-29"


ENDS = st.dates(min_value=date(2023, 1, 1), max_value=date(2026, 12, 31))


@settings(deadline=None)
@given(
    ENDS, ENDS, st.booleans(), st.booleans(), st.sampled_from(["{} - {}", "Từ {} đến {}", "từ ngày {} đến hết ngày {}"])
)
def test_an_interval_never_runs_backwards(
    first: date, last: date, first_year: bool, last_year: bool, form: str
) -> None:
    written = [
        f"{day.day}/{day.month}" + (f"/{day.year}" if with_year else "")
        for day, with_year in ((first, first_year), (last, last_year))
    ]
    found = read(form.format(*written))
    if found is None:
        assert (first_year and last_year and last < first) or (2, 29) in {(d.month, d.day) for d in (first, last)}
        return
    start, _, end = (found.edtf or "").partition("/")
    assert date.fromisoformat(start) <= date.fromisoformat(end) == date.fromisoformat(found.due_latest or "")
    assert (date.fromisoformat(end) - date.fromisoformat(start)).days < 366 or (first_year and last_year)
    assert [start[5:], end[5:]] == [f"{day:%m-%d}" for day in (first, last)]


@pytest.mark.parametrize(("limit", "time"), list(product(prose_words("limit"), TIMES)))
def test_what_is_read_behind_a_limit_is_found(limit: str, time: str) -> None:
    """Both doors: the phrase alone, and the same phrase in a sentence, in small letters and in capitals."""
    phrase = f"{limit} {time}"
    plain = read(phrase)
    if plain is None:
        assert (words("limit")[limit], time) == ("before", "tháng 10 - 12/2024")  # before a range is before nothing
        return
    assert plain.unread == () or (limit.endswith("cuối") and "I, II" in time)  # the end of which quarter
    assert plain.boundary == words("limit")[limit]
    for shown in (phrase, phrase.upper()):
        found = find_deadlines(f"Các phòng hoàn thành {shown}; gửi UBND xã.")
        assert [one.text for one in found] == [shown]
        again = read(found[0].text)
        assert again is not None
        assert value(again) == value(plain)


@pytest.mark.parametrize("phrase", [one for one in RHYTHMS if "hằng" in one and "tuần" not in one])
def test_what_comes_back_is_found(phrase: str) -> None:
    assert [one.text for one in find_deadlines(f"Báo cáo UBND xã {phrase}.")] == [phrase]


@pytest.mark.parametrize(
    ("raw", "source", "edtf"),
    [
        ("15/1/2024 và 30/6", "title", "{2024-01-15,2025-06-30}"),
        ("30/6", "title", "2025-06-30"),
        ("30/6/2024", "cell", "2024-06-30"),
        ("Tháng 5 và tháng 11/2024", "neighbour", "{2024-05,2024-11}"),
        ("Từ 15/12/2024 đến 15/01", "neighbour", "2024-12-15/2025-01-15"),
        ("Tháng 01 năm sau", "title", "2026-01"),
        ("Thường xuyên", "title", "2025"),
    ],
)
def test_where_the_year_was_taken_from(raw: str, source: str, edtf: str) -> None:
    found = read_deadline(raw, year=2025, year_source="title")
    assert found is not None
    assert (found.year_source, found.edtf) == (source, edtf)


@pytest.mark.parametrize(
    ("raw", "unread"),
    [
        ("Trước 30/6/2024 nếu Sở đồng ý", ("nếu Sở đồng ý",)),
        ("Quý II/2024, riêng thôn 3 quý III", ("riêng thôn 3",)),
        ("Hoàn thành trước ngày 30/6/2024", ()),
        ("Tháng 6 (trước ngày 20)", ("trước ngày 20",)),
        ("5 30/6/2024", ("5",)),
    ],
)
def test_words_that_no_part_used_are_named(raw: str, unread: tuple[str, ...]) -> None:
    found = read(raw)
    assert found is not None
    assert (found.unread, found.confidence) == (unread, 0.7 if unread else 1.0)
