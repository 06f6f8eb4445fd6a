"""Tasks outside tables: what offices are given to do in points, sentences that charge somebody, labels.

Precision before recall: a duty needs an office that the text puts in charge, by a heading, a verb, a label or an order
above it. Laws, decrees and circulars rule for everybody and charge nobody: they state no duties.
"""

from __future__ import annotations

from collections.abc import Iterable

from extract.find.prose.charges import find_charges
from extract.find.prose.labelled_duties import find_dated_duties, find_labelled_duties
from extract.find.prose.offices import find_office_duties
from extract.find.prose.zones import rules_only
from schemas.document import Document, Duty


def find_duties(document: Document) -> list[Duty]:
    """The duties of the body in the order of the text, none twice."""
    if rules_only(document):
        return []
    sources: tuple[Iterable[Duty], ...] = (
        find_labelled_duties(document),
        find_office_duties(document),
        find_charges(document),
        find_dated_duties(document),
    )
    found: dict[tuple[int, int], Duty] = {}
    for duty in (one for source in sources for one in source):
        if not any(duty.span[0] < end and start < duty.span[1] for start, end in found):
            found[duty.span] = duty
    return sorted(found.values(), key=lambda duty: duty.span)
