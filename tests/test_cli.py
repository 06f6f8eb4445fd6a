"""The command as scripts see it: exit codes, messages, files."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from schemas.plan import load_plan

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "samples"
SAMPLE = SAMPLES / "commune-2024.pdf"


def extract(*arguments: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "extract", *map(str, arguments)], capture_output=True, cwd=cwd, check=False
    )


def test_record_to_a_file(tmp_path: Path) -> None:
    output = tmp_path / "plan.json"
    done = extract(SAMPLE, "-o", output)
    assert done.returncode == 0
    assert done.stdout == b""
    assert load_plan(output.read_bytes()).tasks
    assert os.listdir(tmp_path) == ["plan.json"]


def test_explain_tells_why_a_column_has_its_role(tmp_path: Path) -> None:
    plan = tmp_path / "plan.txt"
    plan.write_text(EXPLAINED, encoding="utf-8")
    told = extract(plan, "--explain", "-o", tmp_path / "plan.json")
    assert told.returncode == 0
    lines = told.stderr.decode().splitlines()
    assert any(line.startswith("table-1: tasks (") for line in lines), lines
    assert any("column 3 'Chủ trì': lead (" in line and "next best" in line for line in lines), lines
    assert any(line.strip().startswith("lead +") and "word 'chủ trì'" in line for line in lines), lines
    assert "--explain" in extract(tmp_path, "--explain", "-o", tmp_path / "d").stderr.decode()


EXPLAINED = """ỦY BAN NHÂN DÂN
XÃ AN BÌNH
Số: 7/KH-UBND
An Bình, ngày 5 tháng 3 năm 2024
KẾ HOẠCH
Cải cách hành chính năm 2024

