"""Who is told how far the recognition of a document is: nobody,
or the process that waits for a worker's answer.
"""

from __future__ import annotations

from collections.abc import Callable

Watcher = Callable[[int, int], None]
"""Takes how many pages are recognised, and of how many."""

_watchers: list[Watcher] = []


def set_watcher(watcher: Watcher | None) -> None:
    """Have ``watcher`` told from now on, in place of whoever was."""
    _watchers[:] = [watcher] if watcher is not None else []


def tell_pages(done: int, total: int) -> None:
    """Tell of recognised pages; ``total`` is 0 while pages are only read,
    which nobody has to wait for.
    """
    for watcher in _watchers if total else ():
        watcher(done, total)
