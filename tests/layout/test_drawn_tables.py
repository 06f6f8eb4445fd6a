"""Tables as producers draw them: white rules, turned words, a watermark, text that runs over its border."""

from __future__ import annotations

import io

from reportlab.pdfgen.canvas import Canvas

from extract.options import Options
from extract.pipeline.source import read_source
from schemas.document import Furniture, Grid, Source
from tests.pdf_files import FONT, canvas

XS = (60, 90, 260, 330, 400, 500)
YS = (700, 640, 610, 580)
HEADER = ("TT", "Nhiệm vụ", "Văn phòng", "Công an xã", "Thời gian")
BODY = (("1", "Rà soát thủ tục", "x", "", "Quý II"), ("2", "Làm sạch dữ liệu", "", "x", "Quý III"))


def begin() -> tuple[Canvas, io.BytesIO]:
    page, data = canvas()
    page.setFont(FONT, 10)
    page.drawString(60, 740, "PHÂN CÔNG NHIỆM VỤ")
    for x in XS:
        page.line(x, YS[0], x, YS[-1])
    for y in YS:
        page.line(XS[0], y, XS[-1], y)
    return page, data


def write(page: Canvas, row: int, texts: tuple[str, ...]) -> None:
    for x, text in zip(XS, texts, strict=False):
        page.drawString(x + 4, YS[row + 1] + 8, text)


def read(page: Canvas, data: io.BytesIO) -> Source:
    page.save()
    return read_source(data.getvalue(), Options(ocr="never"))


def texts(source: Source) -> list[list[str]]:
    (grid,) = (block for block in source.blocks if isinstance(block, Grid))
    return [[cell.text for cell in row] for row in grid.rows]


def test_a_white_rule_parts_no_row() -> None:
    page, data = begin()
    for row, cells in enumerate((HEADER, *BODY)):
        write(page, row, cells)
    page.drawString(XS[1] + 4, YS[2] + 19, "và công bố")
    page.setStrokeColorRGB(1, 1, 1)
    page.line(XS[0], YS[2] + 17, XS[-1], YS[2] + 17)
    assert len(texts(read(page, data))) == 3


def test_a_white_rule_over_a_colour_parts_it() -> None:
    page, data = canvas()
    page.setFont(FONT, 10)
    page.setFillColorRGB(0.1, 0.3, 0.5)
    page.rect(XS[0], YS[-1], XS[-1] - XS[0], YS[0] - YS[-1], stroke=0, fill=1)
    page.setFillColorRGB(0, 0, 0)
    page.setStrokeColorRGB(1, 1, 1)
    for x in XS:
        page.line(x, YS[0], x, YS[-1])
    for y in YS:
        page.line(XS[0], y, XS[-1], y)
    for row, cells in enumerate((HEADER, *BODY)):
        write(page, row, cells)
    assert texts(read(page, data))[0] == list(HEADER)


def test_words_turned_by_a_quarter_head_their_column() -> None:
    page, data = begin()
    write(page, 0, (*HEADER[:2], "", "", HEADER[4]))
    for row, cells in enumerate(BODY, 1):
        write(page, row, cells)
    for column in (2, 3):
        page.saveState()
        page.translate(XS[column] + 24, YS[1] + 3)
        page.rotate(90)
        page.drawString(0, 0, HEADER[column].split()[0])
        page.drawString(0, -12, " ".join(HEADER[column].split()[1:]))
        page.restoreState()
    source = read(page, data)
    assert [" ".join(text.split()) for text in texts(source)[0]] == list(HEADER)
    assert not [block for block in source.blocks if isinstance(block, Furniture)]


def test_a_slanted_watermark_stands_in_no_cell() -> None:
    page, data = begin()
    for row, cells in enumerate((HEADER, *BODY)):
        write(page, row, cells)
    page.saveState()
    page.translate(90, 560)
    page.rotate(35)
    page.setFillGray(0.8)
    page.setFont(FONT, 30)
    page.drawString(0, 0, "DỰ THẢO LẦN 2")
    page.restoreState()
    source = read(page, data)
    assert texts(source) == [list(HEADER), *map(list, BODY)]
    (mark,) = (block for block in source.blocks if isinstance(block, Furniture))
    assert (mark.kind, mark.fragments[0].text) == ("watermark", "DỰ THẢO LẦN 2")


def test_a_row_whose_letters_are_mixed_is_doubted() -> None:
    page, data = begin()
    write(page, 0, HEADER)
    write(page, 1, ("1", "Rà soát thủ tục hành chính cấp xã năm", "Văn phòng", "", "Quý II"))
    write(page, 2, BODY[1])
    (grid,) = (block for block in read(page, data).blocks if isinstance(block, Grid))
    sure = [min(part.place.placing for cell in row for part in cell.fragments) for row in grid.rows]
    assert sure[1] < 0.8
    assert sure[0] == sure[2] == 1
