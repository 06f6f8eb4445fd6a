"""The output folder of a batch: one run at a time, hidden files, what a killed run left."""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import regex

from extract.batch.journal.base import is_blank
from extract.emit.dataset.made import LIST
from extract.emit.dataset.place import HIDDEN, begin, check_folder, known_files
from extract.scratch import remove_scratch
from schemas.errors import ExtractError, InputError, OutputError

_LEFT = {
    True: regex.compile(
        r"kehoach-\w{8}|journal\.copy|part-\d+\.sqlite(?:-\w+)?"
        r"|[0-9a-f]{32}\.part|\.[0-9a-f]{32}\.part\.(?:kehoach-)?\w{8}\.tmp"
    ),
    False: regex.compile(rf"\.{regex.escape(LIST)}\.(?:kehoach-)?\w{{8}}\.tmp"),
}
"""Names of what a killed run may leave: in the folder for temporary files, and beside it."""


class Folder:
    """An output folder that is held: the dataset is built at ``path``, users call it ``name``.

    ``parts`` is where the workers of a cluster leave outcomes.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.name = str(path)
        self.journal = path / HIDDEN / "journal.sqlite"
        self.temporary = path / HIDDEN / "tmp"
        self.parts = str(self.temporary.resolve())

    def has_dataset(self) -> bool:
        """Whether a dataset stands where users look for it, with all its files."""
        known = known_files(self.path)
        return bool(known) and all((self.path / name).exists() for name in known or ())

    def owns(self, file: bytes) -> bool:
        """Whether a file is one of the dataset that is there, under whichever name."""
        try:
            about = os.stat(file)
        except OSError:
            return False
        own = (self.path / name for name in known_files(self.path) or ())
        return any(os.path.samestat(about, path.stat()) for path in own if path.exists())

    def publish(self) -> None:
        """Bring the dataset that was built to where users look for it: here it is there already."""

    def keep_journal(self) -> None:
        """Bring the journal to where other machines find it: here they see the same folder."""

    def keep_journal_now_and_then(self) -> None:
        """The same, where the last time is long enough ago."""


@contextmanager
def hold_folder(path: Path, overwrite: bool = False) -> Iterator[Folder]:
    """Make and hold the folder; the lock ends with this process, however it ends.

    ``overwrite`` allows to replace files of a dataset that somebody has changed.

    Raises:
        OutputError: another run holds it, it cannot be made, or it holds what no dataset put there.
    """
    with hold(Folder(path), overwrite) as folder:
        yield folder


SomeFolder = TypeVar("SomeFolder", bound=Folder)


@contextmanager
def hold(folder: SomeFolder, overwrite: bool = False) -> Iterator[SomeFolder]:
    """Make and hold a folder of this machine, rid of what a killed run left.

    Where the block is refused before anything was read, a folder that was made for it goes again.

    Raises:
        OutputError: another run holds it, it cannot be made, or it holds what no dataset put there.
    """
    path = folder.path
    check_folder(path, overwrite)
    hidden = folder.journal.parent
    missing = [one for one in (hidden, *hidden.parents) if not one.exists()]
    handle: int | None = None
    try:
        try:
            hidden.mkdir(parents=True, exist_ok=True)
            handle = _locked(hidden / "lock", folder.name)
            _sign(handle)
            begin(path, overwrite)
            _sweep(folder)
        except OSError as error:
            raise OutputError(f"{path}: cannot be written: {error.strerror}") from error
        yield folder
    except ExtractError as error:
        if handle is None:
            _remove_empty(missing)
        elif missing and (isinstance(error, InputError) or is_blank(folder.journal)):
            _unmake(folder, missing)
        raise
    finally:
        if handle is not None:
            os.close(handle)


def _locked(lock: Path, name: str) -> int:
    """The lock of a dataset, open and held.

    Raises:
        OutputError: another run holds it.
        OSError: it cannot be made.
    """
    handle = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o666)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        owner = os.pread(handle, 20, 0).decode("ascii", "replace").strip() or "unknown"
        os.close(handle)
        raise OutputError(
            f"{name}: another run is writing this dataset (process {owner}); "
            "wait for it, or choose another folder"
        ) from None
    except OSError:
        os.close(handle)
        raise
    return handle


def _sign(handle: int) -> None:
    """Say in a lock who holds it."""
    os.ftruncate(handle, 0)
    os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)


def _sweep(folder: Folder) -> None:
    """Remove what a killed run left: workers' folders, parts of the cluster, half-written lists.

    Only names that this program gives, only in the hidden folder, which it made.

    Raises:
        OutputError: the folder cannot be written.
    """
    hidden, temporary = folder.journal.parent, folder.temporary
    if temporary.is_symlink():
        raise OutputError(f"{temporary}: is a link; this program makes a folder of its own there")
    try:
        temporary.mkdir(exist_ok=True)
        for path in (*temporary.iterdir(), *hidden.iterdir()):
            if _LEFT[path.parent == temporary].fullmatch(path.name):
                _remove(path)
    except OSError as error:
        raise OutputError(f"{folder.path}: cannot be written: {error.strerror}") from error


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        remove_scratch(path)
    else:
        path.unlink(missing_ok=True)


def _unmake(folder: Folder, missing: list[Path]) -> None:
    """Take away what a run made that read nothing; what others put there stays."""
    hidden = folder.journal.parent
    journals = [f"{folder.journal.name}{ending}" for ending in ("", "-wal", "-shm")]
    for name in (*journals, "journal.known", "owner", LIST, "lock"):
        with contextlib.suppress(OSError):
            (hidden / name).unlink(missing_ok=True)
    _remove_empty([folder.temporary, *missing])


def _remove_empty(folders: list[Path]) -> None:
    """Remove those of some folders, from within outwards, that nothing is in."""
    for folder in folders:
        with contextlib.suppress(OSError):
            folder.rmdir()
