"""A reader that its document has taken over says what it likes; no more is believed than an honest one could say."""

from __future__ import annotations

import math
import os
import subprocess
import sys
import time
import zlib
from pathlib import Path

import msgspec
import pytest

from extract.pipeline.extract import extract_plan
from extract.process.jobs import Digest, Recorded, take_digests, take_record, unpack_record
from extract.process.messages import MAX_FRAME, MOST_ERROR, Crew, Job, Limits, Outcome
from extract.process.page_credit import page_credit
from extract.process.pool import Pool, run_alone
from schemas.errors import ExtractError, RecordError
from tests.batch.jobs import ECHO, FORGE, LEAVE, PAGES
from tests.batch.test_batch import rows

LIMITS = Limits(timeout=60, memory=1024)
ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "samples" / "commune-2024.txt"


def frame(data: bytes) -> bytes:
    return len(data).to_bytes(8, "big") + data


def said(kind: str, **fields: object) -> bytes:
    return frame(msgspec.msgpack.encode({"type": kind, "key": 0, **fields}))


def outcome(**fields: object) -> bytes:
    return said("Outcome", **{"status": "ok", "result": b"x", **fields})


FORGED = {
    "pages beyond any document": said("Pages", done=10**9, total=10**9),
    "no pages": said("Pages", done=0, total=0),
    "pages of another job": said("Pages", key=7, done=1, total=2),
    "no number": said("Pages", done="1", total=2),
    "another job": outcome(key=1),
    "a key below zero": outcome(key=-1),
    "a word that is none": outcome(status="done"),
    "a signal that is none": outcome(status="crash: signal 11\n", result=None, error="x", exit_code=3),
    "good and bad": outcome(error="a failure"),
    "nothing": outcome(result=None),
    "another exit code": outcome(status="damaged", result=None, error="x", exit_code=0),
    "a long error": outcome(status="damaged", result=None, error="x" * (MOST_ERROR + 1), exit_code=3),
    "a long trace": outcome(status="damaged", result=None, error="x", exit_code=3, trace="x" * 10**6),
    "endless seconds": outcome(seconds=math.inf),
    "no seconds": outcome(seconds=math.nan),
    "memory below zero": outcome(peak_memory=-1),
    "many attempts": outcome(attempts=10**6),
    "half a surrogate": frame(msgspec.msgpack.encode({"type": "Outcome", "key": 0}) + b"\xed\xa0\x80"),
    "a frame without end": (MAX_FRAME + 1).to_bytes(8, "big"),
    "the longest frame": (2**64 - 1).to_bytes(8, "big"),
    "no message": frame(b"\xc1"),
    "nested messages": frame(b"\x91" * 100_000),
    "no fields": frame(b"\x80"),
    "two answers": outcome() * 2,
}


@pytest.mark.parametrize("forged", FORGED)
def test_what_no_reader_says_fails_its_job_alone(forged: str) -> None:
    jobs = [Job(0, FORGE, FORGED[forged]), *(Job(key, ECHO, b"%d" % key) for key in range(1, 5))]
    found: dict[int, Outcome] = {}
    with Pool(Crew(workers=2, limits=LIMITS), cold=True) as pool:
        for job in jobs:
            pool.submit(job)
        end = time.monotonic() + 30
        while len(found) < len(jobs) and time.monotonic() < end:
            found.update((one.key, one) for one in pool.outcomes(1))
    assert [found[key].result for key in range(1, 5)] == [b"1", b"2", b"3", b"4"]
    if forged == "two answers":
        assert found[0].result == b"x", "the first of them was one"
        return
    assert (found[0].status, found[0].exit_code, found[0].attempts) == ("crash: signal 0", 3, 2)
    assert "hostile" in (found[0].error or "")


@pytest.mark.slow
def test_who_hangs_up_and_stays_was_not_ended_for_want_of_memory() -> None:
    found = run_alone(LEAVE, b"", LIMITS)
    assert found.status == "crash: signal 0"


def test_no_reader_lifts_the_time_limit() -> None:
    pages = b"".join(said("Pages", done=page, total=1000) for page in range(1, 1001))
    seen: list[int] = []
    found = run_alone(FORGE, pages, Limits(timeout=1, memory=1024), on_pages=lambda done, total: seen.append(done))
    assert found.status == "timeout"
    assert found.seconds < 3, "a thousand pages at once leave no more time than one"
    assert seen[-1] == 1000


