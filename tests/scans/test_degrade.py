"""Made scans: the same every time, worn as asked, signed where the document is signed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pypdfium2
import pytest

from scripts.measure.degrade import Wear, find_signatures, photograph, render, scan, scan_appendix, skew, stamp
from scripts.measure.renderings import RENDERINGS

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "commune-2024.pdf"
DATA = SAMPLE.read_bytes()


def page_texts(pdf: bytes) -> list[int]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().count_chars() for page in document]
    finally:
        document.close()


def test_one_seed_gives_one_scan() -> None:
    wear = Wear(dpi=60, skew=0.8, noise=12, specks=3, quality=40, stamp=True)
    first = scan(DATA, wear, 5)
    assert first == scan(DATA, wear, 5)
    assert first != scan(DATA, wear, 6)
    assert set(page_texts(first)) == {0}


def test_only_the_appendix_is_scanned() -> None:
    before, after = page_texts(DATA), page_texts(scan_appendix(DATA, 2, Wear(dpi=60), 1))
    assert after == [before[0], *(0 for _ in before[1:])]


def test_a_turned_page_lies_on_its_side() -> None:
    upright, turned = (render(scan(DATA, Wear(dpi=60, turned=pages), 1), 60)[0].shape for pages in ((), (1,)))
    assert turned[:2] == upright[1::-1]


def test_the_seal_stands_where_the_document_is_signed() -> None:
    spots = find_signatures(DATA)
    assert len(spots) == 1
    number, spot = next(iter(spots.items()))
    page = render(DATA, 60)[number]
    sealed = stamp(page, spot, 60)
    changed = np.argwhere((sealed != page).any(axis=2))
    centre = changed.mean(axis=0) / page.shape[:2]
    assert centre[::-1] == pytest.approx(spot, abs=0.02)
    red = sealed[..., 2].astype(int) - sealed[..., 1]
    assert (red > 80).sum() > 200


def test_skew_turns_by_the_angle_asked() -> None:
    page = np.full((400, 600, 3), 255, np.uint8)
    page[200:203, 100:500] = 0
    rows, columns = np.nonzero(skew(page, 2.0)[..., 0] < 128)
    assert np.degrees(np.arctan(np.polyfit(columns, rows, 1)[0])) == pytest.approx(2.0, abs=0.2)


def test_a_photograph_is_darker_on_one_side() -> None:
    page = np.full((300, 200, 3), 255, np.uint8)
    light = photograph(page, np.random.default_rng(3))[30:-30, 30:-30, 1]
    assert int(light.max()) - int(light.min()) > 30


def test_every_rendering_belongs_to_one_half() -> None:
    assert len({one.name for one in RENDERINGS}) == len(RENDERINGS)
    tuned = {(one.source, one.seed) for one in RENDERINGS if one.split == "tune"}
    assert not tuned & {(one.source, one.seed) for one in RENDERINGS if one.split == "report"}
    assert not {one.source for one in RENDERINGS if one.split == "tune"} & {
        one.source for one in RENDERINGS if one.split == "report"
    }
