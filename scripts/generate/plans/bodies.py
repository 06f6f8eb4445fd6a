"""What every issuer of a plan has on paper."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from scripts.generate.plans.model import chance, pick

NATION = (("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "b"), ("Độc lập - Tự do - Hạnh phúc", "b"))
PARTY = (("ĐẢNG CỘNG SẢN VIỆT NAM", "b"),)
UNION = (("ĐOÀN TNCS HỒ CHÍ MINH", "b"),)


@dataclass
class Body:
    """An issuer as it stands on paper.

    ``left``: lines of the letterhead, the parent's first; ``issuers``: names that count as right;
    ``short``: as its own text calls it; ``above``: bodies whose documents it carries out (name,
    symbol, whether numbers are of the Party's form); ``signing``: lines above the signature, the
    last of which is the position; ``offices``: the list of units in charge.
    """

    kind: str
    level: str
    left: list[str]
    parent: str | None
    issuers: list[str]
    short: str
    symbol: str
    at: str
    signing: list[str]
    offices: str
    above: list[tuple[str, str, bool]]
    recipients: list[str]
    right: tuple[tuple[str, str], ...] = NATION
    dashed: bool = False
    area: str = ""
    stars: str | None = None
    leads: list[str] = field(default_factory=list)
    partners: list[str] = field(default_factory=list)


def sign(rng: Random, first: str | None, head: str, share: float = 0.45) -> list[str]:
    """The lines of the signature: the head's own, or a deputy's for the head."""
    lines = [first] if first else []
    if chance(rng, share):
        return [*lines, f"KT. {head}", f"PHÓ {head}"]
    return [*lines, head]


def province_of(place: dict[str, str], after: bool) -> str:
    return place["later"] if after else f"tỉnh {place['province']}"


def name_of(unit: str) -> str:
    """A unit's name without its type."""
    return unit.removeprefix("thành phố ").removeprefix("tỉnh ")


def committee(rng: Random, unit: str) -> list[str]:
    """The lines of a people's committee, abbreviated, on one line or on two."""
    return pick(rng, [
        (50, ["ỦY BAN NHÂN DÂN", unit.upper()]),
        (30, [f"ỦY BAN NHÂN DÂN {unit.upper()}"]),
        (14, [f"UBND {unit.upper()}"]),
    ])  # fmt: skip
