"""A program that stays reads every picture as a fresh one would, and its end is no other picture's."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import accumulate
from pathlib import Path

import psutil
import pytest

cv2 = pytest.importorskip("cv2")
import numpy as np  # noqa: E402

from extract.options import Options  # noqa: E402
from extract.pipeline.recognise import recognise_pages  # noqa: E402
from extract.read.scan import tesseract_program  # noqa: E402
from extract.read.scan.image import Raster, take_rasters  # noqa: E402
from extract.read.scan.ink import Picture  # noqa: E402
from extract.read.scan.tesseract import BLOCK, SPARSE, recognise  # noqa: E402
from extract.read.scan.tesseract_installed import version  # noqa: E402
from extract.read.scan.tesseract_program import Programs, RecognitionError  # noqa: E402
from schemas.errors import MissingProgramError  # noqa: E402
from tests.read.scan_files import draw_page, picture_pdf  # noqa: E402

needs_tesseract = pytest.mark.skipif(shutil.which("tesseract") is None, reason="Tesseract is not installed")
DPI = 150
WHITE = np.full((80, 200), 255, np.uint8)


def page(number: int) -> Picture:
    return np.asarray(draw_page("commune-2024.pdf", number, DPI))[: 4 * DPI]


def words(programs: Programs, pictures: list[Picture], segmentation: int = BLOCK) -> list[object]:
    return list(recognise(pictures.copy(), DPI, timeout=60, segmentation=segmentation, run=programs.run))


def fresh(pictures: list[Picture], segmentation: int = BLOCK) -> list[object]:
    with Programs(1) as programs:
        return words(programs, pictures, segmentation)


def running() -> list[str]:
    found = []
    for one in psutil.Process().children(recursive=True):
        try:
            found.append(one.name())
        except psutil.NoSuchProcess:
            continue
    return [name for name in found if name == "tesseract"]


@pytest.fixture
def pretended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program by the name of Tesseract's that does what the test writes into it."""
    program = tmp_path / "tesseract"
    program.touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    return program


def test_pictures_are_let_go_before_they_are_read(pretended: Path) -> None:
    pretended.write_text("#!/bin/sh\nexit 1\n")
    pictures = [WHITE, WHITE]
    with Programs(1) as programs, pytest.raises(RecognitionError):
        programs.run(pictures, DPI, 60, BLOCK)
    assert pictures == []


@needs_tesseract
def test_a_program_that_stays_reads_as_a_fresh_one() -> None:
    first, second = page(1), page(2)
    with Programs(1) as programs:
        assert words(programs, [first]) == fresh([first])
        assert words(programs, [second, WHITE, first]) == fresh([second, WHITE, first])
        assert words(programs, [WHITE]) == [[]]
        assert words(programs, [first], SPARSE) == fresh([first], SPARSE)
        assert words(programs, [first]) == fresh([first])
        assert len(running()) == 2
    assert running() == []


@needs_tesseract
def test_many_pictures_are_read_in_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    pictures = [page(1), WHITE, page(2)[:DPI], WHITE, WHITE]
    whole = fresh(pictures)
    monkeypatch.setattr(tesseract_program, "_BATCH", 2)
    assert fresh(pictures) == whole
    assert [bool(lines) for lines in whole] == [True, False, True, False, False]


@needs_tesseract
def test_where_rows_come_at_the_end_alone_a_program_reads_once(monkeypatch: pytest.MonkeyPatch) -> None:
    pictures = [page(1), WHITE]
    stayed = fresh(pictures)
    monkeypatch.setattr(tesseract_program, "_prints_by_line", lambda: ())
    with Programs(1) as programs:
        assert words(programs, pictures) == stayed
        assert running() == []
        assert words(programs, pictures) == stayed


@needs_tesseract
def test_another_resolution_takes_the_place_of_the_idle_program() -> None:
    with Programs(1) as programs:
        for dpi in (150, 200, 200.4):
            programs.run([WHITE], dpi, 60, BLOCK)
        assert len(running()) == 1


@needs_tesseract
def test_an_expected_program_is_the_one_that_reads() -> None:
    with Programs(1) as programs:
        programs.expect(DPI, BLOCK)
        expected = [one.pid for one in psutil.Process().children()]
        assert words(programs, [page(1)]) == fresh([page(1)])
        assert [one.pid for one in psutil.Process().children()] == expected


def test_that_an_expected_program_cannot_be_started_is_told_who_wants_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    for prefix in ("_dies_with_parent", "_prints_by_line"):
        monkeypatch.setattr(tesseract_program, prefix, lambda: ())
    with Programs(1) as programs:
        programs.expect(DPI, BLOCK)
        with pytest.raises(RecognitionError, match="cannot be started"):
            programs.run([WHITE], DPI, 60, BLOCK)


def test_a_program_that_does_not_run_is_missing(pretended: Path) -> None:
    pretended.write_text("#!/bin/sh\nexit 1\n")
    version.cache_clear()
    with pytest.raises(MissingProgramError, match=r"does not run.*apt-get install tesseract-ocr"):
        version()
    version.cache_clear()


