"""DOCX as Word shows it: every oddity a small file of its own, and the real documents complete."""

from __future__ import annotations

import contextlib
import io
import time
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from extract.read.word.docx import read_docx
from extract.read.zip_limits import MAX_ENTRIES
from schemas.document import Block, Fragment, Furniture, Grid, Paragraph, Place
from schemas.errors import DamagedError, EncryptedError, ExtractError, LimitError, UnsupportedError
from tests.office_files import needs_soffice
from tests.read.docx_files import cell, docx, level, numbered, numbering, packed, paragraph, row, run, table
from tests.shared import SHARED, needs_shared

_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def _paragraphs(data: bytes) -> list[Paragraph]:
    return [block for block in read_docx(data).blocks if isinstance(block, Paragraph)]


def _shown(data: bytes) -> list[str]:
    """Every paragraph as it looks, its label before it."""
    return [f"{one.marker} {one.text}".strip() for one in _paragraphs(data)]


def _grid(data: bytes) -> Grid:
    return next(block for block in read_docx(data).blocks if isinstance(block, Grid))


def _texts(data: bytes) -> list[list[str]]:
    return [[one.text for one in line] for line in _grid(data).rows]


def _field(instruction: str, result: str) -> str:
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{instruction}</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


_BOX = "<w:txbxContent>" + paragraph("DỰ THẢO") + "</w:txbxContent>"
_ALTERNATIVES = (
    "<w:r><mc:AlternateContent>"
    f'<mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx>{_BOX}</wps:txbx></wps:wsp></w:drawing></mc:Choice>'
    f"<mc:Fallback><w:pict><v:shape><v:textbox>{_BOX}</v:textbox></v:shape></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r>"
)

RUNS = [
    ("runs", run("Kế ") + run("hoạch"), "Kế hoạch"),
    ("decomposed", run(unicodedata.normalize("NFD", "Ủy ban")), "Ủy ban"),
    ("letter cut by a run", run("Ke") + run("\u0302\u0301 hoạch"), "Kế hoạch"),
    ("tab and break", run("a") + "<w:r><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r>", "a\tb\nc"),
    ("hyphens", "<w:r><w:t>KH</w:t><w:noBreakHyphen/><w:t>UB</w:t><w:softHyphen/><w:t>ND</w:t></w:r>", "KH-UBND"),
    ("soft hyphen of a legacy font",
     '<w:r><w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr><w:t>ng</w:t><w:softHyphen/><w:t>\u00adi</w:t></w:r>',
     "ng\u00ad\u00adi"),
    ("symbols", '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:sym w:font="Symbol" w:char="B3"/></w:r>', "✓≥"),
    ("unknown symbol is kept", '<w:r><w:sym w:font="Webdings" w:char="F041"/></w:r>', "\uf041"),
    ("sign of a symbol font", run("\uf0b7 Rà soát"), "• Rà soát"),
    ("hidden", run("a") + run("b", "<w:vanish/>"), "a"),
    ("capitals", run("Ủy ban", "<w:caps/>") + run(" xã", '<w:caps w:val="0"/>'), "ỦY BAN xã"),
    ("inserted", f"<w:ins>{run('mới')}</w:ins>", "mới"),
    ("deleted", run("a") + "<w:del><w:r><w:delText>b</w:delText></w:r></w:del>", "a"),
    ("moved", f"<w:moveFrom>{run('đi')}</w:moveFrom><w:moveTo>{run('đến')}</w:moveTo>", "đến"),
    ("inserted, then deleted", f"<w:ins>{run('a')}<w:del>{run('b')}</w:del></w:ins>", "a"),
    ("link", f'<w:hyperlink r:id="x">{run("Nghị định")}</w:hyperlink>', "Nghị định"),
    ("content control", f"<w:sdt><w:sdtPr/><w:sdtContent>{run('xã')}</w:sdtContent></w:sdt>", "xã"),
    ("simple field", f'<w:fldSimple w:instr="DATE">{run("16/02/2023")}</w:fldSimple>', "16/02/2023"),
    ("field", _field("DATE", run("16/02/2023")), "16/02/2023"),
    ("field in a field", _field("IF " + "</w:instrText></w:r>" + _field("PAGE", run("7")) + "<w:r><w:instrText>",
     run("đúng")), "đúng"),
    ("field without result", '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TC</w:instrText></w:r>'
     '<w:r><w:fldChar w:fldCharType="end"/></w:r>' + run("sau"), "sau"),
    ("formula", "<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>", "x+1"),
    ("ruby", f"<w:r><w:ruby><w:rt>{run('trên')}</w:rt><w:rubyBase>{run('dưới')}</w:rubyBase></w:ruby></w:r>", "dưới"),
    ("unknown choice", "<mc:AlternateContent><mc:Choice Requires='odd'>" + run("lạ") + "</mc:Choice><mc:Fallback>"
     + run("quen") + "</mc:Fallback></mc:AlternateContent>", "quen"),
    ("blanks at the ends", run("\u00a0 Kế hoạch \t"), "Kế hoạch"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "shown"), [case[1:] for case in RUNS], ids=[case[0] for case in RUNS])
