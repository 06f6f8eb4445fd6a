"""The straight line from bytes to a record: read, layout, structure, find, record."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from extract.options import Options
from extract.pipeline.given import read_bytes
from extract.pipeline.page_clock import PageClock
from extract.pipeline.source import read_source
from extract.pipeline.watch import OnPage, Watch
from schemas.errors import MissingProgramError, NotAdministrativeError
from schemas.plan import Plan, Source


def extract_plan(
    source: str | Path | bytes,
    options: Options | None = None,
    *,
    name: str | None = None,
    on_page: OnPage | None = None,
) -> Plan:
    """The record of one document.

    ``source`` is a path or the file's bytes; ``name`` stands in the record for bytes that have no
    file name. ``on_page(done, total)`` is called after every page; ``total`` is 0 while it is not
    known.

    Raises:
        ExtractError: there is no result; its subclasses carry the command's exit codes.
    """
    options = options or Options()
    clock = PageClock(options)
    data = source if isinstance(source, bytes) else read_bytes(Path(source))
    name = name or ("document" if isinstance(source, bytes) else Path(source).name)
    name = _printable(name)
    watch = Watch(meanwhile=_load, clock=clock) if on_page is None else Watch(on_page, _load, clock)
    read = read_source(data, options, watch)
    about = Source(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=read.media_type,
        bytes=len(data),
        pages=read.pages,
        text_layer=read.text_layer,
    )
    from extract.pipeline.understand import understand  # not before the file is read: see there

    plan = understand(read, about, options)
    if _is_empty(plan):
        if read.failure:
            said = f"what was read is nothing of an administrative document; {read.failure}"
            raise type(read.failure)(said)
        if any(code in ("page-unread", "text-layer-broken") for code, _, _ in read.notes):
            from extract.pipeline.assemble import NEEDS_OCR

            raise MissingProgramError(NEEDS_OCR)
        raise NotAdministrativeError(
            "nothing of a Vietnamese administrative document is in it: no header, no reference, "
            "no task, no appendix"
        )
    return plan


def _printable(name: str) -> str:
    r"""A name as text; bytes that are no UTF-8 become ``\xNN``, as in the manifest of a dataset."""
    try:
        return os.fsencode(name).decode("utf-8", "backslashreplace")
    except UnicodeEncodeError:
        return name.encode("utf-8", "backslashreplace").decode()


def _load() -> None:
    """Load what comes behind the recognition of pages."""
    from extract.pipeline.understand import load_for_recognised

    load_for_recognised()


def _is_empty(plan: Plan) -> bool:
    """Whether nothing of an administrative document was found."""
    header = plan.header
    named = header.code or header.kind or header.issued_on
    attached = any(table.appendix for table in plan.tables)
    return not named and not attached and not plan.references and not plan.tasks
