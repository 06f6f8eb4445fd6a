"""Deadlines: the vectors, the phrases of annotated tables, and what must hold for any phrase."""

from __future__ import annotations

import csv
from datetime import date, datetime, timedelta

import pytest
from dateutil.rrule import rrulestr
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from normalize import read_deadline
from normalize.time.dates import parse_date
from normalize.time.reading import Period
from tests.linear import is_linear
from tests.shared import SHARED, needs_shared

FIELDS = ("kind", "edtf", "boundary", "due_latest", "rrule", "frequency")
# A bare pair of years is a range by ruling 11 of the vectors' own guide ("a bare a–b is range"); the annotators of the
# tables wrote period. The days meant are the same.
DISPUTED_KIND = {"Năm 2026 - 2027", "2027 - 2030", "2026 - 2027", "2026 - 2035", "2026 - 2030"}


def rows(pattern: str) -> list[dict[str, str]]:
    found = []
    for path in sorted(SHARED.glob(pattern)):
        with path.open(encoding="utf-8", newline="") as file:
            found.extend(csv.DictReader(file, delimiter="\t"))
    return found


def reading(row: dict[str, str]) -> dict[str, str]:
    issued = row["ctx_issue_date"]
    first, _, last = row["ctx_plan_year"].partition("-")
    deadline = read_deadline(
        row["raw"],
        year=int(row["ctx_plan_year"]) if row["ctx_plan_year"].isdecimal() else None,
        issued_on=date.fromisoformat(issued) if len(issued) == 10 else None,
        period=Period(int(first), int(last)) if last else None,
    )
    assert deadline is not None
    return {name: getattr(deadline, name) or "" for name in FIELDS}


@needs_shared
@pytest.mark.parametrize("row", rows("vectors/deadlines.tsv"), ids=lambda row: row["id"])
def test_vectors(row: dict[str, str]) -> None:
    assert reading(row) == {name: row[name] for name in FIELDS}


@needs_shared
@pytest.mark.parametrize("row", rows("vectors/deadlines.tsv"), ids=lambda row: row["id"])
def test_flags_of_the_vectors(row: dict[str, str]) -> None:
    deadline = read_deadline(
        row["raw"], year=int(row["ctx_plan_year"]), issued_on=date.fromisoformat(row["ctx_issue_date"])
    )
    assert deadline is not None
    said = set(row["flags"].split(";"))
    for flag in ("before_issue", "default_day"):
        assert (flag in deadline.flags) == (flag in said)
    if "year_inherited" in said:
        assert "year_inherited" in deadline.flags


@needs_shared
@pytest.mark.parametrize(
    "row",
    [row for row in rows("gold/tables/*.deadlines.tsv") if not row["id"].startswith("khtuanle")],
    ids=lambda row: row["id"],
)
def test_annotated_tables(row: dict[str, str]) -> None:
    """(The school week's cells hold a time of day only; their day stands in a heading above the table.)"""
    expected = {name: row[name] for name in FIELDS}
    if row["raw"] in DISPUTED_KIND:
        expected["kind"] = "range"
    assert reading(row) == expected


@needs_shared
@pytest.mark.parametrize("row", rows("cases/deadlines.tsv"), ids=lambda row: row["id"])
def test_cases(row: dict[str, str]) -> None:
    """The columns that a case is judged by; ``||`` stands between values that are all right."""
    deadline = read_deadline(
        row["raw"], year=int(row["ctx_plan_year"]), issued_on=date.fromisoformat(row["ctx_issue_date"])
    )
    if row["kind"] == "unread":
        assert deadline is None
        return
    assert deadline is not None
    assert (deadline.unread, deadline.confidence) == ((), 1.0)
    for name in row["judged"].split(","):
        assert (getattr(deadline, name) or "") in row[name].split("||"), name


