"""The line that shows how far the work is: one line on a terminal of any width, nothing anywhere else."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import regex

from extract.batch.inputs import Found
from extract.batch.journal import Counts, Maker, Result, open_journal
from tests.terminals import COMMAND, on_terminal, program_on_terminal, screens

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
SCRIPT = """
from extract.batch.journal import Counts
from extract.batch.progress import wordings
from extract.commands.bars import terminal_bar

with terminal_bar(quiet=False) as bar:
    for found in range(0, 12_001, 2_000):
        bar.show(found, None, (f"{found} files found", f"{found} files"))
    for done in range(0, 12_001, 500):
        counts = Counts(files=12_000, read=done // 2, unchanged=done // 4, failed=done // 4)
        bar.show(counts.done, counts.files, wordings(counts))
print("done")
"""
PROGRAM = [sys.executable, "-c", SCRIPT]


@pytest.mark.parametrize(
    ("columns", "shown"),
    [
        (8, "12000/1…"),
        (20, "12000/12000"),
        (40, "12000/12000, 3000 failed"),
        (74, "12000 of 12000 files: 6000 read, 3000 unchanged, 3000 failed, 0 left"),
        (200, "12000 of 12000 files: 6000 read, 3000 unchanged, 3000 failed, 0 left"),
    ],
)
def test_the_bar_is_one_line_that_leaves_no_trace(columns: int, shown: str) -> None:
    done = program_on_terminal(PROGRAM, columns)
    *before, last = screens(done, columns)
    assert last == ["done"]
    assert all(len(lines) <= 1 for lines in before)
    assert shown in done.text
    assert ("━" in done.text) == (columns == 200)
    assert done.text.rindex("\x1b[?25h") > done.text.rindex("\x1b[?25l")


@pytest.mark.parametrize("terminal", ["dumb", "unknown"])
def test_a_terminal_that_cannot_move_its_cursor_sees_nothing(terminal: str) -> None:
    assert program_on_terminal(PROGRAM, 80, changed={"TERM": terminal}).text == "done\n"


def test_no_colours_where_none_are_wanted() -> None:
    colour = regex.compile(r"\x1b\[[\d;]*3\d[\d;]*m")
    assert colour.search(program_on_terminal(PROGRAM, 200).text)
    plain = program_on_terminal(PROGRAM, 200, changed={"NO_COLOR": "1"}).text
    assert "━" in plain
    assert not colour.search(plain)


def test_a_pipe_sees_nothing_whatever_the_environment_says() -> None:
    done = subprocess.run(PROGRAM, capture_output=True, check=True, env={"FORCE_COLOR": "1", "TTY_COMPATIBLE": "1"})
    assert (done.stdout, done.stderr) == (b"done\n", b"")


def test_rich_is_imported_only_to_draw() -> None:
    program = [sys.executable, "-X", "importtime", "-m", "extract", "missing.pdf"]
    piped = subprocess.run(program, capture_output=True, check=False).stderr.decode()
    for imported in (piped, program_on_terminal(program, 80).text):
        assert "extract.commands.bars" in imported
        assert not regex.search(r"\brich\b", imported)


def test_the_counts_add_up(tmp_path: Path) -> None:
    maker = Maker("1", "options")

    def seen(name: str, run: int) -> Found:
        return Found(name, name.encode(), name.encode(), "plans", 1, 1, "no file" if name == "odd" else "")

    def result(sha256: str, status: str = "ok") -> Result:
        return Result(sha256, status, None, 0, None, None, None, 0.0, 0, 1, None)

    with open_journal(tmp_path / "journal", maker) as journal:
        journal.files.see(seen("old", 1))
        journal.end_listing({"plans"})
        journal.name_content("old", "a", None)
        journal.queue.take()
        journal.queue.finish(result("a"))
    with open_journal(tmp_path / "journal", maker) as journal:
        for name in ("old", "odd", "new", "double", "bad", "waits", "unnamed"):
            journal.files.see(seen(name, 2))
        journal.end_listing({"plans"})
        for name, sha256 in (("new", "b"), ("double", "b"), ("bad", "c"), ("waits", "d")):
            journal.name_content(name, sha256, None)
        assert journal.counts() == Counts(files=7, read=0, unchanged=1, failed=1)
        for status in ("ok", "damaged"):
            wanted = journal.queue.take()
            assert wanted is not None
            journal.queue.finish(result(wanted.sha256, status))
        counts = journal.counts()
        assert counts == Counts(files=7, read=2, unchanged=1, failed=2)
        assert (counts.done, counts.left) == (5, 2)


@pytest.mark.slow
@pytest.mark.parametrize("columns", [20, 74, 200])
def test_a_batch_on_a_terminal(tmp_path: Path, columns: int) -> None:
    plans = tmp_path / "plans"
    plans.mkdir()
    text = (SAMPLES / "commune-2024.txt").read_text(encoding="utf-8")

    def add(first: int, last: int) -> None:
        for number in range(first, last):
            (plans / f"{number}.txt").write_text(f"{text}\n{number}", encoding="utf-8")

    add(0, 3)
    subprocess.run([*COMMAND, "plans", "-o", "out", "-q"], cwd=tmp_path, check=True)
    add(3, 8)
    (plans / "bad.txt").write_bytes(b"")
    done = on_terminal("plans", "-o", "out", columns=columns, cwd=tmp_path)
    assert done.code == 7
    bars = [line for lines in screens(done, columns) for line in lines if regex.search(r"\d+(/| of )9\b", line)]
    assert bars
    assert all(len(lines) <= 1 for lines in screens(done, columns)[: done.pieces.index(bars_end(done.pieces))])
    for line in bars:
        found = regex.search(r"(\d+) of 9 files: (\d+) read, 3 unchanged, (\d+) failed, (\d+) left", line)
        assert columns == 20 or found
        if found:
            settled, read, failed, left = map(int, found.groups())
            assert settled == read + 3 + failed
            assert settled + left == 9


def bars_end(pieces: list[bytes]) -> bytes:
    """The piece that gives the cursor back."""
    return next(piece for piece in pieces if b"\x1b[?25h" in piece)
