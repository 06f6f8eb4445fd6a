"""`extract plans/ -o dataset/`: one row a file, nothing read twice, nothing lost."""

from __future__ import annotations

import csv
import fcntl
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pikepdf
import psutil
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from tests.batch.killing import fingerprint
from tests.hostile.generated import long_document

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
NAMES = ["commune-2024.pdf", "commune-2024.docx", "commune-2024.txt", "district-2024.txt"]


def run(*arguments: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "extract", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, cwd=cwd, check=False)


def rows(dataset: Path) -> dict[str, dict[str, str]]:
    with open(dataset / "manifest.csv", encoding="utf-8-sig", newline="") as file:
        return {row["path"]: row for row in csv.DictReader(file)}


def records(dataset: Path) -> list[dict[str, object]]:
    return [
        json.loads(line)
        for file in sorted((dataset / "records").glob("*.jsonl"))
        for line in file.read_text().splitlines()
    ]


def read_now(log: Path) -> list[str]:
    """The paths that were read, in all runs since the log was last looked at."""
    events = [json.loads(line) for line in log.read_text().splitlines()]
    log.unlink()
    return sorted(event["path"] for event in events if event["event"] == "document")


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    folder = tmp_path / "plans"
    (folder / "deep").mkdir(parents=True)
    for name in NAMES:
        shutil.copy(SAMPLES / name, folder / name)
    shutil.copy(SAMPLES / NAMES[0], folder / "deep" / "again.pdf")
    (folder / "empty.pdf").touch()
    (folder / "cut.docx").write_bytes((SAMPLES / NAMES[1]).read_bytes()[:3000])
    (folder / ".hidden").write_text("x")
    return folder


def test_one_row_a_file_and_one_record_a_content(plans: Path) -> None:
    done = run("plans", "-o", "dataset", "--log-json", "log", cwd=plans.parent)
    assert done.returncode == 7
    assert done.stdout == b""
    said = done.stderr.decode()
    assert "empty.pdf: unreadable" in said
    assert "cut.docx: damaged" in said
    assert "Traceback" not in said
    found = rows(plans.parent / "dataset")
    assert sorted(found) == sorted([*NAMES, "deep/again.pdf", "empty.pdf", "cut.docx"])
    assert found["deep/again.pdf"]["plan_id"] == found["commune-2024.pdf"]["plan_id"]
    assert {row["status"] for row in found.values()} == {"ok", "unreadable", "damaged"}
    assert len(records(plans.parent / "dataset")) == len(NAMES)
    assert len(read_now(plans.parent / "log")) == len(NAMES) + 2
    hidden = sorted(os.listdir(plans.parent / "dataset" / ".extract"))
    assert hidden == ["journal.sqlite", "lock", "made.json", "tmp"]
    assert os.listdir(plans.parent / "dataset" / ".extract" / "tmp") == []


def test_a_second_run_reads_what_is_new_or_changed(plans: Path) -> None:
    here = plans.parent
    command = ("plans", "-o", "dataset", "--log-json", "log")
    run(*command, cwd=here)
    read_now(here / "log")
    assert run(*command, cwd=here).returncode == 7
    assert read_now(here / "log") == []
    assert run(*command, "--retry-failed", cwd=here).returncode == 7
    assert read_now(here / "log") == ["cut.docx", "empty.pdf"]
    (plans / "empty.pdf").unlink()
    shutil.copy(SAMPLES / "commune-2025.txt", plans / "commune-2024.txt")
    shutil.copy(SAMPLES / "commune-2025.docx", plans / "cut.docx")
    shutil.copy(SAMPLES / "district-2024.pdf", plans / "new.pdf")
    shutil.copy(SAMPLES / "district-2024.pdf", plans / "new too.pdf")
    assert run(*command, cwd=here).returncode == 0
    assert read_now(here / "log") == ["commune-2024.txt", "cut.docx", "new too.pdf"]
    found = rows(here / "dataset")
    assert "empty.pdf" not in found
    assert len(records(here / "dataset")) == 6
    assert run(*command, "--no-personal", cwd=here).returncode == 0
    assert len(read_now(here / "log")) == 6


