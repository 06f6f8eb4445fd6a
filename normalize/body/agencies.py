"""The units in charge: cells split into agencies, agencies matched against a lexicon with validity in time.

The lexicon is `normalize.body.lexicon`. A cell is cut at the separators that part agencies and at no others:
"Bộ phận TN & TKQ" is one, "CT, PCT UBND xã" are two.
"""

from __future__ import annotations

from datetime import date
from functools import cache, lru_cache

import msgspec
import regex

from normalize.body.heads import heads_pattern
from normalize.body.lexicon import key_of, lexicon
from normalize.body.long_names import pieces_of_name
from normalize.body.offices import posts_pattern
from normalize.body.persons import is_person
from normalize.body.units import STATE, level_of_word, unit_pattern, words_of
from normalize.writing.text import squeeze
from schemas.plan import Agency, Level

_SHARED_HEAD = regex.compile(
    r"(?:[Cc]ác\s+)?(?P<head>(?:(?:Phó\s+)?Chủ\s+tịch\s+)?(?:UBND|HĐND|Ủy\s+ban\s+nhân\s+dân|Hội\s+đồng\s+nhân\s+dân)"
    r"|Công\s+an|Đảng\s+ủy|Sở|Bộ|Phòng|Hội|Trường)\b"
)
_HEAD_OF_LIST = regex.compile(rf"{_SHARED_HEAD.pattern}\s*:\s*", regex.IGNORECASE)
_SEPARATORS = regex.compile(
    r"\s*[;,/]\s*|\s+(?:và|&)\s+|\s+[-–]\s+|\s*\n\s*|\s+(?=phối\s+hợp\s+(?:(?:với|cùng)\s|\p{Lu}))"
)
_BULLET = regex.compile(r"[-–+*•]\s+(?=\p{L})")
_DASHES = ("-", "–")
# Bodies that an office on the line before may belong to ("Ban Pháp chế", then "HĐND xã").
_OWNERS = regex.compile(r"UBND|HĐND|Ủy\s+ban|Hội\s+đồng|Sở|Bộ|Tỉnh\s+ủy|Thành\s+ủy|Huyện\s+ủy|Đảng|Trường|Nhà")
_GOES_ON = regex.compile(r"(?:[-–&,]|(?<!\p{L})(?:và|của|thuộc|các))$")
_JOINT = regex.compile(r"\s*(?:và|[-–&])\s")
_WEAK = ("và", "&", "/", "-", "–")
_TRAILING_BRACKET = regex.compile(r"\s*\([^()]*\)$")
_FIRST_PIECE = regex.compile(r"\s*[,\n]\s*|\s+và\s+|\s+[-–]\s+")
# "Ban Chỉ huy PTDS", then "các cấp" on the next line: the end of the name before it.
_ALL_LEVELS = regex.compile(r"các\s+cấp\s*(?:$|[,;.\n])", regex.IGNORECASE)
_PLACE_TAIL = regex.compile(
    r"""\s+(?: (?:(?:ở|tại|của)\s+)?các\s+(?:thôn|bản|ấp|tổ\s+dân\s+phố)
          | (?:trên\s+địa\s+bàn|(?:trực\s+)?thuộc)(?:\s+(?:UBND\s+)?(?:xã|phường|huyện|tỉnh))?
          | phụ\s+trách(?:\s.+)? | liên\s+quan | chủ\s+trì | phối\s+hợp | thực\s+hiện | tham\s+mưu )$""",
    regex.VERBOSE,
)
# Whom an agency is represented by, or that there are several: not part of its name.
_POST = regex.compile(
    r"""(?: phối\s+hợp (?:\s+(?:với|cùng))? | (?:các\s+)?(?:đ/c|đồng\s+chí) | các | công\s+chức | cán\s+bộ | CC | CB
          | bộ\s+phận | ngành | trưởng | lãnh\s+đạo )\s+(?=\S)""",
    regex.IGNORECASE | regex.VERBOSE,
)
_SHARED_TAIL = regex.compile(r"(?:UBND|HĐND|Ủy ban nhân dân|Hội đồng nhân dân)\s.*")
_LONGEST_NAME = 120
"""Characters; what is longer is no name but prose."""
_MOST_PIECES = 10
"""Pieces a name of the lexicon may have ("Văn hóa, Thể thao và Du lịch" has three)."""
_MOST_BEHIND = 12
"""Pieces behind commas that may belong to a name: sorts of units, fields of an office."""


