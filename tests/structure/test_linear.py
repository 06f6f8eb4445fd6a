"""The structure of a document takes time in proportion to its paragraphs, whatever stands in them."""

from __future__ import annotations

import pytest

from extract.structure.document import build_document
from schemas.document import Document, Fragment, Paragraph, Place, Source
from tests.linear import is_linear

POWERS = ["TM. \n", "KT. CHỦ TỊCH\n", "TM. ỦY BAN NHÂN DÂN\n", "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\n"]
OTHERS = [
    "CHỦ TỊCH\n",
    "Nơi nhận:\n- Như trên;\n",
    "KẾ HOẠCH\nCông tác năm 2024\n",
    "QUYẾT ĐỊNH\nĐiều 1. Ban hành\n",
    "ỦY BAN NHÂN DÂN XÃ A\n",
    "Số: 1/KH-UBND\n",
    "Mẫu, ngày 02 tháng 01 năm 2024\n",
    "PHỤ LỤC\n(Kèm theo Kế hoạch số 1/KH-UBND)\n",
    "Kính gửi: UBND xã\n",
    "I. MỤC ĐÍCH\n1. Nội dung\na) Nội dung\n- Nội dung\n",
    "1.1.1.1. Nội dung\n",
    "Điều 1.\nKhoản 1.\n",
    "./.\n",
]
HEAD = "ỦY BAN NHÂN DÂN XÃ A\nSố: 1/KH-UBND\nKẾ HOẠCH\nCông tác năm 2024\nI. MỤC ĐÍCH\nNơi nhận:\n"


def structure(text: str) -> Document:
    lines = (HEAD + text).splitlines()
    fragments = [Fragment(line, Place(part="document", block=number)) for number, line in enumerate(lines)]
    return build_document(Source([Paragraph(one.text, (one,)) for one in fragments], "text/plain", "none"))


@pytest.mark.parametrize("piece", POWERS)
def test_powers_of_signatures_are_read_once(piece: str) -> None:
    assert is_linear(structure, piece, 5_000)


@pytest.mark.slow
@pytest.mark.parametrize("piece", OTHERS)
def test_paragraphs_are_read_once(piece: str) -> None:
    assert is_linear(structure, piece, 15_000)
