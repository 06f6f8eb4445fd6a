"""Laws, codes and ordinances cited by name: where the name ends, and what follows it."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from typing import NamedTuple

import regex

from normalize.citation.codes import TIMEOUT, Code, number_word
from normalize.citation.copies import Copies
from normalize.citation.document_kinds import LAW_KINDS, kinds_cited_by
from normalize.citation.kind_words import DATE, Kind
from normalize.citation.laws import laws
from normalize.citation.words import Group, loose, words
from normalize.writing.text import strip_marks


class LawName(NamedTuple):
    """A law by its name: ``end`` of the name with its year; ``code`` is the index of the symbol
    that follows."""

    start: int
    end: int
    kind: str
    code: int | None


_SENTENCE_END = regex.compile(r'[;:()"“”…]|\.(?=\s|$)|\n\s*\n')
_WORD = regex.compile(r"(?P<sep>,?\s{1,4}|\s?-\s?)(?P<word>[\p{L}\d&-]{1,24})")
_LAW_WORD = regex.compile(r"(?:bo\s+luat|luat|phap\s+lenh)(?![a-z])")
_NEXT_LAW = regex.compile(r"\s{0,3}(?:,|va)\s{1,4}(?=(?:bo\s+luat|luat|phap\s+lenh)\s+(?!so\s+\d))")
_AMENDS = regex.compile(r"(?:bo\s+)?(?:luat|phap\s+lenh)\s+sua\s+doi(?![a-z])")
"""Another amending law: next in the list, not among the laws that the one before it amends."""
_NON_BLANK = regex.compile(r"\S+")
_YEAR = regex.compile(
    r",?\s{1,4}nam\s{0,4}(?:19|20)\d\d(?![\d/.-]\d)|\s{0,3}\(nam\s{0,4}(?:19|20)\d\d\)"
)
_AMENDING = regex.compile(
    r"(?:bo\s+)?(?:luat|phap\s+lenh)\s+sua\s+doi\s*,?\s*(?:va\s+)?(?:bo\s+sung\s+)?"
    r"(?:(?:mot\s+so|cac)\s*(?:dieu|noi\s+dung)\s*"
    r"(?:va\s+phu\s+luc[^.;]{0,90}?(?=cua\s+luat))?|dieu\s+\d+\s*|khoan\s+\d+\s+dieu\s+\d+\s*)?"
    r"(?:cua\s+)?(?:(?:\d+|cac)\s+(?:luat|bo\s+luat)\s+)?"
)
_NO_LAW_BEFORE = (
    "phap",
    "ky",
    "quy",
    "hoc",
    "khoa",
    "phong",
    "nganh",
    "hoi",
    "vien",
    "ty",
    "am",
    "khuon",
    "trai",
)
"""What makes "luật" part of another word: pháp luật, kỷ luật, Đại học Luật, Hội Luật gia."""
_NO_LAW_AFTER = regex.compile(
    r"\s{1,4}(?:sư|gia|này|khác|trên|học|pháp|do|nào|định|lệ|chuyên|hiện|và|về|có|quốc|của|thành"
    r"|mới|cũ|Việt\s+Nam)(?!\p{L})"
    r"|\s*[,.;)]"
)
_TITLE_LINE = regex.compile(
    rf"(?:\n|(?<!.))[ \t]*(?:{'|'.join(name.upper() for name in LAW_KINDS)})[ \t]*\n"
)
"""The kind in capitals on a line of its own: the law's own title."""
_CONSTITUTION = regex.compile(loose("hien phap(?: nuoc cong hoa xa hoi chu nghia viet nam)?"))
_GENERIC_CONSTITUTION = regex.compile(
    r"\s{1,4}(?:va|,)\s{1,4}(?:phap\s+luat|luat)|\s*,\s*(?:phap\s+)?luat"
)


def find_laws(copies: Copies, kinds: list[Kind], codes: list[Code]) -> list[LawName]:
    """Laws by name in order, without overlaps; those that are only "Luật số …" are left to their
    symbol."""
    starts = [code.span[0] for code in codes]
    found: list[LawName] = []
    for kind in kinds:
        if found and kind.start < found[-1].end:
            continue
        before = copies.bare[max(0, kind.start - 14) : kind.start]
        if before[-1:].isspace() and " ".join(before.split()).endswith(_NO_LAW_BEFORE):
            continue
        law = (
            _read_constitution(copies, kind)
            if _is_constitution(kind)
            else _read_law(copies, kind, starts)
        )
        if law is not None:
            found.append(law)
    return found