_BARE = 2
"""Syllables of a field of activity that stands for its office ("Thống kê", "Tư pháp")."""


@cache
def _heads() -> regex.Pattern[str]:
    """What a piece of a cell may begin with: a head noun or a post."""
    return regex.compile(rf"(?:{heads_pattern('cell')}|{posts_pattern()})(?!\p{{L}})", regex.IGNORECASE)


@cache
def _named() -> regex.Pattern[str]:
    """What a name begins with in letters that are written so for certain."""
    several = rf"[Cc]ác\s+(?i:{heads_pattern('plural')}|{unit_pattern('settlement', *STATE)})"
    return regex.compile(rf"(?:{heads_pattern('cell')}|{posts_pattern()}|{several})(?!\p{{L}})")


@cache
def _name_end() -> regex.Pattern[str]:
    """Where one agency's name can end for certain: a line that breaks behind it begins another one."""
    return regex.compile(rf"(?:\)|(?<!\p{{L}})(?:liên\s+quan|{unit_pattern()}))$", regex.IGNORECASE)


@cache
def _level_tail() -> regex.Pattern[str]:
    """The level at the end of a name, which an office of that level leaves out."""
    return regex.compile(rf"\s+(?P<level>{unit_pattern()})$")


@cache
def _place_name() -> regex.Pattern[str]:
    """A unit of the state with its name, at the end of a body's."""
    name = r"\p{Lu}[\p{L}’']*(?:\s+\p{Lu}[\p{L}’']*){0,3}|\d{1,2}"
    return regex.compile(rf"\s(?P<word>{unit_pattern()})\s+(?P<name>{name})$")


def begins_with_body(text: str) -> bool:
    """Whether a text begins as the name of a body or an office does.

    >>> begins_with_body("Phòng Nội vụ"), begins_with_body("Rà soát văn bản")
    (True, False)
    """
    return _named().match(text) is not None or key_of(text) in lexicon()


@lru_cache(maxsize=8192)
def read_agencies(cell: str, *, level: Level | None = None, on: date | None = None) -> tuple[Agency, ...]:
    """The agencies of a cell in their order; a piece that is not in the lexicon stays as written.

    >>> [one.name for one in read_agencies("UBND xã; VP UBND xã", level="commune")]
    ['Ủy ban nhân dân xã', 'Văn phòng UBND xã']
    """
    lines = [line for line in map(squeeze, cell.split("\n")) if line]
    if len(lines) > 1 and all(is_person(line.rstrip(" ,;")) for line in lines):
        return tuple(Agency(text=line.rstrip(" ,;")) for line in lines)
    return tuple(one for item in _items(lines) for one in _split(item, level, on))


def _items(lines: list[str]) -> list[str]:
    """The cell as one text, or the items of its list where its first line has a bullet."""
    if not lines or not _BULLET.match(lines[0]):
        items = ["\n".join(lines)]
    else:
        items = []
        for line in lines:
            bullet = _BULLET.match(line)
            if bullet:
                items.append(line[bullet.end() :])
            else:
                items[-1] += f"\n{line}"
    return [text for item in items if (text := item.strip(" .;,\n"))]


def _split(cell: str, level: Level | None, on: date | None) -> list[Agency]:
    """The longest runs of the cell's pieces that are known stay together; a shared head holds for what follows it."""
    pieces = _pieces(cell)
    found: list[Agency] = []
    head: str | None = None
    index = 0
    while index < len(pieces):
        agencies: list[Agency] = []
        end = index
        for end in range(min(len(pieces), index + _MOST_PIECES), index, -1):
            text = squeeze(cell[pieces[index][0] : pieces[end - 1][1]])
            one = _read(text, head, level, on)
            if one is not None:
                agencies = [one]
                break
        if not agencies:
            tail = _SHARED_TAIL.search(cell, *pieces[end]) if end < len(pieces) else None
            one = _known(f"{text} {tail.group()}", level, on) if tail else None
            shared = one is not None and one.matched
            agencies = [msgspec.structs.replace(one, text=text) if one and shared else _unknown(text, level, on)]
        near = pieces[index : end + _MOST_BEHIND]
        if (longer := _end_of_name(cell, near, end - index, level, on)) > end - index:
            end = index + longer
            agencies = [_unknown(squeeze(cell[pieces[index][0] : pieces[end - 1][1]]), level, on)]
        found.extend(agencies)
        head = _head_behind(agencies[-1].text, head)
        index = end
    return found


