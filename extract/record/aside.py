"""What stands beside the data of a record: letters that the source does not show."""

from __future__ import annotations

from collections.abc import Iterator

from extract.record.evidence import where_of
from schemas.document import HiddenText
from schemas.plan import Hidden, Problem, Where
from schemas.problem import problem

_SAID = 80
"""Code points of a text that a message quotes."""


def list_hidden(found: list[HiddenText], *, show_redacted: bool) -> tuple[Hidden, ...]:
    """The letters that the source does not show, each text once with all its places;
    those that were blacked out only where they are asked for.
    """
    places: dict[tuple[str, str, int], tuple[HiddenText, list[Where]]] = {}
    for number, one in enumerate(found):
        # what was blacked out may not be told from another by being put together with it
        own = number if one.reason == "redacted" and not show_redacted else -1
        known = places.setdefault((one.reason, one.text, own), (one, []))
        known[1].append(where_of(one.place, None))
    return tuple(
        Hidden(
            reason=one.reason,
            text=one.text if one.reason != "redacted" or show_redacted else None,
            where=tuple(where),
        )
        for one, where in places.values()
    )


def check_hidden(hidden: tuple[Hidden, ...]) -> Iterator[Problem]:
    """One problem for everything hidden, one more where a redaction left its letters."""
    left = [one for one in hidden if one.reason == "redacted"]
    if hidden:
        reasons = ", ".join(sorted({one.reason for one in hidden}))
        first = next((one.text for one in hidden if one.text), None)
        quoted = f": '{first[:_SAID]}'" if first else ""
        yield problem(
            code="hidden-text",
            message=f"letters that are not shown ({reasons}): {len(hidden)} texts{quoted}",
            where=_places(hidden),
        )
    if left:
        yield problem(
            code="redaction-left-text",
            message=f"words were blacked out, and their letters are still there: {len(left)} texts",
            where=_places(tuple(left)),
        )


def _places(hidden: tuple[Hidden, ...]) -> tuple[Where, ...]:
    return tuple(where for one in hidden for where in one.where)
