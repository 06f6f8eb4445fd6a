"""Behind the readers there are only letters that are letters, and boxes that lie somewhere."""

from __future__ import annotations

import io
import json
import math
import os
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

import pikepdf
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from extract import Options, extract_plan
from extract.layout.blocks import page_blocks
from extract.pipeline.source import read_source
from extract.read.gate import FARTHEST, clean, drawn_letter, placed, sheet, sound_page, sound_text
from extract.read.pdf.pdfium import read_pdfium
from extract.read.pdf.plumber import read_plumber
from extract.read.scan.tesseract import recognise
from extract.read.words import clip_words, lines_of, words_of, words_within
from extract.structure.ledger import list_fragments
from schemas.errors import ExtractError, InputError, MissingProgramError
from schemas.page import UNKNOWN_LETTER, Box, Line, Page, Rule, Word
from schemas.plan import dump_plan
from tests.pdf_files import canvas, write_lines
from tests.read.docx_files import docx
from tests.read.odd_pdf import NAN_LIKE, OddPage, odd_pdf
from tests.shared import SHARED, needs_shared

SAMPLE = Path(__file__).parents[2] / "samples" / "commune-2024.txt"
ODD_LETTERS = "\ud800\udbff\udc00\udfff\x00\x01\x02\x1b\x7f\x85\x96\ufdd0\ufffe\uffff\ufffd\u0301\u0323 \n"
letters = st.one_of(
    st.characters(exclude_categories=()), st.sampled_from(ODD_LETTERS), st.sampled_from("Kế hoạch 2024")
)
texts = st.lists(letters, max_size=60).map("".join)
numbers = st.one_of(
    st.floats(0, 600),
    st.floats(),
    st.sampled_from([0.0, 1e6, -1e6, 1e30, -1e38, math.inf, -math.inf, math.nan]),
)
boxes = st.tuples(numbers, numbers, numbers, numbers).map(lambda sides: Box(*sides))


def is_sound(text: str) -> bool:
    """Whether a text holds no letter that is none; on its own terms, not by the code that is tested."""
    return not any(
        unicodedata.category(letter) == "Cs"
        or (unicodedata.category(letter) == "Cc" and letter not in "\t\n")
        or ord(letter) & 0xFFFE == 0xFFFE
        or 0xFDD0 <= ord(letter) <= 0xFDEF
        for letter in text
    )


def faults(page: Page) -> Iterator[object]:
    """What cannot be on a page."""
    everywhere = Box(-math.inf, -math.inf, math.inf, math.inf)
    words = page.words(everywhere)
    for one in (*page.lines, *page.overlay, *page.stamps, *words):
        if not one.text or not is_sound(one.text) or not _lies(one.box):
            yield one
    yield from (box for box in (*page.rules, *page.images) if not _lies(box))
    yield from (text for text in (page.clip(everywhere), page.clip_words(everywhere)) if not is_sound(text))
    if not (0 < page.width <= 14_400 and 0 < page.height <= 14_400):
        yield page.width, page.height


def _lies(box: Box | Rule) -> bool:
    return all(abs(side) <= FARTHEST for side in box) and box[0] <= box[2] and box[1] <= box[3]


@given(texts)
@example("\ud835\udc4e")
def test_letters_are_letters(text: str) -> None:
    for cleaned in (clean, sound_text):
        found = cleaned(text)
        assert is_sound(found)
        assert unicodedata.is_normalized("NFC", found)
        assert cleaned(found) == found


@given(st.characters(min_codepoint=0x10000, exclude_categories=()))
def test_halves_are_the_letter_they_mean(letter: str) -> None:
    high, low = (chr(int.from_bytes(letter.encode("utf-16-be")[at : at + 2], "big")) for at in (0, 2))
    meant = UNKNOWN_LETTER if ord(letter) & 0xFFFE == 0xFFFE else unicodedata.normalize("NFC", letter)
    assert sound_text(f"a{high}{low}b") == f"a{meant}b"
    assert sound_text(f"{high}a{low}") == f"{UNKNOWN_LETTER}a{UNKNOWN_LETTER}"


