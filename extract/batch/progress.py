"""How far a batch is: one line on a terminal, JSON lines in a file, and a summary at the end."""

from __future__ import annotations

import json
import sys
import time
from collections import Counter, deque
from heapq import nlargest
from typing import IO

from extract.batch.journal import Result
from schemas.manifest import OK

_SLOWEST = 5
_WINDOW = 60.0
_REDRAW = 0.2
_BAR = 24


class Progress:
    """Watches a batch. ``terminal`` shows the bar, ``log`` gets one JSON object a line."""

    def __init__(self, terminal: IO[str] | None, log: IO[str] | None) -> None:
        self._terminal = terminal
        self._log = log
        self._start = time.monotonic()
        self._drawn = 0.0
        self._files = self._settled = 0
        self._times: deque[tuple[float, int]] = deque()
        self.counts: Counter[str] = Counter()
        self.slowest: list[tuple[float, str]] = []

    def listed(self, files: int) -> None:
        """Show how many files were found so far."""
        if self._due():
            self._draw(f"{files} files found")

    def done(self, path: str, result: Result) -> None:
        """Count a result, log it, redraw the bar."""
        self.counts[result.status] += 1
        if len(self.slowest) < _SLOWEST or result.seconds > self.slowest[-1][0]:
            self.slowest = nlargest(_SLOWEST, [*self.slowest, (result.seconds, path)])
        about = {name: value for name, value in result._asdict().items() if name != "record"}
        self.log("document", path=path, **about)
        if self._due():
            self._draw(self._bar())

    def progress(self, files: int, settled: int) -> None:
        """Take the figures the journal has."""
        now = time.monotonic()
        self._files, self._settled = files, settled
        self._times.append((now, settled))
        while len(self._times) > 2 and self._times[0][0] < now - _WINDOW:
            self._times.popleft()
        if self._due():
            self._draw(self._bar())

    def log(self, event: str, **about: object) -> None:
        """One line of the log; ``seconds_since_start`` tells when."""
        if self._log is not None:
            since = round(time.monotonic() - self._start, 3)
            self._log.write(json.dumps({"event": event, "seconds_since_start": since, **about}) + "\n")
            self._log.flush()

    def clear(self) -> None:
        """Take the bar off the terminal."""
        if self._terminal is not None:
            self._terminal.write("\r\x1b[K")
            self._terminal.flush()

    def _due(self) -> bool:
        now = time.monotonic()
        if self._terminal is None or now - self._drawn < _REDRAW:
            return False
        self._drawn = now
        return True

    def _draw(self, line: str) -> None:
        if self._terminal is not None:
            self._terminal.write(f"\r{line}\x1b[K")
            self._terminal.flush()

    def _bar(self) -> str:
        share = self._settled / self._files if self._files else 0.0
        full = int(share * _BAR)
        (begin, before), (now, after) = (self._times[0], self._times[-1]) if self._times else ((0.0, 0), (0.0, 0))
        rate = (after - before) / (now - begin) if now > begin else 0.0
        left = f"{_clock((self._files - self._settled) / rate)} left" if rate else "…"
        failed = sum(count for status, count in self.counts.items() if status != OK)
        counts = f"{self.counts[OK]} ok, {failed} failed"
        bar = "█" * full + "·" * (_BAR - full)
        return f"{bar} {self._settled}/{self._files} {share:.0%} {rate:.1f}/s {left} | {counts}"


def _clock(seconds: float) -> str:
    """Hours, minutes and seconds.

    >>> _clock(3725)
    '1:02:05'
    """
    whole = int(seconds)
    return f"{whole // 3600}:{whole // 60 % 60:02d}:{whole % 60:02d}"


def terminal() -> IO[str] | None:
    """Standard error, where it is a terminal."""
    return sys.stderr if sys.stderr.isatty() else None
