"""References to other documents in a text: one pass over its symbols and laws, a step a part.

The finder says where a reference stands and what its pieces are, as printed. What they mean
(canonical code, date, issuer, identifiers) is read by `normalize.citation.references`; which
mentions are one document, by `extract.record`."""

from __future__ import annotations

from typing import NamedTuple

import regex

from normalize.citation.codes import find_codes, has_kind_code
from normalize.citation.context import (
    pinpoint_before,
    read_alias,
    read_title,
    relation_before,
)
from normalize.citation.copies import Copies, copy_text, leave_out
from normalize.citation.document_kinds import LAW_KINDS
from normalize.citation.heads import Head, find_heads
from normalize.citation.kind_words import find_kinds
from normalize.citation.law_names import find_laws
from normalize.citation.lists import joined, share_left, share_right
from normalize.citation.pinpoints import find_pinpoints
from normalize.citation.tails import Tail, read_tail
from normalize.citation.unnumbered import find_unnumbered
from normalize.writing.text import Folded
from schemas.mention import ReferenceMention
from schemas.plan import Relation, Span


def find_references(text: str) -> tuple[ReferenceMention, ...]:
    """Every reference in a text (NFC), in order, without overlaps; spans index ``text`` in code
    points.

    >>> text = "theo Nghị định số 45/2020/NĐ-CP ngày 08/4/2020 của Chính phủ về việc thực hiện;"
    >>> one, = find_references(text)
    >>> one.kind, one.code, one.date, one.issuer, one.span
    ('Nghị định', '45/2020/NĐ-CP', '08/4/2020', 'Chính phủ', (5, 60))
    """
    shown = leave_out(text)
    if shown is None:
        return _find(text)
    return tuple(_moved(mention, shown, text) for mention in _find(shown.text))


def _moved(mention: ReferenceMention, shown: Folded, text: str) -> ReferenceMention:
    """A mention with its spans in the whole text; its pieces stay without what was left out."""
    span = shown.span(*mention.span)
    pinpoint = shown.span(*mention.pinpoint_span) if mention.pinpoint_span else None
    return mention._replace(span=span, text=text[slice(*span)], pinpoint_span=pinpoint)


def _find(text: str) -> tuple[ReferenceMention, ...]:
    copies = copy_text(text)
    codes = find_codes(copies)
    kinds = find_kinds(copies)
    laws = find_laws(copies, [kind for kind in kinds if kind.name in LAW_KINDS], codes)
    heads = find_heads(copies, codes, kinds, laws)
    found = [
        (head, read_tail(copies, head, _next_start(heads, index)))
        for index, head in enumerate(heads)
    ]
    found = _without_overlaps(found + find_unnumbered(copies, kinds, found))
    return _build(copies, found)


def _next_start(heads: list[Head], index: int) -> int:
    return heads[index + 1].start if index + 1 < len(heads) else 1 << 62


_Found = tuple[Head, Tail]


def _without_overlaps(found: list[_Found]) -> list[_Found]:
    kept: list[_Found] = []
    for head, tail in sorted(found, key=lambda one: (one[0].start, -one[1].end)):
        if not kept or head.start >= kept[-1][1].end:
            kept.append((head, tail))
    return kept


class _Around(NamedTuple):
    """What a mention's neighbours say: the one before it, whether they are a list, the list's
    issuer."""

    before: ReferenceMention | None = None
    linked: bool = False
    front: str | None = None
    title: Span | None = None

    @property
    def member(self) -> ReferenceMention | None:
        """The mention before in the same list."""
        return self.before if self.linked else None


def _build(copies: Copies, found: list[_Found]) -> tuple[ReferenceMention, ...]:
    """Mentions with everything their neighbours and surroundings add."""
    pinpoints = {span[1]: span for span in find_pinpoints(copies.plain)} if found else {}
    starts = [head.start for head, _ in found[1:]] + [len(copies.text)]
    mentions: list[ReferenceMention] = []
    around = _Around()
    for (head, tail), following in zip(found, starts, strict=False):
        linked = around.before is not None and joined(copies, around.before, head.start)
        front = _cut(copies, head.issuer) or (around.front if linked else None)
        around = around._replace(linked=linked, front=front)
        mention, title = _in_place(copies, head, tail, around, pinpoints, following)
        mentions.append(share_right(mention, around.member, front, same_day=tail.same_day))
        around = _Around(mentions[-1], front=front, title=title)
    return share_left(copies, mentions)


