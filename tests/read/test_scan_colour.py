"""What of a page's colours is text: black ink and red letters in rows; no seals, pens and fringes."""

from __future__ import annotations

import time

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from extract.read.scan.colour import drop_colour, find_red_letters
from extract.read.scan.ink import Picture
from tests.read.drawn_words import FONTS, needs_fonts

DPI = 200
RED, BLACK, BLUE = (200, 30, 40), (20, 20, 20), (40, 60, 190)
SEAL = (120, 40, 400, 320)


class Sheet:
    """A sheet of 900 by 500 pixels with words, and a seal on its left."""

    def __init__(self) -> None:
        self._image = Image.new("RGB", (900, 500), (250, 250, 250))
        self._draw = ImageDraw.Draw(self._image)

    def seal(self, colour: tuple[int, int, int] = RED) -> Sheet:
        for inset in (0, 30):
            box = (SEAL[0] + inset, SEAL[1] + inset, SEAL[2] - inset, SEAL[3] - inset)
            self._draw.ellipse(box, outline=colour, width=4)
        self.word("ỦY BAN", (190, 130), colour, 30)
        self.word("NHÂN DÂN", (180, 180), colour, 30)
        return self

    def word(self, text: str, at: tuple[int, int], colour: tuple[int, int, int] = RED, pixels: int = 44) -> Sheet:
        font = ImageFont.truetype(str(FONTS / "LiberationSerif-Bold.ttf"), pixels)
        self._draw.text(at, text, colour, font)
        return self

    def line(self, ends: tuple[int, int, int, int], colour: tuple[int, int, int]) -> Sheet:
        self._draw.line(ends, colour, 5)
        return self

    def seen(self) -> Picture:
        """Where the red letters are that are found, as a mask."""
        found = np.zeros((500, 900), np.uint8)
        channels = self.channels()
        for box, picture in find_red_letters(channels, drop_colour(channels), DPI):
            left, top = round(box.x0 * DPI / 72), round(box.top * DPI / 72)
            found[top : top + picture.shape[0], left : left + picture.shape[1]] |= picture < 128
        return found

    def channels(self) -> Picture:
        return np.ascontiguousarray(np.asarray(self._image, np.uint8)[:, :, ::-1])


@needs_fonts
def test_a_name_in_red_below_the_seal_is_found_and_the_seal_is_not() -> None:
    sheet = Sheet().seal().word("Nguyễn Thị Ánh Hồng", (330, 360))
    black = drop_colour(Sheet().word("Nguyễn Thị Ánh Hồng", (330, 360), BLACK).channels()) < 128
    assert (sheet.seen() & black).sum() > 0.95 * black.sum()
    assert sheet.seen().sum() < 1.2 * black.sum()


@needs_fonts
@pytest.mark.parametrize(
    "sheet",
    [
        pytest.param(Sheet().seal().word("Trần Văn Bình", (190, 300)), id="the rim lies over it"),
        pytest.param(
            Sheet().word("Trần Văn Bình", (330, 360)).line((620, 380, 900, 330), RED), id="a red pen at its end"
        ),
        pytest.param(
            Sheet().word("Trần Văn Bình", (330, 360)).line((420, 280, 420, 372), RED), id="a smear on its marks"
        ),
        pytest.param(Sheet().word("Hoa", (330, 360)), id="too short"),
        pytest.param(Sheet().word("Trần Văn Bình", (330, 360), BLUE), id="a blue pen"),
        pytest.param(Sheet().seal(), id="the seal alone"),
    ],
)
def test_what_is_no_row_by_itself_is_left_out(sheet: Sheet) -> None:
    assert not sheet.seen().any()


@needs_fonts
def test_a_post_stamped_over_the_printed_one_is_found() -> None:
    """A deputy's post is stamped over that of who is named in print."""
    over = Sheet().word("PHÓ GIÁM ĐỐC", (290, 372)).word("GIÁM ĐỐC", (330, 340), BLACK).seen()
    alone = Sheet().word("PHÓ GIÁM ĐỐC", (290, 372)).seen()
    assert 0.8 * alone.sum() < over.sum() <= alone.sum()


@needs_fonts
def test_a_red_fringe_of_black_letters_is_left_out() -> None:
    assert Sheet().word("GIÁM ĐỐC", (333, 342)).seen().any()
    assert not Sheet().word("GIÁM ĐỐC", (333, 342)).word("GIÁM ĐỐC", (330, 340), BLACK).seen().any()


def test_coloured_ink_is_dropped_and_black_under_it_stays() -> None:
    picture = np.full((30, 30, 3), 255, np.uint8)
    picture[5:15, 5:15] = (40, 40, 220)
    picture[10:25, 10:25] = 20
    dark = drop_colour(picture)
    assert dark[7, 7] > 200
    assert dark[12, 12] < 40


def test_a_grey_picture_has_no_red_letters() -> None:
    grey = np.full((40, 30), 90, np.uint8)
    assert find_red_letters(grey, grey, DPI) == []
    assert find_red_letters(grey[:, :, np.newaxis], grey, DPI) == []


def test_a_red_picture_holds_no_rows_and_costs_no_time() -> None:
    picture = np.full((2340, 1654, 3), 250, np.uint8)
    for top in range(0, 2320, 20):
        for left in range(0, 1640, 14):
            picture[top : top + 12, left : left + 8] = (30, 30, 200)
    dark = drop_colour(picture)
    start = time.perf_counter()
    assert find_red_letters(picture, dark, DPI) == []
    assert time.perf_counter() - start < 2
    assert find_red_letters(picture[:40, :300], dark[:40, :300], DPI)
