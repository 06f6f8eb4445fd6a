"""One run at a time behind an address: an object that its owner renews for as long as it lives.

No lock of an object store ends with its process, so a lease that was not renewed for `STALE`
seconds is nobody's. How long that is, the store says: the age of a lease is the difference of two
of its own time stamps, that of the lease and that of an object just written, so that the clocks of
the machines may be as wrong as they like. Where the store can, it writes only over the state that
was seen. Runs that share a state folder know of each other by that folder's lock: there a lease
left behind is taken over at once.
"""

from __future__ import annotations

import errno
import json
import os
import socket
import threading
import uuid
from contextlib import suppress
from types import TracebackType
from typing import Any, NamedTuple, Self

from extract.cloud.address import Remote
from schemas.errors import OutputError

STALE = 600.0
_RENEW = 60.0
_TRIES = 5
_CONFLICTS = (errno.EINVAL, errno.EBUSY)
"""What s3fs makes of the answers 412 and 409: the object is not what it was when it was seen."""


class _Seen(NamedTuple):
    """A lease as it stands: what it says, and the store's name for this state,
    None where it gives none.
    """

    about: dict[str, Any]
    tag: str | None


class Lease:
    """Held while the block lasts; ``owner`` names this run's state folder, ``name`` the address."""

    def __init__(self, place: Remote, owner: str, name: str) -> None:
        self._place = place
        self._owner = owner
        self._name = name
        self._run = uuid.uuid4().hex
        self._over = threading.Event()
        self._writing = threading.Lock()
        self._lost = False
        self._thread = threading.Thread(target=self._keep, daemon=True)

    def __enter__(self) -> Self:
        """Take the lease.

        Raises:
            OutputError: another run has it.
        """
        for _ in range(_TRIES):
            if self._create() or self._take_over():
                self._thread.start()
                return self
        raise OutputError(
            f"{self._name}: other runs keep taking this dataset; run the command again"
        )

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._over.set()
        with (
            self._writing,
            suppress(Exception),
        ):  # the store may be out of reach; the lease ends by itself then
            if self._is_mine(self._see()):
                self._place.files.rm_file(self._place.path)

    def check(self) -> None:
        """See that the lease is still held, and hold it anew.

        Raises:
            OutputError: this run slept for so long that another one has taken it.
        """
        if self._lost or not self._renew():
            raise OutputError(
                f"{self._name}: another run has taken this dataset over; run the command again"
            )

    def _keep(self) -> None:
        """Renew until the block is left; a store out of reach is tried again."""
        while not self._over.wait(_RENEW):
            with suppress(Exception):
                if not self._renew():
                    self._lost = True
                    return

    def _renew(self) -> bool:
        """Write the lease anew; False where it is another's."""
        with self._writing:
            seen = self._see()
            return self._is_mine(seen) and self._write_over(seen)

    def _create(self) -> bool:
        """Write a lease where none stands; False where one does, or where the store cannot tell."""
        if self._see() is not None:
            return False
        with suppress(FileExistsError, TypeError, ValueError, NotImplementedError):
            self._write(mode="create")
        return self._is_mine(self._see())

    def _take_over(self) -> bool:
        """Write over a lease that is this owner's, or nobody's any more;
        False where it changed meanwhile.

        Raises:
            OutputError: another run renews it.
        """
        seen = self._see()
        if seen is not None and seen.about.get("owner") != self._owner:
            self._refuse_living(seen)
        return self._write_over(seen)

    def _write_over(self, seen: _Seen | None) -> bool:
        """Write over the state that was seen; False where the store has another one by now."""
        condition = {"IfMatch": seen.tag} if seen is not None and seen.tag else {}
        try:
            self._write(**condition)
        except FileNotFoundError:
            return False
        except OSError as error:
            if error.errno == errno.ENOSYS:  # a store that knows no such condition
                self._write()
            elif error.errno not in _CONFLICTS:
                raise
        return self._is_mine(
            self._see()
        )  # also where the answer to the first of two tries was lost

    def _write(self, **options: str) -> None:
        about = {
            "owner": self._owner,
            "run": self._run,
            "host": socket.gethostname(),
            "process": os.getpid(),
        }
        about["turn"] = uuid.uuid4().hex  # no state of a lease is like another one
        self._place.files.pipe_file(self._place.path, json.dumps(about).encode(), **options)

    def _see(self) -> _Seen | None:
        """The lease, None where there is none; what is not a lease says nothing."""
        try:
            tag = self._place.files.info(self._place.path).get("ETag")
            found = json.loads(self._place.files.cat_file(self._place.path))
        except FileNotFoundError:
            return None
        except ValueError:
            found = {}
        return _Seen(found if isinstance(found, dict) else {}, tag)

    def _is_mine(self, seen: _Seen | None) -> bool:
        """Whether the lease is what this run wrote."""
        return seen is not None and (seen.about.get("owner"), seen.about.get("run")) == (
            self._owner,
            self._run,
        )

    def _refuse_living(self, seen: _Seen) -> None:
        age = self._age()
        if age is not None and age >= STALE:
            return
        process, host = (str(seen.about.get(key, "unknown"))[:80] for key in ("process", "host"))
        heard = "" if age is None else f", heard of {max(age, 0):.0f} s ago"
        ends = (
            f"remove {self._place.path}" if age is None else f"it is forgotten after {STALE:.0f} s"
        )
        raise OutputError(
            f"{self._name}: another run is writing this dataset (process {process} on "
            f"{host}{heard}); wait for it, or choose another address; if it has died, {ends}"
        )

    def _age(self) -> float | None:
        """Seconds since the lease was written, by the store's clock;
        None where the store tells no times.
        """
        files = self._place.files
        probe = f"{self._place.path.rpartition('/')[0]}/tmp/now-{uuid.uuid4().hex}"
        try:
            files.pipe_file(probe, b"now")
            try:
                age: float = (
                    files.modified(probe) - files.modified(self._place.path)
                ).total_seconds()
                return age
            finally:
                with suppress(FileNotFoundError):
                    files.rm_file(probe)
        except FileNotFoundError:
            return 0.0  # the lease, or what was written, was removed meanwhile: somebody is at work
        except (NotImplementedError, AttributeError, TypeError):
            return None
