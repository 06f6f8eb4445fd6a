"""What the members of a list share: "Nghị định số 20/2023/NĐ-CP ngày 04/5/2023 và số 21/2023/NĐ-CP
cùng ngày".

To the right go the kind, an issuer that stands before the numbers ("các Công văn của Sở Y tế: số …,
số …") and the day of "cùng ngày"; to the left date and issuer of the last ("A và B ngày … của …").
Documents of two bodies share neither."""

from __future__ import annotations

import regex

from normalize.citation.copies import Copies
from normalize.citation.document_kinds import LAW_KINDS
from normalize.citation.symbols import read_symbol
from schemas.mention import ReferenceMention

_CONNECTOR = regex.compile(r"\s{0,4}\)?[,;]?\s{0,4}(?:va|hoac|cung|den)?\s{0,4}(?:cac\s{1,3})?")


def joined(copies: Copies, before: ReferenceMention, start: int) -> bool:
    """Whether only the joint of a list stands between a mention and the next one's start."""
    return _CONNECTOR.fullmatch(copies.bare, pos=before.span[1], endpos=start) is not None


def share_right(
    mention: ReferenceMention, before: ReferenceMention | None, front: str | None, *, same_day: bool
) -> ReferenceMention:
    """A mention with what the one before it in the list gives.

    ``front`` is an issuer that stood before the list's first number; ``same_day``: its date is
    "cùng ngày"."""
    if before is None:
        return mention
    if same_day and mention.date is None:
        mention = mention._replace(date=before.date)
        if mention.issuer is None and _one_body(before, mention):
            mention = mention._replace(issuer=before.issuer)
    if front and mention.issuer is None and mention.inherited and _one_body(before, mention):
        mention = mention._replace(issuer=front)
    return mention


def share_left(copies: Copies, mentions: list[ReferenceMention]) -> tuple[ReferenceMention, ...]:
    """In "A và B ngày … của …" date and issuer of the last are also those of the ones before it, of
    one kind."""
    shared: list[ReferenceMention] = []
    for mention in reversed(mentions):
        after = shared[-1] if shared else None
        if (
            after is not None
            and joined(copies, mention, after.span[0])
            and _can_share(mention, after)
        ):
            mention = mention._replace(
                later_date=None if mention.date else after.date or after.later_date,
                later_issuer=after.issuer or after.later_issuer,
            )
        shared.append(mention)
    return tuple(reversed(shared))


def _can_share(mention: ReferenceMention, after: ReferenceMention) -> bool:
    """Whether a mention lacks what the next one, of the same kind and body, may have."""
    return (
        mention.issuer is None
        and mention.kind == after.kind
        and mention.form == after.form == "code"
        and mention.kind not in LAW_KINDS
        and _one_body(mention, after)
    )


def _one_body(one: ReferenceMention, other: ReferenceMention) -> bool:
    """Whether no symbol says that the two are of different bodies ("05-CT/TW" and "16/CT-TTg")."""
    symbols = [
        read_symbol(each.code, each.kind)
        for each in (one, other)
        if each.code and each.form == "code"
    ]
    bodies = {symbol.bodies[0] for symbol in symbols if symbol and symbol.bodies}
    return len(bodies) < 2
