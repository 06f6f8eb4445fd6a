"""How dense the code may be: the branches of a function, the lines of a module, the columns of a line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from radon.complexity import cc_visit
from radon.visitors import Class, Function

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("extract", "normalize", "schemas")
MODULES = sorted(path for name in PACKAGES for path in (ROOT / name).rglob("*.py"))

MOST_BRANCHES = 12
"""Complexity of a function as radon counts it: boolean operators and comprehensions too."""

MOST_LINES = 300
MOST_COLUMNS = 100

VOCABULARIES = {"schemas/vocabulary.py"}
"""Lists of words with their meanings, which are as long as there are words."""

# What does not conform yet: rooms with wide lines. It only shrinks; a room goes from here with its
# last one.
WIDE_ROOMS: tuple[str, ...] = (
    "extract/find",
    "extract/record/head",
    "extract/record/tasks",
    "normalize/body",
    "normalize/cells.py",
    "normalize/columns.py",
    "normalize/rows.py",
)


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _functions(blocks: list[Class | Function]) -> Iterator[Function]:
    """Every function, every method, those of inner classes too."""
    for block in blocks:
        if isinstance(block, Class):
            yield from _functions([*block.methods, *block.inner_classes])
        else:
            yield block


def _dense(path: Path) -> list[str]:
    found = [
        f"{_name(path)}:{one.lineno} {one.fullname} has {one.complexity}"
        for one in _functions(cc_visit(path.read_text(encoding="utf-8")))
        if one.complexity > MOST_BRANCHES
    ]
    return list(dict.fromkeys(found))  # radon lists methods by themselves and in their classes


def test_no_function_has_more_branches_than_a_reader_can_hold() -> None:
    assert not [one for path in MODULES for one in _dense(path)]


def test_no_module_is_longer_than_a_reader_will_read() -> None:
    lengths = {_name(path): len(path.read_bytes().splitlines()) for path in MODULES}
    long = {name for name, lines in lengths.items() if lines > MOST_LINES}
    assert not long - VOCABULARIES


def test_no_line_is_wider_than_a_reader_sees() -> None:
    assert not [
        f"{_name(path)}:{number} has {len(line)}"
        for path in MODULES
        if not _name(path).startswith(WIDE_ROOMS)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if len(line) > MOST_COLUMNS
    ]


def test_every_exception_is_of_something() -> None:
    for name in (*VOCABULARIES, *WIDE_ROOMS):
        assert (ROOT / name).exists(), f"strike {name} off the lists above"


def test_all_branches_are_counted() -> None:
    """Where radon is made to count less, the first test holds without meaning anything."""
    (one,) = cc_visit("def f(a, b):\n    return [x for x in a if x and b] if a else None\n")
    assert one.complexity == 5
