"""`extract compare`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from extract.commands.say import print_lines, write_stdout
from schemas.errors import InputError, RecordError

if TYPE_CHECKING:
    from schemas.plan import Plan


@click.command()
@click.argument("before", type=click.Path(path_type=Path))
@click.argument("after", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the changes as JSON.")
def compare(before: Path, after: Path, as_json: bool) -> None:
    """Show what changed between two records.

    BEFORE and AFTER are records that 'extract plan.pdf -o plan.json' wrote. Tasks are paired by
    their wording, whatever their numbers: '+' is new, '-' is gone, '~' has changed.
    """
    import msgspec

    from extract.compare import as_lines, compare_plans

    found = compare_plans(_load(before), _load(after))
    if as_json:
        write_stdout(msgspec.json.format(msgspec.json.encode(found), indent=2) + b"\n")
    else:
        print_lines(as_lines(found))


def _load(path: Path) -> Plan:
    from schemas.plan import load_plan

    try:
        return load_plan(path.read_bytes())
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from error
    except RecordError as error:
        raise InputError(f"{path}: {error}; 'extract plan.pdf -o plan.json' writes one") from error