TT\tNhiệm vụ\tChủ trì\tThời hạn
1\tRà soát thủ tục hành chính\tVăn phòng UBND xã\tQuý II
2\tTuyên truyền pháp luật\tTư pháp xã\tTrước 30/6
"""


def test_record_to_standard_output() -> None:
    done = extract("--quiet", SAMPLE)
    assert done.returncode == 0
    assert load_plan(done.stdout).source.name == "commune-2024.pdf"
    assert done.stderr == b""


def test_same_bytes_every_time(tmp_path: Path) -> None:
    assert extract(SAMPLE).stdout == extract(SAMPLE).stdout


def test_csv_opens_in_a_spreadsheet(tmp_path: Path) -> None:
    output = tmp_path / "plan.csv"
    assert extract(SAMPLE, "-o", output).returncode == 0
    data = output.read_bytes()
    assert data.startswith(b"\xef\xbb\xbfplan_code,issued_on,issuer,commune,district,province,table,group,marker,task")
    assert data.count(b"\r\n") >= 3
    assert not any(line.startswith(("=", "+", "-", "@")) for line in data.decode("utf-8-sig").split(","))


@pytest.mark.parametrize("table", ["references", "mentions", "targets", "problems"])
def test_other_tables(tmp_path: Path, table: str) -> None:
    output = tmp_path / "out.csv"
    assert extract(SAMPLE, "-o", output, "--table", table).returncode == 0
    assert output.read_bytes().startswith(b"\xef\xbb\xbfplan_code")


def test_schema() -> None:
    done = extract("schema")
    assert json.loads(done.stdout)["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def english(path: Path) -> None:
    canvas = Canvas(str(path))
    canvas.drawString(72, 720, "Deep learning for protein folding: results improve by 15% on 3 datasets.")
    canvas.save()


def locked(path: Path) -> None:
    canvas = Canvas(str(path), encrypt=StandardEncryption("secret"))
    canvas.drawString(72, 720, "KẾ HOẠCH")
    canvas.save()


def picture_only(path: Path) -> None:
    from PIL import Image

    picture = path.with_suffix(".png")
    Image.new("RGB", (200, 200), "white").save(picture)
    canvas = Canvas(str(path))
    canvas.drawImage(str(picture), 0, 0, 500, 700)
    canvas.save()
    picture.unlink()


def encrypted_docx(path: Path) -> None:
    stream = "EncryptedPackage".encode("utf-16-le")
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000) + stream + bytes(1000))


BAD_INPUTS = [
    ("missing.pdf", lambda path: None, 3, "no such file"),
    ("empty.pdf", lambda path: path.write_bytes(b""), 3, "empty"),
    ("picture.pdf", lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100)), 3, "PNG"),
    ("cut.pdf", lambda path: path.write_bytes(SAMPLE.read_bytes()[:3000]), 3, "damaged"),
    ("cut.docx", lambda path: path.write_bytes(SAMPLE.with_suffix(".docx").read_bytes()[:3000]), 3, "damaged"),
    ("locked.pdf", locked, 3, "password"),
    ("locked.docx", encrypted_docx, 3, "password"),
    ("scan.pdf", picture_only, 3, "no text was recognised"),
    ("english.pdf", english, 3, "administrative"),
    ("folder.pdf", lambda path: path.mkdir(), 2, "need a folder as output"),
]


@pytest.mark.parametrize(("name", "make", "code", "words"), BAD_INPUTS, ids=[one[0] for one in BAD_INPUTS])
def test_bad_input_gets_one_clear_line(tmp_path: Path, name: str, make, code: int, words: str) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / name
    make(path)
    output = tmp_path / "out" / "plan.json"
    output.parent.mkdir()
    done = extract(path, "-o", output)
    message = done.stderr.decode()
    assert done.returncode == code
    assert message.count("\n") == 1
    assert name in message
    assert words in message
    assert "Traceback" not in message
    assert os.listdir(output.parent) == []


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ((), 2, "Usage"),
        (("--no-such-option", "x.pdf"), 2, "No such option"),
        ((SAMPLE, "-o", "plan.doc"), 2, ".doc"),
        ((SAMPLE, "-o", "no/such/folder/plan.json"), 5, "there is no folder no/such/folder"),
        ((SAMPLE, "--csv-delimiter", "ab", "-o", "plan.csv"), 2, "one character"),
        ((SAMPLE, "--csv-delimiter", '"', "-o", "plan.csv"), 2, "one character"),
        ((SAMPLE, "-o", "plan"), 2, "the name's ending chooses the format"),
        ((SAMPLE, "--table", "references", "-o", "plan.json"), 2, "--table is about a table"),
        ((SAMPLE, "--headings", "vi", "-o", "plan.parquet"), 2, "--headings is about a CSV; name one (-o plan.csv)"),
        ((SAMPLE, "--ics-ongoing", "-o", "plan.csv"), 2, "--ics-ongoing is about a calendar; name one (-o plan.ics)"),
        ((SAMPLE, "--csv-guard-dates"), 2, "--csv-guard-dates is about a CSV"),
        ((SAMPLE, "--shard", "1/2"), 2, "--shard is about many documents"),
        ((SAMPLE, "--table", "targets", "-o", "dataset/"), 2, "a dataset holds all tables"),
        ((SAMPLE, SAMPLE, "-o", "plan.json"), 2, "need a folder as output"),
        ((SAMPLE.parent, "-o", "plan.json"), 2, "need a folder as output"),
        (("",), 2, "an empty name"),
        ((SAMPLE, "-o", ""), 2, "an empty name"),
        ((SAMPLE, "--timeout", "soon"), 2, "not a valid number"),
        ((SAMPLE, "--timeout", "nan"), 2, "no number"),
        ((SAMPLE, "--timeout", "inf"), 2, "not in the range"),
        ((SAMPLE, "--timeout", "1e30"), 2, "not in the range"),
        ((SAMPLE, "--max-memory", "1" + 30 * "0"), 2, "not in the range"),
        ((SAMPLE, "--max-pages", "1" + 30 * "0"), 2, "not in the range"),
        ((SAMPLE, "--jobs", "1" + 30 * "0"), 2, "not in the range"),
        ((SAMPLE, "--year", "1" + 30 * "0"), 2, "not in the range"),
        (("compare", SAMPLE), 2, "'extract compare --help'"),
        (("compare", SAMPLE, SAMPLE), 3, "'extract plan.pdf -o plan.json' writes one"),
        (("compare", "missing.json", "missing.json"), 3, "missing.json: cannot be read"),
        ((SAMPLE, "--max-pages", "1"), 4, "--max-pages"),
    ],
)
def test_wrong_usage_and_limits(tmp_path: Path, arguments: tuple[str | Path, ...], code: int, words: str) -> None:
    done = extract(*arguments, cwd=tmp_path)
    assert done.returncode == code
    assert words in done.stderr.decode()
    assert done.stderr.count(b"\n") == 1 or not arguments
    assert os.listdir(tmp_path) == []


def test_the_largest_limits_are_limits(tmp_path: Path) -> None:
    limits = ("--timeout", "604800", "--max-memory", str(1 << 24), "--max-pages", "100000", "--jobs", "1024")
    assert extract(SAMPLE, "-o", "plan.json", *limits, cwd=tmp_path).returncode == 0


def test_dates_in_a_csv_are_guarded_where_it_is_asked_for(tmp_path: Path) -> None:
    text = SAMPLE.with_suffix(".txt").read_text(encoding="utf-8")
    plan = tmp_path / "plan.txt"
    plan.write_text(text.replace("Quý II và Quý IV", "6/2024"), encoding="utf-8")
    cells = []
    for option in ((), ("--csv-guard-dates",)):
        output = tmp_path / "plan.csv"
        assert extract(plan, "-o", output, *option).returncode == 0
        with output.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        cells.append({row["deadline"].lstrip("'") for row in rows if row["deadline"].startswith("'")})
        assert all(not row["due_latest"].startswith("'") for row in rows)
    assert cells == [set(), {"6/2024"}]


def test_help_says_what_every_option_does() -> None:
    from extract.cli import COMMANDS, EXIT_CODES, _DocumentsFirst

    group = _DocumentsFirst()
    for name in COMMANDS:
        command = group.get_command(click.Context(group), name)
        assert command is not None
        assert command.help
        for parameter in command.params:
            assert not isinstance(parameter, click.Option) or "." in (parameter.help or ""), parameter.name
    shown = " ".join(extract("--help").stdout.decode().split())
    assert all(f"{code} {words}" in shown for code, words in EXIT_CODES)


def test_an_existing_output_survives_a_failure(tmp_path: Path) -> None:
    output = tmp_path / "plan.json"
    output.write_text("mine")
    assert extract("missing.pdf", "-o", output).returncode == 3
    assert output.read_text() == "mine"


def test_no_personal_leaves_names_out() -> None:
    named = load_plan(extract(SAMPLE).stdout)
    assert named.header.signatory is not None
    assert named.header.signatory.name is not None
    assert named.header.signatory.name in named.text
    printed = extract("--no-personal", SAMPLE).stdout
    assert named.header.signatory.name not in printed.decode()
    plan = load_plan(printed)
    assert plan.header.signatory is not None
    assert plan.header.signatory.name is None
    assert len(plan.text) == len(named.text)


def test_a_name_with_odd_bytes(tmp_path: Path) -> None:
    path = tmp_path / "-kế\nhoạch.pdf"
    shutil.copy(SAMPLE, path)
    assert extract(path).returncode == 0
    path.write_bytes(b"")
    done = extract(path)
    assert done.returncode == 3
    assert done.stderr.decode().count("\n") == 1


@pytest.mark.parametrize("ending", ["jsonl", "xlsx", "html", "ics", "parquet"])
def test_every_format_through_the_command(tmp_path: Path, ending: str) -> None:
    output = tmp_path / f"plan.{ending}"
    done = extract(SAMPLE, "-o", output)
    assert done.returncode == 0
    assert output.stat().st_size > 1000
    assert ("not in the calendar" in done.stderr.decode()) == (ending == "ics")
    assert os.listdir(tmp_path) == [output.name]


def test_a_misspelt_command_is_told_its_name() -> None:
    done = extract("scheme")
    assert done.returncode == 2
    assert "did you mean 'extract schema'?" in done.stderr.decode()
    assert b"no such file" in extract("plan").stderr


def test_an_interrupt_after_the_work_is_done_undoes_nothing() -> None:
    late = "import atexit, os, signal; atexit.register(os.kill, os.getpid(), signal.SIGINT)"
    command = [sys.executable, "-c", f"{late}; from extract.cli import main; main()", "--version"]
    done = subprocess.run(command, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
