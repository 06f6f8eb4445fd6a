"""Patterns kept between runs: compiled once, and never taken from a file that another could have written."""

from __future__ import annotations

import hashlib
import os
import pickle
from collections.abc import Callable
from pathlib import Path

import pytest
import regex

from extract.process.kept_patterns import kept_patterns, load_patterns, patterns_file, save_patterns
from tests.own_folder import use_cache_below

WORD = r"(?P<head>Ủy ban)\s+(?:xã|phường)"


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    use_cache_below(tmp_path, monkeypatch)
    found = patterns_file()
    assert found is not None
    assert found.is_relative_to(tmp_path)
    return found


def compile_word() -> regex.Pattern[str]:
    with kept_patterns():
        found = regex.compile(WORD, regex.IGNORECASE)
        assert found.match("ủy ban xã")
    return found


def test_the_second_run_compiles_nothing(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = compile_word()

    def refuse(*_: object) -> None:
        raise AssertionError("compiled again")

    monkeypatch.setattr(regex, "compile", refuse)
    again = compile_word()
    for text in ("ỦY BAN PHƯỜNG Mẫu", "ủy ban huyện"):
        mine, theirs = first.search(text), again.search(text)
        assert (mine and mine.groupdict()) == (theirs and theirs.groupdict())
    assert again.flags == first.flags


def test_compile_is_itself_again(file: Path) -> None:
    compiler = regex.compile
    with pytest.raises(ZeroDivisionError), kept_patterns():
        1 / 0  # noqa: B018
    assert regex.compile is compiler


def test_a_run_adds_to_what_is_kept(file: Path) -> None:
    compile_word()
    with kept_patterns():
        regex.compile("a+").match("a")
    assert load_patterns(file).keys() == {(WORD, int(regex.IGNORECASE)), ("a+", 0)}
    assert not [path for path in file.parent.iterdir() if path != file]


def test_what_cannot_be_kept_is_compiled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "kehoach").write_text("no folder")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert compile_word().search("ủy ban xã")


class Bomb:
    """What a pickle could do."""

    def __reduce__(self) -> tuple[Callable[..., object], tuple[str]]:
        return os.mkdir, ("exploded",)


def signed(data: bytes) -> bytes:
    return hashlib.sha256(data).digest() + data


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: b"",
        lambda data: data[:-1],
        lambda data: data[:100] + b"?" + data[101:],
        lambda data: signed(b""),
        lambda data: signed(pickle.dumps({"a": Bomb()})),
    ],
    ids=["empty", "cut", "changed", "nothing", "code"],
)
def test_a_spoilt_file_is_compiled_anew(
    file: Path, spoil: Callable[[bytes], bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    compile_word()
    file.write_bytes(spoil(file.read_bytes()))
    assert load_patterns(file) == {}
    assert compile_word().search("ủy ban xã")
    assert load_patterns(file).keys() == {(WORD, int(regex.IGNORECASE))}
    assert not (tmp_path / "exploded").exists()


def test_a_file_that_others_may_write_is_not_read(file: Path) -> None:
    save_patterns(file, {("a+", 0): pickle.dumps(regex.compile("a+"))})
    assert load_patterns(file)
    file.chmod(0o620)
    assert load_patterns(file) == {}


def test_what_no_document_asks_for_is_not_made(file: Path) -> None:
    with kept_patterns():
        assert regex.compile("(").__class__ is not regex.Pattern
        unused = regex.compile("b+")
    assert not file.exists()
    assert unused.fullmatch("bb")


def test_what_processes_share_is_made_at_once(file: Path) -> None:
    with kept_patterns(at_once=True):
        assert isinstance(regex.compile("b+"), regex.Pattern)
    assert load_patterns(file).keys() == {("b+", 0)}


@pytest.mark.parametrize("kept", [b"", pickle.dumps(Bomb()), pickle.dumps(regex.compile("b"))[:-9]])
def test_a_spoilt_pattern_is_compiled_anew(file: Path, kept: bytes, tmp_path: Path) -> None:
    save_patterns(file, {(WORD, int(regex.IGNORECASE)): kept})
    assert compile_word().search("ủy ban xã")
    assert pickle.loads(load_patterns(file)[WORD, int(regex.IGNORECASE)]).search("ủy ban xã")
    assert not (tmp_path / "exploded").exists()
