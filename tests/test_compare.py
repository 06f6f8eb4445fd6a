"""What changed between two plans, told apart from renumbering."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from msgspec.structs import replace

from extract.compare import compare_plans
from schemas.plan import load_plan

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
PLAN = load_plan((SAMPLES / "commune-2024.json").read_bytes())


def test_a_plan_equals_itself() -> None:
    assert compare_plans(PLAN, PLAN).is_empty


def test_order_numbers_and_years_are_no_change_of_a_task() -> None:
    renumbered = tuple(replace(task, id=f"x/{n}", marker=str(n)) for n, task in enumerate(reversed(PLAN.tasks)))
    found = compare_plans(PLAN, replace(PLAN, tasks=renumbered))
    assert found.is_empty
    first = replace(PLAN.tasks[0], task=PLAN.tasks[0].task.replace("2024", "2025"))
    found = compare_plans(PLAN, replace(PLAN, tasks=(first, *PLAN.tasks[1:])))
    assert [one.field for one in found.changed[0].changes] == ["task"]
    assert not found.added
    assert not found.removed


def test_added_removed_and_changed() -> None:
    new = replace(PLAN.tasks[0], id="new", task="Trồng cây phân tán dọc bờ sông")
    moved = replace(PLAN.tasks[1], lead="Tư pháp - Hộ tịch", deadline=None)
    header = replace(PLAN.header, period="2025")
    after = replace(PLAN, header=header, tasks=(moved, *PLAN.tasks[2:], new), references=PLAN.references[:-1])
    found = compare_plans(PLAN, after)
    assert [one.id for one in found.added] == ["new"]
    assert [one.id for one in found.removed] == [PLAN.tasks[0].id]
    assert [(one.field, one.after) for one in found.changed[0].changes] == [
        ("lead", "Tư pháp - Hộ tịch"),
        ("deadline", None),
    ]
    assert [one.field for one in found.header] == ["period"]
    assert len(found.references_removed) == 1


def test_rows_with_the_same_words_are_paired_by_what_else_they_say() -> None:
    first, second = (replace(PLAN.tasks[0], id=f"t/{lead}", lead=lead) for lead in ("Tư pháp", "Văn phòng"))
    found = compare_plans(replace(PLAN, tasks=(first, second)), replace(PLAN, tasks=(second,)))
    assert [one.id for one in found.removed] == ["t/Tư pháp"]
    assert not found.changed


def test_ten_thousand_rows_with_the_same_words() -> None:
    plan = replace(PLAN, tasks=PLAN.tasks[:1] * 10_000)
    found = compare_plans(plan, replace(PLAN, tasks=PLAN.tasks[:1] * 9_999))
    assert (found.same, len(found.removed)) == (9_999, 1)


def run(*arguments: str | Path) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "extract", "compare", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=False)


def test_the_command() -> None:
    one, other = SAMPLES / "commune-2024.json", SAMPLES / "commune-2025.json"
    text = run(one, other)
    assert text.returncode == 0
    assert text.stdout.decode().splitlines()[-1].startswith("tasks: ")
    assert json.loads(run("--json", one, other).stdout)["header"]
    missing = run(one, "no-such.json")
    assert missing.returncode == 3
    assert missing.stderr.count(b"\n") == 1


def test_sections_in_sections_are_refused_in_one_line(tmp_path: Path) -> None:
    section = b'{"marker":"1","level":1,"heading":"x","span":[0,0],"sections":['
    record = (SAMPLES / "commune-2024.json").read_bytes()
    start = record.index(b'"sections":') + len(b'"sections":')
    start = record.index(b"[", start) + 1
    deep = tmp_path / "deep.json"
    deep.write_bytes(record[:start] + section * 3000 + b"]}" * 3000 + b"," + record[start:])
    for command in (["compare"], ["score"]):
        words = [sys.executable, "-m", "extract", *command, str(deep), str(SAMPLES / "commune-2024.json")]
        done = subprocess.run(words, capture_output=True, text=True, check=False)
        assert done.returncode == 3, done.stderr
        assert "nest deeper than those of any document" in done.stderr
        assert done.stderr.count("\n") == 1
