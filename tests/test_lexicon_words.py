"""A word of a table stands in its table only: no module says it a second time."""

from __future__ import annotations

import ast
import csv
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import regex

ROOT = Path(__file__).resolve().parents[1]
LEXICON = ROOT / "normalize" / "lexicon"
PACKAGES = ("extract", "normalize", "schemas")

WORDS = {"word", "phrase", "form", "name", "verb", "post", "deputy", "aliases"}
"""Columns that hold words of documents; of a table by its name besides these the ones below."""
OF_TABLE = {"document_kinds": {"kind"}, "abbreviations": {"meaning"}, "powers": {"meaning"}}
LISTED = {"aliases"}
"""Columns of several words, with `;` between them."""

WRITERS = ("extract/emit/", "schemas/dataset/")
"""Rooms that write and read nothing: their words are labels of ours."""

LEFT = Path(__file__).with_name("lexicon_words_left.tsv")
"""What still stands in a module, and in a table as well. This only shrinks: a word goes with the
change that has its module read the table. ``why`` is set where a word is no knowledge but what a rule
is about; these stay.
"""

_SPACES = regex.compile(r"\\s[+*]?|\\ |\[ \\t\]\+|\s+")
_ALTERNATIVES = regex.compile(r"\(\?(?:[:=!>]|<[=!]|P?<\w+>|\w+\))|\\[bBAZ]|[|()^$?]", regex.IGNORECASE)


@cache
def entries() -> frozenset[str]:
    """Every entry of two syllables or more, in small letters."""
    return frozenset(
        entry.lower() for path in sorted(LEXICON.glob("*.tsv")) for entry in _entries_of(path) if len(entry.split()) > 1
    )


def _entries_of(path: Path) -> Iterator[str]:
    columns = WORDS | OF_TABLE.get(path.stem, set())
    lines = (line for line in path.read_text(encoding="utf-8").splitlines() if line[:1] != "#")
    for row in csv.DictReader(lines, delimiter="\t"):
        for name in columns & row.keys():
            yield from (row[name] or "").split(";" if name in LISTED else "\t")


def said_twice(source: str) -> set[str]:
    """The entries of tables that a module's source says: a string that is one, or a pattern that
    has one among its alternatives; what the source says of itself (docstrings) does not count.
    """
    found: set[str] = set()
    for text in _strings(ast.parse(source)):
        plain = _SPACES.sub(" ", unicodedata.normalize("NFC", text).lower())
        found.update(part.strip() for part in (plain, *_ALTERNATIVES.split(plain)))
    return found & entries()


def _strings(node: ast.AST) -> Iterator[str]:
    """Every string below a node but those that stand alone, as docstrings do."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant):
            continue
        if isinstance(child, ast.Constant) and isinstance(child.value, str):
            yield child.value
        yield from _strings(child)


def _said() -> set[tuple[str, str]]:
    """(module, entry) wherever a module says one."""
    modules = (path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
    named = ((path.relative_to(ROOT).as_posix(), path) for path in modules)
    return {
        (name, entry)
        for name, path in named
        if not name.startswith(WRITERS)
        for entry in said_twice(path.read_text(encoding="utf-8"))
    }


def _left() -> set[tuple[str, str]]:
    with LEFT.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    return {(row["module"], entry) for row in rows for entry in row["words"].split(";")}


def test_no_module_says_what_a_table_says() -> None:
    """What is listed may move from one module to another, never become more."""
    said, left = _said(), _left()
    known = {entry for _, entry in left}
    assert not {(module, entry) for module, entry in said if entry not in known}, "read the table"
    assert len(said) <= len(left), f"new: {sorted(said - left)}"


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ('WORDS = ("hạn chót", "x")', {"hạn chót"}),
        ('P = compile(r"\\b(?:Hạn\\s+chót|thời\\ hạn)\\b")', {"hạn chót", "thời hạn"}),
        ('P = f"{x}(?P<a>hạn chót)?"', {"hạn chót"}),
        ('"""hạn chót"""', set()),
        ('def f():\n    """Reads "hạn chót"."""\n    return "han chot"', set()),
        ('say("no hạn chót here")', set()),
    ],
)
def test_what_counts(source: str, said: set[str]) -> None:
    assert said_twice(source) == said
