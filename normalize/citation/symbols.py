"""Symbols of documents: "107/2021/NĐ-CP" into number, year, kind and issuing bodies.

    state    number/[year/]KIND-BODY[-unit]     11/KH-UBND, 107/2021/NĐ-CP, 1960/QĐ-BCA-C41
    letter   number/BODY[-unit]                 401/UBND-NV, 197/STTTT            (công văn)
    party    number-KIND/BODY                   36-KH/HU, 11977-CV/VPTW
    assembly number/year/QHn, number/year/UBTVQHn
    old      number-BODY, number/BODY           05-CP, 469-TCCP, 118/TTg          (before about 1997)

What copying does to them is undone: blanks and line ends inside, dashes of every kind, look-alike letters, O for 0
and l for 1 among digits, a lost hyphen or slash, a footnote's digit at the end, and the year behind the body.
What an author printed wrong otherwise stays.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I and III; Hướng dẫn 36-HD/VPTW.
"""

from __future__ import annotations

from typing import NamedTuple

import regex

from normalize.body.issuers import issuers
from normalize.citation.copies import show_all
from normalize.citation.document_kinds import is_act, kind_codes, kind_of
from normalize.citation.identifiers import work_iri
from normalize.citation.symbol_repairs import ASSEMBLY, MISREAD_DIGITS, SEGMENT, repair_body
from normalize.writing.text import fold_homoglyphs, fold_marked_ones, nfc


class Symbol(NamedTuple):
    """The parts of a symbol.

    ``code`` is the canonical form, ``printed`` the same without the repairs of style and year (Party form, year put
    in from the date). ``number`` keeps its zeros and letter ("01", "30c"). ``bodies`` are the codes of the issuing
    bodies, ``issuer`` the body they belong to where that is certain (several joined by " + "). ``repairs`` names
    what was undone: space, homoglyph, ocr, hyphen, slash, footnote, style, year, order.
    """

    number: str
    year: int | None
    kind: str | None
    kind_code: str | None
    symbol: str
    bodies: tuple[str, ...]
    code: str
    printed: str
    issuer: str | None
    party: bool
    repairs: tuple[str, ...]

    @property
    def key(self) -> tuple[str, int | None, str]:
        """What two spellings of one symbol share; kinds that differ in a mark (HD, HĐ) stay apart."""
        return self.number.lstrip("0").lower(), self.year, self.symbol.upper().replace("/", "-")

    @property
    def uri(self) -> str | None:
        """The Akoma Ntoso work IRI by the year, where the symbol itself names kind, issuer and year."""
        if self.kind is None or self.issuer is None or self.year is None:
            return None
        actor = (self.issuer.split(" + ")[0],)
        return work_iri(self.kind, actor, str(self.year), self.code, act=is_act(self.kind, self.year))


_DAMAGE = str.maketrans({"\ufffe": "-", "\u00ad": "-", "ñ": "đ", "Ñ": "Đ", "с": "c", "о": "o", "а": "a"})
_SPACED_PARTY = regex.compile(r"^(\d[\doOlI]*[a-z]?)\s+(\p{Lu}[\p{L}]*)/")
_SHAPE = regex.compile(
    r"""
    (?P<number> \d[\doOlI]*\p{Lu}(?=/) | (?:\p{Lu}[\p{Lu}-]*)? \d[\doOlI]*(?:[.]\d+)* [a-zđ]? )
    (?: (?P<first>[/-]) (?P<year>[12][\doO]{3}|\d{2,5})(?=[/-]|\p{Lu}|$) )?
    (?P<join>[/-])?
    (?P<body>.*)
    """,
    regex.VERBOSE,
)
_LETTER = regex.compile(r"\p{L}")
_YEAR = regex.compile(r"(?:19|20|2O)[\doO]{2}")
_DASHES = regex.compile(r"-+")
_NEEDS_YEAR = frozenset({"NĐ", "TT", "TTLT"})
_REVERSED = frozenset({"QĐ", "CT", "NQ", "TB", "KH"})


def read_symbol(text: str, kind: str | None = None, year: int | None = None) -> Symbol | None:
    """The parts of a symbol as printed, or None where the text is none.

    ``kind`` is the kind the prose names: it tells where a lost hyphen stood, and which mark a code lost. ``year`` is
    that of the issue date: it repairs a decree or circular that lacks its own.

    >>> read_symbol("107/2021/NĐ-CP").issuer
    'Chính phủ'
    >>> read_symbol("01- NQ/TU").code, read_symbol("217/QĐ-TW").code
    ('01-NQ/TU', '217-QĐ/TW')
    >>> read_symbol("09/2019/TTBCA").code, read_symbol("107/NĐ-CP", year=2021).code
    ('09/2019/TT-BCA', '107/2021/NĐ-CP')
    """
    repairs: list[str] = []
    plain = _reorder(_plain(text, repairs), repairs)
    match = _SHAPE.fullmatch(plain)
    if match is None or not (_LETTER.search(match["body"]) or _YEAR.fullmatch(match["year"] or "")):
        return None
    number = match["number"].translate(MISREAD_DIGITS) if match["number"][0].isdigit() else match["number"]
    printed_year = match["year"].translate(MISREAD_DIGITS) if match["year"] else None
    if number != match["number"] or printed_year != match["year"]:
        repairs.append("ocr")
    if not number[0].isdigit():
        return _build(plain, number, None, match["body"], False, None, repairs)
    if printed_year and match["body"] and (match["first"] == "-" or match["join"] != "/"):
        repairs.append("slash")
    own_year = int(printed_year) if printed_year and len(printed_year) == 4 else None
    body = repair_body(match["body"], kind, own_year or year, repairs)
    party_style = not printed_year and match["join"] == "-" and "/" in body
    head = f"{number}/{printed_year}" if printed_year else number
    if body and not printed_year and not match["join"]:
        repairs.append("hyphen")
        party_style = "/" in body
    join = "" if not body else "/" if printed_year else match["join"] or "-"
    return _build(head + join + body, number, own_year, body, party_style, year, repairs)


