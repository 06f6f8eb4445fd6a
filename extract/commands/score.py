"""`extract score`."""

from __future__ import annotations

from pathlib import Path

import click

from extract.commands.say import print_lines, write_stdout


@click.command()
@click.argument("gold", type=click.Path(path_type=Path))
@click.argument("predicted", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@click.option("--by-document", is_flag=True, help="A table for every document, not only the total.")
def score(gold: Path, predicted: Path, as_json: bool, by_document: bool) -> None:
    """Measure records against gold: what was read against what people annotated.

    Both are a record, or folders of records with the same file names. Printed are precision, recall
    and F1 a field, and the share of rows in which everything is right.
    """
    from extract.score import score_paths

    report = score_paths(gold, predicted)
    if as_json:
        write_stdout(report.as_json())
    else:
        print_lines(report.as_lines(by_document))
