"""Where points put somebody in charge: below which headings, and behind which sentences that open a list."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import regex

from extract.find.prose.openings import LONGEST_HEADING, Opening, is_stub, read_opening
from extract.find.prose.orders import find_orders
from normalize.body.duty_words import Use, duty_words, duty_words_pattern
from normalize.lexicon.phrases import any_of
from normalize.writing.text import squeeze, strip_marks
from schemas.document import Document, Paragraph, Part
from schemas.plan import Span

_FEWEST_OF_RUN = 2
_SHORT_HEADING = 40
"""Characters of a heading that only says that work is given, below an order that named somebody."""
_ARTICLE = regex.compile(r"\p{L}+\s+[\dIVXLC]+")
"""A marker that is a word with a number ("Điều 5."): articles rule, and put nobody in charge by their place."""
_WITH_YEAR = regex.compile(r"\d\s*/\s*(?:19|20)\d\d\s*/")


class Zone(NamedTuple):
    """What holds for points: whether offices as headings are in charge, or such with their verb; whom an order names.

    ``lead`` is in charge of the points that name nobody; ``listed``: a heading says that they are work.
    """

    assigns: bool = False
    works: bool = False
    lead: Span | None = None
    sure: float = 1.0
    listed: bool = False


REST = Zone()
"""Where points charge nobody."""


def charges_by_place(document: Document) -> bool:
    """Whether points of the document may charge by their place: orders and plans, no reports and no rules."""
    kind, code = document.head.kind, document.head.code
    if kind is None:
        return code is not None
    if code is not None and _WITH_YEAR.search(code.text) and _is_kind(kind.text, "rules_by_year"):
        return False
    return not _is_kind(kind.text, "rules", "reports")


def rules_only(document: Document) -> bool:
    """Whether the document rules for everybody and charges nobody: laws, decrees, circulars."""
    kind = document.head.kind
    return kind is not None and _is_kind(kind.text, "rules")


def _is_kind(kind: str, *uses: Use) -> bool:
    words = squeeze(strip_marks(kind))
    return any(words == strip_marks(one) or words.startswith(strip_marks(one) + " ") for one in duty_words(*uses))


def zone_below(heading: str, zone: Zone) -> Zone:
    """The zone of the points below a heading in a zone."""
    folded = strip_marks(heading[:LONGEST_HEADING])
    patterns = _patterns()
    if patterns["rests"].match(folded):
        return REST
    assigns = patterns["assigns"].search(folded)
    if assigns is not None and (zone.lead is None or len(heading) <= _SHORT_HEADING):
        return Zone(assigns=True, works=True, listed=True)
    if patterns["works"].match(folded):
        return zone._replace(works=True, listed=True)
    return zone


def zone_of_run(siblings: list[Part], openings: list[Opening | None], zone: Zone) -> Zone:
    """The zone of siblings of which most are offices: a run of headings that each name one."""
    named = [one for part, one in zip(siblings, openings, strict=True) if one is not None and _is_numbered(part)]
    numbered = sum(map(_is_numbered, siblings))
    if len(named) >= _FEWEST_OF_RUN and 2 * len(named) >= numbered:
        return zone._replace(assigns=True)
    return zone


def _is_numbered(part: Part) -> bool:
    """Whether a part has a number or a letter, and is no article."""
    return any(sign.isalnum() for sign in part.marker) and not _ARTICLE.match(part.marker)


def find_zones(document: Document) -> dict[int, Zone]:
    """The zones that sentences open, by the start of the part that follows each.

    "UBND xã yêu cầu các thôn thực hiện các nội dung sau:" charges the villages with the points that follow.
    """
    parts = sorted(flat(document.parts), key=lambda one: one.paragraph.span)
    headings = {one.paragraph.span: one for one in parts}
    found: dict[int, Zone] = {}
    for paragraph in document.body:
        zone = _opened_by(document.text, paragraph)
        behind = next((one for one in parts if one.paragraph.span > paragraph.span), None) if zone else None
        own = headings.get(paragraph.span)
        if zone is not None and behind is not None and (own is None or behind in own.parts):
            found[behind.paragraph.span[0]] = zone
    return found


def flat(parts: list[Part]) -> Iterator[Part]:
    """All parts in the order of the text."""
    for part in parts:
        yield part
        yield from flat(part.parts)


def _opened_by(text: str, paragraph: Paragraph) -> Zone | None:
    """The zone a paragraph opens that ends with a colon; None where it opens none."""
    start, end = paragraph.span
    words = text[start:end].rstrip(" *\n")
    if not words.endswith(":"):
        return None
    order = max((behind for _, behind in find_orders(words)), default=None)
    if order is not None:
        lead = _addressed(words[order:])
        if lead is not None:
            return Zone(True, True, (start + order, start + order + lead))
        return Zone(True, True) if is_stub(words[order:]) else None
    opening = read_opening(words)
    if opening is None:
        follows = _patterns()["follows"].search(words[-LONGEST_HEADING:])
        return Zone(True, True) if follows else None
    if opening.rest is None or is_stub(words[opening.rest :]):
        return Zone(True, True, opening.moved(start).lead, opening.sure)
    return None


def _addressed(words: str) -> int | None:
    """The length of the name in front of words that only open a list; None where they say more, or name nobody."""
    for match in regex.finditer(r"\s+", words):
        if is_stub(words[match.start() :]):
            return match.start() if match.start() <= 2 * LONGEST_HEADING else None
    return None


@cache
def _patterns() -> dict[str, regex.Pattern[str]]:
    folded = {use: any_of(strip_marks("; ".join(duty_words(use)))) for use in ("rests", "assigns", "works")}
    follows = rf"(?<!\p{{L}}){duty_words_pattern('follows')}(?!\p{{L}})[^.;]*(?<!\p{{L}})sau(?:\s+đây)?\s*:$"
    return {
        "rests": regex.compile(rf"[\W\d]*{folded['rests']}(?!\w)"),
        "assigns": regex.compile(rf"(?<!\w){folded['assigns']}(?!\w)"),
        "works": regex.compile(rf"[\W\d]*(?:cac\s+|mot so\s+)?{folded['works']}(?!\w)"),
        "follows": regex.compile(follows, regex.IGNORECASE),
    }