def _is_constitution(kind: Kind) -> bool:
    """Whether the kind has a name and no number."""
    return kind.name not in kinds_cited_by("number")


def _read_constitution(copies: Copies, kind: Kind) -> LawName | None:
    if not kind.capital:
        return None
    match = _CONSTITUTION.match(copies.bare, pos=kind.start)
    if match is None or _GENERIC_CONSTITUTION.match(copies.bare, pos=match.end()):
        return None
    return LawName(kind.start, _with_year(copies, match.end()), kind.name, None)


def _read_law(copies: Copies, kind: Kind, starts: list[int]) -> LawName | None:
    """The law whose kind word stands here, if a name follows."""
    if _NO_LAW_AFTER.match(copies.plain, pos=kind.end) and not _listed(copies, kind.start):
        return None
    end = _name_end(copies, kind, starts)
    if end is None or _TITLE_LINE.match(
        copies.plain, pos=max(0, kind.start - 1), endpos=kind.end + 4
    ):
        return None
    index = _following_code(copies, end, starts)
    if index is not None:
        return LawName(kind.start, end, kind.name, index)
    return LawName(kind.start, _with_year(copies, end), kind.name, None)


def _with_year(copies: Copies, end: int) -> int:
    """The end of the name with "năm 2014" if it follows and is no part of a date."""
    match = _YEAR.match(copies.bare, pos=end) if "nam" in copies.bare[end : end + 10] else None
    return match.end() if match else end


def _following_code(copies: Copies, end: int, starts: list[int]) -> int | None:
    """The index of the symbol right after a name, with or without *số*."""
    index = bisect_left(starts, end)
    if index == len(starts) or starts[index] - end > 14:
        return None
    start = starts[index]
    word = number_word(copies.bare, start)
    gap = copies.bare[end : start if word is None else word]
    return index if not gap.strip(" \n\t,(") and gap.count("\n\n") == 0 else None


_FIRST_WORDS = regex.compile(r"(?P<kind>(?:bo\s{1,4})?luat|phap\s{1,4}lenh)\s{1,4}(?P<word>[a-z]+)")


@cache
def _names_by_word() -> dict[str, list[str]]:
    """The names of known laws without marks, longest first, by the first word of the name
    proper."""
    by_word: dict[str, list[str]] = {}
    names = {strip_marks(name) for law in laws() for name in law.names}
    for name in sorted(names, key=lambda name: (-len(name), name)):
        if first := _FIRST_WORDS.match(name):
            by_word.setdefault(first["word"], []).append(name)
    return by_word


@cache
def _names_with(word: str) -> regex.Pattern[str]:
    """The pattern of the names with one first word, on the bare copy; only words that a text has
    are compiled."""
    return regex.compile("|".join(map(_loosely, _names_by_word()[word])))


def _loosely(name: str) -> str:
    """A pattern for a law's name, with or without its commas, its councils written out or
    abbreviated."""
    words = regex.escape(name, literal_spaces=True).replace(",", "")
    words = words.replace("hoi dong nhan dan", "(?:hoi_dong_nhan_dan|hdnd)")
    words = words.replace("uy ban nhan dan", "(?:uy_ban_nhan_dan|ubnd)").replace(" va ", "@")
    words = words.replace(" ", r",?\s{1,4}").replace("_", r"\s{1,4}")
    return words.replace("@", r"(?:,?\s{1,4}(?:va|&)\s{0,4}|,\s{1,4})") + "(?![a-z])"


def _listed(copies: Copies, start: int) -> int | None:
    """The end of a name in the list of known laws."""
    first = _FIRST_WORDS.match(copies.bare, pos=start)
    pattern = _names_with(first["word"]) if first and first["word"] in _names_by_word() else None
    match = pattern.match(copies.bare, pos=start, timeout=TIMEOUT) if pattern else None
    return match.end() if match else None


def _name_end(copies: Copies, kind: Kind, starts: list[int]) -> int | None:
    """The end of the name, without its year, date or symbol."""
    listed = _listed(copies, kind.start)
    amending = None
    if copies.bare[kind.end : kind.end + 6].lstrip().startswith("sua"):
        amending = _AMENDING.match(copies.bare, pos=kind.start, timeout=TIMEOUT)
    if amending is not None:
        return max(_amending_end(copies, amending, starts) or 0, listed or 0) or None
    if not kind.capital:
        return listed
    walked, closed = _walk(copies, kind.end, starts, "law_stop")
    if listed is not None:
        return max(listed, walked) if closed else listed
    return walked if closed or _begins_name(copies, kind, walked) else None


