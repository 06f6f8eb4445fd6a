"""The output folder of a batch: one run at a time, its hidden files, and what a killed run left in it."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from schemas.errors import OutputError

HIDDEN = ".extract"


class Folder:
    """An output folder that this process holds."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.journal = path / HIDDEN / "journal.sqlite"
        self.temporary = path / HIDDEN / "tmp"


@contextmanager
def hold_folder(path: Path) -> Iterator[Folder]:
    """Make and hold the folder; the lock ends with this process, however it ends.

    Raises:
        OutputError: another run holds it, or it cannot be made.
    """
    folder = Folder(path)
    try:
        folder.journal.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder.journal.parent / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror}") from error
    try:
        _lock(handle, path)
        _sweep(folder)
        yield folder
    finally:
        os.close(handle)


def _lock(handle: int, path: Path) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        owner = os.pread(handle, 20, 0).decode("ascii", "replace").strip() or "unknown"
        raise OutputError(
            f"{path}: another run is writing this dataset (process {owner}); wait for it, or choose another folder"
        ) from None
    os.ftruncate(handle, 0)
    os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)


def _sweep(folder: Folder) -> None:
    """Remove what a killed run left: its workers' files, and outputs that were not yet renamed into place.

    Raises:
        OutputError: the folder cannot be written.
    """
    shutil.rmtree(folder.temporary, ignore_errors=True)
    for stale in folder.path.rglob(".*.tmp"):
        stale.unlink(missing_ok=True)
    try:
        folder.temporary.mkdir(exist_ok=True)
    except OSError as error:
        raise OutputError(f"{folder.path}: cannot be written: {error.strerror}") from error
