"""Which files of a dataset this program made: a list kept beside them, with what their bytes were.

A file whose size and time are those of the list was not touched; where they differ (a copy of the
dataset has other times), its bytes decide. Nothing else at a dataset's names is ever replaced or
removed.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable
from pathlib import Path

import msgspec
import regex

from extract.emit.files import write_whole
from extract.emit.maker import MAKER
from schemas.dataset import TABLES
from schemas.errors import OutputError

LIST = "made.json"
MEMBERS = (
    *("README.md", "datapackage.json", "records", "data", "csv"),
    *("manifest.parquet", "manifest.csv", "works.parquet"),
)
_TABLE = f"(?:{'|'.join(TABLES)})"
_GIVEN = regex.compile(
    r"README\.md|datapackage\.json|manifest\.(?:csv|parquet)|works\.parquet"
    rf"|records/records-\d{{5}}\.jsonl|data/(?:records|{_TABLE})\.parquet|csv/{_TABLE}\.csv"
)


class Made(msgspec.Struct, frozen=True):
    """A file as it was written: its size in bytes, time of change in nanoseconds, and SHA-256."""

    bytes: int
    changed_at: int
    sha256: str


Listing = dict[str, Made]
"""Every file that was made, by its path below the dataset's folder."""


class _List(msgspec.Struct, frozen=True):
    files: Listing
    made_by: str = MAKER


def is_given(name: str) -> bool:
    """Whether a path below a dataset's folder is one that this program writes.

    >>> paths = ("csv/tasks.csv", "csv/notes.csv", "records/records-00001.jsonl")
    >>> [is_given(path) for path in paths]
    [True, False, True]
    """
    return bool(_GIVEN.fullmatch(name))


def read_list(file: Path) -> Listing | None:
    """The list in a file; None where this program made none."""
    try:
        return decode_list(file.read_bytes())
    except OSError:
        return None


def decode_list(data: bytes) -> Listing | None:
    """The same from its bytes."""
    try:
        found = msgspec.json.decode(data, type=_List)
    except msgspec.DecodeError:
        return None
    safe = all(map(is_given, found.files))
    return found.files if safe and found.made_by == MAKER else None


def encode_list(listing: Listing) -> bytes:
    """A list as JSON; the same list always gives the same bytes."""
    return (
        msgspec.json.format(msgspec.json.encode(_List(dict(sorted(listing.items())))), indent=1)
        + b"\n"
    )


def write_list(file: Path, listing: Listing) -> None:
    """Put a list in its place, whole.

    Raises:
        OutputError: it cannot be written.
    """
    write_whole(file, encode_list(listing))


def list_folder(folder: Path) -> Listing:
    """The files at a dataset's names in a folder, as they are now; links do not count."""
    return {name: _look(folder / name) for name in given_names(folder) if _is_plain(folder / name)}


def given_names(folder: Path) -> list[str]:
    """What stands at a dataset's names in a folder: files, and whatever else is in their place."""
    found = []
    for entry in _entries(folder):
        if entry.name not in MEMBERS:
            continue
        if entry.is_dir(follow_symlinks=False) and "." not in entry.name:
            found += [f"{entry.name}/{one.name}" for one in _entries(Path(entry.path))]
        else:
            found.append(entry.name)
    return sorted(name for name in found if is_given(name) or name in MEMBERS)


def foreign(folder: Path, listing: Listing, names: Iterable[str] | None = None) -> list[str]:
    """What stands at a dataset's names, or at ``names``, and is not what ``listing`` says was made.

    Raises:
        OutputError: one of them cannot be read.
    """
    there = given_names(folder)
    if names is not None:
        wanted = {*names, *(name.partition("/")[0] for name in names)}
        there = [name for name in there if name in wanted]
    return [name for name in there if not _is_made(folder / name, listing.get(name))]


def _is_made(path: Path, made: Made | None) -> bool:
    if made is None or not _is_plain(path):
        return False
    about = path.lstat()
    if about.st_size != made.bytes:
        return False
    return about.st_mtime_ns == made.changed_at or _digest(path) == made.sha256


def _look(path: Path) -> Made:
    about = path.stat()
    return Made(about.st_size, about.st_mtime_ns, _digest(path))


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise OutputError(
            f"{path}: cannot be read, so it may be somebody's own: {error.strerror}"
        ) from error


def _is_plain(path: Path) -> bool:
    """Whether it is a file of its own, no link and nothing that only looks like a file."""
    return stat.S_ISREG(path.lstat().st_mode)


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except FileNotFoundError:
        return []
    except OSError as error:
        raise OutputError(f"{folder}: cannot be read: {error.strerror}") from error
