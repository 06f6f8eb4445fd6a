"""Which units of the state a document's head names, and its level of government."""

from __future__ import annotations

import pytest

from extract.record.head.bodies import read_level
from extract.record.head.places import find_own_place
from schemas.plan import Header

OLD, NEW = "2023-02-16", "2025-08-16"
TRIEU_AN = ("xã Triệu An", "huyện Triệu Phong")


@pytest.mark.parametrize(
    ("issuer", "parent", "on", "expected"),
    [
        ("UBND xã Triệu An", "UBND HUYỆN TRIỆU PHONG", OLD, TRIEU_AN),
        ("Ủy ban nhân dân xã Triệu An", "UBND huyện Triệu Phong", OLD, TRIEU_AN),
        ("Ủy ban nhân dân xã Triệu An", "Huyện Triệu Phong", OLD, TRIEU_AN),
        ("Ủy ban nhân dân xã Triệu An", "H. Triệu Phong", OLD, TRIEU_AN),
        ("Đảng ủy xã Triệu An", "Huyện ủy Triệu Phong", OLD, TRIEU_AN),
        ("Ủy ban nhân dân xã Nam Cửa Việt", "UBND tỉnh Quảng Trị", NEW, ("xã Nam Cửa Việt", None)),
        ("Phòng Kinh tế", "UBND xã Nam Cửa Việt", NEW, ("xã Nam Cửa Việt", None)),
        ("Trường THCS Lê Lợi", "UBND xã Nam Cửa Việt", NEW, ("xã Nam Cửa Việt", None)),
        ("Ủy ban nhân dân phường Nam Đông Hà", None, NEW, ("phường Nam Đông Hà", None)),
    ],
)
def test_a_parent_line_leaves_the_place_whole(
    issuer: str, parent: str | None, on: str, expected: tuple[str, str | None]
) -> None:
    header = Header(issuer=issuer, parent=parent, issued_on=on, level=read_level(issuer, parent))
    place = find_own_place(header, "Kế hoạch của tỉnh Quảng Trị")
    assert (place.commune and place.commune.name, place.district and place.district.name) == expected
    assert place.province is not None


@pytest.mark.parametrize(
    ("issuer", "parent", "level"),
    [
        ("Phòng Kinh tế", "UBND đặc khu Cồn Cỏ", "commune"),
        ("Ủy ban nhân dân đặc khu Cồn Cỏ", None, "commune"),
        ("Phòng Nội vụ", "UBND huyện Triệu Phong", "district"),
        ("Ủy ban nhân dân thành phố Vinh", None, "district"),
        ("Ủy ban nhân dân thành phố Hải Phòng", None, "province"),
        ("Bảo hiểm xã hội Việt Nam", None, "other"),
        ("Trường THCS Lê Lợi", "UBND xã Trà Bình", "other"),
        ("Sở Nội vụ", "UBND tỉnh Quảng Trị", "province"),
        ("Huyện ủy Triệu Phong", None, "district"),
    ],
)
def test_levels(issuer: str, parent: str | None, level: str) -> None:
    assert read_level(issuer, parent) == level
