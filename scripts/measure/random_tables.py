"""How many random task tables come out exact, by the borders that are drawn; rewrites its section of docs/accuracy.md.

python -m scripts.measure.random_tables              100 tables a kind, none of them a test's
python -m scripts.measure.random_tables 20 --list    20, and what is wrong with each; writes no page

A table is exact when every task of it has every field, group and text as meant. Words, widths, sizes, rows, groups,
merges and producers are drawn at random (`tests.traps.random_tables`).
"""

from __future__ import annotations

import argparse
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from pathlib import Path

from extract.score.markdown import replace_section
from extract.version import VERSION
from tests.traps.random_record import fault_of
from tests.traps.random_tables import RULES

PAGE = Path(__file__).resolve().parents[2] / "docs" / "accuracy.md"
FIRST = 1000
"""The first seed; the tests' are smaller."""
_MEANING = {
    "all": "all borders, solid, dashed or double",
    "outer": "outer borders and those between rows",
    "open": "all but the outer ones at the sides",
    "inner": "all but the outer ones",
    "columns": "borders between columns, none between rows",
    "rows": "borders between rows, none between columns",
    "header": "above and below the header, and at the end",
    "none": "none",
}


def main() -> None:
    """Measure, print, and rewrite the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int, nargs="?", default=100)
    parser.add_argument("--list", action="store_true", help="say what is wrong with each; write no page")
    options = parser.parse_args()
    jobs = [(seed, rules) for rules in RULES for seed in range(FIRST, FIRST + options.count)]
    exact: Counter[str] = Counter()
    with ProcessPoolExecutor() as pool:
        for (seed, rules), fault in zip(jobs, pool.map(_fault, jobs, chunksize=8), strict=True):
            exact[rules] += fault is None
            if fault is not None and options.list:
                print(f"{rules} {seed}: {fault[:200]}")
    section = write_section(exact, options.count)
    print(section)
    if not options.list:
        PAGE.write_text(replace_section(PAGE.read_text("utf-8"), "random tables", section), "utf-8")


def _fault(job: tuple[int, str]) -> str | None:
    return fault_of(*job)


def write_section(exact: Counter[str], count: int) -> str:
    """The table of the page."""
    lines = [f"Measured on {date.today()} with version {VERSION}: {count} tables a kind.", ""]
    lines += ["| borders drawn | tables exact | of | share |", "|---|---:|---:|---:|"]
    lines += [f"| {_MEANING[one]} | {exact[one]} | {count} | {100 * exact[one] / count:.0f} % |" for one in RULES]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
