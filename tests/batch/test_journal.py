"""What a journal has read again, and what it leaves alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.batch.journal import Journal, Maker, Result
from extract.batch.listed import Found
from schemas import errors
from schemas.manifest import CRASH, MEMORY, OK, PROGRAM_ERROR, REFUSED, TIMEOUT, is_status

MAKER = Maker("1.0", "options")
PASSING = [TIMEOUT, MEMORY, f"{CRASH}11", PROGRAM_ERROR, "limit", "missing-program", "error", "output"]


def read_again(file: Path, maker: Maker, changed_at: int = 1, retry_failed: bool = False) -> list[str]:
    """A run over one file a status, whose content is its status; which of them it wants to read."""
    journal = Journal(file, maker, retry_failed)
    for status in (OK, *REFUSED, *PASSING):
        journal.files.see(Found(status, b"", status.encode(), "/", 1, changed_at))
    journal.end_listing({"/"})
    for path, _ in journal.files.undigested("", 100):
        journal.name_content(path, path if changed_at == 1 else f"{path} changed", None)
    wanted = []
    while one := journal.queue.take():
        wanted.append(one.path)
        status = one.path
        journal.queue.finish(Result(one.sha256, status, None, 3, None, None, None, 0.1, 1, 1, None))
    journal.close()
    return sorted(wanted)


def test_what_is_read_again(tmp_path: Path) -> None:
    everything = sorted([OK, *REFUSED, *PASSING])
    journal = tmp_path / "journal"
    assert read_again(journal, MAKER) == everything
    assert read_again(journal, MAKER) == sorted(PASSING)
    assert read_again(journal, MAKER, retry_failed=True) == sorted([*REFUSED, *PASSING])
    assert read_again(journal, Maker("1.1", "options")) == everything
    assert read_again(journal, Maker("1.1", "others")) == everything
    assert read_again(journal, Maker("1.1", "others"), changed_at=2) == everything
    assert read_again(journal, Maker("1.1", "others"), changed_at=2) == sorted(PASSING)


def test_every_cause_has_a_word_that_a_manifest_may_say() -> None:
    classes = [errors.ExtractError]
    for one in classes:
        classes.extend(one.__subclasses__())
    for one in classes:
        assert is_status(one.word), one
        if issubclass(one, errors.InputError):
            assert one.word in REFUSED, one
    for word in (OK, "pending", TIMEOUT, MEMORY, PROGRAM_ERROR, f"{CRASH}9"):
        assert is_status(word)
    for word in ("", "ok ", "crash: signal", "crash: signal 9 |", "fine"):
        assert not is_status(word)


@pytest.mark.parametrize("interrupted", [False, True])
def test_a_listing_that_breaks_off_changes_nothing(tmp_path: Path, interrupted: bool) -> None:
    from collections import Counter

    from extract.batch.folder import Folder
    from extract.batch.order import Order
    from extract.batch.run import read_all
    from extract.options import Options
    from extract.process.messages import Limits
    from schemas.errors import UsageError

    class Silent:
        def listed(self, files: int) -> None: ...
        def passed_over(self, kinds: Counter[str]) -> None: ...
        def done(self, path: str, result: Result) -> None: ...
        def progress(self, files: int, settled: int) -> None: ...

    for name in ("a/x.txt", "b/x.txt"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(name)
    journal = Journal(tmp_path / "journal", MAKER)
    journal.files.see(Found("before.txt", b"before", b"before", "/", 1, 1))
    journal.end_listing({"/"})
    journal.close()
    journal = Journal(tmp_path / "journal", MAKER)
    inputs = [str(tmp_path / "a" / "x.txt"), str(tmp_path / "b" / "x.txt")]
    order = Order(inputs, str(tmp_path / "out"), Options(), Limits(), 1)
    if interrupted:
        assert not read_all(order, journal, Folder(tmp_path), Silent(), lambda: True)
    else:
        with pytest.raises(UsageError):
            read_all(order, journal, Folder(tmp_path), Silent(), lambda: False)
    journal.close()
    assert [row.path for row in Journal(tmp_path / "journal", MAKER).rows()] == ["before.txt"]
