"""What the system refuses a process, said as the limit that was
hit and not as a fault of the document.

An error of the system names it. Where a library or another program only says that something failed,
it is tried out: what is short is short for this process too.
"""

from __future__ import annotations

import contextlib
import errno
import mmap
import os
import resource
from collections.abc import Iterator
from contextlib import contextmanager

from schemas.errors import LimitError

_MEBIBYTE = 1 << 20
_SOME_MEMORY = 32
"""Mebibytes that a process has left where memory is not what it lacks."""

_PROCESSES = (
    "no further process can be started ({}): raise the limit of processes (ulimit -u), "
    "or run fewer at once"
)
_FILES = "no further file can be opened ({}): raise the limit of open files (ulimit -n)"
_SCRATCH = (
    "no temporary file can be written ({}): make room there, or name another folder with TMPDIR"
)
_LIMITS = {errno.EAGAIN: _PROCESSES, errno.EMFILE: _FILES, errno.ENFILE: _FILES}
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS)
_SHORT_STACK = 64 << 10


def limit_of(error: BaseException, scratch: bool = True) -> LimitError | None:
    """The limit behind an error; None where it is another error.

    ``scratch``: what could not be written was a temporary file, as everything is that a reader
    writes.
    """
    if isinstance(error, MemoryError) or (
        isinstance(error, OSError) and error.errno == errno.ENOMEM
    ):
        return no_memory()
    if isinstance(error, OSError) and error.errno in _LIMITS:
        return LimitError(_LIMITS[error.errno].format(error.strerror))
    if isinstance(error, OSError) and error.errno in _FULL and scratch:
        return LimitError(_SCRATCH.format(error.strerror))
    return None


@contextmanager
def scratch_said() -> Iterator[None]:
    """Every error of the system, at temporary files, as the limit it is.

    Raises:
        LimitError: a temporary file cannot be written.
    """
    try:
        yield
    except OSError as error:
        raise limit_of(error) or LimitError(_SCRATCH.format(error.strerror)) from error


def no_process() -> LimitError:
    """Processes, or the threads that count as such, are what is short, unless it is memory."""
    return find_shortage(tasks=0) or LimitError(_PROCESSES.format(os.strerror(errno.EAGAIN)))


def no_memory() -> LimitError:
    """Memory is what is short."""
    most = memory_limit()
    if most is None:
        return LimitError("needs more memory than there is; run fewer at once (--jobs)")
    return LimitError(f"needs more memory than the limit of {most} MB; raise --max-memory")


def memory_limit() -> int | None:
    """The mebibytes that this process, and each it starts, may take;
    None where there is no limit.
    """
    most = resource.getrlimit(resource.RLIMIT_AS)[0]
    return None if most == resource.RLIM_INFINITY else most // _MEBIBYTE


def find_shortage(memory: int = _SOME_MEMORY, tasks: int = 1) -> LimitError | None:
    """What is short now, tried out; None where nothing is.

    ``memory``: mebibytes that are to be there; ``tasks``: processes or threads that are to be
    possible.
    """
    try:
        mmap.mmap(-1, memory * _MEBIBYTE).close()
        os.close(os.open(os.devnull, os.O_RDONLY | os.O_CLOEXEC))
    except OSError as error:
        return limit_of(error)
    return None if _can_start(tasks) else LimitError(_PROCESSES.format(os.strerror(errno.EAGAIN)))


def most_memory(process: int) -> int:
    """The mebibytes of address space that a process, or one below it, has had at most."""
    import psutil

    found = [0]
    with contextlib.suppress(psutil.Error):
        head = psutil.Process(process)
        for one in (head, *head.children(recursive=True)):
            with (
                contextlib.suppress(OSError, IndexError, ValueError),
                open(f"/proc/{one.pid}/status") as status,
            ):
                found.append(int(status.read().split("VmPeak:")[1].split(maxsplit=1)[0]) // 1024)
    return max(found)


def _can_start(tasks: int) -> bool:
    """Whether so many threads can run at once, which count as processes do."""
    import threading

    over = threading.Event()
    started = []
    before = threading.stack_size(_SHORT_STACK)
    try:
        for _ in range(tasks):
            started.append(threading.Thread(target=over.wait))
            started[-1].start()
    except RuntimeError:
        started.pop()
        return False
    finally:
        threading.stack_size(before)
        over.set()
        for thread in started:
            with contextlib.suppress(RuntimeError):
                thread.join()
    return True
