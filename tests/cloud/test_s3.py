"""Plans and datasets on S3: what comes out equals a run on local files, and what goes wrong is one clear line."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections import Counter
from pathlib import Path

import pytest

from schemas.manifest import REFUSED
from tests.batch.corpus import make_corpus
from tests.batch.killing import fingerprint, run_batch
from tests.batch.test_batch import rows
from tests.batch.test_cluster import cluster  # noqa: F401
from tests.cloud.conftest import BUCKET, Store

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
ADDRESS = f"s3://{BUCKET}"


def events(log: Path) -> list[str]:
    found = [json.loads(line) for line in log.read_text().splitlines()]
    log.unlink()
    return sorted(event["path"] for event in found if event["event"] == "document")


def test_from_s3_to_s3_equals_local_and_goes_on_elsewhere(store: Store, tmp_path: Path) -> None:
    plans = tmp_path / "plans"
    make_corpus(plans, 60)
    store.upload(plans, "plans")
    store.client.put_object(Bucket=BUCKET, Key="plans/.hidden/x.txt", Body=b"x")
    run_batch(plans, tmp_path / "near")
    command = (f"{ADDRESS}/plans/", "-o", f"{ADDRESS}/dataset/", "--log-json", "log")
    done = store.run(*command, cwd=tmp_path)
    assert done.returncode == 7, done.stderr
    assert len(events(tmp_path / "log")) > 40
    store.download("dataset", tmp_path / "far")
    assert fingerprint(tmp_path / "far") == fingerprint(tmp_path / "near")
    assert store.keys("dataset/.extract/") == [f"dataset/.extract/{name}" for name in ("journal.sqlite", "made.json")]
    failing = [path for path, row in rows(tmp_path / "near").items() if row["status"] not in {"ok", *REFUSED}]
    # another machine: no state of its own; only what is new is read, and what a limit stopped
    elsewhere = {"XDG_CACHE_HOME": str(tmp_path / "elsewhere")}
    new = (SAMPLES / "commune-2025.txt").read_bytes() + b"\nnew"
    store.client.put_object(Bucket=BUCKET, Key="plans/new.txt", Body=new)
    assert store.run(*command, cwd=tmp_path, **elsewhere).returncode == 7
    read = events(tmp_path / "log")
    assert "new.txt" in read
    assert len(read) <= len(failing) + 1
    # and back: the first machine takes up what the other one did
    assert store.run(*command, cwd=tmp_path).returncode == 7
    assert "new.txt" not in events(tmp_path / "log")


def test_shards_on_s3_are_merged(store: Store, tmp_path: Path) -> None:
    plans = tmp_path / "plans"
    make_corpus(plans, 20)
    run_batch(plans, tmp_path / "whole")
    for number in ("1", "2"):
        done = store.run("plans", "-o", f"{ADDRESS}/part-{number}", "--shard", f"{number}/2", "--quiet", cwd=tmp_path)
        assert done.returncode in (0, 7), done.stderr
    done = store.run("merge", f"{ADDRESS}/part-1", f"{ADDRESS}/part-2", "-o", f"{ADDRESS}/merged", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    store.download("merged", tmp_path / "merged")
    assert fingerprint(tmp_path / "merged") == fingerprint(tmp_path / "whole")
    done = store.run("merge", f"{ADDRESS}/part-3", "-o", "near", cwd=tmp_path)
    assert done.returncode == 3
    assert "no dataset" in done.stderr
    assert done.stderr.count("\n") == 1


def test_one_document(store: Store, tmp_path: Path) -> None:
    shutil.copy(SAMPLES / "commune-2024.pdf", tmp_path / "commune-2024.pdf")
    store.client.put_object(Bucket=BUCKET, Key="a/commune-2024.pdf", Body=(SAMPLES / "commune-2024.pdf").read_bytes())
    near = store.run("commune-2024.pdf", cwd=tmp_path)
    far = store.run(f"{ADDRESS}/a/commune-2024.pdf", "-q", cwd=tmp_path)
    assert far.returncode == 0, far.stderr
    assert far.stdout == near.stdout
    assert store.run(f"{ADDRESS}/a/commune-2024.pdf", "-o", f"{ADDRESS}/b/plan.json", cwd=tmp_path).returncode == 0
    made = store.client.get_object(Bucket=BUCKET, Key="b/plan.json")["Body"].read()
    assert made.decode() == near.stdout
    store.client.put_object(Bucket=BUCKET, Key="b/mine.json", Body=b"mine")
    for output, code in (("plan.json", 0), ("mine.json", 5)):
        done = store.run(f"{ADDRESS}/a/commune-2024.pdf", "-o", f"{ADDRESS}/b/{output}", cwd=tmp_path)
        assert done.returncode == code, done.stderr
    done = store.run(f"{ADDRESS}/a/commune-2024.pdf", "-o", f"{ADDRESS}/b/mine.json", "--overwrite", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert store.client.get_object(Bucket=BUCKET, Key="b/mine.json")["Body"].read() == made
    store.client.put_object(Bucket=BUCKET, Key="b/copy.html", Body=b"<html>document</html>")
    done = store.run(f"{ADDRESS}/b/copy.html", "-o", f"{ADDRESS}/b/copy.html", "--overwrite", cwd=tmp_path)
    assert done.returncode == 5
    assert "is the document that is to be read" in done.stderr
    said = store.run(f"{ADDRESS}/a/nothing.pdf", "-o", "plan.json", cwd=tmp_path)
    assert said.returncode == 3
    assert said.stderr == f"extract: {ADDRESS}/a/nothing.pdf: no such file, folder or bucket\n"
    assert not (tmp_path / "plan.json").exists()


def test_what_is_not_there_or_refused(store: Store, tmp_path: Path) -> None:
    store.upload(SAMPLES, "plans")

    def fails(code: int, words: str, *arguments: str, **environment: str) -> None:
        done = store.run(*arguments, cwd=tmp_path, **environment)
        assert done.returncode == code, done.stderr
        assert words in done.stderr
        assert done.stderr.count("\n") == 1

    fails(3, "no such file, folder or bucket", "s3://nobody/plans/", "-o", "out")
    fails(3, "no such file, folder or bucket", f"{ADDRESS}/nothing/", "-o", "out")
    fails(5, "no such file, folder or bucket", f"{ADDRESS}/plans/", "-o", "s3://nobody/dataset")
    fails(5, "no such file, folder or bucket", f"{ADDRESS}/plans/commune-2024.txt", "-o", "s3://nobody/plan.json")
    store.client.put_object(Bucket=BUCKET, Key="mine/README.md", Body=b"mine")
    fails(5, "README.md", f"{ADDRESS}/plans/", "-o", f"{ADDRESS}/mine")
    none = {"AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""}
    fails(3, "no credentials", f"{ADDRESS}/plans/", "-o", "out", **none)
    body = urllib.request.Request(f"{store.url}/moto-api/reset-auth", data=b"0", method="POST")
    body.add_header("Content-Type", "text/plain")
    urllib.request.urlopen(body).close()
    fails(3, "check the credentials", f"{ADDRESS}/plans/", "-o", "out")
    fails(3, "check the credentials", f"{ADDRESS}/plans/commune-2024.txt", "-o", "out.json")


def test_two_runs_on_one_address(store: Store, tmp_path: Path) -> None:
    store.upload(SAMPLES, "plans")
    lock = {"owner": "another", "host": "elsewhere", "process": 4711, "renewed": time.time() - 3600}
    store.client.put_object(Bucket=BUCKET, Key="dataset/.extract/lock", Body=json.dumps(lock).encode())
    done = store.run(f"{ADDRESS}/plans/*.txt", "-o", f"{ADDRESS}/dataset", cwd=tmp_path)
    assert done.returncode == 5
    assert "process 4711 on elsewhere" in done.stderr
    assert "forgotten after 600 s" in done.stderr
    assert done.stderr.count("\n") == 1
    assert store.keys("dataset/") == ["dataset/.extract/lock"]


def test_a_dead_lease_is_taken_over_by_one_run(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the store's clock: a lease that says it is from the future is as old as the store says."""
    for name, value in store.environment.items():
        monkeypatch.setenv(name, value)
    from extract.cloud import lease as module
    from extract.cloud.address import open_address
    from extract.cloud.lease import Lease
    from schemas.errors import OutputError

    place = open_address(f"{ADDRESS}/dataset/.extract/lock")
    about = {"owner": "another", "host": "elsewhere", "process": 4711, "renewed": time.time() + 10**6}
    place.files.pipe_file(place.path, json.dumps(about).encode())
    with pytest.raises(OutputError, match="process 4711 on elsewhere"), Lease(place, "one", "x"):
        pass
    time.sleep(3)
    monkeypatch.setattr(module, "STALE", 2)
    seen_by_both = Lease(place, "two", "x")._see()
    with Lease(place, "one", "x") as lease:
        late = Lease(place, "two", "x")
        assert not late._write_over(seen_by_both), "the store keeps who comes late from writing over the first"
        lease.check()
    assert store.keys("dataset/") == []


