"""One run of a batch: list the inputs, name their contents, read what is new, write the dataset.

This process opens no document: workers name contents and read them, it keeps the journal.
"""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec

from extract.batch.folder import Folder
from extract.batch.inputs import find_inputs
from extract.batch.journal import Journal, Result, Wanted
from extract.batch.order import Order, Watcher
from extract.cloud.address import is_address
from extract.process.jobs import (
    DIGEST,
    RECORD,
    WARM,
    WARM_FAR,
    Digest,
    DigestOrder,
    Recorded,
    RecordOrder,
    take_digests,
    take_record,
)
from extract.process.messages import Crew, Job, Outcome, distrusted
from extract.process.page_credit import page_credit
from extract.process.pool import Pool
from schemas.errors import InputError, OutputError, RecordError

_DIGESTS_A_JOB = 16
_WAIT = 0.2
"""Seconds between looks at whether the run is to stop."""

_PROGRESS_EVERY = 1.0

if TYPE_CHECKING:
    from extract.batch.cluster import ClusterPool

Stopped = Callable[[], bool]


def read_all(
    order: Order, journal: Journal, folder: Folder, watcher: Watcher, stopped: Stopped
) -> bool:
    """Give every input its result; False where the run was stopped before the end.

    Raises:
        ExtractError: nothing to read, nowhere to write, or the supervisor of the workers died.
    """
    named: set[bytes] = set()
    if not _list_inputs(order, journal, folder, watcher, stopped, named):
        return False
    if journal.is_idle():
        return True
    with _open_pool(order, folder) as pool:
        return _Run(order, journal, pool, watcher, folder, named).work(stopped)


def _open_pool(order: Order, folder: Folder) -> Pool | ClusterPool:
    warm = WARM_FAR if any(map(is_address, order.inputs)) else WARM
    if order.cluster is not None:
        from extract.batch.cluster import ClusterPool

        return ClusterPool(order.cluster, order.limits, warm, folder.parts)
    return Pool(
        Crew(
            workers=order.jobs, limits=order.limits, warm=warm, folder=os.fsencode(folder.temporary)
        )
    )


def _list_inputs(
    order: Order,
    journal: Journal,
    folder: Folder,
    watcher: Watcher,
    stopped: Stopped,
    named: set[bytes],
) -> bool:
    """Note all inputs, and which are ``named``; refused or interrupted,
    the journal stays as it was.
    """
    try:
        whole = _note_inputs(order, journal, folder, watcher, stopped, named)
    except BaseException:
        journal.base.rollback()
        raise
    if not whole:
        journal.base.rollback()
    return whole


def _note_inputs(
    order: Order,
    journal: Journal,
    folder: Folder,
    watcher: Watcher,
    stopped: Stopped,
    named: set[bytes],
) -> bool:
    roots: set[str] = set()
    passed: Counter[str] = Counter()
    count = 0
    for found in find_inputs(order.inputs, order.output, passed, order.log):
        if stopped():
            return False
        roots.add(found.root)
        if found.named:
            if folder.owns(found.raw):
                raise OutputError(
                    f"{found.path}: belongs to the dataset that is to be written, and would be "
                    "replaced"
                )
            named.add(found.raw)
        mine = order.shard is None or order.shard.holds(found.path)
        if journal.files.see(found, mine) and mine:
            count += 1
            watcher.listed(count)
    if not roots:
        raise InputError(f"{', '.join(order.inputs)}: no file is in there")
    journal.end_listing(roots, order.shard)
    watcher.passed_over(passed)
    return True


