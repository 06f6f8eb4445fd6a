"""The folder in which a reader of README stands: documents of every kind on relative paths, and two records."""

from __future__ import annotations

import csv
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from odf.opendocument import OpenDocumentText
from odf.text import P

from tests.office_files import convert
from tests.read.scan_files import draw_page, picture_pdf
from tests.readme.pages import ROOT

SAMPLES = ROOT / "samples"
_LINES = (
    "ỦY BAN NHÂN DÂN XÃ MẪU",
    "Số: 12/KH-UBND",
    "Mẫu, ngày 02 tháng 01 năm 2024",
    "KẾ HOẠCH",
    "Công tác năm 2024",
    "Căn cứ Nghị định số 107/2021/NĐ-CP ngày 06/12/2021 của Chính phủ.",
    "I. NHIỆM VỤ",
    "Văn phòng UBND xã chủ trì xây dựng kế hoạch, hoàn thành trước ngày 30/6/2024.",
)
KINDS = frozenset(
    ("pdf", "docx", "doc", "rtf", "odt", "html", "txt"),
)


def make_desk(folder: Path) -> None:
    """Write the documents that README speaks of: `plan.pdf`, `plan.docx`, `plans/` with one of every kind, records, and
    folders by the year."""
    for year in ("2023", "2024"):
        (folder / year).mkdir(parents=True)
        (folder / year / "plan.txt").write_text("\n".join((*_LINES, f"Năm {year}")), encoding="utf-8")
    shutil.copytree(SAMPLES, folder / "samples")
    for name, sample in (
        ("plan.pdf", "commune-2024.pdf"),
        ("plan.docx", "commune-2024.docx"),
        ("2023.json", "commune-2024.json"),
        ("2024.json", "commune-2025.json"),
    ):
        shutil.copy(SAMPLES / sample, folder / name)
    plans = folder / "plans"
    for name, data in {
        "district/plan.pdf": (SAMPLES / "commune-2024.pdf").read_bytes(),
        "district/plan.docx": (SAMPLES / "commune-2025.docx").read_bytes(),
        "plan.txt": (SAMPLES / "commune-2025.txt").read_bytes(),
        "plan.rtf": _rtf(),
        "plan.html": f"<meta charset=utf-8><p>{'<p>'.join(_LINES)}".encode(),
        "scan.pdf": picture_pdf([draw_page("district-2024.pdf", 1)]),
    }.items():
        (plans / name).parent.mkdir(parents=True, exist_ok=True)
        (plans / name).write_bytes(data)
    text = OpenDocumentText()
    for line in _LINES:
        text.text.addElement(P(text=line))
    text.save(str(plans / "plan.odt"))
    (made,) = convert([plans / "plan.rtf"], "doc", folder / "made")
    shutil.move(made, plans / "plan.doc")
    shutil.rmtree(folder / "made")


def _rtf() -> bytes:
    """The lines as RTF; letters that are no ASCII as their numbers, which are signed."""
    escaped = "".join(
        letter if letter < "\x80" else f"\\u{(ord(letter) + 0x8000) % 0x10000 - 0x8000}?"
        for letter in r"\par ".join(_LINES)
    )
    return rf"{{\rtf1\ansi {escaped}\par}}".encode()


def type_in(text: str, folder: Path, environment: dict[str, str]) -> str:
    """Type lines into a shell in a folder and see that each goes well; what they print.

    The shell stops at the first command that fails.
    """
    done = subprocess.run(
        ["bash", "-e", "-u", "-o", "pipefail", "-c", text],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{text}\nended with {done.returncode}:\n{done.stderr}"
    assert "Traceback" not in done.stderr
    return done.stdout


def type_and_interrupt(text: str, folder: Path, environment: dict[str, str]) -> None:
    """Type a command that serves until Ctrl-C: it says its address, and ends well when it is interrupted.

    The browser that it opens is one that does nothing.
    """
    process = subprocess.Popen(
        ["bash", "-c", f"exec {text}"],
        cwd=folder,
        env={**environment, "BROWSER": "true"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stderr is not None
        said = process.stderr.readline()
        assert "http://127.0.0.1:" in said, said
    finally:
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
    assert process.returncode == 0, said


def environment_of(folder: Path) -> dict[str, str]:
    """The environment of a reader for whom the program is installed; the caches are in a folder of its own."""
    programs = str(Path(sys.executable).parent)
    path = os.pathsep.join((programs, os.environ["PATH"]))
    return {**os.environ, "PATH": path, "XDG_CACHE_HOME": str(folder / "cache")}


def outputs(command: list[str]) -> list[str]:
    """The files and folders that a command names as its outputs."""
    return [command[at + 1] for at, word in enumerate(command) if word in ("-o", "--output")]


def read_manifest(dataset: Path) -> list[dict[str, str]]:
    """The rows of a dataset's manifest."""
    with open(dataset / "manifest.csv", encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
