from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalize.quantity.numbers import MAX_DIGITS, read_number, scale, write_decimal

SHAPES = (
    ("01", "1", ()),
    ("100", "100", ()),
    ("1.500.000", "1500000", ()),
    ("2.961", "2961", ()),
    ("6.109", "6109", ()),
    ("1.573,1", "1573.1", ()),
    ("7,5", "7.5", ()),
    ("8,0", "8.0", ()),
    ("0,68", "0.68", ()),
    ("0,675", "0.675", ()),
    ("98.4", "98.4", ("dot_decimal",)),
    ("1.5", "1.5", ("dot_decimal",)),
    ("0.125", "0.125", ("dot_decimal",)),
    ("1,500,000", "1500000", ("comma_thousands",)),
    ("1,573.1", "1573.1", ("comma_thousands",)),
    ("3,098", "3.098", ("ambiguous_comma",)),
)


@pytest.mark.parametrize(("written", "value", "flags"), SHAPES, ids=[shape[0] for shape in SHAPES])
def test_shape_decides(written: str, value: str, flags: tuple[str, ...]) -> None:
    number = read_number(written)
    assert number is not None
    assert (str(number.value), number.flags) == (value, flags)


@pytest.mark.parametrize("written", ["1.2.3", "1.23.456", "1,2,3", "12,34,5", "1" * (MAX_DIGITS + 1), "", "."])
def test_other_shapes_are_no_numbers(written: str) -> None:
    assert read_number(written) is None


def test_ambiguous_comma_keeps_both_readings() -> None:
    number = read_number("3,098")
    assert number is not None
    assert (number.value, number.thousands) == (Decimal("3.098"), Decimal(3098))


@pytest.mark.parametrize(
    ("value", "multiplier", "expected"),
    [("1573.1", 10**9, "1573100000000"), ("8.0", 1, "8.0"), ("12.6", 10**12, "12600000000000"), ("0.5", 10, "5")],
)
def test_scaled_values_carry_no_noise(value: str, multiplier: int, expected: str) -> None:
    assert write_decimal(scale(Decimal(value), Decimal(multiplier))) == expected


def write_vietnamese(value: Decimal) -> str:
    whole, _, part = format(value, "f").partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    return f"{grouped},{part}" if part else grouped


@settings(max_examples=200)
@given(st.decimals(min_value=0, max_value=10**11, places=2))
def test_written_numbers_come_back(value: Decimal) -> None:
    number = read_number(write_vietnamese(value))
    assert number is not None
    assert number.value == value
    assert Decimal(write_decimal(number.value)) == value


@settings(max_examples=200)
@given(st.text(alphabet="0123456789.,٣\U0001e5f1 a-", max_size=40))
def test_any_text_gives_a_number_or_none(text: str) -> None:
    number = read_number(text)
    assert number is None or number.value >= 0
