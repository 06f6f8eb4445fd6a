"""What a worker does: functions from bytes to bytes, named by `extract.isolate.messages.Job`."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from extract.emit.formats import format_of
from extract.emit.rows import TableName
from extract.options import Options


class RenderOrder(msgspec.Struct, frozen=True, kw_only=True):
    """One document to be written in a format; ``path`` is the file system's, ``output`` ends as the format does."""

    path: bytes
    output: str
    table: TableName
    delimiter: str
    options: Options


class Rendered(msgspec.Struct, frozen=True, kw_only=True):
    """The output's bytes, and the record's problems as (severity, code, message)."""

    data: bytes
    problems: list[tuple[str, str, str]]


RENDER = "extract.jobs:render"


def render(argument: bytes) -> bytes:
    """A `RenderOrder` → a `Rendered`."""
    from extract.pipeline import extract_plan

    order = msgspec.msgpack.decode(argument, type=RenderOrder)
    path = Path(os.fsdecode(order.path))
    plan = extract_plan(path, order.options, name=printable_name(order.path))
    data = format_of(Path(order.output))(plan, order.table, order.delimiter)
    problems = [(str(problem.severity), problem.code, problem.message) for problem in plan.problems]
    return msgspec.msgpack.encode(Rendered(data=data, problems=problems))


def printable_name(path: bytes) -> str:
    r"""The last part of a path as text; bytes that are no UTF-8 become ``\xNN``."""
    return os.path.basename(path).decode("utf-8", "backslashreplace")
