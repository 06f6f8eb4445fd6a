"""What a document says of itself at its head: number, place and date, kind, title, the body that issues it.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I (the layout cells 1 to 6); 36-HD/VPTW for Party documents.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import regex

from extract.structure.head.lines import (
    BODY_START,
    CODE,
    KINDS,
    PLACE_DATE,
    RULE,
    UNIT_HEAD,
    UNIT_HEADS,
    kind_of_line,
)
from extract.structure.head.title import read_title
from extract.structure.title_lines import stands_below
from normalize.writing.text import squeeze
from schemas.document import Field, Paragraph

MAX_HEAD = 60
"""Paragraphs (lines of a page) in which a head must end."""

# a narrow column breaks the nation's name anywhere behind its first words
_NATION = regex.compile(
    r"CỘNG\s+H[ÒO][AÀ]\s+XÃ\s+HỘI|CHỦ\s+NGHĨA|VIỆT\s+NAM$|^(?:NGHĨA\s+VIỆT\s+)?NAM$|ĐẢNG\s+CỘNG\s+SẢN", regex.IGNORECASE
)
_MOTTO = regex.compile(r"Độc\s+lập\s*[-–—]?\s*Tự\s+do", regex.IGNORECASE)
# the right half of the head, where a page's line runs through both halves
_RIGHT_HALF = regex.compile(
    r"CỘNG\s+H[ÒO][AÀ]\s+XÃ\s+HỘI\s+CHỦ\s+NGHĨA\s+VIỆT\s+NAM|Độc\s+lập\s*[-–—]?\s*Tự\s+do\s*[-–—]?\s*Hạnh\s+phúc"
)
_URGENCY = regex.compile(r"(?:HỎA TỐC|HOẢ TỐC|THƯỢNG KHẨN|KHẨN)(?:\s+HẸN GIỜ)?")
_SECRECY = regex.compile(r"TUYỆT MẬT|TỐI MẬT|MẬT")
# the stamp of an office that received the document: its word, and the lines below
_RECEIVED = regex.compile(r"(?:(?:CÔNG\s+VĂN|VĂN\s+BẢN)\s+)?ĐẾN\b\s*(?::|$|\P{Lu}*(?:Số|SỐ|Ngày|NGÀY)\b.*)")
_STAMPED = regex.compile(
    r"""\s*(?: (?:Số|SỐ)\s*:?[\s.\d]* | (?:Ngày|NGÀY|Giờ)\s*:?[\s.…\d/-]+(?:tháng.{0,25})?
              | (?:Chuyển|CHUYỂN|Lưu\ hồ\ sơ)\b.* )\s*""",
    regex.VERBOSE,
)
_MOST_STAMP = 5
# a number without the word before it, alone on its line
_BARE_CODE = regex.compile(
    r"\s*(?P<number>\d{1,5}[a-zđ]?)\s*(?P<symbol>/\s*[\p{Lu}Đ][\p{L}]{1,5}\s*-\s*[\p{Lu}Đ][\p{L}&]+)\s*"
)
_SUBJECT = regex.compile(r"(?:V/v|Về việc|v/v)\b\s*:?\s*", regex.IGNORECASE)
_LOWER = regex.compile(r"\p{Ll}")
_SHORTEST_SENTENCE = 50
"""Characters of a sentence with which a letter begins; lines of a head are shorter, or end without a stop."""
# what stands beside a head and names nobody
_DRAFT = regex.compile(
    r"\(?\s*(?:DỰ\s+THẢO.{0,20}|LƯU\s+HÀNH\s+NỘI\s+BỘ|XEM\s+XONG\s+TRẢ\s+LẠI|BẢN\s+SAO|SAO\s+Y.{0,20}|THAY\s.{0,20}BẢN\s.{0,20})\s*\)?",
    regex.IGNORECASE,
)
# the gazette parts its documents by kind and body: «VĂN BẢN HỢP NHẤT - BỘ TƯ PHÁP» stands above the head
_GAZETTE_PART = regex.compile(rf"{KINDS}\s+[-–]\s+{UNIT_HEADS}\b\P{{Ll}}*")
_BARE_BODY = regex.compile(r"(?:ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|UBND|HỘI ĐỒNG NHÂN DÂN|HĐND)")
_PLACE_NAME = regex.compile(r"(?:XÃ|PHƯỜNG|THỊ TRẤN|THỊ XÃ|HUYỆN|QUẬN|THÀNH PHỐ|TP\.?|TỈNH|ĐẶC KHU)\s")


class Head(NamedTuple):
    """The fields found, and how many paragraphs the head takes."""

    fields: dict[str, Field]
    length: int


def find_head(text: str, paragraphs: list[Paragraph]) -> Head:
    """The header fields as printed, with their spans in ``text``.

    Names: code, place_date, kind, title, issuer, parent, urgency, secrecy.
    """
    head = _without_stamp(paragraphs[:MAX_HEAD])
    fields: dict[str, Field] = {}
    kind_at = _kind_index(head)
    upper = head[: kind_at if kind_at is not None else _letter_length(head)]
    subject = None
    for paragraph in [*upper, *(_right_half(head, len(upper)) if kind_at is None else ())]:
        subject = _read_line(text, paragraph, fields, subject)
    for paragraph in head[len(upper) :]:  # the stamp may stand beside the address
        _read_degrees(paragraph, fields)
    _read_bare_code(upper, fields)
    _read_issuers(upper, fields)
    if kind_at is None:
        return Head(fields, len(upper))
    return Head(fields, kind_at + read_title(text, head, kind_at, fields))


def _without_stamp(head: list[Paragraph]) -> list[Paragraph]:
    """The lines of a head, those of a receiver's stamp empty: its number and its date are not the document's.

    The receiver's name above the stamp's word is a capital line like the issuer's; it is taken out where it stands
    first or behind the document's number, and another body remains.
    """
    stamped = [index for index, one in enumerate(head) if _RECEIVED.match(squeeze(one.text))]
    if not stamped:
        return head
    taken = set(stamped)
    units = [index for index, one in enumerate(head) if UNIT_HEAD.match(squeeze(one.text))]
    for at in stamped:
        numbered = any(CODE.match(one.text.strip()) for one in head[:at])
        if at - 1 in units and (at == 1 or numbered) and any(unit != at - 1 for unit in units):
            taken.add(at - 1)
        taken.update(
            index for index in range(at + 1, min(at + _MOST_STAMP, len(head))) if _STAMPED.fullmatch(head[index].text)
        )
    return [replace(one, text="", level=0) if index in taken else one for index, one in enumerate(head)]


def _kind_index(head: list[Paragraph]) -> int | None:
    """The paragraph that names the kind, in capitals; None for a letter (công văn)."""
    seen_head = False
    for index, paragraph in enumerate(head):
        line = paragraph.text.strip()
        if _MOTTO.search(line) or _NATION.search(line) or CODE.match(line):
            seen_head = True
        if (
            not seen_head
            and _GAZETTE_PART.fullmatch(line)
            and any(_NATION.search(one.text) for one in head[index + 1 :])
        ):
            continue
        if kind_of_line(line) and (paragraph.centered or paragraph.bold or paragraph.level or seen_head or index < 4):
            return index
        if BODY_START.match(line) and seen_head:
            return None
    return None


def _letter_length(head: list[Paragraph]) -> int:
    """How many paragraphs the head of a letter takes: up to its address or its first sentence.

    The address may stand in a table, and is then none of the paragraphs.
    """
    dated = False
    for index, paragraph in enumerate(head):
        line = squeeze(paragraph.text)
        if BODY_START.match(paragraph.text) or (dated and _is_sentence(line)):
            return index
        dated = dated or PLACE_DATE.search(line) is not None
    return min(len(head), 12)


def _is_sentence(line: str) -> bool:
    """Whether a line is one with which a letter begins; the subject above it is no sentence."""
    ended = len(line) >= _SHORTEST_SENTENCE and line[-1] in ".:;"
    return ended and _LOWER.search(line[1:]) is not None and not _SUBJECT.match(line)


def _right_half(head: list[Paragraph], length: int) -> list[Paragraph]:
    """The right half of a letter's head, where it is read after the address that stands below its left half."""
    at = next((at for at, one in enumerate(head[length:], length) if _MOTTO.search(one.text)), None)
    return head[at : at + 2] if at is not None else []


