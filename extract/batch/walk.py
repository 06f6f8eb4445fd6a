"""Everything below a folder, however deep."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator

from extract.batch.listed import Found, is_dataset, is_of_system, look, said_of, show_path

OUTSIDE = "is a link that leads out of the folder; it was not followed"
UNREAD = "the folder cannot be read"


def walk(
    raw: bytes, real: bytes, root: str, prefix: str, avoid: bytes, passed: Counter[str]
) -> Iterator[Found]:
    """The files below a folder, in no certain order; their paths begin with ``prefix``.

    A link is followed to a file inside the folder only; a dataset is not looked into, nor is the
    folder ``avoid``. A folder that cannot be read is a file that cannot.
    """
    tree = _Tree(raw, real, root, prefix, avoid, passed)
    waiting = [b""]
    while waiting:
        yield from tree.list_folder(waiting.pop(), waiting)


class _Tree:
    """A folder that is walked; ``below`` is always a path below it, b"" for itself."""

    def __init__(
        self, raw: bytes, real: bytes, root: str, prefix: str, avoid: bytes, passed: Counter[str]
    ) -> None:
        self._raw = raw
        self._real = real
        self._root = root
        self._prefix = prefix
        self._avoid = avoid
        self._passed = passed

    def list_folder(self, below: bytes, waiting: list[bytes]) -> Iterator[Found]:
        """The files of one folder; its folders are put to those ``waiting``."""
        folder = os.path.join(self._raw, below) if below else self._raw
        if below and is_dataset(folder):
            self._passed["datasets"] += 1
            return
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    yield from self._see(entry, os.path.join(below, entry.name), waiting)
        except OSError as error:
            yield self._failed(below, said_of(error, UNREAD))

    def _see(
        self, entry: os.DirEntry[bytes], below: bytes, waiting: list[bytes]
    ) -> Iterator[Found]:
        if entry.is_dir(follow_symlinks=False):
            if entry.name.startswith(b"."):
                self._passed["hidden"] += 1
            elif os.path.join(self._real, below) != self._avoid:
                waiting.append(below)
        elif is_of_system(entry.name):
            self._passed["system"] += 1
        elif entry.name.startswith(b"."):
            self._passed["hidden"] += 1
        elif entry.is_symlink():
            yield from self._follow(entry.path, below)
        else:
            yield self._look(below)

    def _follow(self, link: bytes, below: bytes) -> Iterator[Found]:
        target = os.path.realpath(link)
        if (self._avoid and _inside(target, self._avoid)) or (
            os.path.isdir(target) and is_dataset(target)
        ):
            self._passed["datasets"] += 1
        elif not _inside(target, self._real):
            yield self._failed(below, OUTSIDE)
        elif not os.path.isdir(link):  # a folder inside is walked anyway
            yield self._look(below)

    def _look(self, below: bytes) -> Found:
        raw, real = os.path.join(self._raw, below), os.path.join(self._real, below)
        return look(raw, real, self._root, self._prefix + show_path(below))

    def _failed(self, below: bytes, error: str) -> Found:
        raw, real = os.path.join(self._raw, below), os.path.join(self._real, below)
        path = self._prefix + show_path(below) if below else self._prefix.rstrip("/")
        return Found(
            path or show_path(os.path.basename(self._real)), raw, real, self._root, 0, 0, error
        )


def _inside(path: bytes, folder: bytes) -> bool:
    return path == folder or path.startswith(folder.rstrip(b"/") + b"/")
