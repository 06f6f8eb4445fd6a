"""Who issues plans: the state's bodies, and the draw among all of them."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from scripts.generate.plans.bodies import Body, committee, name_of, province_of, sign
from scripts.generate.plans.model import chance, pick, read_table
from scripts.generate.plans.unions import (
    make_company,
    make_front,
    make_party,
    make_women,
    make_youth,
)

REFORM = 2025
"""Plans from July of this year on know no districts."""


def draw_body(rng: Random, *, after_reform: bool) -> Body:
    """An issuer of the time before or after July 2025."""
    kinds = [(w, make) for w, make, old, new in _KINDS if (new if after_reform else old)]
    place = dict(rng.choice(read_table("places")))
    body = pick(rng, kinds)(rng, place, after_reform)
    rows = [row for row in read_table("offices") if row["body"] == body.offices]
    body.leads = [row["name"] for row in rows if row["part"] == "lead"]
    if chance(rng, 0.5):
        body.leads = list(dict.fromkeys(one.removeprefix("Công chức ") for one in body.leads))
    body.partners = [row["name"] for row in rows if row["part"] == "partner"]
    return body


def _make_commune(rng: Random, place: dict[str, str], after: bool) -> Body:
    kind = pick(
        rng, [(75, "xã"), (25, "phường" if after else "thị trấn"), (2 if after else 0, "đặc khu")]
    )
    name = place["other"] if after else place["town"] if kind == "thị trấn" else place["commune"]
    unit, above_unit = f"{kind} {name}", f"huyện {place['district']}"
    left, parent = committee(rng, unit), None
    if len(left) == 1 and chance(rng, 0.25):
        parent = f"UBND {province_of(place, after) if after else above_unit}".upper()
        left = [parent, *left]
    return Body(
        "commune", "commune", left, parent, [f"Ủy ban nhân dân {unit}"], f"UBND {kind}",
        "KH-UBND", name, sign(rng, "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
        ("ward-new" if kind == "phường" else "commune-new") if after else "commune-old",
        _above_commune(place, after, kind),
        ["UBND tỉnh" if after else "UBND huyện", f"TT Đảng ủy, TT HĐND {kind}",
         f"CT, các PCT UBND {kind}", f"Ủy ban MTTQ Việt Nam {kind}", "Các ban, ngành, đoàn thể",
         "Các trường học trên địa bàn"],
        area=unit,
    )  # fmt: skip


def _above_commune(place: dict[str, str], after: bool, kind: str) -> list[tuple[str, str, bool]]:
    province = province_of(place, after)
    party = (f"Đảng ủy {kind}", "ĐU", True)
    if after:
        return [(f"UBND {province}", "UBND", False), party, ("Sở Nội vụ", "SNV", False)]
    return [(f"UBND huyện {place['district']}", "UBND", False), party,
            (f"UBND {province}", "UBND", False)]  # fmt: skip


def _make_district(rng: Random, place: dict[str, str], after: bool) -> Body:
    unit = f"huyện {place['district']}"
    above = [(f"UBND tỉnh {place['province']}", "UBND", False), ("Huyện ủy", "HU", True)]
    return Body(
        "district", "district", committee(rng, unit), None, [f"Ủy ban nhân dân {unit}"],
        "UBND huyện", "KH-UBND", place["district"],
        sign(rng, "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", 0.6),
        "district", above,
        ["UBND tỉnh", "TT Huyện ủy, TT HĐND huyện", "CT, các PCT UBND huyện",
         "Các phòng, ban, ngành huyện", "UBND các xã, thị trấn"],
        area=unit,
    )  # fmt: skip


def _make_province(rng: Random, place: dict[str, str], after: bool) -> Body:
    unit = province_of(place, after)
    kind = unit.split()[0] if unit.startswith("tỉnh") else "thành phố"
    above = [("Tỉnh ủy" if kind == "tỉnh" else "Thành ủy", "TU", True), ("Bộ Nội vụ", "BNV", False)]
    return Body(
        "province", "province", committee(rng, unit), None, [f"Ủy ban nhân dân {unit}"],
        f"UBND {kind}", "KH-UBND", name_of(unit),
        sign(rng, "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", 0.75),
        "province-new" if after else "province-old", above,
        ["Văn phòng Chính phủ", "Bộ Nội vụ", "TT Tỉnh ủy, TT HĐND tỉnh", "Các sở, ban, ngành tỉnh",
         "UBND các xã, phường" if after else "UBND các huyện, thị xã, thành phố"],
        area=unit,
    )  # fmt: skip


_DEPARTMENTS = (
    ("Sở Y tế", "SYT"), ("Sở Giáo dục và Đào tạo", "SGDĐT"), ("Sở Nội vụ", "SNV"),
    ("Sở Tư pháp", "STP"), ("Sở Văn hóa, Thể thao và Du lịch", "SVHTTDL"), ("Sở Tài chính", "STC"),
    ("Sở Khoa học và Công nghệ", "SKHCN"), ("Sở Công Thương", "SCT"),
)  # fmt: skip


def _make_department(rng: Random, place: dict[str, str], after: bool) -> Body:
    name, short = rng.choice(_DEPARTMENTS)
    unit = province_of(place, after)
    parent = pick(rng, [(60, f"UBND {unit}"), (40, f"Ủy ban nhân dân {unit}")]).upper()
    above = [(f"UBND {unit}", "UBND", False), (f"UBND {unit}", "UBND", False)]
    return Body(
        "department", "province", [parent, name.upper()], parent, [name, f"{name} {unit}"], name,
        f"KH-{short}", name_of(unit),
        sign(rng, None, "GIÁM ĐỐC"), "department", above,
        ["UBND tỉnh", "Giám đốc, các PGĐ Sở", "Các phòng thuộc Sở", "Các đơn vị trực thuộc Sở"],
    )  # fmt: skip


def _make_room(rng: Random, place: dict[str, str], after: bool) -> Body:
    rooms = ((("Phòng Văn hóa - Xã hội", "PVHXH"), ("Phòng Kinh tế", "PKT")) if after else
             (("Phòng Nội vụ", "PNV"), ("Phòng Giáo dục và Đào tạo", "PGDĐT"),
              ("Phòng Y tế", "PYT")))  # fmt: skip
    name, short = rng.choice(rooms)
    unit = f"xã {place['other']}" if after else f"huyện {place['district']}"
    parent = f"UBND {unit}".upper()
    return Body(
        "room", "commune" if after else "district", [parent, name.upper()], parent,
        [name, f"{name} {unit}"], name, f"KH-{short}", unit.split(" ", 1)[1],
        sign(rng, None, "TRƯỞNG PHÒNG"), "school",
        [(f"UBND {unit}", "UBND", False), (f"UBND {unit}", "UBND", False)],
        [f"UBND {unit.split()[0]}", "Các trường học", "Lãnh đạo phòng", "Các bộ phận"],
    )  # fmt: skip


def _make_school(rng: Random, place: dict[str, str], after: bool) -> Body:
    kind, short = rng.choice((("Trường Tiểu học", "TH"), ("Trường Trung học cơ sở", "THCS"),
                              ("Trường THCS", "THCS"), ("Trường Mầm non", "MN")))  # fmt: skip
    name = f"{kind} {place['commune']}"
    parent = f"UBND xã {place['other']}" if after else rng.choice(
        (f"Phòng GD&ĐT {place['district']}", f"UBND huyện {place['district']}"))  # fmt: skip
    full = name.replace("THCS", "Trung học cơ sở")
    initials = "".join(word[0] for word in place["commune"].split())
    return Body(
        "school", "other", [parent.upper(), name.upper()], parent.upper(), [name, full],
        "Nhà trường", f"KH-{short}{initials}" if chance(rng, 0.8) else "KH-NT", place["commune"],
        sign(rng, None, "HIỆU TRƯỞNG", 0.2), "school",
        [("Sở Giáo dục và Đào tạo", "SGDĐT", False), ("Phòng Giáo dục và Đào tạo", "PGDĐT", False)],
        ["Phòng GD&ĐT" if not after else "UBND xã", "Ban Giám hiệu", "Các tổ chuyên môn",
         "Đăng Website trường"],
    )  # fmt: skip


def _make_hospital(rng: Random, place: dict[str, str], after: bool) -> Body:
    name = rng.choice((f"Bệnh viện Đa khoa {place['district']}", "Bệnh viện Đa khoa tỉnh",
                       f"Trung tâm Y tế {place['district']}"))  # fmt: skip
    parent = f"Sở Y tế {name_of(province_of(place, after))}".upper()
    short = "TTYT" if name.startswith("Trung") else "BVĐK"
    return Body(
        "hospital", "?", [parent, name.upper()], parent, [name],
        "Trung tâm" if short == "TTYT" else "Bệnh viện", f"KH-{short}", place["district"],
        sign(rng, None, "GIÁM ĐỐC", 0.3), "hospital",
        [("Sở Y tế", "SYT", False), ("Bộ Y tế", "BYT", False)],
        ["Sở Y tế", "Ban Giám đốc", "Các khoa, phòng"],
    )  # fmt: skip


_KINDS: list[tuple[float, Callable[[Random, dict[str, str], bool], Body], bool, bool]] = [
    (34, _make_commune, True, True), (14, _make_district, True, False),
    (14, _make_province, True, True), (12, _make_department, True, True),
    (4, _make_room, True, True), (8, _make_school, True, True), (4, _make_hospital, True, True),
    (6, make_party, True, True), (3, make_youth, True, True), (3, make_women, True, True),
    (3, make_front, True, True), (2, make_company, True, True),
]  # fmt: skip
"""Weight, maker, whether it issued plans before and after the reform."""
