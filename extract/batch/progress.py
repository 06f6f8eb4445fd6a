"""How far a batch is: counts for a terminal, JSON lines in a file, and what the end sums up."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Sequence
from heapq import nlargest
from typing import IO, Protocol

from extract.batch.journal import Counts, Result
from schemas.errors import OutputError

_SLOWEST = 5
_REDRAW = 0.2


class Bar(Protocol):
    """A line on a terminal that can be drawn anew."""

    def show(self, done: int, total: int | None, wordings: Sequence[str]) -> None:
        """Show that ``done`` of ``total`` is done, in the first of the ``wordings`` that fits."""

    def clear(self) -> None:
        """Take the line off."""


class Progress:
    """Watches a batch. ``bar`` shows how far it is, ``log`` gets one JSON object a line."""

    def __init__(self, bar: Bar, log: IO[str] | None) -> None:
        self._bar = bar
        self._log = log
        self._start = time.monotonic()
        self._drawn = 0.0
        self.counts: Counter[str] = Counter()
        self.slowest: list[tuple[float, str]] = []
        self.passed: Counter[str] = Counter()

    def listed(self, files: int) -> None:
        """Show how many files were found so far."""
        if self._due():
            self._bar.show(files, None, (f"{files} files found", f"{files} files"))

    def passed_over(self, kinds: Counter[str]) -> None:
        """Keep the counts for the closing line."""
        self.passed = kinds

    def done(self, path: str, result: Result) -> None:
        """Count a result and log it."""
        self.counts[result.status] += 1
        if len(self.slowest) < _SLOWEST or result.seconds > self.slowest[-1][0]:
            self.slowest = nlargest(_SLOWEST, [*self.slowest, (result.seconds, path)])
        about = {name: value for name, value in result._asdict().items() if name != "record"}
        self.log("document", path=path, **about)

    def progress(self, counts: Counts) -> None:
        """Show what became of the files so far."""
        if self._due():
            self._bar.show(counts.done, counts.files, wordings(counts))

    def log(self, event: str, **about: object) -> None:
        """One line of the log; ``seconds_since_start`` tells when.

        Raises:
            OutputError: it cannot be written.
        """
        if self._log is not None:
            since = round(time.monotonic() - self._start, 3)
            line = json.dumps({"event": event, "seconds_since_start": since, **about})
            try:
                self._log.write(f"{line}\n")
                self._log.flush()
            except OSError as error:
                raise OutputError(
                    f"{self._log.name}: cannot be written: {error.strerror}"
                ) from error

    def clear(self) -> None:
        """Take the bar off the terminal."""
        self._bar.clear()

    def _due(self) -> bool:
        now = time.monotonic()
        if now - self._drawn < _REDRAW:
            return False
        self._drawn = now
        return True


def wordings(counts: Counts) -> tuple[str, ...]:
    """The counts in words, from a wide terminal's to a narrow one's.

    >>> wordings(Counts(files=20, read=3, unchanged=4, failed=1))[0]
    '8 of 20 files: 3 read, 4 unchanged, 1 failed, 12 left'
    """
    done, files, failed, left = counts.done, counts.files, counts.failed, counts.left
    return (
        f"{done} of {files} files: {counts.read} read, {counts.unchanged} unchanged, {failed} "
        f"failed, {left} left",
        f"{done} of {files} files: {failed} failed, {left} left",
        f"{done}/{files}, {failed} failed",
        f"{done}/{files}",
    )
