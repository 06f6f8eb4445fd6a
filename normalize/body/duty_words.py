"""The words around duties, from ``lexicon/duty_words.tsv``: who is charged, what opens a list, what closes it."""

from __future__ import annotations

from functools import cache
from typing import Literal

from normalize.lexicon.phrases import any_of
from normalize.lexicon.table import Row, read_table

Use = Literal[
    "charge",
    "opens",
    "holder",
    "party",
    "strong",
    "between",
    "stub",
    "aside",
    "helps",
    "ends",
    "assigns",
    "works",
    "rests",
    "follows",
    "closes",
    "formula",
    "no_office",
    "body_of_list",
    "all_of",
    "no_duty",
    "rules",
    "rules_by_year",
    "reports",
    "label_who",
    "label_when",
    "label_lead",
    "label_doing",
    "label_coordinating",
    "label_deadline",
    "label_deliverable",
    "label_task",
    "label_detail",
    "label_assigning",
]
"""Where a word counts.

charge: verbs that put somebody in charge ("giao"). opens: stands before an office in a heading ("Đối với"). holder:
persons before a body ("lãnh đạo các sở"). party: those without a name who are
charged ("chủ đầu tư"). strong: says even of an unknown name that it is in charge. between: stands
between an office and its verb. stub: says no more than that duties follow. aside: opens an aside before an order.
helps: names who helps. ends: the end of work. assigns, works, rests: headings of parts that put in charge, that hold
work, that hold neither. follows: says that orders follow. closes: the closing words. formula: what a duty that says
nothing consists of. no_office, no_duty: what no name of an office, no duty begins with. body_of_list: behind a comma
one more body, not what is done. all_of: stands before those who are charged. rules, reports: kinds of documents that
charge nobody, or only in so many words. rules_by_year: kinds that rule where their number has a year.
label_lead and so on: labels of what stands behind a colon; label_who may stand before those of offices, label_when
behind any; label_assigning is a point that only opens a block of them.
"""


class DutyWord(Row, frozen=True, kw_only=True):
    """One word or phrase with its use; a word of two uses has two rows."""

    word: str
    use: Use


def duty_words(*uses: Use) -> tuple[str, ...]:
    """The words of these uses, in the table's order.

    >>> "giao" in duty_words("charge")
    True
    """
    return tuple(one.word for one in read_table("duty_words", DutyWord) if one.use in uses)


@cache
def duty_words_pattern(*uses: Use) -> str:
    """A pattern for the words of these uses; what bounds it is the caller's."""
    return any_of("; ".join(duty_words(*uses)))
