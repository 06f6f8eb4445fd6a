"""The straight line from bytes to a record: read, layout, structure, find, record."""

from __future__ import annotations

import hashlib
from pathlib import Path

from extract.find.deadlines import find_deadlines
from extract.find.duties import find_duties
from extract.find.passages import find_targets_in, with_table_targets
from extract.find.references import find_references
from extract.find.targets import find_targets
from extract.find.tasks import find_table
from extract.options import Options
from extract.reading import NEEDS_OCR, OnPage, read_source
from extract.record.build import Findings, build_plan
from extract.record.evidence import where_of
from extract.structure.document import build_document
from extract.structure.ledger import list_fragments, settle
from schemas.document import Document, Fragment
from schemas.errors import InputError, MissingProgramError, NotAdministrativeError
from schemas.plan import Coverage, Plan, Unplaced
from schemas.plan import Source as SourceRecord


def extract_plan(
    source: str | Path | bytes,
    options: Options | None = None,
    *,
    name: str | None = None,
    on_page: OnPage | None = None,
) -> Plan:
    """The record of one document.

    ``source`` is a path or the file's bytes; ``name`` stands in the record for bytes that have no file name.
    ``on_page(done, total)`` is called after every page; ``total`` is 0 while it is not known.

    Raises:
        ExtractError: there is no result; its subclasses carry the command's exit codes.
    """
    options = options or Options()
    data = source if isinstance(source, bytes) else _read_bytes(Path(source))
    name = name or ("document" if isinstance(source, bytes) else Path(source).name)
    read = read_source(data, options, on_page)
    fragments = list_fragments(read.blocks)
    document = build_document(read)
    tables = [find_table(block) for block in document.tables]
    findings = Findings(
        tables=tables,
        references=find_references(document.text),
        targets=with_table_targets(find_targets_in(document, find_targets), tables, document.text),
        duties=find_duties(document),
        deadlines=[mention.span for mention in find_deadlines(document.text)],
    )
    about = SourceRecord(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=read.media_type,
        bytes=len(data),
        pages=read.pages,
        text_layer=read.text_layer,
    )
    plan = build_plan(about, read, document, findings, _coverage(fragments, document), options)
    if _is_empty(plan):
        if any(code in ("page-unread", "text-layer-broken") for code, _, _ in read.notes):
            raise MissingProgramError(NEEDS_OCR)
        raise NotAdministrativeError(
            "nothing of a Vietnamese administrative document is in it: no header, no reference, no task, no appendix"
        )
    return plan


def _read_bytes(path: Path) -> bytes:
    """The file's bytes.

    Raises:
        InputError: it is missing, a folder, not readable, or empty.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise InputError("no such file") from None
    except IsADirectoryError:
        raise InputError("is a folder, not a document") from None
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}") from error
    return data


def _coverage(source: list[Fragment], document: Document) -> Coverage:
    characters, placed, unplaced = settle(source, document)
    return Coverage(
        characters=characters,
        placed=placed,
        unplaced=tuple(Unplaced(text=one.text, where=where_of(one.place, one.span)) for one in unplaced),
    )


def _is_empty(plan: Plan) -> bool:
    """Whether nothing of an administrative document was found."""
    header = plan.header
    named = header.code or header.kind or header.issued_on
    attached = any(table.appendix for table in plan.tables)
    return not named and not attached and not plan.references and not plan.tasks
