"""Mentions of other documents: found by place and by code, and read right in every part."""

from __future__ import annotations

from collections import Counter

from extract.score.align import Pairs, align, exact_key, loose_key, overlap, words
from extract.score.shape import Annotation, Citation
from extract.score.tally import Sheet, Tally
from normalize.writing.text import fold, fold_homoglyphs

_SAME_MENTION = 0.5


def score_references(gold: Annotation, found: Annotation, sheet: Sheet) -> None:
    """Mentions by overlap of spans (by code and words where the texts differ) and by code; parts among the matched."""
    mentions, others = gold.references or (), comparable_mentions(gold, found)
    placed = gold.text is not None and gold.text == found.text and all(mention.span for mention in mentions)
    pairs = match_mentions(mentions, others, placed=placed)
    partner = dict(pairs)
    exact = 0
    for index, mention in enumerate(mentions):
        key = f"references/{index + 1}"
        if index not in partner:
            sheet.miss("references.mentions", key, mention.text)
            continue
        other = others[partner[index]]
        sheet.match("references.mentions", key, mention.text, other.text)
        if placed:
            sheet.add("references.span", Tally(int(mention.span == other.span), 1, 1))
        exact += _score_parts(mention, other, key, sheet)
    taken = set(partner.values())
    surplus = [other for j, other in enumerate(others) if j not in taken and not _is_neutral(other, gold, placed)]
    for other in surplus:
        sheet.surplus("references.mentions", f"references/+{exact_key(other.text)}", other.text)
    if mentions or surplus:
        sheet.add("references.exact", Tally(exact, len(mentions), len(pairs) + len(surplus)))
        sheet.add("references.by_code", _count_codes(mentions, [*(others[j] for j in sorted(taken)), *surplus]))


def match_mentions(mentions: tuple[Citation, ...], others: list[Citation], *, placed: bool) -> Pairs:
    """Pairs in order: by shared characters of one text, else by code and words."""
    if placed:
        return align(len(mentions), len(others), lambda i, j: _shared(mentions[i].span, others[j].span))
    left, right = [words(one.text) for one in mentions], [words(one.text) for one in others]
    keys = [{code_key(code) for code in one.codes} for one in mentions]
    codes = [{code_key(code) for code in one.codes} for one in others]

    def similarity(i: int, j: int) -> float:
        if keys[i] and codes[j]:
            return 0.6 + 0.4 * overlap(left[i], right[j]) if keys[i] & codes[j] else 0.8 * overlap(left[i], right[j])
        return overlap(left[i], right[j])

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
    return [
        mention
        for mention in found.references or ()
        if (not gold.pages or mention.page is None or gold.pages[0] <= mention.page <= gold.pages[1])
        and (mention.codes or not gold.coded_only)
    ]


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
    if gold.codes or gold.names:
        same = _same_name(gold, found)
        named = next(iter(found.codes or found.names), None)
        whole &= sheet.judge("references.code", key, same, (gold.codes or gold.names)[0], named)
    if gold.code_only:
        return whole
    if gold.kind:
        whole &= sheet.judge("references.kind", key, fold(gold.kind) == fold(found.kind or ""), gold.kind, found.kind)
    if gold.issued_on:
        same = gold.issued_on == found.issued_on
        whole &= sheet.judge("references.date", key, same, gold.issued_on, found.issued_on)
    if gold.issuers:
        read = next(iter(found.issuers), None)
        whole &= sheet.judge("references.issuer", key, _same_issuer(gold, found), gold.issuers[0], read)
    if gold.pinpoint:
        same = exact_key(gold.pinpoint).casefold() == exact_key(found.pinpoint).casefold()
        whole &= sheet.judge("references.pinpoint", key, same, gold.pinpoint, found.pinpoint)
    if gold.own is not None:
        whole &= sheet.judge("references.own", key, gold.own == found.own, str(gold.own), str(found.own))
    return whole


def _same_name(gold: Citation, found: Citation) -> bool:
    """The code, or the name of a law without one."""
    if gold.codes:
        return bool({code_key(code) for code in gold.codes} & {code_key(code) for code in found.codes})
    return not found.codes and bool({fold(name) for name in gold.names} & {fold(name) for name in found.names})


def _same_issuer(gold: Citation, found: Citation) -> bool:
    """As printed, in any case. A record keeps one issuer a cited document: its shorter form in this mention counts."""
    stated, read = {fold(name) for name in gold.issuers}, {fold(name) for name in found.issuers}
    if stated & read:
        return True
    printed = fold(found.text)
    return any(one in printed and name.startswith(one + " ") for one in stated for name in read)


def _count_codes(gold: tuple[Citation, ...], found: list[Citation]) -> Tally:
    """Coded mentions as a bag, whatever their place: every found code serves one mention of gold."""
    bag = Counter(code_key(mention.codes[0]) for mention in found if mention.codes)
    total, right = bag.total(), 0
    coded = [mention for mention in gold if mention.codes]
    for mention in coded:
        code = next((key for key in map(code_key, mention.codes) if bag[key] > 0), None)
        if code is not None:
            bag[code] -= 1
            right += 1
    return Tally(right, len(coded), total)