def test_inputs_add_up_and_the_last_naming_counts(plans: Path) -> None:
    here = plans.parent
    assert run("plans/deep", "-o", "dataset", cwd=here).returncode == 0
    assert sorted(rows(here / "dataset")) == ["again.pdf"]
    assert [record["source"]["name"] for record in records(here / "dataset")] == ["again.pdf"]  # type: ignore[index]
    assert run("plans/*.pdf", "plans/commune-2024.txt", "-o", "dataset", cwd=here).returncode == 7
    found = rows(here / "dataset")
    assert sorted(found) == ["again.pdf", "commune-2024.pdf", "commune-2024.txt", "empty.pdf"]
    assert sorted(record["source"]["name"] for record in records(here / "dataset")) == [  # type: ignore[index]
        "again.pdf",
        "commune-2024.txt",
    ]
    assert run("plans", "-o", "dataset", cwd=here).returncode == 7
    assert "again.pdf" not in rows(here / "dataset")
    assert len(rows(here / "dataset")) == len(NAMES) + 3


def test_names_and_links_that_could_do_harm(plans: Path) -> None:
    here = plans.parent
    text = (SAMPLES / "commune-2024.txt").read_bytes()
    raw = os.fsencode(plans)
    for name in (b"-rf", b"new\nline.txt", b"not\xffutf8.txt", b"back\\slash.txt", "kế hoạch.txt".encode()):
        (Path(os.fsdecode(os.path.join(raw, name)))).write_bytes(text)
    secret = here / "secret.txt"
    secret.write_bytes((SAMPLES / "district-2024.txt").read_bytes() + b" ")
    (plans / "out.txt").symlink_to(secret)
    (plans / "outdir").symlink_to(here)
    (plans / "in.txt").symlink_to(plans / "commune-2024.txt")
    (plans / "loop").symlink_to(plans)
    (plans / "nowhere").symlink_to(plans / "nothing")
    os.mkfifo(plans / "pipe")
    assert run("plans", "-o", "plans/dataset", cwd=here).returncode == 7
    found = rows(plans / "dataset")
    for name in ("'-rf", r"new\x0aline.txt", r"not\xffutf8.txt", r"back\x5cslash.txt", "kế hoạch.txt", "in.txt"):
        assert found[name]["status"] == "ok", name
    for name in ("out.txt", "outdir", "nowhere", "pipe"):
        assert found[name]["status"] == "unreadable", name
        assert not found[name]["sha256"]
    assert "loop" not in found
    assert len(found) == len(NAMES) + 3 + 6 + 4


def with_a_picture(folder: Path) -> Path:
    """A plan whose last page is nothing but a picture."""
    path = folder / "picture.pdf"
    canvas = Canvas(str(folder / "page.pdf"))
    canvas.drawInlineImage(Image.new("RGB", (200, 200), "gray"), 0, 0, 600, 800)
    canvas.save()
    with pikepdf.open(SAMPLES / "commune-2024.pdf") as plan, pikepdf.open(folder / "page.pdf") as page:
        plan.pages.extend(page.pages)
        plan.save(path)
    return path


def test_strict_sees_what_could_not_be_read(plans: Path) -> None:
    here = plans.parent
    picture = with_a_picture(here)
    whole = (SAMPLES / "commune-2024.txt", SAMPLES / "district-2024.txt")
    assert run(*whole, "-o", here / "whole", "--strict").returncode == 0
    assert run(*whole, picture, "-o", here / "part", "--ocr", "never", "--strict").returncode == 1
    assert run(*whole, picture, "-o", here / "part", "--ocr", "never").returncode == 0


def test_a_folder_without_files_says_so(tmp_path: Path) -> None:
    (tmp_path / "empty" / "deep").mkdir(parents=True)
    done = run("empty", "-o", "dataset", cwd=tmp_path)
    assert done.returncode == 3
    assert done.stderr.decode() == "extract: empty: no file is in there\n"


