"""Kinds of administrative documents: their names at the head and in prose, and their codes in
symbols.

The table ``lexicon/document_kinds.tsv`` has a row a kind and code (``code`` is empty for a kind
that symbols do not name). Where a kind counts stands in its columns, the same in all its rows:
``head`` (its name in capitals is a document's own kind), ``prose`` (its name before a number begins
a citation), ``abbreviated`` (running text itself writes the code for the name). A code of several
kinds ("TT": Thông tư, of the Party Thông tri) has its usual one first."""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple

import regex

from normalize.lexicon.phrases import any_of
from normalize.lexicon.table import Row, read_table
from normalize.writing.text import squeeze, strip_marks

CitedBy = Literal["number", "bare", "title", "name"]
"""How a text calls such a document: by its symbol, by its bare number ("Quyết định 468"), by issuer
and subject ("Nghị quyết của Chính phủ về …"), by its name (laws)."""


class DocumentKind(Row, frozen=True, kw_only=True):
    """One row of the table.

    ``names`` are other names in prose, ``head_names`` longer ones at the head. ``act``: whether
    such a document is a *văn bản quy phạm pháp luật* (yes, no, or only with a year in its symbol).
    ``issued_by``: whose documents have the code. ``cited_by`` is empty for kinds that no text
    cites: a contract is no legal reference."""

    code: str = ""
    kind: str
    names: tuple[str, ...] = ()
    head_names: tuple[str, ...] = ()
    act: Literal["yes", "no", "year"]
    issued_by: tuple[Literal["central", "local", "party"], ...]
    cited_by: tuple[CitedBy, ...] = ()
    head: bool
    prose: bool
    abbreviated: bool

    @property
    def party(self) -> bool:
        """Whether Party bodies use the code for the kind."""
        return "party" in self.issued_by


def document_kinds() -> tuple[DocumentKind, ...]:
    """All rows."""
    return read_table("document_kinds", DocumentKind)


@cache
def kinds_cited_by(way: CitedBy) -> frozenset[str]:
    """The kinds that texts cite in one way.

    >>> "Luật" in kinds_cited_by("name"), "Phương án" in kinds_cited_by("bare")
    (True, False)
    """
    return frozenset(row.kind for row in document_kinds() if way in row.cited_by)


LAW_KINDS = tuple(sorted(kinds_cited_by("name")))
"""Kinds that are cited by name."""

DOCUMENT_KINDS = tuple(
    dict.fromkeys(row.kind for row in document_kinds() if row.prose and row.kind not in LAW_KINDS)
)
"""Canonical names of the other kinds that prose names."""


@cache
def is_cited(kind: str) -> bool:
    """Whether a text that names such a document by its number cites it.

    >>> is_cited("Kế hoạch"), is_cited("Hợp đồng")
    (True, False)
    """
    return all(row.cited_by for row in document_kinds() if row.kind == kind)


@cache
def is_act(kind: str, year: int | None) -> bool:
    """Whether a document is a normative act (*văn bản quy phạm pháp luật*); ``year`` is the one in
    its symbol.

    >>> is_act("Quyết định", 2016), is_act("Quyết định", None)
    (True, False)
    """
    act = next((row.act for row in document_kinds() if row.kind == kind), "no")
    return act == "yes" or (act == "year" and year is not None)


@cache
def _rows_by_code() -> dict[str, tuple[DocumentKind, ...]]:
    found: dict[str, list[DocumentKind]] = {}
    for row in document_kinds():
        if row.code:
            found.setdefault(row.code, []).append(row)
    return {code: tuple(rows) for code, rows in found.items()}


@cache
def kind_codes() -> dict[str, DocumentKind]:
    """Every kind code with its row, the usual one where a code stands for several kinds."""
    return {code: rows[0] for code, rows in _rows_by_code().items()}


def kind_of(code: str, *, printed: str = "", party: bool = False) -> DocumentKind | None:
    """The row of a code: that of the ``printed`` kind if it is one of the code's, else the usual
    one of such bodies.

    >>> kind_of("TT").kind, kind_of("TT", party=True).kind
    ('Thông tư', 'Thông tri')
    >>> kind_of("QĐ", printed="Quy định").kind, kind_of("KHÔNG")
    ('Quy định', None)
    """
    rows = _rows_by_code().get(code, ())
    bare = strip_marks(printed)
    named = (row for row in rows if strip_marks(row.kind) == bare)
    fitting = (row for row in rows if row.party or not party)
    return next(named, None) or next(fitting, None) or (rows[0] if rows else None)


@cache
def kind_names() -> dict[str, str]:
    """The kinds that prose names by their name without marks, the form that misread letters leave
    intact.

    >>> kind_names()["nghi dinh"], kind_names()["thong bao ket luan"]
    ('Nghị định', 'Thông báo')
    """
    named = [
        (name, row.kind) for row in document_kinds() if row.prose for name in (*row.names, row.kind)
    ]
    return {strip_marks(name): kind for name, kind in named}


@cache
def abbreviated_kinds() -> dict[str, str]:
    """Kinds that running text itself abbreviates ("NĐ 30/2020/NĐ-CP"), by their code."""
    return {row.code: row.kind for row in document_kinds() if row.abbreviated}


@cache
def kind_code(kind: str) -> str | None:
    """The usual code of a kind.

    >>> kind_code("Kế hoạch"), kind_code("Luật")
    ('KH', None)
    """
    return next((row.code for row in document_kinds() if row.kind == kind and row.code), None)


class KindLine(NamedTuple):
    """The kind with which a line of a head begins: as printed, in its canonical form, and where it
    ends."""

    printed: str
    kind: str
    end: int


@cache
def head_kinds() -> tuple[str, ...]:
    """The names of kinds as heads print them, in capitals.

    >>> {"QUY TRÌNH", "THÔNG TƯ LIÊN BỘ", "CHƯƠNG TRÌNH HÀNH ĐỘNG"} <= set(head_kinds())
    True
    """
    return tuple(_head_names())


@cache
def _head_names() -> dict[str, str]:
    """Canonical kinds by their names in capitals."""
    rows = [row for row in document_kinds() if row.head]
    return {name.upper(): row.kind for row in rows for name in (row.kind, *row.head_names)}


@cache
def _head_pattern() -> regex.Pattern[str]:
    return regex.compile(rf"{any_of('; '.join(head_kinds()))}(?=\s|:|,|$)")


def read_kind_line(line: str) -> KindLine | None:
    """The kind with which a line in capitals begins; with misread marks only where it is the whole
    line.

    >>> read_kind_line("THÔNG TƯ LIÊN BỘ hướng dẫn").kind, read_kind_line("QUYÉT ĐỊNH").kind
    ('Thông tư liên bộ', 'Quyết định')
    """
    if match := _head_pattern().match(line):
        return KindLine(match.group(), _head_names()[squeeze(match.group())], match.end())
    bare = strip_marks(line)
    if line != line.upper() or " " not in bare:
        return None
    whole = next((kind for name, kind in _head_names().items() if strip_marks(name) == bare), None)
    return KindLine(line, whole, len(line)) if whole else None
