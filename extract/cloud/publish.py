"""A dataset put behind an address as a whole, as `extract.emit.dataset.swap` does it in a folder.

Object stores rename nothing. All files are uploaded aside first; then one small object (``ready``)
says what they are: whatever stops the program before it leaves the old dataset, and after it the
next run, on any machine, copies what had not been copied yet. The copies are made inside the store,
the description (``datapackage.json``, with the sums of the tables) as the last one. Only objects
that this program made are replaced or removed: their list lies beside them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

import regex

from extract.cloud.address import Remote, state_of
from extract.cloud.at_once import each
from extract.emit.dataset.made import (
    LIST,
    MEMBERS,
    Listing,
    Made,
    decode_list,
    encode_list,
    is_given,
    list_folder,
)
from extract.emit.dataset.place import (
    DESCRIPTION,
    HIDDEN,
    Seen,
    is_described,
    refuse_changed,
    refuse_other,
)

_NEW = f"{HIDDEN}/new"
_TEMPORARY = f"{HIDDEN}/tmp"
_READY = f"{HIDDEN}/ready.json"
_MADE = f"{HIDDEN}/{LIST}"
_PART = regex.compile(r"[0-9a-f]{32}\.part")
_BLOCK = 8 << 20


def check_address(place: Remote, name: str) -> None:
    """See that a dataset may be written to an address, as `extract.emit.dataset.place` does.

    Raises:
        OutputError: something else stands there, or a dataset of a newer version.
    """
    entries = [one.rpartition("/")[2] for one in _names_below(place, "")]
    hidden = (
        [one.rpartition("/")[2] for one in _names_below(place, HIDDEN)]
        if HIDDEN in entries
        else None
    )
    description = _bytes_of(place, DESCRIPTION) if DESCRIPTION in entries else None
    order = sorted(entries, key=lambda one: (one not in MEMBERS, one))
    refuse_other(Seen(name, order, hidden, bool(_listings(place)), description))


def is_dataset(files: Any, folder: str, entries: list[str]) -> bool:
    """Whether a folder of a store that holds these ``entries`` is a dataset of this program."""
    place = Remote(files, folder)
    if HIDDEN in entries and _listings(place):
        return True
    return DESCRIPTION in entries and is_described(_bytes_of(place, DESCRIPTION))


def begin_at(place: Remote) -> None:
    """Mark an address that `check_address` allowed as ours; a dataset without a list stays so."""
    if not _listings(place) and not is_described(_bytes_of(place, DESCRIPTION)):
        place.files.pipe_file(place.below(_MADE), encode_list({}))


def check_objects(place: Remote, name: str) -> None:
    """See that the objects of the dataset at an address are those that this program put there.

    Raises:
        OutputError: one of them is not.
    """
    refuse_changed(name, _foreign(place, _listings(place)))


def publish(place: Remote, folder: Path) -> None:
    """Replace the dataset at ``place`` by that of a local folder."""
    made = list_folder(folder)
    sweep_new(place)
    each(lambda name: place.files.put_file(str(folder / name), place.below(f"{_NEW}/{name}")), made)
    place.files.pipe_file(place.below(_READY), encode_list(made))
    finish_publishing(place)


def finish_publishing(place: Remote) -> None:
    """Copy into place what an interrupted `publish` had ready; nothing where there was none."""
    ready = _list_at(place, _READY)
    if ready is None:
        return
    before = _list_at(place, _MADE)
    last = [name for name in ready if name == DESCRIPTION]
    for names in ([name for name in ready if name != DESCRIPTION], last):
        each(
            lambda name: place.files.cp_file(place.below(f"{_NEW}/{name}"), place.below(name)),
            names,
        )
    gone = set(_objects(place) if before is None else before) - set(ready)
    kept = set(_foreign(place, [before] if before is not None else [], gone))
    _remove(place, (place.below(name) for name in gone - kept))
    there = _objects(place)
    states = {name: state_of(there[name]) for name in ready}
    made = {name: Made(one.bytes, states[name], one.sha256) for name, one in ready.items()}
    place.files.pipe_file(place.below(_MADE), encode_list(made))
    _remove(place, [place.below(_READY)])
    sweep_new(place)


def sweep_new(place: Remote) -> None:
    """Remove what was uploaded aside."""
    _remove(
        place,
        (
            one
            for one in _found_below(place, _NEW)
            if is_given(_below(place, one).removeprefix(f"{_NEW}/"))
        ),
    )


def sweep_parts(place: Remote, folder: str = _TEMPORARY) -> None:
    """Remove what machines of a cluster left in a folder."""
    _remove(
        place,
        (one for one in _found_below(place, folder) if _PART.fullmatch(one.rpartition("/")[2])),
    )


def _remove(place: Remote, paths: Iterable[str]) -> None:
    """Remove files; one that has gone already may have been
    removed by a try whose answer was lost.
    """

    def remove(path: str) -> None:
        with suppress(FileNotFoundError):
            place.files.rm_file(path)

    each(remove, paths)


def _foreign(
    place: Remote, listings: list[Listing], names: Iterable[str] | None = None
) -> list[str]:
    """What stands at a dataset's names, or at those ``names``, and is in no listing as it is.

    Without a listing nothing is: a dataset that came without one is taken for what its description
    says.
    """
    there = _objects(place)
    wanted = there if names is None else [name for name in names if name in there]
    if not listings:
        return []
    return sorted(
        name
        for name in wanted
        if not any(_is_made(place, name, there[name], one) for one in listings)
    )


def _is_made(place: Remote, name: str, about: dict[str, Any], listing: Listing) -> bool:
    made = listing.get(name)
    if made is None or about.get("size") != made.bytes:
        return False
    return state_of(about) == made.changed_at or _digest(place, name, made.bytes) == made.sha256


def _digest(place: Remote, name: str, size: int) -> str:
    digest = hashlib.sha256()
    for start in range(0, size, _BLOCK):
        digest.update(
            place.files.cat_file(place.below(name), start=start, end=min(start + _BLOCK, size))
        )
    return digest.hexdigest()


def _objects(place: Remote) -> dict[str, dict[str, Any]]:
    """The objects at a dataset's names, with what the store says of each."""
    found: dict[str, dict[str, Any]] = {}
    for member in MEMBERS:
        with suppress(FileNotFoundError):
            for path, about in place.files.find(place.below(member), detail=True).items():
                name = _below(place, path)
                if is_given(name):
                    found[name] = about
    return found


def _below(place: Remote, path: str) -> str:
    return path.removeprefix(place.path.rstrip("/")).lstrip("/")


def _found_below(place: Remote, name: str) -> list[str]:
    with suppress(FileNotFoundError):
        return list(place.files.find(place.below(name)))
    return []


def _names_below(place: Remote, name: str) -> list[str]:
    """What stands directly in a folder."""
    path = place.below(name) if name else place.path
    with suppress(FileNotFoundError, NotADirectoryError):
        return [
            one.rstrip("/")
            for one in place.files.ls(path, detail=False)
            if one.rstrip("/") != path.rstrip("/")
        ]
    return []


def _listings(place: Remote) -> list[Listing]:
    """What was made: the list, and that of a dataset on its way into place."""
    return [one for one in (_list_at(place, _MADE), _list_at(place, _READY)) if one is not None]


def _list_at(place: Remote, name: str) -> Listing | None:
    data = _bytes_of(place, name)
    return None if data is None else decode_list(data)


def _bytes_of(place: Remote, name: str) -> bytes | None:
    with suppress(FileNotFoundError):
        data: bytes = place.files.cat_file(place.below(name))
        return data
    return None
