"""References to other documents in a text: one pass over its symbols and laws, a step a part.

The finder says where a reference stands and what its pieces are, as printed. What they mean (canonical code, date,
issuer, identifiers, which mentions are one document) is computed by `normalize` and `extract.record`.
"""

from __future__ import annotations

from bisect import bisect_right

import regex

from normalize.citation.codes import find_codes, has_kind_code
from normalize.citation.context import find_pinpoints, pinpoint_before, read_alias, read_title, relation_before
from normalize.citation.copies import Copies, copy_text
from normalize.citation.document_kinds import LAW_KINDS
from normalize.citation.heads import Head, find_heads
from normalize.citation.issuer_names import is_named_body, read_issuer
from normalize.citation.kind_words import Kind, find_kinds, read_self, read_short
from normalize.citation.law_names import find_laws
from normalize.citation.tails import Tail, read_tail
from schemas.mention import ReferenceMention
from schemas.plan import Relation, Span


def find_references(text: str) -> tuple[ReferenceMention, ...]:
    """Every reference in a text (NFC), in order, without overlaps; spans index ``text`` in code points.

    >>> one, = find_references("theo Nghị định số 45/2020/NĐ-CP ngày 08/4/2020 của Chính phủ về việc thực hiện;")
    >>> one.kind, one.code, one.date, one.issuer, one.span
    ('Nghị định', '45/2020/NĐ-CP', '08/4/2020', 'Chính phủ', (5, 60))
    """
    copies = copy_text(text)
    codes = find_codes(copies)
    kinds = find_kinds(copies)
    laws = find_laws(copies, [kind for kind in kinds if kind.name in LAW_KINDS], codes)
    heads = find_heads(copies, codes, kinds, laws)
    mentions = [(head, read_tail(copies, head, _next_start(heads, index))) for index, head in enumerate(heads)]
    mentions = _without_overlaps(mentions + _unnumbered(copies, kinds, mentions))
    return _build(copies, mentions)


def _next_start(heads: list[Head], index: int) -> int:
    return heads[index + 1].start if index + 1 < len(heads) else 1 << 62


_Found = tuple[Head, Tail]
_TITLED_KINDS = frozenset(
    {"Nghị quyết", "Nghị định", "Quyết định", "Chỉ thị", "Kết luận", "Chương trình", "Đề án", "Kế hoạch"}
)
_ABOUT = regex.compile(r"\s{1,4}ve\s")
_LAST_NUMBER = regex.compile(r"\d[\d/]*$")
_SENTENCE_END = regex.compile(r"\.\s")
_UNNUMBERED = regex.compile(r"\s{1,4}cua\s{1,4}")
_PROGRAMME = regex.compile(
    r"(?:\s{1,3}[\p{L}\d-]{1,20}){1,16}?\s{1,3}giai\s{1,3}đoạn\s{1,3}\d{4}\s?-\s?\d{4}(?=\s{1,3}của\s)"
)


def _unnumbered(copies: Copies, kinds: list[Kind], numbered: list[_Found]) -> list[_Found]:
    """Self references, bare numbers, and documents by their title, outside of what was found already."""
    starts = [head.start for head, _ in numbered]
    found: list[_Found] = []
    for kind in kinds:
        index = bisect_right(starts, kind.start) - 1
        if index >= 0 and kind.start < numbered[index][1].end:
            continue
        one = _read_unnumbered(copies, kind)
        if one is not None:
            found.append(one)
    return found


def _read_unnumbered(copies: Copies, kind: Kind) -> _Found | None:
    if (end := read_self(copies, kind)) is not None:
        return Head(kind.start, end, "self", kind, None, None), Tail(end)
    if kind.name in LAW_KINDS:
        return None
    if (short := read_short(copies, kind)) is not None:
        end, with_year = short
        head = Head(kind.start, end, "short", kind, None, None)
        tail = read_tail(copies, head, 1 << 62)
        return head, tail._replace(flags=("partial_code",) if with_year else ())
    if not kind.capital or kind.name not in _TITLED_KINDS:
        return None
    programme = _PROGRAMME.match(copies.plain, pos=kind.end, timeout=5.0)
    end = programme.end() if programme else kind.end
    of = _UNNUMBERED.match(copies.bare, pos=end)
    stop = read_issuer(copies, of.end()) if of and is_named_body(copies, of.end()) else None
    if of is None or stop is None or not (programme or _ABOUT.match(copies.bare, pos=stop)):
        return None
    return Head(kind.start, end, "title", kind, None, None), Tail(stop, None, (of.end(), stop))


def _without_overlaps(mentions: list[_Found]) -> list[_Found]:
    kept: list[_Found] = []
    for head, tail in sorted(mentions, key=lambda one: (one[0].start, -one[1].end)):
        if not kept or head.start >= kept[-1][1].end:
            kept.append((head, tail))
    return kept


_CONNECTOR = regex.compile(r"\s{0,4}[,;]?\s{0,4}(?:va|hoac|cung|den)?\s{0,4}(?:cac\s{1,3})?")


