"""What documents say and files are called is shown on a terminal, and never obeyed."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
import regex

from extract.cli import COMMANDS
from extract.commands.say import one_line
from schemas.plan import load_plan
from tests.terminals import COMMAND, on_terminal

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
# sets the clipboard, resets the terminal, colours; then line ends, directions, letters that nobody sees, tags
HOSTILE = "\x1b]52;c;aGk=\x07\x1bc\x9b31m\x85\x7f\n\t\u202e\u2066\u200f\u061c\u200b\u00ad\u2028\u2029\ufeff\U000e0041"
NAME = b"k\xff\n" + HOSTILE.replace("/", "").encode()
FORBIDDEN = regex.compile(r"[[\p{C}--\p{Co}]\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}--\n]", regex.V1)
"""Code points that a terminal obeys or hides, the end of a line apart."""

FREE = {"id", "task", "lead", "coordinating", "deliverable", "raw", "title", "text", "name", "code", "issuer"}
"""Fields of a record that hold a document's words."""


def spoiled(value: Any, key: str = "") -> Any:
    """A record's JSON with hostile words in every field that a document can fill."""
    if isinstance(value, dict):
        return {name: spoiled(one, name) for name, one in value.items()}
    if isinstance(value, list):
        return [spoiled(one, key) for one in value]
    return f"{value}{HOSTILE}" if isinstance(value, str) and key in FREE else value


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Hostile records, and documents with hostile words and names: good ones, and one that cannot be read."""
    folder = tmp_path_factory.mktemp("desk")
    for year in ("2024", "2025"):
        record = json.loads((SAMPLES / f"commune-{year}.json").read_bytes())
        (folder / f"{year}.json").write_text(json.dumps(spoiled(record)), encoding="utf-8")
    text = (SAMPLES / "commune-2024.txt").read_text(encoding="utf-8")
    plans = os.fsencode(folder / "plans")
    with open(os.path.join(os.fsencode(folder), FOREIGN), "wb") as foreign:
        foreign.write(b"{}")
    for name, content in ((NAME + b".txt", text.replace("Quý II", f"Quý {HOSTILE} II")), (b"bad" + NAME, "")):
        path = os.path.join(plans, NAME, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(content)
    return folder


PLAN = b"plans/" + NAME + b"/" + NAME + b".txt"
BAD = b"plans/" + NAME + b"/bad" + NAME
FOREIGN = NAME + b".json"
WALK: dict[str, tuple[str, list[str | bytes], int]] = {
    "compare": ("compare", ["2024.json", "2025.json"], 0),
    "compare as JSON": ("compare", ["--json", "2024.json", "2025.json"], 0),
    "compare nothing": ("compare", [NAME, NAME], 3),
    "score": ("score", ["2024.json", "2025.json", "--by-document"], 0),
    "score as JSON": ("score", ["--json", "2024.json", "2025.json"], 0),
    "score nothing": ("score", [NAME, NAME], 3),
    "schema": ("schema", [], 0),
    "report nothing": ("report", [NAME, "-o", "report.html"], 3),
    "report on a file that is not ours": ("report", [NAME, "-o", NAME + b".html"], 3),
    "browse nothing": ("browse", [NAME], 3),
    "merge nothing": ("merge", [NAME, "-o", "whole"], 3),
    "one": ("run", [PLAN], 0),
    "one with problems": ("run", ["-v", PLAN, "-o", "plan.json"], 0),
    "one that is bad": ("run", [BAD], 3),
    "one that is bad, and why": ("run", ["-vv", BAD], 3),
    "a record with problems": ("run", ["-v", "2024.json", "-o", "again.json"], 0),
    "a record on the terminal": ("run", ["2025.json"], 0),
    "an output that is not ours": ("run", ["2024.json", "-o", FOREIGN], 5),
    "two outputs of one name": ("run", ["2024.json", "-o", FOREIGN, "-o", FOREIGN], 2),
    "a format that is none": ("run", ["2024.json", "-o", b"plan." + NAME], 2),
    "a folder that is none": ("run", [PLAN, "-o", NAME + b"/plan.json"], 5),
    "a command that is none": ("run", ["scheme" + HOSTILE], 3),
    "an option that is none": ("run", ["--" + HOSTILE], 2),
    "a value that is none": ("run", ["2024.json", "--timeout", HOSTILE], 2),
    "many": ("run", ["plans", "-o", b"out" + NAME], 7),
    "many, where the output is none": ("run", ["plans", "-o", b"2024.json/" + NAME + b"/"], 5),
}


SLOW = {"many"}


@pytest.mark.parametrize(
    "case", [pytest.param(case, marks=[pytest.mark.slow] if case in SLOW else []) for case in WALK]
)
def test_nothing_is_obeyed(case: str, desk: Path) -> None:
    command, arguments, code = WALK[case]
    shown = on_terminal(*([] if command == "run" else [command]), *arguments, cwd=desk)
    written = regex.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown.text).replace("\r", "") if case == "many" else shown.text
    assert shown.code == code
    assert written
    assert not FORBIDDEN.findall(written)


def test_the_walk_knows_every_command() -> None:
    assert {command for command, _, _ in WALK.values()} == set(COMMANDS)


def test_data_on_a_terminal_are_the_same_data(desk: Path) -> None:
    arguments = ("compare", "--json", "2024.json", "2025.json")
    piped = subprocess.run([*COMMAND, *arguments], cwd=desk, capture_output=True, check=True).stdout
    assert HOSTILE.encode()[-4:] in piped
    assert json.loads(on_terminal(*arguments, cwd=desk).text) == json.loads(piped)


def test_a_document_makes_no_line_of_its_own(desk: Path) -> None:
    done = subprocess.run([*COMMAND, "compare", "2024.json", "2025.json"], cwd=desk, capture_output=True, check=True)
    lines = done.stdout.decode().split("\n")
    assert all(regex.match(r"[~+-] |    \w+: |tasks: |$", line) for line in lines)


@pytest.mark.parametrize("letter", ["ế", "Đ", "o\u0302\u0301", "–", "“", "\u00a0", "→", "\uf0b7", "≥", "㎡", "𝑎"])
def test_what_can_be_seen_stays(letter: str) -> None:
    assert one_line(letter) == letter


def test_a_record_of_hostile_words_is_a_record(desk: Path) -> None:
    assert HOSTILE in (load_plan((desk / "2024.json").read_bytes()).header.title or "")