def test_runs(content: str, shown: str) -> None:
    assert [one.text for one in _paragraphs(docx(paragraph(content)))] == [shown]
    assert _texts(docx(table(row(cell(paragraph(content)))))) == [[shown]]


def test_an_open_field_hides_no_later_paragraph() -> None:
    opened = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF</w:instrText></w:r>'
    assert _shown(docx(paragraph(opened) + paragraph("sau"))) == ["sau"]


def test_a_field_result_may_go_over_paragraphs() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r>'
    result = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("Mục I")
    end = run("Mục II") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    assert _shown(docx(paragraph(begin + result) + paragraph(end))) == ["Mục I", "Mục II"]


def test_places_count_blocks_rows_and_cells() -> None:
    blocks = read_docx(docx(paragraph("a") + paragraph("") + table(row("b", "c"), row("d", "e")))).blocks
    first, grid = blocks
    assert isinstance(first, Paragraph)
    assert isinstance(grid, Grid)
    assert first.fragments == (Fragment("a", Place(part="document", block=0)),)
    assert grid.rows[1][1].fragments == (Fragment("e", Place(part="document", block=2, row=1, cell=1)),)


def test_a_deleted_paragraph_end_joins_the_next_paragraph() -> None:
    mark = '<w:rPr><w:del w:id="1" w:author="a"/></w:rPr>'
    assert _shown(docx(paragraph("Kế ", mark) + paragraph("hoạch") + paragraph("hết", mark))) == ["Kế hoạch", "hết"]
    assert _texts(docx(table(row(cell(paragraph("Kế ", mark) + paragraph("hoạch")))))) == [["Kế hoạch"]]


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    assert _shown(docx(paragraph(run("Số: 5") + _ALTERNATIVES))) == ["Số: 5", "DỰ THẢO"]
    assert _texts(docx(table(row(cell(paragraph(run("Số: 5") + _ALTERNATIVES)))))) == [["Số: 5\nDỰ THẢO"]]


def test_the_words_of_wordart_are_a_stamp() -> None:
    art = '<w:r><w:pict><v:shape><v:textpath string="DỰ THẢO"/></v:shape></w:pict></w:r>'
    section = '<w:sectPr><w:headerReference w:type="default" r:id="header1"/></w:sectPr>'
    for data in (docx(paragraph(art)), docx(section, header1=paragraph(art))):
        (stamp,) = read_docx(data).blocks
        assert isinstance(stamp, Furniture)
        assert (stamp.kind, stamp.fragments[0].text) == ("stamp", "DỰ THẢO")


