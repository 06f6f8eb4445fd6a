"""From the blocks of a document to its record: structure, find, record.

Apart from `extract.pipeline.extract`, which reads first: a scan's first page goes to its program 70
of 470 ms earlier (measured over 25 starts) where what stands here is loaded beside it.
"""

from __future__ import annotations

import normalize
from extract.find.passages import find_targets_in, line_above
from extract.find.prose.agencies import load_agencies
from extract.find.prose.duties import find_duties
from extract.find.tables.tasks import find_table
from extract.options import Options
from extract.record.aside import list_ink
from extract.record.build import Findings, build_plan
from extract.record.evidence import where_of
from extract.structure.document import build_document
from extract.structure.ledger import list_fragments, settle, visible
from normalize.body.capitals import load_names
from normalize.body.places import load_bare_names
from normalize.citation.kind_words import load_kinds
from normalize.writing.syllable_counts import load_counts
from schemas.document import Document, Fragment, Paragraph, Source, TableBlock
from schemas.plan import Coverage, Plan, Unplaced
from schemas.plan import Source as SourceRecord


def understand(read: Source, about: SourceRecord, options: Options) -> Plan:
    """The record of what was read; ``about`` is the file it came from."""
    # a scan's pages are read while the patterns of quantities are made
    from normalize.quantity.mentions import find_stated

    fragments = list_fragments(read.blocks)
    document = build_document(read)
    tables = [
        find_table(block, line_above(document.text, block.span[0])) for block in document.tables
    ]
    deadlines = [mention.span for mention in normalize.find_deadlines(document.text)]
    findings = Findings(
        tables=tables,
        references=normalize.find_references(document.text),
        targets=find_targets_in(document, tables, deadlines, find_stated),
        duties=find_duties(document),
        deadlines=deadlines,
    )
    coverage = _coverage(fragments, document, read)
    plan = build_plan(about, read, document, findings, coverage, options)
    if options.personal:
        return plan
    from extract.record.personal import without_names

    return without_names(plan)


def load_for_recognised() -> None:
    """Load the tables and patterns that nearly every record of recognised words asks for."""
    load_counts()
    load_names()
    load_bare_names()
    load_agencies()
    load_kinds()
    normalize.find_deadlines("")


def _coverage(source: list[Fragment], document: Document, read: Source) -> Coverage:
    characters, placed, unplaced = settle(source, document)
    if read.text is not None:
        # the text is the file's own, signs of its markup too
        characters, placed = visible(document.text), placed - characters + visible(document.text)
    else:
        labels = sum(map(_label, document.blocks))
        characters, placed = characters + labels, placed + labels
    return Coverage(
        characters=characters,
        placed=placed,
        unplaced=tuple(
            Unplaced(text=one.text, where=where_of(one.place, one.span)) for one in unplaced
        ),
        ink=list_ink(read),
    )


def _label(block: Paragraph | TableBlock) -> int:
    """The letters of a label that Word numbers a paragraph with, which is in the text only."""
    return visible(block.marker) if isinstance(block, Paragraph) and block.fragments else 0
