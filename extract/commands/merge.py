"""`extract merge`: datasets made in parts become one."""

from __future__ import annotations

from pathlib import Path

import click

from extract.batch.finish import finish_dataset
from extract.batch.folder import HIDDEN, hold_folder
from extract.batch.journal import Journal
from extract.batch.order import maker_of
from extract.commands.say import say
from extract.options import Options
from schemas.errors import InputError


@click.command()
@click.argument("datasets", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="The folder of the whole dataset.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
def merge(datasets: tuple[Path, ...], output: Path, quiet: bool) -> None:
    """Join datasets that were made in parts (--shard) into one.

    A file or a document that several parts hold stands in the whole once.
    """
    journals = [dataset / HIDDEN / "journal.sqlite" for dataset in datasets]
    for dataset, file in zip(datasets, journals, strict=True):
        if not file.exists():
            raise InputError(f"{dataset}: no dataset that this program has made")
    with hold_folder(output) as folder:
        journal = Journal(folder.journal, maker_of(Options()))
        try:
            for file in journals:
                journal.absorb(file)
            finish_dataset(output, journal)
            files, _ = journal.counts()
        finally:
            journal.close()
    if not quiet:
        say(f"{output}: {files} files from {len(datasets)} datasets")
