"""`extract schema`."""

from __future__ import annotations

import click

from extract.commands.say import write_stdout


@click.command()
def schema() -> None:
    """Print the JSON Schema of the record."""
    import msgspec

    from schemas.plan import plan_schema

    write_stdout(msgspec.json.format(msgspec.json.encode(plan_schema()), indent=2) + b"\n")
