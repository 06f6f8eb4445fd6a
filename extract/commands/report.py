"""`extract report`: a whole dataset as one page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from extract.commands.choices import complete_files
from extract.commands.say import say
from schemas.errors import UsageError

if TYPE_CHECKING:
    from extract.emit.words import Language


@click.command()
@click.argument("dataset", shell_complete=complete_files)
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="PAGE",
    shell_complete=complete_files,
    help="The page to write (.html).",
)
@click.option(
    "--lang",
    type=click.Choice(["vi", "en"]),
    default="vi",
    show_default=True,
    help="The language of the page's own words.",
)
@click.option(
    "--overwrite",
    is_flag=True,
    help="Replace a file that is no output of this program.",
)
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
def report(dataset: str, output: str, lang: Language, overwrite: bool, quiet: bool) -> None:
    """Show a whole dataset on one page.

    DATASET is a folder that 'extract plans/ -o dataset/' wrote. The page tells what it covers, when
    tasks are due, who is in charge, what is cited most, what to review, and which files failed and
    why. It needs no network, and is the same whenever it is made.

    \b
    extract report dataset/ -o report.html
    """
    from extract.emit.files import check_file, sweep_beside, write_whole
    from extract.emit.ours import is_page

    path = Path(output)
    if path.suffix.lower() not in (".html", ".htm"):
        raise UsageError(f"{output}: a report is a page; name it so (-o report.html)")
    check_file(path, None if overwrite else is_page)
    from extract.emit.report.page import report_bytes
    from extract.frames.dataset import open_dataset
    from extract.frames.figures import report_figures

    figures = report_figures(open_dataset(dataset))
    data = report_bytes(figures, lang)
    sweep_beside(path)
    check_file(path, None if overwrite else is_page)
    write_whole(path, data)
    if not quiet:
        say(f"{output}: {figures.totals.plans} documents, {figures.totals.failed} failed files")