def test_weight_alignment_and_levels_come_from_runs_and_styles() -> None:
    styles = """<w:docDefaults><w:rPrDefault><w:rPr/></w:rPrDefault></w:docDefaults>
      <w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/></w:style>
      <w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 2"/><w:basedOn w:val="N"/>
        <w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>
      <w:style w:type="paragraph" w:styleId="K"><w:name w:val="Đề mục"/><w:basedOn w:val="H"/>
        <w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>
      <w:style w:type="character" w:styleId="S"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>"""
    body = (
        paragraph("a", '<w:pStyle w:val="H"/>')
        + paragraph("b", '<w:pStyle w:val="K"/><w:jc w:val="left"/>')
        + paragraph(run("c", '<w:rStyle w:val="S"/>') + run(" "))
        + paragraph(run("d", "<w:b/>") + run("e"))
        + paragraph(run("f", '<w:b w:val="false"/>'), '<w:pStyle w:val="H"/>')
        + paragraph("g", '<w:pStyle w:val="missing"/><w:outlineLvl w:val="0"/>')
    )
    shown = [(one.text, one.bold, one.centered, one.level) for one in _paragraphs(docx(body, styles=styles))]
    assert shown == [
        ("a", True, True, 2),
        ("b", True, False, 0),
        ("c", True, False, 0),
        ("de", False, False, 0),
        ("f", False, True, 2),
        ("g", False, False, 1),
    ]


def test_styles_that_are_based_on_each_other_end() -> None:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{one}"><w:basedOn w:val="{other}"/></w:style>'
        for one, other in ("AB", "BA")
    )
    assert _shown(docx(paragraph("x", '<w:pStyle w:val="A"/>'), styles=styles)) == ["x"]


def test_numbering_of_plans() -> None:
    levels = [level(0, "upperRoman", "%1."), level(1, "decimal", "%2."), level(2, "decimal", "%2.%3."),
              level(3, "lowerLetter", "%4)"), level(4, "bullet", "\uf02d")]  # fmt: skip
    steps = [(0, "I."), (1, "1."), (2, "1.1."), (2, "1.2."), (1, "2."), (2, "2.1."), (3, "a)"), (3, "b)"), (4, "-"),
             (0, "II."), (1, "1."), (3, "a)")]  # fmt: skip
    data = docx("".join(numbered("x", level=depth) for depth, _ in steps), numbering=numbering(*levels))
    assert [one.marker for one in _paragraphs(data)] == [label for _, label in steps]
    assert {one.text for one in _paragraphs(data)} == {"x"}


def test_lists_share_a_count_unless_they_start_anew() -> None:
    nums = """<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
      <w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>
      <w:num w:numId="3"><w:abstractNumId w:val="0"/>
        <w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>
      <w:num w:numId="4"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">"""
    nums += level(0, "decimalZero", "%1/") + "</w:lvlOverride></w:num>"
    body = "".join(numbered("x", number=number) for number in (1, 1, 2, 3, 3, 4, 0, 9))
    data = docx(body, numbering=numbering(level(0, "decimal", "%1."), nums=nums))
    assert [one.marker for one in _paragraphs(data)] == ["1.", "2.", "3.", "7.", "8.", "09/", "", ""]


def test_levels_that_do_not_restart_and_legal_numbers() -> None:
    levels = [level(0, "upperRoman", "%1."), level(1, "decimal", "%2.", '<w:lvlRestart w:val="0"/>'),
              level(2, "decimal", "%1.%2.%3", "<w:isLgl/>")]  # fmt: skip
    body = "".join(numbered("x", level=depth) for depth in (0, 1, 0, 1, 2))
    labels = [one.marker for one in _paragraphs(docx(body, numbering=numbering(*levels)))]
    assert labels == ["I.", "1.", "II.", "2.", "2.2.1"]


def test_numbering_of_styles_and_its_end() -> None:
    styles = """<w:style w:type="paragraph" w:styleId="A">
      <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
      <w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>"""
    levels = [
        level(0, "upperRoman", "%1.", '<w:pStyle w:val="A"/>'),
        level(1, "decimal", "%2.", '<w:pStyle w:val="B"/>'),
    ]
    stopped = '<w:pStyle w:val="A"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    body = paragraph("a", '<w:pStyle w:val="A"/>') + paragraph("b", '<w:pStyle w:val="B"/>') + paragraph("c", stopped)
    assert _shown(docx(body, styles=styles, numbering=numbering(*levels))) == ["I. a", "1. b", "c"]


