"""What the command writes and what it never touches: several outputs, standard input, records as documents."""

from __future__ import annotations

import codecs
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from schemas.plan import load_plan

SAMPLE = Path(__file__).resolve().parents[1] / "samples" / "commune-2024.txt"
ENDINGS = ("json", "jsonl", "csv", "xlsx", "docx", "html", "ics", "parquet")


def extract(*arguments: str | Path, cwd: Path, given: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "extract", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, cwd=cwd, check=False, input=given)


def fails(code: int, words: str, *arguments: str | Path, cwd: Path, given: bytes | None = None) -> None:
    """The command ends with this code and one line, and changes nothing."""
    before = {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in cwd.rglob("*") if path.is_file()}
    done = extract(*arguments, cwd=cwd, given=given)
    assert done.returncode == code, done.stderr
    assert words in done.stderr.decode()
    assert done.stderr.count(b"\n") == 1
    assert {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in cwd.rglob("*") if path.is_file()} == before


def all_formats(name: str) -> list[str]:
    return [part for ending in ENDINGS for part in ("-o", f"{name}.{ending}")]


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    shutil.copy(SAMPLE, tmp_path / "plan.txt")
    return tmp_path


def test_several_outputs_of_one_reading(desk: Path) -> None:
    done = extract("plan.txt", *all_formats("several"), cwd=desk)
    assert done.returncode == 0, done.stderr
    assert sorted(os.listdir(desk)) == sorted(["plan.txt", *(f"several.{ending}" for ending in ENDINGS)])
    for ending in ("json", "csv", "ics"):
        assert extract("plan.txt", "-o", f"one.{ending}", "-q", cwd=desk).returncode == 0
        assert (desk / f"one.{ending}").read_bytes() == (desk / f"several.{ending}").read_bytes()


def test_one_bad_output_and_none_is_written(desk: Path) -> None:
    (desk / "mine.ics").write_text("mine")
    good = ("plan.txt", "-o", "a.json")
    fails(5, "mine.ics: exists, and is no output of this program", *good, "-o", "mine.ics", cwd=desk)
    fails(5, "there is no folder no", *good, "-o", "no/b.csv", cwd=desk)
    fails(2, "no format is called '.pdf'", *good, "-o", "b.pdf", cwd=desk)
    fails(2, "given as output twice", *good, "-o", "./a.json", cwd=desk)
    fails(2, "need a folder as output", *good, "-o", f"{desk}/", cwd=desk)
    fails(2, "need a folder as output", "plan.txt", "plan.txt", "-o", "a/", "-o", "b/", cwd=desk)
    fails(2, "without -o the record goes to standard output", "plan.txt", "-o", "-", cwd=desk)


def test_a_foreign_file_is_replaced_only_where_it_is_asked_for(desk: Path) -> None:
    output = desk / "plan.html"
    output.write_text("<html>an official document</html>")
    output.chmod(0o600)
    fails(5, "--overwrite", "plan.txt", "-o", "plan.html", cwd=desk)
    assert extract("plan.txt", "-o", "plan.html", "--overwrite", cwd=desk).returncode == 0
    assert output.read_text().startswith("<!DOCTYPE html>")
    assert output.stat().st_mode & 0o777 == 0o600
    assert extract("plan.txt", "-o", "plan.html", cwd=desk).returncode == 0  # it is ours now


@pytest.mark.parametrize("overwrite", [(), ("--overwrite",)])
def test_the_document_is_never_replaced(desk: Path, overwrite: tuple[str, ...]) -> None:
    assert extract("plan.txt", "-o", "plan.json", cwd=desk).returncode == 0
    shutil.copy(SAMPLE, desk / "plan.html")
    (desk / "link.html").symlink_to("plan.html")
    os.link(desk / "plan.html", desk / "hard.csv")
    words = "is the document that is to be read"
    fails(5, words, "plan.html", "-o", "plan.html", *overwrite, cwd=desk)
    fails(5, words, "plan.html", "-o", "link.html", *overwrite, cwd=desk)
    fails(5, words, "link.html", "-o", desk / "plan.html", *overwrite, cwd=desk)
    fails(5, words, "plan.html", "-o", "x.json", "-o", "hard.csv", *overwrite, cwd=desk)
    fails(5, words, "plan.json", "-o", "plan.json", *overwrite, cwd=desk)
    with open(desk / "plan.json", "rb") as file:
        command = [sys.executable, "-m", "extract", "-", "-o", "plan.json", *overwrite]
        done = subprocess.run(command, cwd=desk, stdin=file, capture_output=True, check=False)
    assert done.returncode == 5
    assert words in done.stderr.decode()


def test_a_link_as_output_is_written_through(desk: Path) -> None:
    (desk / "deep").mkdir()
    (desk / "plan.json").symlink_to("deep/record.json")
    for _ in range(2):
        assert extract("plan.txt", "-o", "plan.json", cwd=desk).returncode == 0
        assert (desk / "plan.json").is_symlink()
        assert load_plan((desk / "deep" / "record.json").read_bytes()).tasks
    (desk / "deep" / "record.json").write_text("mine")
    fails(5, "is no output of this program", "plan.txt", "-o", "plan.json", cwd=desk)


