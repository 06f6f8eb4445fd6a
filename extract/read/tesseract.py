"""The Tesseract program: pictures in, words with boxes and confidences out."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import cv2

from extract.read.scan_image import Picture
from schemas.errors import MissingProgramError

LANGUAGE = "vie"
BLOCK = 6
"""Page segmentation: one uniform block of text. Columns are parted by the layout stage, from the words' boxes."""
SPARSE = 11
"""Page segmentation: as much text as there is, in no order: for lines among stamps and pens."""

_WORD_LEVEL = "5"

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
"""Pictures, their resolution, a limit of seconds and the page segmentation, to what the program prints."""


class RecognitionError(Exception):
    """The program failed at a picture or took too long."""


@cache
def version() -> str:
    """The program's version and its data's size: what a result depends on beside the picture.

    Raises:
        MissingProgramError: the program or its Vietnamese data is not installed.
    """
    program = shutil.which("tesseract")
    if program is None:
        raise MissingProgramError(MISSING)
    known = _run([program, "--list-langs"], 30)
    if LANGUAGE not in known.split():
        raise MissingProgramError(MISSING)
    first = known.splitlines()[0]
    data = Path(first.partition('"')[2].partition('"')[0]) / f"{LANGUAGE}.traineddata"
    size = data.stat().st_size if data.is_file() else 0
    return f"{_run([program, '--version'], 30).splitlines()[0]} {LANGUAGE} {size}"


def recognise(
    pictures: list[Picture], dpi: float, *, timeout: float, segmentation: int = BLOCK, run: Run | None = None
) -> list[list[SeenLine]]:
    """The lines of each picture, recognised by one run of the program; ``run`` stands for `run_on`.

    Raises:
        RecognitionError: the program fails or takes more than ``timeout`` seconds.
        MissingProgramError: it is not installed.
    """
    return _parse((run or run_on)(pictures, dpi, timeout, segmentation), len(pictures))


def run_on(pictures: list[Picture], dpi: float, timeout: float, segmentation: int) -> str:
    """What the program prints (TSV, one page a picture)."""
    version()
    with tempfile.TemporaryDirectory(prefix="kehoach-ocr-") as folder:
        names = []
        for index, picture in enumerate(pictures):
            name = os.path.join(folder, f"{index}.pgm")
            cv2.imwrite(name, picture)
            names.append(name)
        listed = os.path.join(folder, "list.txt")
        Path(listed).write_text("\n".join(names) + "\n", encoding="utf-8")
        command = [
            *_dies_with_parent(),
            *(shutil.which("tesseract") or "tesseract", listed, "stdout", "-l", LANGUAGE),
            *("--psm", str(segmentation), "--dpi", str(round(dpi)), "tsv"),
        ]
        return _run(command, timeout)


def _parse(printed: str, count: int) -> list[list[SeenLine]]:
    """The lines of ``count`` pictures from the program's TSV."""
    pages: list[dict[tuple[str, ...], SeenLine]] = [{} for _ in range(count)]
    for row in printed.splitlines():
        cells = row.split("\t")
        if len(cells) != 12 or cells[0] != _WORD_LEVEL or not cells[11].strip():
            continue
        left, top, width, height = map(int, cells[6:10])
        word = Seen(cells[11].strip(), left, top, left + width, top + height, max(0.0, float(cells[10])) / 100)
        pages[int(cells[1]) - 1].setdefault(tuple(cells[2:5]), []).append(word)
    return [list(page.values()) for page in pages]


@cache
def _dies_with_parent() -> tuple[str, ...]:
    """A prefix with which a child ends when its parent is killed, where the system has one."""
    setpriv = shutil.which("setpriv")
    return (setpriv, "--pdeathsig", "KILL") if setpriv else ()


def _run(command: list[str], timeout: float) -> str:
    """The program's standard output.

    One thread a process: pages run side by side instead, and Tesseract's own threads cost more than they give.
    """
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1", "LC_ALL": "C.UTF-8"}
    try:
        done = subprocess.run(
            command, capture_output=True, timeout=timeout, env=environment, stdin=subprocess.DEVNULL, check=False
        )
    except subprocess.TimeoutExpired:
        raise RecognitionError(f"text recognition took more than {timeout:.0f} s") from None
    except OSError as error:
        raise RecognitionError(f"Tesseract cannot be started: {error.strerror}") from error
    if done.returncode:
        lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise RecognitionError(f"Tesseract failed: {lines[-1] if lines else f'exit code {done.returncode}'}")
    return done.stdout.decode("utf-8", "replace")
