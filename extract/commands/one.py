"""One document → its outputs: read in a limited process of its own, written by this one."""

from __future__ import annotations

import os
from functools import partial
from typing import Any

import msgspec

from extract.cloud.address import is_address
from extract.commands.bars import Bar, terminal_bar
from extract.commands.choices import format_choices
from extract.commands.outputs import Outputs
from extract.commands.say import say, write_stdout
from extract.commands.standard_input import NAME, STANDARD_INPUT, spooled
from extract.options import Options
from extract.process.messages import Limits, Outcome, distrusted
from extract.process.page_credit import page_credit
from extract.process.pool import run_alone
from extract.process.rendering import RENDER, Rendered, RenderOrder

_STANDARD = ".json"
STRICT_FAILED = 1


def run_one(
    document: str,
    names: tuple[str, ...],
    options: Options,
    choices: dict[str, Any],
    reading: list[str],
) -> None:
    """Write the record of a document; it and its outputs may be addresses, "-" is standard input.

    ``reading`` are the options given that are about reading.

    Raises:
        SystemExit: it has no record; the line that says why was said. Or --strict, and a serious
            problem.
        ExtractError: the outputs cannot be written, or standard input cannot be read.
    """
    outputs = Outputs(names, choices["overwrite"])
    if document == STANDARD_INPUT or is_address(document) or os.path.exists(document):
        outputs.check(document)
    kept = outputs.kept()
    order = RenderOrder(
        path=os.fsencode(document),
        endings=outputs.endings or [_STANDARD],
        choices=format_choices(choices, kept),
        options=options,
        reading=reading,
        explain=choices["explain"],
    )
    if document == STANDARD_INPUT:
        with spooled(choices["max_memory"] << 20) as path:
            spool = msgspec.structs.replace(order, path=os.fsencode(path), name=NAME)
            rendered = _render("standard input", spool, outputs.are_far, choices)
    else:
        rendered = _render(document, order, outputs.are_far, choices)
    if names:
        outputs.write(rendered.data, document, kept)
    else:
        write_stdout(rendered.data[_STANDARD])
    for line in rendered.explained:
        say(line)
    _tell_problems(document, rendered, choices["quiet"], choices["verbose"])
    if choices["strict"] and any(severity == "error" for severity, _, _ in rendered.problems):
        raise SystemExit(STRICT_FAILED)


def _render(document: str, order: RenderOrder, far: bool, choices: dict[str, Any]) -> Rendered:
    """What a limited process makes of the document; where it makes nothing, one line says why."""
    limits = Limits(timeout=choices["timeout"], memory=choices["max_memory"])
    # What opens an address starts threads, and a process of several threads is not to be forked.
    far = far or is_address(order.path)
    pages = page_credit(order.path, order.options.max_pages)
    argument = msgspec.msgpack.encode(order)
    with terminal_bar(choices["quiet"]) as bar:
        on_pages = partial(_show_pages, bar)
        outcome = run_alone(RENDER, argument, limits, cold=not far, on_pages=on_pages, pages=pages)
    return _rendered(document, outcome, choices["verbose"])


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
    """One line on how many problems there are; with --verbose each, and how it was read."""
    if quiet:
        return
    if verbose:
        for detail in rendered.details:
            say(f"{document}: {detail}")
        for severity, code, message in rendered.problems:
            say(f"{document}: {severity}: {code}: {message}")
    for remark in rendered.remarks:
        say(f"{document}: {remark}")
    serious = sum(severity != "info" for severity, _, _ in rendered.problems)
    if serious:
        say(f"{document}: {serious} problem{'s' if serious > 1 else ''} to review (-v lists them)")
