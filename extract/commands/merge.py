"""`extract merge`: datasets made in parts become one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from extract.batch.finish import finish_dataset
from extract.batch.folder import HIDDEN, Folder, hold_output
from extract.batch.journal import open_journal
from extract.batch.order import maker_of
from extract.cloud.address import is_address, join_address, open_address, plain, said_as
from extract.commands.say import say
from extract.options import Options
from schemas.errors import InputError

_JOURNAL = f"{HIDDEN}/journal.sqlite"


@click.command()
@click.argument("datasets", nargs=-1, required=True)
@click.option("-o", "--output", required=True, help="The folder, or the address, of the whole dataset.")
@click.option("--state", type=click.Path(path_type=Path), help="Where the journal of a dataset at an address is kept.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
def merge(datasets: tuple[str, ...], output: str, state: Path | None, quiet: bool) -> None:
    """Join datasets that were made in parts (--shard) into one.

    A file or a document that several parts hold stands in the whole once.
    """
    parts = [plain(dataset) for dataset in datasets]
    for part in parts:
        if not is_address(part) and not (Path(part) / _JOURNAL).exists():
            raise InputError(f"{part}: no dataset that this program has made")
    with hold_output(plain(output), state) as folder, open_journal(folder.journal, maker_of(Options())) as journal:
        for part in parts:
            with _journal_of(part, folder) as file:
                journal.absorb(file)
        finish_dataset(folder, journal)
        files = journal.counts().files
    if not quiet:
        say(f"{folder.name}: {files} files from {len(parts)} datasets")


@contextmanager
def _journal_of(part: str, folder: Folder) -> Iterator[Path]:
    """A part's journal; for a part behind an address, a copy while the block lasts."""
    if not is_address(part):
        yield Path(part) / _JOURNAL
        return
    copy = folder.temporary / "part.sqlite"
    with said_as(InputError, f"{part}: no dataset that this program has made"):
        place = open_address(join_address(part, _JOURNAL))
        place.files.get_file(place.path, str(copy))
    try:
        yield copy
    finally:
        for file in folder.temporary.glob("part.sqlite*"):
            file.unlink()
