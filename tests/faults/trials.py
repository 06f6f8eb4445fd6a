"""Documents of every kind, read while the system refuses one thing: what each trial came to."""

from __future__ import annotations

import os
import random
import shutil
from pathlib import Path
from typing import NamedTuple

from tests.batch.killing import fingerprint
from tests.faults.inject import CALLS, End, run_failing
from tests.faults.judge import CAUSES, judge
from tests.office_files import convert
from tests.read.scan_files import draw_page, picture_pdf

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
KINDS = ("txt", "docx", "pdf", "scan", "rtf", "batch")
_OPTIONS = ["--no-cache"]


class Trial(NamedTuple):
    """One command with one failing call, and what came of it; ``said`` is its words."""

    kind: str
    call: str
    nth: int
    answer: str
    said: str


class Bench:
    """A folder with a document of every kind, and what each of them gives when nothing fails."""

    def __init__(self, folder: Path, kinds: tuple[str, ...] = KINDS) -> None:
        self._folder = folder
        self._work = folder / "work"
        self.documents = make_documents(folder / "documents", kinds)
        self._right: dict[str, object] = {}
        for kind in kinds:
            end = self._run(kind, "open", 0)
            if end.code != (7 if kind == "batch" else 0):
                raise AssertionError(f"{kind}: {end}")
            self._right[kind] = self._output(kind)

    def count(self, kind: str, call: str) -> int:
        """How many calls a kind makes when none fails."""
        return self._run(kind, call, 0).calls

    def sample(self, kind: str, call: str, most: int, seed: int = 1) -> list[int]:
        """At most so many numbers of calls, spread over all of them."""
        count = self.count(kind, call)
        numbers = range(1, count + 1)
        return sorted(random.Random(f"{kind} {call} {seed}").sample(numbers, min(most, count)))

    def trial(self, kind: str, call: str, nth: int) -> Trial:
        """Run a kind with a call failing; a batch is run once more, which must bring what an undisturbed one does."""
        end = self._run(kind, call, nth)
        if kind == "batch":
            return Trial(kind, call, nth, self._judge_batch(end, call), end.said)
        whole = self.is_right(kind)
        allowed = {"tmp"} | ({self.name(kind)} if whole else set())
        answer = judge(end, whole, self.left(allowed), CAUSES[call])
        return Trial(kind, call, nth, answer, end.said)

    def _judge_batch(self, end: End, call: str) -> str:
        whole = self.is_right("batch")
        left = self.left({"tmp", "data"})
        if end.code == 7:
            end = end._replace(code=0 if whole else 4)
        answer = judge(end, whole, left, CAUSES[call])
        if not whole:
            again = self._run("batch", call, 0, fresh=False)
            if again.code != 7 or not self.is_right("batch"):
                return f"FAULT: run again, it does not end as an undisturbed run ({again.code})"
        return answer

    def _run(self, kind: str, call: str, nth: int, fresh: bool = True) -> End:
        if fresh:
            self.clear()
        environment = {
            **os.environ,
            "TMPDIR": str(self._work / "tmp"),
            "XDG_CACHE_HOME": str(self._folder / "cache"),
        }
        arguments = [str(self.documents[kind]), "-o", self.name(kind), "--jobs", "2", *_OPTIONS]
        end = run_failing(arguments, CALLS[call], nth, self._work, environment)
        if end.code is None and fresh:
            # libfiu's lock and the loader's can wait for each other, seen in one run of sixty with no call failing:
            # a hang of the program's own is there again.
            self.clear()
            end = run_failing(arguments, CALLS[call], nth, self._work, environment)
        return end

    def clear(self) -> Path:
        """The folder in which commands run, with nothing in it but an empty folder for temporary files."""
        shutil.rmtree(self._work, ignore_errors=True)
        (self._work / "tmp").mkdir(parents=True)
        return self._work

    def is_right(self, kind: str) -> bool:
        """Whether the output is what an undisturbed run gives."""
        return self._output(kind) == self._right[kind]

    def name(self, kind: str) -> str:
        """What the output of a kind is called."""
        return "data" if kind == "batch" else "plan.json"

    def _output(self, kind: str) -> object:
        path = self._work / self.name(kind)
        if kind == "batch":
            return fingerprint(path) if (path / "manifest.csv").exists() else None
        return path.read_bytes() if path.exists() else None

    def left(self, allowed: set[str]) -> list[str]:
        """What stands in the working and the temporary folder beside what may."""
        found = [path.name for path in self._work.iterdir() if path.name not in allowed]
        return found + [f"tmp/{path.name}" for path in (self._work / "tmp").iterdir()]


def make_documents(folder: Path, kinds: tuple[str, ...]) -> dict[str, Path]:
    """A document of every kind; of the batch the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    found = {}
    for ending in ("txt", "docx", "pdf"):
        found[ending] = folder / f"plan.{ending}"
        found[ending].write_bytes((SAMPLES / f"commune-2024.{ending}").read_bytes())
    if "scan" in kinds:
        found["scan"] = folder / "scan.pdf"
        found["scan"].write_bytes(picture_pdf([draw_page("commune-2024.pdf", 1, 150)], 150))
    if "rtf" in kinds:
        (found["rtf"],) = convert([found["docx"]], "rtf", folder / "office")
    if "batch" in kinds:
        found["batch"] = folder / "plans"
        found["batch"].mkdir(exist_ok=True)
        for ending in ("txt", "docx", "pdf"):
            shutil.copy(found[ending], found["batch"])
        (found["batch"] / "none.txt").write_text("nothing of an administrative document")
    return found
