"""Quantities by kind: blanks for thousands, per mille, values below zero, ranges, things of any name, past facts.

Numbers are read whole or not at all: what is put around them changes their value to the right one or to none.
"""

from __future__ import annotations

import csv
from decimal import Decimal

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from normalize import find_targets, read_targets
from schemas.plan import Target
from tests.shared import SHARED, needs_shared


def render(target: Target) -> str:
    """kind comparator value unit, ``..`` between two ends, ``-`` or ``+`` for a change."""
    value = "..".join(dict.fromkeys(one for one in (target.min, target.max) if one is not None))
    change = {"increase": " +", "decrease": " -", None: ""}[target.change]
    return f"{target.kind} {target.comparator} {value} {target.unit or target.currency}{change}"


def read_cases() -> list[dict[str, str]]:
    path = SHARED / "cases" / "targets.tsv"
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


@needs_shared
def test_cases() -> None:
    wrong = []
    for row in read_cases():
        found = [one for one in find_targets(row["raw"], year=2026) if one.status == "aim"]
        target = found[0]
        got = {
            "kind": target.kind,
            "change": target.change or "",
            "value_min": target.min,
            "value_max": target.max,
            "ucum": target.unit,
            "currency_iso4217": target.currency,
        }
        wrong += [(row["raw"], got) for key in row["judged"].split(",") if got[key] != row[key]]
        wrong += [(row["raw"], found)] if len(found) != int(row["n"]) else []
    assert not wrong


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("Dự toán 1 050 200 000 đồng", ["money eq 1050200000 VND"]),
        ("Trồng mới 2 400 cây, diện tích 1 150,5 ha", ["count eq 2400 {item}", "measure eq 1150.5 har"]),
        ("Phấn đấu đến tháng 6 350 hộ có nước sạch", ["count eq 350 {household}"]),
        ("Từ 1 500 đến 2 000 liều", ["count range 1500..2000 {item}"]),
        ("Giảm tỷ suất sinh 0,2 %o, tử vong 9%0", ["ratio eq 0.2 [ppth] -", "ratio eq 9 [ppth]"]),
        ("Tỷ suất sinh thô 13,1 0/00", ["ratio eq 13.1 [ppth]"]),
        ("Dịch vụ tăng 2%, công nghiệp −1,5%", ["ratio eq 2 % +", "ratio eq -1.5 %"]),
        ("Tăng trưởng âm 0,8%", ["ratio eq -0.8 %"]),
        ("Tăng trưởng từ -1% đến 2%", ["ratio range -1..2 %"]),
        ("- 90% hộ dân\n-80% cơ quan; -70% trường học", ["ratio eq 90 %", "ratio eq 80 %", "ratio eq 70 %"]),
        ("Xây dựng từ 5 đến 7 mô hình", ["count range 5..7 {item}"]),
        ("Cấp phát cho các trường 150 áo phao", ["count eq 150 {item}"]),
        ("Tổ chức 01 ngày hội việc làm", ["count eq 1 {item}"]),
        ("Kiểm tra định kỳ 02 lần/năm, mỗi quý 1 lần", []),
        ("Tuyên truyền ít nhất 4 lần/năm", ["measure ge 4 {visit}/a"]),
        ("Tổ chức 03 ngày liên tục", []),
        ("Bàn giao\t15\thộ nghèo", []),
        ("Liên hệ +84 912 345 678 người phụ trách", []),
    ],
)
def test_kinds(phrase: str, expected: list[str]) -> None:
    assert [render(target) for target in find_targets(phrase)] == expected


