"""LibreOffice as a converter to DOCX, shut in: a profile and folder of its own, no network,
a time limit.

It opens whatever a document points to, prints nothing when it fails and ends with 0 all the same;
so it runs cut off from the network (`extract.cage.network`), and only its output counts.
"""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import time
from contextlib import suppress
from functools import cache
from pathlib import Path

from extract.cage.network import NEEDED, cut_off, holds
from extract.scratch import PROFILE, Scratch
from extract.shortage import (
    find_shortage,
    limit_of,
    memory_limit,
    most_memory,
    no_memory,
    scratch_said,
)
from schemas.errors import DamagedError, LimitError, MissingProgramError

SECONDS = 100.0
"""Time for one document; the largest of hundreds of pages take ten."""

_NAMES = ("soffice", "libreoffice")
_MISSING = (
    "reading this kind of document needs LibreOffice, which is not installed: apt-get install "
    "libreoffice-writer-nogui (or save the document as DOCX or PDF)"
)
_NO_WRITER = "no export filter"
_MAX_BYTES = 1_000_000_000

_LEAST_MEMORY = 640
"""Mebibytes of address space: a page of text takes 460,
and with less it may leave a filter out without a word.
"""
_LARGEST_PIECE = 128
"""Mebibytes: what it asks for at once at most."""
_TASKS = 32
"""Processes and threads that it runs at once, and some to spare."""
_LOOK_EVERY = 0.2
"""Seconds."""

_SOUND = rb"{\rtf1\ansi{\fonttbl{\f0 Times New Roman;}}\f0 1\par}"
"""A document that is sound beyond doubt: where LibreOffice makes nothing of it,
no other document is to blame.
"""

_LIMITS = ((resource.RLIMIT_CORE, 0), (resource.RLIMIT_FSIZE, _MAX_BYTES))

_TIED = ("setpriv", "--pdeathsig", "KILL")
"""Ends the converter when this process is killed."""

_UNCAGED = (
    f"this kind of document is read by LibreOffice, {NEEDED}; --no-cage reads it all the same (or "
    "save it as DOCX or PDF)"
)

_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">\
<prop oor:name="BlockUntrustedRefererLinks"
 oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">\
<prop oor:name="DisableMacrosExecution"
 oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link"
 oor:op="fuse"><value>2</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetProxyType"
 oor:op="fuse"><value>1</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetNoProxy"
 oor:op="fuse"><value></value></prop></item>
{proxies}</oor:items>
"""
_PROXY = """<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInet{kind}ProxyName"
 oor:op="fuse"><value>127.0.0.1</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInet{kind}ProxyPort"
 oor:op="fuse"><value>9</value></prop></item>
"""
_SECOND_LOCK = _SETTINGS.format(
    proxies="".join(_PROXY.format(kind=kind) for kind in ("HTTP", "HTTPS", "FTP"))
)
"""Settings, beside the cage: nothing that a document names is looked up, no macro runs.

