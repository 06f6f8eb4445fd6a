"""Another journal's files and results, taken over; a record counts more than a failure."""

from __future__ import annotations

from collections.abc import Callable

from extract.batch.journal.base import Base
from extract.batch.journal.part import FileRow, Part, ResultRow, columns
from schemas.errors import InputError
from schemas.manifest import OK

Checked = Callable[[str, bytes], None]
"""Raises where a compressed record is not one of the source with that SHA-256."""


def absorb(base: Base, part: Part, check: Checked) -> None:
    """Take over what a part holds.

    Raises:
        InputError: the part is damaged, or has another file at a path than a part before it.
    """
    for file in part.files():
        _take_file(base, part, file)
    for result in part.results():
        _take_result(base, part, result, check)
    base.note_change()


def _take_file(base: Base, part: Part, file: FileRow) -> None:
    known = base.execute(
        "SELECT sha256 FROM files WHERE path = ? AND run = ?", (file.path, base.run)
    ).fetchone()
    if known and known[0] and file.sha256 and known[0] != file.sha256:
        raise InputError(
            f"{part.name}: its '{file.path}' is another file than that of a part before; datasets "
            "of several inputs are one where one command names them all"
        )
    if known and not file.sha256:
        return
    marks = ", ".join("?" * (len(file) + 1))
    query = f"INSERT OR REPLACE INTO files ({columns(FileRow)}, run) VALUES ({marks})"
    base.execute(query, (*file, base.run))


def _take_result(base: Base, part: Part, result: ResultRow, check: Checked) -> None:
    known = base.execute(
        "SELECT status, run FROM results WHERE sha256 = ?", (result.sha256,)
    ).fetchone()
    if known and known[1] == base.run and (known[0] == OK or result.status != OK):
        return
    record = part.record(result.sha256) if result.status == OK else None
    if record is None and result.status == OK:
        raise InputError(f"{part.name}: is damaged: the record of {result.sha256} is not there")
    marks = ", ".join("?" * (len(result) + 1))
    base.execute("DELETE FROM records WHERE sha256 = ?", (result.sha256,))
    if record is not None:
        try:
            check(result.sha256, record)
        except InputError as error:
            raise InputError(
                f"{part.name}: is damaged: the record of {result.sha256} {error}"
            ) from error
        base.execute("INSERT INTO records VALUES (?, ?)", (result.sha256, record))
    base.execute(
        f"INSERT OR REPLACE INTO results ({columns(ResultRow)}, run) VALUES ({marks})",
        (*result, base.run),
    )
