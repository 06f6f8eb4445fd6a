"""DOCX in the letters of old fonts: by the words set in each font, not by the fonts' names."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import regex

from extract import extract_plan
from extract.read.word.docx import read_docx
from extract.structure.ledger import list_fragments
from normalize.writing.encodings import TCVN3, VNI, Encoding, table_of
from schemas.document import Grid
from tests.read.docx_files import docx, packed, paragraph, row, run, table

SAMPLES = Path(__file__).parents[2] / "samples"
WORDS = (
    "Tăng cường rà soát, đơn giản hóa các thủ tục hành chính trên tất cả các lĩnh vực",
    "Ủy ban nhân dân xã giao Văn phòng chủ trì, phối hợp với các ngành thực hiện nhiệm vụ được giao",
    "Người dân, tổ chức được hưởng dịch vụ công trực tuyến; tỷ lệ hồ sơ đúng hạn tăng lên",
)


def encode(text: str, encoding: Encoding) -> str:
    table = {meant: read for read, meant in table_of(encoding).items()}
    return "".join(table.get(letter, letter) for letter in text)


def font(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}"/>'


def shown(data: bytes) -> list[str]:
    return [fragment.text for fragment in list_fragments(read_docx(data).blocks)]


def small(text: str) -> str:
    """A text whose capitals TCVN3 has."""
    return text.lower() if "Ủ" in text else text


def test_tcvn3_by_font_runs() -> None:
    words = [small(text) for text in WORDS]
    old = [encode(text, TCVN3) for text in words]
    body = (
        paragraph(run(encode("kế hoạch", TCVN3), font(".VnTimeH")))
        + "".join(paragraph(run(text[:9], font(".VnTime")) + run(text[9:], font(".VnTime"))) for text in old)
        + paragraph(run(WORDS[0], font("Times New Roman")))
        + table(row(paragraph(run(old[1], font(".VnArial"))), paragraph(run(WORDS[1], font(".VnTime")))))
    )
    data = docx(body)
    assert shown(data) == ["KẾ HOẠCH", *words, WORDS[0], words[1], WORDS[1]]
    codes = [(code, message) for code, message, _ in read_docx(data).notes]
    assert [code for code, _ in codes] == ["text-layer-repaired"]
    assert "'.VnTime' are those of TCVN3" in codes[0][1]


def test_fonts_of_styles_count_and_names_do_not() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="A"><w:rPr>' + font("Old") + "</w:rPr></w:style>"
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>'
    )
    body = "".join(paragraph(run(encode(text, VNI)), '<w:pStyle w:val="B"/>') for text in WORDS)
    assert shown(docx(body + paragraph(WORDS[0]), styles=styles)) == [*WORDS, WORDS[0]]


def test_unicode_in_an_old_font_is_left_alone() -> None:
    data = docx("".join(paragraph(run(text, font(name))) for text in WORDS for name in (".VnTime", "VNI-Times")))
    assert shown(data) == [text for text in WORDS for _ in range(2)]
    assert read_docx(data).notes == []


def test_a_soft_hyphen_is_a_letter_in_tcvn3_only() -> None:
    old = [encode(small(text), TCVN3) for text in WORDS]
    written = "".join(
        paragraph(
            "".join(
                f"<w:r><w:rPr>{font('.VnTime')}</w:rPr><w:softHyphen/></w:r>"
                if piece == "\u00ad"
                else run(piece, font(".VnTime"))
                for piece in regex.split("(\u00ad)", text)
                if piece
            )
        )
        for text in old
    )
    assert shown(docx(written)) == [small(text) for text in WORDS]
    assert shown(docx(paragraph("Ủy\u00ad ban nhân\u00ad dân"))) == ["Ủy ban nhân dân"]


def test_a_plan_in_vni_gives_the_same_tasks() -> None:
    path = SAMPLES / "commune-2024.docx"
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    text = files["word/document.xml"].decode("utf-8")
    text = regex.sub(r"(?<=<w:t[^>]*>)[^<]*", lambda match: encode(match.group(), VNI), text)
    plan = extract_plan(packed({**files, "word/document.xml": text.encode()}))
    expected = extract_plan(path)
    assert expected.tasks
    assert plan.tasks == expected.tasks
    assert plan.header == expected.header
    assert plan.text == expected.text


def test_cells_are_one_word_each() -> None:
    cells = [word for text in WORDS for word in text.split()]
    rows = [
        row(*(paragraph(run(encode(word, VNI), font("VNI-Times"))) for word in cells[at : at + 3]))
        for at in range(0, 45, 3)
    ]
    grid = read_docx(docx(table(*rows))).blocks[0]
    assert isinstance(grid, Grid)
    assert [cell.text for line in grid.rows for cell in line] == cells[:45]
