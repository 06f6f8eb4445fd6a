"""What killed runs left among the temporary files is removed by the next run, and nothing else is."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from extract.read.word.soffice import convert_to_docx
from extract.scratch import PROFILE, Scratch, _pipes_of, remove_scratch, sweep_scratch
from schemas.errors import LimitError
from tests.office_files import needs_soffice

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
_MAKER = """
import sys
from extract.scratch import Scratch
scratch = Scratch(sys.argv[1])
(scratch.path / "large").write_text("temporary")
print(scratch.path, flush=True)
sys.stdin.read()
"""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


@contextmanager
def made_elsewhere(place: Path) -> Iterator[Path]:
    """A scratch folder of another process, which is killed at the end of the block."""
    maker = subprocess.Popen(
        [sys.executable, "-c", _MAKER, str(place)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with maker:
        assert maker.stdout
        yield Path(maker.stdout.readline().strip())
        maker.kill()


def test_a_folder_goes_when_its_maker_was_killed_and_not_before(place: Path) -> None:
    with made_elsewhere(place) as folder:
        sweep_scratch()
        assert (folder / "large").exists()
    sweep_scratch()
    assert not list(place.iterdir())


def test_ones_own_folder_stays_and_goes_with_its_block(place: Path) -> None:
    with Scratch() as folder:
        assert folder.stat().st_mode & 0o777 == 0o700
        sweep_scratch()
        assert folder.exists()
    assert not list(place.iterdir())


def test_the_command_sweeps(place: Path) -> None:
    with made_elsewhere(place) as folder:
        pass
    assert folder.exists()
    command = [sys.executable, "-m", "extract", str(SAMPLES / "commune-2024.txt")]
    subprocess.run(command, env={**os.environ, "TMPDIR": str(place)}, capture_output=True, check=False)
    assert not list(place.iterdir())


def test_what_the_program_did_not_make_stays(place: Path) -> None:
    elsewhere = place / "thesis"
    elsewhere.mkdir()
    (elsewhere / ".kehoach-scratch").touch()
    (place / "kehoach-2024").mkdir()
    (place / "kehoach-2024" / "plan.pdf").touch()
    (place / "kehoach-list.txt").touch()
    (place / "kehoach-link").symlink_to(elsewhere)
    (place / "kehoach-marked").mkdir()
    (place / "kehoach-marked" / ".kehoach-scratch").symlink_to(elsewhere / ".kehoach-scratch")
    before = sorted(place.rglob("*"))
    sweep_scratch()
    assert sorted(place.rglob("*")) == before


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make files of another user")
def test_what_another_user_left_stays(place: Path) -> None:
    with made_elsewhere(place) as folder:
        pass
    os.chown(folder, 12345, 12345)
    sweep_scratch()
    assert folder.exists()
    os.chown(folder, 0, 0)
    os.chown(folder / ".kehoach-scratch", 12345, 12345)
    sweep_scratch()
    assert folder.exists()


def test_the_socket_of_a_killed_libreoffice_goes_with_its_profile(place: Path) -> None:
    scratch = Scratch()
    profile = scratch.path / "worker" / "kehoach-abc" / PROFILE
    profile.mkdir(parents=True)
    pipe, *_ = _pipes_of(profile)
    with socket.socket(socket.AF_UNIX) as open_pipe:
        open_pipe.bind(str(pipe))
    assert pipe.is_socket()
    scratch.remove()
    assert not pipe.exists()


def test_a_file_by_the_name_of_a_socket_stays(place: Path) -> None:
    folder = place / "folder"
    (folder / PROFILE).mkdir(parents=True)
    pipe, *_ = _pipes_of(folder / PROFILE)
    pipe.touch()
    try:
        remove_scratch(folder)
        assert pipe.exists()
    finally:
        pipe.unlink()


@needs_soffice
@pytest.mark.slow
def test_a_libreoffice_that_is_ended_leaves_nothing(place: Path) -> None:
    def pipes() -> set[str]:
        return {name for name in os.listdir("/tmp") if name.startswith("OSL_PIPE_")}

    before = pipes()
    plan = (SAMPLES / "commune-2024.docx").read_bytes()
    for seconds in (0.3, 0.6, 0.9, 1.2, 1.5, 1.8):
        try:
            convert_to_docx(plan, "docx", seconds=seconds)
        except LimitError:
            continue
    assert not pipes() - before
    assert not list(place.iterdir())
