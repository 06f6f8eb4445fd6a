"""Pages without some of the letters that stand on them: those around stamps or across the page,
and those that it does not show.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain

from extract.read.pdf.built import Drawn, fast_page, frame_of, glyph_page, line_spans
from extract.read.pdf.glyphs import Glyphs, looks_broken
from extract.read.pdf.letters import is_plain
from extract.read.pdf.mender import Mended
from extract.read.pdf.turns import count_turns, runs_straight
from extract.read.words import lines_of
from schemas.page import Page, Unseen
from schemas.vocabulary import HiddenReason


def partial_page(
    drawn: Drawn,
    number: int,
    text: str,
    stamps: list[list[int]],
    unseen: Mapping[int, HiddenReason],
    mended: Mended | None,
) -> Page:
    """A page without the letters that stand around its stamps, or across it as a watermark,
    and without those that it does not show.
    """
    taken = {*chain.from_iterable(stamps), *unseen}
    own = [index for index in drawn.indices if index not in taken]
    frames = [frame_of(drawn.page, turn) for turn in _turns(drawn, own)]
    spans = _spans_without(text, taken) if _is_sound(drawn, text, mended) else []
    letters = mended.letters if mended else None
    if spans and [frame.quarters for frame in frames] == [0]:
        found = fast_page(drawn, number, frames[0], spans)
    else:
        found = glyph_page(drawn, number, frames, own, letters)
        found.repair = mended.encodings if mended else ""
    glyphs = Glyphs(drawn.text_page, frames[0], drawn.letters, letters)
    _lay(found, drawn, glyphs, stamps)
    found.unseen.extend(_unseen_lines(drawn, glyphs, unseen))
    return found


def _lay(found: Page, drawn: Drawn, glyphs: Glyphs, stamps: list[list[int]]) -> None:
    """Add the letters around stamps and across the page."""
    for run in stamps:
        laid = found.watermarks if runs_straight(drawn.text_page, run) else found.stamps
        laid.append(glyphs.ring(run))


def _turns(drawn: Drawn, own: list[int]) -> list[int]:
    """The quarter turns of a page's own letters, the most frequent first."""
    return [turn for turn, _ in count_turns(drawn.text_page, own).most_common()] or [0]


def _is_sound(drawn: Drawn, text: str, mended: Mended | None) -> bool:
    return mended is None and not looks_broken(text) and is_plain(drawn.text_page, text)


def _unseen_lines(
    drawn: Drawn, glyphs: Glyphs, unseen: Mapping[int, HiddenReason]
) -> Iterator[Unseen]:
    """What the page does not show, line by line."""
    for reason in sorted(set(unseen.values())):
        words = glyphs.words(index for index in drawn.indices if unseen.get(index) == reason)
        for line in lines_of(words):
            yield Unseen(reason, line.text, line.box)


def _spans_without(text: str, taken: set[int]) -> list[tuple[int, int]]:
    """The lines of a text without what is taken: the engine may write that behind a line of the
    page's own.
    """
    own: list[tuple[int, int]] = []
    for start, end in line_spans(text):
        kept = [at for at in range(start, end) if at not in taken and not text[at].isspace()]
        for at, index in enumerate(kept):
            parted = at and any(between in taken for between in range(kept[at - 1], index))
            if at and not parted:
                own[-1] = (own[-1][0], index + 1)
            else:
                own.append((index, index + 1))
    return own
