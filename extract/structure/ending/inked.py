"""The signature on a recognised page: stamps and pens lie over it, so it is found by its place and by known offices.

The signer's power, office and name stand below each other on the right of *Nơi nhận*; what else was read there is ink.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, cells 7 and 9.
"""

from __future__ import annotations

from functools import cache

import regex

from extract.structure.anchors import is_recognised
from normalize.body.persons import is_full_name
from normalize.lexicon.phrases import any_of
from normalize.writing.text import squeeze, strip_marks
from schemas.document import Field, Paragraph

CLEAR = 0.6
"""Confidence that a signer's name needs to be believed: a torn one is no name."""
CLEAR_WHOLE = 0.4
"""As `CLEAR`, of a name that begins with a family name: one that is torn or misread rarely does."""

_ABOVE = 25.0
"""Points above *Nơi nhận* where a signature may begin."""
_SHORTEST = 9
"""Letters of an office from which on one of them may be lost."""
_LONG = 14
_RUBBLE = 8
"""Letters that a pen or a stamp leaves beside an office."""
_OFFICES = (
    "CHỦ TỊCH; PHÓ CHỦ TỊCH; GIÁM ĐỐC; PHÓ GIÁM ĐỐC; TỔNG GIÁM ĐỐC; PHÓ TỔNG GIÁM ĐỐC; HIỆU TRƯỞNG; "
    "PHÓ HIỆU TRƯỞNG; BỘ TRƯỞNG; THỨ TRƯỞNG; THỦ TƯỚNG; PHÓ THỦ TƯỚNG; CHÁNH THANH TRA; PHÓ CHÁNH THANH TRA; "
    "CHÁNH VĂN PHÒNG; PHÓ CHÁNH VĂN PHÒNG; TRƯỞNG PHÒNG; PHÓ TRƯỞNG PHÒNG; TRƯỞNG BAN; PHÓ TRƯỞNG BAN; BÍ THƯ; "
    "PHÓ BÍ THƯ; CỤC TRƯỞNG; PHÓ CỤC TRƯỞNG; CHI CỤC TRƯỞNG; PHÓ CHI CỤC TRƯỞNG; VỤ TRƯỞNG; PHÓ VỤ TRƯỞNG; "
    "VIỆN TRƯỞNG; PHÓ VIỆN TRƯỞNG; TRƯỞNG CÔNG AN"
)
_SENT = regex.compile(r"\W*Nơi\s+nhận\b", regex.IGNORECASE)
_POWER = regex.compile(r"(?P<power>TM|KT|TL|TUQ|TUN|Q|T/M|K/T|T/L)(?:\s*\.\s*|\s+)(?P<body>\p{Lu}\P{Ll}{3,})")
_NAME = regex.compile(r"\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}*){1,4}")
_NO_NAME = regex.compile(any_of("Nơi nhận; Như trên; Phụ lục; Sở; Phòng; Ban; Ủy ban; Văn phòng; Bộ; Lưu") + r"\b")
_EDGE = regex.compile(r"^[^\p{L}]+|[^\p{L}]+$")


def find_inked_signature(paragraphs: list[Paragraph]) -> tuple[int | None, dict[str, Field]]:
    """Where the signature beside a recognised *Nơi nhận* begins, and its fields; (None, {}) where there is none.

    ``paragraphs`` are understood lines (see `extract.structure.anchors.understood`).
    """
    sent = next((one for one in paragraphs if is_recognised(one) and _SENT.match(one.text)), None)
    column = _beside(sent, paragraphs) if sent is not None else []
    fields: dict[str, Field] = {}
    used: list[int] = []
    for at in column:
        paragraph = paragraphs[at]
        if _take(squeeze(_EDGE.sub("", paragraph.text)), paragraph, fields):
            used.append(at)
        if "signatory" in fields:
            break
    return (min(used), fields) if used else (None, {})


def _beside(sent: Paragraph, paragraphs: list[Paragraph]) -> list[int]:
    """The lines to the right of the recipients, from top to bottom."""
    place = sent.fragments[0].place
    assert place.box is not None
    found = []
    for at, paragraph in enumerate(paragraphs):
        here = paragraph.fragments[0].place if paragraph.fragments else None
        if here is None or here.box is None or here.page != place.page:
            continue
        if (here.box.x0 + here.box.x1) / 2 > place.box.x1 + 60 and here.box.top > place.box.top - _ABOVE:
            found.append((here.box.top, at))
    return [at for _, at in sorted(found)]


