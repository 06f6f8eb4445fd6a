"""The project's own plans: fresh from their definitions, and the same table through every door."""

from __future__ import annotations

import io
import tomllib
import zipfile
from pathlib import Path

import pytest

from extract.read.text.transcript import read_transcript
from extract.read.word.docx import read_docx
from normalize.writing.text import squeeze
from schemas.document import Grid, Source
from scripts.generate import samples

_ROOT = Path(__file__).resolve().parents[2]
_DEFINITIONS = sorted((_ROOT / "samples").glob("*.toml"))


def _tables(source: Source) -> list[list[list[str]]]:
    """The appendices' tables; rows that a transcript cuts are joined, cells covered by a merged one repeat it."""
    tables: list[list[list[str]]] = []
    joins = False
    for block in source.blocks:
        if not isinstance(block, Grid) or len(block.rows[0]) < 3:
            continue
        rows = [[squeeze(cell.text) for cell in row] for row in block.rows]
        if joins and block.page_top:
            rows[0] = [squeeze(f"{above} {below}") for above, below in zip(tables[-1].pop(), rows[0], strict=True)]
            tables[-1].extend(rows)
        else:
            tables.append(rows)
        joins = block.page_bottom
    return tables


def test_there_are_three() -> None:
    assert [path.stem for path in _DEFINITIONS] == ["commune-2024", "commune-2025", "district-2024"]


@pytest.mark.parametrize("path", _DEFINITIONS, ids=lambda path: path.stem)
def test_the_files_are_those_of_their_definition(path: Path) -> None:
    sample = samples.read_sample(tomllib.loads(path.read_text(encoding="utf-8")))
    assert path.with_suffix(".txt").read_text(encoding="utf-8") == samples.transcript(sample)
    parts = [
        zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml")
        for data in (path.with_suffix(".docx").read_bytes(), samples.word(sample))
    ]
    assert parts[0] == parts[1]


@pytest.mark.parametrize("path", _DEFINITIONS, ids=lambda path: path.stem)
def test_transcript_and_docx_show_the_same_tables(path: Path) -> None:
    spoken = _tables(read_transcript(path.with_suffix(".txt").read_bytes()))
    written = _tables(read_docx(path.with_suffix(".docx").read_bytes()))
    assert len(spoken) == len(written) > 0
    for one, other in zip(spoken, written, strict=True):
        assert [_body(row) for row in one if _is_body(row)] == [_body(row) for row in other if _is_body(row)]
        assert sum(_is_body(row) for row in one) >= 6


def _is_body(row: list[str]) -> bool:
    """Rows below the header: those that are numbered."""
    return len(row[0].rstrip(".")) <= 3 and row[0] not in ("TT", "STT", "")


def _body(row: list[str]) -> list[str]:
    """A row's cells; a group's title once, whether its cell is merged over the rest of the row or not."""
    title, *rest = row[1:]
    return [row[0], title, *("" if cell == title else cell for cell in rest)]
