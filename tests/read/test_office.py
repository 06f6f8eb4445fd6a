"""DOC, RTF, ODT and web pages: read through LibreOffice, cut off from everything, with nothing left behind."""

from __future__ import annotations

import os
import time
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import psutil
import pytest
import regex

from extract import extract_plan
from extract.options import Options
from extract.pipeline.source import read_source
from extract.read.sniff import MediaType, identify
from extract.read.word.office import read_office
from extract.read.word.soffice import convert_to_docx
from extract.structure.ledger import list_fragments
from schemas.document import Grid
from schemas.errors import DamagedError, EncryptedError, LimitError, MissingProgramError
from schemas.plan import Plan, Task
from tests.office_files import convert, needs_soffice

SAMPLES = Path(__file__).parents[2] / "samples"
KINDS = {"doc": MediaType.DOC, "odt": MediaType.ODT, "rtf": MediaType.RTF}
NAMES = ("commune-2024", "commune-2025", "district-2024")

RTF = rb"{\rtf1\ansi\deff0{\fonttbl{\f0 Times New Roman;}}\f0 K\u7871? ho\u7841?ch s\u7889? 12/KH-UBND\par}"
PAGE = (
    "<html><head><meta charset={charset}></head><body><p>Kế hoạch số 12/KH-UBND</p>"
    "<table border=1><tr><td rowspan=2>Ủy ban</td><td>Quý I</td></tr><tr><td>Quý II</td></tr></table></body></html>"
)


def loose_tones(text: str) -> str:
    """A text as windows-1258 writes it: tones after their letters, other marks in them."""
    bare = unicodedata.normalize("NFD", text)
    return regex.sub(r"[aeou][\u0302\u0306\u031b]", lambda letter: unicodedata.normalize("NFC", letter[0]), bare)


def text_of(data: bytes) -> str:
    source = read_source(data, Options())
    return "\n".join(fragment.text for fragment in list_fragments(source.blocks))


@pytest.fixture(scope="module")
def copies(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], bytes]:
    folder = tmp_path_factory.mktemp("office")
    sources = [SAMPLES / f"{name}.docx" for name in NAMES]
    return {
        (path.stem, ending): path.read_bytes() for ending in KINDS for path in convert(sources, ending, folder / ending)
    }


def essence(task: Task) -> tuple[object, ...]:
    """A task without the places of its evidence."""
    return (
        *(task.id, task.group, task.marker, task.task, task.items, task.deliverable, task.lead, task.lead_agencies),
        *(task.coordinating, task.deadline, task.targets, task.references, task.extra),
    )


@needs_soffice
@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_one_plan_in_every_format_has_the_same_tasks(name: str, copies: dict[tuple[str, str], bytes]) -> None:
    expected = extract_plan(SAMPLES / f"{name}.docx")
    assert expected.tasks
    plans: dict[str, Plan] = {ending: extract_plan(copies[name, ending]) for ending in KINDS}
    plans["pdf"] = extract_plan(SAMPLES / f"{name}.pdf")
    for ending, plan in plans.items():
        assert [essence(task) for task in plan.tasks] == [essence(task) for task in expected.tasks], ending
        assert plan.header.code == expected.header.code
        assert plan.coverage.placed == plan.coverage.characters
        if ending in KINDS:
            assert plan.source.media_type == KINDS[ending]
            assert plan.tasks[0].where[0].block is not None


@needs_soffice
@pytest.mark.slow
def test_several_at_once(copies: dict[tuple[str, str], bytes]) -> None:
    with ThreadPoolExecutor(3) as pool:
        texts = list(pool.map(lambda ending: text_of(copies["commune-2024", ending]), KINDS))
    assert all("KẾ HOẠCH" in text for text in texts)


