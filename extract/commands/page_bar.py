"""How many pages of a scan are recognised, on one line of a terminal."""

from __future__ import annotations

import sys
from typing import IO

_BAR = 24


class PageBar:
    """Draws on a terminal; on anything else, or where nothing is to be said, it draws nothing."""

    def __init__(self, stream: IO[str] | None) -> None:
        self._stream = stream
        self._drawn = False

    def draw(self, done: int, total: int) -> None:
        """Show that ``done`` of ``total`` pages are recognised."""
        if self._stream is not None:
            full = _BAR * done // max(1, total)
            self._stream.write(f"\r{'█' * full}{'·' * (_BAR - full)} {done}/{total} pages recognised\x1b[K")
            self._stream.flush()
            self._drawn = True

    def clear(self) -> None:
        """Take the line off the terminal, so that what is said next stands alone."""
        if self._stream is not None and self._drawn:
            self._stream.write("\r\x1b[K")
            self._stream.flush()


def page_bar(quiet: bool) -> PageBar:
    """A bar on standard error where it is a terminal and ``quiet`` is not asked for."""
    return PageBar(sys.stderr if sys.stderr.isatty() and not quiet else None)
