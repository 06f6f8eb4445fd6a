"""Counts, never bare ratios: what was right, what gold has, what was found."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


class Tally(NamedTuple):
    """``right`` of ``gold`` and of ``found``; only the measures of tables count parts of a unit."""

    right: float = 0
    gold: float = 0
    found: float = 0

    def plus(self, other: Tally) -> Tally:
        """Both counts together."""
        return Tally(self.right + other.right, self.gold + other.gold, self.found + other.found)

    @property
    def precision(self) -> float | None:
        """Share of what was found that is right; None where nothing was found."""
        return self.right / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """Share of gold that was found; None where gold has nothing."""
        return self.right / self.gold if self.gold else None

    @property
    def ratio(self) -> float | None:
        """F1: the accuracy wherever as much is found as gold has; None with nothing to judge."""
        both = self.gold + self.found
        return 2 * self.right / both if both else None


class Judgement(NamedTuple):
    """One thing judged once: ``key`` says which ("tasks/12"), the texts what each side has.

    ``gold`` is None for something found that gold has not, ``found`` None for something missed.
    """

    measure: str
    key: str
    right: bool
    gold: str | None
    found: str | None


@dataclass(slots=True)
class Sheet:
    """The judgements on one document and the tallies they add up to."""

    tallies: dict[str, Tally] = field(default_factory=dict)
    judgements: list[Judgement] = field(default_factory=list)

    def add(self, measure: str, tally: Tally) -> None:
        """Count without a judgement of its own: measures derived from others."""
        self.tallies[measure] = self.tallies.get(measure, Tally()).plus(tally)

    def judge(
        self, measure: str, key: str, right: bool, gold: str | None, found: str | None
    ) -> bool:
        """Record one comparison of a thing that both sides have; returns ``right``."""
        self.judgements.append(Judgement(measure, key, right, gold, found))
        self.add(measure, Tally(int(right), 1, 1))
        return right

    def match(self, measure: str, key: str, gold: str, found: str) -> None:
        """A thing of gold that was found."""
        self.judge(measure, key, True, gold, found)

    def miss(self, measure: str, key: str, gold: str) -> None:
        """A thing of gold that was not found."""
        self.judgements.append(Judgement(measure, key, False, gold, None))
        self.add(measure, Tally(0, 1, 0))

    def surplus(self, measure: str, key: str, found: str) -> None:
        """A thing found that gold has not."""
        self.judgements.append(Judgement(measure, key, False, None, found))
        self.add(measure, Tally(0, 0, 1))

    @property
    def wrong(self) -> list[Judgement]:
        """The judgements that went against what was found."""
        return [judgement for judgement in self.judgements if not judgement.right]
