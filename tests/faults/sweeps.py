"""Limits of memory, processes, files and room, swept from too little to enough: what the command answers to each."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from tests.faults.inject import run_watched
from tests.faults.judge import judge
from tests.faults.trials import KINDS, Bench, Trial

ROOT = Path(__file__).resolve().parents[2]
_FIRST_STRANGER = 20_000
_STRANGERS = 40_000

_MEMORY = (128, 160, 200, 256, 300, 350, 400, 450, 512, 640, 768, 1024, 2048)
_PROCESSES = (1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 16, 24, 40, 64)
_FILES = (16, 20, 24, 32, 48, 64, 128)
_NO_FILES = "open files|Too many open|within 100 seconds"
_BYTES = (0, 4096, 65536, 1 << 20)
_FULL = 'mkdir full && mount -t tmpfs -o size={}k none full && exec "$@"'


_NEVER = "$never"


class Case(NamedTuple):
    """One setting of a sweep: what stands before the command, its options, its environment (None: not set).

    ``cause`` is what must be said where there is no record; ``output`` and ``closing`` say where the record goes.
    """

    sweep: str
    kind: str
    before: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    environment: Mapping[str, str | None] = MappingProxyType({})
    cause: str = _NEVER
    output: str = ""
    closing: str = ""


def all_cases(kinds: tuple[str, ...]) -> Iterator[Case]:
    """Every setting for documents of these kinds."""
    single = [kind for kind in kinds if kind != "batch"]
    for kind in kinds:
        for most in _MEMORY:
            yield Case("memory", kind, options=("--max-memory", str(most)), cause="memory")
        for most in _FILES:
            yield Case(
                "open files", kind, ("prlimit", f"--nofile={most}"), cause="open files|Too many open|within 100 seconds"
            )
        if stranger_python() is not None:
            for most in _PROCESSES:
                yield Case("processes", kind, ("prlimit", f"--nproc={most}", *_as_stranger(kind)), cause="process")
    for kind in single:
        for most in _BYTES:
            yield Case("size of files", kind, ("prlimit", f"--fsize={most}"), cause="File too large|temporary")
        yield from _places(kind)
        yield from _outputs(kind)


def _places(kind: str) -> Iterator[Case]:
    """Temporary folders and homes that are none."""
    user = _user(kind)
    for place in ("missing", "file", "locked", ".", "") if user is not None else ():
        yield Case("TMPDIR", kind, user or (), environment={"TMPDIR": place}, cause="temporary")
    if _can_mount():
        full = ("unshare", "-rm", "sh", "-c", _FULL.format(64), "sh")
        yield Case("TMPDIR", kind, full, environment={"TMPDIR": "full"}, cause="No space left")
    for home in (None, "", "missing", "file", "locked", "/", "/nonexistent") if user is not None else ():
        yield Case("HOME", kind, user or (), environment={"HOME": home, "XDG_CACHE_HOME": None})


def _outputs(kind: str) -> Iterator[Case]:
    """Outputs that take nothing."""
    yield Case("output", kind, output="-", closing=">/dev/full", cause="No space left")
    yield Case("output", kind, output="-", closing=">&-", cause="closed")
    yield Case("output", kind, output="missing/plan.json", cause="no folder")
    user = _user(kind)
    if user is not None:
        yield Case("output", kind, user, output="locked/plan.json", cause="read-only|denied")
    yield Case("output", kind, output="null.json", cause="no regular file")
    if _can_mount():
        full = ("unshare", "-rm", "sh", "-c", _FULL.format(4), "sh")
        yield Case("output", kind, full, output="full/plan.xlsx", cause="No space left")


def _user(kind: str) -> tuple[str, ...] | None:
    """The words that make the command that of a user who is not allowed everything; None where there is none."""
    if os.geteuid() != 0:
        return ()
    return _as_stranger(kind) if stranger_python() is not None else None


def _stranger(kind: str) -> int:
    """A user without a home and an entry among the users, who has no other process: the system counts them together."""
    return _FIRST_STRANGER + (len(KINDS) * os.getpid() + KINDS.index(kind)) % _STRANGERS


def _as_stranger(kind: str) -> tuple[str, ...]:
    number = str(_stranger(kind))
    return ("setpriv", "--reuid", number, "--regid", number, "--clear-groups")


@cache
def stranger_python() -> str | None:
    """A Python that a stranger may run, and that has what the program needs; None where there is none.

    Only root becomes a stranger; limits of processes do not hold for root.
    """
    if os.geteuid() != 0:
        return None
    for python in (sys.executable, "/usr/bin/python3"):
        said = [*_as_stranger(KINDS[0]), "sh", "-c", 'exec "$0" -c "import extract.cli, cv2, lxml"', python]
        if subprocess.run(said, env=_with_packages(), capture_output=True, check=False).returncode == 0:
            return python
    return None


def _with_packages() -> dict[str, str]:
    """An environment in which another Python of the same release finds all packages."""
    packages = [str(ROOT), *(path for path in sys.path if path.endswith("site-packages"))]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(packages)}


@cache
def _can_mount() -> bool:
    command = ["unshare", "-rm", "mount", "-t", "tmpfs", "none", "/mnt"]
    return shutil.which("unshare") is not None and subprocess.run(command, capture_output=True).returncode == 0


def try_case(bench: Bench, case: Case) -> Trial:
    """Run a case; what it came to."""
    work = bench.clear()
    _furnish(work, _stranger(case.kind) if "setpriv" in case.before else None)
    document = str(bench.documents[case.kind])
    output = case.output or bench.name(case.kind)
    arguments = [document, "--no-cache", *(() if output == "-" else ("-o", output)), *case.options]
    stranger = "setpriv" in case.before
    python = (stranger_python() if stranger else None) or sys.executable
    extract = [*case.before, python, "-m", "extract", *arguments]
    command = ["sh", "-c", f'exec "$@" {case.closing}', "sh", *extract]
    given = {"TMPDIR": "tmp", "XDG_CACHE_HOME": str(work / "cache"), **case.environment}
    environment = {
        name: str(work / value) if name in ("TMPDIR", "HOME") and value and value != "." else value
        for name, value in {**_with_packages(), "HOME": str(work), "PYTHONDONTWRITEBYTECODE": "1", **given}.items()
        if value is not None
    }
    end = run_watched(command, work, environment)
    whole = bench.is_right(case.kind)
    allowed = {*_FURNITURE, "cache", *({bench.name(case.kind)} if whole or case.kind == "batch" else ())}
    if case.kind == "batch" and end.code == 7:
        end = end._replace(code=0 if whole else 4)
    answer = judge(end, whole, bench.left(allowed), case.cause)
    return Trial(case.kind, case.sweep, 0, answer, f"{case.before[:2]} {case.options} {case.environment}: {end.said}")


_FURNITURE = ("tmp", "locked", "full", "file", "null.json", ".cache")


def _furnish(work: Path, stranger: int | None) -> None:
    """The things of which cases speak, in a folder that a stranger may write to."""
    (work / "locked").mkdir(mode=0o755)
    (work / "file").touch()
    (work / "null.json").symlink_to("/dev/full")
    if stranger is not None:
        for path in (work, work / "tmp"):
            os.chown(path, stranger, stranger)
    else:
        (work / "locked").chmod(0o555)