def test_numbers_of_an_empty_column_stand_in_its_cells() -> None:
    rows = [row(cell(numbered("")), cell(numbered(task, number=2))) for task in ("Rà soát", "Kiểm tra")]
    parts = numbering(
        level(0, "decimal", "%1."),
        nums="".join(f'<w:num w:numId="{one}"><w:abstractNumId w:val="{at}"/></w:num>' for one, at in ((1, 0), (2, 1))),
    ).replace("<w:num ", f'<w:abstractNum w:abstractNumId="1">{level(0, "bullet", "-")}</w:abstractNum><w:num ', 1)
    data = docx(table(row("TT", "Nhiệm vụ"), *rows), numbering=parts)
    assert _texts(data) == [["TT", "Nhiệm vụ"], ["1.", "- Rà soát"], ["2.", "- Kiểm tra"]]
    assert _grid(data).rows[2][0].fragments[0].text == "2."


def test_merged_cells_are_one_object_in_every_position() -> None:
    down, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    wide = '<w:gridSpan w:val="2"/>'
    data = docx(
        table(
            row("TT", cell("Thực hiện", wide), "Hạn"),
            row("1", cell("Văn phòng", down), "a", "Quý I"),
            row("2", cell("", on), "b", "Quý II"),
            row(cell("NHÓM", '<w:gridSpan w:val="4"/>')),
            row("3", cell("ẩn", on), "c", "Quý III"),
        )
    )
    rows = _grid(data).rows
    assert rows[0][1] is rows[0][2]
    assert rows[1][1] is rows[2][1]
    assert len({id(one) for one in rows[3]}) == 1
    # A continuation below another cell has nothing to continue: its own text is what Word shows.
    assert [one.text for one in rows[4]] == ["3", "ẩn", "c", "Quý III"]


def test_both_directions_merged_at_once() -> None:
    block = '<w:gridSpan w:val="2"/><w:vMerge{}/>'
    data = docx(
        table(
            row(cell("khối", block.format(' w:val="restart"')), "a"),
            row(cell("", block.format("")), "b"),
        )
    )
    rows = _grid(data).rows
    assert rows[0][0] is rows[0][1] is rows[1][0] is rows[1][1]


def test_rows_of_unequal_length_are_filled_up() -> None:
    before, after = '<w:gridBefore w:val="1"/>', '<w:gridAfter w:val="1"/>'
    data = docx(table(row("a", "b", "c"), row("d", properties=before), row("e", "f", properties=after), row()))
    assert _texts(data) == [["a", "b", "c"], ["", "d", ""], ["e", "f", ""]]


def test_absurd_spans_are_clamped() -> None:
    data = docx(table(row(cell("a", '<w:gridSpan w:val="999999999"/>'), cell("b", '<w:gridSpan w:val="-3"/>'))))
    rows = _grid(data).rows
    assert len(rows[0]) == 64
    assert [rows[0][0].text, rows[0][-1].text] == ["a", "b"]


def test_a_table_of_a_million_empty_positions_is_refused() -> None:
    long = "".join("<w:tc><w:p/></w:tc>" for _ in range(1100))
    data = docx(f"<w:tbl><w:tr>{long}</w:tr>{'<w:tr><w:tc><w:p/></w:tc></w:tr>' * 1000}</w:tbl>")
    with pytest.raises(LimitError, match="cells"):
        read_docx(data)


def test_deleted_rows_and_cells_are_left_out() -> None:
    data = docx(table(row("a", "b"), row("c", "d", properties="<w:del/>"), row("e", cell("x", "<w:cellDel/>"), "f")))
    assert _texts(data) == [["a", "b"], ["e", "f"]]


def test_rows_and_cells_inside_content_controls() -> None:
    inner = f"<w:sdt><w:sdtContent>{cell('b')}</w:sdtContent></w:sdt>"
    data = docx(
        f"<w:tbl><w:sdt><w:sdtContent><w:tr>{cell('a')}{inner}</w:tr></w:sdtContent></w:sdt>{row('c', 'd')}</w:tbl>"
    )
    assert _texts(data) == [["a", "b"], ["c", "d"]]