@pytest.mark.parametrize("letter", [chr(code) for code in (*range(32), *range(0x7F, 0xA0), 0xD835, 0xFFFF)])
def test_what_is_drawn_is_never_dropped(letter: str) -> None:
    assert drawn_letter(letter) == (" " if letter in "\t\n\r" else UNKNOWN_LETTER)


@given(boxes)
def test_boxes_lie_somewhere(box: Box) -> None:
    found = placed(box)
    assert (found is None) == any(map(math.isnan, box))
    assert found is None or (_lies(found) and max(map(abs, found)) <= FARTHEST)


@given(st.lists(boxes, max_size=3))
def test_a_sheet_is_a_page(rectangles: list[Box]) -> None:
    left, bottom, right, top = sheet(*rectangles)
    assert 0 < right - left <= 14_400.5
    assert 0 < top - bottom <= 14_400.5


def page_of(words: list[Word], rules: list[Rule], images: list[Box], lines: list[Line]) -> Page:
    inside = partial(clip_words, words)
    return Page(1, 595, 842, [*lines_of(words), *lines], rules, inside, inside, partial(words_within, words), images)


drawn_pages = st.builds(
    page_of,
    st.lists(st.tuples(letters, boxes), max_size=30).map(words_of),
    st.lists(boxes.map(lambda box: Rule(*box)), max_size=12),
    st.lists(boxes, max_size=3),
    st.lists(st.builds(Line, texts.map(clean), boxes), max_size=4),
)


@settings(max_examples=40)
@given(drawn_pages)
def test_any_glyphs_and_boxes_make_a_page(page: Page) -> None:
    assert list(faults(sound_page(page))) == []
    page_blocks(page)


@pytest.mark.slow
@settings(max_examples=2000)
@given(drawn_pages)
def test_many_glyphs_and_boxes_make_a_page(page: Page) -> None:
    assert list(faults(sound_page(page))) == []
    page_blocks(page)


_CODES = st.sampled_from(
    ["", "0000", "0001", "001b", "0020", "0041", "1ebf", "d835", "d835dc4e", "dc4e", "dc4ed835", "fffe", "0096", "fdd0"]
)
_NUMBERS = st.one_of(
    st.integers(-2000, 2000).map(str),
    st.sampled_from(["0", "1e30", "-1e30", NAN_LIKE, "99999999999", "-2147483648", "0.0000001", "3.4e38", "."]),
)
_SIDES = st.tuples(_NUMBERS, _NUMBERS, _NUMBERS, _NUMBERS).map(" ".join)
_BOX = st.one_of(st.sampled_from(["0 0 595 842", "700 900 800 950", "0 0 0 0", "-5 -5 600 850"]), _SIDES)
_MATRIX = st.tuples(*[_NUMBERS] * 6).map(" ".join)


def _content(size: str, matrix: str, picture: str) -> str:
    shown = f"BT /F1 {size} Tf {matrix} Tm <0102030405> Tj 1 0 0 1 72 700 Tm <0504030201> Tj ET"
    drawn = f"{picture} re f {matrix} cm 0 0 m 10 0 l S 0 0 500 1 re f"
    image = "BI /W 1 /H 1 /CS /G /BPC 8 ID x EI"
    return f"q {drawn} {image} Q {shown} BT /F1 12 Tf 72 600 Td <010203> Tj ET"


