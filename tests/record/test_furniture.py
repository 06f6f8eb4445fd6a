"""The ledger of letters can be checked from the record alone."""

from __future__ import annotations

import io
import json
import unicodedata
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from extract import Options, extract_plan
from schemas.plan import dump_plan
from tests.pdf_files import canvas, sample_lines, write_lines
from tests.read.docx_files import docx
from tests.shared import SHARED, needs_shared

SAMPLES = Path(__file__).resolve().parents[2] / "samples"


def letters(text: str) -> int:
    return len("".join(unicodedata.normalize("NFC", text).split()))


def record_of(data: bytes, name: str) -> dict[str, Any]:
    record: dict[str, Any] = json.loads(dump_plan(extract_plan(data, Options(ocr="never"), name=name)))
    return record


def told(record: dict[str, Any]) -> int:
    """The letters that a record tells of."""
    return (
        letters(record["text"])
        + sum(letters(one["text"]) * len(one["where"]) for one in record["furniture"])
        + sum(letters(one["text"]) for one in record["coverage"]["unplaced"])
    )


def kinds(record: dict[str, Any]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in record["furniture"]:
        found.setdefault(one["kind"], []).append(one["text"])
    return found


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("commune-2025.*")), ids=lambda path: path.suffix)
def test_every_letter_of_the_samples_is_told(path: Path) -> None:
    if path.suffix in (".json", ".toml"):
        pytest.skip("no document")
    record = record_of(path.read_bytes(), path.name)
    assert record["coverage"]["characters"] == told(record)


@needs_shared
@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("header_table.docx", "header"),
        ("pdf_vertical_margin.pdf", "margin"),
        ("pdf_acroform.pdf", "form-field"),
        ("pdf_annotations.pdf", "annotation"),
    ],
)
def test_what_stands_beside_the_text_is_named(name: str, kind: str) -> None:
    record = record_of((SHARED / "cases" / "eye" / name).read_bytes(), name)
    assert kinds(record)[kind]
    assert record["coverage"]["characters"] == told(record)


def test_notes_and_fields_are_named() -> None:
    page, data = canvas()
    write_lines(page, sample_lines())
    page.acroForm.textfield(name="office", value="So Noi vu", x=60, y=60, width=150, height=20)
    page.showPage()
    page.save()
    with pikepdf.open(io.BytesIO(data.getvalue())) as document:
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Text,
            Rect=pikepdf.Array([500, 700, 520, 720]),
            Contents=pikepdf.String("Xem lại thời hạn"),
        )
        document.pages[0].Annots.append(document.make_indirect(note))
        out = io.BytesIO()
        document.save(out)
    record = record_of(out.getvalue(), "plan.pdf")
    assert kinds(record) == {"form-field": ["So Noi vu"], "annotation": ["Xem lại thời hạn"]}
    assert record["coverage"]["characters"] == told(record)


def test_labels_and_heads_of_word_are_told() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    item = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
        "<w:r><w:t>Căn cứ Nghị quyết số 76/NQ-CP ngày 15/7/2021</w:t></w:r></w:p>"
    )
    section = '<w:sectPr><w:headerReference w:type="default" r:id="header1"/></w:sectPr>'
    head = "<w:p><w:r><w:t>UBND xã Tân An</w:t></w:r></w:p>"
    record = record_of(docx(item + section, numbering=numbering, header1=head), "plan.docx")
    assert kinds(record) == {"header": ["UBND xã Tân An"]}
    assert record["text"].startswith("1. Căn cứ")
    assert record["coverage"]["characters"] == told(record)
