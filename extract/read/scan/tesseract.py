"""The Tesseract program: pictures in, words with boxes and confidences out."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from extract.read.scan.ink import Picture

BLOCK = 6
"""Page segmentation: one uniform block of text. Columns are parted by the layout stage,
from the words' boxes.
"""
SPARSE = 11
"""Page segmentation: as much text as there is, in no order: for lines among stamps and pens."""

_LONGEST_SIDE = 1 << 20
"""Pixels: longer than that of any picture the program takes."""

_PICTURE_LEVEL, _WORD_LEVEL = "1", "5"


class Seen(NamedTuple):
    """A recognised word: its box in pixels of its picture, its confidence from 0 to 1."""

    text: str
    left: int
    top: int
    right: int
    bottom: int
    confidence: float


SeenLine = list[Seen]

Run = Callable[[list[Picture], float, float, int], str]
"""Pictures, their resolution, a limit of seconds and the page segmentation,
to what the program prints.

The list may be empty afterwards: see `Programs.run`.
"""


def recognise(
    pictures: list[Picture], dpi: float, *, timeout: float, segmentation: int = BLOCK, run: Run
) -> list[list[SeenLine]]:
    """The lines of each picture, recognised by one program; ``run`` is `Programs.run`,
    or stands for it.

    The pictures are taken out of their list.

    Raises:
        RecognitionError: the program fails or takes more than ``timeout`` seconds.
    """
    count = len(pictures)
    return _parse(run(pictures, dpi, timeout, segmentation), count)


def _seen(cells: list[str]) -> Seen | None:
    """The word in a row of TSV; None where its box or its confidence is not a number."""
    try:
        left, top, width, height = map(int, cells[6:10])
        confidence = float(cells[10])
    except ValueError:
        return None
    if not (
        min(left, top, width, height) >= 0
        and max(left, top, width, height) < _LONGEST_SIDE
        and confidence <= 100
    ):
        return None
    return Seen(
        cells[11].strip(), left, top, left + width, top + height, max(0.0, confidence) / 100
    )


def _parse(printed: str, count: int) -> list[list[SeenLine]]:
    """The lines of ``count`` pictures from the program's TSV."""
    pictures: list[dict[tuple[str, ...], SeenLine]] = [{} for _ in range(count)]
    index = -1
    for row in printed.splitlines():
        cells = row.split("\t")
        index += cells[0] == _PICTURE_LEVEL
        if len(cells) != 12 or cells[0] != _WORD_LEVEL or not cells[11].strip():
            continue
        word = _seen(cells)
        if word is not None and 0 <= index < count:
            pictures[index].setdefault(tuple(cells[2:5]), []).append(word)
    return [list(picture.values()) for picture in pictures]
