"""Places of every era, and names that settle nothing."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalize.body.places import read_place, resolve_path
from schemas.plan import Place

OLD = date(2023, 2, 16)
MERGED = date(2025, 2, 1)
NEW = date(2026, 3, 1)


def test_the_code_of_a_commune_that_was_reused() -> None:
    path = {"district": "huyện Triệu Phong", "province": "tỉnh Quảng Trị"}
    before = read_place("xã Triệu An", **path, on=OLD)
    assert before.commune is not None
    assert before.commune.successor is not None
    assert (before.commune.code, before.commune.successor.name) == ("19627", "xã Nam Cửa Việt")
    after = read_place("xã Triệu Tân", **path, on=date(2025, 2, 1))
    assert after.commune is not None
    assert after.commune.code == "19627"
    assert read_place("xã Triệu An", **path, on=date(2025, 2, 1)).commune is None


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
        (("tỉnh Đồng Nai",), date(2026, 4, 29), (None, None, "75")),
        (("phường Lộc Ninh", "thành phố Đồng Nai"), date(2026, 4, 30), ("25270", None, "75")),
        (("xã Lộc Ninh", "tỉnh Đồng Nai"), date(2026, 4, 29), ("25270", None, "75")),
        (("phường Kép", "thành phố Bắc Ninh"), date(2026, 9, 20), ("07399", None, "24")),
        (("xã Kép", "tỉnh Bắc Ninh"), date(2026, 9, 19), ("07399", None, "24")),
        (("thành phố Quảng Ninh",), date(2026, 9, 1), (None, None, "22")),
        (("xã Ba Chẽ", "tỉnh Quảng Ninh"), None, ("06978", None, "22")),
        (("xã Ba Chẽ", "thành phố Quảng Ninh"), None, ("06978", None, "22")),
        (("thành phố Bến Cát", "tỉnh Bình Dương"), date(2024, 6, 1), (None, "721", "74")),
        (("xã Mỹ Thắng", "thành phố Nam Định"), date(2024, 9, 1), ("13717", "356", "36")),
        (("xã Hát Lừu", "huyện Trạm Tấu"), OLD, ("04618", "139", "15")),
        (("xã Hát Lìu", "huyện Trạm Tấu"), OLD, ("04618", "139", "15")),
        (("xã Sặp Vạt", "huyện Yên Châu"), OLD, ("04066", "124", "14")),
    ],
)
def test_paths(names: tuple[str, ...], on: date | None, codes: tuple[str | None, ...]) -> None:
    place = resolve_path(names, on)
    found = tuple(unit.code if unit else None for unit in (place.commune, place.district, place.province))
    assert found == codes


SUCCESSIONS = [
    # As of the first half of 2023: code, and the commune of 1 July 2025 that took most or all of it over.
    (OLD, ("xã Triệu An", "huyện Triệu Phong"), ("19627", "469", "45"), ("xã Nam Cửa Việt", "19639", False)),
    (OLD, ("phường Cống Vị", "quận Ba Đình"), ("00007", "001", "01"), ("phường Ngọc Hà", "00008", True)),
    (OLD, ("phường Đa Kao", "quận 1"), ("26737", "760", "79"), ("phường Tân Định", "26737", True)),
    (OLD, ("thị trấn Trường Sơn", "huyện An Lão"), ("11656", "313", "31"), ("phường Phù Liễn", "11446", True)),
    (OLD, ("xã Đồn Đạc", "huyện Ba Chẽ"), ("06988", "202", "22"), ("xã Ba Chẽ", "06978", False)),
    (OLD, ("xã Mỹ Hưng", "huyện Quảng Hòa"), ("01651", "049", "04"), ("xã Phục Hoà", "01648", False)),
    (OLD, ("thị trấn Lộc Ninh", "huyện Lộc Ninh"), ("25270", "692", "70"), ("xã Lộc Ninh", "25270", False)),
    (OLD, ("xã Viên An", "huyện Ngọc Hiển"), ("32242", "973", "96"), ("xã Đất Mới", "32201", True)),
    # Communes that the mergers of 2024 and 2025 made, half a year before they went again.
    (MERGED, ("phường Văn Miếu - Quốc Tử Giám",), ("00181", "006", "01"), ("phường Ô Chợ Dừa", "00190", True)),
    (MERGED, ("xã Chí Minh", "tỉnh Hưng Yên"), ("12265", "330", "33"), ("xã Chí Minh", "12271", False)),
    (MERGED, ("xã Mỹ Thuận", "tỉnh Nam Định"), ("13732", "356", "36"), ("phường Mỹ Lộc", "13708", False)),
    (MERGED, ("thị trấn Kim Nhan", "tỉnh Nghệ An"), ("17329", "424", "40"), ("xã Anh Sơn", "17329", False)),
    (MERGED, ("phường Hương Long", "thành phố Huế"), ("19810", "475", "46"), ("phường Kim Long", "19774", False)),
    # Since 1 July 2025 there is no district, and nothing after it.
    (NEW, ("xã Nam Cửa Việt", "tỉnh Quảng Trị"), ("19639", None, "44"), None),
    (NEW, ("phường Sài Gòn", "thành phố Hồ Chí Minh"), ("26740", None, "79"), None),
    (NEW, ("đặc khu Phú Quốc", "tỉnh An Giang"), ("31078", None, "91"), None),
    (NEW, ("phường Tân Hòa", "tỉnh Phú Thọ"), ("04792", None, "25"), None),
    (NEW, ("phường Hoàn Kiếm", "thành phố Hà Nội"), ("00070", None, "01"), None),
]


@pytest.mark.parametrize(("on", "names", "codes", "successor"), SUCCESSIONS)
def test_five_places_of_each_era(
    on: date, names: tuple[str, ...], codes: tuple[str | None, ...], successor: tuple[str, str, bool] | None
) -> None:
    place = resolve_path(names, on)
    assert tuple(unit.code if unit else None for unit in (place.commune, place.district, place.province)) == codes
    assert place.commune is not None
    after = place.commune.successor
    assert (after and (after.name, after.code, after.divided)) == successor


BORNE_BY_MANY = [
    *((OLD, name) for name in ("xã Tân Lập", "xã Hòa Bình", "xã Đông Sơn", "phường Trần Phú", "xã Tân Tiến")),
    *((OLD, name) for name in ("xã Tân Thành", "phường 1", "phường 01", "huyện Châu Thành", "phường Quang Trung")),
    *((OLD, name) for name in ("xã Minh Tân", "xã Thanh Sơn", "phường Trần Hưng Đạo", "Tân Lập", "Hòa Bình")),
    *((NEW, name) for name in ("xã Tân Tiến", "xã Tân Thành", "xã Tân An", "xã Bình An", "xã Bình Minh")),
    *((NEW, name) for name in ("xã Châu Thành", "phường Tân An", "xã Đông Thành", "xã Tân Hòa", "xã Yên Bình")),
    *((NEW, name) for name in ("xã Trần Phú", "phường Hòa Bình")),
]


@pytest.mark.parametrize(("on", "name"), BORNE_BY_MANY)
def test_names_that_many_bear_are_candidates(on: date, name: str) -> None:
    place = read_place(name, on=on)
    assert place.commune is None
    assert place.district is None
    assert place.province is None
    assert len(place.candidates) > 1


@pytest.mark.parametrize(
    ("on", "names"),
    [
        *((OLD, (name,)) for name in ("xã Không Có Thật", "xã Nam Cửa Việt", "huyện", "", "xã", "Paris", "phường Abc")),
        *((OLD, (name,)) for name in ("phường Sài Gòn", "đặc khu Phú Quốc", "thành phố Không", "tỉnh Triệu Phong")),
        (OLD, ("xã Triệu An", "tỉnh Hà Nam")),
        (NEW, ("xã Triệu An",)),
        (NEW, ("huyện Triệu Phong",)),
        (NEW, ("thị trấn Đồng Văn", "huyện Đồng Văn", "tỉnh Hà Giang")),
    ],
)
def test_names_that_nobody_bears_then_are_nothing(on: date, names: tuple[str, ...]) -> None:
    assert resolve_path(names, on) == Place()


@pytest.mark.parametrize(
    ("on", "names"),
    [
        (OLD, ("xã Triệu An", "huyện Không Có Thật")),
        (NEW, ("xã Nam Cửa Việt", "tỉnh Hà Nội")),
    ],
)
def test_a_unit_above_that_nobody_bears_leaves_a_doubt(on: date, names: tuple[str, ...]) -> None:
    place = resolve_path(names, on)
    assert place.commune is None
    assert len(place.candidates) == 1


def test_a_unit_below_that_nobody_bears_leaves_what_is_above_it() -> None:
    place = resolve_path(("xã Triệu An", "huyện Triệu Phong", "tỉnh Quảng Trị"), NEW)
    assert (place.commune, place.district) == (None, None)
    assert place.province is not None
    assert place.province.code == "44"


@pytest.mark.parametrize(
    ("on", "commune"), [(MERGED, "phường Nguyễn Trung Trực"), (MERGED, "xã Triệu An"), (OLD, "xã Triệu Tân")]
)
def test_a_commune_that_is_not_there_then_is_null(on: date, commune: str) -> None:
    district = "quận Ba Đình" if commune.startswith("phường") else "huyện Triệu Phong"
    place = read_place(commune, district=district, on=on)
    assert place.commune is None
    assert place.district is not None
    assert place.district.name == district


def test_tone_placement_does_not_matter() -> None:
    one = read_place("phường Hòa Cường Bắc", province="thành phố Đà Nẵng", on=OLD)
    other = read_place("phường Hoà Cường Bắc", province="thành phố Đà Nẵng", on=OLD)
    assert one == other
    assert one.commune is not None


def test_a_name_is_looked_up_in_both_tone_placements() -> None:
    """Half of the gazetteer writes Hòa, half Hoà; looking up one alone would pass off a rare place as the only one."""
    assert read_place("xã Tân Hòa", on=NEW).candidates == read_place("xã Tân Hoà", on=NEW).candidates


@settings(deadline=None)
@given(st.text(max_size=60), st.sampled_from([OLD, MERGED, NEW, None]))
def test_any_text(name: str, on: date | None) -> None:
    place = read_place(name, district=name[::-1] or None, on=on)
    assert place.commune is None or not place.candidates
