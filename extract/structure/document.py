"""The blocks of a source become one document: text, header, numbered body, tables, signature."""

from __future__ import annotations

from typing import NamedTuple

from msgspec.structs import replace

from extract.structure.anchors import find_garbled, understood
from extract.structure.appendices import title_tables
from extract.structure.ending.adoption import find_adoption
from extract.structure.endings import Ending, opens_document, read_ending
from extract.structure.head.attached import Attached, find_attached, is_issuing
from extract.structure.head.attached_line import find_caption
from extract.structure.head.head import MAX_HEAD, FoundHead, find_head
from extract.structure.layout_tables import dissolved
from extract.structure.sections import find_parts
from extract.structure.tables.joins import join_blocks
from extract.structure.text import write_blocks
from schemas.document import Document, Paragraph, Source, TableBlock
from schemas.head import Field, Head, Signature

_GARBLED = 24
"""Lines in which the halves of a recognised head end, the right one read after the left one's
address.
"""


class _Parts(NamedTuple):
    """What the paragraphs of a document say: see `Document`."""

    head: Head
    signature: Signature
    recipients: tuple[Field, ...]
    body: list[Paragraph]
    issuing: Head | None
    caption: Field | None


def build_document(source: Source) -> Document:
    """The structured document; every span in it indexes its ``text``."""
    joined, furniture = join_blocks(source.blocks)
    written = write_blocks([one for block in joined for one in dissolved(block)], source.text)
    blocks = title_tables(written.blocks)
    paragraphs = [one for one in blocks if isinstance(one, Paragraph) and not one.note]
    parts = _read_parts(written.text, paragraphs)
    return Document(
        text=written.text,
        blocks=blocks,
        head=parts.head,
        signature=parts.signature,
        recipients=parts.recipients,
        body=parts.body,
        parts=find_parts(parts.body),
        tables=[one for one in blocks if isinstance(one, TableBlock)],
        furniture=furniture,
        anchors=written.anchors,
        issuing=parts.issuing,
        caption=parts.caption,
    )


def _read_parts(text: str, paragraphs: list[Paragraph]) -> _Parts:
    """Head, body and ending; those of the plan where a decision in the same file issues it."""
    meant = [*understood(paragraphs[:MAX_HEAD], text), *paragraphs[MAX_HEAD:]]
    found = find_head(text, meant)
    rest = paragraphs[found.length :]
    opened = any(opens_document(one) for one in paragraphs[: found.length])
    ending = read_ending(text, rest, opened=opened)
    garbled = find_garbled(paragraphs[: max(found.length, _GARBLED)])
    first = _Parts(
        head=_completed(found.head, garbled),
        signature=ending.signature,
        recipients=ending.recipients,
        body=ending.body,
        issuing=None,
        caption=find_caption(rest),
    )
    attached = _find_attached(text, found, ending)
    parts = first if attached is None else _with_attached(text, first, found.head, ending, attached)
    dated = (found.head if attached is None or not attached.own else attached.head).place_date
    adopted = find_adoption(text) if dated is None else None
    head = parts.head if adopted is None else replace(parts.head, adopted=adopted)
    return parts._replace(head=head)


def _completed(head: Head, garbled: Head) -> Head:
    """A head with what a pen wrote into it, where nothing was read."""
    return replace(garbled, **head.found())


def _find_attached(text: str, found: FoundHead, ending: Ending) -> Attached | None:
    """The plan behind a decision that names it in its title or its articles."""
    if not is_issuing(found.head):
        return None
    title = found.head.title.text if found.head.title is not None else ""
    named = " ".join([title, *(one.text for one in ending.body)])
    return find_attached(text, ending.behind, named)


def _with_attached(
    text: str, first: _Parts, issuing: Head, ending: Ending, attached: Attached
) -> _Parts:
    """The parts of a file that holds a decision and the plan it issues: those of the one with a
    number.
    """
    behind = ending.behind[attached.end :]
    own = read_ending(text, behind)
    parts = first._replace(issuing=issuing, caption=find_caption(behind))
    if not attached.own:
        return parts._replace(body=[*first.body, *own.body])
    return parts._replace(
        head=attached.head, signature=own.signature, recipients=own.recipients, body=own.body
    )
