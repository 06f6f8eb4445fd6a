"""Words around the names of bodies in cells, from ``lexicon/cell_names.tsv``: whose part a body has, who stands for it,
which head holds for several.
"""

from __future__ import annotations

from functools import cache
from typing import Literal

from normalize.lexicon.phrases import any_of
from normalize.lexicon.table import Row, read_table

CellRole = Literal[
    "shared_head",
    "each_unit",
    "committee",
    "chair",
    "upper",
    "held_by",
    "does",
    "in_charge_of",
    "lead",
    "lead_label",
    "lead_mark",
    "help",
    "of_no_role",
    "role_tail",
    "who",
]
"""What a phrase is there.

shared_head: a head that holds for what follows it. each_unit: a body that each unit has, called by its word alone.
committee: councils and committees, which hold for the posts before them; chair: posts that lead them. upper: what an
office on the line before may belong to. held_by: who stands for a body, before its name. does, in_charge_of: what a
body does here, behind its name. lead, help: who leads, who helps; lead_label only before its bodies, lead_mark only
behind one; of_no_role: a label that says neither. role_tail: goes on behind these. who: stands before them.
"""


class CellName(Row, frozen=True, kw_only=True):
    """One phrase with its role; a phrase of two roles has two rows."""

    phrase: str
    role: CellRole


@cache
def cell_names_pattern(*roles: CellRole) -> str:
    """A pattern for the phrases of these roles; what bounds it is the caller's."""
    rows = read_table("cell_names", CellName)
    return any_of("; ".join(row.phrase for row in rows if row.role in roles))
