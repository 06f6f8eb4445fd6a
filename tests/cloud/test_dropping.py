"""A network that drops connections: what was asked for comes all the same, and no run waits for ever."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from extract.cloud.patience import LEVELS, Patience, PatientFiles
from tests.batch.corpus import make_corpus
from tests.batch.killing import fingerprint, run_batch
from tests.cloud.conftest import BUCKET, Store
from tests.cloud.dropping import Drop, Dropping

ADDRESS = f"s3://{BUCKET}"


class _Files:
    """A store that answers after so many seconds, and does not answer the first times."""

    def __init__(self, seconds: float, lost: int = 0) -> None:
        self._seconds, self._lost = seconds, lost
        self.asked: list[Patience] = []

    def open(self, patience: Patience) -> Any:
        self.asked.append(patience)
        return self

    def info(self, path: str) -> str:
        if path == "nothing":
            raise FileNotFoundError(path)
        self._lost -= 1
        if self._lost >= 0 or self._seconds > self.asked[-1].read:
            raise TimeoutError("no answer")
        return path


def test_what_is_lost_is_asked_for_with_more_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("s3fs")
    lossy = _Files(0, lost=1)
    files = PatientFiles(lossy.open)
    assert files.info("a") == "a"
    assert lossy.asked == [*LEVELS[:2]]
    assert files.info("b") == "b"
    assert lossy.asked[2:] == [LEVELS[0]], "a lost answer says nothing of the next one"
    with pytest.raises(FileNotFoundError):
        files.info("nothing")
    assert len(lossy.asked) == 4, "what is an answer is not asked for again"
    dead = _Files(1000)
    with pytest.raises(TimeoutError):
        PatientFiles(dead.open).info("a")
    assert dead.asked == [*LEVELS]


def test_a_slow_store_is_known_by_its_first_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("s3fs")
    slow = _Files(10)
    files = PatientFiles(slow.open)
    clock = iter([0.0, 7.0, 17.0])
    monkeypatch.setattr(time, "monotonic", lambda: next(clock, 20.0))
    assert files.info("a") == "a"
    assert files.info("b") == "b"
    assert slow.asked == [LEVELS[0], LEVELS[1], LEVELS[1]]


@pytest.mark.parametrize("drop", list(Drop))
def test_an_object_goes_and_comes_over_a_bad_network(
    store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, drop: Drop
) -> None:
    for name, value in store.environment.items():
        monkeypatch.setenv(name, value)
    from extract.cloud.address import open_address

    with Dropping(store.url, 1.0, (drop,)) as network:
        monkeypatch.setenv("AWS_ENDPOINT_URL", network.url)
        place = open_address(f"{ADDRESS}/plan.txt")
        network.drop_only(2)
        begun = time.monotonic()
        place.files.pipe_file(place.path, b"plan")
        assert place.files.cat_file(place.path) == b"plan"
        assert network.dropped == 2
        assert time.monotonic() - begun < 30  # the libraries alone wait for ever where nothing comes


@pytest.mark.slow
def test_a_run_ends_where_one_connection_in_seven_is_lost(store: Store, tmp_path: Path) -> None:
    plans = tmp_path / "plans"
    make_corpus(plans, 20)
    store.upload(plans, "plans")
    run_batch(plans, tmp_path / "near")
    with Dropping(store.url, 0.15) as network:
        begun = time.monotonic()
        done = store.run(
            f"{ADDRESS}/plans/", "-o", f"{ADDRESS}/dataset", "-q", cwd=tmp_path, AWS_ENDPOINT_URL=network.url
        )
        took = time.monotonic() - begun
    assert done.returncode == 7, done.stderr
    assert "Traceback" not in done.stderr
    assert network.dropped > 10
    assert took < 150
    store.download("dataset", tmp_path / "far")
    assert fingerprint(tmp_path / "far") == fingerprint(tmp_path / "near")