def test_an_inner_table_is_text_of_its_cell_and_a_grid_of_its_own() -> None:
    grid = _grid(docx(table(row("1", cell(paragraph("Gồm:") + table(row("a", "b")) + paragraph(""))))))
    outer = grid.rows[0][1]
    assert outer.text == "Gồm:\na\nb"
    assert [[one.text for one in line] for line in grid.nested[0].rows] == [["a", "b"]]
    assert {fragment.place for fragment in outer.fragments} == {Place(part="document", block=0, row=0, cell=1)}


def test_notes_stand_behind_the_block_of_their_mark() -> None:
    mark = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    note = '<w:footnote w:id="{}"{}>' + paragraph("<w:r><w:footnoteRef/></w:r>" + run(" {}")) + "</w:footnote>"
    notes = (
        note.format(0, ' w:type="separator"', "") + note.format(3, "", "Chú thích") + note.format(2, "", "Theo luật")
    )
    body = (
        paragraph(run("Một") + mark.format(3))
        + table(row(cell(paragraph(run("Hai") + mark.format(2)))))
        + paragraph("Ba")
    )
    blocks = read_docx(docx(body, footnotes=notes)).blocks
    assert [(type(one).__name__, getattr(one, "marker", ""), getattr(one, "text", "")) for one in blocks] == [
        ("Paragraph", "", "Một"),
        ("Paragraph", "1", "Chú thích"),
        ("Grid", "", ""),
        ("Paragraph", "2", "Theo luật"),
        ("Paragraph", "", "Ba"),
    ]
    assert isinstance(blocks[1], Paragraph)
    assert blocks[1].note
    assert blocks[1].fragments[0].place.part == "footnotes"


def test_headers_and_footers_are_furniture_where_they_are_shown() -> None:
    section = """<w:sectPr>{}<w:headerReference w:type="default" r:id="header1"/>
      <w:headerReference w:type="first" r:id="header2"/><w:headerReference w:type="even" r:id="header3"/>
      <w:footerReference w:type="default" r:id="footer1"/></w:sectPr>"""
    parts = {
        "header1": paragraph(_field("PAGE", run("2"))),
        "header2": table(row("UBND XÃ", "CỘNG HÒA")),
        "header3": paragraph("trang chẵn"),
        "footer1": paragraph("Kế hoạch năm 2024"),
    }
    blocks = read_docx(docx(paragraph("a") + section.format(""), **parts)).blocks
    assert [(type(one).__name__, getattr(one, "kind", "")) for one in blocks] == [
        ("Furniture", "page_number"),
        ("Paragraph", ""),
        ("Furniture", "footer"),
    ]
    letterhead = read_docx(docx(paragraph("a") + section.format("<w:titlePg/>"), **parts)).blocks
    assert any(isinstance(one, Grid) and one.rows[0][0].text == "UBND XÃ" for one in letterhead)


def test_pages_end_at_breaks_and_sections() -> None:
    body = (
        paragraph(run("a") + '<w:r><w:br w:type="page"/></w:r>' + run("b"))
        + paragraph("c", "<w:sectPr/>")
        + paragraph("d", "<w:pageBreakBefore/>")
    )
    blocks = read_docx(docx(body)).blocks
    assert [one.text if isinstance(one, Paragraph) else one.kind for one in blocks if not isinstance(one, Grid)] == [
        "a", "break", "b", "c", "break", "break", "d",
    ]  # fmt: skip


def test_strict_files_are_read_as_transitional_ones() -> None:
    data = docx(paragraph("Kế hoạch", '<w:jc w:val="center"/>') + table(row("a", "b")))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    for name, content in files.items():
        content = content.replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/", b"http://purl.oclc.org/ooxml/wordprocessingml/"
        )
        files[name] = content.replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/", b"http://purl.oclc.org/ooxml/officeDocument/"
        )
    first, grid = read_docx(packed(files)).blocks
    assert isinstance(first, Paragraph)
    assert (first.text, first.centered) == ("Kế hoạch", True)
    assert isinstance(grid, Grid)


def test_an_imported_docx_is_read() -> None:
    body = paragraph("a") + '<w:altChunk r:id="chunk"/>' + paragraph("c")
    inner = docx(paragraph("b"))
    blocks = _paragraphs(docx(body, extra={"word/chunks/part.docx": inner}))
    assert [(one.text, one.fragments[0].place.part) for one in blocks] == [
        ("a", "document"),
        ("b", "part"),
        ("c", "document"),
    ]


