"""A first run that is refused leaves no folder that it made; what was read before stays."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from extract.batch import folder as folders
from extract.batch.folder import Folder, hold_folder
from extract.batch.journal.base import Base, Maker, is_blank
from schemas.errors import ExtractError, InputError, LimitError, MissingProgramError, OutputError

MAKER = Maker("1", "")


def refuse(path: Path, refusal: ExtractError, work: Callable[[Folder], None]) -> None:
    """A run that does some work in its folder and is refused then."""
    with pytest.raises(type(refusal)), hold_folder(path) as folder:  # noqa: PT012
        work(folder)
        raise refusal


@pytest.mark.parametrize("refusal", [InputError, LimitError, MissingProgramError, OutputError])
def test_a_refused_first_run_leaves_nothing(tmp_path: Path, refusal: type[ExtractError]) -> None:
    def begin(folder: Folder) -> None:
        Base(folder.journal, MAKER).close()

    refuse(tmp_path / "deep" / "data", refusal("no"), begin)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_not_left_either(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "pwrite", full)
    with pytest.raises(OutputError, match="No space left"), hold_folder(tmp_path / "data"):
        pass
    assert list(tmp_path.iterdir()) == []


def test_what_others_put_there_stays(tmp_path: Path) -> None:
    refuse(tmp_path / "data", LimitError("no"), lambda folder: (folder.path / "thesis.docx").touch())
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["thesis.docx"]


def test_a_folder_that_was_there_stays(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    refuse(tmp_path / "data", LimitError("no"), lambda _: None)
    assert (tmp_path / "data").is_dir()


def test_what_was_read_stays(tmp_path: Path) -> None:
    def read(folder: Folder) -> None:
        base = Base(folder.journal, MAKER)
        base.execute("INSERT INTO files VALUES ('a', x'61', x'61', '/', 1, 1, 1, 'abc', NULL)")
        base.close()
        assert not is_blank(folder.journal)

    refuse(tmp_path / "data", LimitError("no"), read)
    assert (tmp_path / "data" / ".extract" / "journal.sqlite").exists()


def test_the_folder_of_another_run_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two first runs to one folder: the second, which saw no folder either, leaves that of the first."""
    with hold_folder(tmp_path / "data") as first:
        monkeypatch.setattr(folders, "check_folder", lambda *_: None)
        monkeypatch.setattr(Path, "exists", lambda _: False)
        with pytest.raises(OutputError, match="another run"), hold_folder(tmp_path / "data"):
            pass
        monkeypatch.undo()
        assert (first.journal.parent / "lock").exists()
