"""`make demo`: the main job on a sample, and its result as a person would want to read it."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

from schemas.plan import Plan, load_plan

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "samples" / "commune-2024.pdf"
OUTPUT = ROOT / "out" / "commune-2024.json"
SHOWN = 5


def main() -> None:
    argparse.ArgumentParser(description=__doc__).parse_args()
    OUTPUT.parent.mkdir(exist_ok=True)
    command = [sys.executable, "-m", "extract", "--quiet", str(SAMPLE), "-o", str(OUTPUT)]
    subprocess.run(command, check=True)
    print(summary(load_plan(OUTPUT.read_bytes())))
    program = os.path.relpath(Path(sys.executable).with_name("extract"))
    print(f"\nThe record: {OUTPUT.relative_to(ROOT)}   ({program} {os.path.relpath(SAMPLE)} -o plan.json)")


def summary(plan: Plan) -> str:
    """Header, counts, the next deadlines, what to review."""
    header = plan.header
    lines = [
        f"{header.kind} {header.code}: {header.title}",
        f"  {header.issuer}, {header.issued_at}, {header.issued_on}"
        + (f"; {header.signatory.position} {header.signatory.name}" if header.signatory else ""),
        f"  {len(plan.tasks)} tasks, {len(plan.references)} cited documents, {len(plan.targets)} targets",
        "",
        "Next deadlines",
    ]
    due = [(task.deadline.due_latest, task) for task in plan.tasks if task.deadline and task.deadline.due_latest]
    for day, task in sorted(due, key=lambda one: one[0])[:SHOWN]:
        assert task.deadline is not None
        lines.append(f"  {day}  {task.task[:60]:60}  {task.lead or '-'}   ({task.deadline.raw})")
    lines += ["", f"To review ({len(plan.problems)})"]
    lines += [f"  {problem.severity:8} {problem.message[:110]}" for problem in plan.problems[:SHOWN]]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
