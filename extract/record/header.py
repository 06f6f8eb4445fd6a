"""The header fields as values: number and symbol, dates, the issuing body in its usual spelling, level, signatory."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import NamedTuple

import regex

from extract.record.evidence import Evidence
from normalize.dates import parse_date
from normalize.document_kinds import kind_codes
from normalize.text import fold, squeeze, strip_marks
from schemas.document import Document, Field
from schemas.plan import Header, Level, Problem, Recipient, Signatory, Where
from schemas.problem import PROBLEMS

_CODE = regex.compile(r"(?P<number>[\d\s.…_]*[a-zA-Z]?)\s*\.?\s*(?P<symbol>[/\-–].*)", regex.DOTALL)
_LEAD = regex.compile(r"(?:[\p{L}\s]+\s)?(?:Số|SỐ|số)\s*:?\s*")
_YEAR_SEGMENT = regex.compile(r"^[/-](?:19|20)\d\d/")
_POWER = regex.compile(r"(?P<power>TM|KT|TL|TUQ|TUN|Q|T/M|K/T|T/L)\s*\.?\s*(?P<body>.*)")
_MOST_LONE = 2
_FOR_THE_BODY = ("TM", "T/M")

# "Chủ tịch" | "Quốc hội": the body an office is of, where it is named by more than its kind ("Trưởng ban")
_BODY_OF_OFFICE = regex.compile(
    r"\b(?:quốc hội|(?:ủy ban|hội đồng|sở|bộ|ban|văn phòng|phòng|chi cục|cục|viện)\s+\p{L}+)\b"
)

_LEVEL_WORDS: tuple[tuple[Level, str], ...] = (
    ("commune", r"\b(?:xã|phường|thị trấn|đặc khu)\b(?! hội)"),
    ("district", r"\b(?:huyện|quận|thị xã|Huyện ủy|Quận ủy|Thị ủy)\b"),
    ("province", r"\b(?:tỉnh|thành phố|Sở|Tỉnh ủy|Thành ủy)\b"),
    (
        "central",
        r"\b(?:Bộ(?! phận)|Chính phủ|Thủ tướng|Quốc hội|Trung ương|Chủ tịch nước|Tổng cục|Ngân hàng Nhà nước)\b",
    ),
)
_LEVELS = tuple((level, regex.compile(pattern, regex.IGNORECASE)) for level, pattern in _LEVEL_WORDS)
_UNIT_TYPES = ("thành phố", "thị trấn", "đặc khu", "thị xã", "phường", "quận", "huyện", "tỉnh", "xã")
# Vietnamese syllables have a vowel: a word without one is an abbreviation, and so are these.
_ABBREVIATION = regex.compile(r"[BCDĐGHKLMNPQRSTVX]{2,}|UBND|UBMTTQ\w*|UBKT|BHXH|TW")
_PERIOD = regex.compile(
    r"(?:giai\s+đoạn|năm\s+học|nhiệm\s+kỳ|các\s+năm|năm)\s+(?P<from>(?:19|20)\d\d)(?:\s*[-–]\s*(?P<to>(?:19|20)\d\d))?",
    regex.IGNORECASE,
)
_QUARTER = regex.compile(
    r"\bquý\s+(?P<quarter>I{1,3}|IV|[1-4])[\s/,]*(?:năm\s+)?(?P<year>(?:19|20)\d\d)", regex.IGNORECASE
)
_MONTH = regex.compile(r"\btháng\s+(?P<month>\d{1,2})[\s/,]*(?:năm\s+)?(?P<year>(?:19|20)\d\d)", regex.IGNORECASE)
_HALF = regex.compile(r"6\s+tháng\s+(?P<half>đầu|cuối)\s+năm\s+(?P<year>(?:19|20)\d\d)", regex.IGNORECASE)
_DATED = regex.compile(r"ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}", regex.IGNORECASE)
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}


class Heading(NamedTuple):
    """The header and what is doubtful in it."""

    header: Header
    problems: tuple[Problem, ...]


def build_header(document: Document, evidence: Evidence, personal: bool) -> Heading:
    """The header of the record; names of persons are left out unless ``personal``."""
    fields = document.fields
    code, number, symbol = _read_code(fields.get("code"))
    kind, kind_code = _read_kind(fields.get("kind"), symbol)
    place_name, issued_on = _read_place_date(fields.get("place_date"))
    if "adopted" in fields:
        issued_on = parse_date(fields["adopted"].text)
    issuer = _read_issuer(document, place_name)
    parent = _own_spelling(fields["parent"].text, document.text) if "parent" in fields else None
    title = fields["title"].text if "title" in fields else None
    issuer, parent = (None if name and _is_rubble(name) else name for name in (issuer, parent))
    header = Header(
        code=code,
        number=number,
        symbol=symbol,
        kind=kind,
        kind_code=kind_code,
        issued_on=issued_on.isoformat() if issued_on else None,
        issued_at=place_name,
        title=title,
        period=read_period(title or ""),
        issuer=issuer,
        level=_read_level(issuer, symbol),
        parent=parent if parent and fold(parent) != fold(issuer or "") else None,
        signatory=_read_signatory(document, personal),
        recipients=_read_recipients(document),
        urgency=fields["urgency"].text if "urgency" in fields else None,
        secrecy=fields["secrecy"].text if "secrecy" in fields else None,
        where=_where(fields, evidence),
    )
    return Heading(header, (*_missing(header), *_repaired(header, fields)))


def _read_code(field: Field | None) -> tuple[str | None, str | None, str | None]:
    """Code, number and symbol without blanks; a draft's blank number is None.

    "Số: 36 /KH - UBND" gives ("36/KH-UBND", "36", "KH-UBND").
    """
    if field is None:
        return None, None, None
    match = _CODE.match(_LEAD.sub("", squeeze(field.text), count=1))
    if match is None:
        return None, None, None
    number = "".join(letter for letter in match["number"] if letter.isalnum() or letter == ".").strip(".") or None
    tail = "".join(match["symbol"].split()).replace("–", "-").replace("//", "/")
    symbol = _YEAR_SEGMENT.sub("/", tail).lstrip("/-") or None
    return f"{number or ''}{tail}", number, symbol


def _is_rubble(name: str) -> bool:
    """Whether a name has lost letters, so that single ones stand apart: no value rather than a wrong one."""
    return sum(len(word) == 1 and word.isalpha() for word in name.split()) >= _MOST_LONE


def _read_kind(field: Field | None, symbol: str | None) -> tuple[str | None, str | None]:
    """Kind and its abbreviation in the symbol ("QH15" holds none).

    A document that prints no kind is what its symbol says, else a letter (công văn).
    """
    code = regex.split(r"[-/]", symbol)[0] if symbol else None
    row = kind_codes().get(code or "")
    if field is not None:
        printed = squeeze(field.text).capitalize()
        if row is not None and strip_marks(printed) == strip_marks(row.kind):
            printed = row.kind  # recognised text loses marks; the symbol says the same word
        return printed, row.code if row else None
    if row is not None:
        return row.kind, row.code
    return ("Công văn", None) if symbol else (None, None)


def _read_place_date(field: Field | None) -> tuple[str | None, date | None]:
    if field is None:
        return None, None
    place, _, rest = squeeze(field.text).partition(",")
    return place.strip(), parse_date(rest)


def _read_issuer(document: Document, place_name: str | None) -> str | None:
    """The issuing body in the spelling of running text.

    Where the head does not name it: the caption of the appendix, else the signature's body with the unit of the
    document's place.
    """
    field = document.fields.get("issuer")
    if field is not None:
        return _expanded(_own_spelling(field.text, document.text))
    body = _signing_body(document)
    for table in document.tables:
        match = regex.search(r"của\s+(?P<issuer>(?:UBND|Ủy ban nhân dân|HĐND)\s[^()]+?)\s*\)?$", table.caption or "")
        if match:
            return _expanded(squeeze(match["issuer"]))
    if body and place_name:
        pattern = rf"(?:xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố|tỉnh)\s+{regex.escape(place_name)}\b"
        named = Counter(match.group() for match in regex.finditer(pattern, document.text))
        if named:
            return f"{body} {named.most_common(1)[0][0]}"
    return body


def _signing_body(document: Document) -> str | None:
    """The body on whose behalf the document is signed; "KT." and "TL." stand before a person's office."""
    authority = document.fields.get("authority")
    match = _POWER.match(authority.text) if authority else None
    if match is None or match["power"] not in _FOR_THE_BODY or not match["body"]:
        return None
    return _expanded(_sentence_case(squeeze(match["body"])))


