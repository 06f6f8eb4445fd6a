"""The output folder of a batch: one run at a time, its hidden files, and what a killed run left in it."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from extract.cloud.address import is_address
from extract.emit.dataset.dataset import check_folder
from schemas.errors import OutputError

HIDDEN = ".extract"


class Folder:
    """An output folder that this process holds: ``path`` is where the dataset is built, ``name`` what users call it.

    ``parts`` is where the workers of a cluster leave outcomes.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.name = str(path)
        self.journal = path / HIDDEN / "journal.sqlite"
        self.temporary = path / HIDDEN / "tmp"
        self.parts = str(self.temporary.resolve())

    def has_dataset(self) -> bool:
        """Whether a dataset stands where users look for it."""
        return (self.path / "manifest.csv").exists()

    def publish(self) -> None:
        """Bring the dataset that was built to where users look for it: here it is there already."""

    def keep_journal(self) -> None:
        """Bring the journal to where other machines find it: here they see the same folder."""

    def keep_journal_now_and_then(self) -> None:
        """The same, where the last time is long enough ago."""


@contextmanager
def hold_folder(path: Path) -> Iterator[Folder]:
    """Make and hold the folder; the lock ends with this process, however it ends.

    Raises:
        OutputError: another run holds it, it cannot be made, or it holds what no dataset put there.
    """
    check_folder(path)
    with hold(Folder(path)) as folder:
        yield folder


SomeFolder = TypeVar("SomeFolder", bound=Folder)


@contextmanager
def hold(folder: SomeFolder) -> Iterator[SomeFolder]:
    """Make and hold a folder of this machine, rid of what a killed run left.

    Raises:
        OutputError: another run holds it, or it cannot be made.
    """
    path = folder.path
    try:
        folder.journal.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder.journal.parent / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror}") from error
    try:
        _lock(handle, folder.name)
        _sweep(folder)
        yield folder
    finally:
        os.close(handle)


def _lock(handle: int, name: str) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        owner = os.pread(handle, 20, 0).decode("ascii", "replace").strip() or "unknown"
        raise OutputError(
            f"{name}: another run is writing this dataset (process {owner}); wait for it, or choose another folder"
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


@contextmanager
def hold_output(output: str, states: Path | None = None) -> Iterator[Folder]:
    """Hold a folder of this machine, or a dataset behind an address whose state is kept below ``states``.

    Raises:
        OutputError: another run holds it, or it cannot be written.
    """
    if is_address(output):
        from extract.batch.far_folder import hold_address

        with hold_address(output.rstrip("/"), states) as far:
            yield far
    else:
        with hold_folder(Path(output)) as near:
            yield near
