"""Mentions of other documents: found by place and by code, and read right in every part."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from extract.score.align import Pairs, align, exact_key, loose_key, overlap, words
from extract.score.matched import score_matched, score_surplus
from extract.score.shape import Annotation, Citation
from extract.score.tally import Sheet, Tally
from normalize.writing.text import fold, fold_homoglyphs

_SAME_MENTION = 0.5


class _Part(NamedTuple):
    """What gold states of one part of a mention, what was read, and whether that is the same."""

    stated: str | None
    read: str | None
    same: bool


def score_references(gold: Annotation, found: Annotation, sheet: Sheet) -> None:
    """Mentions, paired by their place or their words, and the parts of each pair."""
    mentions, others = gold.references or (), comparable_mentions(gold, found)
    placed = _is_placed(gold, found)
    pairs = match_mentions(mentions, others, placed=placed)

    def judge(mention: Citation, other: Citation, key: str) -> bool:
        if placed:
            sheet.add("references.span", Tally(int(mention.span == other.span), 1, 1))
        return _score_parts(mention, other, key, sheet)

    exact = score_matched(sheet, "references.mentions", mentions, others, pairs, _show, judge)
    taken = {j for _, j in pairs}
    free = (other for j, other in enumerate(others) if j not in taken)
    surplus = [other for other in free if not _is_neutral(other, gold, placed)]
    score_surplus(sheet, "references.mentions", surplus, _show)
    if mentions or surplus:
        judged = [*(others[j] for j in sorted(taken)), *surplus]
        sheet.add("references.exact", Tally(exact, len(mentions), len(judged)))
        sheet.add("references.by_code", _count_codes(mentions, judged))


def _is_placed(gold: Annotation, found: Annotation) -> bool:
    """Whether every mention of gold has a place in the very text that the record has."""
    same = gold.text is not None and gold.text == found.text
    return same and all(mention.span for mention in gold.references or ())


def _show(mention: Citation) -> str:
    return mention.text


def match_mentions(
    mentions: tuple[Citation, ...], others: list[Citation], *, placed: bool
) -> Pairs:
    """Pairs in order: by shared characters of one text, else by code and words."""
    if placed:
        return align(
            len(mentions), len(others), lambda i, j: _shared(mentions[i].span, others[j].span)
        )
    left, right = [words(one.text) for one in mentions], [words(one.text) for one in others]
    keys = [{code_key(code) for code in one.codes} for one in mentions]
    codes = [{code_key(code) for code in one.codes} for one in others]

    def similarity(i: int, j: int) -> float:
        alike = overlap(left[i], right[j])
        if not (keys[i] and codes[j]):
            return alike
        return 0.6 + 0.4 * alike if keys[i] & codes[j] else 0.8 * alike

    return align(len(mentions), len(others), similarity, floor=_SAME_MENTION)


def code_key(code: str) -> str:
    """A code without blanks and look-alike letters; case counts, since QĐi is not QĐI.

    >>> code_key("01- NQ/TU") == code_key("01–NQ/TU")
    True
    """
    return "".join(fold_homoglyphs(exact_key(code)).split())


def _shared(left: tuple[int, int] | None, right: tuple[int, int] | None) -> float:
    """Shared characters over all characters of two spans."""
    if left is None or right is None:
        return 0.0
    common = min(left[1], right[1]) - max(left[0], right[0])
    return max(0, common) / (max(left[1], right[1]) - min(left[0], right[0]) or 1)


def comparable_mentions(gold: Annotation, found: Annotation) -> list[Citation]:
    """The found mentions gold speaks of: on its pages; with a code where it has only such."""
    mentions = found.references or ()
    if gold.coded_only:
        mentions = tuple(mention for mention in mentions if mention.codes)
    return [one for one in mentions if gold.covers(() if one.page is None else (one.page,))]


def _is_neutral(mention: Citation, gold: Annotation, placed: bool) -> bool:
    text = loose_key(mention.text)
    for zone in gold.zones:
        if placed and zone.span:
            if _shared(zone.span, mention.span):
                return True
        elif text and text in loose_key(zone.text):
            return True
    return False


def _score_parts(gold: Citation, found: Citation, key: str, sheet: Sheet) -> bool:
    """The parts gold states; returns whether all are right."""
    whole = True
    for part, (stated, read, same) in _judged_parts(gold, found).items():
        if stated is not None:
            whole &= sheet.judge(f"references.{part}", key, same, stated, read)
    return whole


def _judged_parts(gold: Citation, found: Citation) -> dict[str, _Part]:
    """Every part that can be judged, by its measure; what gold does not state is None."""
    name = _Part(
        _first(gold.codes or gold.names),
        _first(found.codes or found.names),
        _same_name(gold, found),
    )
    if gold.code_only:
        return {"code": name}
    issuer = _Part(_first(gold.issuers), _first(found.issuers), _same_issuer(gold, found))
    pinpoints = exact_key(gold.pinpoint).casefold(), exact_key(found.pinpoint).casefold()
    return {
        "code": name,
        "kind": _Part(
            gold.kind or None, found.kind, fold(gold.kind or "") == fold(found.kind or "")
        ),
        "date": _Part(gold.issued_on or None, found.issued_on, gold.issued_on == found.issued_on),
        "issuer": issuer,
        "pinpoint": _Part(gold.pinpoint or None, found.pinpoint, pinpoints[0] == pinpoints[1]),
        "own": _Part(
            None if gold.own is None else str(gold.own), str(found.own), gold.own == found.own
        ),
    }


def _first(spellings: tuple[str, ...]) -> str | None:
    return next(iter(spellings), None)


def _same_name(gold: Citation, found: Citation) -> bool:
    """The code, or the name of a law without one."""
    if gold.codes:
        return bool(
            {code_key(code) for code in gold.codes} & {code_key(code) for code in found.codes}
        )
    return not found.codes and bool(
        {fold(name) for name in gold.names} & {fold(name) for name in found.names}
    )


def _same_issuer(gold: Citation, found: Citation) -> bool:
    """As printed, in any case; the shorter form that this mention prints counts too."""
    stated, read = {fold(name) for name in gold.issuers}, {fold(name) for name in found.issuers}
    if stated & read:
        return True
    printed = fold(found.text)
    return any(one in printed and name.startswith(one + " ") for one in stated for name in read)


def _count_codes(gold: tuple[Citation, ...], found: list[Citation]) -> Tally:
    """Coded mentions whatever their place: every found code serves one mention of gold."""
    bag = Counter(code_key(mention.codes[0]) for mention in found if mention.codes)
    total, right = bag.total(), 0
    coded = [mention for mention in gold if mention.codes]
    for mention in coded:
        code = next((key for key in map(code_key, mention.codes) if bag[key] > 0), None)
        if code is not None:
            bag[code] -= 1
            right += 1
    return Tally(right, len(coded), total)
