"""Offices that no form and no table tells, but where they stand: a heading where work is given, with work below it."""

from __future__ import annotations

from extract.find.prose.agencies import begins_as_office
from extract.find.prose.opening_words import opening_words, point_words
from extract.find.prose.openings import DOUBTFUL, Opening
from schemas.document import Part

_LONGEST = 60
"""Characters of a heading that is taken for an office by its place."""


def office_by_place(text: str, part: Part, *, among_offices: bool) -> Opening | None:
    """A short heading with something below it, or an unknown name in charge; None where it begins as no office does.

    ``among_offices``: enough of its siblings are offices. Alone it must begin as names do.
    """
    if not (among_offices or begins_as_office(part.heading)):
        return None
    start, end = part.words(text)
    opens = point_words().opens.match(text, start, end)
    start = opens.end() if opens else start
    heading = text[start:end].rstrip(" .:")
    verb, party = point_words().verb.match(heading), opening_words().party.match(heading)
    if point_words().no_office.match(heading) or (verb and (party is None or party.end() <= verb.end())):
        return None  # "Điều tra viên" is a party, "Điều tra" work
    return _in_charge(text, start, heading) or _whole_heading(text, start, heading, part)


def _in_charge(text: str, start: int, heading: str) -> Opening | None:
    """A name before a colon and its work, or before words that put it in charge."""
    colon = heading.find(":", 0, _LONGEST)
    if colon > 0 and point_words().verb.match(text, start + colon + 1):
        behind = heading[colon + 1 :]
        rest = start + colon + 1 + len(behind) - len(behind.lstrip())
        return Opening((start, start + colon), rest, "colon", DOUBTFUL)
    strong = point_words().strong.search(heading)
    if strong is None or strong.start() > _LONGEST:
        return None
    return Opening((start, start + strong.start()), start + strong.end("blank"), "verb", DOUBTFUL)


def _whole_heading(text: str, start: int, heading: str, part: Part) -> Opening | None:
    """A heading that is a name; one that holds a verb must begin as names do and have nothing but work below it."""
    if len(heading) > _LONGEST or not (part.parts or part.body):
        return None
    if point_words().clause.search(heading) and not (begins_as_office(heading) and _holds_work(text, part)):
        return None
    return Opening((start, start + len(heading)), None, "name", DOUBTFUL)


def _holds_work(text: str, part: Part) -> bool:
    """Whether all that stands right below a heading begins with a verb."""
    starts = [one.words(text)[0] for one in part.parts] + [one.span[0] for one in part.body]
    return all(point_words().verb.match(text, start) for start in starts)
