"""`extract merge`: datasets made in parts become one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import click

from extract.batch.finish import finish_dataset
from extract.batch.folder import Folder
from extract.batch.journal import Journal, open_journal
from extract.batch.journal.merge import absorb
from extract.batch.journal.part import open_part
from extract.batch.order import maker_of
from extract.batch.output import hold_output
from extract.batch.parts import check_parts
from extract.cloud.address import is_address, join_address, open_address, plain, said_as
from extract.commands.choices import complete_files
from extract.commands.say import say
from extract.emit.dataset.place import HIDDEN
from extract.options import Options
from extract.process.jobs import check_record
from schemas.errors import InputError

_JOURNAL = f"{HIDDEN}/journal.sqlite"


@click.command()
@click.argument("datasets", nargs=-1, required=True, shell_complete=complete_files)
@click.option(
    "-o",
    "--output",
    required=True,
    shell_complete=complete_files,
    help="The folder, or the address, of the whole dataset.",
)
@click.option(
    "--state",
    type=click.Path(path_type=Path),
    help="Where the journal of a dataset at an address is kept.",
)
@click.option(
    "--overwrite",
    is_flag=True,
    help="Replace files of the dataset OUTPUT that somebody has changed.",
)
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
def merge(
    datasets: tuple[str, ...], output: str, state: Path | None, overwrite: bool, quiet: bool
) -> None:
    """Join datasets made in parts (--shard) into one; it holds what they hold, no more.

    All parts must be there, each once, and cut from the same files. Datasets made without --shard
    are joined where no path stands for two files. A document that several parts hold stands in the
    whole once.
    """
    parts = list(dict.fromkeys(plain(dataset).rstrip("/") or "/" for dataset in datasets))
    for part in parts:
        if not is_address(part) and not (Path(part) / _JOURNAL).is_file():
            raise InputError(f"{part}: no dataset that this program has made")
    with (
        hold_output(plain(output), state, overwrite) as folder,
        open_journal(folder.journal, maker_of(Options())) as journal,
    ):
        try:
            _take_parts(parts, folder, journal)
        except BaseException:
            journal.base.rollback()
            raise
        finish_dataset(folder, journal)
        files, left = journal.counts().files, journal.left()
    if not quiet:
        said = (
            f"; partial: {left} files are still to be read by the command that makes their part"
            if left
            else ""
        )
        say(f"{folder.name}: {files} files from {len(parts)} datasets{said}")


def _take_parts(parts: list[str], folder: Folder, journal: Journal) -> None:
    """The journals of all parts into that of the whole, once they are seen to fit together."""
    with ExitStack() as opened:
        found = [
            opened.enter_context(
                open_part(
                    part, opened.enter_context(_journal_of(number, part, folder)), journal.base
                )
            )
            for number, part in enumerate(parts)
        ]
        check_parts(found)
        for part in found:
            absorb(journal.base, part, check_record)
    journal.end_merge()


@contextmanager
def _journal_of(number: int, part: str, folder: Folder) -> Iterator[Path]:
    """A part's journal; for a part behind an address, a copy while the block lasts."""
    if not is_address(part):
        yield Path(part) / _JOURNAL
        return
    copy = folder.temporary / f"part-{number}.sqlite"
    with said_as(InputError, f"{part}: no dataset that this program has made"):
        place = open_address(join_address(part, _JOURNAL))
        place.files.get_file(place.path, str(copy))
    try:
        yield copy
    finally:
        for ending in ("", "-wal", "-shm"):
            copy.with_name(f"{copy.name}{ending}").unlink(missing_ok=True)