_PIECE = "<p>Phần một</p><table><tr><td>1</td><td>Rà soát</td></tr></table>"
_ROW = rb"\trowd\cellx2000\cellx6000 1\cell R\u224?\'20so\u225?t\cell\row"
_CHUNKS = [
    ("page.htm", f"<html><body>{_PIECE}</body></html>".encode()),
    ("page.htm", _PIECE.encode()),
    ("page.rtf", rb"{\rtf1\ansi Ph\u7847?n m\u7897?t\par" + _ROW + b"}"),
]


@needs_soffice
@pytest.mark.parametrize(("name", "data"), _CHUNKS, ids=["page", "piece of a page", "rtf"])
def test_imported_pages_and_rtf_are_read(name: str, data: bytes) -> None:
    body = paragraph("a") + '<w:altChunk r:id="chunk"/>' + paragraph("c")
    first, part, grid, *_, last = [
        one for one in read_docx(docx(body, extra={f"word/chunks/{name}": data})).blocks if getattr(one, "text", "x")
    ]
    assert isinstance(part, Paragraph)
    assert isinstance(grid, Grid)
    assert (getattr(first, "text", ""), part.text, getattr(last, "text", "")) == ("a", "Phần một", "c")
    assert [cell.text.replace("  ", " ") for cell in grid.rows[0]] == ["1", "Rà soát"]
    assert part.fragments[0].place.part == "page"


def test_imported_text_is_read_line_by_line_also_in_a_cell() -> None:
    data = "Phần một\r\n\r\n1. Rà soát".encode()
    chunk = '<w:altChunk r:id="chunk"/>'
    read = _paragraphs(docx(paragraph("a") + chunk, extra={"word/chunks/part.txt": data}))
    assert [(one.text, one.fragments[0].place.block) for one in read] == [("a", 0), ("Phần một", 0), ("1. Rà soát", 2)]
    grid = _grid(docx(table(row("1", cell(paragraph("Gồm:") + chunk))), extra={"word/chunks/part.txt": data}))
    assert grid.rows[0][1].text == "Gồm:\nPhần một\n1. Rà soát"


def test_other_imports_are_refused() -> None:
    with pytest.raises(UnsupportedError, match="import"):
        read_docx(docx('<w:altChunk r:id="chunk"/>', extra={"word/chunks/part.png": b"\x89PNG\r\n\x1a\n" + bytes(99)}))


