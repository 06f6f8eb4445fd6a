"""Random layouts of documents, outputs, links and foreign files: a part of `scripts.measure.reliability`."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.layouts.datasets import check_dataset
from tests.layouts.files import check_files

_FIRST = 1000
_KILLS = 3
"""Of each layout's command, in runs of their own."""


def layouts(count: str = "100") -> dict[str, Any]:
    """So many layouts of datasets, and three times as many of one document's outputs."""
    start = time.monotonic()
    datasets, files = int(count), 3 * int(count)
    runs, faults = _check_all(check_dataset, datasets)
    more_runs, more_faults = _check_all(check_files, files)
    return {
        "datasets": datasets,
        "files": files,
        "runs": runs + more_runs,
        "killed": _KILLS * (datasets + files),
        "faulty": faults + more_faults,
        "seconds": round(time.monotonic() - start, 1),
    }


def _check_all(check: Callable[[Path, int, int], int], count: int) -> tuple[int, int]:
    """How many runs it took, and how many layouts showed a fault, each said with its seed."""
    runs = faults = 0
    for seed in range(_FIRST, _FIRST + count):
        with tempfile.TemporaryDirectory() as name:
            try:
                runs += check(Path(name), seed, _KILLS)
            except AssertionError as fault:
                faults += 1
                print(str(fault)[:2000], file=sys.stderr)
    return runs, faults