odd_pages = st.builds(
    OddPage,
    content=st.builds(_content, _NUMBERS, _MATRIX, _SIDES),
    media=_BOX,
    crop=st.one_of(st.just(""), _BOX),
    rotate=st.sampled_from(["0", "90", "180", "270", "45", "1e30"]),
    unit=st.sampled_from(["", "0", "-1", "1e30", "75000"]),
    unicode=st.one_of(
        st.just([(code, f"004{code}") for code in range(1, 6)]),
        st.lists(st.tuples(st.integers(1, 5), _CODES), max_size=5),
    ),
    ascent=_NUMBERS,
    descent=_NUMBERS,
    type3=st.booleans(),
    matrix=st.one_of(st.just("0.001 0 0 0.001 0 0"), _MATRIX),
    annotation=st.one_of(st.just(""), _SIDES),
)


def check_odd_pdf(page: OddPage) -> None:
    data = odd_pdf(page)
    for reader in (read_pdfium, read_plumber):
        try:
            for found in reader(data):
                assert list(faults(found)) == []
        except ExtractError:
            continue
    with suppress(ExtractError):
        json.loads(dump_plan(extract_plan(data, Options(ocr="never"))))


@settings(max_examples=15)
@given(odd_pages)
@example(OddPage(crop="700 900 800 950"))
@example(OddPage(media="0 0 0 0"))
def test_any_pdf_gives_sound_pages(page: OddPage) -> None:
    check_odd_pdf(page)


@pytest.mark.slow
@settings(max_examples=400)
@given(odd_pages)
def test_many_a_pdf_gives_sound_pages(page: OddPage) -> None:
    check_odd_pdf(page)


def text_of(page: OddPage) -> list[str]:
    return [line.text for found in read_pdfium(odd_pdf(page)) for line in found.lines]


def test_letters_of_a_font_without_letters_stand_as_unknown() -> None:
    assert text_of(OddPage(type3=True)) == [5 * UNKNOWN_LETTER]
    halves = [(1, "d835"), (2, "d835dc4e"), (3, "001b"), (4, "dc4e"), (5, "0041")]
    assert text_of(OddPage(unicode=halves, type3=True)) == [
        f"{UNKNOWN_LETTER}\U0001d44e{UNKNOWN_LETTER}{UNKNOWN_LETTER}A"
    ]


def test_a_page_of_unknown_letters_is_one_to_be_recognised() -> None:
    with pytest.raises(MissingProgramError, match="not those the pages show"):
        extract_plan(odd_pdf(OddPage(type3=True)), Options(ocr="never"))


@pytest.mark.parametrize("media", ["0 0 595 842", "0 0 0 0", "0 0 1e30 1e30"])
def test_a_page_without_a_visible_part_can_be_refused_to_be_drawn(media: str) -> None:
    pytest.importorskip("cv2")
    from extract.read.scan.image import take_rasters

    data = odd_pdf(OddPage(media=media, crop="700 900 800 950"))
    assert all(raster == 1 or raster.picture.size for raster in take_rasters(data, [1]))  # type: ignore[union-attr]


def test_the_name_of_a_file_is_text(tmp_path: Path) -> None:
    path = Path(os.fsdecode(bytes(tmp_path) + b"/k\xff.txt"))
    path.write_bytes(SAMPLE.read_bytes())
    assert b'"k\\\\xff.txt"' in dump_plan(extract_plan(path))
    assert extract_plan(SAMPLE.read_bytes(), name="\ud835").source.name == "\\ud835"
    for name in ("\ud835.txt", "a\0.txt"):
        with pytest.raises(InputError, match="no such file"):
            extract_plan(name)


def test_both_engines_see_the_same_unknown_letters() -> None:
    page = OddPage(unicode=[(1, "0041"), (2, "001b"), (3, "0042"), (4, "0043"), (5, "0044")], type3=True)
    (line,) = next(iter(read_plumber(odd_pdf(page)))).lines
    assert [line.text] == text_of(page) == [f"A{UNKNOWN_LETTER}BCD"]


