"""What is listed, and which rows there are: one file, one row, however its path is spelled."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from extract.batch.inputs import Shard, find_inputs
from extract.batch.journal import Journal
from extract.batch.order import maker_of
from extract.options import Options
from schemas.errors import InputError, UsageError


def listed(*arguments: str | Path, without: str | Path = "/nowhere") -> list[str]:
    """The paths of all files the arguments name."""
    return sorted(one.path for one in find_inputs([str(one) for one in arguments], str(without), Counter()))


def row_paths(journal: Path, *arguments: str | Path, shard: Shard | None = None) -> list[str]:
    """List the arguments into a journal, as a run does; the paths of its rows then."""
    opened = Journal(journal, maker_of(Options()))
    roots = set()
    try:
        for found in find_inputs([str(one) for one in arguments], "/nowhere", Counter()):
            roots.add(found.root)
            opened.files.see(found, shard is None or shard.holds(found.path))
        opened.end_listing(roots, shard)
    except UsageError:
        opened.base.rollback()
        raise
    finally:
        found_paths = [row.path for row in opened.rows()]
        opened.close()
    return found_paths


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    folder = tmp_path / "plans"
    (folder / "deep").mkdir(parents=True)
    for name in ("a.txt", "b.txt", "deep/c.txt"):
        (folder / name).write_text(name)
    return folder


PATHS = ["a.txt", "b.txt", "deep/c.txt"]


def test_paths_are_those_below_the_input(plans: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (plans.parent / "link").symlink_to(plans)
    monkeypatch.chdir(plans.parent)
    for spelled in ("plans", "./plans/", str(plans), "plans/deep/..", "link", "../" + plans.parent.name + "/plans"):
        assert listed(spelled) == PATHS, spelled
    monkeypatch.chdir(plans / "deep")
    assert listed("..") == PATHS
    assert listed(".") == ["c.txt"]
    assert listed("c.txt") == ["c.txt"]
    assert listed("../*.txt") == ["a.txt", "b.txt"]
    assert listed("../**/*.txt") == sorted([*PATHS])


def test_paths_of_several_inputs_begin_with_their_own_names(plans: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(plans, plans.parent / "more")
    (plans.parent / "link").symlink_to(plans)
    both = sorted(f"{name}/{path}" for name in ("plans", "more") for path in PATHS)
    monkeypatch.chdir(plans.parent)
    assert listed("plans", "more") == both
    assert listed("./link/", plans.parent / "more") == both
    assert listed("plans/a.txt", "more/b.txt", "more/deep/*") == ["a.txt", "b.txt", "c.txt"]
    monkeypatch.chdir(plans)
    assert listed(".", "../more") == both


def test_one_file_has_one_row_however_it_is_spelled(
    plans: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = tmp_path / "journal"
    monkeypatch.chdir(tmp_path)
    (tmp_path / "link").symlink_to(plans)
    for spelled in ("plans", "./plans", str(plans), "link", "link/."):
        assert row_paths(journal, spelled) == PATHS
    assert row_paths(journal, "plans", "link") == PATHS
    assert row_paths(journal, "plans", "plans/deep") == ["plans/a.txt", "plans/b.txt", "plans/deep/c.txt"]
    assert row_paths(journal, "plans/deep") == ["c.txt", "plans/a.txt", "plans/b.txt"]
    assert row_paths(journal, "plans") == PATHS


def test_another_mount_point_is_the_same_input(plans: Path, tmp_path: Path) -> None:
    journal = tmp_path / "journal"
    assert row_paths(journal, plans) == PATHS
    elsewhere = tmp_path / "mnt" / "disk"
    shutil.copytree(plans, elsewhere)
    (elsewhere / "b.txt").unlink()
    assert row_paths(journal, elsewhere) == ["a.txt", "deep/c.txt"]
    elsewhere.rename(tmp_path / "moved")
    (tmp_path / "moved" / "a.txt").rename(tmp_path / "moved" / "renamed.txt")
    assert row_paths(journal, tmp_path / "moved") == ["deep/c.txt", "renamed.txt"]


def test_what_is_deleted_or_renamed_has_no_row(plans: Path, tmp_path: Path) -> None:
    journal = tmp_path / "journal"
    row_paths(journal, plans)
    (plans / "a.txt").unlink()
    (plans / "b.txt").rename(plans / "deep" / "b.txt")
    assert row_paths(journal, plans) == ["deep/b.txt", "deep/c.txt"]
    one_by_one = tmp_path / "other"
    assert row_paths(one_by_one, plans / "deep" / "b.txt", plans / "deep" / "c.txt") == ["b.txt", "c.txt"]
    (plans / "deep" / "b.txt").rename(plans / "deep" / "d.txt")
    assert row_paths(one_by_one, plans / "deep" / "c.txt", plans / "deep" / "d.txt") == ["c.txt", "d.txt"]


def test_two_files_of_one_path_are_refused(plans: Path, tmp_path: Path) -> None:
    other = tmp_path / "other" / "plans"
    other.mkdir(parents=True)
    (other / "a.txt").write_text("something else")
    journal = tmp_path / "journal"
    with pytest.raises(UsageError, match=r"would both be 'plans/a.txt'"):
        row_paths(journal, plans, other)
    with pytest.raises(UsageError, match=r"would both be 'a.txt'"):
        row_paths(journal, plans / "a.txt", other / "a.txt")
    assert row_paths(journal, plans) == PATHS
    with pytest.raises(UsageError, match=r"would be 'a.txt' .* by an earlier run"):
        row_paths(journal, other)
    assert row_paths(journal, tmp_path / "other" / "plans" / ".." / ".." / "plans") == PATHS


def test_inputs_of_several_runs_add_up(plans: Path, tmp_path: Path) -> None:
    may = tmp_path / "may"
    may.mkdir()
    (may / "x.txt").write_text("x")
    journal = tmp_path / "journal"
    row_paths(journal, plans)
    assert row_paths(journal, may) == [*PATHS, "x.txt"]
    (may / "x.txt").unlink()
    (may / "y.txt").write_text("y")
    assert row_paths(journal, may) == [*PATHS, "y.txt"]


def test_names_that_systems_write_and_datasets_are_no_inputs(plans: Path) -> None:
    for name in ("Thumbs.db", "desktop.ini", "Desktop.ini", ".DS_Store", "~$plan.docx", "._plan.pdf", "deep/thumbs.db"):
        (plans / name).write_text("x")
    (plans / ".git").mkdir()
    (plans / ".git" / "x.txt").write_text("x")
    dataset = plans / "made"
    (dataset / ".extract").mkdir(parents=True)
    (dataset / "datapackage.json").write_text('{"name": "vietnamese-administrative-plans"}')
    (dataset / "README.md").write_text("x")
    passed: Counter[str] = Counter()
    assert sorted(one.path for one in find_inputs([str(plans)], "/nowhere", passed)) == PATHS
    assert passed == {"system": 7, "hidden": 1, "datasets": 1}
    assert listed(plans, dataset) == PATHS  # as a shell's pattern fits the output of the run before
    assert listed(plans / "a.txt", plans / "Thumbs.db") == ["a.txt"]
    assert listed(plans, without=dataset) == PATHS
    with pytest.raises(InputError, match="is a dataset of this program"):
        listed(dataset)


def test_a_shard_is_the_same_at_every_mount_point(plans: Path, tmp_path: Path) -> None:
    for number in range(40):
        (plans / f"{number}.txt").write_text(f"{number}")
    shutil.copytree(plans, tmp_path / "a" / "b" / "other")
    first = row_paths(tmp_path / "one", plans, shard=Shard(1, 2))
    second = row_paths(tmp_path / "two", tmp_path / "a" / "b" / "other", shard=Shard(2, 2))
    assert sorted([*first, *second]) == listed(plans)


def test_a_part_is_of_one_command(plans: Path, tmp_path: Path) -> None:
    (tmp_path / "may").mkdir()
    (tmp_path / "may" / "x.txt").write_text("x")
    row_paths(tmp_path / "journal", plans, shard=Shard(1, 1))
    with pytest.raises(UsageError, match="a part is cut from the inputs of one command"):
        row_paths(tmp_path / "journal", tmp_path / "may", shard=Shard(1, 1))
    assert row_paths(tmp_path / "journal", plans, shard=Shard(1, 1)) == PATHS


@pytest.fixture
def deep(tmp_path: Path) -> Iterator[Path]:
    """1,100 folders, each in the one before, with a plan in two of them; removed again, which `shutil` cannot."""
    top = tmp_path / "plans"
    top.mkdir()
    here = os.open(top, os.O_RDONLY)
    for level in range(1_100):
        name = "d" if level < 1_050 else "d" * 100
        os.mkdir(name, dir_fd=here)
        inner = os.open(name, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = inner
        if level in (1_000, 1_099):
            os.close(os.open("plan.txt", os.O_CREAT | os.O_WRONLY, dir_fd=here))
    os.close(here)
    yield top
    subprocess.run(["rm", "-rf", str(top)], check=True)


def test_folders_however_deep(deep: Path) -> None:
    found = {one.path: one.error for one in find_inputs([str(deep)], "/nowhere", Counter())}
    assert found.pop("d/" * 1_001 + "plan.txt") == ""
    ((path, error),) = found.items()  # deeper than the longest path that the system opens
    assert len(path) > 3_500
    assert "its path is longer than the system opens" in error
    with pytest.raises(InputError, match="nest too deeply for a pattern"):
        listed(deep / "**" / "*.pdf")
