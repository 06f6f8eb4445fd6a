"""A folder's contents replaced as a whole: built aside, flushed to the disk, then moved into place.

The one moment that counts is a rename (``new`` becomes ``ready``). Whatever stops the program before it leaves the
old contents; after it, the next call moves what had not been moved yet. Other files in the folder are not touched.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from schemas.errors import OutputError

HIDDEN = ".extract"


@contextlib.contextmanager
def replaced_whole(folder: Path) -> Iterator[Path]:
    """An empty folder to build in; at the end of the block its entries take their places in ``folder``.

    Raises:
        OutputError: the folder cannot be written, or another process is replacing its contents.
    """
    hidden = folder / HIDDEN
    hidden.mkdir(parents=True, exist_ok=True)
    with _held(hidden, folder):
        finish_replacing(folder)
        new = hidden / "new"
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir()
        try:
            yield new
            _sync_tree(new)
        except BaseException:
            shutil.rmtree(new, ignore_errors=True)
            raise
        os.rename(new, hidden / "ready")
        _sync(hidden)
        finish_replacing(folder)


@contextlib.contextmanager
def _held(hidden: Path, folder: Path) -> Iterator[None]:
    """The lock is on the hidden folder itself: it leaves no file, and ends with the process."""
    handle = os.open(hidden, os.O_RDONLY | os.O_CLOEXEC)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise OutputError(f"{folder}: another process is writing this dataset; wait for it") from None
    finally:
        os.close(handle)


def finish_replacing(folder: Path) -> None:
    """Move into place what an interrupted replacement had ready; nothing where there was none."""
    hidden = folder / HIDDEN
    ready, old = hidden / "ready", hidden / "old"
    if ready.is_dir():
        old.mkdir(exist_ok=True)
        for entry in sorted(ready.iterdir()):
            place = folder / entry.name
            if place.exists():
                _remove(old / entry.name)
                os.rename(place, old / entry.name)
            os.rename(entry, place)
        _sync(folder)
        ready.rmdir()
    shutil.rmtree(old, ignore_errors=True)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _sync_tree(folder: Path) -> None:
    for path in (*folder.rglob("*"), folder):
        _sync(path)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
