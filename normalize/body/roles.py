"""Who leads and who helps, where one cell names both: "Phòng Nội vụ chủ trì, phối hợp với Phòng Tư pháp".

A cell is cut into clauses; a label before a clause ("Chủ trì:", "phối hợp với") or a mark behind it ("(chủ trì)",
"phối hợp") says whose it is. A clause that says nothing is the lead's until somebody is named as helper, or as the only
one who leads.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

import regex

_LONGEST = 1000
"""Characters of a cell; a longer one is prose."""
Role = Literal["lead", "coordinating"]

_BODY = r"(?:(?:các\s+)?(?:cơ\s+quan|đơn\s+vị|ngành|bộ\s+phận|phòng\s+ban)\s+)?"
_MORE = r"(?:\s+(?:thực\s+hiện|tham\s+mưu|chính|chung|chặt\s+chẽ|tổ\s+chức))?"
_BULLET = r"[\s(]*[-–+*•]?\s*"
# What begins a clause and says whose it is. "phối hợp" without a colon needs "với" or a body behind it: "Hội đồng phối
# hợp phổ biến, giáo dục pháp luật" is one body.
_LABEL = regex.compile(
    rf"""{_BULLET}(?:và\s+)?{_BODY}(?:
          (?P<lead> chủ\s+trì{_MORE} | thực\s+hiện\s+chính | đầu\s+mối{_MORE} )\s*[:：]\s*
        | (?P<help> (?:cùng\s+)?phối\s+hợp{_MORE} )\s*(?:[:：]\s*|(?:với|cùng)\s*[:：]?\s+)
        | (?P<bare> phối\s+hợp{_MORE} )\s+(?=(?-i:\p{{Lu}})|các\s)
        | (?:thực\s+hiện|phụ\s+trách)\s*[:：]\s* )""",
    regex.VERBOSE | regex.IGNORECASE,
)
# What stands behind a clause and says whose it is.
_MARK = regex.compile(
    r"""[\s,]*(?:[-–(]\s*)?(?:là\s+)?(?:(?:cơ\s+quan|đơn\s+vị)\s+)?
        (?: (?P<lead> chủ\s+trì(?:\s+(?:thực\s+hiện|tham\s+mưu|chính))? | làm\s+đầu\s+mối )
          | (?P<help> (?:cùng\s+)?phối\s+hợp(?:\s+(?:thực\s+hiện|cùng|chung))? ) )\s*\)?[\s.]*$""",
    regex.VERBOSE | regex.IGNORECASE,
)
# Where one clause ends: a strong sign, what is marked in brackets, or a verb of role behind a comma or a name.
_CUT = regex.compile(
    rf"""\s*[;\n]\s*
       | (?<=\((?:chủ\s+trì|phối\s+hợp)\))\s*[,.]?\s+
       | (?<=chủ\s+trì)\s*,\s*
       | [.,]?(?<!cơ\s+quan|đơn\s+vị|ngành|bộ\s+phận|phòng\s+ban|các)\s+
         (?={_BULLET}{_BODY}(?:chủ\s+trì{_MORE}|phối\s+hợp{_MORE})\s*[:：])
       | \s*,\s*(?=(?:và\s+)?phối\s+hợp(?:\s+chặt\s+chẽ)?\s+(?:với\s|cùng\s|(?-i:\p{{Lu}})))
       | (?<=chủ\s+trì)\s+(?=phối\s+hợp\s)
       | \s+(?=phối\s+hợp\s+(?:với|cùng)\s)""",
    regex.VERBOSE | regex.IGNORECASE,
)
_EDGE = " ,;.\n–-"


class Roles(NamedTuple):
    """The stretches of a cell that name who leads and who helps, as written; "" where nobody is named."""

    lead: str
    coordinating: str


class _Clause(NamedTuple):
    """A clause without its label and mark; ``role`` is None where neither stands."""

    text: str
    role: Role | None
    marked: bool = False


def part_roles(cell: str) -> Roles:
    """The two roles of a cell; a cell that says nothing of roles is the lead's as it stands.

    >>> part_roles("Phòng Nội vụ chủ trì, phối hợp với Phòng Tư pháp")
    Roles(lead='Phòng Nội vụ', coordinating='Phòng Tư pháp')
    >>> part_roles("Chủ trì: Phòng Nội vụ; các thôn phối hợp")
    Roles(lead='Phòng Nội vụ', coordinating='các thôn')
    >>> part_roles("Hội đồng phối hợp phổ biến, giáo dục pháp luật").coordinating
    ''
    """
    if len(cell) > _LONGEST:
        return Roles(cell, "")
    clauses = list(_clauses(cell))
    if all(one.role is None for one in clauses):
        return Roles(cell, "")
    texts: dict[Role, list[str]] = {"lead": [], "coordinating": []}
    role: Role = "lead"
    for clause in clauses:
        if clause.role is not None and not (clause.marked and clause.role == "coordinating"):
            role = clause.role
        texts[clause.role or role].append(clause.text)
        if clause.marked and clause.role == "lead":
            role = "coordinating"  # who is marked so among others leads alone
    return Roles(*("\n".join(filter(None, texts[one])) for one in ("lead", "coordinating")))


def _clauses(cell: str) -> Iterator[_Clause]:
    start = 0
    for cut in _CUT.finditer(cell):
        if cut.start() > start and not _is_open(cell[start : cut.start()]):
            yield _clause(cell[start : cut.start()])
            start = cut.end()
    yield _clause(cell[start:])


def _is_open(text: str) -> bool:
    """Whether a bracket opens in a stretch and does not close."""
    return text.count("(") > text.count(")")


def _clause(text: str) -> _Clause:
    label = _LABEL.match(text)
    said: Role | None = None
    if label is not None and (text[label.end() :].strip(_EDGE) or ":" in label.group()):
        text = text[label.end() :]
        said = "coordinating" if label["help"] or label["bare"] else "lead"
    mark = _MARK.search(text)
    if mark is None or not text[: mark.start()].strip(_EDGE):
        return _Clause(_trimmed(text), said)
    role: Role = "coordinating" if mark["help"] else "lead"
    return _Clause(_trimmed(text[: mark.start()]), role, marked=True)


def _trimmed(text: str) -> str:
    """A clause without the signs around it; a bracket that closes none goes too."""
    text = text.strip(_EDGE)
    return text[:-1].rstrip(_EDGE) if text.endswith(")") and text.count(")") > text.count("(") else text