def test_data_files_beside_plans_are_no_plans(plans: Path) -> None:
    here = plans.parent
    source = plans / "commune-2024.pdf"
    for ending in ("json", "jsonl", "csv", "html", "ics"):
        assert run(source, "-o", plans / f"plan.{ending}").returncode == 0
    shutil.copy(SAMPLES / "commune-2024.toml", plans)
    assert run(plans / "deep", "-o", plans / "made").returncode == 0
    (plans / "link").symlink_to(plans / "made")
    for _ in range(2):
        done = run(plans, "-o", here / "dataset")
        assert done.returncode == 7
        said = b"passed over: 1 hidden, 2 datasets of this program, 2 records and logs of this program"
        assert said in done.stderr
    found = {Path(path).name: row for path, row in rows(here / "dataset").items()}
    words = {
        **{"plan.csv": "a table that this program wrote", "plan.html": "a page that this program wrote"},
        **{"plan.ics": "a calendar", "commune-2024.toml": "a TOML file"},
    }
    for name, word in words.items():
        assert found[name]["status"] in ("unsupported", "unreadable")
        assert f"is {word}" in found[name]["error"]
    assert len(found) == len(NAMES) + 3 + len(words)
    assert run(plans / "made", "-o", here / "other").stderr.decode().endswith("name the folder of the documents\n")


def test_two_runs_on_one_folder(plans: Path) -> None:
    dataset = plans.parent / "dataset"
    (dataset / ".extract").mkdir(parents=True)
    with open(dataset / ".extract" / "lock", "w") as lock:
        lock.write("4711\n")
        lock.flush()
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = run(plans, "-o", dataset)
    assert done.returncode == 5
    assert b"4711" in done.stderr
    assert done.stderr.count(b"\n") == 1


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("plans",), 2, "-o dataset/"),
        (("plans", "-o", "plans/empty.pdf"), 5, "is a file"),
        (("nothing", "nowhere", "-o", "dataset"), 3, "no such file"),
        (("plans", "-o", "plans/empty.pdf/below/"), 5, "cannot be written"),
        (("plans", "-o", "dataset", "--shard", "3/2"), 2, "--shard"),
    ],
)
def test_wrong_usage(plans: Path, arguments: tuple[str, ...], code: int, words: str) -> None:
    done = run(*arguments, cwd=plans.parent)
    assert done.returncode == code
    assert words in done.stderr.decode()
    assert done.stderr.count(b"\n") == 1


def test_a_full_disk_leaves_the_old_dataset(plans: Path) -> None:
    here = plans.parent
    assert run("plans/deep", "-o", "dataset", cwd=here).returncode == 0
    before = rows(here / "dataset")
    journal = (here / "dataset" / ".extract" / "journal.sqlite").stat().st_size
    code = (
        "import resource, signal, sys; from extract.cli import main;"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({journal}, {journal}));"
        "sys.argv = ['extract', 'plans', '-o', 'dataset']; main()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, cwd=here, check=False)
    assert done.returncode == 5, done.stderr
    assert b"Traceback" not in done.stderr
    assert rows(here / "dataset") == before
    assert run("plans", "-o", "dataset", cwd=here).returncode == 7
    assert len(rows(here / "dataset")) == len(NAMES) + 3