The proxy that everything is to go through is a port where nothing listens ("discard"), so that no
name is asked for.
"""


def convert_to_docx(data: bytes, ending: str, seconds: float = SECONDS, cage: bool = True) -> bytes:
    """A document of a kind LibreOffice reads as the bytes of a DOCX;
    ``ending`` ("doc") tells it the kind.

    Nothing is left behind, neither files nor processes. Several conversions may run at once.
    Without ``cage`` only settings keep LibreOffice from fetching what the document names.

    Raises:
        MissingProgramError: LibreOffice or its Writer is not installed, or it cannot be cut off
        from the network.
        DamagedError: it could not make a document of the bytes.
        LimitError: it took longer than ``seconds``, or needs more memory, processes or temporary
        files than there are.
    """
    program = _program()
    most = memory_limit()
    if most is not None and most < _LEAST_MEMORY:
        raise LimitError(
            f"LibreOffice, which reads this kind of document, needs {_LEAST_MEMORY} MB of memory, "
            f"and the limit is {most} MB; raise --max-memory"
        )
    command = (*(_shut_in() if cage else _tie()), program)
    made = _convert(command, data, ending, seconds)
    if made is not None:
        return made
    shortage = find_shortage(tasks=_TASKS)
    if shortage is not None:
        raise shortage
    if _convert(command, _SOUND, "rtf", seconds) is None:
        raise MissingProgramError(
            "LibreOffice is installed, but makes no document of any; try it by itself"
        )
    raise DamagedError(
        "the document is damaged: LibreOffice cannot open it; open it in Word and save it as DOCX"
    )


def _program() -> str:
    for name in _NAMES:
        found = shutil.which(name)
        if found:
            return found
    raise MissingProgramError(_MISSING)


def _convert(program: tuple[str, ...], data: bytes, ending: str, seconds: float) -> bytes | None:
    """What the program makes of a document; None where it makes nothing."""
    with scratch_said(), Scratch() as folder:
        return _convert_in(folder, program, data, ending, seconds)


def _convert_in(
    folder: Path, program: tuple[str, ...], data: bytes, ending: str, seconds: float
) -> bytes | None:
    source = folder / f"document.{ending}"
    source.write_bytes(data)
    settings = folder / PROFILE / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(_SECOND_LOCK, encoding="utf-8")
    command = [
        *program,
        f"-env:UserInstallation={(folder / PROFILE).as_uri()}",
        *("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck"),
        *("--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder / "out"), str(source)),
    ]
    said = _run(command, folder, seconds)
    made = folder / "out" / "document.docx"
    if made.is_file():
        return made.read_bytes()
    if _NO_WRITER in said:
        raise MissingProgramError(_MISSING)
    return None


def _run(command: list[str], folder: Path, seconds: float) -> str:
    """What the command says on its standard error; its whole group of processes is gone afterwards.

    Raises:
        LimitError: it took longer than ``seconds``, or came close to the limit of memory: what it
        made then may lack
            anything.
    """
    path = os.environ.get("PATH", os.defpath)
    environment = {"HOME": str(folder), "TMPDIR": str(folder), "PATH": path, "LC_ALL": "C.UTF-8"}
    log = folder / "log"
    with log.open("wb") as said:
        try:
            process = subprocess.Popen(
                command,
                cwd=folder,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=said,
                start_new_session=True,
            )
        except OSError as error:
            raise limit_of(error) or MissingProgramError(
                f"LibreOffice does not run: {error}"
            ) from error
        try:
            with suppress(ProcessLookupError):
                for kind, value in _LIMITS:
                    resource.prlimit(process.pid, kind, (value, value))
            most = _wait(process, seconds)
        finally:
            _end(process)
    limit = memory_limit()
    if limit is not None and most > limit - _LARGEST_PIECE:
        raise no_memory()
    return log.read_text(encoding="utf-8", errors="replace")


def _wait(process: subprocess.Popen[bytes], seconds: float) -> int:
    """Wait for the end; the most mebibytes that one of its processes had.

    Raises:
        LimitError: it took longer than ``seconds``.
    """
    end, most = time.monotonic() + seconds, 0
    while True:
        try:
            process.wait(_LOOK_EVERY)
            return most
        except subprocess.TimeoutExpired:
            most = max(most, most_memory(process.pid))
        if time.monotonic() > end:
            raise LimitError(f"LibreOffice did not convert the document within {seconds:g} seconds")


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kill what is left of the process's group and wait for its head."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _shut_in() -> tuple[str, ...]:
    """The words before a command that cut it off from the network and end it with this process.

    Raises:
        MissingProgramError: this machine has no way to cut it off.
        LimitError: no way could be tried.
    """
    cut = cut_off()
    if cut is None:
        raise find_shortage(tasks=_TASKS) or MissingProgramError(_UNCAGED)
    return (*_tie(), *cut.command)


@cache
def _tie() -> tuple[str, ...]:
    """The words before a command that end it with this process, where this machine has them."""
    return _TIED if holds(_TIED) else ()
