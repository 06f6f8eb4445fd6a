from __future__ import annotations

import warnings

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalize.quantity.stated import parse_unit
from normalize.quantity.units import Denominator, build_ucum, load_units, match_denominators, match_unit

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)
    ucumvert = pytest.importorskip("ucumvert")
    UCUM = ucumvert.get_ucum_parser()


def assert_ucum(code: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        UCUM.parse(code)


def test_every_code_of_the_table_is_ucum() -> None:
    for code in {unit.ucum for unit in load_units().values() if unit.ucum}:
        assert_ucum(code)


LEFT_OPEN = ("sào", "mẫu", "mẫu lúa", "mẫu ruộng", "mẫu ngô", "mẫu mía")
"""Areas that are of another size in each region; "mẫu" alone may also be a sample."""


def test_table_rows_are_whole() -> None:
    for form, unit in load_units().items():
        assert form == form.casefold().strip()
        assert (unit.currency is None) == (unit.kind != "money"), form
        assert (unit.ucum is None) == (unit.kind == "money" or form in LEFT_OPEN), form


@pytest.mark.parametrize(
    ("text", "form", "ucum"),
    [
        (" ngày làm việc", "ngày làm việc", "d"),
        ("tạ/ha", "tạ", "dt"),
        (" thủ tục hành chính", "thủ tục hành chính", "{item}"),
        (" trang thông tin điện tử", "trang thông tin điện tử", "{item}"),
        (" tin, bài", "tin, bài", "{item}"),
        (" ki-lô-mét vuông", "ki-lô-mét vuông", "km2"),
        ("US$", "us$", None),
        (" km/h", "km/h", "km/h"),
        (" mẫu nước", "mẫu nước", "{item}"),
        (" mẫu lúa", "mẫu lúa", None),
        (" sào", "sào", None),
        (" Triệu", None, None),
        ("G", None, None),
        (" M", None, None),
        (" Đồng Tháp", None, None),
        ("\nBộ Tài chính", None, None),
        (" Khu công nghiệp", "khu công nghiệp", "{item}"),
        (" đ/c", "đ/c", "{person}"),
        (" điểm%", "điểm %", "%"),
        (" m3/ngày đêm", "m3", "m3"),
        (" Mb/s", "mb/s", "Mbit/s"),
    ],
)
def test_longest_unit_wins(text: str, form: str | None, ucum: str | None) -> None:
    match = match_unit(text, 0)
    assert (match[0].form if match else None) == form
    assert (match[0].ucum if match else None) == ucum


@pytest.mark.parametrize(
    ("text", "names", "code"),
    [
        ("/người/năm", ("person", "year"), "{visit}/{person}/a"),
        ("/ha", ("ha",), "{visit}/har"),
        ("/1 vạn dân", ("10000 person",), "{visit}/(10*4.{person})"),
        ("/vạn dân", ("10000 person",), "{visit}/(10*4.{person})"),
        ("/100 dân", ("100 person",), "{visit}/(10*2.{person})"),
        ("/50 người", ("50 person",), "{visit}/(50.{person})"),
        (" mỗi năm", ("year",), "{visit}/a"),
        ("/quý", ("quarter",), "{visit}/(3.mo)"),
        ("/tổng số hồ sơ", (), "{visit}"),
    ],
)
def test_denominators(text: str, names: tuple[str, ...], code: str) -> None:
    denominators, _ = match_denominators(text, 0, unknown=False)
    assert tuple(each.name for each in denominators) == names
    ucum = build_ucum(load_units()["lượt"], denominators)
    assert ucum == code
    assert_ucum(ucum)


@pytest.mark.parametrize(
    ("text", "multiplier", "form", "names"),
    [
        ("Tr.đồng/người/năm", 10**6, "đồng", ("person", "year")),
        ("Triệu đồng", 10**6, "đồng", ()),
        ("1.000 con", 1000, "con", ()),
        ("Nghìn tấn", 1000, "tấn", ()),
        ("Tỷ đồng", 10**9, "đồng", ()),
        ("%", 1, "%", ()),
        ("Ha", 1, "ha", ()),
        ("Giường/vạn dân", 1, "giường", ("10000 person",)),
    ],
)
def test_units_of_columns(text: str, multiplier: int, form: str, names: tuple[str, ...]) -> None:
    stated = parse_unit(text)
    assert stated is not None
    assert (stated.multiplier, stated.unit.form) == (multiplier, form)
    assert tuple(each.name for each in stated.denominators) == names


def test_no_unit() -> None:
    assert parse_unit("UBND xã") is None
    assert parse_unit("") is None


@settings(max_examples=100)
@given(st.lists(st.sampled_from(sorted(load_units())), min_size=1, max_size=3))
def test_every_chain_of_known_denominators_is_ucum(forms: list[str]) -> None:
    units = [load_units()[form] for form in forms]
    chain = tuple(Denominator(unit.ucum, unit.per or unit.form) for unit in units[1:] if unit.ucum)
    code = build_ucum(units[0], chain)
    if code is not None:
        assert_ucum(code)