QUOTATIONS = [
    ("Hoàn thành trong quý III", "period", "2024-35", "2024-09-30"),
    ("Trong tháng 6", "period", "2024-06", "2024-06-30"),
    ("Từ năm 2024", "after", "2024/..", None),
    ("Đến 2030", "before", "[..2030]", "2030-12-31"),
    ("Tháng 3-4/2024", "range", "2024-03/2024-04", "2024-04-30"),
    ("16, 17/2/2024", "set_all", "{2024-02-16,2024-02-17}", "2024-02-17"),
    ("Cuối năm 2025", "period", "2025-36", "2025-12-31"),
    ("Trước ngày 01 tháng 3 năm 2024", "before", "[..2024-02-29]", "2024-02-29"),
    ("9 tháng đầu năm", "period", "2024-01/2024-09", "2024-09-30"),
    ("Đã hoàn thành", "empty", None, None),
    ("Theo kế hoạch của tỉnh", "conditional", None, None),
    ("Quý tư", "period", "2024-36", "2024-12-31"),
    ("Mỗi quý một lần", "recurring", None, None),
    ("Không sau ngày 30/6/2024", "before", "[..2024-06-30]", "2024-06-30"),
    ("Không sớm hơn 01/7", "after", "2024-07-01/..", None),
    ("08h00-11h30, 20/5/2024", "point", "2024-05-20", "2024-05-20"),
    ("Tháng 5 (tuần 2)", "period", "2024-05-08/2024-05-14", "2024-05-14"),
    ("Tháng 4 - 6; tháng 9", "set_all", "{2024-04..2024-06,2024-09}", "2024-09-30"),
    ("Trước 15/6 (6 tháng đầu năm), trước 15/12 (cả năm)", "set_all", "{2024-06-14,2024-12-14}", "2024-12-14"),
    ("1/2 ngày", "conditional", None, None),
    ("Tháng 3 - tháng 6 - tháng 9", "set_all", "{2024-03,2024-06,2024-09}", "2024-09-30"),
    ("Trước các ngày 10/3, 10/6", "set_all", "{2024-03-09,2024-06-09}", "2024-06-09"),
    ("Trong vòng 02 tháng kể từ ngày ký", "relative", "[..2024-03-05]", "2024-03-05"),
    ("Không quá 02 tuần từ ngày ban hành", "relative", "[..2024-01-19]", "2024-01-19"),
    ("Trong 99999 năm kể từ ngày ký", "relative", None, None),
]


@pytest.mark.parametrize(("raw", "kind", "edtf", "due"), QUOTATIONS)
def test_quotations(raw: str, kind: str, edtf: str | None, due: str | None) -> None:
    deadline = read_deadline(raw, year=2024, issued_on=date(2024, 1, 5))
    assert deadline is not None
    assert (deadline.kind, deadline.edtf, deadline.due_latest, deadline.unread) == (kind, edtf, due, ())


