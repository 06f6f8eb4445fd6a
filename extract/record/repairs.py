"""Recognised words as they are understood, in the fields they stand in; every change becomes a
problem.
"""

from __future__ import annotations

from itertools import groupby

import regex
from msgspec.structs import replace

from extract.record.evidence import Evidence
from extract.record.misread import changes_of
from normalize.body.places import spell_place
from normalize.writing.misread_signs import Repair, apply
from normalize.writing.numbering import continue_numbers
from normalize.writing.text import squeeze
from schemas.document import Cell, Document, GroupRow, Part, TaskRow
from schemas.head import Field
from schemas.plan import Problem, Span, Where
from schemas.problem import problem

LEGIBLE, LEGIBLE_DATE = 0.7, 0.87
"""Digits of a number, or of a date, in the head below this confidence are a pen's, or worn: they
are not read.
"""
SOUND_NUMBER = 0.92
"""A row's number below this confidence may be another one; Tesseract reads a lone digit badly."""
_SHORT_FIELDS = frozenset({"deadline", "lead", "coordinating"})
"""Columns of times and offices, whose cells end with no sign."""

_SIGNED = {"signatory": "name", "position": "post", "authority": "power"}

_WORD = regex.compile(r"\S+")
_KEPT = ("marker", "deadline")
_HEAD = ("kind", "title", "issuer", "parent", "urgency", "authority", "position")
_DAY = regex.compile(r"\b(?:ng\p{L}y|th\p{L}ng|n\p{L}m)\b", regex.IGNORECASE)


class Repairs:
    """The corrections of misread words in the fields of a record, each with a problem that names
    it.
    """

    def __init__(self, text: str, evidence: Evidence) -> None:
        self._text = text
        self._evidence = evidence
        self.problems: list[Problem] = []

    def row(self, row: TaskRow, subject: str) -> TaskRow:
        """A task's row with its cells as they are understood; marker and deadline are read
        elsewhere.
        """
        return row._replace(
            cells={name: self._cell(cell, subject, name) for name, cell in row.cells.items()},
            extra={name: self._cell(cell, subject, name) for name, cell in row.extra.items()},
        )

    def grouped(self, rows: list[TaskRow], table: str) -> list[TaskRow]:
        """The rows of a table with the names of their groups as they are understood; each is told
        of once.
        """
        known: dict[int, str] = {}
        return [
            row._replace(
                group=tuple(
                    known[id(one.title)]
                    if id(one.title) in known
                    else known.setdefault(
                        id(one.title), self._group(text, one, f"{table}/{marker}")
                    )
                    for text, marker, one in zip(
                        row.group, row.group_markers, row.group_rows, strict=True
                    )
                )
            )
            for row in rows
        ]

    def _group(self, text: str, row: GroupRow, subject: str) -> str:
        """A group's text with its title's words as they are understood."""
        cell = row.marker or row.title
        if row.read != row.understood:
            self._tell(
                [Repair((0, len(row.read)), row.read, row.understood)], cell.spans, subject, "group"
            )
        title = squeeze(row.title.text)
        if not text.endswith(title):
            return text
        return text[: len(text) - len(title)] + self.words(title, row.title.spans, subject, "group")

    def numbered(self, rows: list[TaskRow]) -> list[TaskRow]:
        """The rows of a table, their badly read numbers as the sequence has them in each group."""
        result: list[TaskRow] = []
        for _, group in groupby(rows, key=lambda row: row.group):
            some = list(group)
            markers = continue_numbers(
                [row.marker for row in some], [self._is_doubtful(row) for row in some]
            )
            result += [
                row._replace(marker=marker) for row, marker in zip(some, markers, strict=True)
            ]
        return result

    def tell_number(self, read: TaskRow, row: TaskRow, subject: str) -> None:
        """Report a row's number that was corrected."""
        if read.marker != row.marker and "marker" in row.cells:
            raw = read.marker or ""
            spans = row.cells["marker"].spans
            self._tell([Repair((0, len(raw)), raw, row.marker or "")], spans, subject, "marker")

    def _is_doubtful(self, row: TaskRow) -> bool:
        """Whether a row's number was recognised with doubt, or with a comma: a full stop that was
        badly seen.
        """
        if (cell := row.cells.get("marker")) is None:
            return False
        comma = row.marker is not None and "," in row.marker
        return any(
            self._evidence.weakest(span) < SOUND_NUMBER or (comma and self._is_recognised(span))
            for span in cell.spans
        )

    def words(self, written: str, spans: tuple[Span, ...], subject: str, name: str) -> str:
        """The text of a field as it is understood; ``spans`` are where it stands in the document's
        text.
        """
        if not written or not any(self._is_recognised(span) for span in spans):
            return written
        flat = written.replace("\n", " ")
        changes = changes_of(flat, self._known(flat, spans), short=name in _SHORT_FIELDS)
        if changes:
            self._tell(changes, spans, subject, name)
        return apply(written, changes)

    def head(self, fields: dict[str, Field]) -> None:
        """Report the words of the head that the structure stage corrected."""
        for name in (name for name in _HEAD if name in fields):
            field = fields[name]
            if not self._is_recognised(field.span):
                continue
            raw, meant = squeeze(self._text[slice(*field.span)]), squeeze(field.text)
            if meant not in raw:
                self._tell([Repair((0, len(raw)), raw, meant)], (field.span,), "header", name)

    def sections(self, parts: list[Part]) -> None:
        """Report the headings whose numbers were corrected."""
        for part in parts:
            if part.read is not None:
                span = (part.paragraph.span[0], part.paragraph.span[0] + len(part.read))
                self._tell(
                    [Repair((0, len(part.read)), part.read, part.marker)],
                    (span,),
                    f"section/{part.marker}",
                    "marker",
                )
            self.sections(part.parts)

    def place(self, field: Field) -> Field:
        """A head's place and date with the place's marks as the gazetteer has them, where one place
        has its letters.
        """
        name, comma, date = field.text.partition(",")
        known = spell_place(name)
        if known is None or known == squeeze(name) or not self._is_recognised(field.span):
            return field
        self._tell([Repair((0, len(name)), name, known)], (field.span,), "header", "issued_at")
        return Field(f"{known}{comma}{date}", field.span)

    def illegible(self, field: Field, *, dated: bool) -> tuple[Where, ...]:
        """Where the number of a code, or the digits of a date, cannot be trusted; empty if they
        can.
        """
        start, end = field.span
        if dated:
            day = _DAY.search(self._text, start, end)
            start = day.start() if day else start
        else:
            slash = self._text.find("/", start, end)
            end = slash if slash >= 0 else end
        return tuple(
            one
            for match in _WORD.finditer(self._text, start, end)
            if not _DAY.fullmatch(match.group())
            for one in self._evidence.where(match.span())
            if one.confidence is not None and one.confidence < (LEGIBLE_DATE if dated else LEGIBLE)
        )

    def _cell(self, cell: Cell, subject: str, name: str) -> Cell:
        if name in _KEPT:
            return cell
        text = self.words(cell.text, cell.spans, subject, name)
        return cell if text == cell.text else replace(cell, text=text)

    def _is_recognised(self, span: Span) -> bool:
        return self._evidence.weakest(span) < 1

    def _known(self, written: str, spans: tuple[Span, ...]) -> list[tuple[Span, float]]:
        """The words of a field with the confidence of each; none where it does not stand in the
        text as it is.
        """
        read = [match for span in spans for match in _WORD.finditer(self._text, *span)]
        words = list(_WORD.finditer(written))
        if [one.group() for one in read] != [one.group() for one in words]:
            return []
        return [
            (word.span(), self._evidence.weakest(one.span()))
            for one, word in zip(read, words, strict=True)
        ]

    def _tell(
        self, changes: list[Repair], spans: tuple[Span, ...], subject: str, name: str
    ) -> None:
        told = "; ".join(f"'{one.raw}' understood as '{one.understood}'" for one in changes)
        self.problems.append(
            problem(
                code="ocr-repaired",
                message=f"{name}: {told}",
                subject=subject,
                field=name,
                where=tuple(one for span in spans for one in self._evidence.where(span, name)),
            )
        )


