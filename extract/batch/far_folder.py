"""A dataset behind an address: built in a folder here, put in its place as a whole.

The journal is a SQLite file, which needs a real disk: it lives in a state folder here, and a copy
of it behind the address, brought there now and then and at the end. Whoever runs the command next,
on whichever machine, goes on from that copy; a run that was killed goes on, on its own machine,
from its own journal.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import time
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from extract.batch.folder import Folder, hold
from extract.cache_folder import cache_folder
from extract.cloud.address import Remote, join_address, open_address, said_as, state_of
from extract.cloud.lease import Lease
from extract.cloud.publish import (
    begin_at,
    check_address,
    check_objects,
    finish_publishing,
    publish,
    sweep_parts,
)
from extract.emit.dataset.made import is_given
from extract.emit.dataset.place import HIDDEN
from extract.emit.dataset.swap import remove_made
from schemas.errors import OutputError

JOURNAL = f"{HIDDEN}/journal.sqlite"
_KEEP_EVERY = 300.0
_SHARE = 10
"""Copies of the journal take at most one part in so many of a run's time."""


class FarFolder(Folder):
    """The state folder of a dataset behind an address."""

    def __init__(self, address: str, state: Path, place: Remote, overwrite: bool = False) -> None:
        super().__init__(state)
        self.name = address
        self.parts = join_address(address, f"{HIDDEN}/tmp")
        self._place = place
        self._overwrite = overwrite
        self._lease: Lease | None = None
        self._known = state / HIDDEN / "journal.known"
        self._kept = time.monotonic()
        self._pause = _KEEP_EVERY

    @contextmanager
    def lease(self) -> Iterator[None]:
        """Hold the address too, rid of what a killed run left there.

        Raises:
            OutputError: another run holds it, it cannot be written, or something else stands there.
        """
        lease = Lease(
            Remote(self._place.files, self._place.below(f"{HIDDEN}/lock")), self._token(), self.name
        )
        with said_as(OutputError, self.name):
            check_address(self._place, self.name)
            lease.__enter__()
        try:
            self._lease = lease
            with said_as(OutputError, self.name):
                self._check_objects()
                begin_at(self._place)
                finish_publishing(self._place)
                sweep_parts(self._place)
                self._take_journal()
            yield
        finally:
            lease.__exit__(None, None, None)

    def has_dataset(self) -> bool:
        """Whether a dataset stands behind the address."""
        with said_as(OutputError, self.name):
            return bool(self._place.files.exists(self._place.below("manifest.csv")))

    def owns(self, file: bytes) -> bool:
        """Whether an object is one of the dataset that is there."""
        head, _, name = os.fsdecode(file).partition(f"{self.name}/")
        return not head and is_given(name)

    def publish(self) -> None:
        """Upload what was built and put it in place; then it is needed here no more.

        Raises:
            OutputError: it cannot be written, or somebody has put something there; the dataset that
                was there stands.
        """
        with said_as(OutputError, self.name):
            if self._lease is not None:
                self._lease.check()
            self._check_objects()
            publish(self._place, self.path)
        remove_made(self.path)

    def _check_objects(self) -> None:
        if not self._overwrite:
            check_objects(self._place, self.name)

    def keep_journal(self) -> None:
        """Upload the journal as its last commit left it.

        Raises:
            OutputError: it cannot be written.
        """
        begun = time.monotonic()
        copy = self.temporary / "journal.copy"
        with (
            closing(sqlite3.connect(f"file:{self.journal}?mode=ro", uri=True)) as source,
            closing(sqlite3.connect(copy)) as target,
        ):
            source.backup(target)
        with said_as(OutputError, self.name):
            self._place.files.put_file(str(copy), self._place.below(JOURNAL))
            self._known.write_text(str(self._far_state()))
        copy.unlink()
        self._kept = time.monotonic()
        self._pause = max(_KEEP_EVERY, _SHARE * (self._kept - begun))

    def keep_journal_now_and_then(self) -> None:
        """The same, where the last time is long enough ago."""
        if time.monotonic() - self._kept > self._pause:
            self.keep_journal()

    def _take_journal(self) -> None:
        """Begin from the journal behind the address, unless this folder brought it there."""
        far = self._far_state()
        if self._known.exists() and self._known.read_text() == str(far):
            return
        if far is None and not self._known.exists():
            return  # a first run that was killed before it brought anything there
        for ending in ("", "-wal", "-shm"):
            self.journal.with_name(f"{self.journal.name}{ending}").unlink(missing_ok=True)
        if far is not None:
            copy = self.temporary / "journal.copy"
            self._place.files.get_file(self._place.below(JOURNAL), str(copy))
            os.replace(copy, self.journal)
        self._known.write_text(str(far))

    def _far_state(self) -> int | None:
        with suppress(FileNotFoundError):
            return state_of(self._place.files.info(self._place.below(JOURNAL)))
        return None

    def _token(self) -> str:
        """What names this state folder, on whichever machine it lies."""
        file = self.path / HIDDEN / "owner"
        if not file.exists():
            file.write_text(uuid.uuid4().hex)
        return file.read_text()


@contextmanager
def hold_address(address: str, states: Path | None, overwrite: bool = False) -> Iterator[FarFolder]:
    """Hold the dataset behind an address; state folders lie in ``states``,
    else in the user's cache.

    Raises:
        OutputError: another run holds it, it cannot be written, something else stands there, or no
            journal can be kept.
    """
    state = (states or _state_folder(address)) / hashlib.sha256(address.encode()).hexdigest()[:16]
    with (
        hold(FarFolder(address, state, open_address(address), overwrite)) as folder,
        folder.lease(),
    ):
        yield folder


def _state_folder(address: str) -> Path:
    """Where state folders are kept unless --state says otherwise.

    Raises:
        OutputError: there is no folder that is this user's alone.
    """
    folder = cache_folder("datasets")
    if folder is None:
        raise OutputError(
            f"{address}: its journal cannot be kept: this user has no cache folder that nobody "
            "else can write to; name a folder for it with --state"
        )
    return folder
