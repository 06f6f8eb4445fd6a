"""Text as PDF engines give it: what is cleaned, and the quick looks that most pages need no more than."""

from __future__ import annotations

import sys
from unicodedata import category

import pytest

from extract.read import gate
from extract.read.gate import clean
from extract.read.pdf.glyphs import looks_broken


def test_every_mark_that_can_drift_is_looked_for() -> None:
    marks = [letter for letter in map(chr, range(sys.maxunicode + 1)) if category(letter) == "Mn"]
    assert len(marks) > 1000
    assert [mark for mark in marks if not gate._PERHAPS_UNCLEAN.search(f"a {mark}")] == []


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("Kế hoạch số 12/KH-UBND", "Kế hoạch số 12/KH-UBND"),
        ("Va\u0300\x00 nay\x1f", "Và nay"),
        ("Về \u0323 • mục", "Vệ\u0300 • mục"),
        ("tho\u0302ng tin \u0301", "thông tiń"),
    ],
)
def test_text_is_cleaned(given: str, expected: str) -> None:
    assert clean(given) == expected


SOUND = "Ủy ban nhân dân xã ban hành kế hoạch cải cách hành chính nhà nước năm 2024 trên địa bàn xã như sau: "


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        (SOUND * 3, False),
        (SOUND * 3 + "t ục hành chính, th ủ t ục, m ục tiêu, h p tác, k ế hoạch.", True),
        (SOUND + "căn cứPháp lệnh, khitổng kết, banHành, vàThực hiện, quyếtđịnhcủa, UBNDxã", True),
        (SOUND * 3 + "điểm b khoản 1, điểm c khoản 2 và d khoản 3", False),
        ("t ục h p", False),
    ],
)
def test_torn_and_glued_text_is_seen(text: str, broken: bool) -> None:
    assert looks_broken(text) is broken