def _take(line: str, paragraph: Paragraph, fields: dict[str, Field]) -> bool:
    """Read one line of the block; False where it is ink."""
    power = _POWER.fullmatch(line)
    if power and "position" not in fields:
        body = _office(power["body"]) or power["body"]
        before = fields.get("authority")
        text = f"{before.text}\n" if before else ""
        fields["authority"] = Field(f"{text}{power['power']}. {body}", _joined(before, paragraph))
        return True
    read = " ".join(fragment.text for fragment in paragraph.fragments)
    office = _office(line) or _office(read) or _repeated(read, fields)
    if office:
        _take_office(office, paragraph, fields)
        return True
    if _NAME.fullmatch(line) and not _NO_NAME.match(line) and _is_clear(paragraph):
        fields["signatory"] = Field(line, paragraph.span)
        return True
    return False


def _take_office(office: str, paragraph: Paragraph, fields: dict[str, Field]) -> None:
    """One office below a like one is a deputy's who signs for it: no other signature names an office twice."""
    above, power = fields.get("position"), fields.get("authority")
    if above is not None and above.text in (office, f"PHÓ {office}", office.removeprefix("PHÓ ")):
        head = office.removeprefix("PHÓ ")
        fields.setdefault("authority", Field(f"KT. {head}", above.span))
        fields["position"] = Field(f"PHÓ {head}", paragraph.span)
    elif power is not None and power.text.rpartition("\n")[2] == f"KT. {office}":
        fields["position"] = Field(f"PHÓ {office}", paragraph.span)
    elif above is None:
        fields["position"] = Field(office, paragraph.span)


def _repeated(read: str, fields: dict[str, Field]) -> str | None:
    """The office above where a line ends as it does: what stands before its last word lies under the stamp."""
    above = fields.get("position")
    words = [word for word in (_EDGE.sub("", one) for one in read.split()) if word]
    return above.text if above is not None and words and words[-1] == above.text.split()[-1] else None


def _joined(before: Field | None, paragraph: Paragraph) -> tuple[int, int]:
    return (before.span[0] if before else paragraph.span[0], paragraph.span[1])


def _office(line: str) -> str | None:
    """The office that a line names in capitals although marks, a letter or what stands beside it were misread.

    >>> _office("GIÁM ĐÓC"), _office("HIỆU TRƯỞN"), _office("ZZ n - GIÁM ĐỐC ,"), _office("BAN GIÁM ĐỐC BỆNH VIỆN")
    ('GIÁM ĐỐC', 'HIỆU TRƯỞNG', 'GIÁM ĐỐC', None)
    """
    words = [word for word in (_EDGE.sub("", one) for one in line.split()) if word]
    letters = sum(map(len, words))
    for office, written in _offices().items():
        size = office.count(" ") + 1
        for at in range(len(words) - size + 1):
            window = " ".join(words[at : at + size])
            if window != window.upper() or letters - len(window.replace(" ", "")) > _RUBBLE:
                continue
            bare = strip_marks(window)
            if bare == office or _is_misread(office, bare):
                return written
    return None


@cache
def _offices() -> dict[str, str]:
    """Offices by their letters without marks, long ones first: a deputy's name holds his chief's."""
    return {strip_marks(office): office for office in sorted(_OFFICES.split("; "), key=len, reverse=True)}


def _is_misread(office: str, bare: str) -> bool:
    """Whether one letter of an office changed, was lost or came to it; two may have changed in a long one."""
    if len(office) < _SHORTEST or abs(len(office) - len(bare)) > 1:
        return False
    if len(office) == len(bare):
        return sum(left != right for left, right in zip(office, bare, strict=True)) <= 1 + (len(office) >= _LONG)
    short, long = sorted((office, bare), key=len)
    at = next((at for at, (left, right) in enumerate(zip(short, long, strict=False)) if left != right), len(short))
    return short[at:] == long[at + 1 :]


def _is_clear(paragraph: Paragraph) -> bool:
    """Whether a name was read clearly, each word of it."""
    known = [one for fragment in paragraph.fragments for one in fragment.confidences]
    words = [word for fragment in paragraph.fragments for word in fragment.text.split()]
    named = [sure for word, sure in zip(words, known, strict=False) if any(map(str.isalpha, word))]
    whole = is_full_name(" ".join(_EDGE.sub("", word) for word in words))
    return bool(named) and min(named) >= (CLEAR_WHOLE if whole else CLEAR)
