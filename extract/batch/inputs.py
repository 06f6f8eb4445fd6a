"""Which files a batch is about: what the command names, and everything below the folders it names."""

from __future__ import annotations

import glob
import hashlib
import os
import stat
from collections.abc import Iterator
from typing import NamedTuple

import regex

from extract.cloud.address import is_address
from schemas.errors import InputError

_WILD = regex.compile(r"[*?\[]")
_CONTROL = regex.compile(r"[\x00-\x1f\x7f]")

OUTSIDE = "is a link that leads out of the folder; it was not followed"
NO_FILE = "is no regular file"
OWN_DATASET = "is a dataset of this program; its files are no documents and were not read"
_OF_DATASETS = (b".extract", b"datapackage.json")


class Found(NamedTuple):
    """A file: ``path`` as a manifest shows it, ``raw`` as the file system has it, ``root`` the input that named it.

    ``changed_at`` is the larger of its two time stamps in nanoseconds; of an object behind an address, a number that
    changes with it. ``error``: why it cannot be read, "" if it can.
    """

    path: str
    raw: bytes
    root: str
    size: int
    changed_at: int
    error: str = ""


class Shard(NamedTuple):
    """Part ``number`` (from 1) of ``parts`` of the inputs, cut by their paths."""

    number: int
    parts: int

    def holds(self, path: str) -> bool:
        """Whether a file belongs to this part, the same on every machine."""
        return int.from_bytes(hashlib.sha256(path.encode()).digest()[:8], "big") % self.parts == self.number - 1


def find_inputs(arguments: list[str], without: str) -> Iterator[Found]:
    """Every file the arguments name, in no certain order.

    Folders are walked, addresses listed; names that begin with a dot are left out, and so is all below the folder or
    address ``without``.

    Raises:
        InputError: no argument names anything, or an address cannot be listed.
    """
    far = [argument for argument in arguments if is_address(argument)]
    near = [argument for argument in arguments if not is_address(argument)]
    named = [(root, name) for argument in near for root, name in _expand(argument)]
    if not far and not any(os.path.lexists(name) for _, name in named):
        raise InputError(f"{', '.join(arguments)}: no such file or folder")
    avoid = b"" if is_address(without) else os.fsencode(os.path.realpath(without))
    for root, name in named:
        raw = os.fsencode(name)
        if os.path.isdir(raw):
            yield from _walk(raw, root, os.path.realpath(raw), avoid)
        else:
            yield _look(raw, root)
    if far:
        from extract.batch.cloud_inputs import list_address

        for address in far:
            yield from list_address(address, without if is_address(without) else "")


def show_path(raw: bytes) -> str:
    r"""A path as one line of text: control characters, backslashes and bytes that are no UTF-8 as ``\xNN``.

    >>> show_path(b"a\nb\xff.pdf")
    'a\\x0ab\\xff.pdf'
    """
    text = raw.replace(b"\\", rb"\x5c").decode("utf-8", "backslashreplace")
    return _CONTROL.sub(lambda match: f"\\x{ord(match.group()):02x}", text)


def _expand(argument: str) -> list[tuple[str, str]]:
    """What an argument names: itself, or what a pattern fits where no file bears that name."""
    if os.path.lexists(argument) or not _WILD.search(argument):
        name = os.path.normpath(argument)
        return [(show_path(os.fsencode(name)), name)]
    found = [os.path.normpath(name) for name in glob.glob(argument, recursive=True)]
    return [(show_path(os.fsencode(name)), name) for name in sorted(found)] or [(argument, argument)]


def _walk(folder: bytes, root: str, within: bytes, avoid: bytes) -> Iterator[Found]:
    """The files below a folder; a link is followed to a file inside ``within`` only, a dataset is not looked into."""
    if all(os.path.lexists(os.path.join(folder, name)) for name in _OF_DATASETS):
        yield Found(show_path(folder), folder, root, 0, 0, OWN_DATASET)
        return
    try:
        entries = os.scandir(folder)
    except OSError as error:
        yield Found(show_path(folder), folder, root, 0, 0, f"the folder cannot be read: {error.strerror}")
        return
    below = []
    with entries:
        for entry in entries:
            if entry.name.startswith(b"."):
                continue
            if entry.is_symlink():
                if not _inside(os.path.realpath(entry.path), within):
                    yield Found(show_path(entry.path), entry.path, root, 0, 0, OUTSIDE)
                elif not entry.is_dir():
                    yield _look(entry.path, root)
            elif entry.is_dir():
                below.append(entry.path)
            else:
                yield _look(entry.path, root)
    for path in below:
        if os.path.realpath(path) != avoid:
            yield from _walk(path, root, within, avoid)


def _inside(path: bytes, folder: bytes) -> bool:
    return path == folder or path.startswith(folder.rstrip(b"/") + b"/")


def _look(raw: bytes, root: str) -> Found:
    """A file by its directory entry; it is not opened."""
    path = show_path(raw)
    try:
        about = os.stat(raw)
    except OSError as error:
        return Found(path, raw, root, 0, 0, "no such file" if error.errno == 2 else f"cannot be read: {error.strerror}")
    if not stat.S_ISREG(about.st_mode):
        return Found(path, raw, root, 0, 0, NO_FILE)
    return Found(path, raw, root, about.st_size, max(about.st_mtime_ns, about.st_ctime_ns))