def _in_place(
    copies: Copies,
    head: Head,
    tail: Tail,
    around: _Around,
    pinpoints: dict[int, Span],
    following: int,
) -> tuple[ReferenceMention, Span | None]:
    """A mention with what stands before and behind it, and the span of its subject."""
    pinpoint = pinpoint_before(copies, pinpoints, head.start)
    front = pinpoint[0] if pinpoint else head.start
    end = tail.end if tail.after is None else tail.after
    title = read_title(copies, end, _title_limit(copies, following))
    named = title or ((head.start, head.end) if head.form == "title" else None)
    called = head.form in ("code", "law")
    mention = _mention(copies, head, tail)._replace(
        title=_cut(copies, named),
        pinpoint=_cut(copies, pinpoint),
        pinpoint_span=pinpoint,
        relation=_relation(copies, head, front, around),
        alias=read_alias(copies, tail.end, following) if called else None,
    )
    before = around.before
    if mention.kind is None and before and _inherits(copies, head, before, around.linked):
        mention = mention._replace(kind=before.kind, inherited=True)
    return mention, title


def _cut(copies: Copies, span: Span | None) -> str | None:
    return copies.text[slice(*span)] if span else None


_LAST_NUMBER = regex.compile(r"\d[\d/]*$")


def _mention(copies: Copies, head: Head, tail: Tail) -> ReferenceMention:
    """The mention's own pieces."""
    code = _cut(copies, head.code.span) if head.code else None
    form = head.form
    if form == "short":
        number = _LAST_NUMBER.search(copies.text, head.start, head.end)
        code = number.group() if number else None
        form = "code" if "partial_code" in tail.flags else form
    return ReferenceMention(
        span=(head.start, tail.end),
        text=copies.text[head.start : tail.end],
        form=form,
        kind=head.kind.name if head.kind else head.law.kind if head.law else None,
        kind_printed=_cut(copies, (head.kind.start, head.kind.end)) if head.kind else None,
        code=code,
        date=_cut(copies, tail.date),
        issuer=_cut(copies, tail.issuer),
        law=_cut(copies, (head.start, head.law.end)) if head.law else None,
        header=head.header,
        flags=tail.flags,
    )


_CLAUSE_JOIN = regex.compile(r"(?:,|;|\bva|\.)\s{0,4}(?:cac\s{1,3})?$")


def _title_limit(copies: Copies, following: int) -> int:
    """Where a title ends at the latest: before the next reference if that one is not part of it."""
    join = _CLAUSE_JOIN.search(copies.bare, max(0, following - 12), following)
    return join.start() if join else following + 400


def _relation(copies: Copies, head: Head, front: int, around: _Around) -> Relation:
    """The relation by the cue before the mention, which begins (with its pinpoint) at ``front``.

    A list shares its first one's; a cue in the subject of another document is not ours.
    """
    if head.form == "self":
        return "self"
    cue, member, title = relation_before(copies.bare, front), around.member, around.title
    if cue is None:
        return member.relation if member is not None and member.form != "self" else "cites"
    relation, start = cue
    if relation in _OF_SUBJECTS and title and title[0] <= start <= title[1]:
        return "cites"
    return relation


_OF_SUBJECTS = ("amends", "replaces", "repeals", "guides", "details", "corrects")
"""Relations that the subject of a cited document may state."""
_SENTENCE_END = regex.compile(r"\.\s")


def _inherits(copies: Copies, head: Head, before: ReferenceMention, linked: bool) -> bool:
    """Whether a symbol without a kind word shares the one before it.

    In a list it does, unless that is a law and the symbol has a kind of its own; further off only a
    symbol that has none does."""
    coded = head.code is not None and has_kind_code(copies, head.code)
    if linked:
        return not (coded and before.kind in LAW_KINDS)
    return not coded and _same_sentence(copies, before.span[1], head.start)


def _same_sentence(copies: Copies, start: int, end: int) -> bool:
    between = copies.bare[start:end]
    return len(between) <= 300 and "\n\n" not in between and not _SENTENCE_END.search(between)
