"""What a number of random plans show: figures by field, and every wrong value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date

from extract.version import VERSION
from scripts.generate.plans.draw import draw_plan
from scripts.generate.plans.gold import write_gold
from scripts.generate.plans.write import write_document
from scripts.measure.announced import JudgedField
from scripts.measure.plans.judged import judge_plan

SPACING = 100_000
"""Plans that one seed has to itself."""

Judged = dict[int, list[JudgedField]]
"""The judged fields of each plan, by the plan's own seed."""


def judge_plans(seed: int, count: int, jobs: int = 1) -> Judged:
    """The judged fields of every plan of a seed."""
    seeds = range(seed * SPACING, seed * SPACING + count)
    if jobs == 1:
        return {one: judge_seed(one) for one in seeds}
    with ProcessPoolExecutor(jobs) as pool:
        return dict(zip(seeds, pool.map(judge_seed, seeds, chunksize=4), strict=True))


def judge_seed(seed: int) -> list[JudgedField]:
    """Draw a plan, read it as Word file, and hold the record against its gold."""
    from extract import Options, extract_plan

    draft = draw_plan(seed)
    plan = extract_plan(write_document(draft), Options(ocr="never"))
    return judge_plan(write_gold(draft), plan)


def write_section(judged: Judged, seed: int) -> str:
    """The table of the page: fields by area."""
    groups: dict[str, list[JudgedField]] = {}
    for one in (field for fields in judged.values() for field in fields):
        groups.setdefault(f"{one.area}.{one.name}", []).append(one)
    fields = [field for group in groups.values() for field in group]
    lines = [
        f"Measured on {date.today()} with version {VERSION}: {len(judged)} plans of seed {seed}.",
        "",
        "| field | gold | found | right | recall % | precision % "
        "| wrong | announced | **silent** | silent % |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
        *(_row(name, groups[name]) for name in sorted(groups)),
        _row("all", fields),
    ]
    exact = sum(all(field.right for field in fields) for fields in judged.values())
    quiet = sum(not any(field.silent for field in fields) for fields in judged.values())
    lines += ["", f"Plans without a wrong value: {exact}; without a silent one: {quiet}."]
    return "\n".join(lines) + "\n"


def _row(name: str, fields: Sequence[JudgedField]) -> str:
    gold = sum(one.gold is not None for one in fields)
    found = sum(one.found is not None for one in fields)
    right = sum(one.right for one in fields)
    wrong = len(fields) - right
    silent = sum(one.silent for one in fields)
    counts = f"{gold} | {found} | {right} | {_share(right, gold)} | {_share(right, found)}"
    rest = f"{wrong} | {wrong - silent} | {silent} | {100 * silent / max(1, len(fields)):.2f}"
    return f"| {name} | {counts} | {rest} |"


def _share(part: int, whole: int) -> str:
    return f"{min(100.0, 100 * part / whole):.1f}" if whole else ""


def write_wrong(judged: Judged, area: str) -> Iterable[str]:
    """Every wrong value: field, plan, whether announced, gold, found; then how often."""
    wrong = [
        (seed, one)
        for seed, fields in judged.items()
        for one in fields
        if not one.right and f"{one.area}.{one.name}".startswith(area)
    ]
    for seed, one in sorted(wrong, key=lambda item: (item[1].area, item[1].name, item[0])):
        mark = "announced" if one.announced else "SILENT"
        yield f"{one.area}.{one.name} {seed} {mark}: gold {one.gold!r}, found {one.found!r}"
    counts = Counter(f"{one.area}.{one.name}" for _, one in wrong if one.silent)
    yield from (f"{count} silent in {name}" for name, count in counts.most_common())
