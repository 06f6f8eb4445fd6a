"""Who leads and who helps, where one cell names both: "Phòng Nội vụ chủ trì, phối hợp với Phòng Tư pháp".

A cell is cut into clauses; a label before a clause ("Chủ trì:", "phối hợp với") or a mark behind it ("(chủ trì)",
"phối hợp") says whose it is. A clause that says nothing is the lead's until somebody is named as helper, or as the only
one who leads.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

import regex

from normalize.body.cell_names import cell_names_pattern

_LONGEST = 1000
"""Characters of a cell; a longer one is prose."""
Role = Literal["lead", "coordinating"]

_BULLET = r"[\s(]*[-–+*•]?\s*"
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
    for cut in _cut().finditer(cell):
        if cut.start() > start and not _is_open(cell[start : cut.start()]):
            yield _clause(cell[start : cut.start()])
            start = cut.end()
    yield _clause(cell[start:])


def _is_open(text: str) -> bool:
    """Whether a bracket opens in a stretch and does not close."""
    return text.count("(") > text.count(")")


def _clause(text: str) -> _Clause:
    label = _label().match(text)
    said: Role | None = None
    if label is not None and (text[label.end() :].strip(_EDGE) or ":" in label.group()):
        text = text[label.end() :]
        said = "coordinating" if label["help"] or label["bare"] else "lead"
    mark = _mark().search(text)
    if mark is None or not text[: mark.start()].strip(_EDGE):
        return _Clause(_trimmed(text), said)
    role: Role = "coordinating" if mark["help"] else "lead"
    return _Clause(_trimmed(text[: mark.start()]), role, marked=True)


def _trimmed(text: str) -> str:
    """A clause without the signs around it; a bracket that closes none goes too."""
    text = text.strip(_EDGE)
    return text[:-1].rstrip(_EDGE) if text.endswith(")") and text.count(")") > text.count("(") else text


@cache
def _label() -> regex.Pattern[str]:
    """What begins a clause and says whose it is.

    "phối hợp" without a colon needs "với" or a body behind it: "Hội đồng phối hợp phổ biến, giáo dục pháp luật" is one
    body.
    """
    return regex.compile(
        rf"""{_BULLET}(?:và\s+)?{_who()}(?:
              (?P<lead> {cell_names_pattern("lead", "lead_label")}{_tail()} )\s*[:：]\s*
            | (?P<help> (?:cùng\s+)?{_help()}{_tail()} )\s*(?:[:：]\s*|(?:với|cùng)\s*[:：]?\s+)
            | (?P<bare> {_help()}{_tail()} )\s+(?=(?-i:\p{{Lu}})|các\s)
            | {cell_names_pattern("of_no_role")}\s*[:：]\s* )""",
        regex.VERBOSE | regex.IGNORECASE,
    )


@cache
def _mark() -> regex.Pattern[str]:
    """What stands behind a clause and says whose it is."""
    return regex.compile(
        rf"""[\s,]*(?:[-–(]\s*)?(?:là\s+)?{_who()}
            (?: (?P<lead> {_lead()}{_tail()} | {cell_names_pattern("lead_mark")} )
              | (?P<help> (?:cùng\s+)?{_help()}(?:{_tail()}|\s+cùng) ) )\s*\)?[\s.]*$""",
        regex.VERBOSE | regex.IGNORECASE,
    )


@cache
def _cut() -> regex.Pattern[str]:
    """Where one clause ends: a strong sign, what is marked in brackets, or a verb of role behind a comma or a name."""
    lead, helps = _lead(), _help()
    return regex.compile(
        rf"""\s*[;\n]\s*
           | (?<=\((?:{lead}|{helps})\))\s*[,.]?\s+
           | (?<={lead})\s*,\s*
           | [.,]?(?<!{cell_names_pattern("who")}|các)\s+(?={_BULLET}{_who()}(?:{lead}|{helps}){_tail()}\s*[:：])
           | \s*,\s*(?=(?:và\s+)?{helps}{_tail()}\s+(?:với\s|cùng\s|(?-i:\p{{Lu}})))
           | (?<={lead})\s+(?={helps}\s)
           | \s+(?={helps}\s+(?:với|cùng)\s)""",
        regex.VERBOSE | regex.IGNORECASE,
    )


def _lead() -> str:
    return cell_names_pattern("lead")


def _help() -> str:
    return cell_names_pattern("help")


def _who() -> str:
    """Who has the part, without a name: "cơ quan chủ trì"."""
    return rf"(?:(?:các\s+)?{cell_names_pattern('who')}\s+)?"


def _tail() -> str:
    return rf"(?:\s+{cell_names_pattern('role_tail')})?"
