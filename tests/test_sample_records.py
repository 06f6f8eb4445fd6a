"""The project's own samples: every door gives the checked record."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest

from extract import extract_plan
from schemas.plan import Plan, Section, dump_plan, load_plan

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
NAMES = sorted(path.stem for path in SAMPLES.glob("*.pdf"))
DOORS = ("txt", "docx", "pdf")


@cache
def record(name: str, door: str) -> Plan:
    return extract_plan(SAMPLES / f"{name}.{door}")


@pytest.mark.parametrize("name", NAMES)
def test_the_pdf_gives_the_checked_record(name: str, request: pytest.FixtureRequest) -> None:
    golden = SAMPLES / f"{name}.json"
    data = dump_plan(record(name, "pdf"))
    if request.config.getoption("--update-golden"):
        golden.write_bytes(data)
        pytest.fail("records were rewritten: read the difference, then run again without --update-golden")
    assert data == golden.read_bytes()


def outline(sections: tuple[Section, ...]) -> list[Any]:
    return [(one.marker, one.heading, outline(one.sections)) for one in sections]


def comparable(plan: Plan) -> dict[str, Any]:
    """Everything but places and spans."""
    header = msgspec.to_builtins(plan.header)
    header.pop("where")
    return {
        "header": header,
        "sections": outline(plan.sections),
        "tables": [(one.title, one.caption, one.appendix, one.kind) for one in plan.tables],
        "tasks": [msgspec.structs.replace(one, where=()) for one in plan.tasks],
        "references": [(one.code, one.issued_on, one.issuer, one.uri, len(one.mentions)) for one in plan.references],
        "targets": [(one.text, one.kind, one.min, one.max, one.unit) for one in plan.targets],
        "problems": sorted((one.code, one.subject or "") for one in plan.problems),
    }


@pytest.mark.parametrize("part", ["header", "sections", "tables", "tasks", "references", "targets", "problems"])
@pytest.mark.parametrize("door", ["txt", "docx"])
@pytest.mark.parametrize("name", NAMES)
def test_doors_agree(name: str, door: str, part: str) -> None:
    assert comparable(record(name, door))[part] == comparable(record(name, "pdf"))[part]


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("name", NAMES)
def test_every_character_is_placed(name: str, door: str) -> None:
    coverage = record(name, door).coverage
    assert coverage.placed == coverage.characters


@pytest.mark.parametrize("name", NAMES)
def test_records_load_back(name: str) -> None:
    plan = record(name, "pdf")
    assert load_plan(dump_plan(plan)) == plan
