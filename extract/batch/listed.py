"""A file as a listing has it, and the names that are no input files."""

from __future__ import annotations

import errno
import os
import stat
from typing import NamedTuple

import regex

from extract.emit.dataset.place import is_dataset as holds_dataset

_CONTROL = regex.compile(r"[\x00-\x1f\x7f]")

NO_FILE = "is no regular file"
TOO_LONG = "its path is longer than the system opens; name a folder nearer to it, from inside of it"

# Source: Windows and Office (thumbnails, folder views, "~$" owner files), macOS (.DS_Store,
# AppleDouble "._" files).
_OF_SYSTEMS = (b"thumbs.db", b"desktop.ini", b".ds_store")
_OF_SYSTEMS_BEGIN = (b"~$", b"._")

_OF_DATASETS = (b".extract", b"datapackage.json")


class Found(NamedTuple):
    """A file: its ``path`` in the manifest, ``raw`` to be opened by,
    ``root`` the place of its input.

    ``real`` tells it from every other file: its address, or its path without links to folders.
    ``changed_at`` is the larger of its two time stamps in nanoseconds; of an object behind an
    address, a number that changes with it. ``error``: why it cannot be read, "" if it can.
    ``named``: the command names it itself, so that it may be a record made before.
    """

    path: str
    raw: bytes
    real: bytes
    root: str
    size: int
    changed_at: int
    error: str = ""
    named: bool = False


def show_path(raw: bytes) -> str:
    r"""A path as one line: controls, backslashes and bytes that are no UTF-8 as ``\xNN``.

    >>> show_path(b"a\nb\xff.pdf")
    'a\\x0ab\\xff.pdf'
    """
    text = raw.replace(b"\\", rb"\x5c").decode("utf-8", "backslashreplace")
    return _CONTROL.sub(lambda match: f"\\x{ord(match.group()):02x}", text)


def is_of_system(name: bytes) -> bool:
    """Whether an operating system or an office program gives a file such a name, and no person.

    >>> is_of_system(b"Thumbs.db"), is_of_system(b"~$plan.docx"), is_of_system(b"plan.docx")
    (True, True, False)
    """
    return name.lower() in _OF_SYSTEMS or name.startswith(_OF_SYSTEMS_BEGIN)


def is_dataset(folder: bytes) -> bool:
    """Whether a folder is a dataset of this program, also one that was only begun."""
    return any(
        os.path.lexists(os.path.join(folder, name)) for name in _OF_DATASETS
    ) and holds_dataset(folder)


def look(raw: bytes, real: bytes, root: str, path: str) -> Found:
    """A file by its directory entry; it is not opened."""
    try:
        about = os.stat(raw)
    except OSError as error:
        return Found(path, raw, real, root, 0, 0, said_of(error, "cannot be read"))
    if not stat.S_ISREG(about.st_mode):
        return Found(path, raw, real, root, 0, 0, NO_FILE)
    return Found(path, raw, real, root, about.st_size, max(about.st_mtime_ns, about.st_ctime_ns))


def said_of(error: OSError, what: str) -> str:
    """Why a file or a folder is not read."""
    if error.errno == errno.ENOENT:
        return "no such file"
    if error.errno == errno.ENAMETOOLONG:
        return TOO_LONG
    return f"{what}: {error.strerror}"
