"""A table on its way to the disk: few row groups, and what waits for one waits in a file."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from extract.emit import tables
from extract.emit.rows import Row
from extract.emit.tables import TableWriter
from schemas.dataset import TABLES

PROBLEMS = TABLES["problems"]


def problem(number: int, size: int = 0) -> Row:
    row: Row = dict.fromkeys(PROBLEMS.columns)
    return row | {"plan_id": f"{number:016x}", "position": number, "message": f"{number} " + "x" * size}


def writer_in(folder: Path) -> TableWriter:
    return TableWriter(PROBLEMS, folder / "problems.parquet", folder / "problems.csv")


def test_what_waits_is_not_in_memory(tmp_path: Path) -> None:
    writer = writer_in(tmp_path)
    before, most = pa.total_allocated_bytes(), 0
    for number in range(20_000):
        writer.add(problem(number, 1_000))
        most = max(most, pa.total_allocated_bytes())
    assert most - before < 1 << 20
    assert writer.close().rows == 20_000
    file = pq.ParquetFile(tmp_path / "problems.parquet")
    assert file.num_row_groups == 1
    assert file.read().column("position").to_pylist() == list(range(20_000))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["problems.csv", "problems.parquet"]


def test_groups_are_as_large_as_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "_GROUP_BYTES", 1 << 20)
    writer = writer_in(tmp_path)
    for number in range(5_000):
        writer.add(problem(number, 1_000))
    writer.close()
    file = pq.ParquetFile(tmp_path / "problems.parquet")
    sizes = [file.metadata.row_group(group).num_rows for group in range(file.num_row_groups)]
    assert len(sizes) == 5
    assert len(set(sizes[:-1])) == 1
    assert file.read().column("position").to_pylist() == list(range(5_000))


def test_a_table_that_is_given_up_leaves_nothing_that_waits(tmp_path: Path) -> None:
    writer = writer_in(tmp_path)
    for number in range(1_000):
        writer.add(problem(number))
    writer.abandon()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["problems.csv", "problems.parquet"]


def test_a_table_without_rows(tmp_path: Path) -> None:
    assert writer_in(tmp_path).close().rows == 0
    assert pq.read_table(tmp_path / "problems.parquet").num_rows == 0
