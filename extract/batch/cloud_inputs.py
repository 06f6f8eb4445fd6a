"""The inputs behind an address: one object, what a pattern fits, or everything below it, folder by folder.

Only listings are asked for; an object is fetched by the worker that reads it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from extract.batch.inputs import Found, show_path
from extract.cloud.address import Place, open_address, said_as, state_of
from schemas.errors import InputError


def list_address(address: str, without: str) -> Iterator[Found]:
    """Every object an address names, in no certain order; names that begin with a dot are left out.

    ``without`` is an address below which nothing is listed, "" for none.

    Raises:
        InputError: the address leads nowhere, or a listing broke off: a part of it is never taken for the whole.
    """
    with said_as(InputError, address):
        place = open_address(address)
        avoid = open_address(without).path.rstrip("/") if without else None
        for about in _objects(place, avoid):
            name = str(about["name"]).rstrip("/")
            raw = place.files.unstrip_protocol(name).encode("utf-8", "surrogateescape")
            yield Found(show_path(raw), raw, address, int(about.get("size") or 0), state_of(about))


def _objects(place: Place, avoid: str | None) -> Iterator[Mapping[str, Any]]:
    if any(mark in place.path for mark in "*?["):
        found = place.files.glob(place.path, detail=True)
        if not found:
            raise FileNotFoundError(place.path)
        yield from (about for about in found.values() if about["type"] == "file")
        return
    about = place.files.info(place.path)
    if about["type"] == "file":
        yield about
        return
    for folder, below, names in place.files.walk(place.path, detail=True, on_error="raise"):
        for name in list(below):
            if name.startswith(".") or f"{folder}/{name}".strip("/") == (avoid or "").strip("/"):
                del below[name]
        for name, entry in names.items():
            if name and not name.startswith("."):
                yield entry
