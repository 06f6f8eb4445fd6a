"""Who leads and who helps, where one cell names both: "Phòng Nội vụ chủ trì, phối hợp với Phòng Tư pháp"."""

from __future__ import annotations

from typing import NamedTuple

import regex

_LONGEST = 1000
"""Characters of a cell; a longer one is prose."""
_BODY = r"(?:(?:các\s+)?(?:cơ\s+quan|đơn\s+vị|ngành|bộ\s+phận)\s+)?"
_LEAD = regex.compile(rf"\s*[-+*•]?\s*{_BODY}chủ\s+trì(?:\s+(?:thực\s+hiện|tham\s+mưu))?\s*[:：]\s*", regex.IGNORECASE)
_LEADS = regex.compile(r"\s*[-–(]?\s*(?:là\s+)?(?:(?:cơ\s+quan|đơn\s+vị)\s+)?chủ\s+trì\s*\)?\s*$", regex.IGNORECASE)
# "Hội đồng phối hợp phổ biến, giáo dục pháp luật" is a body: there a noun stands right before it
_HELP = regex.compile(
    rf"(?:^|[\s(]*[,;.\n(]|\s[-–+]|(?<=chủ\s+trì)\s|\s(?=phối\s+hợp\s+(?:với|cùng)\s))\s*[-+*•]?\s*(?:và\s+)?{_BODY}"
    r"phối\s+hợp(?:\s+(?:thực\s+hiện|chặt\s+chẽ))?\s*(?:[:：]|(?:với|cùng)\s)?\s*",
    regex.IGNORECASE,
)
# "Sở Y tế (chủ trì), Sở Tài chính (phối hợp)"
_MARKED = regex.compile(
    r"(?P<lead>[^()]+?)\s*\(chủ\s+trì\)[\s,;]*(?P<help>[^()]+?)\s*(?:\(phối\s+hợp\))?[\s.]*", regex.IGNORECASE
)


class Roles(NamedTuple):
    """The stretches of a cell that name who leads and who helps, as written; "" where nobody is named."""

    lead: str
    coordinating: str


def part_roles(cell: str) -> Roles:
    """The two roles of a cell; a cell that names no helper is the lead's as it stands.

    >>> part_roles("Phòng Nội vụ chủ trì, phối hợp với Phòng Tư pháp")
    Roles(lead='Phòng Nội vụ', coordinating='Phòng Tư pháp')
    >>> part_roles("Hội đồng phối hợp phổ biến, giáo dục pháp luật").coordinating
    ''
    """
    if len(cell) > _LONGEST:
        return Roles(cell, "")
    marked = _MARKED.fullmatch(cell)
    if marked:
        return Roles(marked["lead"].strip(), marked["help"])
    helped = _HELP.search(cell)
    if helped is None or not cell[helped.end() :].strip(" ,;.\n)"):
        return Roles(cell, "")
    lead = _LEADS.sub("", _LEAD.sub("", cell[: helped.start()], count=1)).strip(" ,;.\n-")
    return Roles(lead, cell[helped.end() :].strip(" ,;.\n)"))
