"""What the options of the main job may be, which of them were given, what they say together, and
what a shell completes.
"""

from __future__ import annotations

import math
from typing import Any

import click
from click.core import ParameterSource
from click.shell_completion import CompletionItem

from extract.emit.formats import Choices
from extract.emit.xlsx.kept_row import KeptRow
from extract.options import Options
from schemas.errors import UsageError


def complete_files(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """What a shell completes with the names of files and folders."""
    return [CompletionItem(incomplete, type="file")]


class Count(click.IntRange):
    """A whole number, called so in messages."""

    name = "whole number"


class Seconds(click.FloatRange):
    """A number of seconds."""

    name = "number of seconds"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """As the class above, which lets NaN through:
        it is below no other number and above none.
        """
        found = super().convert(value, param, ctx)
        if math.isnan(found):
            self.fail(f"{value} is no number.", param, ctx)
        return found


def delimiter(text: str) -> str:
    """What separates cells: one character, not one of CSV's own."""
    if text == r"\t":
        return "\t"
    if len(text) != 1 or text in '"\r\n':
        raise UsageError(f"--csv-delimiter: one character is needed, such as ; and not '{text}'")
    return text


def refuse_idle(names: tuple[str, ...], why: str) -> None:
    """Refuse options that would do nothing here: who gives one expects that it does something."""
    for name in given_of(names):
        raise UsageError(f"{name} {why}")


def given_of(names: tuple[str, ...]) -> list[str]:
    """Those options that the command line holds, as it writes them."""
    context = click.get_current_context()
    given = (
        name for name in names if context.get_parameter_source(name) is ParameterSource.COMMANDLINE
    )
    return [f"--{name.replace('_', '-')}" for name in given]


def options_of(choices: dict[str, Any], batch: bool) -> Options:
    """The options of an extraction; in a batch documents run side by side,
    the pages of each in turn.
    """
    return Options(
        ocr=choices["ocr"],
        engine=choices["engine"],
        year=choices["year"],
        max_pages=choices["max_pages"],
        personal=not choices["no_personal"],
        jobs=1 if batch else choices["jobs"] or 0,
        cache=not choices["no_cache"],
        cage=not choices["no_cage"],
        timeout=choices["timeout"],
        show_redacted=choices["show_redacted"],
    )


def format_choices(choices: dict[str, Any], kept: tuple[KeptRow, ...] = ()) -> Choices:
    """What was chosen about the formats of one document's outputs; ``kept`` is what workbooks take
    along from older ones.
    """
    return Choices(
        table=choices["table"],
        delimiter=choices["csv_delimiter"],
        guard_dates=choices["csv_guard_dates"],
        headings=choices["headings"],
        ics=choices["ics"],
        ongoing=choices["ics_ongoing"],
        language=choices["lang"] or "vi",
        kept=kept,
    )
