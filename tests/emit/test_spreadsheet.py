"""No cell of a CSV is a formula in LibreOffice Calc, wherever it parts the cells."""

from __future__ import annotations

import shutil
import subprocess
from itertools import product
from pathlib import Path

import msgspec
import pytest
import regex

from extract.emit.csv import csv_bytes
from schemas.plan import Plan, load_plan

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "commune-2024.json"
SEPARATORS = {",": "44", ";": "59", "\t": "9", "all": "44/59/9"}
# what may stand before a formula, and what may come after it, in one cell
BEFORE = (
    "",
    '"',
    "'",
    "\t",
    "\n",
    "\r\n",
    "a;",
    "a,",
    "a\t",
    "a\n",
    "a|",
    'a;"',
    'a,"',
    'a\n"',
    'a"\n',
    "a;\x01",
    '";"',
    "a\n\n",
)
AFTER = ("", ";b", ",b", "\tb", "\nb", '"', '";"')
CELLS = [
    f"{before}{formula}{after}" for before, formula, after in product(BEFORE, ("=2+5", "＝2+5", "+2", "@SUM(1)"), AFTER)
]


def calc() -> str | None:
    program = shutil.which("soffice")
    return program if program and (Path(program).resolve().parent / "libsclo.so").exists() else None


def formulas(csv: Path, separator: str) -> list[str]:
    """The formulas that Calc finds in a CSV, which it is told to look for."""
    flags = f"{SEPARATORS[separator]},34,76,1,,0,false,true,false,false,false,-1,true"
    command = ["soffice", f"-env:UserInstallation={(csv.parent / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "fods", f"--infilter=CSV:{flags}", "--outdir", str(csv.parent), str(csv)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    sheet = csv.with_suffix(".fods").read_text(encoding="utf-8")
    assert sheet.count("<table:table-row") > 100
    return regex.findall(r'table:formula="([^"]*)"', sheet)


def hostile_plan() -> Plan:
    plan = load_plan(SAMPLE.read_bytes())
    tasks = [
        msgspec.structs.replace(
            plan.tasks[0], id=f"t/{number}", task=cell, lead=cell, group=(cell,), extra={cell: cell}
        )
        for number, cell in enumerate(CELLS)
    ]
    header = msgspec.structs.replace(plan.header, code="=2+5", issuer="a;=2+5;b")
    return msgspec.structs.replace(plan, tasks=tuple(tasks), header=header)


@pytest.mark.slow
@pytest.mark.skipif(calc() is None, reason="LibreOffice Calc is not installed (Debian: libreoffice-calc-nogui)")
@pytest.mark.parametrize("opened", SEPARATORS)
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_no_formula_arises(tmp_path: Path, delimiter: str, opened: str) -> None:
    csv = tmp_path / "plan.csv"
    csv.write_bytes(csv_bytes(hostile_plan(), "tasks", delimiter))
    assert formulas(csv, opened) == []


@pytest.mark.slow
@pytest.mark.skipif(calc() is None, reason="LibreOffice Calc is not installed (Debian: libreoffice-calc-nogui)")
def test_calc_would_run_what_is_not_guarded(tmp_path: Path) -> None:
    csv = tmp_path / "plan.csv"
    csv.write_text("a;=2+5;b\r\n" * 101, encoding="utf-8-sig")
    assert len(formulas(csv, ";")) == 101