def test_pages_that_the_file_cannot_hold_give_no_time(tmp_path: Path) -> None:
    file = tmp_path / "scan.pdf"
    file.write_bytes(bytes(3 * 1024))
    assert page_credit(bytes(file), None) == 4
    assert page_credit(bytes(file), 2) == 2
    assert page_credit(b"s3://bucket/scan.pdf", None) == 5000
    assert page_credit(bytes(tmp_path / "gone.pdf"), None) == 5000


@pytest.mark.slow
def test_time_is_put_off_for_so_many_pages_only() -> None:
    found = run_alone(PAGES, b"", Limits(timeout=2, memory=1024), pages=2)
    assert found.status == "timeout", "ten pages take 6 s"


def record() -> tuple[bytes, str]:
    plan = extract_plan(SAMPLE)
    return zlib.compress(msgspec.json.encode(plan)), plan.source.sha256


def test_a_reader_speaks_for_its_own_document() -> None:
    packed, sha256 = record()
    result = msgspec.msgpack.encode(Recorded(record=packed, pages=3))
    assert take_record(result, sha256).pages == 3
    with pytest.raises(RecordError, match="another document"):
        take_record(result, "0" * 64)


@pytest.mark.parametrize(
    "forged",
    [
        b"\xc1",
        msgspec.msgpack.encode({"record": None, "pages": -1}),
        msgspec.msgpack.encode({"record": None, "gone": "x" * 10**5}),
        msgspec.msgpack.encode({"record": b"no record"}),
        msgspec.msgpack.encode({"record": zlib.compress(b"{}")}),
        msgspec.msgpack.encode({"record": zlib.compress(b"[" * 10**6)}),
        msgspec.msgpack.encode({"record": record()[0][:-1]}),
    ],
)
def test_what_is_no_record_is_none(forged: bytes) -> None:
    with pytest.raises(RecordError):
        take_record(forged, "0" * 64)


def test_a_record_unpacks_to_no_more_than_any_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extract.process.jobs.MOST_RESULT", 1000)
    with pytest.raises(RecordError, match="more than any"):
        unpack_record(zlib.compress(b" " * 10**6), "plan.pdf")


@pytest.mark.slow
def test_a_batch_goes_on_behind_a_reader_that_lies(tmp_path: Path) -> None:
    for name in ("a-taken.txt", "b-taken-empty.txt", "c.txt"):
        (tmp_path / "plans").mkdir(exist_ok=True)
        (tmp_path / "plans" / name).write_text(f"{SAMPLE.read_text()}\n{name}\n")
    code = "from extract.batch import run; run.RECORD = 'tests.batch.jobs:garble'; from extract.cli import main; main()"
    command = [sys.executable, "-c", code, "plans", "-o", "out"]
    done = subprocess.run(
        command, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, check=False
    )
    assert done.returncode == 7, done.stderr.decode()
    assert {Path(path).name: row["status"] for path, row in rows(tmp_path / "out").items()} == {
        "a-taken.txt": "crash: signal 0",
        "b-taken-empty.txt": "crash: signal 0",
        "c.txt": "ok",
    }


def test_what_a_cluster_writes_is_held_against_its_jobs(tmp_path: Path) -> None:
    from extract.batch.cluster import _collect

    def written(*found: object) -> str:
        (tmp_path / "a.part").write_bytes(msgspec.msgpack.encode(found))
        return str(tmp_path / "a.part")

    one, two = Outcome(key=1, result=b"x"), Outcome(key=2, status="damaged", error="is damaged", exit_code=3)
    assert _collect(written(two, one), [1, 2]) == [two, one]
    assert not (tmp_path / "a.part").exists()
    unsound = msgspec.structs.replace(one, exit_code=3)
    for forged in [(one,), (one, one), (one, two, two), (one, 2), (unsound, two)]:
        with pytest.raises(ExtractError, match="what no reader answers"):
            _collect(written(*forged), [1, 2])
    with pytest.raises(ExtractError, match="cannot be read"):
        _collect(str(tmp_path / "b.part"), [1, 2])


def test_digests_are_as_many_as_the_files() -> None:
    one = Digest("0" * 64)
    assert take_digests(msgspec.msgpack.encode([one, one]), 2) == [one, one]
    for forged in ([one], [one] * 3, ["0" * 64], [{"sha256": "../../x"}], [{"sha256": None, "error": "x" * 10**5}]):
        with pytest.raises(RecordError):
            take_digests(msgspec.msgpack.encode(forged), 2)
