"""Dates in every written form, and numbers that are none."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalize.time.dates import parse_date

DAY = date(2023, 2, 6)

WRITTEN = [
    "06/02/2023",
    "6/2/2023",
    "6-2-2023",
    "6.2.2023",
    "06 / 02 / 2023",
    "6 - 2 -2023",
    "6–2–2023",
    "06/02/ 2023.",
    "06/02/\n2023",
    "06/02/20 23",
    "ngày 06 tháng 02 năm 2023",
    "Triệu An, ngày 06 tháng 02 năm 2023",
    "ngày 0 6 tháng 0 2 năm 2 0 2 3",
    "ngày\n06 tháng\n02 năm\n2023",
    "ngày06tháng02năm2023",
    "NGÀY 6 THÁNG 2 NĂM 2023",
    "ngay 06 thang 02 nam 2023",
    "ngày 06 tháng 02/2023",
    "ngày 06/02 năm 2023",
    "ngày 06 tháng hai năm 2023",
    "ngày 06 tháng Hai, năm 2023",
    "O6/O2/2O23",
    "O6 tháng O2 năm 2O23",
    "06/02/23",
    "6-2-23",
    "2023-02-06",
    "Quyết định số 15/QĐ-UBND ngày 06/02/2023 của UBND xã",
]


@pytest.mark.parametrize("text", WRITTEN)
def test_written_forms(text: str) -> None:
    assert parse_date(text) == DAY


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ll/0l/2023", date(2023, 1, 11)),
        ("I2/I0/20I9", date(2019, 10, 12)),
        ("mồng 3 tháng Giêng năm 2024", date(2024, 1, 3)),
        ("ngày 30 tháng mười một năm 2024", date(2024, 11, 30)),
        ("ngày 03 tháng năm năm 2024", date(2024, 5, 3)),
        ("31/12/1998", date(1998, 12, 31)),
        ("30/4/75", date(1975, 4, 30)),
        ("từ 05/02/2020 đến 07/02/2020", date(2020, 2, 5)),
    ],
)
def test_damaged_and_spelled(text: str, expected: date) -> None:
    assert parse_date(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        *("", "Quý II", "2023", "02/2023", "tháng 02 năm 2023", "ngày    tháng    năm 2023"),
        *("31/02/2023", "32/01/2023", "00/01/2023", "ngày 30 tháng 02 năm 2024", "10/13/2023"),
        *("mục 1.2.15", "3.1.2", "1.234.567", "12/2023/QĐ-UBND", "điểm 2.1.23", "Số: 10/12/34/56", "O/l/Ooll"),
    ],
)
def test_no_date(text: str) -> None:
    assert parse_date(text) is None


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_every_day_in_its_forms(day: date) -> None:
    for form in (f"{day:%d/%m/%Y}", f"{day.day}.{day.month}.{day.year}", f"{day:ngày %d tháng %m năm %Y}", str(day)):
        assert parse_date(form) == day


@settings(max_examples=60)
@given(st.text(max_size=80))
def test_any_text(text: str) -> None:
    found = parse_date(text)
    assert found is None or isinstance(found, date)


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["ngày ", "1/", "1 ", "tháng ", "năm ", "20", "1 tháng ", " ", "1/1/", "O"])
def test_time_is_linear(piece: str) -> None:
    started = time.process_time()
    parse_date(piece * (100_000 // len(piece)))
    assert time.process_time() - started < 1.0
