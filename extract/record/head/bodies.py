"""The bodies a head names: who issues the document, who stands above, and at which level of government."""

from __future__ import annotations

from collections import Counter

import regex

from normalize.body.capitals import recase, written_out
from normalize.body.levels import level_of_name
from normalize.body.units import unit_pattern
from normalize.writing.text import squeeze
from schemas.document import Document
from schemas.plan import Level

_MOST_LONE = 2
_FOR_THE_BODY = regex.compile(r"(?:TM|T/M)\s*\.?\s*(?P<body>\S.*)")
_LEAST_BEGUN = 3
"""Words of a name that the text must spell together where it does not spell the whole."""

_OFFICE = regex.compile(r"(?:Phòng|Văn\s+phòng|Ban|Trung\s+tâm|Trạm|Tổ|Công\s+an|Hội)(?!\p{L})", regex.IGNORECASE)
"""Offices that are of the level of the body above them; schools and companies are of none."""


def read_issuer(document: Document, place_name: str | None) -> str | None:
    """The issuing body in the spelling of running text.

    Where the head does not name it: the caption of the appendix, else the signature's body with the unit of the
    document's place.
    """
    field = document.head.issuer
    if field is not None:
        return written_out(own_spelling(field.text, document.text))
    body = _signing_body(document)
    for table in document.tables:
        match = regex.search(r"của\s+(?P<issuer>(?:UBND|Ủy ban nhân dân|HĐND)\s[^()]+?)\s*\)?$", table.caption or "")
        if match:
            return written_out(squeeze(match["issuer"]))
    if body and place_name:
        pattern = rf"{unit_pattern()}\s+{regex.escape(place_name)}\b"
        named = Counter(match.group() for match in regex.finditer(pattern, document.text))
        if named:
            return f"{body} {named.most_common(1)[0][0]}"
    return body


def read_parent(document: Document) -> str | None:
    """The body above the one that issues, as printed, in the spelling of running text."""
    field = document.head.parent
    return own_spelling(field.text, document.text) if field is not None else None


def is_rubble(name: str) -> bool:
    """Whether a name has lost letters, so that single ones stand apart: no value rather than a wrong one."""
    return sum(len(word) == 1 and word.isalpha() for word in name.split()) >= _MOST_LONE


def _signing_body(document: Document) -> str | None:
    """The body on whose behalf the document is signed; "KT." and "TL." stand before a person's office."""
    authority = document.signature.authority
    match = _FOR_THE_BODY.match(authority.text.split("\n")[0]) if authority else None
    return written_out(recase(squeeze(match["body"]))) if match else None


def own_spelling(capitals: str, text: str) -> str:
    """A name printed in capitals, spelled as the document spells it elsewhere; else by the rules of names."""
    if capitals != capitals.upper():
        return capitals
    words = capitals.split()
    lower, flat = _flat(text)
    for count in range(len(words), min(_LEAST_BEGUN, len(words)) - 1, -1):
        spelled = _spelling(" ".join(words[:count]), flat, lower)
        if spelled and (count == len(words) or spelled[0].isupper()):
            begun = spelled[:1].upper() + spelled[1:]
            return begun if count == len(words) else recase(capitals, begun)
    head, _, tail = capitals.partition(" ")
    if head in ("UBND", "HĐND") and tail:
        rest = own_spelling(tail, text)
        return f"{head} {rest[:1].lower()}{rest[1:]}"
    return recase(capitals)


def _flat(text: str) -> tuple[str, str]:
    """The text in small letters and as it is, both without line ends and of one length."""
    flat = text.replace("\n", " ").replace("\t", " ")
    lower = flat.lower()
    return (lower if len(lower) == len(flat) else flat), flat


def _spelling(capitals: str, flat: str, lower: str) -> str | None:
    """How running text mostly writes a phrase; None where it stands in capitals only."""
    key, found, at = capitals.lower(), Counter[str](), 0
    while (at := lower.find(key, at)) >= 0:
        end = at + len(key)
        if not flat[end : end + 1].isalpha() and not flat[max(0, at - 1) : at].isalpha():
            written = flat[at:end]
            found[written] += written != written.upper()
        at = end
    best = max(found.items(), key=lambda item: item[1], default=("", 0))
    return best[0] if best[1] else None


def read_level(issuer: str | None, parent: str | None = None) -> Level | None:
    """The level of government, from the words of the issuer's name; an office has that of the body above it.

    >>> read_level("Phòng Kinh tế", "UBND đặc khu Cồn Cỏ"), read_level("Trường THCS Lê Lợi", "UBND xã Trà Bình")
    ('commune', 'other')
    >>> read_level("Ủy ban nhân dân thành phố Vinh"), read_level("Ủy ban nhân dân thành phố Hải Phòng")
    ('district', 'province')
    """
    if issuer is None:
        return None
    level = level_of_name(issuer)
    if level == "other" and parent is not None and _OFFICE.match(issuer):
        return read_level(parent)
    return level
