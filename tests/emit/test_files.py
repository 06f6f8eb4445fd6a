"""Files that appear whole, several together, and keep what the old ones had: their mode, the links that lead there."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

import pytest

from extract.emit.files import check_file, sweep_beside, write_all, write_whole
from extract.emit.formats import FORMATS, Choices
from extract.emit.ours import teller_of
from schemas.errors import OutputError
from tests.emit.test_dataset import samples


@pytest.mark.parametrize("ending", FORMATS)
def test_every_format_knows_its_own_and_no_other(ending: str) -> None:
    made = {one: write(samples()[0], Choices(delimiter=";")) for one, write in FORMATS.items()}
    knows = teller_of(Path(f"plan{ending.upper()}"))
    same = {".json": {".json", ".jsonl"}, ".jsonl": {".json", ".jsonl"}}.get(ending, {ending})
    assert {one for one, data in made.items() if knows(data)} == same
    data = made[ending]
    for other in (
        b"",
        b"x",
        b"{}",
        data[: len(data) // 2] if ending not in (".csv", ".html", ".ics") else b"\0" + data,
    ):
        assert not knows(other)


def test_what_a_person_did_to_a_table_or_a_workbook_is_no_output_of_ours() -> None:
    import io

    import openpyxl

    plan = samples()[0]
    table = FORMATS[".csv"](plan, Choices()).replace(b"\r\n", b",done\r\n", 1)
    assert not teller_of(Path("a.csv"))(table)
    book = openpyxl.load_workbook(io.BytesIO(FORMATS[".xlsx"](plan, Choices())))
    book.worksheets[1]["A2"] = "done"
    saved = io.BytesIO()
    book.save(saved)
    assert not teller_of(Path("a.xlsx"))(saved.getvalue())


def test_an_existing_file_keeps_its_mode_and_a_link_is_written_through(tmp_path: Path) -> None:
    path, link = tmp_path / "plan.json", tmp_path / "link.json"
    path.write_text("old")
    path.chmod(0o604)
    link.symlink_to("plan.json")
    write_whole(link, b"new")
    assert link.is_symlink()
    assert path.read_text() == "new"
    assert path.stat().st_mode & 0o777 == 0o604
    (tmp_path / "deep").mkdir()
    (tmp_path / "new.json").symlink_to("deep/new.json")
    write_whole(tmp_path / "new.json", b"new")
    assert (tmp_path / "deep" / "new.json").read_text() == "new"
    (tmp_path / "loop.json").symlink_to("loop.json")
    for write in (lambda one: write_whole(one, b""), lambda one: check_file(one, None)):
        with pytest.raises(OutputError, match="symbolic links"):
            write(tmp_path / "loop.json")
    assert (tmp_path / "loop.json").is_symlink()


def test_all_or_none(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("old")
    with pytest.raises(OutputError, match="no folder"):
        write_all({tmp_path / "a.json": b"new", tmp_path / "no" / "b.json": b"new"})

    def refuse() -> None:
        raise OutputError("somebody was faster")

    with pytest.raises(OutputError, match="faster"):
        write_all({tmp_path / "a.json": b"new", tmp_path / "b.json": b"new"}, refuse)
    assert os.listdir(tmp_path) == ["a.json"]
    assert (tmp_path / "a.json").read_text() == "old"


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo, lambda path: path.symlink_to("/dev/null")])
def test_what_is_no_regular_file_is_refused(tmp_path: Path, make) -> None:  # type: ignore[no-untyped-def]
    make(tmp_path / "plan.json")
    with pytest.raises(OutputError, match="no regular file"):
        check_file(tmp_path / "plan.json", None)


def test_what_a_killed_run_left_beside_its_output_goes_with_the_next(tmp_path: Path) -> None:
    """Only what bears this program's names for this output, and whose maker is gone."""
    left = tmp_path / ".plan.json.kehoach-abcd1234.tmp"
    others = [
        tmp_path / name
        for name in (".plan.json.abcd1234.tmp", ".other.json.kehoach-abcd1234.tmp", ".plan.json.kehoach-abc.tmp")
    ]
    held = tmp_path / ".plan.json.kehoach-held1234.tmp"
    for path in (left, held, *others):
        path.write_bytes(b"x")
    linked = tmp_path / ".plan.json.kehoach-link1234.tmp"
    linked.symlink_to(others[0])
    with held.open("rb") as maker:
        fcntl.flock(maker, fcntl.LOCK_EX)
        sweep_beside(tmp_path / "plan.json")
    assert sorted(tmp_path.iterdir()) == sorted([held, linked, *others])


def test_a_file_that_waits_for_its_place_is_held(tmp_path: Path) -> None:
    """Another run to the same output does not take it for one that was left."""

    def another_run() -> None:
        sweep_beside(tmp_path / "plan.json")

    write_all({tmp_path / "plan.json": b"{}"}, another_run)
    assert [path.name for path in tmp_path.iterdir()] == ["plan.json"]