@needs_soffice
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1258"])
def test_web_pages_in_any_encoding(encoding: str) -> None:
    text = PAGE.format(charset=encoding.removesuffix("-sig"))
    if encoding == "windows-1258":
        text = loose_tones(text)
    data = text.encode(encoding)
    assert identify(data) is MediaType.HTML
    source = read_source(data, Options())
    assert source.media_type == "text/html"
    grid = next(block for block in source.blocks if isinstance(block, Grid))
    assert [[cell.text for cell in row] for row in grid.rows] == [["Ủy ban", "Quý I"], ["Ủy ban", "Quý II"]]
    assert "Kế hoạch số 12/KH-UBND" in "\n".join(fragment.text for fragment in list_fragments(source.blocks))


@needs_soffice
def test_a_web_archive_is_its_page() -> None:
    head = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=X\r\n\r\n--X\r\n"
    part = "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    data = f"{head}{part}{PAGE.format(charset='utf-8')}\r\n--X--\r\n".encode()
    assert "Kế hoạch số 12/KH-UBND" in text_of(data)


@needs_soffice
def test_rtf() -> None:
    assert text_of(RTF) == "Kế hoạch số 12/KH-UBND"


@needs_soffice
def test_no_other_file_is_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.html"
    secret.write_text("<p>LINKED FILE</p>")
    page = f"<html><body><p>Kế hoạch</p><iframe src='{secret.as_uri()}'></iframe></body></html>"
    field = r"{\field{\*\fldinst INCLUDETEXT " + f'"{secret.as_uri()}"' + r"}{\fldrslt y}}"
    assert "LINKED FILE" not in text_of(page.encode())
    assert "LINKED FILE" not in text_of((r"{\rtf1 Ke hoach " + field + "}").encode())


def test_without_libreoffice_the_package_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(MissingProgramError, match="apt-get install libreoffice-writer-nogui"):
        read_office(RTF, MediaType.RTF)


@pytest.mark.parametrize("flags", [b"\x00\x01", b"\xc1\x13"])
def test_a_word_document_behind_a_password(flags: bytes) -> None:
    header = b"\xec\xa5\xc1\x00" + bytes(6) + flags
    with pytest.raises(EncryptedError, match="password"):
        read_office(b"\xd0\xcf\x11\xe0" + bytes(508) + header + bytes(600), MediaType.DOC)


@needs_soffice
def test_a_damaged_document() -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "WordDocument".encode("utf-16-le") + bytes(2000)
    with pytest.raises(DamagedError, match="LibreOffice cannot open it"):
        read_office(data, MediaType.DOC)


def _program(folder: Path, script: str) -> None:
    """Put a program called soffice before every other."""
    path = folder / "soffice"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def _left_behind(folder: Path, mark: str) -> tuple[list[str], list[str]]:
    """Files in the folder of temporary files, and processes with a mark in their command."""
    running = [
        " ".join(process.info["cmdline"])
        for process in psutil.process_iter(["cmdline"])
        if process.info["cmdline"] and mark in process.info["cmdline"]
    ]
    return os.listdir(folder), running


@pytest.mark.parametrize(
    ("script", "error"),
    [
        ("sleep 98765 & sleep 98765", LimitError),
        ("sleep 98765 & exit 0", MissingProgramError),
        ('sleep 98765 & grep -q 12/KH "$HOME/document.rtf" || { mkdir out; touch out/document.docx; }', DamagedError),
        ('sleep 98765 & mkdir -p "$HOME/out"; echo no zip > "$HOME/out/document.docx"', DamagedError),
        ("echo 'Error: no export filter for x found' >&2", MissingProgramError),
        ("kill -SEGV $$", MissingProgramError),
    ],
    ids=["too slow", "no output", "no output of this one", "no document", "no writer", "crash"],
)
def test_nothing_is_left_behind(
    script: str, error: type[Exception], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    programs, temporary = tmp_path / "bin", tmp_path / "tmp"
    programs.mkdir()
    temporary.mkdir()
    _program(programs, script)
    monkeypatch.setenv("PATH", f"{programs}:{os.environ['PATH']}")
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    with pytest.raises(error):
        read_office(RTF, MediaType.RTF, partial(convert_to_docx, seconds=2))
    for _ in range(50):
        files, running = _left_behind(temporary, "98765")
        if not running:
            break
        time.sleep(0.1)
    assert (files, running) == ([], [])
