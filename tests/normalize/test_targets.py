from __future__ import annotations

import csv
import unicodedata
import warnings
from decimal import Decimal
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalize.quantity.targets import read_ordinals, read_targets
from schemas.plan import Target
from tests.linear import is_linear
from tests.shared import SHARED, needs_shared


# Fields of a vector that its raw text does not state, or that contradict the rulings, with the reason.
@cache
def read_vectors() -> tuple[dict[str, str], ...]:
    with (SHARED / "vectors" / "quantities.tsv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file, delimiter="\t"))


def describe(target: Target | None) -> dict[str, str]:
    """A target in the fields of the vectors; without one all fields are empty."""
    if target is None:
        return dict.fromkeys(FIELDS, "")
    values = (
        target.kind,
        target.change,
        target.comparator,
        target.min,
        target.max,
        target.of,
        target.unit,
        target.currency,
        ",".join(target.per),
    )
    return {field: value or "" for field, value in zip(FIELDS, values, strict=True)}


FIELDS = ("kind", "change", "comparator", "value_min", "value_max", "of", "ucum", "currency_iso4217", "per")


@needs_shared
def test_vectors() -> None:
    wrong = []
    for row in read_vectors():
        targets = read_targets(row["raw"])
        got = describe(targets[0] if targets else None)
        expected = {field: row[field] for field in FIELDS}
        if row["comparator"] in ("eq", "approx"):
            # Some rows leave the upper end of a single value empty.
            expected["value_max"] = expected["value_max"] or expected["value_min"]
        wrong += [(row["id"], field, expected[field], got[field]) for field in FIELDS if expected[field] != got[field]]
    assert not wrong
    assert len(read_vectors()) == 74


@needs_shared
def test_ambiguous_vectors_carry_their_flags() -> None:
    flagged = {"ambiguous_comma", "dot_decimal"}
    for row in read_vectors():
        expected = {flag for flag in flagged if flag in row["flags"]}
        assert expected == flagged & {flag for target in read_targets(row["raw"]) for flag in target.flags}


@needs_shared
def test_units_of_all_readings_are_ucum() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        parser = pytest.importorskip("ucumvert").get_ucum_parser()
        for row in read_vectors():
            for target in read_targets(row["raw"]):
                if target.unit is not None:
                    parser.parse(target.unit)


@pytest.mark.parametrize(
    ("phrase", "values"),
    [
        ("giảm từ 1- 2% (còn dưới 16%)", [("1", "2", "decrease"), (None, "16", None)]),
        ("50% (8 xã)", [("50", "50", None), ("8", "8", None)]),
        (
            "58,9% (66/112 thôn, tăng thêm 20 thôn)",
            [("58.9", "58.9", None), ("66", "66", None), ("20", "20", "increase")],
        ),
        ("đạt 11,5% dự toán năm và giảm 42,3% so với cùng kỳ", [("11.5", "11.5", None), ("42.3", "42.3", "decrease")]),
        ("ít nhất một mô hình", [("1", None, None)]),
        ("ít nhất hai phần ba số hộ", [("2", None, None)]),
        ("\U0001e5f1%", []),
        ("gấp đôi năm 2020", [("2", "2", None)]),
        ("05 (năm) cuộc", [("5", "5", None)]),
        ("2,5 tỷ đồng", [("2500000000", "2500000000", None)]),
        ("35,5 ha", [("35.5", "35.5", None)]),
        ("500 triệu - 1,2 tỷ đồng", [("500000000", "1200000000", None)]),
        ("từ 10 triệu đến 20 triệu đồng", [("10000000", "20000000", None)]),
        ("1 tỷ 250 triệu đồng", [("1250000000", "1250000000", None)]),
        ("272 triệu", [("272000000", "272000000", None)]),
        ("3,098%", [("3.098", "3.098", None)]),
    ],
)
def test_values(phrase: str, values: list[tuple[str | None, str | None, str | None]]) -> None:
    assert [(target.min, target.max, target.change) for target in read_targets(phrase)] == values


@pytest.mark.parametrize(
    "phrase",
    [
        "6 tháng đầu năm",
        "Quý II/2023",
        "ngày 16/02/2023",
        "trước ngày 30/6",
        "Quyết định số 13/2023/QĐ-UBND",
        "11/KH-UBND",
        "Điều 5, khoản 2",
        "Phụ lục 1",
        "giai đoạn 2021-2025",
        "lần thứ XV",
        "1. Xây dựng",
        "a) Xây dựng",
        "2.1. Mục tiêu",
        "0233.3828.123",
        "Đề án 06",
        "13h30",
        "08:30",
        "24/24 giờ",
        "từ 15 tuổi trở lên",
        "mạng 4G",
        "Số 60 Trần Phú",
    ],
)
def test_other_numbers_are_no_targets(phrase: str) -> None:
    assert read_targets(phrase) == ()


def test_ordinals_only_where_nothing_is_counted() -> None:
    assert [target.kind for target in read_targets("tăng tỷ lệ hồ sơ mức độ 3, 4")] == ["ordinal"]
    assert [target.kind for target in read_targets("hồ sơ mức độ 3, 4 đạt tối thiểu 50%")] == ["ratio"]
    assert [target.flags for target in read_ordinals("xếp loại Tốt; đô thị loại V")] == [("level:Tốt",), ("level:V",)]


def test_missing_number_is_never_invented() -> None:
    (target,) = read_targets("Có ít nhất hoạt động kiểm tra")
    assert (target.min, target.max, target.flags) == (None, None, ("number_missing",))
    assert target.noun == "hoạt động kiểm tra"


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=120))
def test_any_text_gives_a_tuple_of_disjoint_spans(text: str) -> None:
    position = 0
    for target in read_targets(text):
        assert target.span is not None
        start, end = target.span
        assert position <= start < end <= len(text)
        assert target.text == text[start:end]
        position = end