def _end_of_name(cell: str, pieces: list[tuple[int, int]], read: int, level: Level | None, on: date | None) -> int:
    """How many pieces the name of the first ``read`` of them has when what follows behind commas is part of it."""
    end = read
    while end < len(pieces) and cell[pieces[end - 1][1] : pieces[end][0]].strip() == ",":
        end += 1
    if end == read:
        return read
    texts = [squeeze(cell[pieces[0][0] : pieces[read - 1][1]])]
    texts += [squeeze(cell[slice(*one)]) for one in pieces[read:end]]

    def is_known(text: str) -> bool:
        one = _known(text, level, on)
        return one is not None and one.matched

    return read - 1 + pieces_of_name(texts, is_known)


def _read(text: str, head: str | None, level: Level | None, on: date | None) -> Agency | None:
    """A piece by itself or with the head before it; what is of the document's own level comes first."""
    alone = _known(text, level, on) or _known_without_remark(text, level, on)
    if alone is not None and alone.level == level:
        return alone
    shared = _sharing_head(text, head, level, on) if head or ":" in text else None
    return shared or alone


def _head_behind(text: str, before: str | None) -> str | None:
    """The head that the next piece may share: the piece's own, else the one before where the piece has none at all."""
    match = _HEAD_OF_LIST.match(text) or _SHARED_HEAD.match(text)
    if match is not None:
        return match["head"]
    return None if _heads().match(text) else before


def _sharing_head(text: str, head: str | None, level: Level | None, on: date | None) -> Agency | None:
    """A piece without a head of its own: "UBND các xã, thị trấn", "Sở Xây dựng, Y tế", "Các bộ: Xây dựng, Y tế"."""
    listed = _HEAD_OF_LIST.match(text)
    if listed is not None:
        agency = _known(f"{listed['head']} {text[listed.end() :]}", level, on)
        return msgspec.structs.replace(agency, text=text) if agency is not None and agency.matched else None
    if head is None:
        return None
    agency = _known(f"{head} {text}", level, on)
    if agency is not None and agency.matched:
        return msgspec.structs.replace(agency, text=text)
    if text.removeprefix("các ").split(" trực", 1)[0] in words_of():
        return Agency(text=text, name=f"{head} {text}", level=level_of_word(text))
    return None


def _pieces(cell: str) -> list[tuple[int, int]]:
    """The stretches between separators outside brackets.

    "và" and "/" part only what begins like an agency on both sides; the end of a line parts only whole names.
    """
    pieces: list[tuple[int, int]] = []
    start = entry = 0
    brackets = _brackets(cell)[::-1]
    for match in _SEPARATORS.finditer(cell):
        while brackets and brackets[-1][1] <= match.start():
            brackets.pop()
        if brackets and brackets[-1][0] < match.start():
            continue
        left, right = cell[start : match.start()], cell[match.end() : match.end() + _LONGEST_NAME]
        sign = match.group().strip()
        if sign in _WEAK and not (_begins(left) and _begins(right)):
            continue
        if sign in _DASHES and _leads(left) and not _heads().match(right):
            continue  # "Phòng Kế hoạch - Tài chính"
        if "\n" in match.group() and not sign and not _breaks(cell[entry : match.start()], left, right):
            continue
        if "\n" in match.group() or sign == ";":
            entry = match.end()
        pieces.append((start, match.start()))
        start = match.end()
    pieces.append((start, len(cell)))
    return [piece for piece in pieces if piece[0] < piece[1]]


def _leads(text: str) -> bool:
    """Whether a name begins with a head, as written for certain or with a capital ("Công chức Tài chính")."""
    return _named().match(text) is not None or (text[:1].isupper() and _heads().match(text) is not None)


def _breaks(entry: str, left: str, right: str) -> bool:
    """Whether a line's end parts two bodies: behind a name that is whole, or between two that begin for certain.

    ``entry`` is all since the last such end, ``left`` its last piece.
    """
    if (_is_whole(left) or key_of(entry) in lexicon()) and _begins(right):
        return True
    if _OWNERS.match(right) or _heads().fullmatch(left.strip()) or _GOES_ON.search(left.rstrip()):
        return False
    before, _, line = entry.rstrip().rpartition("\n")
    if _JOINT.match(line):
        line = before.rpartition("\n")[2]
    return all(_named().match(one) and not one[0].islower() for one in (entry.lstrip(), line, right))


