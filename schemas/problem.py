"""There is a result, but look here: the stable problem codes with their severity,
meaning and what to do.

A code never changes its meaning; new codes may be added at any time.
"""

from __future__ import annotations

from typing import NamedTuple

from schemas.evidence import Record, Where
from schemas.vocabulary import Severity


class Problem(Record, frozen=True, kw_only=True):
    """Something to review in a record."""

    told = ("code", "severity", "subject", "field", "message")

    code: str
    """Stable code, one of the table below."""

    severity: Severity
    """How much it matters."""

    message: str
    """What was read and what is doubtful about it, in English,
    with the document's own words in quotes.
    """

    subject: str | None = None
    """What it is about: the identifier of a task, target, reference or table, or `header`;
    null where it concerns the document, a page or a passage of the text.
    """

    field: str | None = None
    """The field of the subject that is doubtful; null where it concerns the subject as a whole.
    Example: `deadline`.
    """

    where: tuple[Where, ...] = ()
    """The places to look at; empty where it concerns the document as a whole."""


def problem(
    code: str,
    message: str,
    subject: str | None = None,
    field: str | None = None,
    where: tuple[Where, ...] = (),
) -> Problem:
    """A problem with the severity its code has."""
    return Problem(
        code=code,
        severity=PROBLEMS[code].severity,
        message=message,
        subject=subject,
        field=field,
        where=where,
    )


class ProblemKind(NamedTuple):
    """What a code stands for: its severity, one sentence on what it
    means and one on what a user does about it.
    """

    severity: Severity
    meaning: str
    advice: str