UNITS = st.sampled_from(["%", " ha", " triệu đồng", " người", " tấn"])
BOUNDS = st.sampled_from([("", "eq"), ("tối thiểu ", "ge"), ("dưới ", "lt"), ("khoảng ", "approx")])


@settings(max_examples=150, deadline=None)
@given(st.decimals(min_value=1, max_value=10**6, places=1), UNITS, BOUNDS)
def test_written_quantities_come_back(value: Decimal, unit: str, bound: tuple[str, str]) -> None:
    if unit == " người":
        value = value.to_integral_value()
    written = f"{value:,f}".replace(",", " ").replace(".", ",").replace(" ", ".")
    (target,) = read_targets(bound[0] + written + unit)
    factor = 10**6 if "triệu" in unit else 1
    assert target.comparator == bound[1]
    assert {Decimal(end) for end in (target.min, target.max) if end is not None} == {value * factor}


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 500), st.integers(1, 500), st.sampled_from(["-", " - ", "–", " đến "]))
def test_ranges_are_ordered(first: int, second: int, dash: str) -> None:
    (target,) = read_targets(f"tăng {first}{dash}{second}%")
    assert target.min is not None
    assert target.max is not None
    assert Decimal(target.min) == min(first, second)
    assert Decimal(target.max) == max(first, second)


def test_decomposed_text_does_no_harm() -> None:
    assert len(read_targets(unicodedata.normalize("NFD", "đạt tối thiểu 50% hồ sơ"))) == 1


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["1", ",", "%", "từ ", "1 tỷ ", "mức độ 3, ", "loại "])
def test_time_is_linear(piece: str) -> None:
    assert is_linear(read_targets, piece, 6_250)


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("50% trở lên cán bộ được bồi dưỡng", "cán bộ"),
        ("100% (12/12) xã hoàn thành", "xã"),
        ("Điểm số CCHC đạt trên 80 điểm", "Điểm số CCHC"),
        ("tăng trưởng GRDP từ 8,5 - 9%", "tăng trưởng GRDP"),
        ("Tỷ lệ hộ dùng nước sạch đạt 95% trở lên toàn xã", "Tỷ lệ hộ dùng nước sạch"),
    ],
)
def test_what_is_counted_where_something_stands_between(text: str, noun: str) -> None:
    (target,) = read_targets(text)
    assert target.noun == noun