@pytest.mark.parametrize("number", [signal.SIGINT, pytest.param(signal.SIGTERM, marks=pytest.mark.slow)])
def test_an_interrupted_run_ends_soon_and_goes_on(plans: Path, number: int) -> None:
    here = plans.parent
    for copy in range(12):
        (plans / f"copy-{copy}.txt").write_bytes((plans / "commune-2024.txt").read_bytes() + b"\n" * (copy + 1))
    command = [sys.executable, "-m", "extract", "plans", "-o", "dataset", "--log-json", "log"]
    process = subprocess.Popen(command, cwd=here, stderr=subprocess.PIPE)
    while not (here / "log").exists() or (here / "log").read_text().count('"document"') < 2:
        time.sleep(0.02)
        assert process.poll() is None
    process.send_signal(number)
    _, said = process.communicate()
    assert process.returncode == 130
    assert b"interrupted" in said
    assert b"holds what was read so far" in said
    first = read_now(here / "log")
    found = rows(here / "dataset")
    assert len(found) == len(NAMES) + 3 + 12
    left = [path for path, row in found.items() if row["status"] == "pending"]
    assert {row["status"] for path, row in found.items() if path in first} <= {"ok", "damaged", "unreadable"}
    package = json.loads((here / "dataset" / "datapackage.json").read_text())
    assert (package["partial"], package["files_left"]) == (True, len(left))
    card = (here / "dataset" / "README.md").read_text().split("\n---\n", 1)[1]
    assert card.lstrip().startswith("> **Partial.**")
    assert f"still to be read: {len(left)}." in card
    assert run("plans", "-o", "dataset", "--log-json", "log", cwd=here).returncode == 7
    second = read_now(here / "log")
    assert not set(first) & set(second)
    assert run("plans", "-o", "whole", cwd=here).returncode == 7
    assert fingerprint(here / "dataset") == fingerprint(here / "whole")
    assert "partial" not in json.loads((here / "dataset" / "datapackage.json").read_text())


