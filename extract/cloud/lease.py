"""One run at a time behind an address: an object that its owner renews for as long as it lives.

No lock of an object store ends with its process, so a lease that was not renewed for `STALE` seconds is nobody's. Runs
that share a state folder know of each other by that folder's lock: there a lease left behind is taken over at once.
"""

from __future__ import annotations

import json
import os
import socket
import threading
import time
from contextlib import suppress
from types import TracebackType
from typing import Any, Self

from extract.cloud.address import Place
from schemas.errors import OutputError

STALE = 600.0
_RENEW = 60.0


class Lease:
    """Held while the block lasts. ``owner`` names the state folder of this run, ``name`` is the address in messages."""

    def __init__(self, place: Place, owner: str, name: str) -> None:
        self._place = place
        self._owner = owner
        self._name = name
        self._over = threading.Event()
        self._lost = False
        self._thread = threading.Thread(target=self._keep, daemon=True)

    def __enter__(self) -> Self:
        """Take the lease.

        Raises:
            OutputError: another run has it.
        """
        try:
            self._write(mode="create")
        except FileExistsError:
            self._refuse_living(self._read())
            self._write()
        except (TypeError, ValueError, NotImplementedError):  # a store that cannot create exclusively
            self._refuse_living(self._read())
            self._write()
        self._refuse_living(self._read())
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        with suppress(Exception):  # the store may be out of reach; the lease ends by itself then
            if self._is_mine(self._read()):
                self._place.files.rm_file(self._place.path)

    def check(self) -> None:
        """See that the lease is still held.

        Raises:
            OutputError: this run slept for so long that another one has taken it.
        """
        if self._lost or not self._is_mine(self._read()):
            raise OutputError(f"{self._name}: another run has taken this dataset over; run the command again")

    def _keep(self) -> None:
        """Renew until the block is left; a store out of reach is tried again."""
        while not self._over.wait(_RENEW):
            with suppress(Exception):
                if not self._is_mine(self._read()):
                    self._lost = True
                    return
                self._write()

    def _write(self, **options: str) -> None:
        about = {"owner": self._owner, "host": socket.gethostname(), "process": os.getpid(), "renewed": time.time()}
        self._place.files.pipe_file(self._place.path, json.dumps(about).encode(), **options)

    def _read(self) -> dict[str, Any]:
        try:
            found = json.loads(self._place.files.cat_file(self._place.path))
        except (FileNotFoundError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def _is_mine(self, about: dict[str, Any]) -> bool:
        return about.get("owner") == self._owner

    def _refuse_living(self, about: dict[str, Any]) -> None:
        age = time.time() - float(about.get("renewed") or 0)
        if about and not self._is_mine(about) and age < STALE:
            raise OutputError(
                f"{self._name}: another run is writing this dataset (process {about.get('process')} on "
                f"{about.get('host')}, heard of {max(age, 0):.0f} s ago); wait for it, or choose another address; "
                f"if it has died, it is forgotten after {STALE:.0f} s"
            )
