"""What stands around a reference: pinpoint and relation's cue before it, subject and short form
after it."""

from __future__ import annotations

from functools import cache

import regex

from normalize.citation.codes import TIMEOUT
from normalize.citation.copies import Copies
from normalize.citation.document_kinds import kinds_cited_by
from normalize.citation.words import loose, phrases_pattern
from schemas.plan import Relation, Span

_BEFORE_REFERENCE = regex.compile(
    loose("~,?~(?:(?:ban hanh )?kem theo|cua|tai|thuoc|trong)?~(?:cac )?")
)


def pinpoint_before(copies: Copies, ends: dict[int, Span], start: int) -> Span | None:
    """The pinpoint right before a reference that starts at ``start``; ``ends`` are all pinpoints by
    their end."""
    if not ends:
        return None
    for end in range(start, max(0, start - 28), -1):
        if end in ends and _BEFORE_REFERENCE.fullmatch(copies.bare, pos=end, endpos=start):
            return ends[end]
    return None


_ACTS = "(?:sua doi|bo sung|thay the|bai bo|huong dan)"
_CUE_PATTERNS: dict[Relation, str] = {
    "proposed_by": r"(?:de nghi|trinh) cua\s[^.;]{2,140}\stai",
    "attached_to": "kem theo",
    "based_on": "(?<![a-z])can cu(?: vao)?(?: (?:quy dinh tai|theo))?",
    "cites": rf"{_ACTS}[^.;:\n]{{0,30}} (?:boi|theo|tai)(?: quy dinh tai)?",
    "details": "quy dinh chi tiet(?:[^.;:]{0,60}?(?:cua|thi hanh|dieu))?",
    "guides": "huong dan(?: chi tiet)?(?: (?:thi hanh|thuc hien|trien khai|ap dung))?"
    "(?: (?:mot so|cac) (?:dieu|noi dung|quy dinh))?(?: (?:cua|tai))?",
    "replaces": "thay the(?: cho)?",
    "repeals": "(?:bai|huy) bo(?: (?:toan bo|mot phan))?",
    "corrects": "dinh chinh(?: cua)?",
    "amends": "(?:sua doi|bo sung)(?:[^.;:]{0,40}? (?:cua|tai|doi voi)| mot so dieu)?",
    "implements": "(?:thuc hien|thi hanh|trien khai|quan triet)"
    "(?: (?:tot|nghiem(?: tuc)?|day du|dung|hieu qua|co hieu qua|noi dung|quy dinh tai))?",
}
_CUES = tuple(
    (relation, regex.compile(loose(rf"(?P<cue>{pattern})[\s:]{{0,4}}(?:cac )?$")))
    for relation, pattern in _CUE_PATTERNS.items()
)
_LAST_WORDS = frozenset(
    {
        "cu",
        "vao",
        "tai",
        "theo",
        "the",
        "cho",
        "bo",
        "chinh",
        "cua",
        "hanh",
        "hien",
        "khai",
        "triet",
        "dan",
        "doi",
        "sung",
        "dieu",
        "tiet",
        "dinh",
        "dung",
        "tot",
        "nghiem",
        "tuc",
        "du",
        "qua",
        "phan",
        "voi",
    }
)
"""What a cue can end with; any other word before a reference is looked at no further."""


def relation_before(bare: str, start: int) -> tuple[Relation, int] | None:
    """The relation whose cue ends right before ``start``, and where the cue begins; None without a
    cue."""
    before = bare[max(0, start - 24) : start].rstrip(" \n:\t").removesuffix(" cac").split()
    if not before or before[-1] not in _LAST_WORDS:
        return None
    window = bare[max(0, start - 180) : start]
    window = window[window.rfind("\n\n") + 1 :]
    base = start - len(window)
    for relation, pattern in _CUES:
        if match := pattern.search(window, timeout=TIMEOUT):
            return relation, base + match.start("cue")
    return None


@cache
def _subject() -> regex.Pattern[str]:
    """How a subject begins; "ban hành kèm theo" begins none."""
    phrases = phrases_pattern("subject")
    return regex.compile(loose(rf"~,?~(?P<title>(?:{phrases})(?! kem)(?![a-z]))"))


_SUBJECT_END = regex.compile(
    r'[;)”"]|\.(?=\s|$|/)|:(?=\s)|\(\s{0,2}(?:sau|goi|viet)'
    r"|\n\s{0,8}(?:\n|[-+•*]\s|\d{1,2}[.)]\s|[a-z][.)]\s|$)"
)
_NEW_PARAGRAPH = regex.compile(r"[,.;]?\s*\n\s*(?=(?:Căn|Theo|Thực|Xét|Điều|Để|Nơi|UBND|ỦY|Ủy)\b)")
_LONGEST_TITLE = 400


def read_title(copies: Copies, end: int, limit: int) -> Span | None:
    """The span of the subject that follows a reference ("về việc …"), up to the end of its clause
    or ``limit``."""
    match = _subject().match(copies.bare, pos=end)
    if match is None:
        return None
    start = match.start("title")
    stop = min(limit, start + _LONGEST_TITLE, len(copies.text))
    ending = _SUBJECT_END.search(copies.bare, match.end(), stop)
    last = ending.start() if ending else stop
    if paragraph := _NEW_PARAGRAPH.search(copies.plain, match.end(), last):
        last = paragraph.start()
    while last > start and copies.text[last - 1] in " \n\t,-":
        last -= 1
    return (start, last) if last > match.end() else None


_ALIAS = regex.compile(
    loose(r"\(~(?:sau day )?(?:duoc )?(?:goi|viet)(?: (?:tat|chung))? la~:?~[\"“]?")
    + r"(?P<alias>[^()\"”\n]{2,60})"
)


@cache
def _short_form() -> regex.Pattern[str]:
    """A work's kind and number in brackets behind its title: "… số quốc gia (Đề án 06)"."""
    kinds = "|".join(sorted(kinds_cited_by("title")))
    return regex.compile(rf"[^()\n.;]{{0,400}}\((?P<alias>(?:{kinds})(?: số)? \d{{1,4}})\)")


"""A work's kind and number in brackets behind its title: "… phục vụ chuyển đổi số quốc gia (Đề án
06)"."""


def read_alias(copies: Copies, end: int, limit: int) -> str | None:
    """The short form whose introduction begins between ``end`` and ``limit``: "(sau đây gọi là …)",
    "(Đề án 06)"."""
    if short := _short_form().match(copies.plain, end, end + 500, timeout=TIMEOUT):
        return (
            copies.text[slice(*short.span("alias"))] if short.start("alias") <= limit + 1 else None
        )
    match = _ALIAS.search(copies.bare, end, end + 500, timeout=TIMEOUT)
    if match is None or match.start() >= limit:
        return None
    return copies.text[match.start("alias") : match.end("alias")].strip()
