"""One document → its outputs' bytes: the job of the command for one document."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from extract.cloud.fetch import local_copy
from extract.emit.formats import Choices, format_of, remark_of
from extract.options import Options
from extract.pipeline.given import read_bytes, read_record
from extract.process.jobs import printable_name
from extract.process.page_watch import tell_pages
from extract.read.sniff import CONVERTED
from schemas.errors import UsageError
from schemas.plan import Plan
from schemas.vocabulary import Severity


class RenderOrder(msgspec.Struct, frozen=True, kw_only=True):
    """One document to be written in some formats; ``path`` is the file system's,
    ``endings`` choose the formats, ``choices`` what they hold.

    ``name`` is what the record calls the document, None for the last part of its path. ``reading``
    are the options the caller gave that are about reading: a record made before is not read, so
    they would do nothing. ``explain`` asks for the lines that tell why tables are understood so.
    """

    path: bytes
    endings: list[str]
    choices: Choices
    options: Options
    name: str | None = None
    reading: list[str] = []
    explain: bool = False


class Rendered(msgspec.Struct, frozen=True, kw_only=True):
    """The outputs' bytes by ending, the record's problems as (severity, code, message), what
    formats left out; ``details`` are for who wants to know how it was read, ``explained`` says why
    columns have their roles.
    """

    data: dict[str, bytes]
    problems: list[tuple[Severity, str, str]]
    remarks: list[str] = []
    details: list[str] = []
    explained: list[str] = []


RENDER = "extract.process.rendering:render"


def render(argument: bytes) -> bytes:
    """A `RenderOrder` → a `Rendered`."""
    from extract.process.kept_patterns import kept_patterns

    order = msgspec.msgpack.decode(argument, type=RenderOrder)
    with local_copy(order.path) as copy, kept_patterns():
        data = read_bytes(Path(os.fsdecode(copy)))
        given = read_record(data, order.options.personal)
        plan = _read(order, data) if given is None else _as_given(order, given)
        names = [Path(f"output{ending}") for ending in dict.fromkeys(order.endings)]
        outputs = {name.suffix: format_of(name)(plan, order.choices) for name in names}
    problems = [(problem.severity, problem.code, problem.message) for problem in plan.problems]
    remarks = [remark for name in names if (remark := remark_of(name, plan, order.choices))]
    rendered = Rendered(
        data=outputs,
        problems=problems,
        remarks=remarks,
        details=[] if given is not None else _cage_of(plan, order.options),
        explained=_explain(plan) if order.explain else [],
    )
    return msgspec.msgpack.encode(rendered)


def _explain(plan: Plan) -> list[str]:
    from extract.find.tables.explain import explain_tables  # asked for by hand, and seldom

    return explain_tables(plan.tables) or ["no table to explain"]


def _read(order: RenderOrder, data: bytes) -> Plan:
    """The record of the document that the bytes are."""
    from extract.pipeline.extract import extract_plan

    name = order.name or printable_name(order.path)
    return extract_plan(data, order.options, name=name, on_page=tell_pages)


def _as_given(order: RenderOrder, plan: Plan) -> Plan:
    """A record made before, which options of reading do nothing to."""
    if order.reading:
        raise UsageError(
            f"is a record made before, nothing is read anew: {order.reading[0]} would do nothing"
        )
    return plan


def _cage_of(plan: Plan, options: Options) -> list[str]:
    """What LibreOffice was cut off from the network by, where it read the document."""
    if plan.source.media_type not in CONVERTED:
        return []
    if not options.cage:
        return ["read by LibreOffice, not cut off from the network (--no-cage)"]
    from extract.cage.network import cut_off

    cut = cut_off()
    layers = ", ".join(cut.layers) if cut else "nothing"
    return [f"read by LibreOffice, cut off from the network by {layers}"]
