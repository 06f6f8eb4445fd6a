"""One document → one output. The document is read in a limited process of its own; only this one writes."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from extract.cloud.address import is_address
from extract.cloud.fetch import write_object
from extract.commands.bars import Bar, terminal_bar
from extract.commands.say import say, write_stdout
from extract.emit.files import write_whole
from extract.emit.formats import format_of
from extract.options import Options
from extract.process.jobs import RENDER, Rendered, RenderOrder
from extract.process.messages import Limits, Outcome, distrusted
from extract.process.page_credit import page_credit
from extract.process.pool import run_alone

_STANDARD = Path("record.json")
STRICT_FAILED = 1


def run_one(document: str, output: str | None, options: Options, choices: dict[str, Any]) -> None:
    """Write the record of a document; both may be addresses.

    Raises:
        SystemExit: it has no record; the line that says why was said. Or --strict, and a serious problem.
    """
    form = _STANDARD if output is None else Path(output)
    format_of(form)
    order = RenderOrder(
        path=os.fsencode(document),
        output=f"output{form.suffix}",
        table=choices["table"],
        delimiter=choices["csv_delimiter"],
        guard_dates=choices["csv_guard_dates"],
        options=options,
    )
    limits = Limits(timeout=choices["timeout"], memory=choices["max_memory"])
    # What opens an address starts threads, and a process of several threads is not to be forked.
    far = is_address(document)
    pages = page_credit(order.path, options.max_pages)
    argument = msgspec.msgpack.encode(order)
    with terminal_bar(choices["quiet"]) as bar:
        on_pages = partial(_show_pages, bar)
        outcome = run_alone(RENDER, argument, limits, cold=not far, on_pages=on_pages, pages=pages)
    rendered = _rendered(document, outcome, choices["verbose"])
    if output is None:
        write_stdout(rendered.data)
    elif is_address(output):
        write_object(output, rendered.data)
    else:
        write_whole(form, rendered.data)
    _tell_problems(document, rendered, choices["quiet"], choices["verbose"])
    if choices["strict"] and any(severity == "error" for severity, _, _ in rendered.problems):
        raise SystemExit(STRICT_FAILED)


def _show_pages(bar: Bar, done: int, total: int) -> None:
    wordings = (f"{done} of {total} pages recognised", f"{done}/{total} pages", f"{done}/{total}")
    bar.show(done, total, wordings)


def _rendered(document: str, outcome: Outcome, verbose: int) -> Rendered:
    """What the worker gave; where it gave nothing, one line says why."""
    if outcome.result is not None:
        try:
            return msgspec.msgpack.decode(outcome.result, type=Rendered)
        except msgspec.MsgspecError:
            outcome = distrusted(outcome)
    if verbose > 1:
        for line in outcome.trace.splitlines():
            say(line)
    error = str(outcome.error).removeprefix(f"{document}: ")
    say(f"extract: {document}: {error}")
    raise SystemExit(outcome.exit_code)


def _tell_problems(document: str, rendered: Rendered, quiet: bool, verbose: int) -> None:
    """One line on how many problems there are; each of them with --verbose."""
    if quiet:
        return
    if verbose:
        for severity, code, message in rendered.problems:
            say(f"{document}: {severity}: {code}: {message}")
    if rendered.remark:
        say(f"{document}: {rendered.remark}")
    serious = sum(severity != "info" for severity, _, _ in rendered.problems)
    if serious:
        say(f"{document}: {serious} problem{'s' if serious > 1 else ''} to review (-v lists them)")