PROBLEMS: dict[str, ProblemKind] = {
    "agency-unmatched": ProblemKind(
        "info",
        "A unit in charge is not in the lexicon; it stays as written.",
        "Use the unit's own words (`lead`, `coordinating`); where you group by unit, look at its "
        "spelling first.",
    ),
    "correction-stale": ProblemKind(
        "warning",
        "A correction does not fit the value read now; it was not applied.",
        "Look at the value again, and correct it anew or drop the correction.",
    ),
    "date-against-consensus": ProblemKind(
        "warning",
        "Nearly all other plans cite it with another date.",
        "Look the cited document up; the plan probably misprints its date. Only datasets have "
        "this code.",
    ),
    "date-impossible": ProblemKind(
        "warning",
        "A date that no calendar has (31/6, month 13); its value is null.",
        "Look at the page: a misprint, or badly recognised.",
    ),
    "deadline-before-issue": ProblemKind(
        "warning",
        "A task is due before the document was issued.",
        "Compare the deadline with the page: a table taken over from last year, a misprint, or a "
        "year that was"
        " understood wrongly (`deadline.year_source` says where it came from).",
    ),
    "deadline-outside-period": ProblemKind(
        "warning",
        "A deadline lies outside the period the plan covers.",
        "Compare it with the page: often a misprinted year; sometimes work that goes on after "
        "the plan.",
    ),
    "deadline-unread": ProblemKind(
        "warning",
        "A deadline phrase could not be read; its value is null.",
        "Read the phrase in the message, and date the task by hand.",
    ),
    "duty-doubtful": ProblemKind(
        "warning",
        "A task outside tables, or its unit in charge, is told by its place alone.",
        "Read the passage: whether somebody is given work there, and who.",
    ),
    "field-illegible": ProblemKind(
        "warning",
        "A number or a date by hand, stamped over or worn, that could not be read surely; it is "
        "null.",
        "Look at the box on the page and fill the value in by hand.",
    ),
    "header-missing": ProblemKind(
        "warning",
        "A field every document of this kind has was not found.",
        "Look at the first page: it may be missing from the copy, or stand in an unusual place.",
    ),
    "header-repaired": ProblemKind(
        "info",
        "A header field was damaged or missing and was understood from its form.",
        "Nothing, unless you need the words as printed: `text` keeps them.",
    ),
    "hidden-text": ProblemKind(
        "warning",
        "The file holds letters that the page does not show; they are no data and stand in "
        "`hidden`.",
        "Look at the page; nothing hidden came into any other field.",
    ),
    "ink-unread": ProblemKind(
        "warning",
        "The page shows ink that no text, rule or picture explains.",
        "Look at the region in `coverage.ink.unexplained`, and add by hand what matters.",
    ),
    "issuer-conflict": ProblemKind(
        "warning",
        "The issuer in words is not the one the symbol belongs to.",
        "Look the cited document up before you use its issuer; the plan's words and its symbol "
        "contradict each other.",
    ),
    "letters-unknown": ProblemKind(
        "warning",
        "Letters are shown of which the file does not say what they are; U+FFFD stands for each "
        "in the text.",
        "Look at the place; where much of a page is lost, recognise its picture (`--ocr always`).",
    ),
    "low-confidence": ProblemKind(
        "warning",
        "A value was recognised with little confidence; compare it with the page.",
        "Compare the value with its box on the page.",
    ),
    "marker-gap": ProblemKind(
        "info",
        "The numbering of a table's rows has a gap or a repeat.",
        "Look whether a row is missing; mostly the document itself counts wrongly.",
    ),
    "not-a-plan": ProblemKind(
        "info",
        "The document is an administrative document, but no plan.",
        "Leave it out where you count plans; `header.kind` says what it is.",
    ),
    "number-missing": ProblemKind(
        "warning",
        "A phrase asks for an amount, but the number is not there.",
        "Read the place on the page: the number was left blank, or its letters are lost.",
    ),
    "ocr-repaired": ProblemKind(
        "info",
        "Recognised words were taken for others than were read; the text keeps what was read, "
        "but for numerals and signs that their ink shows (the message has both).",
        "Nothing, unless the field matters much: then compare it with its box on the page.",
    ),
    "page-unread": ProblemKind(
        "error",
        "A page could not be read.",
        "The message says why. A scan without recognition: install Tesseract with its Vietnamese "
        "data, and leave"
        " `--ocr` at `auto`. Otherwise find a better copy.",
    ),
    "partly-read": ProblemKind(
        "warning",
        "A part of a phrase was understood; words are left that may change its meaning.",
        "Read the words in the message beside the value.",
    ),
    "picture-unread": ProblemKind(
        "warning",
        "A picture may hold text that was not read.",
        "Look at the picture; with Tesseract installed `--ocr always` recognises it.",
    ),
    "readings-differ": ProblemKind(
        "warning",
        "Two readings of the same ink differ; the likelier one was taken.",
        "Compare the value with its box on the page.",
    ),
    "redaction-left-text": ProblemKind(
        "warning",
        "Words were blacked out, and their letters are still in the file.",
        "Tell who published it; the words are left out unless `--show-redacted` is given.",
    ),
    "reference-dates-differ": ProblemKind(
        "warning",
        "One code is cited with two different dates.",
        "Compare the mentions: a misprint, or two documents with the same number.",
    ),
    "reference-repaired": ProblemKind(
        "info",
        "A damaged code was understood; the text keeps what was read.",
        "Nothing, unless you need the code as printed: the mention's `text` keeps it.",
    ),
    "reference-unresolved": ProblemKind(
        "warning",
        "A short form could not be traced to one document.",
        "Find in the text which document is meant; nothing was guessed.",
    ),
    "role-doubtful": ProblemKind(
        "warning",
        "What a column holds is doubtful; the message names both readings.",
        "Look at the column's header and a few of its cells.",
    ),
    "second-engine": ProblemKind(
        "info",
        "The page was read by the second PDF engine.",
        "Nothing; the message says why the first one could not.",
    ),
    "struck-through": ProblemKind(
        "info",
        "Words that are struck through stand in the text as the page shows them.",
        "Look whether they still count.",
    ),
    "table-doubtful": ProblemKind(
        "warning",
        "What a table is about is doubtful; the message names both readings.",
        "Look at the table: whether its rows are tasks.",
    ),
    "table-not-joined": ProblemKind(
        "warning",
        "A table without a header stands behind one that it may go on from; they were not joined.",
        "Look at both tables: whether the rows of the second belong to the first.",
    ),
    "text-layer-broken": ProblemKind(
        "error",
        "The letters of the text layer are not those the pages show.",
        "Recognise the pages instead (Tesseract, `--ocr auto` or `always`), or ask for the "
        "document's source file.",
    ),
    "text-layer-repaired": ProblemKind(
        "info",
        "The file states other letters than it shows; they were understood.",
        "Compare a few names and numbers with the page.",
    ),
    "text-recognised": ProblemKind(
        "info",
        "Pages were read from their pictures; values carry a confidence.",
        "Look at `low-confidence` problems first; `where` has the confidence of every value.",
    ),
    "text-unplaced": ProblemKind(
        "error",
        "Visible text that no part of the record holds.",
        "Look at the place named in `coverage.unplaced`, and add by hand what matters.",
    ),
    "value-cut": ProblemKind(
        "warning",
        "A value was longer than the output can hold, and was cut there.",
        "Take the whole value from the JSON record.",
    ),
}
