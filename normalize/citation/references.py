"""What one mention of a document says: its pieces as values."""

from __future__ import annotations

from typing import NamedTuple

import regex

from normalize.body.issuers import issuers, normalize_issuer
from normalize.citation.document_kinds import LAW_KINDS, is_act, kind_codes
from normalize.citation.identifiers import work_iri
from normalize.citation.laws import Law, find_law
from normalize.citation.symbols import Symbol, read_symbol
from normalize.time.dates import parse_date
from normalize.writing.text import fold_marked_ones, squeeze
from schemas.mention import ReferenceMention


class Reading(NamedTuple):
    """The values of one mention: ISO date, symbol, issuer as stated and the canonical one, name of
    a law.

    ``issuer`` is the body the symbol belongs to, else the stated one, else the maker of laws.
    ``year`` is that of the symbol, of a law's name or of its date."""

    mention: ReferenceMention
    kind: str | None
    symbol: Symbol | None
    issued_on: str | None
    stated: str | None
    issuer: str | None
    law: str | None
    year: int | None

    @property
    def shared_date(self) -> bool:
        """Whether the date is that of a later mention in its list."""
        return self.mention.date is None and self.mention.later_date is not None

    @property
    def shared_issuer(self) -> bool:
        """Whether the issuer is that of a later mention in its list."""
        return self.mention.issuer is None and self.mention.later_issuer is not None

    @property
    def unread(self) -> tuple[str, ...]:
        """The printed pieces that gave no value: a day of no calendar, a code that is no symbol."""
        mention = self.mention
        date = mention.date if self.issued_on is None else None
        code = mention.code if self.symbol is None and mention.form == "code" else None
        return tuple(squeeze(one) for one in (date, code) if one)

    @property
    def code(self) -> str | None:
        """The canonical code; for a law by name the one its name and date or year belong to, if it
        is known."""
        if self.symbol is not None:
            return self.symbol.code
        found = known_law(self.law, self.issued_on, self.year)
        return found.code if found else None

    @property
    def uri(self) -> str | None:
        """The Akoma Ntoso work IRI as far as the mention alone gives it; local bodies lack the
        units above them."""
        when = self.issued_on or (str(self.year) if self.year else None)
        if self.kind is None or self.code is None or self.issuer is None or when is None:
            return None
        act = is_act(self.kind, self.symbol.year if self.symbol else self.year)
        return work_iri(self.kind, (self.issuer.split(" + ")[0],), when, self.code, act=act)


def read_mention(mention: ReferenceMention) -> Reading:
    """The pieces of a mention as values."""
    issued_on = _read_date(mention.date or mention.later_date)
    symbol = _read_code(mention, issued_on)
    if mention.later_date and symbol and issued_on and symbol.year not in (None, _year(issued_on)):
        issued_on, symbol = None, _read_code(mention, None)
    printed = mention.issuer or mention.later_issuer
    stated = _restore(_unglue(printed), mention.text) if printed else None
    kind = mention.kind or (_kind_of(symbol) if symbol else None)
    return Reading(
        mention=mention,
        kind=kind,
        symbol=symbol,
        issued_on=issued_on,
        stated=stated,
        issuer=_issuer(kind, symbol, stated),
        law=squeeze(mention.law) if mention.law else None,
        year=symbol.year if symbol else _law_year(mention, _year(issued_on)),
    )


def _read_code(mention: ReferenceMention, issued_on: str | None) -> Symbol | None:
    if mention.code is None or mention.form != "code":
        return None
    return read_symbol(mention.code, mention.kind, _year(issued_on))


def _year(day: str | None) -> int | None:
    return int(day[:4]) if day else None


_PRINTED_YEAR = regex.compile(r",?\s*\(?năm\s*(?P<year>(?:19|20)\d\d)\)?$", regex.IGNORECASE)


def without_year(name: str) -> str:
    """A law's name without its year.

    >>> without_year("Luật Hộ tịch năm 2014")
    'Luật Hộ tịch'
    """
    return _PRINTED_YEAR.sub("", name)


def known_law(name: str | None, issued_on: str | None, year: int | None) -> Law | None:
    """The law of that name (its printed year does not matter) and date or year, if it is known."""
    return find_law(without_year(name), issued_on, year) if name else None


def _law_year(mention: ReferenceMention, year: int | None) -> int | None:
    if mention.form != "law" or mention.law is None:
        return None
    printed = _PRINTED_YEAR.search(mention.law)
    return int(printed["year"]) if printed else year


def _issuer(kind: str | None, symbol: Symbol | None, stated: str | None) -> str | None:
    if symbol and symbol.issuer:
        return symbol.issuer
    if stated:
        return normalize_issuer(stated)
    if symbol is None and kind in LAW_KINDS:
        return issuers()["UBTVQH" if kind == kind_codes()["PL"].kind else "QH"].name
    return None


_BETWEEN_NUMBERS = regex.compile(r"[^\doOlI]*[^\doOlI\s][^\doOlI]*|\s+")


def _read_date(text: str | None) -> str | None:
    """The ISO date of a printed date, whatever a scan made of the words in it; None where no such
    day exists."""
    found = parse_date(_BETWEEN_NUMBERS.sub("/", fold_marked_ones(text.strip()))) if text else None
    if found and found.year >= 2060:
        found = found.replace(year=found.year - 100)
    return found.isoformat() if found else None


_ASSEMBLY = regex.compile(r"QH\d+$")


def _kind_of(symbol: Symbol) -> str | None:
    """The kind where only the symbol tells it; a symbol without a kind code is an official
    letter's."""
    if symbol.kind:
        return symbol.kind
    if not symbol.bodies or _ASSEMBLY.search(symbol.symbol):
        return kind_codes()["NQ"].kind if symbol.symbol.startswith("UBTVQH") else None
    return kind_codes()["CV"].kind if symbol.code.startswith(f"{symbol.number}/") else None


_ETH_IN_NAME = regex.compile(r"(?<=\p{Lu}\p{Ll}*\s)ð")


def _restore(name: str, text: str) -> str:
    """A name with Đ and đ for the letters that old fonts leave: ñ is đ, and ð beside it Đ.

    Alone, ð begins a proper name's word with a capital ("Lâm ðồng").
    """
    if "ñ" in text:
        name = name.replace("ð", "Đ")
    name = name.replace("ñ", "đ").replace("Ñ", "Đ")
    return _ETH_IN_NAME.sub("Đ", name).replace("ð", "đ") if "ð" in name else name


_GLUED = regex.compile(r"(?<=[\p{Ll}]{2})(?=\p{Lu}\p{Ll})")


def _unglue(text: str) -> str:
    """A printed name with the blanks that copying lost ("Bộ trưởngBộ Nội vụ")."""
    return _GLUED.sub(" ", squeeze(text))
