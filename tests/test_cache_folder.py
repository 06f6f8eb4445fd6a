"""The cache folder: taken only where nobody else can have put anything, skipped without a word elsewhere."""

from __future__ import annotations

import os
import pwd
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from extract.batch.far_folder import hold_address
from extract.cache_folder import cache_folder, drop_oldest, keep, read_kept
from extract.process.kept_patterns import patterns_file
from extract.read.scan import cache
from schemas.errors import OutputError
from tests.own_folder import use_cache_below

OTHER = 12345
"""The number of a user that is nobody's."""

only_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can make files of another user")


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    use_cache_below(tmp_path, monkeypatch)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def careless() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


def read_picture(text: str) -> str:
    """What a recogniser that says ``text`` is said to have read in a certain picture."""
    run = cache.cached(lambda pictures, dpi, timeout, segmentation: text)
    return run([np.zeros((4, 4), np.uint8)], 300.0, 1.0, 6)


@pytest.fixture(autouse=True)
def same_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "version", lambda: "tesseract 5")


def test_what_was_read_is_kept(base: Path) -> None:
    assert read_picture("one") == read_picture("two") == "one"
    assert cache_folder("ocr") == base / "kehoach" / "ocr"


@pytest.mark.usefixtures("careless")
def test_nobody_else_may_write_to_what_is_made(base: Path) -> None:
    read_picture("one")
    made = [base, *base.rglob("*")]
    assert len(made) == 4
    assert not [path for path in made if path.stat().st_mode & 0o077]


@pytest.mark.parametrize("home", [None, "", "here", "/nowhere/at/all"])
def test_a_user_without_a_home_has_no_cache(home: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(number: int) -> pwd.struct_passwd:
        raise KeyError(number)

    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.delenv("HOME", raising=False)
    monkeypatch.setattr(pwd, "getpwuid", unknown)
    if home is not None:
        monkeypatch.setenv("HOME", home)
    assert cache_folder("ocr") is None
    assert patterns_file() is None
    assert (read_picture("one"), read_picture("two")) == ("one", "two")
    with pytest.raises(OutputError, match="--state"), hold_address("memory://bucket/dataset", None):
        pass
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("level", ["cache", "cache/kehoach", "cache/kehoach/ocr"])
@pytest.mark.parametrize("mode", [0o777, 0o770])
def test_a_folder_that_others_may_write_to_is_not_used(base: Path, level: str, mode: int) -> None:
    read_picture("planted")
    (base.parent / level).chmod(mode)
    assert (read_picture("one"), read_picture("two")) == ("one", "two")


def test_a_folder_of_all_in_which_each_keeps_to_his_own_is_on_the_way(base: Path) -> None:
    base.mkdir()
    base.chmod(0o1777)
    assert read_picture("one") == read_picture("two") == "one"
    (base / "kehoach").chmod(0o1777)
    assert read_picture("two") == "two"


def test_an_entry_that_others_may_write_is_not_read(base: Path) -> None:
    read_picture("planted")
    (entry,) = (base / "kehoach" / "ocr").iterdir()
    entry.chmod(0o666)
    assert read_picture("two") == "two"
    assert read_picture("three") == "two"


def test_only_files_are_entries(base: Path) -> None:
    folder = cache_folder("ocr")
    assert folder is not None
    keep(folder / "entry", b"kept")
    (folder / "link").symlink_to(folder / "entry")
    (folder / "folder").mkdir()
    os.mkfifo(folder / "pipe", 0o600)
    assert read_kept(folder / "entry") == b"kept"
    for name, said in {"link": "Too many levels", "folder": "Is a directory", "pipe": "others"}.items():
        with pytest.raises(OSError, match=said):
            read_kept(folder / name)


@only_root
@pytest.mark.parametrize("level", ["cache", "cache/kehoach", "cache/kehoach/ocr"])
def test_a_link_or_a_folder_of_another_user_is_not_followed(base: Path, level: str) -> None:
    read_picture("planted")
    place, aside = base.parent / level, base.parent / "aside"
    place.rename(aside)
    place.symlink_to(aside)
    assert read_picture("two") == "planted"
    os.chown(place, OTHER, OTHER, follow_symlinks=False)
    assert read_picture("two") == "two"
    place.unlink()
    aside.rename(place)
    os.chown(place, OTHER, OTHER)
    assert read_picture("two") == "two"


@only_root
def test_an_entry_of_another_user_is_not_read(base: Path) -> None:
    read_picture("planted")
    (entry,) = (base / "kehoach" / "ocr").iterdir()
    os.chown(entry, OTHER, OTHER)
    assert read_picture("two") == "two"


def test_links_of_ones_own_are_followed(base: Path, tmp_path: Path) -> None:
    (tmp_path / "disk" / "large").mkdir(parents=True)
    base.symlink_to("disk/../disk/large")
    (tmp_path / "disk" / "large" / "kehoach").symlink_to(tmp_path / "disk" / "mine")
    assert cache_folder("ocr") == tmp_path / "disk" / "mine" / "ocr"
    base.unlink()
    base.symlink_to(base)
    assert cache_folder("ocr") is None


@pytest.mark.parametrize("level", ["cache", "cache/kehoach"])
def test_a_file_in_its_place_is_left_alone(base: Path, level: str) -> None:
    place = base.parent / level
    place.parent.mkdir(exist_ok=True)
    place.write_text("mine")
    assert (read_picture("one"), read_picture("two")) == ("one", "two")
    assert place.read_text() == "mine"


def test_the_oldest_entries_go_first(tmp_path: Path) -> None:
    names = [f"{digit * 64}.z" for digit in "abc"]
    for age, name in enumerate([*names, "thesis.z", "notes.txt"]):
        (tmp_path / name).write_bytes(bytes(100))
        os.utime(tmp_path / name, (1000 - age, 1000 - age))
    drop_oldest(tmp_path, 250)
    assert sorted(path.name for path in tmp_path.iterdir()) == [*names[:2], "notes.txt", "thesis.z"]