def _begins_name(copies: Copies, kind: Kind, walked: int) -> bool:
    """Whether a name that nothing closes begins with a capital on the kind word's line."""
    following = copies.plain[kind.end : kind.end + 6]
    return following.strip()[:1].isupper() and "\n" not in following and walked > kind.end


def _amending_end(copies: Copies, amending: regex.Match[str], starts: list[int]) -> int | None:
    """The end of "Luật sửa đổi, bổ sung một số điều của …": through the laws it amends."""
    end = len(copies.bare[: amending.end()].rstrip())
    while match := _LAW_WORD.match(copies.bare, pos=end + _blank(copies, end)):
        end = match.start()
        listed = _listed(copies, end)
        walked, closed = _walk(copies, match.end(), starts, "law_stop")
        end = max(listed or 0, walked) if closed or listed is None else listed
        join = _NEXT_LAW.match(copies.bare, pos=end)
        if join is None or _AMENDS.match(copies.bare, pos=join.end()):
            return end
        end = join.end()
    walked, _ = _walk(copies, end, starts, "law_title_stop")
    return walked if walked > end or end > amending.start() + 20 else None


def _walk(copies: Copies, start: int, starts: list[int], stops: Group) -> tuple[int, bool]:
    """The end of a name word by word, and whether a symbol, a date or a year closes it."""
    plain, end, safe = copies.plain, start, 0
    for _ in range(_MOST_WORDS):
        if _closes(copies, end, starts):
            return end, True
        match = _WORD.match(plain, pos=end)
        if match is None or _ends_name(match["word"].lower(), match["sep"], stops):
            break
        joins = "," in match["sep"] or match["word"].lower() in ("và", "&")
        if joins and not safe and not _goes_on(plain, match, stops):
            safe = end
        if match["word"][0].isupper() and _other_kind().match(copies.bare, match.start("word")):
            break
        end = match.end()
    return safe or _trim_lower(plain, start, end), False


_MOST_WORDS = 34


def _ends_name(word: str, sep: str, stops: Group) -> bool:
    """Whether no name goes on with a word: one of the table's, a year, one of the next
    paragraph."""
    return word in words(stops) or (word[0].isdigit() and len(word) > 2) or "\n\n" in sep


def _goes_on(plain: str, match: regex.Match[str], stops: Group) -> bool:
    """Whether "và" joins nouns inside the title of an amending law ("nông nghiệp và môi
    trường")."""
    following = _WORD.match(plain, pos=match.end())
    return (
        stops == "law_title_stop"
        and "," not in match["sep"]
        and following is not None
        and following["word"].islower()
    )


def _blank(copies: Copies, end: int) -> int:
    """How many blanks stand at ``end``."""
    return len(copies.bare[end : end + 5]) - len(copies.bare[end : end + 5].lstrip())


def _trim_lower(plain: str, start: int, end: int) -> int:
    """An unclosed name is at most nine words."""
    words = list(_NON_BLANK.finditer(plain, start, end))
    return end if len(words) <= 9 else words[8].end()


@cache
def _other_kind() -> regex.Pattern[str]:
    """A kind word that begins the next citation."""
    kinds = sorted(map(strip_marks, kinds_cited_by("title") | kinds_cited_by("name")))
    return regex.compile(rf"(?:{loose('|'.join(kinds))})(?![a-z])")


_CLOSING = regex.compile(
    r"\s{0,4}(?:\(\s{0,2})?(?:so\s{0,3}:?\s{0,3}\d{1,3}\s{0,2}/|\d{1,3}/\d{4}/"
    r"|nam\s{1,4}(?:19|20)\d\d|ngay\s{0,4}\d|\d{1,2}/\d{1,2}/\d{4})"
)


def _closes(copies: Copies, end: int, starts: list[int]) -> bool:
    if not _CLOSING.match(copies.bare, pos=end):
        return False
    return bool(
        _YEAR.match(copies.bare, pos=end)
        or DATE.match(copies.bare, pos=end + _blank(copies, end))
        or _following_code(copies, end, starts) is not None
    )
