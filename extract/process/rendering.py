"""One document → its outputs' bytes: the job of the command for one document."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from extract.cloud.fetch import local_copy
from extract.emit.formats import TableChoice, format_of, remark_of
from extract.emit.rows import TableName
from extract.options import Options
from extract.pipeline.given import read_bytes, read_record
from extract.process.jobs import printable_name
from extract.process.page_watch import tell_pages
from schemas.errors import UsageError
from schemas.plan import Plan
from schemas.vocabulary import Severity


class RenderOrder(msgspec.Struct, frozen=True, kw_only=True):
    """One document to be written in some formats; ``path`` is the file system's, ``endings`` choose
    the formats.

    ``name`` is what the record calls the document, None for the last part of its path. ``reading``
    are the options the caller gave that are about reading: a record made before is not read, so
    they would do nothing.
    """

    path: bytes
    endings: list[str]
    table: TableName
    delimiter: str
    guard_dates: bool
    options: Options
    name: str | None = None
    reading: list[str] = []


class Rendered(msgspec.Struct, frozen=True, kw_only=True):
    """The outputs' bytes by ending, the record's problems as (severity, code, message), what
    formats left out.
    """

    data: dict[str, bytes]
    problems: list[tuple[Severity, str, str]]
    remarks: list[str] = []


RENDER = "extract.process.rendering:render"


def render(argument: bytes) -> bytes:
    """A `RenderOrder` → a `Rendered`."""
    from extract.process.kept_patterns import kept_patterns

    order = msgspec.msgpack.decode(argument, type=RenderOrder)
    with local_copy(order.path) as copy, kept_patterns():
        plan = _plan_of(order, read_bytes(Path(os.fsdecode(copy))))
        choice = TableChoice(order.table, order.delimiter, order.guard_dates)
        names = [Path(f"output{ending}") for ending in dict.fromkeys(order.endings)]
        data = {name.suffix: format_of(name)(plan, choice) for name in names}
    problems = [(problem.severity, problem.code, problem.message) for problem in plan.problems]
    remarks = [remark for name in names if (remark := remark_of(name, plan))]
    return msgspec.msgpack.encode(Rendered(data=data, problems=problems, remarks=remarks))


def _plan_of(order: RenderOrder, data: bytes) -> Plan:
    """The record that the bytes are, or that of the document they are."""
    plan = read_record(data, order.options.personal)
    if plan is None:
        from extract.pipeline.extract import extract_plan

        name = order.name or printable_name(order.path)
        return extract_plan(data, order.options, name=name, on_page=tell_pages)
    if order.reading:
        raise UsageError(
            f"is a record made before, nothing is read anew: {order.reading[0]} would do nothing"
        )
    return plan
