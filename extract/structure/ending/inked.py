"""The signature on a recognised page: stamps and pens lie over it, so its place and known offices
find it.

The signer's power, office and name stand below each other on the right of *Nơi nhận*; what else was
read there is ink.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, cells 7 and 9.
"""

from __future__ import annotations

from functools import cache

import regex
from msgspec.structs import replace

from extract.structure.ending.words import is_recognised, recipients_start
from normalize.body.heads import heads_pattern
from normalize.body.offices import power_word, signing_posts
from normalize.body.persons import is_full_name
from normalize.letterhead import head_pattern
from normalize.writing.text import squeeze, strip_marks
from schemas.document import Paragraph
from schemas.head import Field, Signature

CLEAR = 0.6
"""Confidence that a signer's name needs to be believed: a torn one is no name."""
CLEAR_WHOLE = 0.4
"""As `CLEAR`, of a name that begins with a family name: one that is torn or misread rarely does."""

_ABOVE = 25.0
"""Points above *Nơi nhận* where a signature may begin."""
_ASIDE = 60.0
"""Points right of *Nơi nhận* from which on the middle of a signature's lines lies."""
_SHORTEST = 9
"""Letters of an office from which on one of them may be lost."""
_LONG = 14
_RUBBLE = 8
"""Letters that a pen or a stamp leaves beside an office."""
_NAME = regex.compile(r"\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}*){1,4}")
_EDGE = regex.compile(r"^[^\p{L}]+|[^\p{L}]+$")
_DEPUTY = "PHÓ "


def find_inked_signature(paragraphs: list[Paragraph]) -> tuple[int | None, Signature]:
    """Where the signature beside a recognised *Nơi nhận* begins, and what it says; (None,
    Signature()) without one.

    ``paragraphs`` are understood lines (see `extract.structure.anchors.understood`).
    """
    sent = next((one for one in paragraphs if is_recognised(one) and _opens_list(one)), None)
    column = _beside(sent, paragraphs) if sent is not None else []
    signature = Signature()
    first: int | None = None
    for at in column:
        line = squeeze(_EDGE.sub("", paragraphs[at].text))
        taken = _with_line(line, paragraphs[at], signature)
        if taken is not None:
            signature = taken
            first = at if first is None else min(first, at)
        if signature.signatory is not None:
            break
    return first, signature


def _opens_list(paragraph: Paragraph) -> bool:
    return recipients_start(_EDGE.sub("", paragraph.text)) is not None


def _beside(sent: Paragraph, paragraphs: list[Paragraph]) -> list[int]:
    """The lines to the right of the recipients, from top to bottom."""
    place = sent.fragments[0].place
    assert place.box is not None
    found = []
    for at, paragraph in enumerate(paragraphs):
        here = paragraph.fragments[0].place if paragraph.fragments else None
        if here is None or here.box is None or here.page != place.page:
            continue
        middle = (here.box.x0 + here.box.x1) / 2
        if middle > place.box.x1 + _ASIDE and here.box.top > place.box.top - _ABOVE:
            found.append((here.box.top, at))
    return [at for _, at in sorted(found)]


def _with_line(line: str, paragraph: Paragraph, signature: Signature) -> Signature | None:
    """The signature with one line of the block more; None where it is ink."""
    power = _power().fullmatch(line)
    if power and signature.position is None:
        return _with_power(power, paragraph, signature)
    read = " ".join(fragment.text for fragment in paragraph.fragments)
    office = _office(line) or _office(read) or _repeated(read, signature)
    if office:
        return _with_office(office, paragraph, signature)
    if _NAME.fullmatch(line) and not _no_name().match(line) and _is_clear(paragraph):
        return replace(signature, signatory=Field(line, paragraph.span))
    return None


def _with_power(power: regex.Match[str], paragraph: Paragraph, signature: Signature) -> Signature:
    body = _office(power["body"]) or power["body"]
    before = signature.authority
    text = f"{before.text}\n" if before else ""
    start = before.span[0] if before else paragraph.span[0]
    written = f"{text}{power['power']}. {body}"
    return replace(signature, authority=Field(written, (start, paragraph.span[1])))


