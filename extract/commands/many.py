"""Many documents → a dataset: starts the batch, hears signals, says what became of the files."""

from __future__ import annotations

import os
import signal
import time
from collections import Counter
from types import FrameType
from typing import Any, NoReturn

from extract.batch.finish import finish_dataset
from extract.batch.folder import Folder
from extract.batch.inputs import Shard
from extract.batch.journal import Journal, open_journal
from extract.batch.order import Order, maker_of
from extract.batch.output import hold_output, refuse_itself
from extract.batch.progress import Progress
from extract.batch.run import read_all
from extract.commands.bars import terminal_bar
from extract.commands.event_log import check_log, open_log
from extract.commands.say import say
from extract.emit.dataset.dataset import holds_errors
from extract.options import Options
from extract.process.messages import Limits
from schemas.errors import InputError, LimitError, UsageError
from schemas.manifest import CRASH, OK, PROGRAM_ERROR, ManifestRow

INTERRUPTED = 130
STRICT_FAILED = 1
SOME_FAILED = 7
_NAMED = 20
"""Failing files that are named at the end; the manifest names all."""


class _Stop:
    """Ctrl-C and SIGTERM: the run ends at its next step, and while ``urgent`` at once."""

    def __init__(self) -> None:
        self.asked = False
        self.urgent = False
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._hear)

    def __call__(self) -> bool:
        return self.asked

    def _hear(self, number: int, frame: FrameType | None) -> None:
        if self.urgent or self.asked:
            raise KeyboardInterrupt
        self.asked = True


def run_many(
    documents: tuple[str, ...], output: str, options: Options, choices: dict[str, Any]
) -> None:
    """Write the dataset of all documents.

    Raises:
        SystemExit: interrupted, or some files failed.
        ExtractError: nothing to read, or nowhere to write.
    """
    start = time.monotonic()
    stop = _Stop()
    order = Order(
        inputs=list(documents),
        output=output,
        options=options,
        limits=Limits(timeout=choices["timeout"], memory=choices["max_memory"]),
        jobs=choices["jobs"] or len(os.sched_getaffinity(0)),
        shard=read_shard(choices["shard"]),
        cluster=choices["cluster"],
        log=choices["log_json"],
    )
    refuse_itself(order.inputs, output)
    check_log(order.log, output)
    with (
        hold_output(output, choices["state"], choices["overwrite"]) as folder,
        open_log(order.log) as log,
        terminal_bar(choices["quiet"]) as bar,
    ):
        progress = Progress(bar, log)
        progress.log("start", inputs=order.inputs, output=output, jobs=order.jobs)
        maker = maker_of(options)
        with open_journal(folder.journal, maker, choices["retry_failed"]) as journal:
            whole = read_all(order, journal, folder, progress, stop)
            progress.clear()
            stop.urgent = True
            if not whole:
                _leave(order, journal, folder, progress)
            if order.shard is None and not journal.counts().files:
                named = ", ".join(order.inputs)
                raise InputError(
                    f"{named}: holds nothing but records made before; name those that are to be "
                    "taken"
                )
            finish_dataset(folder, journal)
            failed = _sum_up(order, journal, progress, choices["quiet"], time.monotonic() - start)
            serious = choices["strict"] and holds_errors(folder.path)
    if failed:
        raise SystemExit(SOME_FAILED)
    if serious:
        raise SystemExit(STRICT_FAILED)


def read_shard(text: str | None) -> Shard | None:
    """A shard as the command writes it, "2/8".

    Raises:
        UsageError: it is no such pair.
    """
    if text is None:
        return None
    index, _, count = text.partition("/")
    if not (index.isdecimal() and count.isdecimal() and 1 <= int(index) <= int(count)):
        raise UsageError(f"--shard: '{text}' is no I/N with I from 1 to N, as in 2/8")
    return Shard(int(index), int(count))


def _leave(order: Order, journal: Journal, folder: Folder, progress: Progress) -> NoReturn:
    """End an interrupted run: with the tables of what was read, where it had begun to read."""
    counts = journal.counts()
    progress.log("interrupted", files=counts.files, settled=counts.done)
    if not counts.files:
        say("extract: interrupted while the inputs were listed; nothing has changed")
        raise SystemExit(INTERRUPTED)
    done = f"{counts.done} of {counts.files} files are done and kept"
    say(f"extract: interrupted; {done}: the same command goes on from there")
    finish_dataset(folder, journal)
    say(f"{order.output}: holds what was read so far, and says that it is partial")
    raise SystemExit(INTERRUPTED)


def _sum_up(order: Order, journal: Journal, progress: Progress, quiet: bool, seconds: float) -> int:
    """Say what became of the files; how many failed."""
    counts, failing = _look_back(journal)
    failed = counts.total() - counts[OK]
    progress.log("end", counts=dict(counts), seconds=round(seconds, 3))
    for line in failing:
        say(f"  {line}")
    if failed > len(failing):
        say(
            f"  and {failed - len(failing)} more: {order.output.rstrip('/')}/manifest.csv names "
            "them all"
        )
    if not quiet:
        passed = progress.passed + Counter(made=journal.files.passed_over())
        new = progress.counts.total()
        took = f"{new} read now, in {seconds:.1f} s{_passed_over(passed)}"
        say(f"{order.output}: {counts.total()} files ({_by_status(counts)}); {took}")
        _say_the_slowest(progress)
    return failed


def _look_back(journal: Journal) -> tuple[Counter[str], list[str]]:
    """How many files ended how, and a line for each of the first failures, the hardest first."""
    counts: Counter[str] = Counter()
    hard: list[str] = []
    refused: list[str] = []
    for row in journal.rows():
        counts[row.status] += 1
        failures = hard if _is_hard(row) else refused
        if row.status != OK and len(failures) < _NAMED:
            failures.append(f"{row.path}: {row.status}: {row.error}")
    return counts, [*hard, *refused][:_NAMED]


def _by_status(counts: Counter[str]) -> str:
    """The counts in words, the largest first.

    >>> _by_status(Counter(damaged=1, ok=3))
    '3 ok, 1 damaged'
    """
    return ", ".join(f"{count} {status}" for status, count in counts.most_common())


def _say_the_slowest(progress: Progress) -> None:
    slow = [f"{path} {took:.1f} s" for took, path in progress.slowest if took >= 1]
    if slow:
        say(f"slowest: {', '.join(slow)}")


def _passed_over(kinds: Counter[str]) -> str:
    """The end of the closing line: how many names were no input files.

    >>> _passed_over(Counter(system=2, hidden=1))
    '; passed over: 2 that systems write, 1 hidden'
    """
    words = {"system": "that systems write", "hidden": "hidden"}
    words["datasets"] = f"dataset{'' if kinds['datasets'] == 1 else 's'} of this program"
    words["made"] = "records and logs of this program"
    said = [f"{kinds[kind]} {word}" for kind, word in words.items() if kinds[kind]]
    return f"; passed over: {', '.join(said)}" if said else ""


def _is_hard(row: ManifestRow) -> bool:
    """Whether a file stopped its reader: it is named before those that were read and refused."""
    return (
        row.exit_code == LimitError.exit_code
        or row.status.startswith(CRASH)
        or row.status == PROGRAM_ERROR
    )
