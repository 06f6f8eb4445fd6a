"""Which Tesseract is installed: asked without OpenCV,
so that it can be asked while that is being imported.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

from extract.shortage import limit_of, memory_limit
from schemas.errors import LimitError, MissingProgramError

LANGUAGE = "vie"

MISSING = (
    "scanned pages need the program Tesseract with its Vietnamese data: "
    "apt-get install tesseract-ocr tesseract-ocr-vie (or leave scanned pages out with --ocr never)"
)

_PATIENCE = 30.0
"""Seconds for a question about the program itself."""

_ENOUGH_MEMORY = 1024
"""Mebibytes: four times what a page at 400 dots an inch takes."""


@cache
def version() -> str:
    """The program's version and its data's size: what a result depends on beside the picture.

    Raises:
        MissingProgramError: the program or its Vietnamese data is not installed.
        LimitError: the program cannot be run now.
    """
    program = shutil.which("tesseract")
    if program is None:
        raise MissingProgramError(MISSING)
    known = _ask(program, "--list-langs")
    if LANGUAGE not in known.split():
        raise MissingProgramError(MISSING)
    first, _, _ = known.partition("\n")
    data = Path(first.partition('"')[2].partition('"')[0]) / f"{LANGUAGE}.traineddata"
    size = data.stat().st_size if data.is_file() else 0
    release, _, _ = _ask(program, "--version").partition("\n")
    return f"{release} {LANGUAGE} {size}"


def _ask(program: str, question: str) -> str:
    """What the program answers to an option such as ``--version``.

    Raises:
        MissingProgramError: it cannot be run.
        LimitError: it cannot be run now.
    """
    try:
        done = subprocess.run(
            [program, question],
            capture_output=True,
            timeout=_PATIENCE,
            env=environment(),
            stdin=subprocess.DEVNULL,
            check=True,
        )
    except subprocess.TimeoutExpired as error:
        raise LimitError(
            f"Tesseract did not answer within {_PATIENCE:g} s; run fewer at once (--jobs)"
        ) from error
    except (OSError, subprocess.SubprocessError) as error:
        limit = limit_of(error) or memory_too_small("Tesseract does not run")
        raise limit or MissingProgramError(f"Tesseract does not run: {error}; {MISSING}") from error
    return done.stdout.decode("utf-8", "replace")


def memory_too_small(failed: str) -> LimitError | None:
    """The limit of memory where the program may have ``failed`` of it;
    None where it has enough for any page.
    """
    most = memory_limit()
    if most is None or most >= _ENOUGH_MEMORY:
        return None
    return LimitError(f"{failed} within the memory limit of {most} MB; raise --max-memory")


def environment() -> dict[str, str]:
    """One thread a program: pages run side by side instead,
    and Tesseract's own threads cost more than they give.
    """
    return {**os.environ, "OMP_THREAD_LIMIT": "1", "LC_ALL": "C.UTF-8"}
