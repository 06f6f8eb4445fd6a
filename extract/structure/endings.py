"""What a head leaves of a document: its body, its signature, its recipients, and what stands behind
all of it.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import regex

from extract.structure.anchors import understood
from extract.structure.appendices import is_appendix
from extract.structure.ending.inked import find_inked_signature
from extract.structure.ending.recipients import find_recipients
from extract.structure.ending.signature import find_signature
from extract.structure.halves import in_columns
from normalize.letterhead import head_phrases
from normalize.lexicon.phrases import any_of
from schemas.document import Paragraph
from schemas.head import Field, Signature


class Ending(NamedTuple):
    """The body's paragraphs, the signature, the recipients, and the paragraphs behind all of it."""

    body: list[Paragraph]
    signature: Signature
    recipients: tuple[Field, ...]
    behind: list[Paragraph]


class _Signed(NamedTuple):
    """A signature with the recipients, and the first paragraph of both; None where there is
    neither.
    """

    first: int | None
    signature: Signature
    recipients: tuple[Field, ...]

    def end(self) -> int | None:
        """Where both end in the document's text."""
        fields = (*self.signature.found().values(), *self.recipients)
        return max((one.span[1] for one in fields), default=None)


def read_ending(text: str, rest: list[Paragraph], *, opened: bool = True) -> Ending:
    """The parts of a document behind its head.

    Where the nation's name opens another document in the file, the signature below that is not this
    one's; where the head has not ``opened`` with it, the right half of a recognised head comes
    after the left one's address. A signature may stand behind the appendix where none stands before
    it.
    """
    at = next((index for index, one in enumerate(rest) if is_appendix(one)), len(rest))
    main, appendix = rest[:at], rest[at:]
    signed = _signed(text, _own(main, opened))
    if signed.first is None:
        late = _signed(text, _own(appendix, True))
        whole = late.recipients and late.signature.signatory is not None
        return Ending(main, late.signature, late.recipients, []) if whole else Ending(main, *_NONE)
    end = signed.end()
    behind = [] if end is None else [one for one in main if one.span[0] >= end]
    return Ending(main[: signed.first], signed.signature, signed.recipients, behind)


_NONE: tuple[Signature, tuple[Field, ...], list[Paragraph]] = (Signature(), (), [])


def opens_document(paragraph: Paragraph) -> bool:
    """Whether the nation's name begins a paragraph."""
    return _nation().match(paragraph.text) is not None


def _own(paragraphs: list[Paragraph], opened: bool) -> list[Paragraph]:
    """The paragraphs down to the head of another document."""
    nations = [at for at, one in enumerate(paragraphs) if opens_document(one)]
    others = nations if opened else nations[1:]
    return paragraphs[: others[0]] if others else paragraphs


def _signed(text: str, paragraphs: list[Paragraph]) -> _Signed:
    meant = understood(paragraphs, text)
    sent_at, _ = find_recipients(meant)
    if sent_at is not None:
        meant = [*meant[:sent_at], *in_columns(meant[sent_at:])]
    signed_at, signature = find_inked_signature(meant)
    if signed_at is None:
        signed_at, signature = find_signature(meant)
    sent_at, recipients = find_recipients(meant)
    firsts = [at for at in (signed_at, sent_at) if at is not None]
    return _Signed(min(firsts, default=None), signature, recipients)


@cache
def _nation() -> regex.Pattern[str]:
    """The nation's name, whose last two words may stand on the next line."""
    state = (one for one in head_phrases("nation") if len(one.split()) > 6)
    return regex.compile(any_of("; ".join(" ".join(one.upper().split()[:-2]) for one in state)))
