"""The gold of a drawn plan, in the neutral form, with lists of its own for what that form lacks."""

from __future__ import annotations

from scripts.generate.plans.model import Draft, Gold

_NAMED = ("Luật Bình đẳng giới", "Luật Ngân sách nhà nước")
"""Laws that phrases name; naming them is no legal basis."""


def write_gold(draft: Draft) -> Gold:
    """Neutral gold; also ``tables`` (kinds, columns with roles), ``duties``, ``quantities``.

    ``lead_units`` and ``coordinating_units`` of a task are the single units of its cells, as
    written; ``quantities`` are the targets of one line or of one row; ``neutral`` are sentences
    that may be duties or not.
    """
    header = dict(draft.header)
    if header.pop("code_blank", False):
        header["code"] = draft.letterhead.number.partition(" ")[2].replace(" ", "")
        if not header["code"].startswith("/"):
            del header["code"]
    return {
        "id": f"plan-{draft.seed}",
        "header": header,
        "tables": draft.tables,
        "tasks": draft.tasks,
        "deadlines": draft.deadlines,
        "duties": draft.duties,
        "quantities": draft.quantities,
        "references": draft.citations(),
        "neutral": draft.neutral,
        "ignore": [*draft.ignore, *_NAMED],
    }
