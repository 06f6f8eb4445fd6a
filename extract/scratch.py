"""Where temporary files lie: one place for all that make some, rid of what killed runs left there.

A folder of ours bears a mark, a file that is locked for as long as its maker lives, however that
ends: so a folder whose mark can be locked is nobody's any more.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

_PREFIX = "kehoach-"
_MARK = ".kehoach-scratch"
_MARK_FLAGS = os.O_RDWR | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC

PROFILE = "profile"
"""The folder of LibreOffice's settings inside a scratch folder."""
_PIPE_PLACES = ("/tmp", "/var/tmp")
_MAPPED_ROOT = 0


def scratch_place(within: str = "") -> str:
    """The absolute path of the folder for temporary files; of ``within`` where that is named.

    Programs started there stand in other folders, some want addresses of files, and `tempfile` of
    Python 3.11 keeps a relative path as it is.
    """
    return os.path.abspath(within or tempfile.gettempdir())


class Scratch:
    """A new folder for temporary files, in ``within`` or the system's place for them.
    A context manager.
    """

    def __init__(self, within: str = "") -> None:
        """Make it.

        Raises:
            OSError: it cannot be made.
        """
        self._lock = -1
        while self._lock < 0:
            self.path = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=scratch_place(within)))
            try:
                self._lock = _marked(self.path)
            except OSError:
                shutil.rmtree(self.path, ignore_errors=True)
                raise

    def __enter__(self) -> Path:
        return self.path

    def __exit__(self, *_: object) -> None:
        self.remove()

    def remove(self) -> None:
        """Remove the folder and all in it."""
        remove_scratch(self.path)
        os.close(self._lock)


def _marked(folder: Path) -> int:
    """The locked mark of a new folder; -1 where somebody took it for a folder that was left,
    and removed it.

    Raises:
        OSError: it cannot be made.
    """
    handle = os.open(folder / _MARK, _MARK_FLAGS | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        if os.fstat(handle).st_nlink:
            return handle
    except OSError:
        os.close(handle)
        raise
    os.close(handle)
    return -1


def sweep_scratch() -> None:
    """Remove what killed runs of this user left in the system's place for temporary files."""
    with contextlib.suppress(OSError):
        for entry in list(os.scandir(scratch_place())):
            if entry.name.startswith(_PREFIX):
                _sweep(Path(entry.path))


def _sweep(folder: Path) -> None:
    """Remove a folder that bears a mark which nobody holds."""
    with contextlib.suppress(OSError):
        if not _is_mine(folder.lstat(), stat.S_IFDIR):
            return
        handle = os.open(folder / _MARK, _MARK_FLAGS)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if _is_mine(os.fstat(handle), stat.S_IFREG):
                remove_scratch(folder)
        finally:
            os.close(handle)


def _is_mine(status: os.stat_result, kind: int) -> bool:
    """Whether something is of a kind, and this user's own."""
    return stat.S_IFMT(status.st_mode) == kind and status.st_uid == os.geteuid()


def remove_scratch(folder: Path) -> None:
    """Remove a folder, and the sockets of killed LibreOffices whose profiles are in it."""
    for profile in (
        path for form in (PROFILE, f"*/{PROFILE}", f"*/*/{PROFILE}") for path in folder.glob(form)
    ):
        for pipe in _pipes_of(profile):
            with contextlib.suppress(OSError):
                if _is_mine(pipe.lstat(), stat.S_IFSOCK):
                    pipe.unlink()
    shutil.rmtree(folder, ignore_errors=True)


def _pipes_of(profile: Path) -> Iterator[Path]:
    """Where LibreOffice opens the socket of a profile, whatever TMPDIR says;
    it goes with its process's good end only.

    Source: LibreOffice, desktop/source/app/officeipcthread.cxx and sal/osl/unx/pipe.cxx.
    """
    digest = hashlib.md5(profile.as_uri().encode("utf-16-le"), usedforsecurity=False).digest()
    name = "".join(f"{byte:x}" for byte in digest)
    for place in _PIPE_PLACES:
        for user in sorted({os.getuid(), _MAPPED_ROOT}):
            yield Path(place) / f"OSL_PIPE_{user}_SingleOfficeIPC_{name}"
