"""Writes random plans and their gold.

python -m scripts.generate.plans FOLDER --seed 7 --count 20        20 DOCX, each with its gold
python -m scripts.generate.plans FOLDER --seed 7 --count 20 --pdf  and each as LibreOffice prints it
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from scripts.generate.plans.draw import draw_plan
from scripts.generate.plans.gold import write_gold
from scripts.generate.plans.write import write_document
from scripts.generate.samples import print_pdf


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=0, help="the first plan's; the others follow")
    parser.add_argument("--count", type=int, default=10)
    parser.add_argument("--pdf", action="store_true", help="print each with LibreOffice too")
    choices = parser.parse_args()
    choices.folder.mkdir(parents=True, exist_ok=True)
    for seed in range(choices.seed, choices.seed + choices.count):
        draft = draw_plan(seed)
        path = choices.folder / f"plan-{seed}.docx"
        path.write_bytes(write_document(draft))
        gold = json.dumps(write_gold(draft), ensure_ascii=False, indent=1)
        path.with_suffix(".json").write_text(gold + "\n", encoding="utf-8")
        if choices.pdf:
            print_pdf(path)


if __name__ == "__main__":
    main()
