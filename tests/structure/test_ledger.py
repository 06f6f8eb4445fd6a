"""Every visible character of a source is placed once or listed."""

from __future__ import annotations

import copy
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from extract.structure.ledger import list_fragments, settle, visible
from schemas.document import Block, Cell, Document, Fragment, Furniture, Grid, Paragraph, Place, TableBlock

WORDS = st.text(alphabet="Kếhoạch 123", min_size=1, max_size=8).filter(str.strip)


def document_of(blocks: list[Block]) -> Document:
    """A document that holds the blocks as they are."""
    held: list[Paragraph | TableBlock] = [
        TableBlock(block) if isinstance(block, Grid) else block for block in blocks if not isinstance(block, Furniture)
    ]
    furniture = [block for block in blocks if isinstance(block, Furniture)]
    return Document("", held, furniture=furniture)


@st.composite
def sources(draw: st.DrawFn) -> list[Block]:
    """Blocks of every kind, each fragment at a place of its own or at a shared one."""

    def fragment() -> Fragment:
        return Fragment(draw(WORDS), Place(page=draw(st.integers(1, 3))))

    blocks: list[Block] = []
    for kind in draw(st.lists(st.sampled_from(["paragraph", "furniture", "grid"]), max_size=6)):
        piece = fragment()
        if kind == "paragraph":
            blocks.append(Paragraph(piece.text, (piece,)))
        elif kind == "furniture":
            blocks.append(Furniture("footer", (piece,)))
        else:
            other = fragment()
            merged = Cell(other.text, (other,))
            blocks.append(Grid([[Cell(piece.text, (piece,)), merged], [merged, Cell("", ())]]))
    return blocks


def letters(fragments: list[Fragment]) -> Counter[tuple[Place, str]]:
    return Counter((one.place, "".join(one.text.split())) for one in fragments)


@given(sources())
def test_a_document_that_holds_all_leaves_nothing(blocks: list[Block]) -> None:
    source = list_fragments(blocks)
    total = sum(visible(one.text) for one in source)
    assert settle(source, document_of(blocks)) == (total, total, [])
    # rebuilt fragments (cut, copied) are known by their place and letters
    assert settle(source, document_of(copy.deepcopy(blocks))) == (total, total, [])


@given(sources(), st.data())
def test_what_is_lost_is_listed(blocks: list[Block], data: st.DataObject) -> None:
    kept = [block for block in blocks if data.draw(st.booleans())]
    lost = [block for block in blocks if not any(block is one for one in kept)]
    source = list_fragments(blocks)
    for document in (document_of(kept), document_of(copy.deepcopy(kept))):
        characters, placed, unplaced = settle(source, document)
        assert characters == sum(visible(one.text) for one in source)
        assert placed + sum(visible(one.text) for one in unplaced) == characters
        assert letters(unplaced) == letters(list_fragments(lost))


@given(sources())
def test_what_is_held_twice_counts_once(blocks: list[Block]) -> None:
    source = list_fragments(blocks)
    characters, placed, unplaced = settle(source, document_of([*blocks, *copy.deepcopy(blocks)]))
    assert (placed, unplaced) == (characters, [])
