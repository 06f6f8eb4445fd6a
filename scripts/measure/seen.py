"""Nothing comes out "ok" with less text than the PDF engine sees: records held against pdfium's raw character count.

`python -m scripts.measure.seen [FILE ...]` (else corpus and hostile files of the study material); exit code 1 when a
file loses text without a problem that says so.
"""

from __future__ import annotations

import argparse
import ctypes
import json
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from extract import Options, extract_plan
from schemas.errors import ExtractError
from scripts.measure.annotated import SHARED

_LIMIT = 120
"""Seconds a file may take; each is looked at in a process of its own."""
_TOLD = ("page-unread", "text-layer-broken", "second-engine", "text-unplaced")
"""Problems that say of a page that its text is not, or not all, in the record."""
_SHARE, _LETTERS = 0.99, 20
"""A record may hold this share of pdfium's characters, or so many fewer: letters drawn twice count twice there."""


class Seen(NamedTuple):
    """One file: pdfium's visible characters, those placed in the record, the problems that tell of a loss."""

    name: str
    raw: int
    placed: int
    told: tuple[str, ...]
    error: str = ""

    @property
    def is_silent_loss(self) -> bool:
        """Whether text is lost and nothing says so."""
        short = self.placed < _SHARE * self.raw and self.raw - self.placed > _LETTERS
        return short and not self.told and not self.error


def count_raw(data: bytes) -> int:
    """Visible characters that pdfium's text pages hold, all pages together."""
    import pypdfium2.raw as pdfium

    pdfium.FPDF_InitLibrary()
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    found = 0
    for index in range(pdfium.FPDF_GetPageCount(document) if document else 0):
        page = pdfium.FPDF_LoadPage(document, index)
        text = pdfium.FPDFText_LoadPage(page) if page else None
        if text:
            size = pdfium.FPDFText_CountChars(text)
            buffer = (ctypes.c_ushort * (size + 1))()
            pdfium.FPDFText_GetText(text, 0, size, buffer)
            written = bytes(buffer).decode("utf-16-le", "replace").replace("\0", "")
            found += sum(letter.isprintable() and not letter.isspace() for letter in written)
            pdfium.FPDFText_ClosePage(text)
        if page:
            pdfium.FPDF_ClosePage(page)
    if document:
        pdfium.FPDF_CloseDocument(document)
    return found


def compare(path: Path) -> Seen:
    """One file's record against pdfium, without recognition."""
    data = path.read_bytes()
    try:
        plan = extract_plan(data, Options(ocr="never"), name=path.name)
    except ExtractError as error:
        return Seen(path.name, count_raw(data), 0, (), f"{type(error).__name__}: {error}")
    told = tuple(sorted({one.code for one in plan.problems if one.code in _TOLD}))
    return Seen(path.name, count_raw(data), plan.coverage.placed, told)


def compare_apart(path: Path) -> Seen:
    """The same in a process of its own, for files that crash or hang an engine."""
    command = [sys.executable, "-m", "scripts.measure.seen", "--one", str(path)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_LIMIT, check=False)
    except subprocess.TimeoutExpired:
        return Seen(path.name, 0, 0, (), f"no answer after {_LIMIT} s")
    try:
        name, raw, placed, told, error = json.loads(done.stdout)
    except ValueError:
        return Seen(path.name, 0, 0, (), f"the process ended with {done.returncode}")
    return Seen(name, raw, placed, tuple(told), error)


def main(arguments: list[str]) -> int:
    """Compare files and print what is lost; 1 where something is lost in silence."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="*")
    parser.add_argument("--one", type=Path, help=argparse.SUPPRESS)
    choices = parser.parse_args(arguments)
    if choices.one:
        print(json.dumps(compare(choices.one)))
        return 0
    paths = choices.files or sorted([*SHARED.glob("corpus/pdf/*.pdf"), *SHARED.glob("hostile/*.pdf")])
    found = [compare_apart(path) for path in paths]
    records = [one for one in found if not one.error]
    silent = [one for one in records if one.is_silent_loss]
    for one in sorted(records, key=lambda one: one.placed - one.raw):
        if one.placed < one.raw:
            print(f"{one.raw - one.placed:6} of {one.raw:7} {one.name} {' '.join(one.told)}")
    print(
        f"{len(found)} files, {len(records)} records, {len(found) - len(records)} refused; silent losses: {len(silent)}"
    )
    return 1 if silent else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