def test_a_control_without_ink_is_a_blank() -> None:
    sheet, data = canvas()
    write_lines(sheet, ["Kế hoạch năm"])
    sheet.save()
    document = pikepdf.open(data)
    for font in document.pages[0].Resources.Font.values():
        if "/ToUnicode" in font:
            stated = font.ToUnicode.read_bytes()
            font.ToUnicode.write(stated.replace(b"<0020>", b"<0003>").replace(b"<006D>", b"<0004>"))
    document.save(data := io.BytesIO())
    (page,) = read_pdfium(data.getvalue())
    assert [line.text for line in page.lines] == [f"Kế hoạch nă{UNKNOWN_LETTER}"]


@pytest.mark.parametrize(
    ("row", "seen"),
    [
        ("1\t2\t3\t4\t90\tvà", ["và"]),
        ("1\t2\t3\t4\t1e9\tvà", []),
        ("1\t2\t3\t4\tnan\tvà", []),
        ("-1\t2\t3\t4\t90\tvà", []),
        (f"1\t{10**400}\t3\t4\t90\tvà", []),
        ("1\tx\t3\t4\t90\tvà", []),
        ("1\t2\t3\t4\t90\t\x1b", []),
    ],
)
def test_words_of_the_recogniser_lie_on_their_picture(row: str, seen: list[str]) -> None:
    printed = f"1\t1\t0\t0\t0\t0\t0\t0\t9\t9\t-1\t\n5\t1\t1\t1\t1\t1\t{row}\n"
    found = recognise([None], 300, timeout=1, run=lambda *_: printed)  # type: ignore[list-item]
    assert [clean(word.text) for lines in found for line in lines for word in line if clean(word.text)] == seen
    assert recognise([], 300, timeout=1, run=lambda *_: printed) == []


@pytest.mark.parametrize("code", ["D835", "DC4E", "001B", "FFFF", "0096", "0000", "110000", "-1", "FDD0"])
def test_symbols_of_word_are_letters(code: str) -> None:
    data = docx(f'<w:p><w:r><w:t>Kế hoạch </w:t><w:sym w:font="Odd" w:char="{code}"/></w:r></w:p>')
    assert all(is_sound(fragment.text) for fragment in list_fragments(read_source(data, Options()).blocks))


def test_a_symbol_in_two_halves_is_one_letter() -> None:
    half = '<w:sym w:font="Odd" w:char="{}"/>'
    data = docx(f"<w:p><w:r>{half.format('D835')}{half.format('DC4E')}</w:r></w:p>")
    assert [one.text for one in list_fragments(read_source(data, Options()).blocks)] == ["\U0001d44e"]


@given(texts)
def test_a_transcript_is_sound(text: str) -> None:
    data = ("KẾ HOẠCH\n" + text).encode("utf-16-le", "surrogatepass")
    try:
        source = read_source(b"\xff\xfe" + data, Options())
    except ExtractError:
        return
    assert is_sound(source.text or "")


def test_pages_of_a_transcript_are_lines() -> None:
    source = read_source("Số: 1/KH-UBND\fNgày 2\x0bHuyện".encode(), Options())
    assert source.text == "Số: 1/KH-UBND\nNgày 2\nHuyện"


@needs_shared
@pytest.mark.parametrize("name", ["g_esc", "g_surr", "pdf_type3_no_unicode"])
def test_letters_nobody_knows_are_named(name: str) -> None:
    plan = extract_plan(SHARED / "cases" / "eye" / f"{name}.pdf")
    (problem,) = [one for one in plan.problems if one.code == "letters-unknown"]
    assert problem.where[0].page == 1
    assert problem.where[0].bbox is not None
    assert plan.text.count(UNKNOWN_LETTER) == 8
    assert plan.coverage.characters == plan.coverage.placed
    assert plan.header.code == "12/KH-UBND"


@needs_shared
def test_mathematical_letters_are_letters() -> None:
    plan = extract_plan(SHARED / "cases" / "text-chu-toan.pdf")
    assert "\U0001d447 = \U0001d44e/\U0001d44f" in plan.text
    (task,) = plan.tasks
    assert task.deadline is not None
    assert task.deadline.due_latest == "2026-06-14"
