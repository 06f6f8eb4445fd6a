"""Runs of `extract` that are killed at random moments, and what is left then."""

from __future__ import annotations

import hashlib
import json
import random
import subprocess
import sys
import time
from pathlib import Path

import psutil

TIMINGS = ("seconds", "peak_memory")
"""Columns of the manifest that differ from run to run."""


def run_batch(inputs: Path, output: Path, *options: str) -> int:
    """Run to the end; the exit code."""
    return subprocess.run(_command(inputs, output, *options), cwd=inputs.parent, stderr=subprocess.PIPE).returncode


def run_killed(inputs: Path, output: Path, kills: int, longest: float, *options: str, seed: int = 1) -> int:
    """Run, killed ``kills`` times after a random time of at most ``longest`` seconds, then to the end; the exit code.

    Raises:
        AssertionError: a process outlived the one that was killed.
    """
    dice = random.Random(seed)
    for kill in range(kills):
        process = subprocess.Popen(
            _command(inputs, output, *options), cwd=inputs.parent, stderr=subprocess.PIPE, start_new_session=True
        )
        children: set[psutil.Process] = set()
        end = time.monotonic() + dice.uniform(0.3, longest)
        while time.monotonic() < end and process.poll() is None:
            children |= _below(process.pid)
            time.sleep(0.02)
        children |= _below(process.pid)
        process.kill()  # nothing where it has ended by itself
        process.communicate()
        _, alive = psutil.wait_procs(list(children), timeout=30)
        if alive:
            raise AssertionError(f"kill {kill}: processes live on: {alive}")
    return run_batch(inputs, output, *options)


def fingerprint(dataset: Path) -> dict[str, str]:
    """Every file of a dataset but the hidden ones → the SHA-256 of its bytes, the manifest's timings taken out."""
    found = {}
    for path in sorted(dataset.rglob("*")):
        name = str(path.relative_to(dataset))
        if path.is_file() and not name.startswith(".extract"):
            found[name] = hashlib.sha256(_without_timings(path)).hexdigest()
    return found


def _without_timings(path: Path) -> bytes:
    if path.name == "manifest.csv":
        import pandas

        return pandas.read_csv(path, dtype=str).drop(columns=list(TIMINGS)).to_csv().encode()
    if path.name == "manifest.parquet":
        import pyarrow.parquet

        return str(pyarrow.parquet.read_table(path).drop_columns(list(TIMINGS)).to_pylist()).encode()
    if path.name == "datapackage.json":  # states the size and the sum of the manifest, which holds the timings
        package = json.loads(path.read_bytes())
        for resource in package["resources"]:
            if "manifest" in resource["name"]:
                del resource["bytes"], resource["hash"]
        return json.dumps(package).encode()
    return path.read_bytes()


def _below(process: int) -> set[psutil.Process]:
    try:
        return set(psutil.Process(process).children(recursive=True))
    except psutil.NoSuchProcess:
        return set()


def _command(inputs: Path, output: Path, *options: str) -> list[str]:
    return [sys.executable, "-m", "extract", inputs.name, "-o", str(output), *options]
