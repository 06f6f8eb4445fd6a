"""EDTF as days against the `edtf` library, rules as the days they name."""

from __future__ import annotations

import csv
from datetime import date
from time import struct_time

import edtf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.score.meaning import EARLIEST, LATEST, expand_rule, read_days, same_days, same_rule
from tests.shared import SHARED, needs_shared


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2023", "2023-01-01", "2023-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023-02-16", "2023-02-16", "2023-02-16"),
        ("2023-02-16T10:00:00", "2023-02-16", "2023-02-16"),
        ("2023-33", "2023-01-01", "2023-03-31"),
        ("2023-36", "2023-10-01", "2023-12-31"),
        ("2023-38", "2023-05-01", "2023-08-31"),
        ("2023-40", "2023-01-01", "2023-06-30"),
        ("2023-41", "2023-07-01", "2023-12-31"),
        ("2023-22", "2023-06-01", "2023-08-31"),
        ("2026/2030", "2026-01-01", "2030-12-31"),
        ("2023-04/2023-09", "2023-04-01", "2023-09-30"),
        ("2018-03-01/2018-03-05", "2018-03-01", "2018-03-05"),
        ("2023~", "2023-01-01", "2023-12-31"),
        ("2023-06?", "2023-06-01", "2023-06-30"),
        ("2023-~06", "2023-06-01", "2023-06-30"),
        ("202X", "2020-01-01", "2029-12-31"),
        ("2023-XX", "2023-01-01", "2023-12-31"),
        ("2023-1X-3X", "2023-10-30", "2023-12-31"),
        ("1950S2", "1900-01-01", "1999-12-31"),
        ("2XXX-02-29", "2000-02-29", "2996-02-29"),
        ("{2023-04..2023-06}", "2023-04-01", "2023-06-30"),
    ],
)
def test_first_and_last_day(text: str, first: str, last: str) -> None:
    assert read_days(text).ranges == ((day(first), day(last)),)


def test_open_ends() -> None:
    assert read_days("2023/..").ranges == ((day("2023-01-01"), LATEST),)
    assert read_days("../2023").ranges == read_days("[..2023]").ranges == ((EARLIEST, day("2023-12-31")),)
    assert read_days("[2023-07-01..]").ranges == ((day("2023-07-01"), LATEST),)
    assert read_days("/2023") == read_days("../2023")


def test_sets_merge_what_touches_and_keep_what_does_not() -> None:
    months = read_days("{2023-04..2023-06,2023-10..2023-12}")
    assert months.ranges == ((day("2023-04-01"), day("2023-06-30")), (day("2023-10-01"), day("2023-12-31")))
    assert same_days("{2023-34,2023-36}", "{2023-10..2023-12,2023-04,2023-05,2023-06}")
    assert not same_days("{2023-34,2023-36}", "[2023-34,2023-36]"), "all of them, or one of them"
    assert not same_days("{2023-34,2023-36}", "2023-34/2023-36")


@pytest.mark.parametrize(
    "text", ["", "2023-13", "2023-02-30", "2023-W10", "Y17E7", "2030/2026", "{}", "-0044", "../.."]
)
def test_what_is_no_edtf_of_ours(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_days(text)


def test_unreadable_strings_compare_as_strings() -> None:
    assert same_days("khi có", "khi có")
    assert not same_days("khi có", "2023")
    assert not same_days("khi có", "khi xong")
    assert same_rule(None, None)
    assert not same_rule(None, "FREQ=DAILY")
    assert not same_rule("FREQ=HOURLY", "FREQ=MINUTELY")
    assert not same_rule("hằng quý", "FREQ=DAILY")


years = st.integers(1900, 2100).map(lambda year: f"{year:04}")
months = st.integers(1, 12).map(lambda month: f"{month:02}")
points = st.one_of(
    years,
    st.builds("{}-{}".format, years, months),
    st.dates(date(1900, 1, 1), date(2100, 12, 31)).map(date.isoformat),
    st.builds("{}-{}".format, years, st.sampled_from([*range(21, 24), *range(25, 28), *range(33, 42)])),
    st.builds("{}-XX".format, years),
    st.builds("{}X".format, st.integers(190, 209)),
)


def bounds(text: str) -> tuple[int, int]:
    parsed = edtf.parse_edtf(text)
    return ordinal(parsed.lower_strict()), ordinal(parsed.upper_strict())


def ordinal(moment: struct_time) -> int:
    return date(moment.tm_year, moment.tm_mon, moment.tm_mday).toordinal()


@given(points)
@settings(max_examples=150, deadline=None)
def test_days_agree_with_the_edtf_library(text: str) -> None:
    assert read_days(text).ranges == (bounds(text),)


@given(years, years)
@settings(max_examples=30, deadline=None)
def test_intervals_agree_with_the_edtf_library(one: str, two: str) -> None:
    first, last = sorted((one, two))
    assert read_days(f"{first}/{last}").ranges == (bounds(f"{first}/{last}"),)


@given(st.text(max_size=30))
@settings(max_examples=200, deadline=None)
def test_any_text_is_read_or_refused(text: str) -> None:
    assert same_days(text, text)
    assert isinstance(same_days(text, "2023"), bool)


@needs_shared
def test_every_vector_is_read() -> None:
    with (SHARED / "vectors" / "deadlines.tsv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    for row in rows:
        if row["edtf"]:
            ranges = read_days(row["edtf"]).ranges
            assert row["boundary"] == "from" or not row["due_latest"] or ranges[-1][1] == day(row["due_latest"]), row
        if row["rrule"]:
            assert expand_rule(row["rrule"]), row


def test_rules_by_their_days() -> None:
    assert same_rule("FREQ=WEEKLY;BYDAY=FR", "RRULE:FREQ=WEEKLY;BYDAY=FR")
    assert same_rule("FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=-1", "FREQ=MONTHLY;BYMONTH=12,6;BYMONTHDAY=-1")
    assert not same_rule("FREQ=MONTHLY;BYMONTHDAY=31", "FREQ=MONTHLY;BYMONTHDAY=-1"), "31 skips short months"
    assert not same_rule("FREQ=MONTHLY;BYMONTHDAY=28", "FREQ=MONTHLY;BYMONTHDAY=-1")
    assert len(expand_rule("FREQ=DAILY;COUNT=5")) == 5
    assert expand_rule("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31") == ()
