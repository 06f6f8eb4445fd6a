"""Tables that state no task: targets, figures, money, things, persons, procedures, words."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from scripts.generate.plans.model import Draft, Gold, Grid, When, chance, pick, read_table
from scripts.generate.plans.work import Context

_KINDS = {"statistics": ["statistics", "other"], "inventory": ["inventory", "other"]}
"""Kinds between which a label may waver."""
_TITLES = {
    "persons": "DANH SÁCH BAN CHỈ ĐẠO",
    "procedures": "DANH MỤC THỦ TỤC HÀNH CHÍNH",
    "inventory": "DANH MỤC PHƯƠNG TIỆN, CÔNG TRÌNH",
    "budget": "DỰ TOÁN KINH PHÍ THỰC HIỆN",
    "glossary": "DANH MỤC TỪ VIẾT TẮT",
    "documents": "DANH MỤC VĂN BẢN",
    "statistics": "SỐ LIỆU THỐNG KÊ",
}
_UNITS = {"%": "%", "Hộ": "{household}", "Người": "{person}", "Km": "km"}
_MONEY = {"Triệu đồng/người/năm": 6, "Tỷ đồng": 9}


def add_other_table(rng: Random, context: Context, draft: Draft) -> tuple[Grid, str]:
    """Draw a table without tasks, and say in the gold what it is; returns its title too."""
    row = rng.choice(read_table("other_tables"))
    kind = row["kind"]
    when = context.when
    columns = row["columns"].format(year=when.year - 1, before=when.year - 2).split(";")
    numbered = kind != "glossary" or chance(rng, 0.5)
    names = [pick(rng, [(50, "TT"), (50, "STT")]), *columns] if numbered else columns
    rows = [_draw_row(rng, context, kind, columns, number) for number in range(rng.randint(4, 9))]
    rows = [[str(number), *cells] if numbered else cells for number, cells in enumerate(rows, 1)]
    draft.tables.append({"kinds": _KINDS.get(kind, [kind]), "columns": None, "names": names})
    draft.ignore += ["\n".join(cell for one in rows for cell in one)]
    return Grid([names], rows), _TITLES[kind]


def _words(name: str) -> list[str]:
    row = next(row for row in read_table("other_words") if row["list"] == name)
    return row["words"].split(";")


def _person(rng: Random) -> str:
    rows = read_table("persons")
    return " ".join(rng.choice(rows)[part] for part in ("family", "middle", "given"))


def _draw_row(
    rng: Random, context: Context, kind: str, columns: list[str], number: int
) -> list[str]:
    """The cells of one row, without its number."""
    amount = f"{rng.randint(1, 90)}.{rng.randrange(10)}00.000"
    if kind == "persons":
        ranks = _words("ranks")
        return [f"Ông {_person(rng)}" if chance(rng, 0.3) else _person(rng),
                rng.choice(_words("positions")), context.body.area or context.body.short,
                ranks[min(number, 2)]]  # fmt: skip
    if kind == "budget":
        name = _nth("budget", number)
        if columns[1] == "Số lượng":
            return [name, str(rng.randint(1, 60)), f"{rng.randint(2, 90)}0.000", amount]
        whole, part = rng.randint(20, 90), rng.randint(1, 19)
        return [name, str(whole), str(part), str(whole - part)]
    if kind == "glossary":
        short, _, meaning = _nth("glossary", number).partition("=")
        return [short, meaning]
    return _OF_KIND[kind](rng, context, columns, number)


def _nth(name: str, number: int) -> str:
    words = _words(name)
    return words[number % len(words)]


def _procedures(rng: Random, context: Context, columns: list[str], number: int) -> list[str]:
    name, term = _nth("procedures", number), f"{rng.choice((1, 3, 5, 10, 15)):02} ngày làm việc"
    if columns[0] == "Mã TTHC":
        return [
            f"{rng.choice((1, 2))}.00{rng.randint(1000, 9999)}",
            name,
            term,
            rng.choice(("Không", "Theo quy định")),
        ]
    return [
        name,
        rng.choice(_words("fields")),
        term,
        rng.choice(("UBND cấp xã", "Sở Tư pháp", "Văn phòng đăng ký đất đai")),
    ]


def _inventory(rng: Random, context: Context, columns: list[str], number: int) -> list[str]:
    if columns[1] == "Đơn vị tính":
        return [
            _nth("inventory.0", number),
            rng.choice(_words("units")),
            str(rng.randint(1, 80)),
            "",
        ]
    return [_nth("inventory.1", number), f"Thôn {rng.randint(1, 12)}", str(rng.randint(1985, 2020)),
            rng.choice(_words("states"))]  # fmt: skip


def _documents(rng: Random, context: Context, columns: list[str], number: int) -> list[str]:
    kind, short = rng.choice((("Quyết định", "QĐ"), ("Kế hoạch", "KH"), ("Công văn", "CV")))
    day = f"{rng.randint(1, 28):02}/{rng.randint(3, 12):02}/{context.when.year - 1}"
    return [
        f"{kind} về {context.topic} ({number + 1})",
        f"{rng.randint(10, 900)}/{short}-UBND",
        day,
        "UBND tỉnh",
    ]


def _statistics(rng: Random, context: Context, columns: list[str], number: int) -> list[str]:
    if columns[0] == "Nội dung":
        a, b = rng.randint(10, 500), rng.randint(10, 500)
        return [_nth("counted", number), str(a), str(b), str(b - a)]
    figures = sorted((rng.randint(1, 900) for _ in columns[1:]), reverse=True)
    return [f"Thôn {number + 1}", *map(str, figures)]


_OF_KIND = {
    "procedures": _procedures,
    "inventory": _inventory,
    "documents": _documents,
    "statistics": _statistics,
}


def add_target_table(rng: Random, context: Context, draft: Draft) -> Grid:
    """Draw a table of targets: years as columns, or what was done beside what is planned."""
    when = context.when
    periods = _periods(rng, when)
    unit_name = pick(rng, [(45, "Đơn vị tính"), (45, "ĐVT"), (10, "Đơn vị")])
    tail = pick(rng, [(60, []), (20, ["Ghi chú"]), (20, ["Cơ quan theo dõi"])])
    goal = pick(
        rng,
        [
            (60, "Chỉ tiêu"),
            (20, "Nội dung chỉ tiêu"),
            (10, "Tên chỉ tiêu"),
            (10, "Chỉ tiêu chủ yếu"),
        ],
    )
    names = ["STT", goal, unit_name, *(name for name, _ in periods), *tail]
    grid = Grid([names], [])
    if chance(rng, 0.25):
        grid.rows.append(["I", "Chỉ tiêu kinh tế - xã hội", *[""] * (len(names) - 2)])
    for number, row in enumerate(rng.sample(read_table("figures"), rng.randint(4, 9)), 1):
        values = [_value(rng, row) for _ in periods]
        last = {"Ghi chú": "", "Cơ quan theo dõi": rng.choice(context.body.leads)}
        cells = [str(number), row["name"], row["unit"], *values, *(last[one] for one in tail)]
        grid.rows.append(cells)
        targets = [_target(value, row["unit"], period)
                   for value, (_, period) in zip(values, periods, strict=True)]  # fmt: skip
        draft.quantities.append({"cells": [one for one in cells if one], "targets": targets})
    draft.tables.append({"kinds": ["targets"], "columns": None, "names": names})
    return grid


def _periods(rng: Random, when: When) -> list[tuple[str, str]]:
    """The names of the value columns and the time each is for."""
    year = when.year
    if when.is_long:
        word = pick(rng, [(60, ""), (40, "Năm ")])
        return [(f"{word}{one}", str(one)) for one in range(year, when.last_year + 1)]
    return pick(rng, [
        (40, [(f"Thực hiện năm {year - 1}", str(year - 1)), (f"Kế hoạch năm {year}", str(year))]),
        (20, [(f"Năm {year - 1}", str(year - 1)), (f"Năm {year}", str(year))]),
        (20, [(f"Kế hoạch năm {year}", str(year))]),
        (10, [(f"Ước thực hiện năm {year - 1}", str(year - 1)),
              (f"Mục tiêu năm {year}", str(year))]),
        (10, [(f"Chỉ tiêu giao năm {year}", str(year))]),
    ])  # fmt: skip


def _value(rng: Random, row: dict[str, str]) -> str:
    places = int(row["decimals"])
    scale = 10**places
    number = Decimal(rng.randint(int(row["low"]) * scale, int(row["high"]) * scale)) / scale
    if number >= 1000:
        return f"{int(number):,}".replace(",", ".")
    text = str(number).replace(".", ",")
    if row["unit"] == "%":
        return pick(rng, [(88, text), (5, f"≥ {text}"), (4, f"> {text}"), (3, f"Trên {text}")])
    return text


def _target(text: str, unit: str, period: str) -> Gold:
    """The gold of one value."""
    sign, _, digits = text.rpartition(" ")
    number = Decimal(digits.replace(".", "").replace(",", ".")) * 10 ** _MONEY.get(unit, 0)
    gold: Gold = {"text": text, "min": f"{number:f}", "period": period}
    gold["max"] = None if sign else f"{number:f}"
    gold["comparator"] = {"": "eq", "≥": "ge"}.get(sign, "gt")
    if unit in _UNITS:
        gold["unit"] = _UNITS[unit]
    if unit in _MONEY:
        gold["currency"] = "VND"
    return gold
