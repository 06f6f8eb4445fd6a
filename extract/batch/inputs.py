"""Which files a batch is about: what the command names, and everything below the folders it names.

A file's path in the dataset is the one below its input, so that it is the same on every machine,
however the input is spelled. Where several inputs are named, the paths begin with the last part of
the input's own name.
"""

from __future__ import annotations

import glob
import hashlib
import os
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

import regex

from extract.batch.listed import Found, is_dataset, is_of_system, look, show_path
from extract.batch.walk import walk
from extract.cloud.address import is_address
from schemas.errors import InputError

_WILD = regex.compile(r"[*?\[]")


class Shard(NamedTuple):
    """Part ``number`` (from 1) of ``parts`` of the inputs, cut by the files' paths below them."""

    number: int
    parts: int

    def holds(self, path: str) -> bool:
        """Whether a file belongs to this part, the same on every machine."""
        return (
            int.from_bytes(hashlib.sha256(path.encode()).digest()[:8], "big") % self.parts
            == self.number - 1
        )


class _Named(NamedTuple):
    """What an argument names: ``raw`` to be opened, ``real`` where it really lies.

    ``root`` is the argument's own place; ``below`` is None where it names itself, and what fits a
    pattern has the path below the folder that the pattern begins with ("" for that folder).
    """

    raw: bytes
    real: bytes
    root: str
    below: str | None = None


def find_inputs(
    arguments: list[str], without: str, passed: Counter[str], log: str | None = None
) -> Iterator[Found]:
    """Every file the arguments name, in no certain order; one that two lead to may come twice.

    Folders are walked, addresses listed; all below the folder or address ``without`` is left out,
    and so is the file ``log`` that the run writes. ``passed`` counts by kind what was passed over:
    names that systems write, hidden names, datasets.

    Raises:
        InputError: no argument names anything, or an address cannot be listed.
    """
    far = list(dict.fromkeys(one.rstrip("/") for one in arguments if is_address(one)))
    near = _near_documents(arguments, bool(far), passed)
    several = len(far) + len({one.root for one in near}) > 1
    avoid = b"" if is_address(without) else os.fsencode(os.path.realpath(without))
    own = None if log is None else _identity(log)
    for one in near:
        for found in _list_near(one, _prefix(one, several), avoid, passed):
            if own is None or _identity(found.raw) != own:
                yield found
    yield from _list_far(far, without, several, passed)


def _near_documents(arguments: list[str], far: bool, passed: Counter[str]) -> list[_Named]:
    """What the arguments name on this machine, but for datasets; ``far``: some are addresses.

    Raises:
        InputError: there is nothing of what they name, or nothing but datasets.
    """
    near = [one for argument in arguments if not is_address(argument) for one in _expand(argument)]
    documents = _without_datasets(near, passed)
    if far:
        return documents
    names = ", ".join(arguments)
    if not any(os.path.lexists(one.raw) for one in near):
        raise InputError(f"{names}: no such file or folder")
    if not documents:
        wanted = "name the folder of the documents"
        raise InputError(f"{names}: is a dataset of this program, and no document; {wanted}")
    return documents


def _list_near(one: _Named, prefix: str, avoid: bytes, passed: Counter[str]) -> Iterator[Found]:
    """The files of one argument: those below a folder, or the file that it is."""
    if os.path.isdir(one.raw):
        yield from walk(one.raw, one.real, one.root, prefix, avoid, passed)
    elif is_of_system(os.path.basename(one.raw)):
        passed["system"] += 1
    else:
        path = one.below or show_path(os.path.basename(one.real))
        yield look(one.raw, one.real, one.root, path)._replace(named=True)


def _list_far(
    addresses: list[str], without: str, several: bool, passed: Counter[str]
) -> Iterator[Found]:
    if not addresses:
        return
    from extract.batch.cloud_inputs import list_address

    far = without if is_address(without) else ""
    for address in addresses:
        yield from list_address(address, far, several, passed)


def _prefix(one: _Named, several: bool) -> str:
    """What the paths of a folder's files begin with: nothing, or a path that ends with a slash."""
    if one.below is not None:
        return f"{one.below}/" if one.below else ""
    return f"{show_path(os.path.basename(one.real))}/" if several else ""


def _without_datasets(named: list[_Named], passed: Counter[str]) -> list[_Named]:
    """What is no dataset of this program: the output may be among what a shell's pattern fits."""
    kept = [one for one in named if not (os.path.isdir(one.raw) and is_dataset(one.raw))]
    passed["datasets"] += len(named) - len(kept)
    return kept


def _identity(path: str | bytes) -> tuple[int, int] | None:
    """What tells a file from every other, through links too; None where there is none."""
    try:
        about = os.stat(path)
    except OSError:
        return None
    return about.st_dev, about.st_ino


def _expand(argument: str) -> list[_Named]:
    """What an argument names: itself, or what a pattern fits where no file bears that name.

    Raises:
        InputError: the working folder has gone, or folders nest too deeply for a pattern.
    """
    try:
        if os.path.lexists(argument) or not _WILD.search(argument):
            return [_itself(argument)]
        found = sorted(glob.glob(argument, recursive=True))
    except RecursionError:
        raise InputError(
            f"{argument}: folders nest too deeply for a pattern; name the folder itself"
        ) from None
    except FileNotFoundError:
        raise InputError(f"{argument}: no such file or folder") from None
    return [_fitting(argument, name) for name in found] or [_itself(argument)]


def _itself(name: str) -> _Named:
    raw = os.fsencode(os.path.join(os.getcwd(), name) if not os.path.isabs(name) else name)
    real = _real(raw)
    return _Named(raw, real, show_path(real))


def _fitting(pattern: str, name: str) -> _Named:
    """What a pattern fits: its path is the one below the folder that the pattern begins with."""
    parts = pattern.split("/")
    first = next(place for place, part in enumerate(parts) if _WILD.search(part))
    rest = "/".join(parts[first:])
    base = "/".join(parts[:first]) or ("/" if pattern.startswith("/") else ".")
    one = _itself(name)
    root = show_path(os.path.join(_itself(base).real, os.fsencode(rest)))
    below = os.path.relpath(name, base)
    return _Named(one.raw, one.real, root, "" if below == "." else show_path(os.fsencode(below)))


def _real(raw: bytes) -> bytes:
    """Where a folder really lies, or a file of that name: a link to a file is a file of its own."""
    if os.path.isdir(raw):
        return os.path.realpath(raw)
    folder, name = os.path.split(raw)
    return os.path.join(os.path.realpath(folder), name)
