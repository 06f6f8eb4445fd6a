"""Cutting a program off from the network, by every layer that this machine has.

A document may name pictures, styles and other documents anywhere. A program that looks them up
tells somebody that the document is read, by whom and when, and what it gets is no part of the
document.

| layer | what is cut | what is not |
|---|---|---|
| a network of its own (`unshare`) | all of the network | sockets that are files |
| seccomp | all of the network, and every connection to another program | |
| Landlock | TCP; from Linux 6.12 abstract sockets | UDP, so names are asked for; sockets that are
files |
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from extract.cage import landlock, seccomp
from extract.cage.launcher import launcher

_PATIENCE = 10.0
"""Seconds for a layer to be tried."""

_NAMESPACES = (
    ("unshare", "--map-root-user", "--net", "--pid", "--fork", "--kill-child"),
    ("unshare", "--map-root-user", "--net"),
)
"""A network of its own; the first also a tree of processes that ends with its head."""

NEEDED = (
    "cut off from the network, so that nothing it names is fetched, and this system allows none of "
    "the ways: network namespaces (unshare), seccomp (libseccomp2), Landlock from Linux 6.7"
)
"""Ends the sentence that says why a program is not run."""


class Cut(NamedTuple):
    """What cuts a program off: the words that stand before its command,
    and the names of the layers.
    """

    command: tuple[str, ...]
    layers: tuple[str, ...]


@cache
def cut_off() -> Cut | None:
    """What cuts a program off here, every layer that holds;
    None where there is none. Tried once.
    """
    namespace = next(filter(holds, _NAMESPACES), ())
    named = ("namespace",) if namespace else ()
    for layers in _filters():
        command = (*namespace, *launcher(*layers))
        if holds(command):
            return Cut(command, (*named, *layers))
    return Cut(namespace, named) if namespace else None


def _filters() -> Iterator[tuple[str, ...]]:
    """Layers that a process lays on itself, the most first."""
    there = [
        name
        for name, known in (
            ("landlock", landlock.knows_network()),
            ("seccomp", seccomp.is_installed()),
        )
        if known
    ]
    if len(there) > 1:
        yield tuple(there)
    for name in reversed(there):
        yield (name,)


def holds(command: tuple[str, ...]) -> bool:
    """Whether a program can be run behind these words."""
    if shutil.which(command[0]) is None:
        return False
    try:
        done = subprocess.run(
            [*command, "true"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
