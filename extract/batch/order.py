"""What a batch is asked to do, and what it tells whoever watches."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import NamedTuple, Protocol

import msgspec

from extract.batch.inputs import Shard
from extract.batch.journal import Counts, Maker, Result
from extract.options import Options
from extract.process.messages import Limits
from extract.version import VERSION


class Order(NamedTuple):
    """A batch: inputs and output as the command names them, ``jobs`` at once or on a ``cluster``.

    ``log`` is the file that the run itself writes.
    """

    inputs: list[str]
    output: str
    options: Options
    limits: Limits
    jobs: int
    shard: Shard | None = None
    cluster: str | None = None
    log: str | None = None


class Watcher(Protocol):
    """What is told while a batch runs."""

    def listed(self, files: int) -> None:
        """So many files have been found so far."""

    def passed_over(self, kinds: Counter[str]) -> None:
        """So many names of each kind were met that are no input files."""

    def done(self, path: str, result: Result) -> None:
        """A content was read; ``path`` is that, in the dataset, of the file it was read from."""

    def progress(self, counts: Counts) -> None:
        """What became of the files so far."""


def maker_of(options: Options) -> Maker:
    """What results are made by; how fast, how safely and from which cache is no part of it.

    >>> maker_of(Options()) == maker_of(Options(jobs=4, cache=False, cage=False, timeout=60))
    True
    >>> maker_of(Options()) == maker_of(Options(year=2024))
    False
    """
    telling = msgspec.structs.replace(options, jobs=0, cache=True, cage=True, timeout=None)
    digest = hashlib.sha256(msgspec.json.encode(telling, order="sorted")).hexdigest()
    return Maker(VERSION, digest[:12])
