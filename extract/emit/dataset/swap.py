"""The files of a dataset replaced as a whole: built aside, flushed, then moved into place.

The one moment that counts is a rename (what was built becomes ``ready``). Whatever stops the
program before it leaves the old dataset; after it, the next call moves what had not been moved yet.
Only files that this program made are replaced or removed: what was made stands in a list
(`extract.emit.dataset.made`).
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

from extract.emit.dataset.made import LIST, foreign, list_folder, read_list, write_list
from extract.emit.dataset.place import HIDDEN, READY, begin, known_files, refuse_changed
from schemas.errors import OutputError

_NEW = "new-"


@contextlib.contextmanager
def replaced_whole(folder: Path) -> Iterator[Path]:
    """An empty folder to build in; at the block's end its files take their places in ``folder``.

    Raises:
        OutputError: the folder cannot be written, another process is replacing its contents, or
            somebody has put a file where one of the dataset's belongs.
    """
    hidden = folder / HIDDEN
    hidden.mkdir(parents=True, exist_ok=True)
    with _held(hidden, folder):
        begin(folder)
        finish_replacing(folder)
        _sweep(hidden)
        new = Path(tempfile.mkdtemp(prefix=_NEW, dir=hidden))
        try:
            yield new
            _sync_tree(new)
            made = list_folder(new)
            refuse_changed(str(folder), foreign(folder, known_files(folder) or {}, made))
            write_list(new / LIST, made)
            os.rename(new, hidden / READY)
        except BaseException:
            shutil.rmtree(new, ignore_errors=True)
            raise
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
        raise OutputError(
            f"{folder}: another process is writing this dataset; wait for it"
        ) from None
    finally:
        os.close(handle)


def finish_replacing(folder: Path) -> None:
    """Move into place what an interrupted replacement had ready; nothing where there was none.

    Raises:
        OutputError: somebody has put a file where one of the dataset's belongs.
    """
    ready = folder / HIDDEN / READY
    made = read_list(ready / LIST)
    if made is None:
        return
    before = known_files(folder) or {}
    waiting = [name for name in made if (ready / name).exists()]
    refuse_changed(str(folder), foreign(folder, before, waiting))
    old = set(before) - set(made)
    for name in old - set(foreign(folder, before, old)):
        (folder / name).unlink(missing_ok=True)
    for name in waiting:
        _move(ready / name, folder / name)
    for changed in {folder, *((folder / name).parent for name in made)}:
        _sync(changed)
    os.rename(ready / LIST, folder / HIDDEN / LIST)
    _remove_empty(ready)


def remove_made(folder: Path) -> None:
    """Remove a dataset from a folder: what was made there and nobody has changed."""
    known = known_files(folder) or {}
    for name in set(known) - set(foreign(folder, known)):
        (folder / name).unlink(missing_ok=True)
    for inner in {(folder / name).parent for name in known} - {folder}:
        with contextlib.suppress(OSError):
            inner.rmdir()
    write_list(folder / HIDDEN / LIST, {})


def _move(file: Path, place: Path) -> None:
    """Put a file in its place; it takes over the mode of the file it replaces."""
    if place.exists():
        file.chmod(stat.S_IMODE(place.stat().st_mode))
    else:
        place.parent.mkdir(exist_ok=True)
    os.rename(file, place)


def _sweep(hidden: Path) -> None:
    """Remove what killed runs were building."""
    for entry in list(os.scandir(hidden)):
        if entry.name.startswith(_NEW) and entry.is_dir(follow_symlinks=False):
            shutil.rmtree(entry.path, ignore_errors=True)
    _remove_empty(hidden / READY)


def _remove_empty(folder: Path) -> None:
    """Remove a folder and those in it, as far as they are empty."""
    if not folder.is_dir() or folder.is_symlink():
        return
    for path in sorted(folder.iterdir()):
        if path.is_dir() and not path.is_symlink():
            _remove_empty(path)
    with contextlib.suppress(OSError):
        folder.rmdir()


def _sync_tree(folder: Path) -> None:
    for path in (*folder.rglob("*"), folder):
        _sync(path)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
