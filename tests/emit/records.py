"""Records and manifest rows for datasets: the samples' own, and as many copies under other sources as a test needs."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from schemas.manifest import ManifestRow, plan_id
from schemas.plan import Plan, load_plan

SAMPLES = Path(__file__).resolve().parents[2] / "samples"


def samples() -> list[Plan]:
    return [load_plan(path.read_bytes()) for path in sorted(SAMPLES.glob("*.json"))]


def copies(count: int) -> list[str]:
    """Sources of that many different files, sorted by their SHA-256."""
    return sorted(hashlib.sha256(str(number).encode()).hexdigest() for number in range(count))


def copied(plans: list[Plan], sources: Iterable[str]) -> Iterator[Plan]:
    """The plans in turn, each under another source."""
    for number, sha256 in enumerate(sources):
        plan = plans[number % len(plans)]
        source = msgspec.structs.replace(plan.source, sha256=sha256, name=f"plan-{number:06}.pdf")
        yield msgspec.structs.replace(plan, source=source)


def dumped(plans: Iterable[Plan]) -> Iterator[bytes]:
    for plan in sorted(plans, key=lambda one: one.source.sha256):
        yield msgspec.json.encode(plan)


def row_of(path: str, sha256: str, status: str = "ok", error: str | None = None) -> ManifestRow:
    done = status == "ok"
    return ManifestRow(
        path=path,
        bytes=1000,
        sha256=sha256,
        plan_id=plan_id(sha256) if done else None,
        duplicate_of=None,
        media_type="application/pdf",
        status=status,
        error=error,
        exit_code=0 if done else 3,
        pages=3 if done else None,
        problems=0 if done else None,
        seconds=0.25,
        peak_memory=1 << 20,
        version="0.1.0",
        options="0123456789ab",
    )


def rows_of(plans: Iterable[Plan]) -> list[ManifestRow]:
    return sorted((row_of(one.source.name, one.source.sha256) for one in plans), key=lambda row: row.path)