def test_interrupted_again_it_ends_at_once(plans: Path) -> None:
    """The second Ctrl-C comes while the tables of what was read are written."""
    for copy in range(12):
        (plans / f"copy-{copy}.txt").write_bytes((plans / "commune-2024.txt").read_bytes() + b"\n" * (copy + 1))
    slow = (
        "import sys, time, extract.commands.many as many; from extract.cli import main;"
        "many.finish_dataset = lambda *them: (print('writing', flush=True), time.sleep(600));"
        "sys.argv = ['extract', 'plans', '-o', 'dataset', '--log-json', 'log']; main()"
    )
    here = plans.parent
    process = subprocess.Popen(
        [sys.executable, "-c", slow], cwd=here, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    while not (here / "log").exists() or '"document"' not in (here / "log").read_text():
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    assert process.stdout is not None
    assert process.stdout.readline() == "writing\n"
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in said


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_waits_for_no_document(tmp_path: Path, number: int) -> None:
    """Every worker stands in a file of minutes, with ten of them to do so; the run ends at once all the same."""
    plans = tmp_path / "plans"
    plans.mkdir()
    for copy in range(4):
        (plans / f"{copy}.pdf").write_bytes(long_document() + b"\n%%%d" % copy)
    (plans / "0.txt").write_bytes((SAMPLES / "commune-2024.txt").read_bytes())
    command = [sys.executable, "-m", "extract", "plans", "-o", "dataset", "--timeout", "600"]
    process = subprocess.Popen([*command, "--jobs", "2", "--log-json", "log"], cwd=tmp_path, stderr=subprocess.PIPE)
    log = tmp_path / "log"
    while not log.exists() or '"document"' not in log.read_text():
        time.sleep(0.05)
        assert process.poll() is None
    family = psutil.Process(process.pid).children(recursive=True)
    process.send_signal(number)
    asked = time.monotonic()
    _, said = process.communicate(timeout=60)
    took = time.monotonic() - asked
    assert process.returncode == 130
    assert b"1 of 5 files are done and kept" in said
    assert psutil.wait_procs(family, timeout=10)[1] == []
    assert took < 60  # of six hundred seconds; a quiet machine needs less than one


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("moment", [0.0, 0.1, 0.5])
def test_interrupted_at_the_start_says_no_traceback(plans: Path, number: int, moment: float) -> None:
    command = [sys.executable, "-m", "extract", str(plans / "commune-2024.pdf"), "-o", str(plans / "out.json")]
    process = subprocess.Popen(command, stderr=subprocess.PIPE)
    while not _listens(process.pid):  # until then the signal is Python's own, or the system's
        assert process.poll() is None
    time.sleep(moment)
    process.send_signal(number)
    _, said = process.communicate()
    assert b"Traceback" not in said
    assert process.returncode in (130, 0)  # 0 where the work was done already
    assert (plans / "out.json").exists() == (process.returncode == 0)


def _listens(process: int) -> bool:
    """Whether a process has a handler for SIGTERM."""
    status = Path(f"/proc/{process}/status").read_text()
    return bool(int(status.split("SigCgt:")[1].split()[0], 16) >> (signal.SIGTERM - 1) & 1)


def test_the_folder_that_is_read_is_never_the_dataset(plans: Path) -> None:
    here = plans.parent
    for spelled in ("plans", "plans/", str(plans), "plans/deep/.."):
        done = run(spelled, "-o", "plans/", cwd=here)
        assert done.returncode == 5, spelled
        assert done.stderr.count(b"\n") == 1
    (here / "link").symlink_to(plans)
    assert run("link", "-o", "plans", cwd=here).returncode == 5
    assert not (plans / ".extract").exists()
    assert run("plans/deep", "-o", "dataset", cwd=here).returncode == 0
    before = sorted(rows(here / "dataset"))
    done = run("dataset", "-o", "dataset", cwd=here)
    assert done.returncode == 5
    assert b"is the folder that is to be read" in done.stderr
    assert run("dataset/README.md", "plans/deep", "-o", "dataset", cwd=here).returncode == 5
    assert run("dataset", "plans/deep", "-o", "dataset", cwd=here).returncode == 0  # as a shell spells *
    assert sorted(rows(here / "dataset")) == before


def test_records_are_inputs_where_they_are_named_themselves(plans: Path) -> None:
    here = plans.parent
    assert run("plans/commune-2024.txt", "-o", "old.json", "-q", cwd=here).returncode == 0
    assert run("plans/commune-2024.txt", "-o", "dataset/", "-q", cwd=here).returncode == 0
    assert run("old.json", "-o", "from record/", "-q", cwd=here).returncode == 0
    assert records(here / "from record") == records(here / "dataset")
    (row,) = rows(here / "from record").values()
    (other,) = rows(here / "dataset").values()
    assert (row["sha256"], row["plan_id"]) == (other["sha256"], other["plan_id"])
    assert (row["path"], row["media_type"]) == ("old.json", "application/json")
    assert run("old.json", "plans/district-2024.txt", "-o", "from record", "-q", cwd=here).returncode == 0
    assert len(records(here / "from record")) == 2
    (here / "old.json").write_text('{"schema_version": "1.0"}')
    assert run("old.json", "-o", "from record", "-q", cwd=here).returncode == 7
    assert rows(here / "from record")["old.json"]["status"] == "no-record"
    (here / "records").mkdir()
    shutil.copy(here / "from record" / "records" / "records-00000.jsonl", here / "records" / "plan.jsonl")
    done = run("records", "-o", "none", cwd=here)
    assert done.returncode == 3
    assert "nothing but records made before" in done.stderr.decode()
    assert not (here / "none").exists()


def test_a_log_is_appended_to_logs_only(plans: Path) -> None:
    here = plans.parent
    command = ("plans/deep", "-o", "dataset", "-q", "--log-json")
    mine = plans / "deep" / "mine.txt"
    mine.write_text("mine")
    for log in ("plans/deep/mine.txt", "plans/commune-2024.pdf", "dataset/manifest.csv", "dataset/.extract/lock"):
        before = sorted(os.listdir(here))
        done = run(*command, log, cwd=here)
        assert done.returncode == 5, log
        assert log in done.stderr.decode()
        assert sorted(os.listdir(here)) == before
    assert mine.read_text() == "mine"
    mine.unlink()
    for log in ("plans/deep/log", "dataset/log", "plans/deep/log"):
        assert run(*command, log, cwd=here).returncode == 0, log
        assert sorted(rows(here / "dataset")) == ["again.pdf"]
    starts = [json.loads(line)["event"] for line in (plans / "deep" / "log").read_text().splitlines()].count("start")
    assert starts == 2
