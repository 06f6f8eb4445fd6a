"""Party committees, unions, the Front and companies as issuers of plans."""

from __future__ import annotations

from random import Random

from scripts.generate.plans.bodies import PARTY, UNION, Body, name_of, province_of, sign
from scripts.generate.plans.model import chance


def make_party(rng: Random, place: dict[str, str], after: bool) -> Body:
    if after or chance(rng, 0.4):
        name, symbol, level = (
            f"Đảng ủy xã {place['other' if after else 'commune']}",
            "ĐU",
            "commune",
        )
        parent = (
            f"Đảng bộ {province_of(place, after)}"
            if after
            else f"Đảng bộ huyện {place['district']}"
        )
        office, at, first = "Đảng ủy", name.split(" ", 3)[-1], "T/M BAN THƯỜNG VỤ"
    else:
        name, symbol, level = f"Huyện ủy {place['district']}", "HU", "district"
        parent, office, at, first = (
            f"Tỉnh ủy {place['province']}",
            "Huyện ủy",
            place["district"],
            "T/M BAN THƯỜNG VỤ",
        )
    above = [("Tỉnh ủy", "TU", True), ("Ban Thường vụ Tỉnh ủy", "TU", True)]
    return Body(
        "party", level, [parent.upper(), name.upper()], parent.upper(), [name],
        f"Ban Thường vụ {office}",
        symbol, at, [first, rng.choice(("BÍ THƯ", "PHÓ BÍ THƯ"))], "party", above,
        ["Tỉnh ủy", "Các ban, cơ quan tham mưu", "Các chi, đảng bộ trực thuộc",
         f"Các đồng chí {office} viên"],
        right=PARTY, dashed=True, stars="*",
    )  # fmt: skip


def make_youth(rng: Random, place: dict[str, str], after: bool) -> Body:
    unit = province_of(place, after)
    name = f"Ban Chấp hành Đoàn {unit}"
    printed = rng.choice((["BAN CHẤP HÀNH", f"ĐOÀN {unit.upper()}"], [f"BCH ĐOÀN {unit.upper()}"]))
    return Body(
        "youth", "province", printed, None, [name, printed[0] if len(printed) == 1 else name],
        "Ban Thường vụ Tỉnh đoàn", "TĐTN-BPT", name_of(unit),
        ["TM. BAN THƯỜNG VỤ TỈNH ĐOÀN", rng.choice(("BÍ THƯ", "PHÓ BÍ THƯ"))], "youth",
        [("Ban Thường vụ Tỉnh ủy", "TU", True), (f"UBND {unit}", "UBND", False)],
        ["Trung ương Đoàn", "Thường trực Tỉnh ủy", "Các cơ sở Đoàn trực thuộc"],
        right=UNION, dashed=True, stars="***",
    )  # fmt: skip


def make_women(rng: Random, place: dict[str, str], after: bool) -> Body:
    unit = province_of(place, after)
    name = f"Hội Liên hiệp Phụ nữ {unit}"
    printed = rng.choice(([f"HỘI LHPN {unit.upper()}"], ["HỘI LIÊN HIỆP PHỤ NỮ", unit.upper()],
                          ["HỘI LIÊN HIỆP PHỤ NỮ VIỆT NAM", unit.upper()]))  # fmt: skip
    return Body(
        "women", "province", printed, None,
        [name, f"Hội LHPN {unit}", f"Hội Liên hiệp Phụ nữ Việt Nam {unit}"],
        "Ban Thường vụ Hội LHPN tỉnh",
        "KH-BTV", name_of(unit),
        ["TM. BAN THƯỜNG VỤ", rng.choice(("CHỦ TỊCH", "PHÓ CHỦ TỊCH"))], "women",
        [(f"UBND {unit}", "UBND", False), ("Tỉnh ủy", "TU", True)],
        ["TW Hội LHPN Việt Nam", "Thường trực Tỉnh ủy", "Hội LHPN các xã, phường"],
    )  # fmt: skip


def make_front(rng: Random, place: dict[str, str], after: bool) -> Body:
    unit = f"xã {place['other']}" if after else f"huyện {place['district']}"
    parent = "ỦY BAN MTTQ VIỆT NAM" if chance(rng, 0.5) else None
    name = f"Ủy ban Mặt trận Tổ quốc Việt Nam {unit}"
    printed = rng.choice((["ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM", unit.upper()],
                          [f"ỦY BAN MTTQ VIỆT NAM {unit.upper()}"]))  # fmt: skip
    if parent:
        printed, parent = [f"ỦY BAN MTTQ VIỆT NAM {unit.upper()}", "BAN THƯỜNG TRỰC"], "?"
    names = [name, f"Ủy ban MTTQ Việt Nam {unit}", f"Ban Thường trực {name}",
             f"{name} Ban Thường trực", "Ban Thường trực"]  # fmt: skip
    return Body(
        "front", "commune" if after else "district", printed, parent, names,
        f"Ban Thường trực Ủy ban MTTQ Việt Nam {unit.split()[0]}", "KH-MTTQ-BTT",
        unit.split(" ", 1)[1],
        ["TM. BAN THƯỜNG TRỰC", rng.choice(("CHỦ TỊCH", "PHÓ CHỦ TỊCH"))], "front",
        [("Ban Thường trực Ủy ban MTTQ Việt Nam tỉnh", "MTTQ-BTT", False), ("Đảng ủy", "ĐU", True)],
        ["Ủy ban MTTQ Việt Nam tỉnh", "Thường trực cấp ủy", "Các tổ chức thành viên"],
    )  # fmt: skip


def make_company(rng: Random, place: dict[str, str], after: bool) -> Body:
    trade = rng.choice(("Cấp nước", "Môi trường đô thị", "Xây dựng"))
    name = f"Công ty Cổ phần {trade} {place['province']}"
    return Body(
        "company", "other", [name.upper()], None, [name], "Công ty",
        rng.choice(("KH-CT", "KH-CTCP")),
        place["province"], sign(rng, None, "GIÁM ĐỐC", 0.2), "company",
        [(f"UBND {province_of(place, after)}", "UBND", False), ("Sở Xây dựng", "SXD", False)],
        ["Hội đồng quản trị", "Ban Giám đốc", "Các phòng, ban, đơn vị"],
    )  # fmt: skip
