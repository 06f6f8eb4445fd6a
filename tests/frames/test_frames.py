"""Records and datasets as data frames: what stands in the record stands in the frame, with its type."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import get_args

import msgspec
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import extract
from extract import open_dataset
from extract.emit.rows import table_rows
from schemas.dataset import TABLES
from schemas.errors import InputError
from schemas.plan import Plan, TableName
from tests.emit.records import copied, copies, dumped, rows_of, samples

ROOT = Path(__file__).resolve().parents[2]
DTYPES = {
    "string": "string",
    "integer": "Int64",
    "number": "float64",
    "boolean": "boolean",
    "date": "datetime64[ms]",
    "strings": "object",
    "integers": "object",
}


def plain(value: object) -> object:
    """A cell of a frame as the rows of tables have it."""
    if isinstance(value, list):
        return value
    if value is None or value is pd.NA or value is pd.NaT or value != value:
        return None
    return value.date().isoformat() if isinstance(value, pd.Timestamp) else value


@pytest.mark.parametrize("table", get_args(TableName))
@pytest.mark.parametrize("plan", samples(), ids=lambda plan: plan.source.name)
def test_a_frame_holds_the_rows(plan: Plan, table: TableName) -> None:
    frame = plan.to_pandas(table)
    rows = list(table_rows(plan, table))
    fields = [field for field in TABLES[table].fields if field.name != "work_id"]
    assert list(frame.columns) == [field.name for field in fields]
    assert [str(kind) for kind in frame.dtypes] == [DTYPES[field.type] for field in fields]
    for field in fields:
        expected = [row[field.name] for row in rows]
        if field.type == "number":
            expected = [None if value is None else float(str(value)) for value in expected]
        assert [plain(value) for value in frame[field.name]] == expected, field.name


def test_a_record_without_rows_has_typed_columns() -> None:
    plan = msgspec.structs.replace(samples()[0], tasks=())
    frame = plan.to_pandas()
    assert len(frame) == 0
    assert str(frame.dtypes["due_latest"]) == "datetime64[ms]"
    assert str(frame.dtypes["page"]) == "Int64"


def test_days_are_days() -> None:
    frame = samples()[0].to_pandas("tasks")
    due = frame["due_latest"].dropna()
    assert (due.dt.year >= 2024).all()
    assert due.min().date() < date(2024, 3, 1)


def test_a_table_that_is_none() -> None:
    with pytest.raises(ValueError, match="no table is called 'plan'"):
        samples()[0].to_pandas("plan")  # type: ignore[arg-type]


def test_a_dataset_reads_what_is_asked_for(dataset: Path) -> None:
    opened = open_dataset(dataset)
    assert opened.tables == tuple(TABLES) == tuple(opened)
    assert repr(opened).startswith(f"Dataset('{dataset}': 3 plans, ")
    assert opened._frames == {}
    assert len(opened.tasks) == sum(len(plan.tasks) for plan in samples())
    assert opened.tasks is opened["tasks"]
    assert list(opened._frames) == ["tasks"]
    assert set(opened.tables) < set(dir(opened))
    assert "tasks" in opened
    assert sorted(plan.source.sha256 for plan in opened.records()) == sorted(one.source.sha256 for one in samples())
    for name in opened:
        kinds = {field.name: DTYPES[field.type] for field in TABLES[name].fields}
        assert {column: str(kind) for column, kind in opened[name].dtypes.items()} == kinds
        assert len(opened[name]) == pq.read_metadata(opened.path / pq_path(name)).num_rows


def pq_path(table: str) -> str:
    return f"{table}.parquet" if table in ("works", "manifest") else f"data/{table}.parquet"


def test_a_table_may_be_a_folder_of_files(dataset: Path, tmp_path: Path) -> None:
    copy = tmp_path / "dataset"
    shutil.copytree(dataset, copy)
    for name in ("tasks", "works"):
        whole = copy / pq_path(name)
        table, parts = pq.read_table(whole), whole.with_suffix("")
        whole.unlink()
        parts.mkdir()
        for number, start in enumerate(range(0, table.num_rows, 10)):
            pq.write_table(table.slice(start, 10), parts / f"{name}-{number:05}.parquet")
    one, many = open_dataset(dataset), open_dataset(copy)
    pd.testing.assert_frame_equal(one.tasks, many.tasks)
    pd.testing.assert_frame_equal(one.works, many.works)


def test_a_partial_dataset_says_so(tmp_path: Path) -> None:
    from extract.emit.dataset.dataset import write_dataset

    write_dataset(tmp_path, rows_of(samples()), dumped(samples()), left=2)
    opened = open_dataset(tmp_path)
    assert opened.partial
    assert repr(opened).endswith(", partial)")
    assert "partial" in opened._repr_html_()


@pytest.mark.parametrize(
    "package",
    [None, "x", "[]", "{}", '{"name": "mine", "resources": []}', '{"name": "vietnamese-administrative-plans"}'],
)
def test_what_is_no_dataset(tmp_path: Path, package: str | None) -> None:
    if package is not None:
        (tmp_path / "datapackage.json").write_text(package)
    with pytest.raises(InputError, match="no dataset of this program"):
        open_dataset(tmp_path)


def test_a_newer_dataset_is_refused(dataset: Path, tmp_path: Path) -> None:
    package = json.loads((dataset / "datapackage.json").read_bytes()) | {"version": "9.0"}
    (tmp_path / "datapackage.json").write_text(json.dumps(package))
    with pytest.raises(InputError, match=r"version 9\.0"):
        open_dataset(tmp_path)


def test_a_table_whose_file_is_gone_or_damaged(dataset: Path, tmp_path: Path) -> None:
    shutil.copy(dataset / "datapackage.json", tmp_path)
    opened = open_dataset(tmp_path)
    with pytest.raises(InputError, match=r"data/tasks\.parquet is missing"):
        _ = opened.tasks
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "tasks.parquet").write_bytes(b"PAR1")
    with pytest.raises(InputError, match="tasks cannot be read"):
        _ = opened.tasks
    with pytest.raises(KeyError, match="no table is called 'task'"):
        _ = opened["task"]
    with pytest.raises(AttributeError, match="its tables are plans"):
        _ = opened.task


def test_many_copies_in_a_dataset_are_as_many_rows(tmp_path: Path) -> None:
    from extract.emit.dataset.dataset import write_dataset

    plans = list(copied(samples(), copies(9)))
    write_dataset(tmp_path, rows_of(plans), dumped(plans))
    tasks = open_dataset(tmp_path).arrow("tasks")
    assert isinstance(tasks, pa.Table)
    assert tasks.num_rows == sum(len(plan.tasks) for plan in plans)


def test_reprs_are_short() -> None:
    for plan in samples():
        for one in (plan, plan.header, *plan.tasks, *plan.targets, *plan.references, *plan.problems, *plan.tables):
            assert len(repr(one)) < 420
            assert "\n" not in repr(one)
    plan = samples()[0]
    assert repr(plan).startswith("Plan(kind='Kế hoạch', code='")
    assert f"tasks={len(plan.tasks)}" in repr(plan)


def test_notebooks_show_and_obey_nothing() -> None:
    plan = samples()[0]
    task = msgspec.structs.replace(plan.tasks[0], task="<script>alert(1)</script>", lead="<b>x</b>" * 100)
    plan = msgspec.structs.replace(plan, tasks=(task, *plan.tasks * 2))
    for shown in (plan._repr_html_(), task._repr_html_()):
        assert "&lt;script&gt;" in shown
        assert "<script" not in shown
        assert "<b>" not in shown
    assert f"{len(plan.tasks) - 10} more tasks" in plan._repr_html_()


def test_the_version_and_the_public_names() -> None:
    from extract.version import VERSION

    assert extract.__version__ == VERSION
    assert {"extract_plan", "open_dataset", "Options", "__version__"} <= set(dir(extract))


def test_types_are_shipped() -> None:
    for package in ("extract", "normalize", "schemas"):
        assert (ROOT / package / "py.typed").is_file()
        assert f"\n{package} = py.typed," in (ROOT / "setup.cfg").read_text()


def test_records_need_no_pandas() -> None:
    code = (
        "import sys, extract, extract.cli, schemas.plan, extract.options\n"
        "plan = schemas.plan.load_plan(sys.stdin.buffer.read()); repr(plan)\n"
        "plan._repr_html_()\n"
        "assert not {'pandas', 'pyarrow', 'numpy'} & set(sys.modules)\n"
        "plan.to_pandas('targets'); assert 'pandas' in sys.modules"
    )
    record = (ROOT / "samples" / "commune-2024.json").read_bytes()
    subprocess.run([sys.executable, "-c", code], input=record, check=True, cwd=ROOT)
