"""Browsing: tables linked by keys, words found with and without marks, served on this machine only."""

from __future__ import annotations

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import regex

from extract.browse import serve
from extract.browse.base import build_base
from extract.browse.serve import check_installed, free_port
from extract.frames.dataset import open_dataset
from schemas.dataset import TABLES
from schemas.errors import MissingProgramError, UsageError
from schemas.plan import load_plan
from tests.emit.records import samples

COMMAND = (sys.executable, "-m", "extract", "browse")
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def base(dataset: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    path = tmp_path_factory.mktemp("browse") / "dataset.db"
    build_base(open_dataset(dataset), path)
    connection = sqlite3.connect(path)
    yield connection
    connection.close()


def test_every_table_is_there(base: sqlite3.Connection, dataset: Path) -> None:
    opened = open_dataset(dataset)
    for name in TABLES:
        assert base.execute(f'select count(*) from "{name}"').fetchone() == (len(opened[name]),)
    records = base.execute("select text, record from records order by plan_id").fetchall()
    expected = sorted(samples(), key=lambda plan: plan.source.sha256)
    assert [(plan.text, plan) for plan in expected] == [(text, load_plan(record)) for text, record in records]


def test_no_key_leads_nowhere(base: sqlite3.Connection) -> None:
    assert base.execute("pragma foreign_key_check").fetchall() == []
    links = {
        (table, link[3], link[2])
        for (table,) in base.execute("select name from sqlite_master where type = 'table'").fetchall()
        for link in base.execute(f'pragma foreign_key_list("{table}")').fetchall()
    }
    assert {
        ("tasks", "plan_id", "plans"),
        ("records", "plan_id", "plans"),
        ("evidence", "task_key", "tasks"),
        ("evidence", "reference_key", "references"),
        ("references", "work_id", "works"),
        ("agencies", "task_key", "tasks"),
    } <= links


def test_boxes_are_linked_with_their_values(base: sqlite3.Connection) -> None:
    for plan in samples():
        for task in plan.tasks[:3]:
            rows = base.execute(
                "select field, page, x0, bottom from evidence where task_key = ? order by rowid",
                (f"{plan.source.sha256[:16]}:{task.id}",),
            ).fetchall()
            assert rows == [(one.field, one.page, (one.bbox or [0])[0], (one.bbox or [0])[-1]) for one in task.where]
    counted = "select count(*) from evidence where entity = 'mention' and reference_key is null"
    assert base.execute(counted).fetchone() == (0,)


@pytest.mark.parametrize(
    ("table", "column", "words", "asked"),
    [
        ("tasks", "task", "kế hoạch", "ke hoach"),
        ("tasks", "task", "kế hoạch", "kế hoạch"),
        ("tasks", "task", "kế hoạch", "KE HOACH"),
        ("records", "text", "địa phương", "dia phuong"),
        ("records", "text", "địa phương", "địa phương"),
        ("plans", "title", "chuyển đổi số", "chuyen doi so"),
    ],
)
def test_words_are_found_with_and_without_marks(
    base: sqlite3.Connection, table: str, column: str, words: str, asked: str
) -> None:
    query = f"select {column} from {table} where rowid in (select rowid from {table}_fts where {table}_fts match ?)"
    found = {text for (text,) in base.execute(query, (f'"{asked}"',))}
    there = {text for (text,) in base.execute(f"select {column} from {table}") if words in text.lower()}
    assert there <= found
    assert there


def test_a_port_that_is_taken() -> None:
    with socket.socket() as taken:
        taken.bind((serve.HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(UsageError, match=f"--port {port}: "):
            free_port(port)
    assert free_port(0) > 0


def test_datasette_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serve, "find_spec", lambda name: None)
    with pytest.raises(MissingProgramError, match=r"pip install '\.\[browse\]'") as caught:
        check_installed()
    assert caught.value.exit_code == 6


def ask(address: str) -> Any:
    with urllib.request.urlopen(address, timeout=30) as answer:
        return json.load(answer)


@pytest.mark.slow
@pytest.mark.skipif(find_spec("datasette") is None, reason="datasette is not installed")
def test_in_datasette(dataset: Path) -> None:
    """The command serves, finds and links, and leaves nothing behind."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        [*COMMAND, str(dataset), "--no-open", "--port", "0"], stderr=subprocess.PIPE, text=True, env=environment
    )
    try:
        assert process.stderr is not None
        line = process.stderr.readline()
        found = regex.search(r"http://127\.0\.0\.1:\d+/", line)
        assert found, line
        address = found.group()
        rows = ask(f"{address}dataset/tasks.json?_search={quote('ke hoach')}&_shape=objects")["rows"]
        assert rows
        assert all("kế hoạch" in json.dumps(row, ensure_ascii=False).lower() for row in rows)
        label = ask(f"{address}dataset/tasks.json?_labels=on&_shape=objects&_size=1")["rows"][0]["plan_id"]["label"]
        assert label in {plan.header.title for plan in samples()}
        hidden = {one["name"] for one in ask(f"{address}dataset.json")["tables"] if not one["hidden"]}
        assert hidden == {*TABLES, "records"}
    finally:
        process.send_signal(signal.SIGINT)
        _, rest = process.communicate(timeout=60)
    assert (process.returncode, rest) == (0, "")


def test_one_clear_line_where_there_is_no_dataset(tmp_path: Path) -> None:
    done = subprocess.run([*COMMAND, str(tmp_path)], capture_output=True, text=True, env=os.environ, check=False)
    assert done.returncode == 3
    assert "no dataset of this program" in done.stderr
    assert done.stderr.count("\n") == 1
