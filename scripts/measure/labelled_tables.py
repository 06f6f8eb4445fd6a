"""Tables whose columns and kind a person read: real ones of the corpus, and ones written.

``tests/accuracy/tables/corpus.tsv`` names real tables by document, number and a key of their first
rows (their words stay with the documents); ``written.txt`` there holds written ones whole, and
``written_later.txt`` more of them, of every kind of plan, written when the words and weights for the
others stood. "a/b" is either, "-" no header.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, NamedTuple

from normalize.writing.text import fold
from schemas.document import Cell, Grid, TableBlock, TableRow
from scripts.measure.annotated import SHARED

FOLDER = Path(__file__).resolve().parents[2] / "tests" / "accuracy" / "tables"
_KEY_ROWS = 3


class Label(NamedTuple):
    """What a person read: every column's roles and the table's kinds that are right; no roles without a header."""

    name: str
    kinds: frozenset[str]
    roles: tuple[frozenset[str], ...]
    set_aside: bool


class Labelled(NamedTuple):
    """A table and its label; no table where the document no longer has it."""

    label: Label
    block: TableBlock | None


def list_written(name: Literal["written", "written_later"] = "written") -> list[Labelled]:
    """The written tables, the earlier ones or the later ones."""
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    return [_written(part) for part in text.split("\n## ")[1:]]


def list_corpus() -> Iterator[Labelled]:
    """The real tables, document by document; none where the study material is absent."""
    with (FOLDER / "corpus.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    for document in dict.fromkeys(row["document"] for row in rows):
        path = SHARED / "corpus" / document
        if not path.is_file():
            continue
        blocks = _blocks_of(path)
        for row in rows:
            if row["document"] == document:
                name = f"{document}#{row['table']}"
                label = _label(name, row["kind"], row["roles"].replace("-", ""), document)
                yield Labelled(label, _find(blocks, int(row["table"]), row["key"]))


def key_of(block: TableBlock) -> str:
    """What tells a table from others of its document: a digest of the letters of its first rows."""
    cells = (cell for row in block.grid.rows[:_KEY_ROWS] for cell in {id(cell): cell for cell in row}.values())
    letters = "".join(letter for letter in fold("".join(cell.text for cell in cells)) if letter.isalnum())
    return hashlib.sha256(letters.encode()).hexdigest()[:12]


def _blocks_of(path: Path) -> list[TableBlock]:
    from extract.options import Options
    from extract.pipeline.source import read_source
    from extract.structure.document import build_document

    return build_document(read_source(path.read_bytes(), Options(ocr="never"))).tables


def _find(blocks: list[TableBlock], number: int, key: str) -> TableBlock | None:
    """The table with the key, the nearest by number where several have it."""
    near = sorted(enumerate(blocks, 1), key=lambda one: abs(one[0] - number))
    return next((block for _, block in near if key_of(block) == key), None)


def _written(part: str) -> Labelled:
    head, *lines = part.strip().split("\n")
    kind, roles, title = head.split(" | ", 2)
    rows: list[TableRow] = []
    for line in lines:
        row: TableRow = []
        for column, text in enumerate(line.split("|")):
            word = text.strip()
            row.append(row[-1] if word == "<" else rows[-1][column] if word == "^" else Cell(word))
        rows.append(row)
    return Labelled(_label(title, kind, roles, title), TableBlock(Grid(rows), title=title))


def _label(name: str, kinds: str, roles: str, split_by: str) -> Label:
    """A label; a third of the documents and of the titles is set aside, told by their digest."""
    digest = hashlib.sha256(split_by.encode()).digest()
    split = tuple(frozenset(one.split("/")) for one in roles.split())
    return Label(name, frozenset(kinds.split("/")), split, digest[1] % 3 == 0)
