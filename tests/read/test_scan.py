"""What is found on the picture of a page before its letters are recognised, and how they are handed on."""

from __future__ import annotations

import tracemalloc

import cv2
import numpy as np
import pytest
from PIL import Image

from extract.layout.tables.lattice import find_lattices
from extract.read.scan.colour import Stamped
from extract.read.scan.image import Raster, take_rasters
from extract.read.scan.ink import Mask, find_pieces, ink_of, median_level, without_dust
from extract.read.scan.page import read_scan
from extract.read.scan.rules import find_rules
from extract.read.scan.sheet import find_sheet
from extract.read.scan.tesseract import Seen, _parse
from extract.read.scan.upright import (
    Letters,
    count_marks,
    count_turns,
    find_letters,
    find_skew,
    set_upright,
    upright,
    upright_box,
)
from schemas.page import Box
from tests.read.scan_files import draw_page, picture_pdf, skewed

DPI = 200
POINT = DPI / 72


def page(number: int = 2):  # type: ignore[no-untyped-def]
    return draw_page("commune-2024.pdf", number, DPI)


def test_pieces_of_ink_have_the_boxes_of_their_outlines() -> None:
    ink = ink_of(np.asarray(page()))
    pieces, boxes = find_pieces(ink)
    count, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    assert len(pieces) == count - 1 > 500
    assert sorted(map(tuple, boxes.tolist())) == sorted(map(tuple, stats[1:, :4].tolist()))


def test_a_page_of_halftone_takes_no_memory_for_its_pairs() -> None:
    large = np.tile(np.array([[0, 100, 10, 20]], np.int32), (100_000, 1))
    small = np.tile(np.array([[3, 90, 4, 4]], np.int32), (300, 1))
    tracemalloc.start()
    try:
        assert count_marks(Letters(large, small)) == (150, 0)  # of three hundred every other one is looked at
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 60e6


@pytest.mark.parametrize("levels", [[7], [0, 255], [3, 200, 90], [0, 0, 10, 12, 255, 255]])
def test_the_median_is_that_of_the_levels(levels: list[int]) -> None:
    assert median_level(np.array([levels], np.uint8)) == np.median(levels)


@pytest.mark.parametrize("degrees", [-2.5, -0.7, 0.0, 0.4, 3.0])
def test_skew(degrees: float) -> None:
    assert find_skew(ink_of(np.asarray(skewed(page(1), degrees))), DPI) == pytest.approx(-degrees, abs=0.06)


@pytest.mark.parametrize("number", [1, 2])
@pytest.mark.parametrize("turns", range(4))
def test_turns(number: int, turns: int) -> None:
    turned = np.rot90(np.asarray(page(number)), turns).copy()
    assert count_turns(ink_of(turned), DPI) == turns


@pytest.mark.parametrize("turns", range(4))
def test_a_fine_picture_is_set_upright_like_a_coarse_one(turns: int) -> None:
    turned = np.rot90(np.asarray(skewed(draw_page("commune-2024.pdf", 2, 300), 1.4)), turns).copy()
    _, undone, skew = set_upright(turned, 300)
    assert undone == turns
    assert skew == pytest.approx(-1.4, abs=0.06)