def _read_line(
    text: str, paragraph: Paragraph, fields: dict[str, Field], subject: Paragraph | None
) -> Paragraph | None:
    """Take number, place and date, subject, urgency and secrecy from one line of the upper head.

    ``subject`` is the line before where it belongs to a letter's subject (V/v), which may run over several lines;
    the same for this line is given back.
    """
    start, end = paragraph.span
    for name, pattern in (("code", CODE), ("place_date", PLACE_DATE)):
        match = pattern.search(text, start, end)
        before = _RIGHT_HALF.sub("", text[start : match.start()]) if match else ""
        # a body may be called by a number, without the colon: "ĐOÀN KIỂM TRA THEO QUYẾT ĐỊNH SỐ 50/QĐ-SCT"
        better = name == "code" and name in fields and match and ":" in match.group() and ":" not in fields[name].text
        if match and (name not in fields or better) and (name != "code" or not _LOWER.search(before)):
            fields[name] = Field(match.group(), match.span())
            start = match.end()
    _read_degrees(paragraph, fields)
    line = squeeze(paragraph.text)
    match = _SUBJECT.match(line)
    if match and "title" not in fields:
        fields["title"] = Field(line, paragraph.span)
        return paragraph
    if subject is not None and (
        line[:1].islower() or (not BODY_START.match(line) and stands_below(subject, paragraph))
    ):
        title = fields["title"]
        fields["title"] = Field(f"{title.text} {line}", (title.span[0], paragraph.span[1]))
        return paragraph
    return None


