"""Running Tesseract programs: each loads its data once and
reads pictures for as long as there are any.

A program is told the names of files and prints what it read in each, as TSV. It does not say where
the last one's rows end, so a blank picture stands behind every batch: its one row is the end.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections import defaultdict
from contextlib import suppress
from functools import cache
from itertools import count
from pathlib import Path
from threading import Lock, Semaphore, Timer
from types import TracebackType

import cv2
import numpy as np

from extract.read.scan.ink import Picture
from extract.read.scan.tesseract_installed import LANGUAGE, environment, memory_too_small
from extract.scratch import Scratch
from extract.shortage import limit_of, scratch_said
from extract.threads import start_thread
from schemas.errors import LimitError

_BATCH = 1000
"""Pictures: their names fit into a pipe, however little of what
the program prints was taken from the other.
"""

_BLANK = "blank.bmp"
_PICTURE_ROW = b"1\t"


class RecognitionError(Exception):
    """The program failed at a picture or took too long."""


class LateError(RecognitionError):
    """It took too long."""


class Programs:
    """Tesseract programs side by side, at most ``jobs`` of a segmentation;
    they end with the block they are opened for.

    So a page's second reading, which is short, does not wait until the first reading of the next
    page is over.
    """

    def __init__(self, jobs: int) -> None:
        self._lock = Lock()
        self._idle: list[_Program] = []
        self._turns: defaultdict[int, Semaphore] = defaultdict(lambda: Semaphore(jobs))
        with scratch_said():
            self._scratch = Scratch()
            self._folder = str(self._scratch.path)
        self._numbers = count()
        self._write(_BLANK, np.full((16, 16), 255, np.uint8))

    def expect(self, dpi: float, segmentation: int) -> None:
        """Start a program that will soon be wanted: until there is a picture for it,
        it has loaded its data.

        One that cannot be started is no matter here: who wants it will be told.
        """
        with suppress(RecognitionError, LimitError):
            program = self._start(round(dpi), segmentation)
            with self._lock:
                self._idle.append(program)

    def run(self, pictures: list[Picture], dpi: float, timeout: float, segmentation: int) -> str:
        """What a program prints on the pictures: TSV,
        of which one row of level 1 begins each picture.

        The list is empty afterwards: pictures are large and reading is slow, so each is let go when
        it lies in its file, which is before a program is free.

        Raises:
            RecognitionError: the program fails or takes more than ``timeout`` seconds.
        """
        with self._lock:
            turn, batch = self._turns[segmentation], str(next(self._numbers))
        try:
            names = self._hand_over(pictures, batch)
            with turn:
                return self._read(names, round(dpi), timeout, segmentation)
        finally:
            shutil.rmtree(os.path.join(self._folder, batch), ignore_errors=True)

    def _hand_over(self, pictures: list[Picture], batch: str) -> list[str]:
        """Write the pictures into a folder of their own, out of their list;
        the names of the files.
        """
        with scratch_said():
            os.mkdir(os.path.join(self._folder, batch))
        names = [f"{batch}/{index}.bmp" for index in range(len(pictures))]
        pictures.reverse()
        for name in names:
            self._write(name, pictures.pop())
        return names

    def _write(self, name: str, picture: Picture) -> None:
        # of the formats without compression the one the program reads fastest: it takes PGM byte by
        # byte; OpenCV does not say what it could not write
        _, encoded = cv2.imencode(".bmp", picture)
        with scratch_said(), open(os.path.join(self._folder, name), "wb") as file:
            file.write(encoded.data)

    def _read(self, names: list[str], dpi: int, timeout: float, segmentation: int) -> str:
        program = self._take(dpi, segmentation)
        try:
            printed = program.read(names, timeout)
        except BaseException:
            program.stop()
            raise
        if program.stays:
            with self._lock:
                self._idle.append(program)
        else:
            program.stop()
        return printed

    def _take(self, dpi: int, segmentation: int) -> _Program:
        """An idle program that reads so; a new one replaces the idle
        one that would read at another resolution.
        """
        with self._lock:
            idle = [one for one in self._idle if one.segmentation == segmentation]
            found = next((one for one in idle if one.dpi == dpi), idle[0] if idle else None)
            if found is not None:
                self._idle.remove(found)
        if found is not None and found.dpi == dpi:
            return found
        if found is not None:
            found.stop()
        return self._start(dpi, segmentation)

    def _start(self, dpi: int, segmentation: int) -> _Program:
        with self._lock:
            said = f"said-{next(self._numbers)}.txt"
        return _Program(Path(self._folder) / said, dpi, segmentation)

    def __enter__(self) -> Programs:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._lock:
            idle, self._idle = self._idle, []
        for program in idle:
            program.stop()
        self._scratch.remove()


class _Program:
    """A running program; ``said`` is the file for its complaints,
    in the folder where it finds its pictures.

    Where nothing makes it print row by row, it prints at its end alone, and does not stay for more.
    """

    def __init__(self, said: Path, dpi: int, segmentation: int) -> None:
        self.dpi, self.segmentation = dpi, segmentation
        self.stays = bool(_prints_by_line())
        self._late = False
        self._said = said
        command = [
            *_dies_with_parent(),
            *_prints_by_line(),
            *(shutil.which("tesseract") or "tesseract", "stdin", "stdout", "-l", LANGUAGE),
            *("--psm", str(segmentation), "--dpi", str(dpi), "-c", "stream_filelist=1"),
            # all fonts here are proportional: it need not look for fixed ones
            *("-c", "textord_all_prop=1", "tsv"),
        ]
        with scratch_said():
            told = said.open("wb")
        try:
            with told as complaints:
                self._process = subprocess.Popen(
                    command,
                    cwd=said.parent,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=complaints,
                    env=environment(),
                )
        except OSError as error:
            raise limit_of(error) or RecognitionError(
                f"Tesseract cannot be started: {error.strerror}"
            ) from error

    def read(self, names: list[str], timeout: float) -> str:
        """What it prints on the pictures in files of these names.

        Raises:
            LateError: it takes more than ``timeout`` seconds.
            LimitError: it fails, and has little memory.
            RecognitionError: it fails.
        """
        late = Timer(timeout, self._end_late)
        late.daemon = True
        start_thread(late)
        try:
            size = _BATCH if self.stays else len(names)
            rows: list[bytes] = []
            for start in range(0, len(names), size):
                rows.extend(self._read_batch(names[start : start + size]))
            return b"".join(rows).decode("utf-8", "replace")
        except EOFError:
            if self._late:
                patience = max(1, round(timeout))
                raise LateError(
                    f"text recognition took more than {patience} s; raise --timeout"
                ) from None
            failed = f"Tesseract failed: {self._complaint()}"
            raise memory_too_small(failed) or RecognitionError(failed) from None
        finally:
            late.cancel()

    def _end_late(self) -> None:
        self._late = True
        self._process.kill()

    def _read_batch(self, names: list[str]) -> list[bytes]:
        """The rows of the pictures of these names.

        Raises:
            EOFError: the program ended before.
        """
        self._tell([*names, _BLANK])
        rows: list[bytes] = []
        left = len(names) + 1
        while True:
            row = self._process.stdout.readline() if self._process.stdout else b""
            if not row:
                raise EOFError
            left -= row.startswith(_PICTURE_ROW)
            if not left:
                return rows
            rows.append(row)

    def _tell(self, names: list[str]) -> None:
        told = self._process.stdin
        if told is None:
            raise EOFError
        with suppress(BrokenPipeError):  # that it ended is seen where its rows are read
            told.write("".join(f"{name}\n" for name in names).encode())
            told.flush()
            if not self.stays:
                told.close()

    def _complaint(self) -> str:
        """The last thing it said beside the names of its pictures."""
        code = self._process.wait()
        lines = self._said.read_text(encoding="utf-8", errors="replace").splitlines()
        said = [line for line in lines if line.strip() and not line.startswith("Page ")]
        return said[-1].strip() if said else f"exit code {code}"

    def stop(self) -> None:
        """End it, whatever it does."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                if pipe is not None:
                    pipe.close()


@cache
def _dies_with_parent() -> tuple[str, ...]:
    """A prefix with which a child ends when its parent is killed, where the system has one."""
    setpriv = shutil.which("setpriv")
    return (setpriv, "--pdeathsig", "KILL") if setpriv else ()


@cache
def _prints_by_line() -> tuple[str, ...]:
    """A prefix with which a program's rows leave it one by one and not in blocks."""
    stdbuf = shutil.which("stdbuf")
    return (stdbuf, "--output=L") if stdbuf else ()
