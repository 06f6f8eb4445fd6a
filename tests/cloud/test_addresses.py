"""Addresses without a network: fsspec's in-memory file system, `file://`, and a machine without the extra."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from extract.batch.cloud_inputs import list_address
from extract.batch.far_folder import hold_address
from extract.batch.inputs import find_inputs
from extract.batch.journal import Journal
from extract.batch.order import maker_of
from extract.cloud.address import Remote, open_address, state_of
from extract.cloud.fetch import local_copy, read_object, remove_object, write_object
from extract.cloud.lease import Lease
from extract.cloud.publish import check_address, check_objects, finish_publishing, publish
from extract.emit.dataset.made import decode_list
from extract.options import Options
from schemas.errors import InputError, LimitError, OutputError, UsageError
from tests.batch.test_batch import run

SAMPLES = Path(__file__).resolve().parents[2] / "samples"


@pytest.fixture
def memory() -> Iterator[Any]:
    """The in-memory file system, empty."""
    files = pytest.importorskip("fsspec").filesystem("memory")
    files.store.clear()
    files.pseudo_dirs[:] = [""]
    yield files
    files.store.clear()
    files.pseudo_dirs[:] = [""]


def test_objects_are_listed_once_without_the_hidden_and_the_output(memory: Any) -> None:
    for name in ("/plans/a.txt", "/plans/deep/b.txt", "/plans/.x/c.txt", "/plans/.d.txt", "/plans/out/e.txt"):
        memory.pipe_file(name, b"x")
    memory.pipe_file("/plans/Thumbs.db", b"x")
    for name in (".extract/journal.sqlite", "datapackage.json", "data/x.csv"):
        memory.pipe_file(f"/plans/made/{name}", b'{"name": "vietnamese-administrative-plans"}')
    passed: Counter[str] = Counter()
    found = list(list_address("memory://plans", "memory://plans/out", False, passed))
    assert sorted(one.path for one in found) == ["a.txt", "deep/b.txt"]
    assert {one.root for one in found} == {"memory://plans"}
    assert passed == {"system": 1, "hidden": 2, "datasets": 1}

    def paths(address: str, several: bool = False) -> list[str]:
        return sorted(one.path for one in list_address(address, "", several, Counter()))

    assert paths("memory://plans/deep", several=True) == ["deep/b.txt"]
    assert paths("memory://plans/*/b.txt") == ["deep/b.txt"]
    assert paths("memory://plans/a.txt") == paths("memory://plans/a.txt", several=True) == ["a.txt"]
    for nothing in ("memory://nothing", "memory://plans/*.pdf"):
        with pytest.raises(InputError, match="no such file"):
            paths(nothing)


def test_files_and_addresses_together(memory: Any, tmp_path: Path) -> None:
    memory.pipe_file("/plans/a.txt", b"x")
    (tmp_path / "near").mkdir()
    (tmp_path / "near" / "b.txt").write_bytes(b"y")
    found = find_inputs([str(tmp_path / "near"), "memory://plans"], str(tmp_path / "out"), Counter())
    assert sorted(one.path for one in found) == ["near/b.txt", "plans/a.txt"]


def test_an_object_that_changed_has_another_state() -> None:
    before = {"name": "a", "size": 3, "ETag": '"1"', "LastModified": "2024-01-01"}
    assert state_of(before) == state_of(dict(before))
    assert state_of(before) != state_of({**before, "ETag": '"2"'})
    assert 0 <= state_of(before) < 1 << 63


def test_a_copy_lives_as_long_as_it_is_read(memory: Any) -> None:
    write_object("memory://a.txt", b"plan")
    with local_copy(b"memory://a.txt") as copy:
        assert Path(os.fsdecode(copy)).read_bytes() == b"plan"
    assert not os.path.exists(copy)
    assert read_object("memory://a.txt") == b"plan"
    remove_object("memory://a.txt")
    remove_object("memory://a.txt")
    with pytest.raises(InputError, match="no such file"), local_copy(b"memory://a.txt"):
        pass


def test_no_more_is_fetched_than_may_be_written(memory: Any) -> None:
    write_object("memory://big.txt", b"x" * 3_000_000)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, before[1]))
    try:
        with pytest.raises(LimitError, match="larger than what may be fetched"), local_copy(b"memory://big.txt"):
            pass
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_dataset_is_replaced_as_a_whole(memory: Any, tmp_path: Path) -> None:
    place = Remote(memory, "/dataset")
    (tmp_path / "csv").mkdir()
    (tmp_path / "datapackage.json").write_text("1")
    (tmp_path / "csv" / "tasks.csv").write_text("1")
    publish(place, tmp_path)
    for mine in ("mine.txt", "csv/mine.csv", ".extract/new/mine.txt"):
        memory.pipe_file(f"/dataset/{mine}", b"mine")
    (tmp_path / "csv" / "tasks.csv").rename(tmp_path / "csv" / "plans.csv")
    (tmp_path / "datapackage.json").write_text("2")
    failing = _FailsAfter(memory, copies=1)
    with pytest.raises(ConnectionError):
        publish(Remote(failing, "/dataset"), tmp_path)
    finish_publishing(place)  # the next run, on whichever machine
    found = {name: memory.cat_file(name) for name in memory.find("/dataset")}
    assert set(decode_list(found.pop("/dataset/.extract/made.json")) or ()) == {"csv/plans.csv", "datapackage.json"}
    assert found == {
        "/dataset/csv/plans.csv": b"1",
        "/dataset/datapackage.json": b"2",
        "/dataset/mine.txt": b"mine",
        "/dataset/csv/mine.csv": b"mine",
        "/dataset/.extract/new/mine.txt": b"mine",
    }


def test_what_was_not_whole_aside_changes_nothing(memory: Any, tmp_path: Path) -> None:
    (tmp_path / "datapackage.json").write_text("1")
    publish(Remote(memory, "/dataset"), tmp_path)
    (tmp_path / "datapackage.json").write_text("2")
    with pytest.raises(ConnectionError):
        publish(Remote(_FailsAfter(memory, puts=0), "/dataset"), tmp_path)
    finish_publishing(Remote(memory, "/dataset"))
    assert memory.cat_file("/dataset/datapackage.json") == b"1"


def test_what_stands_behind_an_address_is_told(memory: Any, tmp_path: Path) -> None:
    place = Remote(memory, "/dataset")
    check_address(place, "memory://dataset")
    memory.pipe_file("/dataset/thesis.docx", b"mine")
    with pytest.raises(OutputError, match=r"holds thesis\.docx"):
        check_address(place, "memory://dataset")
    memory.rm("/dataset/thesis.docx")
    (tmp_path / "README.md").write_text("ours")
    publish(place, tmp_path)
    memory.pipe_file("/dataset/thesis.docx", b"mine")  # beside a dataset it may lie
    check_address(place, "memory://dataset")
    check_objects(place, "memory://dataset")
    memory.pipe_file("/dataset/README.md", b"mine")
    with pytest.raises(OutputError, match=r"did not write README\.md"):
        check_objects(place, "memory://dataset")
    memory.pipe_file("/dataset/README.md", b"ours")  # another time, the same bytes: a copy of ours
    check_objects(place, "memory://dataset")


def test_a_dataset_below_an_address_is_no_input(memory: Any, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("ours")
    publish(Remote(memory, "/plans/made"), tmp_path)
    memory.pipe_file("/plans/a.txt", b"x")
    memory.pipe_file("/plans/.extract/b.txt", b"x")
    passed: Counter[str] = Counter()
    assert [one.path for one in list_address("memory://plans", "", False, passed)] == ["a.txt"]
    assert passed["datasets"] == 1


class _FailsAfter:
    """A file system that breaks after so many uploads or copies."""

    def __init__(self, files: Any, puts: int = 1000, copies: int = 1000) -> None:
        self._files, self._puts, self._copies = files, puts, copies

    def __getattr__(self, name: str) -> Any:
        return getattr(self._files, name)

    def put_file(self, *arguments: Any) -> None:
        self._puts -= 1
        if self._puts < 0:
            raise ConnectionError("gone")
        self._files.put_file(*arguments)

    def cp_file(self, *arguments: Any) -> None:
        self._copies -= 1
        if self._copies < 0:
            raise ConnectionError("gone")
        self._files.cp_file(*arguments)


def test_a_lease_is_one_owners(memory: Any) -> None:
    place = Remote(memory, "/dataset/.extract/lock")
    with Lease(place, "one", "memory://dataset") as lease:
        with pytest.raises(OutputError, match="another run is writing"), Lease(place, "two", "memory://dataset"):
            pass
        lease.check()
        memory.pipe_file(place.path, json.dumps({"owner": "two", "run": "other"}).encode())
        with pytest.raises(OutputError, match="taken this dataset over"):
            lease.check()
    assert memory.exists(place.path)  # the other owner's now
    with pytest.raises(OutputError, match=r"heard of 0 s ago"), Lease(place, "one", "memory://dataset"):
        pass
    with Lease(place, "two", "memory://dataset"):  # the same state folder, whose own lock tells that the run has ended
        pass
    assert memory.find("/dataset") == []


class _Clock:
    """A store whose clock goes on faster than this machine's, or stands in another century."""

    def __init__(self, files: Any, later: float = 0.0) -> None:
        self._files, self.later = files, later
        self._written: dict[str, float] = {}

    def __getattr__(self, name: str) -> Any:
        return getattr(self._files, name)

    def pipe_file(self, path: str, data: bytes, **options: str) -> None:
        self._files.pipe_file(path, data, **options)
        self._written[path] = self.later

    def modified(self, path: str) -> datetime:
        self._files.info(path)
        return datetime(1971, 1, 1, tzinfo=UTC) + timedelta(seconds=self._written[path])


