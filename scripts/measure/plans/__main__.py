"""How random plans of many issuers are read: what is wrong, and what of it nothing announces.

python -m scripts.measure.plans                  600 plans of a fresh seed
python -m scripts.measure.plans --seed 7 --list  those of one seed, every wrong value with its plan
python -m scripts.measure.plans --count 200 --page  writes the section of docs/accuracy.md

Plans and gold come from `scripts.generate.plans`; what is right, wrong and announced is told as in
`scripts.measure.announced`, and for tables, units, duties and targets in
`scripts.measure.plans.judged`.
"""

from __future__ import annotations

import argparse
import secrets
from pathlib import Path

from extract.score.markdown import replace_section
from scripts.measure.plans.figures import judge_plans, write_section, write_wrong

PAGE = Path(__file__).resolve().parents[3] / "docs" / "accuracy.md"
SECTION = "random plans"


def main() -> None:
    """Measure and print; write the page where that is asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seed", type=int, help="a fresh one unless given; it is printed")
    parser.add_argument("--count", type=int, default=600)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--list", action="store_true", help="every wrong value")
    parser.add_argument("--area", default="", help="with --list: only areas or fields of this name")
    parser.add_argument("--page", action="store_true", help="write the section of docs/accuracy.md")
    choices = parser.parse_args()
    seed = secrets.randbelow(9000) + 1000 if choices.seed is None else choices.seed
    judged = judge_plans(seed, choices.count, choices.jobs)
    section = write_section(judged, seed)
    print(section)
    if choices.list:
        print("\n".join(write_wrong(judged, choices.area)))
    if choices.page:
        text = PAGE.read_text(encoding="utf-8")
        PAGE.write_text(replace_section(text, SECTION, section), encoding="utf-8")


if __name__ == "__main__":
    main()
