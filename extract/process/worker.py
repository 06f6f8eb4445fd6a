"""A worker: does one job after the other, each within its limits, and answers for each."""

from __future__ import annotations

import os
import signal
import socket
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import Any, NoReturn

import msgspec

from extract.process import system
from extract.process.causes import as_known
from extract.process.messages import (
    MOST_ERROR,
    MOST_RESULT,
    MOST_TRACE,
    Job,
    Limits,
    Outcome,
    Pages,
    receive,
    send,
)
from extract.process.page_watch import set_watcher
from extract.shortage import no_memory
from schemas.errors import ExtractError, LimitError
from schemas.manifest import MEMORY

MUCH_MEMORY = 256 << 20
"""Bytes: a worker that took more for a job, for the pictures of a scan,
gives back what it has left of them.
"""


def serve(channel: socket.socket, limits: Limits, folder: str) -> NoReturn:
    """Do jobs until the channel is closed. Never returns: the process was forked for this."""
    failure = None
    try:
        try:
            _settle(channel, limits, folder)
        except Exception as error:  # which the first job is told
            failure = error
        while (job := receive(channel, Job)) is not None:
            system.limit_cpu(limits)
            set_watcher(partial(_tell, channel, limits, job.key))
            outcome = (
                do(job, limits) if failure is None else _failure(job, as_known(failure), failure)
            )
            system.end_children()
            send(channel, outcome)
            system.empty_folder(folder)
            if outcome.peak_memory > MUCH_MEMORY:
                system.return_free_memory()
    finally:
        os._exit(0)


def _tell(channel: socket.socket, limits: Limits, key: int, done: int, total: int) -> None:
    """Tell the supervisor of a recognised page; the processor time starts anew with it."""
    system.limit_cpu(limits)
    send(channel, Pages(key, done, total))


def do(job: Job, limits: Limits) -> Outcome:
    """One job, whatever happens in it: the one place where every exception is caught."""
    system.reset_peak_memory()
    start = time.perf_counter()
    result = None
    outcome = Outcome(key=job.key)
    try:
        result = _sendable(function_named(job.task)(job.argument))
    except RecursionError as error:
        outcome = _failure(job, LimitError("is nested too deep"), error)
    except ExtractError as error:
        outcome = _failure(job, error, error)
    except MemoryError as error:
        outcome = msgspec.structs.replace(_failure(job, no_memory(), error), status=MEMORY)
    except Exception as error:
        outcome = _failure(job, as_known(error), error)
    seconds = time.perf_counter() - start
    return msgspec.structs.replace(
        outcome, result=result, seconds=seconds, peak_memory=system.peak_memory()
    )


def _sendable(result: bytes) -> bytes:
    """The result as it is.

    Raises:
        LimitError: it is longer than any message.
    """
    if len(result) > MOST_RESULT:
        raise LimitError(f"what came of it takes more than {MOST_RESULT >> 20} MB")
    return result


def function_named(name: str) -> Callable[..., Any]:
    """The function that "module:name" names."""
    module, _, attribute = name.partition(":")
    function: Callable[..., Any] = getattr(import_module(module), attribute)
    return function


def _failure(job: Job, error: ExtractError, cause: BaseException) -> Outcome:
    said = str(error)[:MOST_ERROR]
    return Outcome(
        key=job.key, status=error.word, error=said, exit_code=error.exit_code, trace=_trace(cause)
    )


def _trace(error: BaseException) -> str:
    return "".join(traceback.format_exception(error, limit=-20))[-MOST_TRACE:]


def _settle(channel: socket.socket, limits: Limits, folder: str) -> None:
    """Make this process a worker: no voice, no terminal, no way to outlive its supervisor."""
    os.setsid()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    system.silence()
    os.closerange(3, channel.fileno())
    os.closerange(channel.fileno() + 1, 1024)
    os.environ["TMPDIR"] = tempfile.tempdir = folder
    # NumPy would start a thread a core for linear algebra; here is none, and workers share the
    # cores
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    system.adopt_orphans()
    system.set_limits(limits)
    system.share_free_memory()
    sys.setrecursionlimit(min(sys.getrecursionlimit(), 1000))
