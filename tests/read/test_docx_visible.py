"""What a Word document does not show is no data; what is struck through stays, and is said."""

from __future__ import annotations

import pytest

from extract import Options, extract_plan
from extract.read.word.docx import read_docx
from extract.structure.ledger import list_fragments
from schemas.document import Source
from tests.read.docx_files import docx

SHOWN = "Căn cứ Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ;"
HIDDEN = "Căn cứ Quyết định số 666/QĐ-TTg ngày 06/6/2016 của Thủ tướng;"
_DRAWING = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
_W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
STYLES = (
    '<w:style w:type="paragraph" w:styleId="Secret"><w:rPr><w:color w:val="FFFFFF"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Deeper"><w:basedOn w:val="Secret"/></w:style>'
    '<w:style w:type="character" w:styleId="Gone"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="table" w:styleId="Bands"><w:tblStylePr w:type="firstRow"><w:tcPr>'
    '<w:shd w:val="clear" w:fill="1F3864"/></w:tcPr></w:tblStylePr></w:style>'
)
THEME = (
    f'<a:themeElements {_DRAWING}><a:clrScheme name="Office"><a:dk1><a:sysClr val="windowText" '
    'lastClr="000000"/></a:dk1><a:lt1><a:sysClr val="window" lastClr="FFFFFF"/></a:lt1>'
    "</a:clrScheme></a:themeElements>"
)
WHITE = '<w:color w:val="FFFFFF"/>'


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def cell(content: str, fill: str = "", style: str = "", table: str = "") -> str:
    shade = f'<w:shd w:val="clear" w:fill="{fill}"/>' if fill else ""
    named = f'<w:tblStyle w:val="{style}"/>' if style else ""
    whole = f'<w:shd w:val="clear" w:fill="{table}"/>' if table else ""
    return (
        f"<w:tbl><w:tblPr>{named}{whole}</w:tblPr><w:tr><w:tc><w:tcPr>{shade}</w:tcPr>{content}</w:tc></w:tr></w:tbl>"
    )


def read(body: str) -> Source:
    return read_docx(docx(paragraph(run(SHOWN)) + body, styles=STYLES, theme=THEME))


def text_of(source: Source) -> str:
    return "\n".join(fragment.text for fragment in list_fragments(source.blocks))


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (paragraph(run(HIDDEN, WHITE)), "white"),
        (paragraph(run(HIDDEN, '<w:color w:val="FDFDFD"/>')), "white"),
        (paragraph(run(HIDDEN), properties='<w:pStyle w:val="Secret"/>'), "white"),
        (paragraph(run(HIDDEN), properties='<w:pStyle w:val="Deeper"/>'), "white"),
        (paragraph(run(HIDDEN, '<w:color w:val="000000" w:themeColor="background1"/>')), "white"),
        (paragraph(run(HIDDEN, '<w:color w:val="1F3864"/><w:shd w:val="clear" w:fill="1F3864"/>')), "white"),
        (paragraph(run(HIDDEN, '<w:color w:val="000000"/><w:highlight w:val="black"/>')), "white"),
        (cell(paragraph(run(HIDDEN, '<w:color w:val="1F3865"/>')), fill="1F3864"), "white"),
        (cell(paragraph(run(HIDDEN, WHITE))), "white"),
        (paragraph(run(HIDDEN, '<w:sz w:val="2"/>')), "tiny"),
        (paragraph(run(HIDDEN, '<w:sz w:val="1"/>')), "tiny"),
        (paragraph(run(HIDDEN, '<w:w w:val="1"/>')), "tiny"),
        (paragraph(run(HIDDEN, "<w:vanish/>")), "vanish"),
        (paragraph(run(HIDDEN, '<w:rStyle w:val="Gone"/>')), "vanish"),
        (paragraph(run(HIDDEN, f"<w14:textFill {_W14}><w14:noFill/></w14:textFill>")), "invisible"),
        (
            paragraph(f'<w:del w:id="1"><w:r><w:delText>{HIDDEN}</w:delText></w:r></w:del>'),
            "deleted",
        ),
    ],
)
def test_a_hidden_paragraph_is_named_with_its_reason_and_place(body: str, reason: str) -> None:
    source = read(body)
    assert [(one.reason, one.text) for one in source.hidden] == [(reason, HIDDEN)]
    assert source.hidden[0].place.block == 1
    assert text_of(source) == SHOWN


@pytest.mark.parametrize(
    "body",
    [
        cell(paragraph(run(HIDDEN, WHITE)), fill="1F3864"),
        cell(paragraph(run(HIDDEN, WHITE)), table="1F3864"),
        cell(paragraph(run(HIDDEN, WHITE)), style="Bands"),
        paragraph(run(HIDDEN, WHITE), properties='<w:shd w:val="clear" w:fill="1F3864"/>'),
        paragraph(run(HIDDEN, f'{WHITE}<w:shd w:val="clear" w:fill="C00000"/>')),
        paragraph(run(HIDDEN, f'{WHITE}<w:highlight w:val="darkBlue"/>')),
        paragraph(run(HIDDEN, f'{WHITE}<w:shd w:val="solid" w:color="000000"/>')),
        paragraph(run(HIDDEN, '<w:color w:val="auto"/>')),
        paragraph(run(HIDDEN, '<w:color w:val="BFBFBF" w:themeColor="background1" w:themeShade="BF"/>')),
        paragraph(run(HIDDEN, '<w:color w:val="000000"/>'), properties='<w:pStyle w:val="Secret"/>'),
        paragraph(run(HIDDEN, '<w:vanish w:val="0"/><w:sz w:val="8"/>')),
        paragraph(f'<w:ins w:id="1">{run(HIDDEN)}</w:ins>'),
    ],
)
def test_what_is_seen_stays(body: str) -> None:
    source = read(body)
    assert source.hidden == []
    assert HIDDEN in text_of(source)


def test_only_the_hidden_run_goes() -> None:
    source = read(paragraph(run("1. Công an xã "), run("999 tỷ đồng ", WHITE), run("báo cáo.")))
    assert text_of(source).endswith("1. Công an xã báo cáo.")
    assert [one.text for one in source.hidden] == ["999 tỷ đồng"]


def test_words_that_are_struck_through_stay_and_are_said() -> None:
    data = docx(paragraph(run(SHOWN)) + paragraph(run(HIDDEN, "<w:strike/>")))
    plan = extract_plan(data, Options(ocr="never"), name="plan.docx")
    assert HIDDEN in plan.text
    (said,) = (one for one in plan.problems if one.code == "struck-through")
    assert said.severity == "info"
    assert HIDDEN in said.message
    assert said.where[0].block == 1


def test_nothing_hidden_is_data() -> None:
    data = docx(paragraph(run(SHOWN)) + paragraph(run(HIDDEN, WHITE)))
    plan = extract_plan(data, Options(ocr="never"), name="plan.docx")
    assert [one.code for one in plan.references] == ["76/NQ-CP"]
    assert [(one.reason, one.text, one.where[0].block) for one in plan.hidden] == [("white", HIDDEN, 1)]
    assert "hidden-text" in [one.code for one in plan.problems]