@pytest.mark.parametrize("apart", [-20 * 60, 20 * 60, 10**9, -(10**9)])
def test_the_store_tells_the_age_of_a_lease(memory: Any, monkeypatch: pytest.MonkeyPatch, apart: float) -> None:
    """Whatever the clocks of the machines say: a live lease is kept, a dead one is taken over after ten minutes."""
    clock = _Clock(memory)
    place = Remote(clock, "/dataset/.extract/lock")
    now = time.time()
    with Lease(place, "one", "memory://dataset"):
        monkeypatch.setattr(time, "time", lambda: now + apart)
        clock.later = 590
        with pytest.raises(OutputError, match="heard of 590 s ago"), Lease(place, "two", "memory://dataset"):
            pass
        clock.later = 610
        with Lease(place, "two", "memory://dataset") as taken:
            taken.check()
            with pytest.raises(OutputError, match="heard of 0 s ago"), Lease(place, "one", "memory://dataset"):
                pass


def test_a_lease_that_is_no_lease_lives_as_long_as_one(memory: Any) -> None:
    clock = _Clock(memory)
    place = Remote(clock, "/dataset/.extract/lock")
    clock.pipe_file(place.path, b"\xff[")
    with pytest.raises(OutputError, match="process unknown on unknown"), Lease(place, "one", "memory://dataset"):
        pass
    clock.later = 601
    with Lease(place, "one", "memory://dataset"):
        pass


