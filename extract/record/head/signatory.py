"""Who signed, by which power, and to whom the document goes."""

from __future__ import annotations

import regex

from normalize.body.capitals import recase
from normalize.writing.text import squeeze
from schemas.document import Document
from schemas.plan import Recipient, Signatory

_POWERS = r"(?<!\p{L})(?:TM|KT|TL|TUQ|TUN|Q|T/M|K/T|T/L)(?:\s*\.\s*|\s+)"
# a narrow column sets each on a line of its own, a wide one both on one: "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH"
_POWER = regex.compile(rf"(?P<power>{_POWERS})(?P<body>[^\n]*?)(?=\n|$|\s{_POWERS})")

_DEPUTY = regex.compile(r"(?:PHÓ|QUYỀN)\s+(?=\S)")


def read_signatory(document: Document, personal: bool) -> Signatory | None:
    """The signer with office, power and the bodies signed for; None where nothing of a signature was found."""
    fields = document.fields
    if not fields.keys() & {"authority", "position", "signatory"}:
        return None
    powers, bodies = [], []
    for match in _POWER.finditer(fields["authority"].text) if "authority" in fields else ():
        power = match["power"].strip(" .")
        powers.append(power if "/" in power else f"{power}.")
        bodies.append(recase(squeeze(match["body"])))
    return Signatory(
        name=squeeze(fields["signatory"].text) if personal and "signatory" in fields else None,
        position=_position(fields["position"].text) if "position" in fields else None,
        authority=" ".join(powers) or None,
        on_behalf_of="; ".join(bodies) or None,
    )


def _position(printed: str) -> str:
    """A position in the spelling of running text.

    >>> _position("PHÓ CHỦ TỊCH"), _position("CHỦ TỊCH QUỐC HỘI"), _position("CHÁNH VĂN PHÒNG")
    ('Phó Chủ tịch', 'Chủ tịch Quốc hội', 'Chánh Văn phòng')
    """
    capitals = squeeze(printed).upper()
    head = _DEPUTY.match(capitals)
    return f"{head.group().capitalize()}{recase(capitals[head.end() :])}" if head else recase(capitals)


def read_recipients(document: Document) -> tuple[Recipient, ...]:
    """The lines of *Nơi nhận*, the note in brackets apart."""
    found = []
    for field in document.recipients:
        match = regex.search(r"\s*\((?P<note>[^()]{1,60})\)\s*[;.,]*\s*$", field.text)
        name = field.text[: match.start()] if match else field.text.rstrip(" ;.,")
        if name.strip():
            found.append(Recipient(name=name.strip(), note=match["note"].strip() if match else None))
    return tuple(found)