@pytest.mark.parametrize(
    ("raw", "rrule"),
    [
        ("Ngày đầu tiên của tháng", "FREQ=MONTHLY;BYMONTHDAY=1"),
        ("Ngày đầu tiên của quý", "FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=1"),
        ("Ngày cuối cùng của năm", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1"),
        ("Ngày làm việc đầu tiên của tháng", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1"),
    ],
)
def test_the_first_and_last_day_of_a_period(raw: str, rrule: str) -> None:
    deadline = read_deadline(raw, year=2024)
    assert deadline is not None
    assert (deadline.kind, deadline.rrule, deadline.unread) == ("recurring", rrule, ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("16/02/2023", date(2023, 2, 16)),
        ("8 - 4 - 2020", date(2020, 4, 8)),
        ("ngày 16 tháng 02 năm 2023", date(2023, 2, 16)),
        ("31/02/2023", None),
        ("Quý II", None),
    ],
)
def test_dates(text: str, expected: date | None) -> None:
    assert parse_date(text) == expected


WORDS = st.sampled_from(
    [
        *("trước", "ngày", "tháng", "năm", "quý", "30/6", "2024", "hằng", "và", "đến", "từ", "-", ",", ";", "II", "IV"),
        *("đầu", "cuối", "15", "01/2023", "thường xuyên", "chậm nhất", "kể", "sau", "7"),
    ]
)


def check(raw: str) -> None:
    deadline = read_deadline(raw, year=2024, issued_on=date(2024, 1, 5))
    if deadline is None:
        return
    if deadline.edtf:
        parse_edtf(deadline.edtf)
    if deadline.rrule:
        rrulestr(deadline.rrule, dtstart=datetime(2024, 1, 1))
    if deadline.due_latest:
        date.fromisoformat(deadline.due_latest)


@settings(deadline=None)
@given(st.lists(WORDS, max_size=9).map(" ".join))
def test_any_phrase_of_time_words_is_valid(raw: str) -> None:
    check(raw)


def test_ends_of_a_range_in_a_set_are_equally_exact() -> None:
    deadline = read_deadline("01/2023 01/2023 đến 30/6", year=2023)
    assert deadline is not None
    assert deadline.edtf == "{2023-01,2023-01-01..2023-06-30}"


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text(raw: str) -> None:
    check(raw)


@settings(deadline=None)
@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31)))
def test_a_written_day_is_read_back(day: date) -> None:
    for raw in (f"{day:%d/%m/%Y}", f"Ngày {day:%d/%m/%Y}", f"ngày {day.day} tháng {day.month} năm {day.year}"):
        deadline = read_deadline(raw)
        assert deadline is not None
        assert (deadline.kind, deadline.edtf, deadline.due_latest) == ("point", str(day), str(day))
        assert read_deadline(raw.upper()) is not None
    before = read_deadline(f"Trước ngày {day:%d/%m/%Y}")
    assert before is not None
    assert before.due_latest == str(day - timedelta(days=1))


@settings(deadline=None)
@given(st.integers(1, 4), st.integers(2000, 2099))
def test_a_written_quarter_is_read_back(quarter: int, year: int) -> None:
    roman = ("I", "II", "III", "IV")[quarter - 1]
    readings = [read_deadline(raw) for raw in (f"Quý {roman}/{year}", f"quý {quarter} năm {year}")]
    assert {one.edtf for one in readings if one} == {f"{year}-{32 + quarter}"}


@settings(deadline=None)
@given(st.integers(1, 12), st.integers(2000, 2099))
def test_a_written_month_is_read_back(month: int, year: int) -> None:
    for raw in (f"Tháng {month}/{year}", f"trong tháng {month:02d} năm {year}"):
        deadline = read_deadline(raw)
        assert deadline is not None
        assert deadline.edtf == f"{year}-{month:02d}"
        assert deadline.due_latest is not None
        assert date.fromisoformat(deadline.due_latest) + timedelta(days=1) == date(
            year + month // 12, month % 12 + 1, 1
        )


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["ngày ", "1/", "quý II, ", "tháng ", "hằng ", "12", "- ", "từ ", "năm "])
def test_time_is_linear(piece: str) -> None:
    assert is_linear(lambda text: read_deadline.__wrapped__(text, year=2024), piece, 12_500)


@pytest.mark.parametrize("sign", ["-", "–", "—", " ~ ", " ÷ ", " –- ", " → ", "—-"])
def test_every_sign_from_one_day_to_another(sign: str) -> None:
    found = read_deadline(f"26/3/2018{sign}20/4/2018", year=2018)
    assert found is not None
    assert (found.kind, found.edtf) == ("range", "2018-03-26/2018-04-20")


