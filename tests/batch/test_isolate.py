"""Workers that hang, crash, hog and litter harm nobody else."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from extract.process.messages import Crew, Job, Limits, Outcome
from extract.process.pool import Pool, run_alone
from tests.batch.jobs import ABORT, ECHO, HANG, HOG, KEEP, LITTER, PAGES, RAISE, WEIGH

LIMITS = Limits(timeout=60, memory=4096)


def collect(pool: Pool, jobs: list[Job]) -> dict[int, Outcome]:
    for job in jobs:
        pool.submit(job)
    found: dict[int, Outcome] = {}
    while len(found) < len(jobs):
        found.update((outcome.key, outcome) for outcome in pool.outcomes(None))
    return found


def wait_until(condition: Callable[[], bool], seconds: float = 60) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.05)
    return condition()


@pytest.mark.parametrize("cold", [True, False])
def test_every_end_has_its_word_and_good_jobs_go_on(tmp_path: Path, cold: bool) -> None:
    bad = [ABORT, HOG, RAISE]
    jobs = [Job(key=key, task=bad[key % 3] if key % 4 == 0 else ECHO, argument=b"%d" % key) for key in range(40)]
    with Pool(Crew(workers=2, limits=LIMITS, folder=os.fsencode(tmp_path)), cold=cold) as pool:
        found = collect(pool, jobs)
    words = {ABORT: "crash: signal 6", HOG: "memory", RAISE: "program-error"}
    for job in jobs:
        outcome = found[job.key]
        assert outcome.status == words.get(job.task, "ok")
        assert outcome.result == (job.argument if job.task == ECHO else None)
        twice = job.task in (ABORT, RAISE) or (job.task == HOG and outcome.attempts == 2)
        assert outcome.attempts == (2 if twice else 1)
        assert outcome.peak_memory > 1 << 20
    assert os.listdir(tmp_path) == []


def test_a_hang_ends_with_its_processes(tmp_path: Path) -> None:
    pids = tmp_path / "pids"
    outcome = run_alone(HANG, os.fsencode(pids), Limits(timeout=2, memory=1024))
    assert outcome.status == "timeout"
    assert outcome.exit_code == 4
    assert "--timeout" in (outcome.error or "")
    for pid in map(int, pids.read_text().split()):
        assert not psutil.pid_exists(pid)


def test_recognised_pages_are_told_and_give_time() -> None:
    seen: list[tuple[int, int]] = []
    told = lambda done, total: seen.append((done, total))  # noqa: E731
    outcome = run_alone(PAGES, b"", Limits(timeout=5, memory=1024), on_pages=told)
    assert outcome.result == b"read"
    assert outcome.seconds > 5
    assert seen == [(page, 10) for page in range(1, 11)]


def test_who_hangs_behind_its_pages_is_ended() -> None:
    outcome = run_alone(PAGES, b"hang", Limits(timeout=5, memory=1024))
    assert outcome.status == "timeout"
    assert outcome.error == "took longer than the limit of 5 s, put off by 10 recognised pages; raise --timeout"
    assert 10 < outcome.seconds < 14, "5 s after the last page, however many there were"


def test_a_slow_job_holds_nobody_back() -> None:
    jobs = [Job(key=0, task=HANG, argument=b""), *(Job(key=key, task=ECHO, argument=b"") for key in range(1, 30))]
    with Pool(Crew(workers=2, limits=Limits(timeout=600, memory=1024))) as pool:
        for job in jobs:
            pool.submit(job)
        found: set[int] = set()
        while len(found) < 29:
            found.update(outcome.key for outcome in pool.outcomes(60))
    assert 0 not in found


def test_litter_is_swept_after_every_job(tmp_path: Path) -> None:
    with Pool(Crew(workers=1, limits=LIMITS, folder=os.fsencode(tmp_path))) as pool:
        for key in range(3):
            (outcome,) = collect(pool, [Job(key=key, task=LITTER, argument=b"")]).values()
            pid, name = (outcome.result or b"").decode().split()
            assert not psutil.pid_exists(int(pid))
            assert name.startswith(str(tmp_path))
            assert wait_until(lambda name=name: not os.path.exists(name))  # type: ignore[misc]
    assert os.listdir(tmp_path) == []


@pytest.mark.skipif(sys.platform != "linux", reason="asks the C library of Linux")
def test_memory_of_pictures_goes_back_behind_a_scan() -> None:
    with Pool(Crew(workers=1, limits=LIMITS)) as pool:  # not forked from here: what the tests hold would count
        before, after = (
            int(collect(pool, [Job(key=key, task=task, argument=b"")])[key].result or b"")
            for key, task in enumerate((KEEP, WEIGH))
        )
    assert after - before < 40 << 20


def test_nothing_survives_a_killed_parent(tmp_path: Path) -> None:
    pids = tmp_path / "pids"
    code = (
        "import sys; from extract.process.pool import run_alone; from extract.process.messages import Limits;"
        f"run_alone({HANG!r}, {os.fsencode(pids)!r}, Limits(timeout=600, memory=1024))"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], start_new_session=True)
    assert wait_until(lambda: pids.exists() and len(pids.read_text().split()) == 2)
    os.killpg(parent.pid, signal.SIGKILL)
    parent.wait()
    for pid in map(int, pids.read_text().split()):
        assert wait_until(lambda pid=pid: not psutil.pid_exists(pid))  # type: ignore[misc]


def test_a_dead_supervisor_is_said() -> None:
    from schemas.errors import ExtractError

    with Pool(Crew(workers=1, limits=LIMITS)) as pool:
        (outcome,) = collect(pool, [Job(key=1, task=ECHO, argument=b"x")]).values()
        assert outcome.result == b"x"
        os.kill(pool.supervisor, signal.SIGKILL)
        with pytest.raises(ExtractError, match="died"):
            pool.outcomes(None)