def _own_spelling(capitals: str, text: str) -> str:
    """A name printed in capitals, spelled as the document spells it elsewhere; else by the rules of names."""
    if capitals != capitals.upper():
        return capitals
    spelled = Counter(
        found
        for found in regex.findall(r"\s+".join(regex.escape(word) for word in capitals.split()), text, regex.IGNORECASE)
        if found != found.upper()
    )
    if spelled:
        best = squeeze(spelled.most_common(1)[0][0])
        return best[:1].upper() + best[1:]
    head, _, tail = capitals.partition(" ")
    if head in ("UBND", "HĐND") and tail:
        rest = _own_spelling(tail, text)
        return f"{head} {rest[:1].lower()}{rest[1:]}"
    return _sentence_case(capitals)


def _sentence_case(capitals: str) -> str:
    """A body's name by the usual rules: the first word capital, place names behind a unit word capital.

    "ỦY BAN NHÂN DÂN XÃ TRIỆU AN" gives "Ủy ban nhân dân xã Triệu An".
    """
    lower = " ".join(word if _ABBREVIATION.fullmatch(word) else word.lower() for word in capitals.split())
    for unit in _UNIT_TYPES:
        at = lower.rfind(unit + " ")
        if at > 0 or lower.startswith(unit + " "):
            start = at + len(unit) + 1
            lower = lower[:start] + lower[start:].title()
            break
    return lower[:1].upper() + lower[1:]


