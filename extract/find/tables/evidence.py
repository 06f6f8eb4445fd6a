"""What speaks for a role of a column or a kind of a table, term by term: words above it, its cells, signs."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import NamedTuple


class Term(NamedTuple):
    """One piece of evidence: where its weight stands, in words and in the lexicon, and how much of it there is.

    ``table`` and ``row`` name the weight (``("columns", "chủ trì")``); what it adds is ``share * weight``.
    """

    table: str
    row: str
    weight: float
    share: float = 1.0

    @property
    def value(self) -> float:
        """What the term adds."""
        return self.weight * self.share


Terms = dict[str, list[Term]]
"""The terms that speak for, or against, each name."""


def total(terms: Iterable[Term]) -> float:
    """What all of them add up to."""
    return sum(one.weight * one.share for one in terms)


def add_signs(
    terms: Terms, table: str, weights: Mapping[str, Mapping[str, float]], sign: str, share: float = 1.0
) -> None:
    """Add what a sign speaks for, ``share`` times."""
    for name, weight in weights.get(sign, {}).items():
        terms.setdefault(name, []).append(Term(table, sign, weight, share))


def odds(margin: float, scale: float) -> float:
    """The probability that a margin stands for, as a logistic curve; ``scale`` is the margin of odds e to 1."""
    return round(1 / (1 + math.exp(-margin / scale)), 3)
