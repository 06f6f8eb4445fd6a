"""There is a result, but look here: the stable problem codes with their severity and meaning.

A code never changes its meaning; new codes may be added at any time.
"""

from __future__ import annotations

from typing import NamedTuple

from schemas.plan import Severity


class ProblemKind(NamedTuple):
    """What a code stands for: its severity and one sentence for the documentation."""

    severity: Severity
    meaning: str


PROBLEMS: dict[str, ProblemKind] = {
    "agency-unmatched": ProblemKind("info", "A unit in charge is not in the lexicon; it stays as written."),
    "date-against-consensus": ProblemKind("warning", "Nearly all other plans cite it with another date."),
    "deadline-before-issue": ProblemKind("warning", "A task is due before the document was issued."),
    "deadline-outside-period": ProblemKind("warning", "A deadline lies outside the period the plan covers."),
    "deadline-unread": ProblemKind("warning", "A deadline phrase could not be read; its value is null."),
    "field-illegible": ProblemKind(
        "warning", "A number or a date by hand, stamped over or worn, that could not be read surely; it is null."
    ),
    "header-missing": ProblemKind("warning", "A field every document of this kind has was not found."),
    "header-repaired": ProblemKind("info", "A header field was damaged or missing and was understood from its form."),
    "issuer-conflict": ProblemKind("warning", "The issuer in words is not the one the symbol belongs to."),
    "low-confidence": ProblemKind(
        "warning", "A value was recognised with little confidence; compare it with the page."
    ),
    "marker-gap": ProblemKind("info", "The numbering of a table's rows has a gap or a repeat."),
    "not-a-plan": ProblemKind("info", "The document is an administrative document, but no plan."),
    "number-missing": ProblemKind("warning", "A phrase asks for an amount, but the number is not there."),
    "ocr-repaired": ProblemKind(
        "info", "Recognised words of a field were understood otherwise than they were read; the text keeps them."
    ),
    "page-unread": ProblemKind("error", "A page could not be read."),
    "reference-dates-differ": ProblemKind("warning", "One code is cited with two different dates."),
    "reference-repaired": ProblemKind("info", "A damaged code was understood; the text keeps what was read."),
    "reference-unresolved": ProblemKind("warning", "A short form could not be traced to one document."),
    "second-engine": ProblemKind("info", "The page was read by the second PDF engine."),
    "text-layer-broken": ProblemKind("error", "The letters of the text layer are not those the pages show."),
    "text-layer-repaired": ProblemKind("info", "The file states other letters than it shows; they were understood."),
    "text-recognised": ProblemKind("info", "Pages were read from their pictures; values carry a confidence."),
    "text-unplaced": ProblemKind("error", "Visible text that no part of the record holds."),
}
