"""Which place a document comes from: its own words, its own day."""

from __future__ import annotations

import pytest

from extract.record.head.places import find_own_place
from schemas.plan import Header


@pytest.mark.parametrize(
    ("issuer", "issued_on", "year", "province"),
    [
        ("Ủy ban nhân dân tỉnh Lào Cai", "2023-02-16", None, "10"),
        ("Ủy ban nhân dân tỉnh Lào Cai", None, 2026, "15"),
        ("Ủy ban nhân dân tỉnh Lào Cai", None, 2023, "10"),
        ("Ủy ban nhân dân tỉnh Lào Cai", None, 2025, None),
        ("Ủy ban nhân dân tỉnh Lào Cai", None, None, None),
        ("Ủy ban nhân dân Thành phố Hồ Chí Minh", "2024-10-31", None, "79"),
    ],
)
def test_province(issuer: str, issued_on: str | None, year: int | None, province: str | None) -> None:
    place = find_own_place(Header(issuer=issuer, level="province", issued_on=issued_on), "", year)
    assert (place.province.code if place.province else None) == province
