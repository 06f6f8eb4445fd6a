"""The journal's counts: kept up as files settle, and never other than what counting anew gives."""

from __future__ import annotations

from pathlib import Path

from extract.batch.inputs import Found
from extract.batch.journal import Journal, Maker, Result, Wanted, open_journal
from extract.batch.journal.rows import counts

MAKER = Maker("1", "options")


def see(journal: Journal, names: str, error: str = "") -> None:
    for name in names:
        journal.files.see(Found(name, name.encode(), "plans", 1, 1, error))


def result(sha256: str, status: str = "ok") -> Result:
    return Result(sha256, status, None, 0, "text/plain", None, 0, 0.1, 1, 1, b"record" if status == "ok" else None)


def check(journal: Journal, settled: int) -> None:
    assert journal.counts() == counts(journal.base)
    assert journal.counts()[1] == settled


def test_counts_are_kept_up(tmp_path: Path) -> None:
    with open_journal(tmp_path / "journal.sqlite", MAKER) as journal:
        see(journal, "abcdef")
        see(journal, "x", "is no regular file")
        journal.end_listing({"plans"})
        check(journal, 1)
        for path, content in zip("abc", ("same", "same", "other"), strict=True):
            journal.name_content(path, content, None)
        journal.name_content("d", None, "cannot be read")
        check(journal, 2)
        assert journal.queue.take() == Wanted("same", b"a")
        journal.finish(result("same"))
        check(journal, 4)
        journal.name_content("e", "same", None)  # named after its content was read
        check(journal, 5)
        wanted = journal.queue.take()
        assert wanted == Wanted("other", b"c")
        journal.name_content("f", "other", None)
        journal.give_up_file(wanted, "has changed")
        check(journal, 6)
        assert journal.queue.take() == Wanted("other", b"f")
        journal.finish(result("other", "damaged"))
        check(journal, 7)


def test_a_second_run_counts_what_the_first_one_settled(tmp_path: Path) -> None:
    for run in (1, 2):
        with open_journal(tmp_path / "journal.sqlite", MAKER) as journal:
            see(journal, "ab" if run == 1 else "bc")
            journal.end_listing({"plans"})
            check(journal, run - 1)
            for path in "ab" if run == 1 else "c":
                journal.name_content(path, path, None)
                journal.queue.take()
                journal.finish(result(path))
            check(journal, 2)