def _build(copies: Copies, found: list[_Found]) -> tuple[ReferenceMention, ...]:
    """Mentions with everything their neighbours and surroundings add."""
    pinpoints = {span[1]: span for span in find_pinpoints(copies.plain)} if found else {}
    mentions: list[ReferenceMention] = []
    title: Span | None = None
    for index, (head, tail) in enumerate(found):
        following = found[index + 1][0].start if index + 1 < len(found) else len(copies.text)
        linked = bool(mentions) and bool(_CONNECTOR.fullmatch(copies.bare, pos=mentions[-1].span[1], endpos=head.start))
        pinpoint = pinpoint_before(copies, pinpoints, head.start)
        relation = _relation(copies, head, pinpoint, title, mentions, linked)
        title = read_title(copies, tail.end, _title_limit(copies, following))
        mentions.append(_mention(copies, head, tail, mentions, linked, relation, pinpoint, title, following))
    return _share_left(copies, mentions)


_CLAUSE_JOIN = regex.compile(r"(?:,|;|\bva|\.)\s{0,4}(?:cac\s{1,3})?$")


def _title_limit(copies: Copies, following: int) -> int:
    """Where a title ends at the latest: before the next reference if that one is not part of it."""
    join = _CLAUSE_JOIN.search(copies.bare, max(0, following - 12), following)
    return join.start() if join else following + 400


def _relation(
    copies: Copies,
    head: Head,
    pinpoint: Span | None,
    title: Span | None,
    mentions: list[ReferenceMention],
    linked: bool,
) -> Relation:
    """The relation by the cue before the mention; a list shares its first one's, a subject's cue is not ours."""
    if head.form == "self":
        return "self"
    cue = relation_before(copies.bare, pinpoint[0] if pinpoint else head.start)
    if cue is None:
        return mentions[-1].relation if linked and mentions[-1].form != "self" else "cites"
    relation, start = cue
    own = ("amends", "replaces", "repeals", "guides", "details", "corrects")
    if relation in own and title and title[0] <= start <= title[1]:
        return "cites"
    return relation


def _mention(
    copies: Copies,
    head: Head,
    tail: Tail,
    before: list[ReferenceMention],
    linked: bool,
    relation: Relation,
    pinpoint: Span | None,
    title: Span | None,
    following: int,
) -> ReferenceMention:
    def cut(span: Span | None) -> str | None:
        return copies.text[slice(*span)] if span else None

    kind = head.kind.name if head.kind else head.law.kind if head.law else None
    inherited = False
    if kind is None and before and _inherits(copies, head, before[-1], linked):
        kind, inherited = before[-1].kind, True
    code = cut(head.code.span) if head.code else None
    if head.form == "short":
        number = _LAST_NUMBER.search(copies.text, head.start, head.end)
        code = number.group() if number else None
    law_end = head.law.end if head.law else None
    return ReferenceMention(
        span=(head.start, tail.end),
        text=copies.text[head.start : tail.end],
        form="code" if head.form == "short" and "partial_code" in tail.flags else head.form,
        kind=kind,
        kind_printed=cut((head.kind.start, head.kind.end)) if head.kind else None,
        code=code,
        date=cut(tail.date),
        issuer=cut(tail.issuer),
        law=cut((head.start, law_end)) if law_end is not None else None,
        title=cut(title) or (cut((head.start, head.end)) if head.form == "title" else None),
        pinpoint=cut(pinpoint),
        pinpoint_span=pinpoint,
        relation=relation,
        inherited=inherited,
        header=head.header,
        alias=read_alias(copies, tail.end, following) if head.form in ("code", "law") else None,
        flags=tail.flags,
    )


def _inherits(copies: Copies, head: Head, before: ReferenceMention, linked: bool) -> bool:
    """Whether a symbol without a kind word shares the one before it.

    In a list it does, unless that is a law and the symbol has a kind of its own; further off only a symbol that
    has none does.
    """
    coded = head.code is not None and has_kind_code(copies, head.code)
    if linked:
        return not (coded and before.kind in LAW_KINDS)
    return not coded and _same_sentence(copies, before.span[1], head.start)


def _same_sentence(copies: Copies, start: int, end: int) -> bool:
    between = copies.bare[start:end]
    return len(between) <= 300 and "\n\n" not in between and not _SENTENCE_END.search(between)


def _share_left(copies: Copies, mentions: list[ReferenceMention]) -> tuple[ReferenceMention, ...]:
    """In "A và B ngày … của …" date and issuer of the last are also those of the ones before it, of one kind."""
    shared: list[ReferenceMention] = []
    for mention in reversed(mentions):
        after = shared[-1] if shared else None
        if (
            after is not None
            and mention.kind == after.kind
            and mention.form == after.form == "code"
            and mention.kind not in LAW_KINDS
            and mention.date is None
            and mention.issuer is None
            and _CONNECTOR.fullmatch(copies.bare, pos=mention.span[1], endpos=after.span[0])
        ):
            mention = mention._replace(
                later_date=after.date or after.later_date, later_issuer=after.issuer or after.later_issuer
            )
        shared.append(mention)
    return tuple(reversed(shared))