def test_a_program_that_fails_is_said_to_with_its_own_words(pretended: Path) -> None:
    pretended.write_text("#!/bin/sh\necho 'Page 0 : 0.bmp' >&2; echo 'Error in pixRead: no picture' >&2; exit 1\n")
    with Programs(1) as programs, pytest.raises(RecognitionError, match="Tesseract failed: Error in pixRead"):
        programs.run([WHITE], DPI, 60, BLOCK)
    pretended.write_text("#!/bin/sh\nkill -SEGV $$\n")
    with Programs(1) as programs, pytest.raises(RecognitionError, match="Tesseract failed: exit code -11"):
        programs.run([WHITE], DPI, 60, BLOCK)


def test_a_program_that_takes_too_long_is_stopped(pretended: Path) -> None:
    pretended.write_text("#!/bin/sh\nexec sleep 60\n")
    with Programs(1) as programs, pytest.raises(RecognitionError, match=r"more than 1 s"):
        programs.run([WHITE], DPI, 0.6, BLOCK)
    assert [one for one in psutil.Process().children() if one.name() == "sleep"] == []


@needs_tesseract
def test_after_a_program_was_lost_a_new_one_reads() -> None:
    pictures = [page(1)]
    with Programs(1) as programs:
        truth = words(programs, pictures)
        for one in psutil.Process().children():
            one.kill()
        with pytest.raises(RecognitionError, match="exit code -9"):
            words(programs, pictures)
        assert words(programs, pictures) == truth


def tell_reading(program: Path, together: int = 1) -> Path:
    """The file into which the pretended program says 1 when it takes a picture up and -1 when it has read it.

    The first ones wait until ``together`` have taken one up, half a minute at most: a busy machine starts them slowly.
    """
    told, met = program.parent / "told", program.parent / "met"
    begun = f"$(($(grep -c '^1' {told}) - $(grep -c '^-' {told})))"
    enough = f"[ -e {met} ] || [ {begun} -ge {together} ] || [ $tries = 300 ]"
    program.write_text(
        "#!/bin/sh\n"
        "[ $1 = --list-langs ] && echo 'in \"/\":\nvie' && exit\n"
        "while [ $1 != --version ] && read name; do\n"
        "if [ $name != blank.bmp ]; then\n"
        f"echo 1 >> {told}; tries=0\n"
        f"until {enough}; do tries=$((tries + 1)); sleep 0.1; done\n"
        f"touch {met}; sleep 1; echo -1 >> {told}\n"
        "fi\n"
        "printf '1\\t\\n'\ndone\n"
    )
    return told


def most_at_once(told: Path) -> int:
    return max(accumulate(int(line) for line in told.read_text().split()))


@pytest.mark.parametrize("jobs", [1, 4])
def test_as_many_pages_are_read_at_once_as_there_are_jobs(pretended: Path, jobs: int) -> None:
    told = tell_reading(pretended, jobs)
    version.cache_clear()
    pages = [draw_page("commune-2024.pdf", 1, 75)] * 6
    read = list(recognise_pages(picture_pdf(pages, 75), list(range(1, 7)), set(), Options(cache=False, jobs=jobs)))
    version.cache_clear()
    assert [(page.number, page.failure) for page in read] == [(number, None) for number in range(1, 7)]
    assert most_at_once(told) == jobs


def test_a_second_reading_runs_beside_the_first_of_another_page(pretended: Path) -> None:
    told = tell_reading(pretended, 2)
    with Programs(1) as programs, ThreadPoolExecutor() as pool:
        for segmentation in (BLOCK, BLOCK, SPARSE, SPARSE):
            pool.submit(programs.run, [WHITE], DPI, 60, segmentation)
        pool.shutdown()
    assert most_at_once(told) == 2


def test_a_page_is_prepared_while_those_before_it_are_read(pretended: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    met = tell_reading(pretended, together=99).parent / "met"  # the first page's reading ends when three are taken
    taken: list[int] = []

    def take(data: bytes, numbers: list[int], drawn: set[int]) -> Iterator[Raster | int]:
        for raster in take_rasters(data, numbers, drawn):
            taken.append(raster if isinstance(raster, int) else raster.number)
            if len(taken) == 3:
                met.touch()
            yield raster

    monkeypatch.setattr("extract.read.scan.image.take_rasters", take)
    version.cache_clear()
    data = picture_pdf([draw_page("commune-2024.pdf", 1, 75)] * 5, 75)
    pages = recognise_pages(data, [1, 2, 3, 4, 5], set(), Options(cache=False, jobs=1))
    assert next(pages).number == 1
    assert taken == [1, 2, 3]
    assert [page.number for page in pages] == [2, 3, 4, 5]
    version.cache_clear()


@pytest.mark.parametrize("jobs", [1, 2, 8])
def test_other_work_is_done_while_the_first_pages_are_read(pretended: Path, jobs: int) -> None:
    tell_reading(pretended)
    happened: list[str] = []
    version.cache_clear()
    data = picture_pdf([draw_page("commune-2024.pdf", 1, 75)] * 3, 75)
    for page in recognise_pages(
        data, [1, 2, 3], set(), Options(cache=False, jobs=jobs), lambda: happened.append("meanwhile")
    ):
        happened.append(f"page {page.number}")
    version.cache_clear()
    assert happened == ["meanwhile", "page 1", "page 2", "page 3"]
