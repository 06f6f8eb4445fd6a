"""A limit that was hit is named as that limit, never as damage of the document or as a program that is missing."""

from __future__ import annotations

import errno
import os
import resource
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from extract.process.messages import Job, Limits
from extract.process.pool import run_alone
from extract.process.worker import do
from extract.read.scan import tesseract_program
from extract.read.scan.tesseract_program import Programs
from extract.read.word import package, soffice
from extract.shortage import find_shortage, limit_of
from extract.threads import Threads, start_thread
from schemas.errors import LimitError
from tests.office_files import needs_soffice
from tests.read.scan_files import draw_page, picture_pdf

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
RTF = rb"{\rtf1\ansi{\fonttbl{\f0 Times New Roman;}}\f0 12/KH-UBND\par}"


def extract(document: Path, *options: str) -> tuple[int, str]:
    """The command's exit code and what it said."""
    output = document.parent / "plan.json"
    command = [sys.executable, "-m", "extract", str(document), "--no-cache", "-o", str(output), *options]
    done = subprocess.run(command, capture_output=True, check=False, timeout=200)
    assert output.exists() == (done.returncode == 0)
    return done.returncode, done.stderr.decode()


@pytest.fixture(scope="module")
def scan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("scan") / "scan.pdf"
    path.write_bytes(picture_pdf([draw_page("commune-2024.pdf", 1, 100)], 100))
    return path


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.EAGAIN, "process"),
        (errno.EMFILE, "open files"),
        (errno.ENFILE, "open files"),
        (errno.ENOMEM, "memory"),
        (errno.ENOSPC, "TMPDIR"),
    ],
)
def test_what_the_system_refuses_is_a_limit(code: int, words: str) -> None:
    assert words in str(limit_of(OSError(code, os.strerror(code))))


def test_other_errors_are_none() -> None:
    assert limit_of(OSError(errno.ENOENT, "")) is None
    assert limit_of(ValueError()) is None
    assert find_shortage(tasks=8) is None


@pytest.mark.parametrize(
    ("kind", "words"),
    [(resource.RLIMIT_AS, "raise --max-memory"), (resource.RLIMIT_NOFILE, "ulimit -n")],
)
def test_what_is_short_is_found_by_trying(kind: int, words: str) -> None:
    code = f"""
import os, resource
from extract.shortage import find_shortage
used = int(open("/proc/self/statm").read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
limit = used + (16 << 20) if {kind} == resource.RLIMIT_AS else len(os.listdir("/proc/self/fd")) - 1
resource.setrlimit({kind}, (limit, limit))
print(find_shortage())
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert words in done.stdout


def no_threads(*_: object) -> None:
    raise RuntimeError("can't start new thread")


def test_threads_that_cannot_be_started_are_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading.Thread, "start", no_threads)
    with Threads(1) as pool, pytest.raises(LimitError, match="process"):
        pool.submit(int)
    with pytest.raises(LimitError, match="process"):
        start_thread(threading.Thread())
    assert "process" in str(find_shortage())


class Full:
    """A file on a full disk."""

    def __init__(self, *_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_pictures_that_cannot_be_written_are_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    import numpy as np

    with Programs(1) as programs:
        monkeypatch.setattr(tesseract_program, "open", Full, raising=False)
        with pytest.raises(LimitError, match="TMPDIR"):
            programs.run([np.full((50, 50), 255, np.uint8)], 300, 5, 6)


def test_libxml_without_memory_is_no_damage(monkeypatch: pytest.MonkeyPatch) -> None:
    from lxml import etree

    def fail(*_: object) -> None:
        raise etree.XMLSyntaxError("unknown error", 1, 0, 0)

    monkeypatch.setattr(package.etree, "fromstring", fail)
    with pytest.raises(MemoryError):
        package.Package((SAMPLES / "commune-2024.docx").read_bytes()).parse("word/document.xml")


@pytest.mark.parametrize("megabytes", [128, 200, 300])
def test_a_scan_within_little_memory(scan: Path, megabytes: int) -> None:
    code, said = extract(scan, "--max-memory", str(megabytes))
    assert code == 4
    assert "memory" in said
    assert "OpenCV" not in said


@pytest.mark.parametrize("megabytes", [128, 260, 500])
def test_libreoffice_within_little_memory(tmp_path: Path, megabytes: int) -> None:
    (tmp_path / "plan.rtf").write_bytes(RTF)
    code, said = extract(tmp_path / "plan.rtf", "--max-memory", str(megabytes))
    assert code == 4, said
    assert f"{megabytes} MB" in said


@needs_soffice
def test_what_libreoffice_makes_close_to_the_limit_is_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(soffice, "memory_limit", lambda: 1000)
    monkeypatch.setattr(soffice, "most_memory", lambda process: 950)
    with pytest.raises(LimitError, match="memory"):
        soffice.convert_to_docx(RTF, "rtf")


def test_no_process_for_a_reader_is_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> int:
        raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))

    monkeypatch.setattr(os, "fork", fail)
    with pytest.raises(LimitError, match="process"):
        run_alone("tests.batch.jobs:echo", b"", Limits())


@pytest.mark.parametrize("code", [errno.EMFILE, errno.ENOMEM, errno.EAGAIN])
def test_an_error_of_the_system_inside_a_reader_is_a_limit(code: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(argument: bytes) -> bytes:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr("tests.batch.jobs.echo", fail)
    outcome = do(Job(key=0, task="tests.batch.jobs:echo", argument=b""), Limits())
    assert (outcome.exit_code, outcome.status) == (4, "limit")
    assert outcome.is_sound
