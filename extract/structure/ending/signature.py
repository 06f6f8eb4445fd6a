"""The end of the body: who signed, by which power, when an assembly adopted it, to whom the document goes.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, cells 7 and 9; Party documents write T/M, K/T, T/L.
"""

from __future__ import annotations

import regex

from normalize.lexicon.phrases import any_of
from normalize.writing.text import squeeze
from schemas.document import Field, Paragraph, Place

_RECIPIENTS = regex.compile(r"(?:Nơi|NƠI)\s+(?:nhận|NHẬN)\s*:?\s*", regex.IGNORECASE)
_AUTHORITY = regex.compile(r"(?:(?:TM|KT|TL|TUQ|TUN|T/M|K/T|T/L)(?:\s*\.\s*|\s+)|Q\s*\.\s*)(?=\p{Lu})\P{Ll}{3,}")
_POSITIONS = any_of("""
    CHỦ TỊCH; THỦ TƯỚNG; BỘ TRƯỞNG; THỨ TRƯỞNG; GIÁM ĐỐC; TỔNG GIÁM ĐỐC; HIỆU TRƯỞNG; TRƯỞNG; PHÓ; CHÁNH;
    CHI CỤC TRƯỞNG; CỤC TRƯỞNG; TỔNG CỤC TRƯỞNG; VỤ TRƯỞNG; BÍ THƯ; VIỆN TRƯỞNG; TỔNG THƯ KÝ; THỐNG ĐỐC;
    CHỈ HUY TRƯỞNG; CHÍNH TRỊ VIÊN; TỔNG THANH TRA; TỔNG KIỂM TOÁN; CHỦ NHIỆM; TỔNG BIÊN TẬP; ĐỘI TRƯỞNG; TRẠM TRƯỞNG
""")
_POSITION = regex.compile(rf"(?:PHÓ\s+|QUYỀN\s+|ỦY\s+VIÊN\s+)?{_POSITIONS}(?:[\s,\-–]+\P{{Ll}}*)?")
_RANK = regex.compile(
    r"""(?: (?:Đại|Thượng|Trung|Thiếu)\s+(?:tướng|tá|úy)
          | (?:PGS|GS|TS|ThS|BS|BSCK[I12]*|CK[I12]*|KS|CN|NGƯT|TTƯT)\b\.? | Bác\s+sĩ | Tiến\s+sĩ | [,.\s–-] )+""",
    regex.VERBOSE,
)
_NAME = regex.compile(r"\p{Lu}\p{Ll}+(?:\s+\p{Lu}\p{Ll}*){1,5}")
_NOTE = regex.compile(r"\s*\((?P<note>[^()]{1,60})\)\s*[;.,]*\s*$")
_ITEM = regex.compile(r"^\s*[-–+*•]\s*")
_SEAL = regex.compile(r"[\[(\s]*(?:đã\s+ký|ký\s+tên|ký,\s+đóng\s+dấu|Đã\s+ký.*)[\s)\]]*", regex.IGNORECASE)
# portals print "[daky]" for the signature, and a torn half of it sticks to the line beside it
_TORN_SEAL = regex.compile(r"^(?:\[\p{Ll}{0,4}\]?|\p{Ll}{0,4}\])\s*|\s*(?:\[\p{Ll}{0,4}\]?|(?<=\p{Lu})\p{Ll}{0,4}\])$")
_ADOPTED = regex.compile(
    r"""(?:Luật|Nghị\s+quyết|Pháp\s+lệnh) \s+ này \s+ (?:đã\s+)? được \s [^.;]{0,300}?
        thông\s+qua\s+ (?P<date> ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4} )""",
    regex.VERBOSE,
)
_END_OF_BODY = regex.compile(r"\./\.?\s*$")

MAX_LINES = 30
"""Lines a signature block may take."""

MAX_RECIPIENTS = 60
"""Lines between the end of a body and the signature, which may stand below the whole list of recipients."""

_BESIDE = 20.0
"""Points between two who sign side by side."""

MAX_INKED = 12
"""Lines that a stamp and a pen may leave between a recognised office and the name below it."""


def _is_recognised(paragraph: Paragraph) -> bool:
    return any(fragment.place.confidence < 1 for fragment in paragraph.fragments)


def find_recipients(paragraphs: list[Paragraph]) -> tuple[int | None, list[Field]]:
    """Where *Nơi nhận* begins, and its lines without bullets; (None, []) where there is none."""
    for index, paragraph in enumerate(paragraphs):
        match = _RECIPIENTS.match(paragraph.text)
        if match:
            return index, _read_recipients(paragraphs[index:], match.end())
    return None, []


def _read_recipients(paragraphs: list[Paragraph], skip: int) -> list[Field]:
    lines: list[Field] = []
    for number, paragraph in enumerate(paragraphs[:MAX_RECIPIENTS]):
        raw = paragraph.text[skip:] if number == 0 else paragraph.text
        for line in raw.split("\n"):
            if not line.strip():
                continue
            if _AUTHORITY.match(line) or _POSITION.fullmatch(squeeze(line)):
                return lines
            if paragraph.marker or _ITEM.match(line) or not lines:
                lines.append(Field(squeeze(_ITEM.sub("", line)), paragraph.span))
            elif lines[-1].text.endswith("."):
                return lines
            else:
                lines[-1] = Field(f"{lines[-1].text} {squeeze(line)}", (lines[-1].span[0], paragraph.span[1]))
            if "Lưu" in lines[-1].text and lines[-1].text.endswith("."):
                return lines
    return lines


