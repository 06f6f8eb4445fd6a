"""The writer's memory does not grow with the number of documents."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2]

_SCRIPT = """
import hashlib, sys, tempfile
from pathlib import Path

import msgspec

from extract import extract_plan
from extract.emit.dataset.dataset import write_dataset
from schemas.manifest import ManifestRow, plan_id

COUNT = 1200
plan = extract_plan(Path("samples/commune-2024.txt").read_bytes()[:1500])
names = sorted(hashlib.sha256(b"%d" % number).hexdigest() for number in range(COUNT))
sizes = []

def records():
    for number, name in enumerate(names):
        if number % (COUNT // 5) == 0:
            sizes.append(int(Path("/proc/self/statm").read_text().split()[1]))
        source = msgspec.structs.replace(plan.source, sha256=name)
        yield msgspec.json.encode(msgspec.structs.replace(plan, source=source))
    sizes.append(int(Path("/proc/self/statm").read_text().split()[1]))

def rows():
    for number, name in enumerate(names):
        yield ManifestRow(
            path=f"{number:09}", bytes=1, sha256=name, plan_id=plan_id(name), duplicate_of=None, media_type=None,
            status="ok", error=None, exit_code=0, pages=None, problems=0, seconds=0.0, peak_memory=0, version="1",
            options="",
        )

with tempfile.TemporaryDirectory() as folder:
    write_dataset(Path(folder) / "dataset", rows(), records())
print(*sizes)
"""


def test_memory_is_flat_from_the_second_fifth_on() -> None:
    done = subprocess.run([sys.executable, "-c", _SCRIPT], capture_output=True, text=True, check=True, cwd=_ROOT)
    sizes = [int(size) for size in done.stdout.split()]
    assert len(sizes) == 6
    assert sizes[0] > 0.9 * sizes[1], sizes  # what is imported is there before the first record
    assert max(sizes[2:]) <= 1.1 * sizes[1], sizes
