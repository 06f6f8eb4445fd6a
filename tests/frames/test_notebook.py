"""The notebook of docs is a notebook, and its cells run from the top down where a reader stands."""

from __future__ import annotations

import ast
import io
import warnings
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import duckdb
import pytest

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    nbformat = pytest.importorskip("nbformat")

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOK = ROOT / "docs" / "first-look.ipynb"


def run_cell(source: str, names: dict[str, Any]) -> Any:
    """Run a cell; what its last line gives, as a notebook shows it."""
    tree = ast.parse(source)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, NOTEBOOK.name, "exec"), names)
    return eval(compile(ast.Expression(last.value), NOTEBOOK.name, "eval"), names) if last else None


def test_the_notebook(dataset: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "samples").symlink_to(ROOT / "samples")
    (tmp_path / "dataset").symlink_to(dataset)
    monkeypatch.chdir(tmp_path)
    book = nbformat.read(NOTEBOOK, as_version=4)
    nbformat.validate(book)
    names: dict[str, Any] = {}
    shown = []
    with redirect_stdout(io.StringIO()) as said:
        for cell in book.cells:
            if cell.cell_type == "code":
                assert not cell.outputs
                shown.append(run_cell(cell.source, names))
    assert all("<t" in one._repr_html_() for one in shown if one is not None)
    assert len([one for one in shown if one is not None]) == 4
    query = f"""
        with work as (
            select coalesce(name, text) as unit, date_trunc('quarter', due_latest) as quarter
            from '{dataset}/data/agencies.parquet' as agencies
            join '{dataset}/data/tasks.parquet' as tasks
            on tasks.plan_id = agencies.plan_id and tasks.id = agencies.task
            where role = 'lead' and due_latest is not null
        )
        select count(*) from work
        where quarter = (select quarter from work group by 1 order by count(*) desc, 1 limit 1)
        group by unit order by 1 desc limit 1
    """
    (count,) = duckdb.sql(query).fetchall()[0]
    assert said.getvalue().endswith(f" is in charge of {count} tasks\n")
