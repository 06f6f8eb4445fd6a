"""Words drawn in the fonts of documents, as the reader of scans sees their ink."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from extract.read.scan.ink import Picture, ink_of

FONTS = Path("/usr/share/fonts/truetype/liberation")
FACES = ("LiberationSerif-Regular", "LiberationSerif-Bold", "LiberationSans-Regular", "LiberationSans-Bold")

needs_fonts = pytest.mark.skipif(not FONTS.is_dir(), reason="fonts-liberation is not installed")


def ink(text: str, face: str = FACES[0], pixels: int = 36) -> Picture:
    """The ink of a word as a scanner sees it, cut out as closely as the recogniser does."""
    font = ImageFont.truetype(str(FONTS / f"{face}.ttf"), pixels)
    left, top, right, bottom = font.getbbox(text)
    picture = Image.new("L", (round(right - left) + 4, round(bottom - top) + 4), 255)
    ImageDraw.Draw(picture).text((2 - left, 2 - top), text, 0, font)
    return ink_of(np.asarray(picture, np.uint8).copy())