def test_a_thing_named_by_a_length_keeps_its_name() -> None:
    (target,) = find_targets("Tổ chức 02 tuần lễ áo dài tại các trường")
    assert target.noun == "tuần lễ áo dài"


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("Đạt 80% (năm 2025 đạt 75%)", [("aim", None), ("result", "2025")]),
        ("Năm 2025, thu 12 tỷ đồng", [("result", "2025")]),
        ("Đến năm 2027, 80% xã đạt chuẩn", [("aim", "2027")]),
        ("Hiện nay 75% hộ dùng nước sạch, phấn đấu đạt 90%", [("result", None), ("aim", None)]),
        ("Xã đã trồng 15 ha rừng", [("result", None)]),
        ("Hồ sơ đã được cơ quan tiếp nhận đúng hạn đạt 95%", [("aim", None)]),
        ("Thu ngân sách ước đạt 120 tỷ đồng", [("estimate", None)]),
        ("Tăng 10% so với năm 2024", [("aim", None)]),
        ("Giai đoạn 2021-2024 trồng 30 ha rừng", [("result", "2021/2024")]),
        ("Kết nạp 12 đảng viên trong năm 2026", [("aim", "2026")]),
    ],
)
def test_status_and_period(phrase: str, expected: list[tuple[str, str | None]]) -> None:
    assert [(target.status, target.period) for target in find_targets(phrase, year=2026)] == expected


def test_without_the_plans_year_no_year_is_past() -> None:
    assert [one.status for one in find_targets("Năm 2023, thu 12 tỷ đồng")] == ["aim"]


NUMBERS = st.sampled_from(["5", "12", "150", "2.961", "12 500", "7,5", "0,68", "1.500.000", "15 - 20", "5-7", "66/112"])
UNITS = st.sampled_from(["%", " %", "%o", " hộ", " ha", " triệu đồng", " áo phao", " người/năm", " điểm", " lần/năm"])
BOUNDS = st.sampled_from(["", "tối thiểu ", "không quá ", "khoảng ", "tăng ", "từ "])
AROUND = st.text(st.sampled_from("0123456789 .,-–/\u00a0"), max_size=5)
_RUN = regex.compile(r"[0-9](?:[0-9.,/\-–\s]*[0-9])?")


def torn_runs(text: str, target: Target) -> list[str]:
    """The runs of digits, blanks, dots and dashes of which a target holds a part; a dot or comma and a blank part two
    numbers."""
    assert target.span is not None
    start, end = target.span
    torn = []
    for run in _RUN.finditer(text):
        outside = (text[run.start() : start], text[end : run.end()])
        if run.start() < end and start < run.end() and any(one and not _PARTED.search(one) for one in outside):
            torn.append(run.group())
    return torn


_PARTED = regex.compile(r"[.,]\s")


@settings(max_examples=400, deadline=None)
@given(NUMBERS, UNITS, BOUNDS, AROUND, AROUND, AROUND)
def test_a_number_is_read_whole_or_not_at_all(
    number: str, unit: str, bound: str, before: str, between: str, behind: str
) -> None:
    text = f"Xây dựng {bound}{before}{number}{between}{unit}{behind} cho xã"
    for target in find_targets(text):
        assert torn_runs(text, target) == []


@settings(max_examples=200, deadline=None)
@given(st.integers(1, 10**9), st.sampled_from([" ", "\u00a0", "."]), st.sampled_from(["%", " ha", " đồng", " người"]))
def test_groups_of_three_are_thousands(value: int, sign: str, unit: str) -> None:
    written = f"{value:,}".replace(",", sign)
    (target,) = find_targets(f"Phấn đấu đạt {written}{unit}")
    assert Decimal(target.min or 0) == value


@settings(max_examples=200, deadline=None)
@given(NUMBERS, UNITS.filter(lambda unit: "lần" not in unit), BOUNDS)
def test_what_is_read_is_found(number: str, unit: str, bound: str) -> None:
    phrase = f"{bound}{number}{unit}"
    expected = [render(one) for one in read_targets(phrase)]
    assert [render(one) for one in find_targets(phrase)] == expected
    assert [render(one) for one in find_targets(f"Xây dựng {phrase} trong xã")] == expected