def test_a_lost_answer_or_renewal_loses_no_lease(memory: Any) -> None:
    """Connections break before what was sent has arrived, and after it."""
    place = Remote(_Breaks(memory), "/dataset/.extract/lock")
    with Lease(place, "one", "memory://dataset") as lease:
        for arrives in (False, True):
            place.files.broken = arrives
            with pytest.raises(ConnectionError):
                lease.check()
            lease.check()


class _Breaks:
    """A file system whose next writing breaks off once ``broken`` is said: before the bytes arrive, or after."""

    def __init__(self, files: Any) -> None:
        self._files = files
        self.broken: bool | None = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._files, name)

    def pipe_file(self, path: str, data: bytes, **options: str) -> None:
        broken, self.broken = self.broken, None
        if broken is not False:
            self._files.pipe_file(path, data, **options)
        if broken is not None:
            raise ConnectionError("gone")


def test_the_journal_follows_the_dataset(memory: Any, tmp_path: Path) -> None:
    def runs(state: str) -> int:
        """Runs so far, this one counted, as a machine with this state folder sees it."""
        with hold_address("memory://dataset", tmp_path / state) as folder:
            journal = Journal(folder.journal, maker_of(Options()))
            journal.close()
            folder.keep_journal()
            return journal.base.run

    assert [runs("one"), runs("one"), runs("two"), runs("one")] == [1, 2, 3, 4]
    memory.rm("/dataset", recursive=True)  # to begin anew
    assert runs("one") == 1


def test_file_addresses_are_paths(tmp_path: Path) -> None:
    text = SAMPLES / "commune-2024.txt"
    done = run(text.as_uri(), "-o", (tmp_path / "plan.json").as_uri(), "-q")
    assert done.returncode == 0, done.stderr
    assert run(text, "-q").stdout == (tmp_path / "plan.json").read_bytes()
    assert run(text.as_uri(), "-o", f"{(tmp_path / 'dataset').as_uri()}/", "-q").returncode == 0
    assert (tmp_path / "dataset" / "manifest.csv").exists()


@pytest.mark.parametrize("batch", [False, True])
def test_without_the_extra_the_command_that_installs_it(tmp_path: Path, batch: bool) -> None:
    (tmp_path / "fsspec.py").write_text("raise ImportError('no fsspec')")
    output = tmp_path / ("out" if batch else "out.json")
    done = subprocess.run(
        [sys.executable, "-m", "extract", "s3://bucket/plans/" if batch else "s3://bucket/a.pdf", "-o", str(output)],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        check=False,
    )
    assert done.returncode == 6
    assert "pip install 'kehoach[cloud]'" in done.stderr
    assert done.stderr.count("\n") == 1


def test_an_address_of_no_kind() -> None:
    pytest.importorskip("fsspec")
    with pytest.raises(UsageError, match="no kind of address"):
        open_address("nosuch://a/b")