class _Run:
    """The jobs under way: some name contents, most read them."""

    def __init__(
        self,
        order: Order,
        journal: Journal,
        pool: Pool | ClusterPool,
        watcher: Watcher,
        folder: Folder,
        named: set[bytes],
    ) -> None:
        self._order = order
        self._folder = folder
        self._journal = journal
        self._pool = pool
        self._watcher = watcher
        self._named = named
        self._digesting: dict[int, list[tuple[str, bytes]]] = {}
        self._reading: dict[int, Wanted] = {}
        self._retried: list[list[tuple[str, bytes]]] = []
        self._after = ""
        self._key = 0
        self._told = 0.0
        self._capacity = pool.capacity

    def work(self, stopped: Stopped) -> bool:
        """Until nothing is left; False where it was stopped."""
        while self._fill():
            for outcome in self._pool.outcomes(_WAIT):
                if outcome.key in self._digesting:
                    self._note_digests(self._digesting.pop(outcome.key), outcome)
                elif outcome.key in self._reading:
                    self._note_result(self._reading.pop(outcome.key), outcome)
            self._journal.base.commit_now_and_then()
            self._folder.keep_journal_now_and_then()
            self._tell()
            if stopped():
                return False
        self._journal.base.commit()
        return True

    def _fill(self) -> bool:
        """Keep the workers busy; False where there are none any more."""
        while len(self._digesting) + len(self._reading) < self._capacity:
            if not (self._read_next() or self._digest_next()):
                break
        return bool(self._digesting or self._reading)

    def _read_next(self) -> bool:
        wanted = self._journal.queue.take()
        if wanted is None:
            return False
        path, options = wanted.raw, self._order.options
        named = path in self._named
        argument = RecordOrder(path=path, sha256=wanted.sha256, options=options, named=named)
        self._reading[self._submit(RECORD, argument, page_credit(path, options.max_pages))] = wanted
        return True

    def _digest_next(self) -> bool:
        files = (
            self._retried.pop()
            if self._retried
            else self._journal.files.undigested(self._after, _DIGESTS_A_JOB)
        )
        if not files:
            return False
        self._after = max(self._after, files[-1][0])
        paths = [raw for _, raw in files]
        order = DigestOrder(paths, [raw for raw in paths if raw in self._named])
        self._digesting[self._submit(DIGEST, order, 0)] = files
        return True

    def _submit(self, task: str, argument: msgspec.Struct, pages: int) -> int:
        self._key += 1
        self._pool.submit(
            Job(key=self._key, task=task, argument=msgspec.msgpack.encode(argument), pages=pages)
        )
        return self._key

    def _note_digests(self, files: list[tuple[str, bytes]], outcome: Outcome) -> None:
        """Name contents; where a file stopped the worker, each is tried alone to find it."""
        digests: list[Digest] = []
        if outcome.result is not None:
            try:
                digests = take_digests(outcome.result, len(files))
            except RecordError:
                outcome = distrusted(outcome)
        if digests:
            for (path, _), digest in zip(files, digests, strict=True):
                if digest.no_input:
                    self._journal.files.pass_over(path)
                else:
                    self._journal.name_content(path, digest.sha256, digest.error or None)
        elif len(files) > 1:
            self._retried.extend([file] for file in files)
        else:
            self._journal.name_content(files[0][0], None, outcome.error)

    def _note_result(self, wanted: Wanted, outcome: Outcome) -> None:
        recorded = Recorded(record=None)
        if outcome.result is not None:
            try:
                recorded = take_record(outcome.result, wanted.sha256)
            except RecordError:
                outcome = distrusted(outcome)
            else:
                if recorded.record is None:
                    self._journal.give_up_file(wanted, recorded.gone or "")
                    return
        result = Result(
            sha256=wanted.sha256,
            status=outcome.status,
            error=outcome.error,
            exit_code=outcome.exit_code,
            media_type=recorded.media_type,
            pages=recorded.pages,
            problems=recorded.problems,
            seconds=outcome.seconds,
            peak_memory=outcome.peak_memory,
            attempts=outcome.attempts,
            record=recorded.record,
        )
        self._journal.queue.finish(result)
        self._watcher.done(wanted.path, result)

    def _tell(self) -> None:
        now = time.monotonic()
        if now - self._told > _PROGRESS_EVERY:
            self._told = now
            self._watcher.progress(self._journal.counts())
