"""What stands beside the data of a record: words that were set aside by kind,
letters that the source does not show.
"""

from __future__ import annotations

from collections.abc import Iterator

from extract.record.evidence import where_of
from normalize.writing.text import squeeze
from schemas.document import Document, Fragment, Grid, HiddenText, Source, TableBlock
from schemas.plan import Furniture, FurnitureKind, Hidden, Ink, Problem, Unread, Where
from schemas.problem import problem

_SAID = 80
"""Code points of a text that a message quotes."""


_KINDS: dict[str, FurnitureKind] = {
    "page_number": "page-number",
    "running_head": "running-head",
    "signature_overlay": "signature",
    "stamp": "stamp",
    "watermark": "watermark",
    "footer": "footer",
    "margin": "margin",
    "header": "header",
    "form_field": "form-field",
    "annotation": "annotation",
}


def list_furniture(document: Document) -> tuple[Furniture, ...]:
    """What was set aside, each text once with all its places: with the text and what is unplaced
    it holds every letter of the source. Header rows that a table shows again are running heads.
    """
    places: dict[tuple[FurnitureKind, str], list[Where]] = {}
    for kind, fragment in _set_aside(document):
        text = squeeze(fragment.text.replace("\n", " "))
        if text and fragment.span is None:
            places.setdefault((kind, text), []).append(where_of(fragment.place, None))
    return tuple(
        Furniture(kind=kind, text=text, where=tuple(where))
        for (kind, text), where in places.items()
    )


def _set_aside(document: Document) -> Iterator[tuple[FurnitureKind, Fragment]]:
    """The fragments that stand in no part of the text."""
    for one in document.furniture:
        if one.kind in _KINDS:
            yield from ((_KINDS[one.kind], fragment) for fragment in one.fragments)
    for block in document.blocks:
        if isinstance(block, TableBlock):
            yield from (("running-head", fragment) for fragment in _shown_again(block.grid))


def _shown_again(grid: Grid) -> Iterator[Fragment]:
    """The fragments of header rows that later pages show again, each cell's once."""
    seen = {id(cell) for row in grid.rows for cell in row} if grid.repeated else set()
    for cell in (cell for row in grid.repeated for cell in row):
        if id(cell) not in seen:
            seen.add(id(cell))
            yield from cell.fragments


def list_hidden(found: list[HiddenText], *, show_redacted: bool) -> tuple[Hidden, ...]:
    """The letters that the source does not show, each text once with all its places;
    those that were blacked out only where they are asked for.
    """
    places: dict[tuple[str, str, int], tuple[HiddenText, list[Where]]] = {}
    for number, one in enumerate(found):
        # what was blacked out may not be told from another by being put together with it
        own = number if one.reason == "redacted" and not show_redacted else -1
        known = places.setdefault((one.reason, one.text, own), (one, []))
        known[1].append(where_of(one.place, None))
    return tuple(
        Hidden(
            reason=one.reason,
            text=one.text if one.reason != "redacted" or show_redacted else None,
            where=tuple(where),
        )
        for one, where in places.values()
    )


def list_pictures(read: Source) -> tuple[Unread, ...]:
    """The pictures that seem to hold text nobody read."""
    return tuple(
        Unread(kind="picture", text="", where=(where_of(place, None),)) for place in read.pictures
    )


def list_ink(read: Source) -> Ink:
    """Ink that nothing explains, on the pages that were looked at: those with pictures."""
    return Ink(pages=read.looked_at, unexplained=tuple(where_of(place, None) for place in read.ink))


def check_seen(read: Source) -> Iterator[Problem]:
    """Pictures and ink that were not read, a problem each."""
    for place in read.pictures:
        said = "a picture seems to hold lines of text, which were not read"
        yield problem(code="picture-unread", message=said, where=(where_of(place, None),))
    for place in read.ink:
        said = f"page {place.page} shows ink in which no letters were recognised"
        yield problem(code="ink-unread", message=said, where=(where_of(place, None),))


def check_hidden(hidden: tuple[Hidden, ...]) -> Iterator[Problem]:
    """One problem for everything hidden, one more where a redaction left its letters."""
    left = [one for one in hidden if one.reason == "redacted"]
    if hidden:
        reasons = ", ".join(sorted({one.reason for one in hidden}))
        first = next((one.text for one in hidden if one.text), None)
        quoted = f": '{first[:_SAID]}'" if first else ""
        yield problem(
            code="hidden-text",
            message=f"letters that are not shown ({reasons}): {len(hidden)} texts{quoted}",
            where=_places(hidden),
        )
    if left:
        yield problem(
            code="redaction-left-text",
            message=f"words were blacked out, and their letters are still there: {len(left)} texts",
            where=_places(tuple(left)),
        )


def _places(hidden: tuple[Hidden, ...]) -> tuple[Where, ...]:
    return tuple(where for one in hidden for where in one.where)