def _with_office(office: str, paragraph: Paragraph, signature: Signature) -> Signature:
    """One office below a like one is a deputy's who signs for it: no other signature names an
    office twice.
    """
    above, power = signature.position, signature.authority
    chief = office.removeprefix(_DEPUTY)
    if above is not None and above.text.removeprefix(_DEPUTY) == chief:
        deputy = Field(f"{_DEPUTY}{chief}", paragraph.span)
        return replace(
            signature, authority=power or Field(f"KT. {chief}", above.span), position=deputy
        )
    if power is not None and power.text.rpartition("\n")[2] == f"KT. {office}":
        return replace(signature, position=Field(f"{_DEPUTY}{office}", paragraph.span))
    if above is None:
        return replace(signature, position=Field(office, paragraph.span))
    return signature


def _repeated(read: str, signature: Signature) -> str | None:
    """The office above where a line ends as it does: what stands before its last word lies under
    the stamp.
    """
    above = signature.position
    words = _words(read)
    return above.text if above and words and words[-1] == above.text.split()[-1] else None


def _words(line: str) -> list[str]:
    return [word for word in (_EDGE.sub("", one) for one in line.split()) if word]


def _office(line: str) -> str | None:
    """The office that a line names in capitals although marks, a letter or what stands beside it
    were misread.

    >>> lines = ("GIÁM ĐÓC", "HIỆU TRƯỞN", "ZZ n - GIÁM ĐỐC ,", "BAN GIÁM ĐỐC BỆNH VIỆN")
    >>> tuple(map(_office, lines))
    ('GIÁM ĐỐC', 'HIỆU TRƯỞNG', 'GIÁM ĐỐC', None)
    """
    words = _words(line)
    letters = sum(map(len, words))
    for office, written in _offices().items():
        size = office.count(" ") + 1
        for at in range(len(words) - size + 1):
            window = " ".join(words[at : at + size])
            rubble = letters - len(window.replace(" ", ""))
            if window == window.upper() and rubble <= _RUBBLE and _is_meant(office, window):
                return written
    return None


def _is_meant(office: str, window: str) -> bool:
    bare = strip_marks(window)
    return bare == office or _is_misread(office, bare)


@cache
def _offices() -> dict[str, str]:
    """Offices by their letters without marks, long ones first: a deputy's name holds his
    chief's.
    """
    whole = (post for post in signing_posts() if " " in post)
    return {strip_marks(office): office for office in sorted(whole, key=len, reverse=True)}


def _is_misread(office: str, bare: str) -> bool:
    """Whether one letter of an office changed, was lost or came to it; two may have changed in a
    long one.
    """
    if len(office) < _SHORTEST or abs(len(office) - len(bare)) > 1:
        return False
    if len(office) == len(bare):
        changed = sum(left != right for left, right in zip(office, bare, strict=True))
        return changed <= 1 + (len(office) >= _LONG)
    short, long = sorted((office, bare), key=len)
    pairs = enumerate(zip(short, long, strict=False))
    at = next((at for at, (left, right) in pairs if left != right), len(short))
    return short[at:] == long[at + 1 :]


def _is_clear(paragraph: Paragraph) -> bool:
    """Whether a name was read clearly, each word of it."""
    known = [one for fragment in paragraph.fragments for one in fragment.confidences]
    words = [word for fragment in paragraph.fragments for word in fragment.text.split()]
    pairs = zip(words, known, strict=False)
    named = [sure for word, sure in pairs if any(map(str.isalpha, word))]
    whole = is_full_name(" ".join(_EDGE.sub("", word) for word in words))
    return bool(named) and min(named) >= (CLEAR_WHOLE if whole else CLEAR)


@cache
def _power() -> regex.Pattern[str]:
    words = f"{power_word(dotted=False)}|{power_word(dotted=True)}"
    return regex.compile(rf"(?P<power>{words})(?:\s*\.\s*|\s+)(?P<body>\p{{Lu}}\P{{Ll}}{{3,}})")


@cache
def _no_name() -> regex.Pattern[str]:
    """What begins no name of a person: a body, a recipient, an appendix."""
    roles = "|".join(head_pattern(one) for one in ("recipients", "recipient", "appendix"))
    return regex.compile(rf"(?:{heads_pattern('cell')}|{roles})\b")
