"""Symbols of documents: "107/2021/NĐ-CP" into number, year, kind and issuing bodies.

    state    number/[year/]KIND-BODY[-unit]     11/KH-UBND, 107/2021/NĐ-CP, 1960/QĐ-BCA-C41
    letter   number/BODY[-unit]                 401/UBND-NV, 197/STTTT            (công văn)
    party    number-KIND/BODY                   36-KH/HU, 11977-CV/VPTW
    assembly number/year/QHn, number/year/UBTVQHn
    old      number-BODY, number/BODY           05-CP, 469-TCCP, 118/TTg        (before about 1997)

What copying does to them is undone: blanks and line ends inside, dashes of every kind, look-alike
letters, O for 0 and l for 1 among digits, a lost hyphen or slash, a footnote's digit at the end,
and the year behind the body. What an author printed wrong otherwise stays.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I and III; Hướng dẫn 36-HD/VPTW.
"""

from __future__ import annotations

from typing import NamedTuple

from normalize.body.issuers import issuers
from normalize.citation.document_kinds import DocumentKind, is_act, kind_codes, kind_of
from normalize.citation.identifiers import work_iri
from normalize.citation.symbol_repairs import ASSEMBLY, SEGMENT, repair_body
from normalize.citation.symbol_shapes import Shape, read_shape


class Symbol(NamedTuple):
    """The parts of a symbol.

    ``code`` is the canonical form, ``printed`` the same without the repairs of style and year
    (Party form, year put in from the date). ``number`` keeps its zeros and letter ("01", "30c").
    ``bodies`` are the codes of the issuing bodies, ``issuer`` the body they belong to where that is
    certain (several joined by " + "). ``repairs`` names what was undone: space, homoglyph, ocr,
    hyphen, slash, footnote, style, year, order."""

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
        """What two spellings of one symbol share; kinds that differ in a mark (HD, HĐ) stay
        apart."""
        return self.number.lstrip("0").lower(), self.year, self.symbol.upper().replace("/", "-")

    @property
    def uri(self) -> str | None:
        """The Akoma Ntoso work IRI by the year, where the symbol itself names kind, issuer and
        year."""
        if self.kind is None or self.issuer is None or self.year is None:
            return None
        actor = (self.issuer.split(" + ")[0],)
        return work_iri(
            self.kind, actor, str(self.year), self.code, act=is_act(self.kind, self.year)
        )


_NEEDS_YEAR = frozenset({"NĐ", "TT", "TTLT"})
_YEARS_SINCE = 1997
"""From this year on every decree and circular has its year in its symbol."""
_REVERSED = frozenset({"QĐ", "CT", "NQ", "TB", "KH"})


def read_symbol(text: str, kind: str | None = None, year: int | None = None) -> Symbol | None:
    """The parts of a symbol as printed, or None where the text is none.

    ``kind`` is the kind the prose names: it tells where a lost hyphen stood, and which mark a code
    lost. ``year`` is that of the issue date: it repairs a decree or circular that lacks its own.

    >>> read_symbol("107/2021/NĐ-CP").issuer
    'Chính phủ'
    >>> read_symbol("01- NQ/TU").code, read_symbol("217/QĐ-TW").code
    ('01-NQ/TU', '217-QĐ/TW')
    >>> read_symbol("09/2019/TTBCA").code, read_symbol("107/NĐ-CP", year=2021).code
    ('09/2019/TT-BCA', '107/2021/NĐ-CP')
    """
    repairs: list[str] = []
    shape = read_shape(text, repairs)
    if shape is None:
        return None
    if not shape.is_usual:
        return _build(shape, _read_body(shape, shape.body), None, repairs)
    body = repair_body(shape.body, kind, shape.whole_year or year, repairs)
    return _build(shape, _read_body(shape, body), year, repairs)


class _Body(NamedTuple):
    """What a symbol's body says; ``styled``: it is written as Party documents are (number-
    KIND/BODY)."""

    text: str
    code: str | None
    bodies: tuple[str, ...]
    row: DocumentKind | None
    party: bool
    styled: bool

    @property
    def is_party_in_state_style(self) -> bool:
        """Whether a Party document is written as those of the state are (217/QĐ-TW)."""
        return bool(self.party and self.code and self.bodies) and not self.styled

    @property
    def assembly(self) -> str | None:
        return next((one for one in self.bodies if ASSEMBLY.match(one)), None)


def _read_body(shape: Shape, text: str) -> _Body:
    code, bodies = _split_parts(SEGMENT.findall(text))
    styled = shape.is_usual and shape.sign == "-" and not shape.year and "/" in text
    of_party = bool(bodies) and (
        issuer_scope(bodies[0]) == "party" or (styled and code is not None)
    )
    row = kind_of(code, party=of_party) if code else None
    return _Body(text, code, tuple(bodies), row, of_party and (row is None or row.party), styled)


def _build(shape: Shape, body: _Body, year: int | None, repairs: list[str]) -> Symbol:
    """The symbol of a body, in the canonical order of its parts."""
    printed = shape.write(body.text)
    canonical, final_year, body = _canonical(shape, body, printed, year, repairs)
    return Symbol(
        number=shape.number,
        year=final_year,
        kind=body.row.kind if body.row else None,
        kind_code=body.code,
        symbol=body.text,
        bodies=body.bodies,
        code=canonical,
        printed=printed,
        issuer=_infer_issuer(body.bodies, joint=body.code in ("TTLT", "TTLB", "NQLT")),
        party=body.party,
        repairs=tuple(dict.fromkeys(repairs)),
    )


def _canonical(
    shape: Shape, body: _Body, printed: str, year: int | None, repairs: list[str]
) -> tuple[str, int | None, _Body]:
    """The canonical code with its year: Party documents in their style, a lacking year put in."""
    own = shape.whole_year if shape.is_usual else None
    if own is None and body.is_party_in_state_style:
        repairs.append("style")
        return f"{shape.number}-{body.code}/{'-'.join(body.bodies)}", own, body
    if own is not None or year is None or body.party or not _lacks_year(body, year):
        return printed, own, body
    repairs.append("year")
    if body.assembly and body.code == "NQ":
        body = body._replace(text=body.assembly, code=None, row=None)
    return f"{shape.number}/{year}/{body.text}", year, body


def _lacks_year(body: _Body, year: int) -> bool:
    """Whether such a symbol, issued in that year, must have a year."""
    if body.assembly and body.code in (None, "NQ"):
        return True
    known = bool(body.bodies) and body.bodies[0] in issuers()
    return body.code in _NEEDS_YEAR and known and year >= _YEARS_SINCE


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


def _infer_issuer(bodies: tuple[str, ...], *, joint: bool) -> str | None:
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
