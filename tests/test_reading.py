"""Every page of a PDF is judged: what its text holds, and what it shows."""

from __future__ import annotations

import pytest

from extract.options import Options
from extract.pipeline.source import read_source
from extract.structure.ledger import list_fragments
from normalize.writing.encodings import GLYPHS, MISREAD, TCVN3, VNI, Encoding, table_of
from normalize.writing.text import strip_marks
from schemas.errors import MissingProgramError
from tests.pdf_files import canvas, draw_outlines, draw_picture, sample_lines, write_lines

SIGNATURE = [
    "Ký bởi: Ủy ban nhân dân xã Bình Minh, huyện Phú Thọ",
    "Email: ubndxabinhminh@phutho.gov.vn",
    "Cơ quan: Ủy ban nhân dân tỉnh Phú Thọ, huyện Phú Thọ, xã Bình Minh",
    "Ngày ký: 16-02-2024 09:12:44 +07:00",
    "Người ký: Nguyễn Văn An, Chủ tịch Ủy ban nhân dân xã Bình Minh",
]


def shifted(line: str) -> str:
    """A line as a font map gives it that is off by 29 codes: hardly any letter is that of the page."""
    return "".join(letter if letter == " " else chr(ord(letter) + 29) for letter in line)


def scrambled(line: str) -> str:
    """A line as a font map without any order gives it."""
    return "".join(chr(0x400 + (ord(letter) * 37) % 83) if letter.isalpha() else letter for letter in line)


def problems(data: bytes) -> list[tuple[str, int | None]]:
    return [(code, place.page) for code, _, place in read_source(data, Options(ocr="never")).notes]


def document(*pages: list[str]) -> bytes:
    page, data = canvas()
    for lines in pages:
        write_lines(page, lines)
        page.showPage()
    page.save()
    return data.getvalue()


def test_sound_pages() -> None:
    source = read_source(document(sample_lines(), sample_lines(30, 40)), Options(ocr="never"))
    assert source.text_layer == "digital"
    assert source.notes == []


def scanned(*, hidden: bool) -> bytes:
    """Two pages that a picture covers, with letters over it."""
    page, data = canvas()
    for start in (0, 40):
        draw_picture(page, 1.0)
        write_lines(page, sample_lines(30, start), hidden=hidden)
        page.showPage()
    page.save()
    return data.getvalue()


def test_letters_that_another_program_recognised() -> None:
    source = read_source(scanned(hidden=True), Options(ocr="never"))
    assert source.text_layer == "ocr"
    assert [code for code, _, _ in source.notes] == ["text-recognised"]
    assert all(fragment.place.confidence < 1 for fragment in list_fragments(source.blocks))
    known = [one for fragment in list_fragments(source.blocks) for one in fragment.confidences]
    assert known
    assert max(known) < 1


def test_letters_drawn_over_a_picture_are_the_pages_own() -> None:
    source = read_source(scanned(hidden=False), Options(ocr="never"))
    assert source.text_layer == "digital"
    assert source.notes == []
    assert all(fragment.place.confidence == 1 for fragment in list_fragments(source.blocks))


@pytest.mark.parametrize("spoil", [shifted, scrambled, strip_marks], ids=["shifted", "scrambled", "unmarked"])
def test_letters_that_are_not_those_of_the_page(spoil: object) -> None:
    assert callable(spoil)
    spoilt = [spoil(line) for line in sample_lines(40, 20)]
    data = document(sample_lines(), spoilt)
    source = read_source(data, Options(ocr="never"))
    assert problems(data) == [("text-layer-broken", 2)]
    assert source.text_layer == "mixed"
    assert not any(fragment.place.page == 2 for fragment in list_fragments(source.blocks))


def test_short_pages_are_judged_with_the_others() -> None:
    broken = [shifted(line) for line in sample_lines(40, 20)]
    end = ["TM. ỦY BAN NHÂN DÂN", "Chủ tịch Nguyễn Văn An"]
    data = document(sample_lines(), broken, broken, [shifted(line) for line in end])
    assert problems(data) == [("text-layer-broken", page) for page in (2, 3, 4)]
    assert problems(document(sample_lines(), broken, broken, end)) == [("text-layer-broken", page) for page in (2, 3)]


def test_broken_from_end_to_end() -> None:
    broken = [shifted(line) for line in sample_lines()]
    with pytest.raises(MissingProgramError, match="text layer is broken"):
        read_source(document(broken, broken), Options(ocr="never"))


def test_a_signature_over_a_picture_is_no_text() -> None:
    page, data = canvas()
    write_lines(page, sample_lines())
    page.showPage()
    draw_picture(page, 1.0)
    write_lines(page, SIGNATURE, top=400)
    page.showPage()
    page.save()
    assert problems(data.getvalue()) == [("page-unread", 2)]


@pytest.mark.parametrize(
    ("share", "text", "unread"), [(0.3, [], True), (0.3, ["TM. ỦY BAN"], True), (0.1, ["X"], False)]
)
def test_part_of_a_page_is_a_picture(share: float, text: list[str], unread: bool) -> None:
    page, data = canvas()
    write_lines(page, sample_lines())
    page.showPage()
    draw_picture(page, share)
    write_lines(page, text)
    page.showPage()
    page.save()
    assert problems(data.getvalue()) == ([("page-unread", 2)] if unread else [])


def test_a_picture_among_text_is_no_scan() -> None:
    page, data = canvas()
    draw_picture(page, 1.0)
    write_lines(page, sample_lines())
    page.showPage()
    page.save()
    assert problems(data.getvalue()) == []


def test_letters_drawn_as_outlines_are_a_picture() -> None:
    page, data = canvas()
    write_lines(page, sample_lines())
    page.showPage()
    draw_outlines(page, 20)
    page.showPage()
    page.save()
    assert problems(data.getvalue()) == [("page-unread", 2)]


@pytest.mark.parametrize("encoding", [TCVN3, VNI, GLYPHS, MISREAD[0]], ids=lambda one: one.name)
def test_letters_are_understood_where_the_words_prove_them(encoding: Encoding) -> None:
    meant = {meant: read for read, meant in table_of(encoding).items() if read.isprintable()}
    lines = ["".join(one for one in line if not one.isdigit()).lower() for line in sample_lines(40, 20)]
    lines = [line[:60] for line in lines]  # what such letters make of more runs over the page's edge
    written = ["".join(meant.get(one, one) for one in line) for line in lines]
    data = document(sample_lines(), written)
    source = read_source(data, Options(ocr="never"))
    assert [(code, place.page) for code, _, place in source.notes] == [("text-layer-repaired", 2)]
    assert encoding.name in source.notes[0][1]
    words = {word for line in lines for word in line.split() if word.isalpha()}
    found = {word for one in list_fragments(source.blocks) if one.place.page == 2 for word in one.text.split()}
    assert len(words & found) > 0.95 * len(words)
    assert source.text_layer == "digital"
