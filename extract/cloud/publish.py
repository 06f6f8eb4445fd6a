"""A dataset put behind an address as a whole, as `extract.emit.dataset.swap` does it in a folder.

Object stores rename nothing. All files are uploaded aside first; then one small object (``ready``) says what they are:
whatever stops the program before it leaves the old dataset, and after it the next run, on any machine, copies what had
not been copied yet. The copies are made inside the store, the description (``datapackage.json``, with the sums of the
tables) as the last one.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

from extract.cloud.address import Place

HIDDEN = ".extract"
_NEW = f"{HIDDEN}/new"
_READY = f"{HIDDEN}/ready.json"
_LAST = "datapackage.json"


def publish(place: Place, folder: Path, members: tuple[str, ...]) -> None:
    """Replace the dataset at ``place`` by the ``members`` (files and folders) of a local folder."""
    names = [
        str(path.relative_to(folder))
        for member in members
        for path in sorted([folder / member, *(folder / member).rglob("*")])
        if path.is_file()
    ]
    remove_below(place, _NEW)
    for name in names:
        place.files.put_file(str(folder / name), place.below(f"{_NEW}/{name}"))
    ready = {"files": sorted(names, key=lambda name: (name == _LAST, name)), "members": members}
    place.files.pipe_file(place.below(_READY), json.dumps(ready).encode())
    finish_publishing(place)


def finish_publishing(place: Place) -> None:
    """Copy into place what an interrupted `publish` had ready; nothing where there was none."""
    try:
        ready = json.loads(place.files.cat_file(place.below(_READY)))
    except FileNotFoundError:
        return
    for name in ready["files"]:
        place.files.cp_file(place.below(f"{_NEW}/{name}"), place.below(name))
    kept = {place.below(name) for name in ready["files"]}
    for member in ready["members"]:
        for path in _files_below(place, member):
            if path not in kept:
                place.files.rm_file(path)
    place.files.rm_file(place.below(_READY))
    remove_below(place, _NEW)


def remove_below(place: Place, name: str) -> None:
    """Remove everything below a folder."""
    for path in _files_below(place, name):
        with suppress(FileNotFoundError):
            place.files.rm_file(path)


def _files_below(place: Place, name: str) -> list[str]:
    try:
        return list(place.files.find(place.below(name)))
    except FileNotFoundError:
        return []
