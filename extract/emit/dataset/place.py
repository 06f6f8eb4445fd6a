"""Where a dataset may be written: a new or empty folder, or a dataset of this program.

The one place that decides it, for folders of this machine and for addresses alike.
"""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import regex

from extract.emit.dataset.datapackage import PACKAGE_NAME
from extract.emit.dataset.made import (
    LIST,
    MEMBERS,
    Listing,
    foreign,
    given_names,
    list_folder,
    read_list,
    write_list,
)
from schemas.dataset import DATASET_VERSION
from schemas.errors import OutputError

HIDDEN = ".extract"
READY = "ready"
"""In the hidden folder: a dataset that is whole and on its way into place."""

DESCRIPTION = "datapackage.json"
# What may stand in the hidden folder before the list does, which marks the folder as ours.
_BEGUN = regex.compile(rf"lock|owner|tmp|{regex.escape(LIST)}|\.{regex.escape(LIST)}\.[\w-]+\.tmp")
_NAMED = 3


class Seen(NamedTuple):
    """What stands at a place called ``name``.

    ``entries`` are the names directly in it, ``hidden`` those in its hidden folder (None where that
    is no folder), ``listed`` whether a list of what was made is there, ``description`` the bytes of
    its ``datapackage.json``.
    """

    name: str
    entries: list[str]
    hidden: list[str] | None
    listed: bool
    description: bytes | None


def check_folder(folder: Path, overwrite: bool = False) -> None:
    """See that a dataset may be written to a folder; it is only looked at.

    A dataset of an older version is written anew from its records; one of a newer version stays as
    it is. ``overwrite`` allows to replace files of a dataset that somebody has changed.

    Raises:
        OutputError: it is a file, or a link that leads nowhere; it holds what no dataset put there;
            the dataset is of a newer version; files of the dataset were changed since they were
            written.
    """
    seen = _look(folder)
    if seen is None:
        return
    refuse_other(seen)
    listing = known_files(folder)
    strange = foreign(folder, listing) if listing is not None else _no_files(folder)
    if overwrite:
        strange = [name for name in strange if name in _no_files(folder)]
    refuse_changed(str(folder), strange)


def is_dataset(folder: Path | bytes) -> bool:
    """Whether a folder holds a dataset of this program, also one that was only begun."""
    path = Path(os.fsdecode(folder))
    return known_files(path) is not None or is_described(_bytes_of(path / DESCRIPTION))


def refuse_other(seen: Seen) -> None:
    """Refuse a place that is neither empty nor a dataset of this program.

    Raises:
        OutputError: as `check_folder`, but for changed files.
    """
    if seen.listed or is_described(seen.description):
        _refuse_newer(seen.name, seen.description)
        return
    others = [name for name in seen.entries if name != HIDDEN]
    if HIDDEN in seen.entries and not (
        seen.hidden is not None and all(map(_BEGUN.fullmatch, seen.hidden))
    ):
        others.append(HIDDEN)
    if others:
        raise OutputError(
            f"{seen.name}: holds {_some(others)} that no dataset of this program put there; "
            "a dataset needs a folder that is new or empty"
        )


def refuse_changed(name: str, strange: list[str]) -> None:
    """Refuse a dataset at whose names stands what was not made there.

    Raises:
        OutputError: there are such files.
    """
    if strange:
        raise OutputError(
            f"{name}: this program did not write {_some(strange)} as it stands there, and would "
            "replace it; move it away (--overwrite replaces changed files)"
        )


def known_files(folder: Path) -> Listing | None:
    """What was made in a folder, also by a run that was
    stopped as it put it there; None: no list.
    """
    made = read_list(folder / HIDDEN / LIST)
    ready = read_list(folder / HIDDEN / READY / LIST)
    if made is None or ready is None:
        return made
    moved = {
        name: one for name, one in ready.items() if not (folder / HIDDEN / READY / name).exists()
    }
    return made | moved


def begin(folder: Path, overwrite: bool = False) -> None:
    """Mark a folder that `check_folder` allowed as ours; with ``overwrite`` changed files are too.

    Raises:
        OutputError: it cannot be written.
    """
    known = known_files(folder)
    if known is None or (overwrite and foreign(folder, known)):
        write_list(folder / HIDDEN / LIST, list_folder(folder) if is_dataset(folder) else {})


def _look(folder: Path) -> Seen | None:
    """What stands there; None where nothing does.

    Raises:
        OutputError: it is no folder, or cannot be read.
    """
    try:
        if not stat.S_ISDIR(folder.stat().st_mode):
            raise OutputError(f"{folder}: is a file; a dataset needs a folder that is new or empty")
        entries = sorted(os.listdir(folder), key=lambda name: (name not in MEMBERS, name))
    except FileNotFoundError:
        if folder.is_symlink():
            raise OutputError(f"{folder}: is a link that leads nowhere") from None
        return None
    except OSError as error:
        raise OutputError(f"{folder}: cannot be written: {error.strerror}") from error
    hidden = folder / HIDDEN
    inside = os.listdir(hidden) if hidden.is_dir() and not hidden.is_symlink() else None
    return Seen(
        str(folder),
        entries,
        inside,
        known_files(folder) is not None,
        _bytes_of(folder / DESCRIPTION),
    )


def _no_files(folder: Path) -> list[str]:
    """Links, folders and the like in place of a dataset's files."""
    plain = (
        name for name in given_names(folder) if not stat.S_ISREG((folder / name).lstat().st_mode)
    )
    return list(plain)


def _bytes_of(file: Path) -> bytes | None:
    try:
        return file.read_bytes() if file.is_file() else None
    except OSError as error:
        raise OutputError(
            f"{file}: cannot be read, so the folder may hold something else: {error.strerror}"
        ) from error


def is_described(description: bytes | None) -> bool:
    """Whether a ``datapackage.json`` is that of a dataset of this program."""
    return _package(description).get("name") == PACKAGE_NAME


def _package(description: bytes | None) -> dict[str, object]:
    try:
        package = json.loads(description or b"{}")
    except (ValueError, RecursionError):
        return {}
    return package if isinstance(package, dict) else {}


def _refuse_newer(name: str, description: bytes | None) -> None:
    version = str(_package(description).get("version", "0"))
    if _major(version) > _major(DATASET_VERSION):
        raise OutputError(
            f"{name}: a dataset of version {version}, this program writes {DATASET_VERSION}; "
            "use a newer program, or another folder"
        )


def _major(version: str) -> int:
    head = version.split(".")[0]
    return int(head) if head.isdigit() else 0


def _some(names: Iterable[str]) -> str:
    found = list(names)
    more = f" and {len(found) - _NAMED} more" if len(found) > _NAMED else ""
    return ", ".join(found[:_NAMED]) + more
