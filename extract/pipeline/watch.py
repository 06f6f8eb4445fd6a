"""What is called while a document is read."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from extract.pipeline.page_clock import PageClock

OnPage = Callable[[int, int], None]


class Watch(NamedTuple):
    """What is called while a document is read.

    ``on_page(done, total)`` after every page; ``meanwhile()`` once while programs beside this one
    read pictures; ``clock`` is asked how long a page may be read, by default as if the document's
    time began with its recognition.
    """

    on_page: OnPage = lambda done, total: None
    meanwhile: Callable[[], None] = lambda: None
    clock: PageClock | None = None


UNWATCHED = Watch()
