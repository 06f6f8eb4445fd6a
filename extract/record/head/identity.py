"""What identifies a document: number and symbol, kind, place and date, and the document that issues it."""

from __future__ import annotations

from datetime import date
from functools import cache

import regex

from normalize.citation.document_kinds import kind_codes, kind_of
from normalize.citation.references import read_mention
from normalize.citation.symbol_repairs import repair_body
from normalize.letterhead import head_pattern
from normalize.time.dates import parse_date
from normalize.writing.look_alikes import meant_letters
from normalize.writing.text import squeeze, strip_marks
from schemas.document import Document
from schemas.head import Field
from schemas.mention import ReferenceMention
from schemas.plan import IssuedBy

_CODE = regex.compile(r"(?P<number>[\d\s.…_]*[a-zA-Z]?)\s*\.?\s*(?P<symbol>[/\-–].*)", regex.DOTALL)
_LEAD = regex.compile(r"(?:[\p{L}\s]+\s)?(?:Số|SỐ|số)\s*:?\s*")
_FIRST_CODE = regex.compile(r"(?P<code>[^-/]+)(?P<sign>[-/]?)")
_YEAR_SEGMENT = regex.compile(r"^[/-](?:19|20)\d\d/")


def read_code(field: Field | None, kind: Field | None = None) -> tuple[str | None, str | None, str | None]:
    """Code, number and symbol without blanks; a draft's blank number is None.

    "Số: 36 /KH - UBND" gives ("36/KH-UBND", "36", "KH-UBND"). A symbol that begins with no known code is understood by
    the ``kind`` that the head prints ("QĐÐ" of a Quyết định is QĐ).
    """
    if field is None:
        return None, None, None
    match = _CODE.match(_LEAD.sub("", squeeze(_as_meant(field.text)), count=1))
    if match is None:
        return None, None, None
    number = "".join(letter for letter in match["number"] if letter.isalnum() or letter == ".").strip(".") or None
    tail = "".join(match["symbol"].split()).replace("//", "/").rstrip(".")
    symbol = _YEAR_SEGMENT.sub("/", tail).lstrip("/-") or None
    if symbol and (meant := _understood(symbol, kind)):
        tail, symbol = tail.replace(symbol, meant), meant
    return f"{number or ''}{tail}", number, symbol


def _as_meant(printed: str) -> str:
    """A number with one sign for dashes and letters that look the same."""
    return meant_letters(printed).replace("–", "-").replace("—", "-")


def _understood(symbol: str, kind: Field | None) -> str | None:
    """A symbol whose first code is misspelt, as the kind has it; None where it stays."""
    if regex.split(r"[-/]", symbol)[0] in kind_codes() or kind is None:
        return None
    meant = repair_body(symbol, squeeze(kind.text).capitalize(), None, [])
    known = regex.split(r"[-/]", meant)[0] in kind_codes()
    return meant if known and len(meant) >= len(symbol) - 1 else None


def read_kind(field: Field | None, symbol: str | None) -> tuple[str | None, str | None]:
    """Kind and its abbreviation in the symbol ("QH15" holds none).

    A document that prints no kind is what its symbol says, else a letter (công văn).
    """
    first = _FIRST_CODE.match(symbol) if symbol else None
    printed = squeeze(field.text).capitalize() if field else ""
    row = kind_of(first["code"], printed=printed, party=first["sign"] == "/") if first else None
    if field is not None:
        if row is not None and strip_marks(printed) == strip_marks(row.kind):
            printed = row.kind  # recognised text loses marks; the symbol says the same word
        return printed, row.code if row else None
    if row is not None:
        return row.kind, row.code
    return ("Công văn", None) if symbol else (None, None)


def read_place_date(field: Field | None) -> tuple[str | None, date | None]:
    """Place and date of issue as the head prints them side by side."""
    if field is None:
        return None, None
    place, _, rest = squeeze(meant_letters(field.text)).partition(",")
    return place.strip(), parse_date(rest)


def printed_code(field: Field) -> str:
    """The code as printed, without what leads it ("Số:")."""
    return _LEAD.sub("", squeeze(field.text), count=1)


def read_issued_by(document: Document, mentions: tuple[ReferenceMention, ...]) -> IssuedBy | None:
    """The decision that issues the plan: its head where the file holds it, else what the plan's title line names."""
    head = document.issuing
    if head is not None:
        code, _, symbol = read_code(head.code)
        _, issued_on = read_place_date(head.place_date)
        return IssuedBy(
            code=code,
            kind=read_kind(head.kind, symbol)[0],
            issued_on=issued_on.isoformat() if issued_on else None,
            title=head.title.text if head.title is not None else None,
        )
    if document.caption is None:
        return None
    named = _named(document.caption, mentions)
    own = read_code(document.head.code)[2]
    return named if own is None or named.code is None or _body_of(own) == _body_of(named.code) else None


def _body_of(symbol: str) -> str:
    """The body in a symbol: a plan with a number of its own is issued by its own body, or its title cites another's.

    >>> _body_of("35-NQ/TU"), _body_of("KH-UBND")
    ('TU', 'UBND')
    """
    return regex.split(r"[-/]", symbol)[-1]


def _named(caption: Field, mentions: tuple[ReferenceMention, ...]) -> IssuedBy:
    """What "(Ban hành kèm theo Quyết định số 12/QĐ-UBND ngày 5/1/2024 của UBND xã)" names; a draft's is blank."""
    start, end = caption.span
    inside = [one for one in mentions if start <= one.span[0] < end and one.form != "self"]
    kind = _issuing().search(caption.text)
    printed = squeeze(kind.group()).capitalize() if kind else None
    if not inside:
        return IssuedBy(kind=printed)
    reading = read_mention(inside[0])
    return IssuedBy(
        code=reading.symbol.code if reading.symbol else None, kind=reading.kind or printed, issued_on=reading.issued_on
    )


@cache
def _issuing() -> regex.Pattern[str]:
    return regex.compile(head_pattern("issuing"), regex.IGNORECASE)