@pytest.mark.parametrize("seed", range(5))
def test_specks_turn_no_page_upside_down(seed: int) -> None:
    draw = np.random.default_rng(seed)
    picture = np.asarray(page(2)).copy()
    picture[len(picture) // 6 :] = 255  # a page of a few lines, as the one with the signature often is
    ink = ink_of(picture)
    for x, y, _, height in find_letters(ink, DPI).large:
        if draw.random() < 0.3:  # rather more specks below the letters than marks above
            ink[y + height + 3 : y + height + 6, x + 2 : x + 5] = 255
    assert count_turns(ink, DPI) == 0


def test_an_empty_page_stays_as_it_is() -> None:
    blank = np.full((2339, 1654), 255, np.uint8)
    assert set_upright(blank, DPI)[1:] == (0, 0.0)


def table(gaps: bool = False):  # type: ignore[no-untyped-def]
    """Three rows of three columns, its lines broken where ``gaps``."""
    picture = np.full((1200, 1600), 255, np.uint8)
    for y in (200, 400, 600, 800):
        cv2.line(picture, (200, y), (1400, y), 0, 3)
    for x in (200, 600, 1000, 1400):
        cv2.line(picture, (x, 200), (x, 800), 0, 3)
    if gaps:
        for y in (200, 400, 600, 800):
            for x in range(300, 1400, 170):
                picture[y - 4 : y + 5, x : x + 12] = 255
        for x in (200, 600, 1000, 1400):
            picture[500:515, x - 4 : x + 5] = 255
    return picture


@pytest.mark.parametrize("gaps", [False, True])
@pytest.mark.parametrize("degrees", [0.0, 0.12])
def test_rulings_make_the_table(gaps: bool, degrees: float) -> None:
    picture = np.asarray(skewed(Image.fromarray(table(gaps)), degrees))
    rules, _ = find_rules(ink_of(picture), DPI)
    (lattice,) = find_lattices(rules)
    assert [len(row) for row in lattice.regions] == [3, 3, 3]
    assert lattice.box == pytest.approx((200 / POINT, 200 / POINT, 1400 / POINT, 800 / POINT), abs=1.5)


def test_a_ruling_on_a_crooked_sheet_is_one() -> None:
    """A row merged across interrupts the ruling; below it the sheet has put it five points aside."""
    point = DPI / 72
    paper = np.full((round(500 * point), round(500 * point)), 255, np.uint8)
    for top in (50, 200, 220, 400):
        paper[round(top * point) :][:3, round(50 * point) : round(450 * point)] = 0
    for left, top, bottom in ((50, 50, 400), (250, 50, 200), (245, 220, 400), (450, 50, 400)):
        paper[round(top * point) : round(bottom * point), round(left * point) :][:, :3] = 0
    rules, _ = find_rules(ink_of(paper), DPI)
    upright = sorted({round(one.x0) for one in rules if one.x1 - one.x0 < one.bottom - one.top})
    assert len(upright) == 3


def test_a_short_ruling_between_two_lines_of_a_head() -> None:
    """The lower line of a head is fifteen points high; a letter as tall stands in the open and is none."""
    paper = table()
    middle = round(15 * POINT)
    cv2.line(paper, (600, 200 + middle), (1400, 200 + middle), 0, 3)
    cv2.line(paper, (600, 200), (600, 400), 0, 3)
    paper[203 : 200 + middle - 1, 995:1006] = 255
    cv2.line(paper, (800, 200 + middle), (800, 200 + 2 * middle), 0, 3)
    cv2.line(paper, (600, 200 + 2 * middle), (1400, 200 + 2 * middle), 0, 3)
    cv2.line(paper, (700, 470), (700, 470 + round(14 * POINT)), 0, 3)
    rules, mask = find_rules(ink_of(paper), DPI)
    upright = {round(one.x0 * POINT, -1) for one in rules if one.x1 - one.x0 < one.bottom - one.top}
    assert upright == {200, 600, 800, 1000, 1400}
    assert mask[200 + middle + 10, 800] == 255
    assert mask[480, 700] == 0


def test_a_speck_away_from_letters_is_dust_and_a_row_of_dots_is_not() -> None:
    ink = np.full((400, 400), 0, np.uint8)
    dot, step = round(1.2 * POINT), round(3.2 * POINT)
    ink[100:120, 100:112] = 255  # a letter with its full stop
    ink[117:120, 115:118] = 255
    for at in range(8):
        ink[200 : 200 + dot, 100 + at * step :][:, :dot] = 255
    ink[300:303, 100:112] = 255  # a dash alone
    clean = without_dust(ink.copy(), DPI)
    assert (clean == ink).all()
    ink[110:113, 300:303] = 255
    assert (without_dust(ink, DPI) == clean).all()


@pytest.mark.parametrize(
    "box", [(0, 0, 21, 9), (3, 2, 17, 5), (8, 0, 16, 9), (-4, -2, 30, 12), (5, 3, 5, 3), (40, 1, 50, 2)]
)
def test_a_kept_mask_is_cut_like_a_picture(box: tuple[int, int, int, int]) -> None:
    ink = np.where(np.random.default_rng(7).random((9, 21)) < 0.5, np.uint8(255), np.uint8(0))
    left, top, right, bottom = box
    expected = ink[max(0, top) : bottom, max(0, left) : right]
    assert (Mask(ink).cut(*box) * 255).tolist() == expected.tolist()
    assert (Mask(ink).whole() * 255).tolist() == ink.tolist()


def test_letters_are_no_rulings() -> None:
    rules, _ = find_rules(ink_of(np.asarray(page(1))), DPI)
    assert find_lattices(rules) == []


def test_the_stored_picture_is_taken_as_it_is() -> None:
    stored = page(1)
    (raster,) = take_rasters(picture_pdf([stored], DPI), [1])
    assert isinstance(raster, Raster)
    assert raster.picture.shape == (stored.height, stored.width)
    assert raster.dpi == pytest.approx(DPI, rel=0.01)


def test_one_call_reads_all_cells_with_ink() -> None:
    picture = table()
    cv2.putText(picture, "1", (300, 320), cv2.FONT_HERSHEY_SIMPLEX, 1.5, 0, 3)
    picture[450:452, 700:702] = 0
    calls = []

    def recogniser(pictures, dpi, *, segmentation=6):  # type: ignore[no-untyped-def]
        calls.append(len(pictures))
        return [[[Seen("1", 110, 90, 140, 130, 0.9)]] for _ in pictures]

    found = read_scan(Raster(1, picture, DPI, 1600 / POINT, 1200 / POINT), recogniser)
    (lattice,) = find_lattices(found.rules)
    assert found.recognise is not None
    assert found.confidences is not None
    found.recognise(lattice.boxes)
    assert calls == [1]
    assert [found.clip(box) for box in lattice.boxes] == ["1", *[""] * 8]
    assert found.confidences(lattice.boxes[0]) == (0.9,)
    assert found.words(Box(0, 0, 30, 30)) == []


def test_specks_stand_apart_from_the_text() -> None:
    picture = np.full((1200, 1600), 255, np.uint8)
    picture[300:320, 300:320] = 0
    lines = [
        [Seen("-", 300, 50, 310, 52, 0.9)],
        [Seen("Y", 300, 100, 320, 120, 0.3)],
        [Seen("2", 800, 1100, 810, 1120, 0.9)],
        [Seen("Nơi", 300, 300, 340, 320, 0.3), Seen("nhận", 350, 300, 400, 320, 0.5)],
    ]
    found = read_scan(
        Raster(1, picture, DPI, 1600 / POINT, 1200 / POINT), lambda pictures, dpi, segmentation=6: [lines]
    )
    assert found.recognise is not None
    found.recognise([])
    assert [line.text for line in found.stamps] == ["-", "Y"]
    assert [line.text for line in found.lines] == ["2", "Nơi nhận"]


def test_a_speck_between_two_words_is_no_full_stop() -> None:
    picture = np.full((1200, 1600), 255, np.uint8)
    picture[300:320, 300:320] = 0
    lines = [
        [
            Seen("Thường", 300, 300, 380, 320, 0.9),
            Seen(".", 390, 310, 392, 312, 0.92),
            Seen("xuyên", 400, 300, 480, 320, 0.9),
        ],
        [Seen(":", 300, 400, 302, 402, 0.6)],
        [Seen("a", 300, 500, 310, 520, 0.9), Seen(":", 320, 505, 325, 520, 0.9)],
    ]
    found = read_scan(
        Raster(1, picture, DPI, 1600 / POINT, 1200 / POINT), lambda pictures, dpi, segmentation=6: [lines]
    )
    assert found.recognise is not None
    found.recognise([])
    assert [line.text for line in found.lines] == ["Thường xuyên", "a :"]


def test_lines_of_each_picture_in_the_printed_table() -> None:
    rows = [
        "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext",
        "1\t7\t0\t0\t0\t0\t0\t0\t99\t99\t-1\t",
        "5\t7\t1\t1\t1\t1\t10\t20\t30\t40\t91.5\tSố:",
        "5\t7\t1\t1\t2\t1\t10\t70\t30\t40\t12\tNơi",
        "1\t8\t0\t0\t0\t0\t0\t0\t99\t99\t-1\t",
        "4\t8\t1\t1\t1\t0\t0\t0\t9\t9\t-1\t",
        "5\t8\t1\t1\t1\t1\t1\t2\t3\t4\t-1\tx",
    ]
    first, second = _parse("\n".join(rows), 2)
    assert first == [[Seen("Số:", 10, 20, 40, 60, 0.915)], [Seen("Nơi", 10, 70, 40, 110, 0.12)]]
    assert second == [[Seen("x", 1, 2, 4, 6, 0.0)]]


def test_a_sign_that_stands_for_others_is_never_sure() -> None:
    picture = np.full((1200, 1600), 255, np.uint8)
    picture[300:320, 300:320] = 0
    lines = [[Seen("<3", 300, 300, 340, 320, 0.97), Seen("ngày", 350, 300, 400, 320, 0.97)]]
    found = read_scan(
        Raster(1, picture, DPI, 1600 / POINT, 1200 / POINT), lambda pictures, dpi, segmentation=6: [lines]
    )
    assert found.recognise is not None
    found.recognise([])
    assert found.lines[0].confidences == (0.9, 0.97)


def test_words_are_what_their_ink_shows() -> None:
    picture = np.full((1200, 1600), 255, np.uint8)
    cv2.polylines(picture, [np.array([[330, 300], [302, 312], [330, 324]])], False, 0, 3)
    cv2.line(picture, (302, 332), (330, 332), 0, 3)
    cv2.putText(picture, "20", (350, 332), cv2.FONT_HERSHEY_SIMPLEX, 1.2, 0, 3)
    lines = [[Seen("<20", 300, 295, 400, 336, 0.97), Seen("QĐÐ", 450, 300, 520, 336, 0.97)]]
    found = read_scan(
        Raster(1, picture, DPI, 1600 / POINT, 1200 / POINT), lambda pictures, dpi, segmentation=6: [lines]
    )
    assert found.recognise is not None
    found.recognise([])
    assert [(line.text, line.confidences) for line in found.lines] == [("≤ 20 QĐ", (0.9, 0.9, 0.9))]
    assert found.understood == [("<20", "≤ 20"), ("QĐÐ", "QĐ")]
    sign, number = found.words(Box(0, 0, 420 / POINT, 1200 / POINT))
    assert sign.box.x1 < number.box.x0


@pytest.mark.parametrize(("sure", "kept"), [((0.9, 0.4), True), ((0.5, 0.4), False)])
def test_red_letters_are_read_by_themselves(sure: tuple[float, float], kept: bool) -> None:
    picture = np.full((1200, 1600), 255, np.uint8)
    picture[300:320, 300:320] = 0
    stamped = Stamped(Box(300, 200, 345, 215), np.zeros((round(15 * POINT), round(45 * POINT)), np.uint8))
    sizes = []

    def recogniser(pictures, dpi, *, segmentation=6):  # type: ignore[no-untyped-def]
        sizes.extend(one.shape for one in pictures)
        words = [Seen("Lê", 12, 12, 60, 50, sure[0]), Seen("Hoa", 70, 12, 130, 50, sure[1])]
        return [[words], [[Seen("thân", 300, 300, 340, 320, 0.9)]]]

    found = read_scan(Raster(1, picture, DPI, 1600 / POINT, 1200 / POINT, (stamped,)), recogniser)
    assert found.recognise is not None
    found.recognise([])
    assert sizes == [(stamped.picture.shape[0] + 24, stamped.picture.shape[1] + 24), picture.shape]
    assert [line.text for line in found.lines] == (["thân", "Lê Hoa"] if kept else ["thân"])
    (row,) = [line for line in (*found.lines, *found.stamps) if line.text == "Lê Hoa"]
    assert (row.box.x0, row.box.top) == pytest.approx((300, 200), abs=0.5)


@pytest.mark.parametrize("degrees", [0.0, 1.2, -0.8])
@pytest.mark.parametrize("turns", range(4))
def test_a_box_is_turned_as_its_page_is(degrees: float, turns: int) -> None:
    turned = np.rot90(np.asarray(skewed(page(1), degrees)), turns).copy()
    height, width = turned.shape
    turned[900:980, 300:400] = 0
    straight, undone, skew = set_upright(turned, DPI)
    found = upright_box(
        Box(*(side / POINT for side in (300, 900, 400, 980))), width / POINT, height / POINT, undone, skew
    )
    large = cv2.moments(cv2.erode(ink_of(straight), np.ones((40, 40), np.uint8)), True)
    middle = (large["m10"] / large["m00"], large["m01"] / large["m00"])
    assert ((found.x0 + found.x1) / 2 * POINT, (found.top + found.bottom) / 2 * POINT) == pytest.approx(middle, abs=2)
    small = upright(np.zeros((80, 100), np.uint8), undone, skew)
    assert small.shape == pytest.approx(((found.bottom - found.top) * POINT, (found.x1 - found.x0) * POINT), abs=3)
    assert np.count_nonzero(small < 128) == pytest.approx(8000, rel=0.01)


def test_a_photographed_sheet_is_drawn_out_to_its_corners() -> None:
    paper = np.full((1754, 1240), 200, np.uint8)
    paper[300:310, 200:1000] = 30
    corners = np.array([[20, 12], [1228, 26], [1224, 1735], [8, 1740]], np.float32)
    whole = np.array([[0, 0], [1240, 0], [1240, 1754], [0, 1754]], np.float32)
    matrix = cv2.getPerspectiveTransform(whole, corners)
    photograph = cv2.warpPerspective(paper, matrix, (1240, 1754), borderValue=70)
    found = find_sheet(np.asarray(photograph, np.uint8))
    assert found is not None
    assert np.abs(found - corners).max() < 6
    assert find_sheet(paper) is None
    paper[:, :15] = 20  # one dark edge is the scanner's
    assert find_sheet(paper) is None
