"""The Tesseract program: pictures in, words with boxes and confidences out."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from extract.read.scan_image import Picture
from extract.read.tesseract_program import LANGUAGE, ask
from schemas.errors import MissingProgramError

BLOCK = 6
"""Page segmentation: one uniform block of text. Columns are parted by the layout stage, from the words' boxes."""
SPARSE = 11
"""Page segmentation: as much text as there is, in no order: for lines among stamps and pens."""

_PICTURE_LEVEL, _WORD_LEVEL = "1", "5"

MISSING = (
    "scanned pages need the program Tesseract with its Vietnamese data: "
    "apt-get install tesseract-ocr tesseract-ocr-vie (or leave scanned pages out with --ocr never)"
)


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
"""Pictures, their resolution, a limit of seconds and the page segmentation, to what the program prints.

The list may be empty afterwards: see `Programs.run`.
"""


@cache
def version() -> str:
    """The program's version and its data's size: what a result depends on beside the picture.

    Raises:
        MissingProgramError: the program or its Vietnamese data is not installed.
    """
    if shutil.which("tesseract") is None:
        raise MissingProgramError(MISSING)
    known = ask("--list-langs")
    if LANGUAGE not in known.split():
        raise MissingProgramError(MISSING)
    first, _, _ = known.partition("\n")
    data = Path(first.partition('"')[2].partition('"')[0]) / f"{LANGUAGE}.traineddata"
    size = data.stat().st_size if data.is_file() else 0
    release, _, _ = ask("--version").partition("\n")
    return f"{release} {LANGUAGE} {size}"


def recognise(
    pictures: list[Picture], dpi: float, *, timeout: float, segmentation: int = BLOCK, run: Run
) -> list[list[SeenLine]]:
    """The lines of each picture, recognised by one program; ``run`` is `Programs.run`, or stands for it.

    The pictures are taken out of their list.

    Raises:
        RecognitionError: the program fails or takes more than ``timeout`` seconds.
        MissingProgramError: it is not installed.
    """
    count = len(pictures)
    return _parse(run(pictures, dpi, timeout, segmentation), count)


def _parse(printed: str, count: int) -> list[list[SeenLine]]:
    """The lines of ``count`` pictures from the program's TSV."""
    pictures: list[dict[tuple[str, ...], SeenLine]] = [{} for _ in range(count)]
    index = -1
    for row in printed.splitlines():
        cells = row.split("\t")
        index += cells[0] == _PICTURE_LEVEL
        if len(cells) != 12 or cells[0] != _WORD_LEVEL or not cells[11].strip():
            continue
        left, top, width, height = map(int, cells[6:10])
        word = Seen(cells[11].strip(), left, top, left + width, top + height, max(0.0, float(cells[10])) / 100)
        pictures[index].setdefault(tuple(cells[2:5]), []).append(word)
    return [list(picture.values()) for picture in pictures]
