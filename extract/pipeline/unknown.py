"""Letters that a document shows and nobody can tell, as
problems: a page's, or a part's, are one.
"""

from __future__ import annotations

from collections.abc import Iterator

from extract.structure.ledger import list_fragments
from schemas.document import Block, Place
from schemas.page import UNKNOWN_LETTER


def unknown_letters(blocks: list[Block]) -> Iterator[tuple[str, str, Place]]:
    """A note for every page (part, line) on which letters are unknown, at the first of them."""
    found: dict[tuple[int | None, str | None, int | None], tuple[int, Place]] = {}
    for fragment in list_fragments(blocks):
        count = fragment.text.count(UNKNOWN_LETTER)
        if count:
            place = fragment.place
            before, first = found.get((place.page, place.part, place.line), (0, place))
            found[place.page, place.part, place.line] = before + count, first
    for count, place in found.values():
        said = (
            f"letters that the file does not name: {count} from here on; "
            f"{UNKNOWN_LETTER} stands for each"
        )
        yield "letters-unknown", said, place