@pytest.mark.parametrize(
    ("raw", "kind", "edtf", "due"),
    [
        ("2023-2025", "range", "2023/2025", "2025-12-31"),
        ("Quý 3, 4 năm 2023", "set_all", "{2023-07..2023-09,2023-10..2023-12}", "2023-12-31"),
        ("Quý 1-2", "range", "2023-01/2023-06", "2023-06-30"),
        ("Quý I+II", "set_all", "{2023-01..2023-03,2023-04..2023-06}", "2023-06-30"),
        ("30/6; 31/12", "set_all", "{2023-06-30,2023-12-31}", "2023-12-31"),
        ("ngày 25 tháng 3, 6, 9", "set_all", "{2023-03-25,2023-06-25,2023-09-25}", "2023-09-25"),
        ("20 tháng Bảy năm 2023", "point", "2023-07-20", "2023-07-20"),
        ("Năm 2023 và những năm tiếp theo", "after", "2023/..", None),
        ("Từ ngày ban hành kế hoạch đến 30/11/2023", "range", "2023-02-16/2023-11-30", "2023-11-30"),
        ("Quý I/2023 (chậm nhất 15/3/2023)", "before", "[..2023-03-15]", "2023-03-15"),
        ("Trong Quý III, hoàn thành trước 30/9", "before", "[..2023-09-29]", "2023-09-29"),
    ],
)
def test_lists_and_limits_as_offices_write_them(raw: str, kind: str, edtf: str, due: str | None) -> None:
    found = read_deadline(raw, year=2023, issued_on=date(2023, 2, 16))
    assert found is not None
    assert (found.kind, found.edtf, found.due_latest) == (kind, edtf, due)


@pytest.mark.parametrize(
    ("raw", "rrule", "frequency"),
    [
        ("Tháng 10 hàng năm", "FREQ=YEARLY;BYMONTH=10;BYMONTHDAY=-1", "1/P1Y"),
        ("Quý I và quý III hằng năm", "FREQ=YEARLY;BYMONTH=3,9;BYMONTHDAY=-1", "2/P1Y"),
        ("Định kỳ hằng quý (trước ngày 20 của tháng cuối quý)", "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=20", "1/P3M"),
        ("Chậm nhất ngày 05 của tháng đầu quý sau", "FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=5", "1/P3M"),
        ("Từ ngày 1 đến ngày 5 hàng tháng", "FREQ=MONTHLY;BYMONTHDAY=5", "1/P1M"),
        ("Ngày cuối cùng của tháng", "FREQ=MONTHLY;BYMONTHDAY=-1", "1/P1M"),
        ("Ngày làm việc cuối cùng của tháng", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "1/P1M"),
        ("Định kỳ 06 tháng (trước 15/6) và năm (trước 15/12)", "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=15", "1/P6M+1/P1Y"),
        ("Báo cáo định kỳ tháng (ngày 20), quý (ngày 15)", "FREQ=MONTHLY;BYMONTHDAY=-1", "1/P1M+1/P3M"),
        ("Chủ nhật hàng tuần", "FREQ=WEEKLY;BYDAY=SU", "1/P1W"),
        ("Tuần 1, 3 hàng tháng", None, "2/P1M"),
        ("3 tháng/lần", "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1", "1/P3M"),
        ("2 tuần/lần", None, "1/P2W"),
        ("Hai lần trong năm", None, "2/P1Y"),
        ("Một năm 2 lần", None, "2/P1Y"),
    ],
)
def test_rhythms_as_offices_write_them(raw: str, rrule: str | None, frequency: str) -> None:
    found = read_deadline(raw, year=2023)
    assert found is not None
    assert (found.kind, found.rrule, found.frequency) == ("recurring", rrule, frequency)