_YEAR_BEHIND = regex.compile(r"(?P<number>\d+[a-zđ]?)/(?P<kind>\p{L}+)(?P<rest>-[^/]+?)?[/-](?P<year>(?:19|20)\d\d)")


def _reorder(plain: str, repairs: list[str]) -> str:
    """The year before the body where it stands behind it ("99/NĐ-CP/2020")."""
    match = _YEAR_BEHIND.fullmatch(plain)
    if match is None or match["kind"] not in kind_codes():
        return plain
    repairs.append("order")
    return f"{match['number']}/{match['year']}/{match['kind']}{match['rest'] or ''}"


def _plain(text: str, repairs: list[str]) -> str:
    """The text without blanks, look-alikes and doubled dashes."""
    shown = show_all(nfc(text))
    folded = fold_homoglyphs(shown.translate(_DAMAGE))
    if folded != shown:
        repairs.append("homoglyph")
    read = fold_marked_ones(folded)
    if read != folded:
        repairs.append("ocr")
    folded = _SPACED_PARTY.sub(r"\1-\2/", read.strip())
    plain = _DASHES.sub("-", "".join(folded.split())).strip("-/.,;")
    if plain != folded:
        repairs.append("space")
    return plain


def _build(
    printed: str, number: str, own_year: int | None, body: str, party_style: bool, year: int | None, repairs: list[str]
) -> Symbol:
    """The symbol from its repaired body: kind, bodies, issuer and the canonical order of its parts."""
    parts = SEGMENT.findall(body)
    code, bodies = _split_parts(parts)
    known = issuers()
    assembly = next((one for one in bodies if ASSEMBLY.match(one)), None)
    party = bool(bodies) and (issuer_scope(bodies[0]) == "party" or (party_style and code is not None))
    row = kind_of(code, party=party) if code else None
    party = party and (row is None or row.party)
    canonical, final_year = printed, own_year
    if party and code and len(bodies) >= 1 and own_year is None and not party_style:
        canonical = f"{number}-{code}/{'-'.join(bodies)}"
        repairs.append("style")
    elif own_year is None and year is not None and not party:
        if assembly and code == "NQ":
            canonical, final_year, body, code, row = f"{number}/{year}/{assembly}", year, assembly, None, None
            repairs.append("year")
        elif (code in _NEEDS_YEAR and bodies and bodies[0] in known and year >= 1997) or (assembly and not code):
            canonical, final_year = f"{number}/{year}/{body}", year
            repairs.append("year")
    return Symbol(
        number=number,
        year=final_year,
        kind=row.kind if row else None,
        kind_code=code,
        symbol=body,
        bodies=tuple(bodies),
        code=canonical,
        printed=printed,
        issuer=_infer_issuer(bodies, joint=code in ("TTLT", "TTLB", "NQLT")),
        party=party,
        repairs=tuple(dict.fromkeys(repairs)),
    )


def _split_parts(parts: list[str]) -> tuple[str | None, list[str]]:
    """The kind code and the bodies of a body such as KH-UBND, UBND-NV or (old order) UB-QĐ."""
    codes = kind_codes()
    if parts and parts[0] in codes:
        return parts[0], parts[1:]
    if len(parts) > 1 and parts[0] in ("UB", "UBND", "CP", "TTg") and parts[1] in _REVERSED:
        return parts[1], [parts[0], *parts[2:]]
    if len(parts) > 2 and parts[1] in ("CV",):
        return parts[1], parts[2:]
    return None, parts


def _infer_issuer(bodies: list[str], *, joint: bool) -> str | None:
    """The body that a code belongs to, if to one only; all of them for a joint document."""
    names = [_unique_name(one) for one in (bodies if joint else bodies[:1])]
    found = [name for name in names if name]
    return " + ".join(dict.fromkeys(found)) if found and len(found) == len(names) else None


def _unique_name(code: str) -> str | None:
    assembly = ASSEMBLY.match(code)
    row = issuers().get(assembly["name"] if assembly else code)
    return row.name if row and row.unique else None


def issuer_scope(code: str) -> str | None:
    """Whether a body's code is central, local or party; None for codes that are not in the table.

    >>> issuer_scope("TU"), issuer_scope("BNV"), issuer_scope("GĐN")
    ('party', 'central', None)
    """
    row = issuers().get(code)
    return row.scope if row else None
