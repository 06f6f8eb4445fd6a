"""Where a dataset may be written: new, empty, or one of ours; whatever else stands there is refused and stays."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from extract.batch.folder import hold_folder
from extract.emit.dataset.place import HIDDEN, check_folder, is_dataset
from schemas.errors import InputError, OutputError
from tests.emit.test_dataset import contents, samples, write


def touched(folder: Path) -> dict[str, tuple[int, int, bytes]]:
    """Every file and link below a folder: mode, time, bytes."""
    found = {}
    for path in folder.rglob("*"):
        about = path.lstat()
        data = os.readlink(path).encode() if path.is_symlink() else path.read_bytes() if path.is_file() else b""
        found[str(path.relative_to(folder))] = (about.st_mode, about.st_mtime_ns if data else 0, data)
    return found


def _put(path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.write_text("x")


REFUSED: list[tuple[str, Callable[[Path], object], str]] = [
    ("a document", lambda out: (out.mkdir(), (out / "plan.pdf").write_text("x")), "holds plan.pdf that no dataset"),
    ("a hidden file", lambda out: (out.mkdir(), (out / ".git").mkdir()), "holds .git that no dataset"),
    ("a README", lambda out: (out.mkdir(), (out / "README.md").write_text("x")), "holds README.md"),
    ("a foreign hidden folder", lambda out: (out / ".extract" / "mine").mkdir(parents=True), "holds .extract"),
    ("another's journal", lambda out: _put(out / ".extract" / "journal.sqlite"), "holds .extract"),
    ("a hidden file of that name", lambda out: (out.mkdir(), (out / ".extract").write_text("x")), "holds .extract"),
    ("a file", lambda out: out.write_text("x"), "is a file"),
    ("a link that leads nowhere", lambda out: out.symlink_to(out.parent / "nothing"), "leads nowhere"),
    ("another's data package", lambda out: (out.mkdir(), (out / "datapackage.json").write_text("{}")), "datapackage"),
]


@pytest.mark.parametrize(("make", "words"), [one[1:] for one in REFUSED], ids=[one[0] for one in REFUSED])
def test_anything_else_is_refused_and_stays(tmp_path: Path, make: Callable[[Path], object], words: str) -> None:
    make(tmp_path / "out")
    before = touched(tmp_path)
    with pytest.raises(OutputError, match=words), hold_folder(tmp_path / "out"):
        pass
    assert touched(tmp_path) == before


def test_new_empty_begun_and_ours_are_allowed(tmp_path: Path) -> None:
    check_folder(tmp_path / "new")
    check_folder(tmp_path)
    (tmp_path / "begun" / HIDDEN).mkdir(parents=True)
    (tmp_path / "begun" / HIDDEN / "lock").write_text("4711\n")
    check_folder(tmp_path / "begun")
    assert not is_dataset(tmp_path / "begun")
    ours = tmp_path / "ours"
    write(ours, samples())
    (ours / "notes.txt").write_text("mine")
    check_folder(ours)
    assert is_dataset(ours)
    shutil.copytree(ours, tmp_path / "copied", copy_function=shutil.copyfile)  # other times, the same bytes
    check_folder(tmp_path / "copied")
    shutil.copytree(ours, tmp_path / "fetched", ignore=shutil.ignore_patterns(HIDDEN))
    check_folder(tmp_path / "fetched")
    assert is_dataset(tmp_path / "fetched")


def test_a_changed_file_of_a_dataset_is_somebodys_work(tmp_path: Path) -> None:
    write(tmp_path, samples())
    (tmp_path / "README.md").write_text("my own words")
    (tmp_path / "csv" / "tasks.csv").unlink()  # what is gone is simply written again
    with pytest.raises(OutputError, match=r"did not write README\.md .*--overwrite"):
        check_folder(tmp_path)
    with pytest.raises(OutputError, match=r"README\.md"):
        write(tmp_path, samples()[:1])
    assert (tmp_path / "README.md").read_text() == "my own words"
    check_folder(tmp_path, overwrite=True)
    with hold_folder(tmp_path, overwrite=True):
        pass
    write(tmp_path, samples()[:1])
    write(tmp_path / "same", samples()[:1])
    assert {name: data for name, data in contents(tmp_path).items() if not name.startswith("same/")} == contents(
        tmp_path / "same"
    )


@pytest.mark.parametrize("name", ["README.md", "csv", "csv/tasks.csv"])
def test_a_link_in_place_of_a_file_is_never_replaced(tmp_path: Path, name: str) -> None:
    dataset = tmp_path / "dataset"
    write(dataset, samples())
    shutil.move(dataset / name, tmp_path / "elsewhere")
    (dataset / name).symlink_to(tmp_path / "elsewhere")
    before = touched(tmp_path)
    for overwrite in (False, True):
        with pytest.raises(OutputError, match="did not write"):
            check_folder(dataset, overwrite)
    with pytest.raises(OutputError, match="did not write"):
        write(dataset, samples()[:1])
    assert touched(tmp_path) == before


def test_only_names_of_ours_in_folders_of_ours_are_swept(tmp_path: Path) -> None:
    dataset = tmp_path / "dataset"
    write(dataset, samples())
    temporary = dataset / HIDDEN / "tmp"
    temporary.mkdir()
    foreign = (
        *(".thesis.docx.tmp", "csv/.thesis.docx.tmp", ".extract/.thesis.docx.tmp", ".extract/tmp/.thesis.docx.tmp"),
        *(".extract/tmp/thesis", ".extract/tmp/kehoach-my thesis", ".extract/newest"),
    )
    for name in foreign:
        (dataset / name).write_text("mine")
    ours = (temporary / "kehoach-abcd1234", temporary / f"{'0a' * 16}.part", temporary / "journal.copy")
    ours[0].mkdir()
    (ours[0] / "picture").touch()
    for path in ours[1:]:
        path.touch()
    (dataset / HIDDEN / ".made.json.abcd1234.tmp").touch()
    with hold_folder(dataset):
        assert all((dataset / name).read_text() == "mine" for name in foreign)
        assert not any(path.exists() for path in ours)
        assert not (dataset / HIDDEN / ".made.json.abcd1234.tmp").exists()


def test_a_run_that_finds_nothing_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(InputError), hold_folder(tmp_path / "a" / "b"):
        raise InputError("nothing to read")
    assert os.listdir(tmp_path) == []
    (tmp_path / "mine").mkdir()
    with pytest.raises(InputError), hold_folder(tmp_path / "mine"):
        raise InputError("nothing to read")
    assert os.listdir(tmp_path / "mine") == []