def _expanded(name: str) -> str:
    """The two abbreviations every head uses, written out."""
    name = regex.sub(r"^UBND\b", "Ủy ban nhân dân", name)
    name = regex.sub(r"^HĐND\b", "Hội đồng nhân dân", name)
    return regex.sub(r"^Uỷ ban", "Ủy ban", name)


def _read_level(issuer: str | None, symbol: str | None) -> Level | None:
    """The level of government, from the words of the issuer's name."""
    if issuer is None:
        return None
    for level, pattern in _LEVELS:
        if pattern.search(issuer):
            return level
    return "other"


def _read_signatory(document: Document, personal: bool) -> Signatory | None:
    fields = document.fields
    if not fields.keys() & {"authority", "position", "signatory"}:
        return None
    powers, bodies = [], []
    for line in fields["authority"].text.split("\n") if "authority" in fields else ():
        match = _POWER.match(line)
        if match:
            powers.append(match["power"] + ("" if "/" in match["power"] else "."))
            bodies.append(_sentence_case(squeeze(match["body"])))
    return Signatory(
        name=squeeze(fields["signatory"].text) if personal and "signatory" in fields else None,
        position=_position(fields["position"].text, document.text) if "position" in fields else None,
        authority=" ".join(powers) or None,
        on_behalf_of="; ".join(bodies) or None,
    )