def find_adoption(text: str) -> Field | None:
    """When an assembly adopted the act, as its last sentence says; the head of such an act has no date.

    >>> find_adoption("Nghị quyết này được Quốc hội thông qua ngày 23 tháng 3 năm 2022.").text
    'ngày 23 tháng 3 năm 2022'
    """
    match = _ADOPTED.search(text, timeout=10)
    return Field(match["date"], match.span("date")) if match else None


def find_signature(paragraphs: list[Paragraph]) -> tuple[int | None, dict[str, Field]]:
    """Where the signature block begins, and its fields: authority, position, signatory.

    ``authority`` joins several powers by a newline ("TM. CHÍNH PHỦ\\nKT. THỦ TƯỚNG").
    """
    for anywhere in (False, True):  # a text on forms prints signatures before its own
        before = (-1, -1)
        for index in range(len(paragraphs)):
            if not _opens(paragraphs, index, anywhere):
                continue
            start = _first_power(paragraphs, index, before)
            if start == before[1]:
                before = index, start
                continue  # no signature began there
            before = index, start
            fields = _read_signature(paragraphs[start : start + MAX_LINES])
            if "position" in fields or "signatory" in fields:
                return start, fields
    return None, {}


def _first_power(paragraphs: list[Paragraph], index: int, before: tuple[int, int]) -> int:
    """Where the powers right above a paragraph begin; ``before``: a paragraph above it, and where they do there."""
    while index and _AUTHORITY.fullmatch(_first_line(paragraphs[index - 1])):
        index -= 1
        if index == before[0]:
            return before[1]
    return index


def opens_signature(line: str) -> bool:
    """Whether a line is a power or a position in capitals."""
    return _AUTHORITY.fullmatch(line) is not None or _POSITION.fullmatch(line) is not None


def _opens(paragraphs: list[Paragraph], index: int, anywhere: bool) -> bool:
    """Whether a signature block begins with a paragraph: behind the body's end, or by its power ``anywhere``."""
    line = _first_line(paragraphs[index])
    if anywhere:
        return _AUTHORITY.fullmatch(line) is not None
    return opens_signature(line) and _is_end(paragraphs, index)


def _first_line(paragraph: Paragraph) -> str:
    return squeeze(paragraph.text.split("\n")[0])


def _is_end(paragraphs: list[Paragraph], index: int) -> bool:
    """Whether the body has ended above: a lone position in capitals may also stand inside a table or a list."""
    above = paragraphs[max(0, index - MAX_RECIPIENTS) : index]
    return any(_END_OF_BODY.search(one.text) or _RECIPIENTS.match(one.text) for one in above) or (
        index > 0 and len(paragraphs) - index <= 8
    )


def _read_signature(paragraphs: list[Paragraph]) -> dict[str, Field]:
    fields: dict[str, Field] = {}
    inked = 0
    page = _page_of(paragraphs[0])
    places = {one.span: one.fragments[0].place for one in paragraphs if one.fragments}
    for paragraph in paragraphs:
        if "position" in fields and _is_recognised(paragraph) and _page_of(paragraph) != page:
            return fields
        for line in paragraph.text.split("\n"):
            if _is_recognised(paragraph) and _is_another(paragraph, fields, places):
                continue
            if not _take_line(_TORN_SEAL.sub("", squeeze(line)), paragraph, fields):
                inked += 1
                if not _is_recognised(paragraph) or inked > MAX_INKED:
                    return fields
            if "signatory" in fields:
                return fields
    return fields


def _is_another(paragraph: Paragraph, fields: dict[str, Field], places: dict[tuple[int, int], Place]) -> bool:
    """Whether a line stands beside the office that was found, not below it: another one signs there."""
    office = places.get(fields["position"].span) if "position" in fields else None
    place = paragraph.fragments[0].place
    if office is None or office.box is None or place.box is None:
        return False
    return place.box.x0 > office.box.x1 + _BESIDE or place.box.x1 < office.box.x0 - _BESIDE


def _page_of(paragraph: Paragraph) -> int | None:
    return paragraph.fragments[0].place.page if paragraph.fragments else None


def _take_line(line: str, paragraph: Paragraph, fields: dict[str, Field]) -> bool:
    """Read one line of the block; False where the block has ended."""
    if not any(letter.isalnum() for letter in line) or _SEAL.fullmatch(line):
        return True
    authority = _AUTHORITY.fullmatch(line)
    bare = _RANK.sub("", line, count=1) if _RANK.match(line) else line
    if authority and "position" not in fields:
        before = fields.get("authority")
        joined = f"{before.text}\n{line}" if before else line
        fields["authority"] = Field(joined, (before.span[0] if before else paragraph.span[0], paragraph.span[1]))
    elif _POSITION.fullmatch(line) or (
        line == line.upper()
        and "authority" in fields
        and "signatory" not in fields
        and not ("position" in fields and _is_recognised(paragraph))
    ):
        before = fields.get("position")
        joined = f"{before.text} {line}" if before else line
        fields["position"] = Field(joined, (before.span[0] if before else paragraph.span[0], paragraph.span[1]))
    elif _NAME.fullmatch(bare) and fields:
        fields["signatory"] = Field(bare, paragraph.span)
    else:
        return _RECIPIENTS.match(line) is not None or _ITEM.match(line) is not None
    return True


def recipient_note(line: str) -> tuple[str, str | None]:
    """A recipient and the note in brackets behind it.

    >>> recipient_note("UBND huyện (bc);")
    ('UBND huyện', 'bc')
    >>> recipient_note("Lưu: VP, VT.")
    ('Lưu: VP, VT', None)
    """
    match = _NOTE.search(line)
    if match:
        return line[: match.start()].strip(), match["note"].strip()
    return line.strip().rstrip(";.,").strip(), None
