"""Places of every era, and names that settle nothing."""

from __future__ import annotations

from datetime import date

import pytest

from normalize.places import find_place, resolve_path

OLD = date(2023, 2, 16)
NEW = date(2026, 3, 1)


def test_the_code_of_a_commune_that_was_reused() -> None:
    path = {"district": "huyện Triệu Phong", "province": "tỉnh Quảng Trị"}
    before = find_place("xã Triệu An", **path, on=OLD)
    assert before.commune is not None
    assert before.commune.successor is not None
    assert (before.commune.code, before.commune.successor.name) == ("19627", "xã Nam Cửa Việt")
    after = find_place("xã Triệu Tân", **path, on=date(2025, 2, 1))
    assert after.commune is not None
    assert after.commune.code == "19627"
    assert find_place("xã Triệu An", **path, on=date(2025, 2, 1)).commune is None


@pytest.mark.parametrize(
    ("names", "on", "codes"),
    [
        (("phường Phúc Xá", "quận Ba Đình", "thành phố Hà Nội"), OLD, ("00001", "001", "01")),
        (("xã Triệu Trạch", "huyện Triệu Phong"), OLD, ("19639", "469", "45")),
        (("thị trấn Đồng Văn", "huyện Đồng Văn", "tỉnh Hà Giang"), OLD, ("00721", "026", "02")),
        (("huyện Triệu Phong", "tỉnh Quảng Trị"), OLD, (None, "469", "45")),
        (("tỉnh Lào Cai",), OLD, (None, None, "10")),
        (("xã Nam Cửa Việt", "tỉnh Quảng Trị"), NEW, ("19639", None, "44")),
        (("xã Triệu Phong", "tỉnh Quảng Trị"), NEW, ("19624", None, "44")),
        (("phường Ba Đình", "thành phố Hà Nội"), NEW, ("00004", None, "01")),
        (("phường Hoàn Kiếm",), NEW, ("00070", None, "01")),
        (("tỉnh Lào Cai",), NEW, (None, None, "15")),
    ],
)
def test_paths(names: tuple[str, ...], on: date, codes: tuple[str | None, ...]) -> None:
    place = resolve_path(names, on)
    found = tuple(unit.code if unit else None for unit in (place.commune, place.district, place.province))
    assert found == codes


@pytest.mark.parametrize("name", ["xã Tân Lập", "xã Hòa Bình", "xã Đông Sơn", "phường Trần Phú", "xã Tân Tiến"])
def test_names_that_many_bear_are_candidates(name: str) -> None:
    place = find_place(name, on=OLD)
    assert place.commune is None
    assert len(place.candidates) > 1


@pytest.mark.parametrize("name", ["xã Không Có Thật", "xã Nam Cửa Việt", "huyện", "", "xã", "Paris"])
def test_names_that_nobody_bears_then_are_nothing(name: str) -> None:
    place = find_place(name, on=OLD)
    assert place.commune is None
    assert place.candidates == ()


def test_tone_placement_does_not_matter() -> None:
    one = find_place("phường Hòa Cường Bắc", province="thành phố Đà Nẵng", on=OLD)
    other = find_place("phường Hoà Cường Bắc", province="thành phố Đà Nẵng", on=OLD)
    assert one == other
    assert one.commune is not None
