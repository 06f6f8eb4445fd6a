"""What annotations write: a clerk's number and date belong to their line, a signature's words to no line."""

from __future__ import annotations

from extract import Options, extract_plan
from extract.read.pdf.pdfium import read_pdfium
from schemas.plan import Plan
from tests.pdf_files import FONT, canvas, sample_lines, write_lines

HEAD = [
    "ỦY BAN NHÂN DÂN XÃ BÌNH MINH",
    "Số:          /KH-UBND",
    "Bình Minh, ngày          tháng          năm 2024",
    "KẾ HOẠCH",
    "Cải cách hành chính xã Bình Minh năm 2024",
]


def signed(*fields: tuple[float, float, float, str]) -> bytes:
    """A plan with blanks for number and date, and form fields ``(x, y, width, value)`` over it."""
    page, data = canvas()
    write_lines(page, [*HEAD, *sample_lines(20, 20)])
    for x, y, width, value in fields:
        page.acroForm.textfield(
            value=value, x=x, y=y, width=width, height=12, fontSize=9, borderWidth=0, fontName="Helvetica"
        )
    page.save()
    return data.getvalue()


def width_of(text: str) -> float:
    page, _ = canvas()
    return float(page.stringWidth(text, FONT, 10))


def filled() -> bytes:
    """Number, day and month in the blanks, and what a signature says beside the head."""
    number = 60 + width_of("Số:  ")
    day = 60 + width_of("Bình Minh, ngày  ")
    month = 60 + width_of("Bình Minh, ngày          tháng  ")
    return signed(
        (number, 762, 26, "4113"),
        (day, 747, 20, "16"),
        (month, 747, 20, "02"),
        (400, 790, 150, "Ngay ky: 16-02-2024 09:12:44"),
    )


def read(data: bytes) -> Plan:
    return extract_plan(data, Options(ocr="never"))


def test_what_was_filled_in_when_the_plan_was_signed() -> None:
    header = read(filled()).header
    assert (header.code, header.issued_on) == ("4113/KH-UBND", "2024-02-16")


def test_blanks_stay_blank_without_it() -> None:
    header = read(signed()).header
    assert (header.number, header.symbol, header.issued_on) == (None, "KH-UBND", None)


def test_a_signatures_words_are_no_line_of_the_page() -> None:
    plan = read(filled())
    assert "Ngay ky" not in plan.text
    assert plan.coverage.characters == plan.coverage.placed
    (page,) = read_pdfium(filled())
    assert [line.text for line in page.stamps] == ["Ngay ky: 16-02-2024 09:12:44"]


def test_everything_else_reads_as_without_annotations() -> None:
    with_them, without = read(filled()), read(signed())
    start = "KẾ HOẠCH"
    assert with_them.text[with_them.text.index(start) :] == without.text[without.text.index(start) :]
