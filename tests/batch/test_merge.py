"""A batch in shards, merged, is the batch in one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from extract.batch.inputs import Shard
from tests.batch.corpus import make_corpus
from tests.batch.killing import fingerprint, run_batch


def test_every_path_is_in_one_shard() -> None:
    for name in ("a.pdf", "thư mục/kế hoạch.docx", ""):
        assert sum(Shard(number, 7).holds(name) for number in range(1, 8)) == 1


def test_merged_shards_equal_one_run(tmp_path: Path) -> None:
    plans = tmp_path / "plans"
    make_corpus(plans, 40)
    run_batch(plans, tmp_path / "whole")
    parts = [tmp_path / f"part-{number}" for number in (1, 2, 3)]
    for number, part in enumerate(parts, 1):
        run_batch(plans, part, "--shard", f"{number}/3")
    command = [sys.executable, "-m", "extract", "merge", *map(str, parts), "-o", str(tmp_path / "merged")]
    subprocess.run(command, check=True)
    assert fingerprint(tmp_path / "merged") == fingerprint(tmp_path / "whole")


def test_no_dataset_to_merge(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "extract", "merge", str(tmp_path), "-o", str(tmp_path / "merged")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert "no dataset" in done.stderr


def test_a_part_that_is_no_journal(tmp_path: Path) -> None:
    for number, data in enumerate((b"", b"no database at all" * 100)):
        part = tmp_path / f"part-{number}"
        (part / ".extract").mkdir(parents=True)
        (part / ".extract" / "journal.sqlite").write_bytes(data)
        command = [sys.executable, "-m", "extract", "merge", str(part), "-o", str(tmp_path / "merged")]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 3, done.stderr
        assert "no journal of this program" in done.stderr
        assert done.stderr.count("\n") == 1
