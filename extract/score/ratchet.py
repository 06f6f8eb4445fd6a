"""The best figures reached, which none may fall below, and what changed against them.

The file keeps counts and the names of what was wrong (a digest where the name would quote a
document), so that fields gained and lost can be told without the texts.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

import msgspec

from extract.score.document import DocumentScore
from extract.score.report import Report, order, write_judgement, write_ratio
from extract.score.tally import Judgement, Tally

_SLACK = 1e-9


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """The figures of one document: counts by measure, and what was wrong (`name_judgement`)."""

    measures: dict[str, tuple[float, float, float]]
    wrong: tuple[str, ...]


Ratchet = dict[str, Mark]


@dataclass(frozen=True, slots=True)
class Change:
    """One document against its mark: figures that fell or rose, fields gained and lost."""

    document: str
    fallen: tuple[str, ...]
    risen: tuple[str, ...]
    lost: tuple[Judgement, ...]
    gained: tuple[str, ...]


def load_ratchet(data: bytes) -> Ratchet:
    """The marks by document.

    Raises:
        ValueError: no ratchet file.
    """
    try:
        return msgspec.json.decode(data, type=dict[str, Mark])
    except msgspec.DecodeError as error:
        raise ValueError(f"no ratchet file: {error}") from error


def dump_ratchet(ratchet: Ratchet) -> bytes:
    """Sorted JSON, a line a value, so that changes can be read."""
    ordered = {name: ratchet[name] for name in sorted(ratchet)}
    return msgspec.json.format(msgspec.json.encode(ordered), indent=1) + b"\n"


def make_marks(report: Report) -> Ratchet:
    """The marks of a run."""
    return {document.id: _make_mark(document) for document in report.documents}


def compare(ratchet: Ratchet, report: Report) -> list[Change]:
    """What changed in each document that has a mark; documents without one cannot fall."""
    changes = []
    for document in report.documents:
        mark = ratchet.get(document.id)
        if mark is None:
            continue
        change = _compare_document(mark, document)
        if change.fallen or change.risen or change.lost or change.gained:
            changes.append(change)
    return changes


def name_judgement(judgement: Judgement) -> str:
    """A stable name of one judgement; what gold has not is named by a digest of its text.

    >>> name_judgement(Judgement("tasks.lead", "tasks/3", False, "Tư pháp", "Tư Pháp"))
    'tasks.lead tasks/3'
    """
    place, plus, text = judgement.key.partition("/+")
    key = place + "/+" + sha256(text.encode()).hexdigest()[:12] if plus else judgement.key
    return f"{judgement.measure} {key}"


def write_changes(changes: list[Change]) -> str:
    """Gains and losses by document, as a reviewer wants to see them; empty without a change."""
    parts = []
    for change in changes:
        lines = [f"{change.document}:"]
        lines += [f"  fell: {text}" for text in change.fallen] + [
            f"  rose: {text}" for text in change.risen
        ]
        lines += [f"  - lost {write_judgement(one)}" for one in change.lost]
        lines += [f"  + gained {text}" for text in change.gained]
        parts.append("\n".join(lines) + "\n")
    return "".join(parts)


def _make_mark(document: DocumentScore) -> Mark:
    measures = {
        name: (round(tally.right, 4), tally.gold, tally.found)
        for name, tally in order(document.sheet.tallies).items()
    }
    return Mark(
        measures=measures, wrong=tuple(sorted(name_judgement(one) for one in document.sheet.wrong))
    )


def _compare_document(mark: Mark, document: DocumentScore) -> Change:
    fallen, risen = _compare_measures(mark, _make_mark(document))
    named = {name_judgement(one): one for one in document.sheet.judgements}
    wrong = {name for name, one in named.items() if not one.right}
    lost = tuple(named[name] for name in named if name in wrong and name not in mark.wrong)
    gained = tuple(_write_gain(name, named) for name in mark.wrong if name not in wrong)
    return Change(document.id, fallen, risen, lost, gained)


def _compare_measures(mark: Mark, now: Mark) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What fell and what rose, in words; a measure that only one side has did neither."""
    fallen: list[str] = []
    risen: list[str] = []
    for measure, before in mark.measures.items():
        old, new = Tally(*before).ratio, Tally(*now.measures.get(measure, (0, 0, 0))).ratio
        if old is None or new is None or abs(new - old) <= _SLACK:
            continue
        ratios = f"{write_ratio(old)} -> {write_ratio(new)}"
        text = f"{measure} {ratios} {_counts(mark, measure)} -> {_counts(now, measure)}"
        (risen if new > old else fallen).append(text)
    return tuple(fallen), tuple(risen)


def _write_gain(name: str, named: dict[str, Judgement]) -> str:
    """What was wrong once, as it is judged now; what is not judged any more is no longer found."""
    return write_judgement(named[name]) if name in named else f"{name} (no longer found)"


def _counts(mark: Mark, measure: str) -> str:
    right, gold, found = mark.measures[measure]
    return f"({right:g} of {gold:g}, {found:g} found)"
