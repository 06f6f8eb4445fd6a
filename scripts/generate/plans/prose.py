"""The sections of a plan: purposes, targets in sentences, duties of offices in several manners."""

from __future__ import annotations

from random import Random

from scripts.generate.plans.amounts import AMOUNTS
from scripts.generate.plans.model import (
    Draft,
    Gold,
    Line,
    chance,
    lower_first,
    pick,
    read_table,
)
from scripts.generate.plans.work import Context, draw_work


def draw_purposes(rng: Random, context: Context, draft: Draft, marker: str) -> list[Line]:
    """Purposes and requirements, which put nobody in charge."""
    lines = [Line(f"{marker}. MỤC ĐÍCH, YÊU CẦU", "b")]
    for number, (heading, part) in enumerate((("Mục đích", "aim"), ("Yêu cầu", "need")), 1):
        lines.append(Line(f"{number}. {heading}", "b"))
        texts = [row["text"] for row in read_table("purposes") if row["part"] == part]
        for text in rng.sample(texts, rng.randint(1, 3)):
            lines.append(Line("- " + text.format(topic=context.topic)))
            draft.neutral.append(lines[-1].text)
    return lines


def draw_targets(rng: Random, context: Context, draft: Draft, marker: str) -> list[Line]:
    """Targets as sentences."""
    word = pick(rng, [(50, "MỤC TIÊU"), (30, "CHỈ TIÊU"), (20, "MỤC TIÊU CỤ THỂ")])
    lines = [Line(f"{marker}. {word}", "b")]
    aims = list(read_table("aims"))
    own = [row for row in aims if row["sector"] == context.sector]
    rows = own + rng.sample([row for row in aims if row not in own], rng.randint(1, 3))
    for row in rows:
        lines.append(_ratio(rng, context, draft, row))
    for draw in rng.sample(AMOUNTS, pick(rng, [(40, 0), (30, 1), (20, 2), (10, 4)])):
        text, target = draw(rng)
        lines.append(_aim(draft, text, target))
    draft.neutral += [line.text for line in lines[1:]]
    return lines


def _aim(draft: Draft, text: str, target: Gold) -> Line:
    draft.quantities.append({"line": f"- {text}", "targets": [target]})
    return Line(f"- {text}")


def _ratio(rng: Random, context: Context, draft: Draft, row: dict[str, str]) -> Line:
    """A share in one of the forms in which offices set it."""
    low, high = int(row["low"]), int(row["high"])
    n = rng.randint(low, high)
    number = f"{n},{rng.randint(1, 9)}" if n < 100 and chance(rng, 0.15) else str(n)
    value = number.replace(",", ".")
    form, kind = pick(rng, _RATIOS)
    if kind != "eq" and n > (95 if kind == "range" else 99):
        form, kind = "{n}% {noun}", "eq"
    text = form.format(n=number, m=n + 5, noun=row["noun"])
    target: Gold = {"text": text, "unit": "%", "comparator": kind, "min": value, "max": None}
    if kind == "eq":
        target["max"] = value
    if kind == "range":
        target["max"] = str(n + 5)
    text = text[:1].upper() + text[1:]
    if chance(rng, 0.2) and not text.startswith("Phấn"):
        when = context.when
        text = f"Đến hết năm {when.last_year}, {lower_first(text)}"
        target["period"] = str(when.last_year)
    return _aim(draft, text + rng.choice(".;"), target)


_RATIOS = [
    (18, ("Tỷ lệ {noun} đạt {n}%", "eq")),
    (14, ("Phấn đấu {n}% {noun}", "eq")),
    (14, ("{n}% {noun}", "eq")),
    (12, ("Trên {n}% {noun}", "gt")),
    (10, ("Tỷ lệ {noun} đạt trên {n}%", "gt")),
    (10, ("Tối thiểu {n}% {noun}", "ge")),
    (8, ("Ít nhất {n}% {noun}", "ge")),
    (10, ("Tỷ lệ {noun} đạt từ {n}% trở lên", "ge")),
    (6, ("Tỷ lệ {noun} đạt {n}% trở lên", "ge")),
    (4, ("Tỷ lệ {noun} đạt từ {n}% đến {m}%", "range")),
    (3, ("Tỷ lệ {noun} đạt {n} - {m}%", "range")),
    (4, ("Duy trì tỷ lệ {noun} ở mức {n}%", "eq")),
    (3, ("Có trên {n}% {noun}", "gt")),
    (3, ("Bảo đảm tối thiểu {n}% {noun}", "ge")),
]


def draw_contents(rng: Random, context: Context, draft: Draft, marker: str) -> list[Line]:
    """Work that no office is named for: neither a duty nor none."""
    lines = [Line(f"{marker}. NỘI DUNG, NHIỆM VỤ", "b")]
    for number in range(1, rng.randint(3, 6)):
        work, _ = draw_work(rng, context)
        lines.append(Line(f"{number}. {work}."))
        draft.neutral.append(lines[-1].text)
    return lines


def draw_closing(rng: Random, context: Context, draft: Draft) -> Line:
    rows = [row["text"] for row in read_table("purposes") if row["part"] == "close"]
    row, title = rng.choice(rows), draft.header["title"]
    cited = draft.title_citations if "{title}" in row else []
    line = Line(row.format(title=lower_first(title)), citations=cited)
    draft.neutral.append(line.text)
    return line


def draw_money(rng: Random, draft: Draft, marker: str) -> list[Line]:
    rows = [row["text"] for row in read_table("purposes") if row["part"] == "money"]
    line = Line(rng.choice(rows))
    draft.neutral.append(line.text)
    return [Line(f"{marker}. KINH PHÍ THỰC HIỆN", "b"), line]
