"""How a point begins that is somebody's: a name alone, a name and a colon, a name and its verb, an order to a name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

import regex

from extract.find.prose.agencies import AgencyMention, find_agencies, find_first_agencies, names_office
from extract.find.prose.opening_words import opening_words
from normalize.body.agencies import begins_with_body
from normalize.body.labels import label_role
from normalize.body.lexicon import key_of, lexicon
from schemas.plan import Span

LONGEST_HEADING = 140
"""Characters of a heading that names offices."""
DOUBTFUL = 0.75
"""How sure an office is that no form and no table tells, but its place."""

_MIN_SHARE = 0.55
"""The part of a heading that names make up where it is nothing else."""
_MOST_BEFORE = 12
"""Characters before the first name in a heading."""
_MOST_ASIDE = 260
_MOST_TOPIC = 80
_MOST_PARTY = 5
"""Words of those without a name who have work by a verb alone ("Nhà trường gửi báo cáo")."""
_JOINTS = ("", ",", ";", "và", "&", "-", "–", "—")
_SIGNS = regex.compile(r"[\W\d_]*")
_COLON = regex.compile(r"(?:\s*\([^()]{0,80}\))?(?P<field>\s+phụ\s+trách\s[^:.;]{2,50})?\s*:\s*")
_GOES_ON = regex.compile(r"(?:\s*[,;]|\s+(?:và|về|của|thuộc|ở|tại|trên|trong|(?P<other>khác)))(?:\s+|$)(?:các\s+)?")
# "Các Bộ: Y tế, Công Thương …": the colon opens a list of names, not what they do
_SORT = regex.compile(r"[Cc]ác\s+\p{Lu}\p{L}*")
_SEVERAL = regex.compile(r"^các\s+", regex.IGNORECASE)
_COMMA = regex.compile(r",\s+")

How = Literal["name", "colon", "verb", "charge"]


class Opening(NamedTuple):
    """Whose a point is: the span of the name, and where its work begins, None where the name is all.

    ``aside`` is where an aside before the name begins, which belongs to the work ("Trước ngày 15/3, Phòng Nội vụ …").
    """

    lead: Span
    rest: int | None
    how: How
    sure: float = 1.0
    aside: int | None = None

    @property
    def words(self) -> int | None:
        """Where the words of the duty begin."""
        return self.rest if self.aside is None else self.aside

    def moved(self, by: int) -> Opening:
        """The opening in a text in which its own begins at ``by``."""
        start, end = self.lead
        rest, aside = (None if one is None else one + by for one in (self.rest, self.aside))
        return self._replace(lead=(start + by, end + by), rest=rest, aside=aside)


def read_opening(text: str) -> Opening | None:
    """Whose the point is that begins so; None where it names nobody in charge.

    >>> read_opening("Giao Phòng Nội vụ lập danh sách")
    Opening(lead=(5, 17), rest=18, how='charge', sure=1.0, aside=None)
    >>> read_opening("Rà soát danh sách của Phòng Nội vụ") is None
    True
    """
    text = text.rstrip(" *\n")
    at = _start(text)
    colon = text.find(":", at, at + _MOST_TOPIC)
    if colon >= 0 and label_role(text[at:colon]) is not None:
        return None  # "Đơn vị chủ trì: Phòng Nội vụ"
    opening = _opening_at(text, at)
    if opening is None and _is_aside(text, at):
        opening = next(_behind_aside(text, at), None)
    return opening or _behind_topic(text, at)


def _start(text: str) -> int:
    """The first letter; -1 is never."""
    match = _SIGNS.match(text)
    return match.end() if match else 0


def _is_aside(text: str, at: int) -> bool:
    """Whether an aside begins here, and no verb that is longer ("Theo dõi" for "Theo")."""
    aside, verb = opening_words().aside.match(text, at), opening_words().verb.match(text, at)
    return aside is not None and (verb is None or verb.end() <= aside.end())


def _behind_aside(text: str, at: int) -> Iterator[Opening]:
    """The office behind a comma that ends an aside: "Trước ngày 15/3, Phòng Nội vụ tổng hợp"."""
    for comma in _COMMA.finditer(text, at, min(len(text), at + _MOST_ASIDE)):
        found = _opening_at(text, comma.end())
        if found is not None and found.how in ("verb", "charge"):
            yield found._replace(aside=at)


def _behind_topic(text: str, at: int) -> Opening | None:
    """The office behind a topic and a colon: "Đo lường: UBND các xã chủ động kiểm tra"."""
    colon = text.find(":", at, at + _MOST_TOPIC)
    if colon < 0:
        return None
    found = _opening_at(text, _past_blanks(text, colon))
    return found._replace(aside=at) if found and found.how in ("verb", "charge") else None


def _opening_at(text: str, at: int) -> Opening | None:
    words = opening_words()
    charge = words.charge.match(text, at)
    opens = words.opens.match(text, at)
    start = max((one.end() for one in (charge, opens) if one), default=at)
    charged = charge is not None
    end = _charged_end(text, start) if charged else list_end(text, start)
    named = _of_names(text, start, end, charged) if end > start else None
    if named is not None or (charged and end > start):
        return named
    return _of_party(text, start, charged)


def _charged_end(text: str, start: int) -> int:
    """As `list_end`, behind a verb of charging, where a head may be small: "Giao phòng Quản lý Công nghiệp"."""
    end = list_end(text, start)
    if end > start:
        return end
    return list_end(f"{text[:start]}{text[start : start + 1].upper()}{text[start + 1 :]}", start)


def _of_party(text: str, start: int, charged: bool) -> Opening | None:
    """Those without a name who have work by a verb, or are charged: "Nhà trường gửi báo cáo"."""
    words = opening_words()
    unknown = words.unknown.match(text, start)
    if unknown is None or not words.party.match(unknown.group()) or not _may_be_body(unknown.group()):
        return None
    opening = Opening(unknown.span(), _past_blanks(text, unknown.end()), "charge" if charged else "verb", DOUBTFUL)
    if charged:
        return opening
    short = len(unknown.group().split()) <= _MOST_PARTY
    return opening if short and not words.verb.match(unknown.group()) else None


def _of_names(text: str, start: int, end: int, charged: bool) -> Opening | None:
    """The form that follows the names between ``start`` and ``end``."""
    words = opening_words()
    stub = words.stub.fullmatch(text, end)
    if stub is not None:
        return Opening((start, end), None, "name")
    colon = _COLON.match(text, end)
    if colon is not None:
        return _of_colon(text, start, end, colon)
    goes_on = charged and text[end : end + 2].strip().islower() and not _GOES_ON.match(text, end)
    if words.action.match(text, end) or goes_on:
        return Opening((start, end), _past_blanks(text, end), "charge" if charged else "verb")
    whole = _whole_name(text, start)
    if whole is not None:
        return whole
    longer = _longer_list(text, end)
    if longer is None:
        return None
    return Opening((start, longer), _past_blanks(text, longer), "charge" if charged else "verb", DOUBTFUL)


def _of_colon(text: str, start: int, end: int, colon: regex.Match[str]) -> Opening:
    """What names before a colon open: their work, or a list of names that the colon opens."""
    unknown = opening_words().unknown
    listed = unknown.match(text, colon.end()) if _SORT.fullmatch(text, start, end) else None
    if listed is not None:
        rest = _past_blanks(text, listed.end())
        return Opening((start, listed.end()), rest, "verb", DOUBTFUL)
    return Opening((start, colon.end("field") if colon["field"] else end), colon.end(), "colon")


def _whole_name(text: str, start: int) -> Opening | None:
    """A heading that is a name up to its end or its colon, known or not."""
    colon = text.find(":", start, start + LONGEST_HEADING)
    end = colon if colon >= 0 else len(text)
    name = text[start:end]
    if len(name) > LONGEST_HEADING or not (names_office(name) or _is_mostly_names(name)):
        return None
    rest = _past_blanks(text, colon + 1) if 0 <= colon < len(text) - 1 else None
    stop = start + len(_without_stub(name).rstrip(" ."))
    return Opening((start, stop), rest, "name" if rest is None else "colon")


def _without_stub(name: str) -> str:
    """A heading's name without "có trách nhiệm", which only says that duties follow."""
    for match in opening_words().strong.finditer(name):
        if is_stub(name[match.start() :]):
            return name[: match.start()]
    return name


