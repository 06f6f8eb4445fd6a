"""What only the operating system can promise: limits, and that no process outlives its parent.

On systems without `prctl` or `/proc` (not Linux) the calls that need them do nothing; the clock and
the limits of POSIX hold there too.
"""

from __future__ import annotations

import contextlib
import os
import resource
import shutil
import signal
import sys
import time
from pathlib import Path

from extract.process.messages import Limits

_PR_SET_PDEATHSIG = 1
_PR_SET_CHILD_SUBREAPER = 36
_M_ARENA_MAX = -8
_MEBIBYTE = 1 << 20
_PATIENCE = 100
"""Looks, 20 ms apart: the memory of a large process takes its time to be given back."""
_LINUX = sys.platform == "linux"


def die_with_parent(parent: int) -> None:
    """Let the kernel end this process when its parent ends;
    ``parent`` is the parent's number before the fork.
    """
    _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def adopt_orphans() -> None:
    """Become the parent of every descendant whose own parent ends."""
    _prctl(_PR_SET_CHILD_SUBREAPER, 1)


def _prctl(option: int, value: int) -> None:
    if _LINUX:
        import ctypes

        ctypes.CDLL(None, use_errno=True).prctl(option, value, 0, 0, 0)


def share_free_memory() -> None:
    """Let all threads take memory from one place: each would else keep what its pictures took,
    120 MB in all.

    That every picture is taken from the system by itself (``M_MMAP_THRESHOLD``) would keep 30 MB
    less, and cost a third of the time in which a page is prepared, for the system clears what it
    gives. Source: mallopt(3).
    """
    _ask_allocator("mallopt", _M_ARENA_MAX, 1)


def return_free_memory() -> None:
    """Give back to the system what is free. Source: malloc_trim(3)."""
    _ask_allocator("malloc_trim", 0)


def _ask_allocator(name: str, *numbers: int) -> None:
    """Call a function of the GNU C library; others, as musl, do not have it, nor keep as much."""
    if _LINUX:
        import ctypes

        function = getattr(ctypes.CDLL(None), name, None)
        if function is not None:
            function(*numbers)


def silence() -> None:
    """Leave the terminal, and whoever reads our output."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)
    os.close(nothing)


def set_limits(limits: Limits) -> None:
    """Limit memory and files of this process and all it starts; no core dumps."""
    _limit(resource.RLIMIT_AS, limits.memory * _MEBIBYTE)
    _limit(resource.RLIMIT_FSIZE, limits.file_size * _MEBIBYTE)
    _limit(resource.RLIMIT_CORE, 0)


def limit_cpu(limits: Limits) -> None:
    """Limit the processor time from now on: a job on all cores reaches the clock's limit first."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    budget = limits.timeout * (os.cpu_count() or 1) + 5
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    soft = int(used.ru_utime + used.ru_stime + budget) + 1
    if hard == resource.RLIM_INFINITY or soft <= hard:
        resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


def _limit(kind: int, value: int) -> None:
    """Lower a limit, never raise one that stands already."""
    hard = resource.getrlimit(kind)[1]
    value = value if hard == resource.RLIM_INFINITY else min(value, hard)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(kind, (value, value))


def reset_peak_memory() -> None:
    """Begin to measure this process's peak anew."""
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")


def peak_memory() -> int:
    """The largest resident size of this process since it was reset, in bytes."""
    with contextlib.suppress(OSError, ValueError, IndexError):
        status = Path("/proc/self/status").read_text()
        return int(status.split("VmHWM:")[1].split(maxsplit=1)[0]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def end_children() -> None:
    """End every process below this one; those that were orphaned below it, too,
    where it adopts orphans.
    """
    mine = os.getpid()
    for _ in range(100):
        found = children_of(mine)
        if not found:
            return
        for child in found:
            _kill_tree(child)
        for child in found:
            with contextlib.suppress(OSError):
                os.waitpid(child, 0)


def has_ended(child: int) -> bool:
    """Whether a child that let go of all it held is ending, too; it is not reaped."""
    for _ in range(_PATIENCE):
        if os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None:
            return True
        time.sleep(0.02)
    return False


def kill_session(leader: int) -> None:
    """End a process, all below it, and the group it leads; the caller reaps the process itself."""
    _kill_tree(leader)
    with contextlib.suppress(OSError):
        os.killpg(leader, signal.SIGKILL)


def _kill_tree(process: int) -> None:
    """End a process, then what it started: a stopped parent starts nothing new meanwhile."""
    with contextlib.suppress(OSError):
        os.kill(process, signal.SIGSTOP)
    for child in children_of(process):
        _kill_tree(child)
    with contextlib.suppress(OSError):
        os.kill(process, signal.SIGKILL)


def children_of(process: int) -> list[int]:
    """The children of a process, those of all its threads."""
    found: list[int] = []
    with contextlib.suppress(OSError):
        for thread in os.listdir(f"/proc/{process}/task"):
            with contextlib.suppress(OSError):
                found.extend(
                    map(int, Path(f"/proc/{process}/task/{thread}/children").read_text().split())
                )
    return found


def empty_folder(folder: str) -> None:
    """Remove everything inside a folder."""
    with contextlib.suppress(OSError):
        for entry in list(os.scandir(folder)):
            if entry.is_dir(follow_symlinks=False):
                shutil.rmtree(entry.path, ignore_errors=True)
            else:
                with contextlib.suppress(OSError):
                    os.unlink(entry.path)