def _brackets(cell: str) -> list[tuple[int, int]]:
    """The outermost brackets that close, in their order."""
    found: list[tuple[int, int]] = []
    opened: list[int] = []
    for at, sign in enumerate(cell):
        if sign in "([":
            opened.append(at)
        elif sign in ")]" and opened:
            start = opened.pop()
            while found and found[-1][0] > start:
                found.pop()
            found.append((start, at + 1))
    return found


def _is_whole(text: str) -> bool:
    """Whether a name may end here; a head noun alone ("Văn phòng", "Chủ tịch") goes on in the next line."""
    text = text.strip()
    if len(text) > _LONGEST_NAME or _heads().fullmatch(text):
        return False
    return _name_end().search(text) is not None or key_of(text) in lexicon()


def _begins(text: str) -> bool:
    """Whether a stretch begins with a head noun or with a name of the lexicon."""
    words = text[:_LONGEST_NAME].strip()
    if _ALL_LEVELS.match(words):
        return False
    if _heads().match(words):
        return True
    head = _FIRST_PIECE.split(words, maxsplit=1)[0]
    return key_of(words) in lexicon() or key_of(head) in lexicon()


def _known(text: str, level: Level | None, on: date | None) -> Agency | None:
    entries = lexicon().get(key_of(text)) if len(text) <= _LONGEST_NAME else None
    if not entries:
        return None
    valid = [one for one in entries if on is None or one.is_valid(on)]
    if not valid and on is not None:  # an abolished unit of one's own level is still named
        valid = [one for one in entries if one.level == level and (one.valid_to or date.max) < on]
    fitting = [one for one in valid if one.level == level] or (valid if len(valid) == 1 else [])
    if not fitting and len({one.name for one in valid}) == 1 and _names_body(text):
        fitting = valid[:1]
    if level is not None and not _names_body(text):
        fitting = [one for one in fitting if one.level in (level, "other")]
    if len({one.name for one in fitting}) != 1:
        return Agency(text=text, candidates=tuple(dict.fromkeys(one.name for one in (fitting or valid or entries))))
    one = fitting[0]
    return Agency(text=text, id=one.id, name=one.name, level=one.level, matched=True)


def _names_body(text: str) -> bool:
    """Whether a text says by itself what body it is; a field alone ("Thống kê") or a head alone is the issuer's own.

    An abbreviation ("BHXH") says it.
    """
    head = _heads().match(text)
    if head is not None:
        return head.end() < len(text)
    return len(text.split()) > _BARE or any(word[:2].isupper() and len(word) > 1 for word in text.split())


def _known_without_remark(text: str, level: Level | None, on: date | None) -> Agency | None:
    """The agency of a piece that says more than a name: "(chủ trì)", "các thôn", "trên địa bàn xã"."""
    for pattern in (_TRAILING_BRACKET, _PLACE_TAIL):
        remark = pattern.search(text)
        agency = _known(text[: remark.start()], level, on) if remark else None
        if agency is not None and agency.matched:
            return msgspec.structs.replace(agency, text=text)
    return None


def _unknown(text: str, level: Level | None, on: date | None) -> Agency:
    """A piece the lexicon does not hold as written: without post or level, by its head noun, else unmatched."""
    if post := _POST.match(text):
        held = text[post.end() :]
        agency = _known(held, level, on) or _known_without_remark(held, level, on)
        if agency is not None and agency.matched:
            return msgspec.structs.replace(agency, text=text)
    tail = _level_tail().search(text)
    stated = level_of_word(tail["level"], on) or level_of_word(tail["level"]) if tail else None
    agency = _known(text[: tail.start()], stated, on) if tail else None
    if agency is not None and agency.matched and agency.level == stated:
        return msgspec.structs.replace(agency, text=text)
    place = _place_name().search(text)
    if place is None:
        return Agency(text=text, level=stated)
    stated = level_of_word(place["word"], on) or level_of_word(place["word"])
    return _of_place(text, place, stated or level, on) or Agency(text=text, level=stated)


def _of_place(text: str, place: regex.Match[str], stated: Level | None, on: date | None) -> Agency | None:
    """A body of the lexicon with the name of its own place: "UBND xã Trà Bình", "Trạm Y tế phường 5"."""
    body = text[: place.start("name")].rstrip()
    agency = _known(body, stated, on) or _known(text[: place.start("word")].rstrip(), stated, on)
    if agency is None or not agency.matched or agency.level != stated:
        return None
    whole = agency.name is not None and agency.name.endswith(place["word"])
    return msgspec.structs.replace(agency, text=text, name=f"{agency.name} {place['name']}" if whole else agency.name)
