"""Speed as ratios of one run: the whole pipeline against raw pdfium text and against pdfplumber.

Rewrites its section of docs/speed.md. Every figure is the best of several rounds that take turns, since machines are
shared. What a change costs is measured by scripts/bench.py.
"""

from __future__ import annotations

import argparse
import compileall
import ctypes
import io
import platform
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from extract.score.markdown import replace_section

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
PAGE = ROOT / "docs" / "speed.md"
ROUNDS = 15
SLOW_ROUNDS = 3


def raw_pdfium(data: bytes) -> int:
    """Page text through pdfium's raw API and nothing else."""
    import pypdfium2.raw as pdfium

    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    count = pdfium.FPDF_GetPageCount(document)
    for index in range(count):
        page = pdfium.FPDF_LoadPage(document, index)
        text = pdfium.FPDFText_LoadPage(page)
        size = pdfium.FPDFText_CountChars(text)
        buffer = (ctypes.c_ushort * (size + 1))()
        pdfium.FPDFText_GetText(text, 0, size, buffer)
        bytes(buffer).decode("utf-16-le", "replace")
        pdfium.FPDFText_ClosePage(text)
        pdfium.FPDF_ClosePage(page)
    pdfium.FPDF_CloseDocument(document)
    return int(count)


def plumber(data: bytes) -> int:
    """pdfplumber's text and tables."""
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as document:
        for page in document.pages:
            page.extract_text()
            page.extract_tables()
            page.close()
        return len(document.pages)


def whole(data: bytes) -> int:
    """Bytes to JSON."""
    from extract import extract_plan
    from schemas.plan import dump_plan

    plan = extract_plan(data)
    dump_plan(plan)
    return plan.source.pages or 0


def best(job: Callable[[bytes], int], data: bytes, rounds: int) -> float:
    """The best time of several rounds, in milliseconds a page."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        pages = job(data)
        times.append((time.perf_counter() - start) * 1000 / pages)
    return min(times)


def cold(arguments: list[str], rounds: int = 15) -> float:
    """The best wall time of a new process, in milliseconds; a first one may fill the cache of patterns."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        times.append((time.perf_counter() - start) * 1000)
    return min(times)


def measure(files: list[Path]) -> list[str]:
    """The table's rows."""
    rows = []
    for file in files:
        data = file.read_bytes()
        raw_pdfium(data), whole(data)
        floor, ours = best(raw_pdfium, data, ROUNDS), best(whole, data, ROUNDS)
        slow = best(plumber, data, SLOW_ROUNDS)
        rows.append(
            f"| {file.name} | {floor:.2f} | {ours:.2f} | **{ours / floor:.1f}** | {slow:.1f} | **{slow / ours:.1f}** |"
        )
        print(rows[-1])
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    files = parser.parse_args().files or sorted((SHARED / "seed").glob("plan_[!s]*.pdf"))
    files = files or sorted((ROOT / "samples").glob("*.pdf"))
    import pypdfium2.raw as pdfium

    pdfium.FPDF_InitLibraryWithConfig(ctypes.byref(pdfium.FPDF_LIBRARY_CONFIG(2, None, None, 0)))
    # as pip does with whatever it installs; some environments keep Python from doing it on the way
    for package in ("extract", "normalize", "schemas"):
        compileall.compile_dir(ROOT / package, quiet=1)
    rows = measure(files)
    base = cold(["-c", "import pypdfium2, click, msgspec"])
    start = cold(["-m", "extract", "--quiet", str(files[0])])
    lines = [
        f"Measured on {date.today().isoformat()} by `make bench` (Python {platform.python_version()}, "
        f"{platform.machine()}); milliseconds a page, best of several rounds. Only the ratios carry from one machine "
        "to another.",
        "",
        "| document | raw pdfium text | bytes to JSON | × raw pdfium | pdfplumber text + tables "
        "| × faster than pdfplumber |",
        "|---|---|---|---|---|---|",
        *rows,
        "",
        f"Cold start: `extract {files[0].name}` in a new process {start:.0f} ms, "
        f'`python -c "import pypdfium2, click, msgspec"` {base:.0f} ms: **{start / base:.1f} ×**.',
    ]
    print(lines[-1])
    PAGE.write_text(replace_section(PAGE.read_text("utf-8"), "ratios", "\n".join(lines)), encoding="utf-8")


if __name__ == "__main__":
    main()
