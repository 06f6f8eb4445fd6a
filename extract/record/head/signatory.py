"""Who signed, by which power, and to whom the document goes."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

import regex

from normalize.body.capitals import recase
from normalize.body.offices import power_of, power_pattern
from normalize.writing.text import squeeze
from schemas.head import Field, Signature
from schemas.plan import Recipient, Signatory

_DEPUTY = regex.compile(r"(?:PHÓ|QUYỀN)\s+(?=\S)")
_NOTE = regex.compile(r"\s*\((?P<note>[^()]{1,60})\)\s*[;.,]*\s*$")


class _Power(NamedTuple):
    """A power as it is written, what stands behind it, and whether that is the signer's own post."""

    power: str
    behind: str
    own_post: bool


def read_signatory(signature: Signature) -> Signatory | None:
    """The signer with post, power and the bodies signed for; None where nothing of a signature was found.

    "Q. CHỦ TỊCH" is the post that the signer holds for the time being, "KT. CHỦ TỊCH" that of another.
    """
    if signature == Signature():
        return None
    powers = _powers(signature.authority)
    held = [one.behind for one in powers if one.own_post] if signature.position is None else []
    printed = held if signature.position is None else signature.position.text.split("\n")
    return Signatory(
        name=_name(signature.signatory),
        position=_joined(", ", map(_position, printed)),
        authority=_joined(" ", (one.power for one in powers)),
        on_behalf_of=_joined("; ", (recase(one.behind) for one in powers if one.behind not in held)),
    )


def _joined(sign: str, parts: Iterable[str]) -> str | None:
    return sign.join(parts) or None


def _name(printed: Field | None) -> str | None:
    return squeeze(printed.text) if printed is not None else None


def _powers(printed: Field | None) -> list[_Power]:
    """The powers of a signature in their order."""
    found = []
    for match in _power().finditer(printed.text if printed else ""):
        word = match["power"].strip(" .")
        written = word if "/" in word else f"{word}."
        found.append(_Power(written, squeeze(match["body"]), power_of(word).own_post))
    return found


@cache
def _power() -> regex.Pattern[str]:
    """A power with what it is for.

    A narrow column sets each on a line of its own, a wide one both on one: "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH".
    """
    power = rf"(?<!\p{{L}}){power_pattern()}"
    return regex.compile(rf"(?P<power>{power})(?P<body>[^\n]*?)(?=\n|$|\s{power})")


def _position(printed: str) -> str:
    """A post in the spelling of running text.

    >>> _position("PHÓ CHỦ TỊCH"), _position("CHỦ TỊCH QUỐC HỘI"), _position("CHÁNH VĂN PHÒNG")
    ('Phó Chủ tịch', 'Chủ tịch Quốc hội', 'Chánh Văn phòng')
    """
    capitals = squeeze(printed).upper()
    head = _DEPUTY.match(capitals)
    if head is None:
        return recase(capitals)
    return f"{head.group().capitalize()}{recase(capitals[head.end() :])}"


def read_recipients(printed: tuple[Field, ...]) -> tuple[Recipient, ...]:
    """The lines of *Nơi nhận*, the note in brackets apart."""
    found = []
    for field in printed:
        match = _NOTE.search(field.text)
        name = field.text[: match.start()] if match else field.text.rstrip(" ;.,")
        if name.strip():
            note = match["note"].strip() if match else None
            found.append(Recipient(name=name.strip(), note=note))
    return tuple(found)
