"""Cells that state something beside the duty itself, and times in two columns."""

from __future__ import annotations

from random import Random

from scripts.generate.plans.model import chance, pick, read_table
from scripts.generate.plans.times import Time


def write_ends(rng: Random, time: Time) -> tuple[str, str]:
    """The cells of a start and of an end; the end is the last day of the time."""
    due = time.reading.get("due_latest")
    if not due:
        return time.raw, time.raw
    year, month, day = map(int, due.split("-"))
    start = max(1, month - rng.randint(0, 3))
    if day >= 28 and chance(rng, 0.5):
        return f"Tháng {start}/{year}", f"Tháng {month}/{year}" if _ends_month(
            due
        ) else f"{day}/{month}/{year}"
    return f"01/{start}/{year}", f"{day:02}/{month}/{year}"


def _ends_month(due: str) -> bool:
    return due[5:] in {"01-31", "03-31", "04-30", "05-31", "06-30", "07-31", "08-31", "09-30",
                       "10-31", "11-30", "12-31"}  # fmt: skip


def draw_other(rng: Random, name: str) -> str:
    """A cell of a column that is no part of the duty."""
    if name == "budget":
        return pick(rng, [(30, ""), (70, f"{rng.randint(2, 400) * 5}")])
    if name == "note":
        return pick(rng, [(80, ""), (10, "Lồng ghép"), (10, "Phát sinh")])
    if name == "oversee":
        person = rng.choice(read_table("persons"))
        who = f"Đ/c {person['family']} {person['middle']} {person['given']}"
        return pick(rng, [(50, who), (30, "Phó Chủ tịch phụ trách"), (20, "Chủ tịch")])
    return rng.choice(_OTHERS[name])


_OTHERS = {
    "place": ("Hội trường UBND", "Nhà văn hóa", "Trụ sở cơ quan", "Sân vận động", "Phòng họp số 2"),
    "audience": ("Cán bộ, công chức", "Học sinh", "Hội viên phụ nữ", "Người dân", "Đoàn viên"),
    "basis": ("Luật Ngân sách nhà nước", "Chương trình công tác năm", "Chỉ đạo của cấp trên"),
    "submit": ("Chủ tịch UBND", "HĐND", "Ban Thường vụ", "UBND"),
}


def write_both(rng: Random, lead: list[str], coordinating: list[str]) -> str:
    """Both kinds of units in one cell."""
    first = ", ".join(lead)
    if not coordinating:
        return rng.choice((first, f"Chủ trì: {first}"))
    second = ", ".join(coordinating)
    forms = ("Chủ trì: {0}\nPhối hợp: {1}", "{0} chủ trì, {1} phối hợp",
             "{0} chủ trì; phối hợp: {1}", "- Chủ trì: {0}\n- Phối hợp: {1}")  # fmt: skip
    return rng.choice(forms).format(first, second)