def _is_mostly_names(heading: str) -> bool:
    agencies = find_agencies(heading)
    if not agencies or opening_words().action.match(heading, list_end(heading, 0)):
        return False
    return sum(one.span[1] - one.span[0] for one in agencies) >= _MIN_SHARE * len(heading)


def _longer_list(text: str, end: int) -> int | None:
    """Where names end that go on with words or bodies no form tells, up to what they do."""
    joint = _GOES_ON.match(text, end)
    if joint is None:
        return None
    if joint["other"] and opening_words().action.match(text, joint.end()):
        return joint.end()
    unknown = opening_words().unknown.match(text, joint.end())
    return unknown.end() if unknown and _may_be_body(unknown.group()) else None


def _may_be_body(name: str) -> bool:
    return not opening_words().no_office.match(_SEVERAL.sub("", name))


def list_end(text: str, start: int) -> int:
    """Where a list of names ends that begins at ``start``; ``start`` where none does."""
    behind = text[start : start + 2 * LONGEST_HEADING]
    holder = opening_words().holder.match(behind)
    at = holder.end() if holder else 0
    named = behind[at:]
    agencies = find_first_agencies(named)
    first = next(agencies, None)
    return start if first is None else start + at + end_of_list(named, first, agencies)


def end_of_list(text: str, first: AgencyMention, following: Iterable[AgencyMention]) -> int:
    """Where a list of agencies that begins with the first one ends."""
    last = first
    for one in following:
        if text[last.span[1] : one.span[0]].strip() not in _JOINTS:
            break
        last = one
    return _before_verb(last)


def _before_verb(name: AgencyMention) -> int:
    """The end of a name without a verb behind it that other names hold ("Phòng Tư pháp khen thưởng")."""
    for verb in opening_words().ending.finditer(name.text):
        if key_of(name.text[: verb.start()]) in lexicon():
            return name.span[0] + verb.start()
    return name.span[1]


def unknown_end(text: str, start: int) -> int:
    """Where a body ends that no form tells, up to a verb; ``start`` where none stands there."""
    post = opening_words().post.match(text, start)
    if post is not None and opening_words().action.match(text, post.end()):
        return post.end()
    unknown = opening_words().unknown.match(text, start)
    if unknown is None or opening_words().verb.match(unknown.group()):
        return start
    is_body = opening_words().party.match(unknown.group()) or begins_with_body(unknown.group())
    return unknown.end() if is_body else start


def is_stub(text: str) -> bool:
    """Whether words say no more than that duties follow: "thực hiện các nội dung sau:"."""
    return opening_words().stub.fullmatch(text) is not None


def _past_blanks(text: str, at: int) -> int:
    while at < len(text) and (text[at].isspace() or text[at] in ",:"):
        at += 1
    return at