def test_standard_input(desk: Path) -> None:
    near = json.loads(extract("plan.txt", cwd=desk).stdout)
    piped = extract("-", cwd=desk, given=SAMPLE.read_bytes())
    assert piped.returncode == 0, piped.stderr
    record = json.loads(piped.stdout)
    assert record["source"].pop("name") == "document"
    assert near["source"].pop("name") == "plan.txt"
    assert record == near
    with open(desk / "plan.txt", "rb") as file:
        command = [sys.executable, "-m", "extract", "-", "-o", "plan.json", "-o", "plan.csv"]
        assert subprocess.run(command, cwd=desk, stdin=file, check=False).returncode == 0
    assert (desk / "plan.json").read_bytes() == piped.stdout
    ics = extract("-", "-o", "plan.ics", cwd=desk, given=piped.stdout)
    assert ics.returncode == 0, ics.stderr


def test_standard_input_is_one_document(desk: Path) -> None:
    for arguments in (("-", "-"), ("-", "plan.txt", "-o", "out/"), ("-", "-o", "out/")):
        fails(2, "- is one document from standard input", *arguments, cwd=desk, given=b"")
    fails(3, "standard input: the file is empty", "-", cwd=desk, given=b"")
    fails(3, "standard input: is", "-", cwd=desk, given=b"\x7fELF" + bytes(100))
    fails(4, "--max-memory", "-", "--max-memory", "128", cwd=desk, given=b"a" * (129 << 20))
    done = subprocess.run(
        f"exec {sys.executable} -m extract - <&-", shell=True, cwd=desk, capture_output=True, check=False
    )
    assert done.returncode == 3
    assert done.stderr.startswith(b"extract: standard input: cannot be read")


def test_a_record_made_before_is_an_input(desk: Path) -> None:
    assert extract("plan.txt", *all_formats("read"), cwd=desk).returncode == 0
    (desk / "plan.txt").unlink()  # nothing is read anew
    assert extract("read.json", *all_formats("again"), cwd=desk).returncode == 0
    for ending in ENDINGS:
        assert (desk / f"again.{ending}").read_bytes() == (desk / f"read.{ending}").read_bytes(), ending
    (desk / "read.jsonl").write_bytes(codecs.BOM_UTF8 + (desk / "read.jsonl").read_bytes())  # as some editors save it
    assert extract("read.jsonl", cwd=desk).stdout == (desk / "read.json").read_bytes()
    name = json.loads((desk / "read.json").read_bytes())["header"]["signatory"]["name"]
    nameless = extract("read.json", "--no-personal", cwd=desk).stdout.decode()
    assert json.loads(nameless)["header"]["signatory"]["name"] is None
    assert name not in nameless
    fails(2, "--year would do nothing", "read.json", "--year", "2024", "-o", "x.csv", cwd=desk)


@pytest.mark.parametrize(
    "change",
    [
        lambda record: {"a": 1},
        lambda record: [record],
        lambda record: {**record, "tasks": "none"},
        lambda record: {**record, "more": 1},
        lambda record: {**record, "schema_version": "9.0"},
        lambda record: {**record, "source": {**record["source"], "sha256": "0"}},
        lambda record: {name: value for name, value in record.items() if name != "coverage"},
    ],
)
def test_json_that_is_no_record(desk: Path, change) -> None:  # type: ignore[no-untyped-def]
    record = json.loads(extract("plan.txt", cwd=desk).stdout)
    (desk / "record.json").write_text(json.dumps(change(record)))
    fails(3, "record.json: is JSON, but ", "record.json", "-o", "plan.ics", cwd=desk)


def test_a_record_cut_short(desk: Path) -> None:
    (desk / "record.json").write_bytes(extract("plan.txt", cwd=desk).stdout[:2000])
    fails(3, "record.json: is a record of this program", "record.json", "-o", "plan.ics", cwd=desk)


def test_a_killed_run_leaves_standard_input_to_the_next(desk: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    scratch = tmp_path_factory.mktemp("scratch")
    environment = {**os.environ, "TMPDIR": str(scratch)}
    command = [sys.executable, "-m", "extract", "-"]
    with subprocess.Popen(command, cwd=desk, env=environment, stdin=subprocess.PIPE) as process:
        assert process.stdin is not None
        process.stdin.write(b"%PDF")
        process.stdin.flush()
        while not any(path.stat().st_size for path in scratch.rglob("document")):
            assert process.poll() is None
            time.sleep(0.05)
        process.kill()
    assert any(scratch.iterdir())
    done = subprocess.run(
        [*command, "-q"], cwd=desk, env=environment, input=SAMPLE.read_bytes(), capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert not any(scratch.iterdir())


def test_a_workbook_that_an_office_filled_in_is_written_anew_with_its_notes(desk: Path) -> None:
    import openpyxl

    assert extract("plan.txt", "-o", "a.xlsx", "-q", cwd=desk).returncode == 0
    book = openpyxl.load_workbook(desk / "a.xlsx")
    book.worksheets[0]["I2"] = "đã gửi"
    book.save(desk / "a.xlsx")
    assert extract("plan.txt", "-o", "a.xlsx", "-q", "--lang", "en", cwd=desk).returncode == 0
    book = openpyxl.load_workbook(desk / "a.xlsx")
    assert (book.worksheets[0]["A1"].value, book.worksheets[0]["I2"].value) == ("Due", "đã gửi")
    book.worksheets[0]["B2"] = "việc khác"
    book.save(desk / "a.xlsx")
    fails(5, "or was changed by hand since", "plan.txt", "-o", "a.xlsx", cwd=desk)


def test_a_list_of_ours_is_no_document(desk: Path) -> None:
    assert extract("plan.txt", "-o", "list.docx", "-q", cwd=desk).returncode == 0
    fails(3, "is a list that this program wrote", "list.docx", "-o", "x.json", cwd=desk)
