"""How far the work is: one line at a terminal's foot, drawn in place, taken off before words.

rich draws it, and is imported only when there is something to draw; standard output and pipes get
nothing of it.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from types import TracebackType
from typing import IO, TYPE_CHECKING, NamedTuple, Self

if TYPE_CHECKING:
    from rich.progress import Progress, ProgressColumn, TaskID

_WIDEST_BAR = 24
_SHORTEST_BAR = 8
_CLOCK = len("100:00:00 ")


class Bar:
    """Draws on a terminal, and nowhere else. Leaving it as a context manager takes the line off."""

    def __init__(self, terminal: IO[str] | None) -> None:
        self._terminal = terminal
        self._drawn: tuple[Progress, TaskID] | None = None
        self._total: int | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.clear()

    def show(self, done: int, total: int | None, wordings: Sequence[str]) -> None:
        """Show that ``done`` of ``total`` (None: unknown) is done,
        in the first wording that fits.
        """
        if self._terminal is None:
            return
        self._drawn = self._drawn or _prepare(self._terminal)
        if self._drawn is None:
            self._terminal = None
            return
        progress, task = self._drawn
        fitting = fit(progress.console.width, wordings, measured=total is not None)
        progress.columns = _columns(fitting)
        if total != self._total:
            # what was done before is no measure of how fast the rest will be
            self._total = total
            progress.reset(task, total=total, completed=done, description=fitting.words)
        progress.update(task, completed=done, description=fitting.words)
        progress.start()
        progress.refresh()

    def clear(self) -> None:
        """Take the line off the terminal, so that what is said next stands alone."""
        if self._drawn is not None:
            self._drawn[0].stop()
            self._drawn = self._total = None


def terminal_bar(quiet: bool) -> Bar:
    """A bar on standard error where it is a terminal and ``quiet`` is not asked for."""
    return Bar(sys.stderr if sys.stderr.isatty() and not quiet else None)


class Fitting(NamedTuple):
    """What stands on the line: the bar's width (0: none), the words, whether the time left."""

    bar: int
    words: str
    clock: bool


def fit(width: int, wordings: Sequence[str], measured: bool) -> Fitting:
    """The longest words for so many columns, then the time that is left and a bar as there is room.

    >>> fit(74, ["5 of 20 files, 15 left", "5/20"], measured=True)
    Fitting(bar=24, words='5 of 20 files, 15 left', clock=True)
    >>> fit(20, ["5 of 20 files, 15 left", "5/20"], measured=True)
    Fitting(bar=0, words='5/20', clock=True)
    """
    words = next((one for one in wordings if len(one) < width), wordings[-1])
    room = width - len(words) - 1
    clock = measured and room >= _CLOCK
    bar = min(room - _CLOCK - 1, _WIDEST_BAR) if clock else 0
    return Fitting(bar if bar >= _SHORTEST_BAR else 0, words, clock)


def _prepare(terminal: IO[str]) -> tuple[Progress, TaskID] | None:
    """What draws on a terminal; None where the terminal cannot move its cursor."""
    from rich.console import Console
    from rich.progress import Progress

    console = Console(file=terminal)
    if not console.is_interactive:
        return None
    # no thread draws it, because a process of several threads is not to be forked
    progress = Progress(
        console=console,
        auto_refresh=False,
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
    )
    return progress, progress.add_task("", total=None)


def _columns(fitting: Fitting) -> tuple[ProgressColumn, ...]:
    from rich.progress import BarColumn, TextColumn, TimeRemainingColumn

    bar = (BarColumn(bar_width=fitting.bar),) if fitting.bar else ()
    clock = (TimeRemainingColumn(),) if fitting.clock else ()
    return (*bar, TextColumn("{task.description}", style="none", markup=False), *clock)
