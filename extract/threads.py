"""Threads for work beside other work; that none can be started is said as the limit it is."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Thread
from typing import ParamSpec, TypeVar

from extract.shortage import no_process

_Given = ParamSpec("_Given")
_Result = TypeVar("_Result")


def start_thread(thread: Thread) -> None:
    """Start a thread.

    Raises:
        LimitError: no further one can be started.
    """
    try:
        thread.start()
    except RuntimeError as error:
        raise no_process() from error


class Threads(ThreadPoolExecutor):
    """Threads for work."""

    def submit(
        self, function: Callable[_Given, _Result], /, *given: _Given.args, **named: _Given.kwargs
    ) -> Future[_Result]:
        """Let a thread do it.

        Raises:
            LimitError: no further thread can be started.
        """
        try:
            return super().submit(function, *given, **named)
        except RuntimeError as error:
            raise no_process() from error
