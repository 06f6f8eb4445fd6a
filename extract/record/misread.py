"""What is misread in the text of a recognised field: signs of numbers, words, specks of dust."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import regex

from normalize.writing.misread_signs import Repair, repair_numbers, repair_twins
from normalize.writing.spelling import repair
from schemas.plan import Span

SURE = 0.97
"""Of the words that Tesseract is this sure of, one in a thousand is wrong: they stay."""
INKY = 0.3
"""Single letters below this confidence are dust."""
DUSTY = 0.7
"""Signs below this confidence that do not punctuate a cell are dust."""

_BETWEEN = frozenset("-–—~+&=<>≤≥/%")
"""Signs that mean something between two words, above all between two dates."""
_DUST = regex.compile(r"[ˆ˜^_|~¬`]+$|^['‘’`ˆ_|~¬]+(?=[\p{L}\p{N}])")
_END_DUST = regex.compile(r"(?<=[\p{L}\d])\s?[:,'‘’`~^*_|]+$")
"""Signs that end no cell of times or offices, and that specks of dust are read as."""
_QUOTE = regex.compile(r"['‘’`]")
"""A quotation mark; one alone at the beginning of a word opens nothing."""

Word = tuple[Span, float]
"""Where a word stands in its field, and how sure its recognition is."""


def changes_of(text: str, words: Sequence[Word], *, short: bool) -> list[Repair]:
    """What is misread in a field of one line, in the order of its text; ``short``: no
    sign ends it.
    """
    sure = frozenset(at for span, confidence in words if confidence >= SURE for at in range(*span))
    return _first_ranked(
        [*repair_numbers(text)[1], *repair_twins(text)[1]],
        repair(text, sure)[1],
        list(_dust_of(text, words)),
        _dust_at_end(text) if short else [],
    )


def _first_ranked(*ranks: Iterable[Repair]) -> list[Repair]:
    """The changes of all ranks, but those that touch what one of a rank before them changes."""
    found: list[Repair] = []
    taken: set[int] = set()
    for rank in ranks:
        found += (free := [one for one in rank if taken.isdisjoint(range(*one.span))])
        taken.update(at for one in free for at in range(*one.span))
    return sorted(found)


def _dust_of(text: str, words: Sequence[Word]) -> Iterator[Repair]:
    """What specks of dust left of words that were badly recognised, or beside them."""
    quoted = len(_QUOTE.findall(text)) > 1
    for span, confidence in words:
        opens_nothing = not quoted and _QUOTE.match(text, span[0]) is not None
        if confidence < (SURE if opens_nothing else DUSTY):
            yield from _dust(text, span, confidence)


def _dust(text: str, span: Span, confidence: float) -> Iterator[Repair]:
    """A word of dust, or the signs of dust at a word, to be taken away."""
    start, end = span
    if _is_speck(text, span, confidence):
        start -= start > 0  # with the blank before it
        yield Repair((start, end), text[start:end], "")
    elif _is_sign_between(text, span):
        return
    elif match := _DUST.search(text[start:end]):
        yield Repair((start + match.start(), start + match.end()), match.group(), "")


def _is_speck(text: str, span: Span, confidence: float) -> bool:
    """Whether a word is no more than dust: signs that mean nothing there, or a letter
    hardly seen.
    """
    word = text[slice(*span)]
    letters = sum(letter.isalnum() for letter in word)
    if not letters:
        return not _is_sign_between(text, span)
    return letters == 1 and confidence < INKY and span[0] > 0 and not word.isdigit()


def _is_sign_between(text: str, span: Span) -> bool:
    """Whether a word is signs that mean something between the words on both sides of it."""
    start, end = span
    meant = _BETWEEN.issuperset(text[start:end])
    return meant and bool(text[:start].strip()) and bool(text[end:].strip())


def _dust_at_end(text: str) -> list[Repair]:
    match = _END_DUST.search(text)
    return [Repair(match.span(), match.group(), "")] if match else []
