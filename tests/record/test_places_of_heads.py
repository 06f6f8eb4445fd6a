"""Which units of the state a document's head names, and its level of government."""

from __future__ import annotations

import msgspec
import pytest

from extract import extract_plan
from extract.record.head.bodies import read_level
from extract.record.head.places import check_place, find_own_place
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
        ("Ủy ban nhân dân xã Viên An", "UBND huyện Ứng Hòa", OLD, ("xã Viên An", "huyện Ứng Hòa")),
        ("Ủy ban nhân dân xã Đại Ân 1", "UBND huyện Cù Lao Dung", OLD, ("xã Đại Ân 1", "huyện Cù Lao Dung")),
        ("Đảng ủy phường 05", "Đảng bộ quận 5", OLD, ("phường 05", "quận 5")),
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


@pytest.mark.parametrize("issuer", ["Sở Y tế Quảng Trị", "Sở Y tế tỉnh Quảng Trị", "Tỉnh đoàn Quảng Trị"])
def test_a_province_may_stand_without_its_word(issuer: str) -> None:
    header = Header(issuer=issuer, issued_on=OLD, level=read_level(issuer))
    place = find_own_place(header, "Kế hoạch của tỉnh Thanh Hóa")
    assert place.province is not None
    assert place.province.name == "tỉnh Quảng Trị"


@pytest.mark.parametrize(
    ("issuer", "told"),
    [("Ủy ban nhân dân xã Tân Tiến", "fits"), ("Ủy ban nhân dân xã Ấy Đó", "no commune"), ("Bộ Nội vụ", None)],
)
def test_a_place_that_cannot_be_told_is_told_of(issuer: str, told: str | None) -> None:
    header = Header(issuer=issuer, issued_on=OLD, level=read_level(issuer))
    problems = check_place(msgspec.structs.replace(header, place=find_own_place(header, "")))
    assert [(one.subject, one.field, told in one.message) for one in problems if told] == [
        ("header", "place", True)
    ] * (told is not None)


def test_a_line_ends_where_another_body_begins_whatever_place_both_would_name() -> None:
    """ "HẢI PHÒNG" is a city, but here a line's end stands between."""
    text = (
        "UBND XÃ TAM HẢI\nPHÒNG VĂN HÓA - XÃ HỘI\nSố: 5/KH-VHXH\n\nKẾ HOẠCH\nHè năm 2026\n\nI. MỤC ĐÍCH\nThực hiện.\n"
    )
    header = extract_plan(text.encode()).header
    assert (header.issuer, header.parent) == ("Phòng Văn hóa - Xã hội", "UBND xã Tam Hải")
