"""The tables of words and facts, each read into rows of its own type:
the one door to ``lexicon/*.tsv``.

A table is tab-separated UTF-8 text, as editors and spreadsheets save it. Its first line names the
columns, one a field of the row's type; ``source`` (where the fact stands) and ``example`` (a phrase
in which the row is found) are always among them. A cell is read as its field's type says: a date is
ISO 8601, a truth is yes or no, a list is parted by semicolons, a closed vocabulary is checked; an
empty cell takes the field's default.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin

import msgspec

_HERE = Path(__file__).parent


class Row(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What every row of every table has."""

    source: str
    example: str


class TableError(ValueError):
    """A table that does not hold what its rows' type asks for; the message names file,
    line and column.
    """


AnyRow = TypeVar("AnyRow", bound=Row)


def read_table(name: str, row: type[AnyRow]) -> tuple[AnyRow, ...]:
    """All rows of ``lexicon/<name>.tsv`` in the file's order, read at the first call and kept.

    Raises:
        TableError: a column is missing or not known, a cell is not of its field's type, a needed
        cell is empty.
    """
    return cast(tuple[AnyRow, ...], _read_kept(name, row))


@cache
def _read_kept(name: str, row: type[Row]) -> tuple[Row, ...]:
    file = f"normalize/lexicon/{name}.tsv"
    return parse_table(_HERE.joinpath(f"{name}.tsv").read_text(encoding="utf-8"), row, file)


def parse_table(text: str, row: type[AnyRow], file: str) -> tuple[AnyRow, ...]:
    """The rows of a table's text; ``file`` is its name in errors.

    Raises:
        TableError: as `read_table`.
    """
    lines = csv.reader(text.removeprefix("\ufeff").splitlines(), delimiter="\t", strict=True)
    try:
        header = next(lines, [])
        _check_header(header, row, file)
        return tuple(_read_rows(lines, header, row, file))
    except csv.Error as error:
        raise TableError(f"{file}, line {lines.line_num}: {error}") from error


def _check_header(header: list[str], row: type[Row], file: str) -> None:
    """Each column once, none missing, none that the rows do not know."""
    shared = Row.__struct_fields__
    columns = (*(one for one in row.__struct_fields__ if one not in shared), *shared)
    if sorted(header) == sorted(columns):
        return
    wrong = [f"no column '{one}'" for one in columns if one not in header]
    wrong += [f"unknown column '{one}'" for one in header if one not in columns]
    wrong += [f"column '{one}' twice" for one in columns if header.count(one) > 1]
    raise TableError(f"{file}, line 1: {', '.join(wrong)}; the columns are {', '.join(columns)}")


def _read_rows(
    lines: Iterator[list[str]], header: list[str], row: type[AnyRow], file: str
) -> Iterator[AnyRow]:
    """Each row as it is read: what is kept of hundreds of lines
    at a time wakes the garbage collector.
    """
    optional, readers = _optional(row), _readers(row)
    for number, cells in enumerate(lines, 2):
        if not cells:
            continue
        if len(cells) != len(header):
            counts = f"{len(cells)} cells under {len(header)} columns"
            raise TableError(f"{file}, line {number}: {counts}; cells are parted by one tab each")
        found = _filled(header, cells, optional)
        for column, read in readers:
            if column in found:
                found[column] = read(found[column])
        try:
            if "" in found.values():
                raise msgspec.ValidationError
            yield msgspec.convert(found, row, strict=False)
        except msgspec.ValidationError:
            _check_row(found, row, f"{file}, line {number}")
            raise


def _filled(header: list[str], cells: list[str], optional: frozenset[str]) -> dict[str, Any]:
    """The cells by their columns, without those that are empty and may be."""
    found = dict(zip(header, cells, strict=False))
    if "" not in cells:
        return found
    return {name: cell for name, cell in found.items() if cell or name not in optional}


def _optional(row: type[Row]) -> frozenset[str]:
    """The columns that may be empty: those whose fields have a default."""
    defaults = row.__struct_defaults__
    names = row.__struct_fields__[len(row.__struct_fields__) - len(defaults) :]
    return frozenset(
        name
        for name, default in zip(names, defaults, strict=True)
        if default is not msgspec.NODEFAULT
    )


def _readers(row: type[Row]) -> list[tuple[str, Callable[[str], Any]]]:
    """How lists and truths are read; told by the types as written,
    for resolving them takes longer than reading.
    """
    types = {
        name: str(kind)
        for one in row.__mro__
        for name, kind in vars(one).get("__annotations__", {}).items()
    }
    lists = [(name, _read_list) for name, kind in types.items() if kind.startswith("tuple[")]
    return [
        *lists,
        *((name, _read_truth) for name, kind in types.items() if kind in ("bool", str(bool))),
    ]


def _read_list(cell: str) -> tuple[str, ...]:
    return tuple([part for part in map(str.strip, cell.split(";")) if part])


_TRUTHS = {"yes": True, "no": False}


def _read_truth(cell: str) -> bool | str:
    return _TRUTHS.get(cell, cell)


def _check_row(cells: dict[str, Any], row: type[Row], place: str) -> None:
    """Raises the first error of a row in the words of the table."""
    for field in msgspec.structs.fields(row):
        where = f"{place}, column {field.name}"
        if field.name not in cells:
            continue
        if cells[field.name] == "":
            raise TableError(f"{where}: the cell is empty")
        try:
            msgspec.convert(cells[field.name], field.type, strict=False)
        except msgspec.ValidationError:
            expected = _expected(field.type)
            raise TableError(f"{where}: '{cells[field.name]}' is not {expected}") from None


def _expected(kind: Any) -> str:
    """What a cell of a type has to be, for who edits the table."""
    kinds = [one for one in get_args(kind) if one is not NoneType]
    if get_origin(kind) in (Union, UnionType) and len(kinds) == 1:
        return _expected(kinds[0])
    if get_origin(kind) is Literal:
        return "one of " + ", ".join(map(str, kinds))
    return {bool: "yes or no", date: "a day such as 2025-07-01", int: "a number"}.get(
        kind, str(kind)
    )
