"""Old fonts and misread bytes: every row of the code tables, round trips, and Unicode left alone."""

from __future__ import annotations

from pathlib import Path

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from normalize.writing.encodings import GLYPHS, MAC, MISREAD, TCVN3, UNICODE, VIETNAMESE, VNI, Encoding, table_of
from normalize.writing.legacy import decode, decode_letters, find_encoding, looks_foreign
from normalize.writing.syllables import judge_text
from tests.shared import SHARED, needs_shared

SAMPLES = Path(__file__).parents[2] / "samples"
SLANTED = Encoding("glyph numbers", -0x17C)
MOVED = Encoding("glyph numbers", -0x40)
ALL = (TCVN3, VNI, GLYPHS, SLANTED, MOVED, MAC, *MISREAD)
LATIN_1 = frozenset(bytes(range(0x80, 0x100)).decode("latin-1"))

PAIRS = [
    (TCVN3, "Uû ban nh©n d©n tØnh, c¶i c¸ch hµnh chÝnh", "Uỷ ban nhân dân tỉnh, cải cách hành chính"),
    (TCVN3, "ng\u00ad\u00eai d©n ®\u00ad\u00eec h\u00ad\u00ebng", "người dân được hưởng"),
    (VNI, "Uûy ban nhaân daân ñöôïc höôûng quyeàn lôïi", "Ủy ban nhân dân được hưởng quyền lợi"),
    (VNI, "COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    (GLYPHS, "7KӵF KLӋQ 4X\\ӃW ÿӏQK", "Thực hiện Quyết định"),
    (GLYPHS, "ÿӏQK NǤ [ӱ Oê", "định kỳ xử lý"),
    (SLANTED, "QăP SKͭ OͭF ÿtQK", "năm phụ lục đính"),
    (MAC, "L‡o Cai, ng‡y th·ng", "Lào Cai, ngày tháng"),
    (MISREAD[0], "á»¦y ban nhÃ¢n dÃ¢n xÃ£", "Ủy ban nhân dân xã"),
]  # fmt: skip


def encode(text: str, encoding: Encoding) -> str:
    """A Unicode text as an encoding writes it, where it can."""
    table = {meant: read for read, meant in table_of(encoding).items()}
    return "".join(table.get(letter, letter) for letter in text)


def plan_words(encoding: Encoding) -> str:
    """The words of a plan in small letters, of which TCVN3 has all; only those an encoding can write."""
    text = (SAMPLES / "commune-2024.txt").read_text(encoding="utf-8").lower()
    words = [word for word in regex.findall(r"\p{L}+", text) if "ũ" not in word or encoding in (TCVN3, VNI, *MISREAD)]
    if encoding == MAC:
        words = [word for word in words if set(word) <= set(map(chr, range(0x100)))]
    return " ".join(words)


@pytest.mark.parametrize(("encoding", "read", "meant"), PAIRS)
def test_quotations(encoding: Encoding, read: str, meant: str) -> None:
    assert decode(read, encoding) == meant
    assert "".join(decode_letters(read, encoding)) == meant
    assert len(decode_letters(read, encoding)) == len(read)


@pytest.mark.parametrize("encoding", ALL, ids=lambda one: f"{one.name} {one.shift}")
def test_a_plan_comes_back(encoding: Encoding) -> None:
    text = plan_words(encoding)
    written = encode(text, encoding)
    assert encoding == MAC or judge_text(written) != "sound"
    assert looks_foreign(written)
    found = find_encoding(written)
    assert found.name == encoding.name or {found, encoding} == set(MISREAD)
    assert decode(written, encoding) == text
    wrong = sum(one != other for one, other in zip(decode(written, found), text, strict=False))
    assert wrong < 0.01 * len(text)


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.txt")), ids=lambda path: path.stem)
def test_unicode_is_left_alone(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not looks_foreign(text)
    assert find_encoding(text) == UNICODE
    for line in text.splitlines():
        assert find_encoding(line) == UNICODE, line


def test_what_is_decoded_is_not_decoded_again() -> None:
    for encoding, read, _ in PAIRS:
        assert find_encoding(decode(read, encoding)) == UNICODE


@needs_shared
@pytest.mark.parametrize(("name", "encoding"), [("tcvn3", TCVN3), ("vni", VNI)])
def test_every_row_of_the_code_tables(name: str, encoding: Encoding) -> None:
    lines = (SHARED / "vectors" / f"{name}_map.tsv").read_text(encoding="utf-8").splitlines()[1:]
    rows = [line.split("\t") for line in lines]
    expected = {chr(int(row[0], 16)) if name == "tcvn3" else row[0]: row[-1] for row in rows}
    assert table_of(encoding) == expected


@given(st.text(alphabet=sorted(VIETNAMESE - LATIN_1) + list("abcdeghiklmnopqrstuvxy ")))
def test_letters_of_unicode_alone_are_no_old_font(text: str) -> None:
    for encoding in (TCVN3, VNI):
        assert decode(text, encoding) == text


@given(st.text())
@settings(deadline=None)
def test_any_text_is_decoded_letter_by_letter(text: str) -> None:
    for encoding in ALL:
        letters = decode_letters(text, encoding)
        assert len(letters) == len(text)
        assert "".join(letters) == decode(text, encoding)
