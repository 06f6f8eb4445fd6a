"""One document judged in everything its gold states."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from extract.score.align import exact_key, window_distance
from extract.score.fields import score_header, score_tasks
from extract.score.references import score_references
from extract.score.shape import Annotation
from extract.score.tables import score_tables
from extract.score.tally import Sheet, Tally
from extract.score.targets import score_problems, score_targets

OTHER = "other"
_SCORERS: dict[str, Callable[[Annotation, Annotation, Sheet], None]] = {
    "header": score_header,
    "tables": score_tables,
    "tasks": score_tasks,
    "references": score_references,
    "targets": score_targets,
    "problems": score_problems,
}
"""What an annotation may state → what judges it."""


@dataclass(frozen=True, slots=True)
class DocumentScore:
    """The sheet of one document.

    ``kind`` is its kind (*tên loại*), ``form`` how it came (PDF, scan, office, text).
    ``missing``: there was no record at all, so that everything counts as missed.
    """

    id: str
    kind: str
    form: str
    sheet: Sheet
    missing: bool = False


def score_document(gold: Annotation, found: Annotation | None) -> DocumentScore:
    """Judge what ``gold`` states against ``found``; no record is an empty record."""
    sheet = Sheet()
    other = found or Annotation(id=gold.id)
    for part, score in _SCORERS.items():
        if getattr(gold, part) is not None:
            score(gold, other, sheet)
    if gold.sample:
        sheet.add("text.sample", _score_sample(exact_key(gold.sample), exact_key(other.text)))
    if found is None and not sheet.judgements:
        sheet.miss("documents.read", "document", gold.id)
    sheet.add("documents.exact", Tally(int(not sheet.wrong), 1, 1))
    kind = gold.kind or other.kind
    return DocumentScore(
        gold.id, kind.capitalize() if kind else OTHER, other.form or OTHER, sheet, found is None
    )


def _score_sample(sample: str, text: str) -> Tally:
    """Characters of a typed paragraph that are right in the nearest piece of the text."""
    return Tally(len(sample) - window_distance(sample, text), len(sample), len(sample))
