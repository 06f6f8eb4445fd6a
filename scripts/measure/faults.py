"""What the command answers when the system refuses it something: a part of `scripts.measure.reliability`."""

from __future__ import annotations

import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from tests.faults.inject import CALLS
from tests.faults.judge import ANSWERS
from tests.faults.sweeps import all_cases, try_case
from tests.faults.trials import KINDS, Bench, Trial

_SHARES = {"txt": 0.3, "docx": 0.2, "pdf": 0.2, "scan": 0.1, "rtf": 0.1, "batch": 0.1}
"""Of the calls that are tried: what is read faster is tried more often."""
_FAULT = "FAULT"

FORM = """## Refused by the system
The n-th call of a function failed once, whatever process of the command made it, counted from the command's first line
(libfiu; `malloc` in the process that reads, the others in all); at most {count} numbers n of each function, all where
there are fewer. A batch was run again afterwards, which had to give what an undisturbed run gives. Commands: {trials};
faults: {faults}.

{table}
Limits from too little to enough (`--max-memory` 128 to 2048, open files, processes, sizes of files), folders for
temporary files and homes that are missing, locked, full or no folders, outputs that take nothing. Commands: {cases};
faults: {sweep_faults}.

{sweep_table}"""
"""A right record is equal to an undisturbed run's byte for byte; every other end named its true cause."""


def faults(count: str = "300", *kinds: str) -> dict[str, Any]:
    """So many numbers of every call, and all sweeps, on documents of these kinds; all kinds where none is named."""
    start = time.monotonic()
    chosen = kinds or KINDS
    with tempfile.TemporaryDirectory() as name, ThreadPoolExecutor(2) as pool:
        Path(name).chmod(0o755)
        # a scan and an RTF take longest: they begin
        order = sorted(chosen, key=lambda kind: _SHARES[kind])
        found = list(pool.map(lambda kind: _try_all(Path(name) / kind, kind, int(count)), order))
    trials = [one for injected, _ in found for one in injected]
    cases = [one for _, swept in found for one in swept]
    for one in (*trials, *cases):
        if one.answer.startswith(_FAULT):
            print(f"{one.kind} {one.call} {one.nth}: {one.answer}: {one.said}", file=sys.stderr)
    return {
        "count": int(count),
        "trials": len(trials),
        "faults": _faults(trials),
        "ends": _tally(trials, tuple(CALLS), chosen),
        "cases": len(cases),
        "sweep_faults": _faults(cases),
        "sweep_ends": _tally(cases, tuple(dict.fromkeys(one.call for one in cases)), chosen),
        "seconds": round(time.monotonic() - start),
    }


def _try_all(folder: Path, kind: str, count: int) -> tuple[list[Trial], list[Trial]]:
    folder.mkdir(mode=0o755)
    bench = Bench(folder, (kind,))
    most = max(1, round(count * _SHARES[kind]))
    trials = [
        bench.trial(kind, call, nth)
        for call in CALLS
        if (kind, call) != ("batch", "malloc")
        for nth in bench.sample(kind, call, most)
    ]
    return trials, [try_case(bench, case) for case in all_cases((kind,))]


def _faults(trials: list[Trial]) -> int:
    return sum(one.answer.startswith(_FAULT) for one in trials)


def _tally(trials: list[Trial], calls: tuple[str, ...], kinds: tuple[str, ...]) -> dict[str, dict[str, int]]:
    """For every call and kind how often it came to which answer."""
    table = {}
    for call in calls:
        for kind in kinds:
            counts = Counter(one.answer for one in trials if (one.call, one.kind) == (call, kind))
            if counts:
                table[f"{call}: {kind}"] = {name: counts[name] for name in (*ANSWERS, *sorted(counts)) if counts[name]}
    return table