def _replaced(data: bytes, name: str, content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {entry: archive.read(entry) for entry in archive.namelist()}
    return packed({**files, name: content})


_GOOD = docx(paragraph("a"))
_BOMB = b'<!DOCTYPE a [<!ENTITY b "' + b"x" * 50 + b'">]><a>&b;</a>'
REFUSED: list[tuple[str, bytes, type[ExtractError], str]] = [
    ("cut short", _GOOD[: len(_GOOD) // 2], DamagedError, "ZIP"),
    ("no document part", packed({"[Content_Types].xml": b"<Types/>"}), DamagedError, "no document part"),
    ("broken XML", _replaced(_GOOD, "word/document.xml", b"<w:document>"), DamagedError, "well-formed"),
    ("no body", _replaced(_GOOD, "word/document.xml", b"<a/>"), DamagedError, "no body"),
    ("entities", _replaced(_GOOD, "word/document.xml", _BOMB), UnsupportedError, "document type"),
    ("entities in UTF-16", _replaced(_GOOD, "word/document.xml", _BOMB.decode().encode("utf-16")), UnsupportedError,
     "document type"),
    ("too many parts", packed({f"{index}.xml": b"" for index in range(MAX_ENTRIES + 1)}), LimitError, "parts"),
    ("a part that grows", _replaced(_GOOD, "word/document.xml", b"<a>" + b" " * 30_000_000 + b"</a>"), LimitError,
     "unpacks"),
    ("password", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), EncryptedError,
     "password"),
    ("an image", b"\x89PNG\r\n\x1a\n", UnsupportedError, "PNG"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "error", "says"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_refusals(data: bytes, error: type[ExtractError], says: str) -> None:
    with pytest.raises(error, match=says) as caught:
        read_docx(data)
    assert type(caught.value) is error


def test_a_zip_with_a_password_is_called_encrypted() -> None:
    data = bytearray(_GOOD)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(signature)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(signature, at + 4)
    with pytest.raises(EncryptedError):
        read_docx(bytes(data))


@pytest.mark.parametrize("cut", range(0, len(_GOOD), 97))
def test_a_damaged_byte_gives_a_declared_error_or_a_document(cut: int) -> None:
    data = bytearray(_GOOD)
    data[cut] ^= 0xFF
    with contextlib.suppress(ExtractError):
        assert len(read_docx(bytes(data)).blocks) <= 1


def _fragments(blocks: list[Block]) -> Iterator[Fragment]:
    """The fragments of the body, a merged cell's once, without labels computed from numbering."""
    seen: set[int] = set()
    for block in blocks:
        if isinstance(block, Furniture | Paragraph):
            yield from block.fragments
            continue
        for one in (one for line in block.rows for one in line):
            if id(one) not in seen:
                seen.add(id(one))
                yield from one.fragments


def _oracle(path: Path) -> Counter[str]:
    """Every character of the document part's text elements, by the standard library's parser alone."""
    left_out = {
        f"{_W}del",
        f"{_W}moveFrom",
        f"{_W}rt",
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    }
    texts: list[str] = []

    def collect(element: ElementTree.Element) -> None:
        hidden = element.tag == f"{_W}r" and element.find(f"{_W}rPr/{_W}vanish") is not None
        if element.tag in left_out or hidden:
            return
        if element.tag in (f"{_W}t", f"{_M}t"):
            texts.append(element.text or "")
        for child in element:
            collect(child)

    with zipfile.ZipFile(path) as archive:
        collect(ElementTree.fromstring(archive.read("word/document.xml")))
    return _letters("".join(texts))


def _letters(text: str) -> Counter[str]:
    return Counter(unicodedata.normalize("NFC", "".join(text.split())).upper())


_CORPUS = sorted((SHARED / "corpus" / "docx").glob("*.docx")) + sorted((SHARED / "seed").glob("*.docx"))


@pytest.mark.slow
@needs_shared
@pytest.mark.parametrize("path", _CORPUS, ids=lambda path: path.name[-40:])
def test_real_documents_are_complete(path: Path) -> None:
    source = read_docx(path.read_bytes())
    shown = [one.text for one in _fragments(source.blocks) if one.place.part == "document"]
    read = "".join([*shown, *(one.text for one in source.hidden)])
    missing = _oracle(path) - _letters(read)
    missing.pop("\u00ad", None)  # a soft hyphen shows only where a line breaks at it
    assert not missing
    # What is more than the text elements hold: labels of numbered cells and signs (w:sym, hyphens).
    extra = _letters(read) - _oracle(path)
    assert all(not letter.isalpha() for letter in extra)
    for block in source.blocks:
        if isinstance(block, Grid):
            assert len({len(line) for line in block.rows}) == 1


@needs_shared
@pytest.mark.parametrize("path", sorted((SHARED / "hostile").glob("*.doc[xm]")), ids=lambda path: path.name)
def test_hostile_files_end_in_blocks_or_a_declared_error(path: Path) -> None:
    started = time.process_time()
    with contextlib.suppress(ExtractError):
        assert read_docx(path.read_bytes()).media_type.endswith("wordprocessingml.document")
    assert time.process_time() - started < 10


@needs_shared
@pytest.mark.parametrize("name", ["plan_portrait", "plan_landscape", "plan_merged"])
def test_the_seed_shows_one_table_of_tasks(name: str) -> None:
    grids = [one for one in read_docx((SHARED / "seed" / f"{name}.docx").read_bytes()).blocks if isinstance(one, Grid)]
    assert [(len(grid.rows), len(grid.rows[0])) for grid in grids] == [(2, 2), (1, 2), (47, 6)]