def _read_degrees(paragraph: Paragraph, fields: dict[str, Field]) -> None:
    """Take urgency or secrecy from a line that is nothing else."""
    line = squeeze(paragraph.text)
    for name, pattern in (("urgency", _URGENCY), ("secrecy", _SECRECY)):
        if pattern.fullmatch(line):
            fields.setdefault(name, Field(line, paragraph.span))


def _read_bare_code(upper: list[Paragraph], fields: dict[str, Field]) -> None:
    """The number where the word "Số" is left out."""
    for paragraph in upper if "code" not in fields else ():
        if _BARE_CODE.fullmatch(paragraph.text):
            fields["code"] = Field(squeeze(paragraph.text), paragraph.span)
            return


def _read_issuers(upper: list[Paragraph], fields: dict[str, Field]) -> None:
    """The body that issues and the one above it: the capital lines on the left of the head."""
    units: list[Field] = []
    for paragraph in upper:
        for line in paragraph.text.split("\n"):
            name = squeeze(_RIGHT_HALF.sub("", line)).strip(" _*")
            if units and CODE.fullmatch(name) and not _holds(paragraph, fields.get("code")):
                units[-1] = Field(f"{units[-1].text} {name}", (units[-1].span[0], paragraph.span[1]))
                continue
            if not _may_be_unit(name) or (units and name == units[-1].text):
                continue
            starts = UNIT_HEAD.match(name) is not None
            if units and (not starts or (_BARE_BODY.fullmatch(units[-1].text) and _PLACE_NAME.match(name))):
                units[-1] = Field(f"{units[-1].text} {name}", (units[-1].span[0], paragraph.span[1]))
            elif starts:
                units.append(Field(name, paragraph.span))
    if len(units) > 1 and _BARE_BODY.fullmatch(units[0].text) and _BARE_BODY.match(units[1].text):
        del units[0]
    if units:
        fields["issuer"] = units[-1]
    if len(units) > 1:
        fields["parent"] = units[-2]


def _holds(paragraph: Paragraph, field: Field | None) -> bool:
    return field is not None and paragraph.span[0] <= field.span[0] < paragraph.span[1]


def _may_be_unit(line: str) -> bool:
    """Whether a line may name a body: capitals, and none of the head's other lines."""
    if not line or line != line.upper() or "/" in line or not any(letter.isalpha() for letter in line):
        return False
    if _URGENCY.fullmatch(line) or _SECRECY.fullmatch(line) or RULE.fullmatch(line) or _DRAFT.fullmatch(line):
        return False
    if (kind := kind_of_line(line)) and line[kind.end() :].lstrip()[:1] in ("", ","):
        return False
    return not (_NATION.search(line) or _MOTTO.search(line) or CODE.search(line))
