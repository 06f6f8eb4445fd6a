"""Scores as text and JSON, by document, by kind and in total; counts beside every ratio."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import msgspec

from extract.score.document import DocumentScore
from extract.score.shape import HEADER_FIELDS, ROW_FIELDS
from extract.score.tally import Judgement, Tally

_FIELDS = (*HEADER_FIELDS, *ROW_FIELDS)
_MEASURES = (
    "documents.exact",
    "documents.read",
    *(f"header.{name}{loose}" for name in HEADER_FIELDS for loose in ("", ".loose")),
    "text.sample",
    "tables.grits_con",
    "tables.teds",
    "tables.exact",
    "tasks.rows",
    *(f"tasks.{name}{loose}" for name in ROW_FIELDS for loose in ("", ".loose")),
    "tasks.cells.near",
    "tasks.exact",
    *(f"deadlines.{name}" for name in ("kind", "edtf", "rrule", "boundary", "due_latest", "exact")),
    *(f"agencies.{name}" for name in ("lead", "coordinating")),
    "references.mentions",
    "references.by_code",
    *(
        f"references.{name}"
        for name in ("code", "kind", "date", "issuer", "pinpoint", "own", "span", "exact")
    ),
    "targets.found",
    *(
        f"targets.{name}"
        for name in ("kind", "comparator", "change", "min", "max", "of", "unit", "currency", "per")
    ),
    "targets.exact",
    "problems",
)
_RANK = {measure: rank for rank, measure in enumerate(_MEASURES)}
_SHOWN = 90


@dataclass(frozen=True, slots=True)
class Report:
    """The scores of several documents. ``unpaired``: names of records that no gold speaks of."""

    documents: tuple[DocumentScore, ...]
    unpaired: tuple[str, ...] = ()

    def total(self) -> dict[str, Tally]:
        """Every measure over all documents (micro average: counts are added, then divided)."""
        return add_up(self.documents)

    def by(self, key: Callable[[DocumentScore], str]) -> dict[str, dict[str, Tally]]:
        """Totals by kind, form or document, in the order of their names."""
        groups: dict[str, list[DocumentScore]] = {}
        for document in self.documents:
            groups.setdefault(key(document), []).append(document)
        return {name: add_up(groups[name]) for name in sorted(groups)}

    def as_text(self, by_document: bool = False) -> str:
        """What `as_lines` gives, as one text."""
        return "".join(f"{line}\n" for line in self.as_lines(by_document))

    def as_lines(self, by_document: bool = False) -> Iterator[str]:
        """Tables to be read; ``by_document`` adds each document's table and what is wrong in it."""
        yield from (f"{len(self.documents)} documents", "", *measure_lines(self.total()))
        for kind, tallies in self.by(lambda one: one.kind).items():
            yield from ("", f"kind: {kind}", "", *measure_lines(tallies))
        for document in self.documents if by_document else ():
            yield from ("", *_document_lines(document))
        if self.unpaired:
            yield from ("", "records without gold: " + ", ".join(self.unpaired))

    def as_json(self) -> bytes:
        """Everything: total, kinds, and documents with all that is wrong in them."""
        value = {
            "total": write_tallies(self.total()),
            "kinds": {
                kind: write_tallies(tallies)
                for kind, tallies in self.by(lambda one: one.kind).items()
            },
            "documents": [
                {
                    "id": document.id,
                    "kind": document.kind,
                    "form": document.form,
                    "missing": document.missing,
                    "measures": write_tallies(document.sheet.tallies),
                    "wrong": [
                        {
                            "measure": one.measure,
                            "key": one.key,
                            "gold": one.gold,
                            "found": one.found,
                        }
                        for one in document.sheet.wrong
                    ],
                }
                for document in self.documents
            ],
            "unpaired": list(self.unpaired),
        }
        return msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"


def add_up(documents: Iterable[DocumentScore]) -> dict[str, Tally]:
    """Tallies of several documents together, in the order of the reports."""
    total: dict[str, Tally] = {}
    for document in documents:
        for measure, tally in document.sheet.tallies.items():
            total[measure] = total.get(measure, Tally()).plus(tally)
    return order(total)


def order(tallies: dict[str, Tally]) -> dict[str, Tally]:
    """The same tallies, in the order of the reports."""
    return dict(sorted(tallies.items(), key=lambda item: (_RANK.get(item[0], len(_RANK)), item[0])))


def write_tallies(tallies: dict[str, Tally]) -> dict[str, dict[str, float | None]]:
    """Counts and ratios as JSON values."""
    return {
        measure: {
            **{name: round(value, 4) for name, value in tally._asdict().items()},
            "precision": _rounded(tally.precision),
            "recall": _rounded(tally.recall),
            "f1": _rounded(tally.ratio),
        }
        for measure, tally in order(tallies).items()
    }


def _document_lines(document: DocumentScore) -> Iterator[str]:
    """A document's table, and a line for each thing that is wrong in it."""
    missing = ": no record" if document.missing else ""
    yield f"document: {document.id} ({document.kind}, {document.form}){missing}"
    yield from ("", *measure_lines(document.sheet.tallies))
    if document.sheet.wrong:
        yield from ("", *map(write_judgement, document.sheet.wrong))


def measure_lines(tallies: dict[str, Tally]) -> Iterator[str]:
    """A table with a line a measure: right, gold, found, precision, recall, F1."""
    yield f"{'measure':<34}{'right':>9}{'gold':>8}{'found':>8}{'P':>9}{'R':>9}{'F1':>9}"
    for measure, tally in order(tallies).items():
        counts = "".join(
            f"{write_count(value):>{width}}" for value, width in zip(tally, (9, 8, 8), strict=True)
        )
        ratios = "".join(
            f"{write_ratio(value):>9}" for value in (tally.precision, tally.recall, tally.ratio)
        )
        yield f"{measure:<34}{counts}{ratios}"


def write_judgement(judgement: Judgement) -> str:
    """One line: what, where, gold and found.

    >>> write_judgement(Judgement("tasks.lead", "tasks/3", False, "Tư pháp", None))
    'tasks.lead at tasks/3: gold "Tư pháp", found nothing'
    """
    key = judgement.key if len(judgement.key) <= _SHOWN else judgement.key[:_SHOWN] + "…"
    gold, found = _quote(judgement.gold), _quote(judgement.found)
    return f"{judgement.measure} at {key}: gold {gold}, found {found}"


def write_count(value: float) -> str:
    """Whole counts without a point, shares of units with one digit after it."""
    return str(int(value)) if value == int(value) else f"{value:.1f}"


def write_ratio(value: float | None) -> str:
    """A ratio in per cent, rounded down at the top so that only what is whole reads 100.0.

    >>> write_ratio(0.99999), write_ratio(1.0), write_ratio(None)
    ('99.9', '100.0', '-')
    """
    if value is None:
        return "-"
    return f"{min(value * 100, 99.9):.1f}" if value < 1 else "100.0"


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 6)


def _quote(text: str | None) -> str:
    if text is None:
        return "nothing"
    flat = " ".join(text.split())
    return f'"{flat}"' if len(flat) <= _SHOWN else f'"{flat[:_SHOWN]}…"'
