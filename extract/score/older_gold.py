"""Two older forms of gold, a plan's plain table and a plain list of references, as neutral gold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_PLAIN_TABLE = {
    "tt": "marker",
    "nhiem_vu": "task",
    "san_pham": "deliverable",
    "chu_tri": "lead",
    "phoi_hop": "coordinating",
    "thoi_gian": "deadline_raw",
}
"""Columns of the plain table form, in its order."""


def as_neutral(value: Mapping[str, Any]) -> Mapping[str, Any]:
    """Gold in the neutral form, whichever of the forms it came in."""
    if "groups" in value:
        return _spread_groups(value)
    if "numbered" in value:
        return _join_numbered(value)
    return value


def _spread_groups(value: Mapping[str, Any]) -> dict[str, Any]:
    """The plain table form, whose ``header`` is the row of column names."""
    columns = list(value["header"])
    tasks: list[dict[str, Any]] = []
    for group in value["groups"]:
        label = f"{group['tt']} {group['title']}".strip()
        for row in group["tasks"]:
            cells = {field: row.get(name) or None for name, field in _PLAIN_TABLE.items()}
            tasks.append({"table": 0, "group": [label], **cells, "extra": {}})
    roles = dict(zip(columns, _PLAIN_TABLE.values(), strict=True))
    return {"id": value.get("id"), "columns": columns, "column_roles": roles, "tasks": tasks}


def _join_numbered(value: Mapping[str, Any]) -> dict[str, Any]:
    """The plain list: mentions with a code; titles and the own number are not judged."""
    mentions, zones = [], list(value.get("unnumbered", ()))
    for entry in value["numbered"]:
        own = entry["role"] == "self"
        if own and entry["text"].startswith("Số"):
            zones.append(entry)
            continue
        about = {"code": entry["number"], "issued_on": entry["date"], "self": own}
        mentions.append({**entry, **about})
    return {"id": value.get("id"), "references": mentions, "ignore": zones}
