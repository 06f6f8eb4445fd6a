"""The inputs behind an address: one object, what a pattern fits, or everything below it.

Only listings are asked for; an object is fetched by the worker that reads it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import takewhile
from typing import Any

from extract.batch.listed import Found, is_of_system, show_path
from extract.cloud.address import Remote, open_address, said_as, state_of
from extract.cloud.publish import is_dataset
from schemas.errors import InputError

_WILD = "*?["


def list_address(
    address: str, without: str, several: bool, passed: Counter[str]
) -> Iterator[Found]:
    """Every object an address names, in no certain order; names with a dot first are passed over.

    ``without`` is an address below which nothing is listed, "" for none; ``several``: whether it is
    one of several inputs; ``passed`` counts what is passed over.

    Raises:
        InputError: the address leads nowhere, or a listing broke off: a part of it is never taken
            for the whole.
    """
    with said_as(InputError, address):
        place = open_address(address)
        avoid = open_address(without).path.rstrip("/") if without else None
        base = _base(place, several)
        named = _named(place)
        for about in _objects(place, avoid, passed) if named is None else named:
            name = str(about["name"]).rstrip("/")
            if is_of_system(name.rpartition("/")[2].encode("utf-8", "surrogateescape")):
                passed["system"] += 1
                continue
            raw = place.files.unstrip_protocol(name).encode("utf-8", "surrogateescape")
            below = name.strip("/")[len(base) :].lstrip("/").encode("utf-8", "surrogateescape")
            found = Found(
                show_path(below), raw, raw, address, int(about.get("size") or 0), state_of(about)
            )
            yield found._replace(named=named is not None)


def _base(place: Remote, several: bool) -> str:
    """What paths are below: the folder of an object or a pattern; the address,
    or what it lies in.
    """
    path = place.path.strip("/")
    if _is_pattern(path):
        return "/".join(takewhile(lambda part: not _is_pattern(part), path.split("/")))
    if several or place.files.info(place.path)["type"] == "file":
        return path.rpartition("/")[0]
    return path


def _is_pattern(path: str) -> bool:
    return any(mark in path for mark in _WILD)


def _named(place: Remote) -> list[Mapping[str, Any]] | None:
    """The objects that an address names itself: one, or what a pattern fits; None for a folder."""
    if _is_pattern(place.path):
        found = place.files.glob(place.path, detail=True)
        if not found:
            raise FileNotFoundError(place.path)
        return [about for about in found.values() if about["type"] == "file"]
    about = place.files.info(place.path)
    return [about] if about["type"] == "file" else None


def _objects(place: Remote, avoid: str | None, passed: Counter[str]) -> Iterator[Mapping[str, Any]]:
    """The objects below a folder, but for those in the folder ``avoid`` or in a dataset of ours."""
    waiting = [place.path]
    while waiting:
        folder = waiting.pop()
        found = place.files.ls(folder, detail=True)
        entries = {str(one["name"]).rstrip("/").rpartition("/")[2]: one for one in found}
        if is_dataset(place.files, folder, list(entries)):
            passed["datasets"] += 1
            continue
        for name, entry in entries.items():
            if name.startswith(".") and not is_of_system(name.encode("utf-8", "surrogateescape")):
                passed["hidden"] += 1
            elif str(entry["name"]).strip("/") == folder.strip("/"):
                continue  # an object that stands for the folder itself
            elif entry["type"] != "directory":
                yield entry
            elif str(entry["name"]).strip("/") != (avoid or "").strip("/"):
                waiting.append(str(entry["name"]))