@pytest.mark.slow
def test_killed_and_resumed(store: Store, tmp_path: Path) -> None:
    plans = tmp_path / "plans"
    make_corpus(plans, 60)
    store.upload(plans, "plans")
    run_batch(plans, tmp_path / "near")
    words = [sys.executable, "-m", "extract", f"{ADDRESS}/plans/", "-o", f"{ADDRESS}/dataset", "--log-json", "log"]
    log = tmp_path / "log"
    for kill in (3, 12, 25):
        process = subprocess.Popen(words, cwd=tmp_path, env=store.environment, stderr=subprocess.DEVNULL)
        before = log.read_text().count('"document"') if log.exists() else 0
        while process.poll() is None and (not log.exists() or log.read_text().count('"document"') < before + kill):
            time.sleep(0.05)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    assert store.run(*words[3:], cwd=tmp_path).returncode == 7
    store.download("dataset", tmp_path / "far")
    assert fingerprint(tmp_path / "far") == fingerprint(tmp_path / "near")


def test_an_object_that_vanishes_has_its_row(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in store.environment.items():
        monkeypatch.setenv(name, value)
    import msgspec

    from extract.batch.cloud_inputs import list_address
    from extract.batch.listed import Found
    from extract.options import Options
    from extract.process.jobs import Digest, DigestOrder, Recorded, RecordOrder, digest, record

    store.upload(SAMPLES, "plans")
    (found,) = list_address(f"{ADDRESS}/plans/commune-2024.txt", "", False, Counter())
    assert isinstance(found, Found)
    (named,) = msgspec.msgpack.decode(digest(msgspec.msgpack.encode(DigestOrder([found.raw]))), type=list[Digest])
    assert named.sha256
    store.client.delete_object(Bucket=BUCKET, Key="plans/commune-2024.txt")
    order = RecordOrder(path=found.raw, sha256=named.sha256, options=Options())
    recorded = msgspec.msgpack.decode(record(msgspec.msgpack.encode(order)), type=Recorded)
    assert recorded.record is None
    assert recorded.gone == "could be read no more (no such file, folder or bucket); run the command again"
    (named,) = msgspec.msgpack.decode(digest(msgspec.msgpack.encode(DigestOrder([found.raw]))), type=list[Digest])
    assert named == Digest(None, "no such file, folder or bucket")


@pytest.mark.slow
def test_a_cluster_reads_from_s3_and_shares_no_disk(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    pytest.importorskip("distributed")
    for name, value in store.environment.items():
        monkeypatch.setenv(name, value)
    address, _ = request.getfixturevalue("cluster")
    plans = tmp_path / "plans"
    make_corpus(plans, 12)
    store.upload(plans, "plans")
    run_batch(plans, tmp_path / "near")
    done = store.run(f"{ADDRESS}/plans/", "-o", f"{ADDRESS}/dataset", "--cluster", address, cwd=tmp_path)
    assert done.returncode in (0, 7), done.stderr
    store.download("dataset", tmp_path / "far")
    assert fingerprint(tmp_path / "far") == fingerprint(tmp_path / "near")
    assert store.keys("dataset/.extract/") == [f"dataset/.extract/{name}" for name in ("journal.sqlite", "made.json")]