def _position(printed: str, text: str) -> str:
    """A position in the spelling of running text.

    "PHÓ CHỦ TỊCH" gives "Phó Chủ tịch", "CHỦ TỊCH QUỐC HỘI" gives "Chủ tịch Quốc hội" where the text writes it so.
    """
    lower = squeeze(printed).lower()
    body = _BODY_OF_OFFICE.search(lower)
    tail = ""
    if body and body.start():
        spelled = _own_spelling(lower[body.start() :].upper(), text)
        lower, tail = lower[: body.start()].rstrip(), f" {spelled}"
    for head in ("phó ", "quyền "):
        if lower.startswith(head):
            return head.capitalize() + lower[len(head) :].capitalize() + tail
    return lower.capitalize() + tail


def _read_recipients(document: Document) -> tuple[Recipient, ...]:
    found = []
    for field in document.recipients:
        match = regex.search(r"\s*\((?P<note>[^()]{1,60})\)\s*[;.,]*\s*$", field.text)
        name = field.text[: match.start()] if match else field.text.rstrip(" ;.,")
        if name.strip():
            found.append(Recipient(name=name.strip(), note=match["note"].strip() if match else None))
    return tuple(found)


def read_period(title: str) -> str | None:
    """What a title says the plan covers, as EDTF.

    >>> read_period("Cải cách hành chính nhà nước xã Triệu An năm 2023")
    '2023'
    >>> read_period("Chuyển đổi số giai đoạn 2021 - 2025, định hướng đến năm 2030")
    '2021/2025'
    >>> read_period("Công tác quý II năm 2024")
    '2024-34'
    """
    title = _DATED.sub("", title)
    half, quarter, month = _HALF.search(title), _QUARTER.search(title), _MONTH.search(title)
    if half:
        return f"{half['year']}-{40 if half['half'].lower() == 'đầu' else 41}"
    if quarter:
        number = _ROMAN.get(quarter["quarter"].upper()) or int(quarter["quarter"])
        return f"{quarter['year']}-{32 + number}"
    if month and 1 <= int(month["month"]) <= 12:
        return f"{month['year']}-{int(month['month']):02d}"
    for match in _PERIOD.finditer(title):
        before = title[: match.start()].rstrip().lower()
        if not before.endswith(("đến", "tới", "hướng", "nhìn")):
            return f"{match['from']}/{match['to']}" if match["to"] else match["from"]
    return None


_EVIDENCE_NAMES = {"place_date": ("issued_at", "issued_on"), "adopted": ("issued_on",)}


def _where(fields: dict[str, Field], evidence: Evidence) -> tuple[Where, ...]:
    """Evidence for every field that was found, in the order of the text."""
    found: list[Where] = []
    for name, field in sorted(fields.items(), key=lambda item: item[1].span):
        for public in _EVIDENCE_NAMES.get(name, (name,)):
            found.extend(evidence.where(field.span, public))
    return tuple(found)


def _missing(header: Header) -> list[Problem]:
    """What a document of this kind should say and does not."""
    missing = [name for name in ("code", "kind", "issued_on", "title", "issuer") if getattr(header, name) is None]
    if header.code is not None and header.number is None:
        missing.append("number")
    return [
        _problem("header-missing", name, f"the document does not show its {name.replace('_', ' ')}") for name in missing
    ]


def _repaired(header: Header, fields: dict[str, Field]) -> list[Problem]:
    """What was understood although it is not printed so."""
    found = []
    if "code" in fields and "//" in "".join(fields["code"].text.split()):
        printed = _LEAD.sub("", squeeze(fields["code"].text), count=1)
        found.append(_problem("header-repaired", "code", f"printed '{printed}', understood as {header.code}"))
    if header.kind is not None and header.kind_code is not None and "kind" not in fields:
        message = f"no line names the kind; {header.kind} is what the symbol {header.symbol} says"
        found.append(_problem("header-repaired", "kind", message))
    return found


def _problem(code: str, name: str, message: str) -> Problem:
    return Problem(code=code, severity=PROBLEMS[code].severity, message=message, subject=f"header.{name}")
