"""How long the recognition of a page may take, by what a document has of time.

A page that shows noise keeps the recogniser busy for minutes; it shall not take the time of all the
others.
"""

from __future__ import annotations

import time

from extract.options import A_PAGE, Options

PAGE_SECONDS = 180.0
"""Of a document without a time limit."""

_SHARE = 0.5
"""Of the time that is left."""


class PageClock:
    """The time of one document, from now on.

    A page may take half of what is left, and always as much as it gives back when it is done: so,
    however many pages take all they may, the last is over before the document's time is, and half
    of that is left for what follows.
    """

    def __init__(self, options: Options) -> None:
        self._limit = options.timeout
        self._end = time.monotonic() + (options.timeout or 0)

    def put_off(self) -> None:
        """Count a page that is done, as the process does that watches the time limit."""
        if self._limit is not None:
            self._end = min(self._end + A_PAGE * self._limit, time.monotonic() + self._limit)

    def page_seconds(self) -> float:
        """How long the page may take whose recognition begins now."""
        if self._limit is None:
            return PAGE_SECONDS
        return max(A_PAGE * self._limit, _SHARE * (self._end - time.monotonic()))
