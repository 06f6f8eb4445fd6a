"""The same for many objects of a store: some at once, for each waits for the network."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from contextlib import suppress
from queue import SimpleQueue
from threading import Thread

_AT_ONCE = 8


def each(do: Callable[[str], None], names: Iterable[str]) -> None:
    """Do it for every name; after an error nothing more is begun, and it is raised.

    An interrupt waits for nobody: the threads end with this process.
    """
    waiting, done = deque(names), SimpleQueue[BaseException | None]()

    def work() -> None:
        with suppress(IndexError):
            while True:
                name = waiting.popleft()
                try:
                    do(name)
                except BaseException as error:
                    waiting.clear()
                    done.put(error)
                    return
        done.put(None)

    threads = [Thread(target=work, daemon=True) for _ in range(min(_AT_ONCE, len(waiting)))]
    for thread in threads:
        thread.start()
    errors = [error for _ in threads if (error := done.get()) is not None]
    if errors:
        raise errors[0]