def without_illegible(document: Document, repairs: Repairs) -> tuple[Document, list[Problem]]:
    """The document without the number and the date in its head that cannot be read, and a problem
    for each.
    """
    head, problems = document.head, []
    code, dated = head.code, head.place_date
    if code is not None and (where := repairs.illegible(code, dated=False)):
        problems.append(_illegible("number", code, where))
        code = Field(code.text[max(0, code.text.find("/")) :], code.span)
    if dated is not None:
        dated = repairs.place(dated)
        if where := repairs.illegible(dated, dated=True):
            problems.append(_illegible("issued_on", dated, where))
            dated = Field(dated.text.partition(",")[0] + ",", dated.span)
    problems += _unsigned(document)
    return replace(document, head=replace(head, code=code, place_date=dated)), problems


def _illegible(name: str, field: Field, where: tuple[Where, ...]) -> Problem:
    reason = "cannot be read surely (a pen, a stamp or worn print)"
    message = f"the {name.replace('_', ' ')} {reason}: '{field.text}'"
    return problem("field-illegible", message, "header", name, where)


def _unsigned(document: Document) -> list[Problem]:
    """A problem for a scan whose signer's name or post was not found: stamps and pens lie over
    both.
    """
    if not any(place.confidence < 1 for _, _, place in document.anchors):
        return []
    missing = [name for name in _SIGNED if getattr(document.signature, name) is None]
    if "position" not in missing and "authority" in missing:
        missing.remove("authority")
    return [
        problem(
            code="header-missing",
            message=f"the {_SIGNED[name]} of the signer was not found on the scan",
            subject="header",
            field=name,
        )
        for name in missing
    ]