@pytest.mark.parametrize(
    ("raw", "kind", "edtf", "due"),
    [
        ("Thượng tuần tháng 4/2025", "period", "2025-04-01/2025-04-10", "2025-04-10"),
        ("Trung tuần tháng 10", "period", "2025-10-11/2025-10-20", "2025-10-20"),
        ("hạ tuần tháng 02/2025", "period", "2025-02-21/2025-02-28", "2025-02-28"),
        ("Nửa đầu tháng 5/2025", "period", "2025-05-01/2025-05-15", "2025-05-15"),
        ("Nửa cuối tháng 02/2025", "period", "2025-02-16/2025-02-28", "2025-02-28"),
        ("Nửa đầu năm 2025", "period", "2025-40", "2025-06-30"),
        ("Tuần thứ ba của tháng 5", "period", "2025-05-15/2025-05-21", "2025-05-21"),
        ("Tuần đầu tiên tháng 6/2025", "period", "2025-06-01/2025-06-07", "2025-06-07"),
        ("Hè năm 2025", "period", "2025-06/2025-08", "2025-08-31"),
        ("Học kỳ I năm học 2024-2025", "period", "2024-09/2025-01", "2025-01-31"),
        ("Học kỳ 2, năm học 2024 - 2025", "period", "2025-01/2025-05", "2025-05-31"),
        ("5-7/2025", "range", "2025-05/2025-07", "2025-07-31"),
        ("Từ 5 đến 8/2025", "range", "2025-05/2025-08", "2025-08-31"),
        ("28, 29/4/2025", "set_all", "{2025-04-28,2025-04-29}", "2025-04-29"),
        ("Từ quý II/2025 và các năm tiếp theo", "after", "2025-04/..", None),
        ("Trong năm", "period", "2025", "2025-12-31"),
        ("Suốt quá trình thực hiện", "continuous", "2025", "2025-12-31"),
        ("24/24", "continuous", "2025", "2025-12-31"),
        ("Trước 10h00 ngày 25/12/2025", "before", "[..2025-12-25]", "2025-12-25"),
        ("Trước ngày 25/12/2025", "before", "[..2025-12-24]", "2025-12-24"),
        ("Đang triển khai", "empty", None, None),
        ("Đang triển khai, xong trước 01/7/2025", "before", "[..2025-06-30]", "2025-06-30"),
        ("Cả giai đoạn", "conditional", None, None),
        ("Tháng 12/2025 và thực hiện thường xuyên", "composite", "2025-12", "2025-12-31"),
        ("Chậm nhất ngày 15/6; ngày 15/12", "set_all", "{2025-06-15,2025-12-15}", "2025-12-15"),
        ("Tuần 1-2 tháng 5", "period", "2025-05-01/2025-05-14", "2025-05-14"),
        ("Trong thời gian 03 tháng", "conditional", None, None),
        ("7h00 - 7h15", "conditional", None, None),
        ("8h00", "conditional", None, None),
        ("Trong 90 ngày đầu", "conditional", None, None),
    ],
)
def test_parts_of_months_terms_and_hours(raw: str, kind: str, edtf: str | None, due: str | None) -> None:
    found = read_deadline(raw, year=2025, issued_on=date(2025, 2, 20))
    assert found is not None
    assert (found.kind, found.edtf, found.due_latest) == (kind, edtf, due)


def test_words_before_between_and_after_set_no_limit() -> None:
    found = read_deadline("Trước, trong và sau Tết", year=2025)
    assert found is not None
    assert (found.kind, found.boundary) == ("conditional", None)


@pytest.mark.parametrize("phrase", ["Giờ hành chính", "Trong giờ hành chính.", "Giờ làm việc"])
def test_hours_of_work_are_no_deadline(phrase: str) -> None:
    deadline = read_deadline(phrase, year=2024)
    assert deadline is not None
    assert (deadline.kind, deadline.due_latest, deadline.flags) == ("empty", None, ("hours_not_deadline",))


def test_hours_of_work_beside_a_day_are_left_out() -> None:
    deadline = read_deadline("Giờ hành chính ngày 20/5/2024")
    assert deadline is not None
    assert (deadline.due_latest, deadline.unread) == ("2024-05-20", ())


@pytest.mark.parametrize(
    ("phrase", "kind", "edtf"),
    [
        ("Thường xuyên trong năm", "continuous", "2024"),
        ("Thường xuyên, liên tục", "continuous", "2024"),
        ("Liên tục trong cả năm", "continuous", "2024"),
        ("Trong năm, thường xuyên", "continuous", "2024"),
        ("Thường xuyên trong năm 2025", "continuous", "2025"),
        ("Thường xuyên trong quý II", "continuous", "2024-34"),
        ("Thường xuyên, trước ngày 30/6", "composite", "[..2024-06-29]"),
    ],
)
def test_all_the_time_in_a_time_is_one_time(phrase: str, kind: str, edtf: str) -> None:
    found = read_deadline(phrase, year=2024)
    assert found is not None
    assert (found.kind, found.edtf, found.unread) == (kind, edtf, ())
