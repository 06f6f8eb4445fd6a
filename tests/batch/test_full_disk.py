"""A disk that fills up under a batch: it is said of what cannot be written, and what was done is kept."""

from __future__ import annotations

import errno
import gc
import io
import os
import sqlite3
from pathlib import Path

import pytest

from extract.batch.folder import hold_folder
from extract.batch.journal import Maker, open_journal
from extract.batch.journal.base import Base
from extract.batch.progress import Progress
from extract.cloud.address import said_as
from extract.commands.bars import terminal_bar
from schemas.errors import InputError, LimitError, OutputError

MAKER = Maker("1", "options")


def failing(code: int) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("database or disk is full")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize("step", ["execute", "commit"])
def test_a_journal_that_cannot_be_written_is_not_to_be_removed(
    step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise failing(sqlite3.SQLITE_FULL)

    class Full(sqlite3.Connection):
        """A journal on a full disk."""

        executescript = fail

    if step == "commit":
        monkeypatch.setattr(Base, "commit", fail)
    else:
        connect = sqlite3.connect
        monkeypatch.setattr(sqlite3, "connect", lambda *given, **named: connect(*given, factory=Full, **named))
    full = pytest.raises(OutputError, match="cannot be written: database or disk is full")
    with full as raised, open_journal(tmp_path / "journal.sqlite", MAKER):
        pass
    assert "remove" not in str(raised.value)


def test_what_is_no_journal_is_said_to_be_none(tmp_path: Path) -> None:
    (tmp_path / "journal.sqlite").write_bytes(b"no journal" * 1000)
    with pytest.raises(OutputError, match="is no journal"), open_journal(tmp_path / "journal.sqlite", MAKER):
        pass


def test_a_folder_that_cannot_be_marked_is_an_output_that_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "pwrite", fail)
    with pytest.raises(OutputError, match="No space left"), hold_folder(tmp_path / "data"):
        pass


class FullLog(io.StringIO):
    """A log on a full disk."""

    name = "events.jsonl"

    def flush(self) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_log_that_cannot_be_written_is_named() -> None:
    with (
        terminal_bar(quiet=True) as bar,
        pytest.raises(OutputError, match=r"events\.jsonl: cannot be written: No space"),
    ):
        Progress(bar, FullLog()).log("start")


def test_a_fetched_copy_without_room_is_a_limit_and_no_fault_of_the_address() -> None:
    full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    with pytest.raises(LimitError, match="TMPDIR"), said_as(InputError, "s3://bucket/plan.pdf"):
        raise full
    with pytest.raises(OutputError, match="No space"), said_as(OutputError, "s3://bucket/plan.json"):
        raise full
    with pytest.raises(LimitError, match="memory"), said_as(InputError, "s3://bucket/plan.pdf"):
        raise MemoryError


def test_rows_that_were_not_all_taken_may_outlive_their_journal(tmp_path: Path) -> None:
    with open_journal(tmp_path / "journal.sqlite", MAKER) as journal:
        rows = journal.base.named("SELECT 1 AS number UNION SELECT 2", {})
        assert next(rows)["number"] == 1
    del rows
    gc.collect()


def test_a_transaction_that_sqlite_gave_up_hides_no_error(tmp_path: Path) -> None:
    with open_journal(tmp_path / "journal.sqlite", MAKER) as journal:
        journal.base.execute("ROLLBACK")  # as SQLite does by itself where the disk is full
        journal.base.rollback()
        journal.base.commit()
