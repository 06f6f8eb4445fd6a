"""How much of a record can be trusted: wrong fields, announced ones, silent ones, over everything annotated.

make trust                                   the figures, and docs/accuracy.md
python -m scripts.measure.trust --list       every silent field
python -m scripts.measure.trust --only TEXT  documents whose name holds TEXT; writes no page
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from extract.score.markdown import replace_section
from scripts.measure.annotated import Case, list_cases
from scripts.measure.announced import JudgedField, judge_fields

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "accuracy.md"
RATCHET = ROOT / "tests" / "accuracy" / "trust.json"
SECTION = "trust"
SURE = 0.95
"""The share of tries in which the true rate lies below its bound."""


def main() -> int:
    """Measure, print, write the page; 1 where more is silent than the ratchet allows."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", metavar="TEXT")
    parser.add_argument("--list", action="store_true", help="every silent field")
    parser.add_argument("--update-ratchet", action="store_true", help="take today's silent fields as the most allowed")
    choices = parser.parse_args()
    judged = {
        case.gold.id: (case, judge_case(case))
        for case in list_cases()
        if choices.only in case.gold.id and not case.plain and case.group != "samples"
    }
    print(write_table(judged.values()))
    if choices.list:
        for name, (_, fields) in judged.items():
            for one in fields:
                if one.silent:
                    print(
                        f"{name}: {one.area}.{one.name} ({one.confidence:.2f}): gold {one.gold!r}, found {one.found!r}"
                    )
    silent = {name: sum(one.silent for one in fields) for name, (_, fields) in judged.items()}
    allowed = read_ratchet()
    fallen = {name: count for name, count in silent.items() if count > allowed.get(name, count)}
    for name, count in fallen.items():
        print(f"{name}: {count} silent fields, {allowed[name]} allowed", file=sys.stderr)
    if choices.update_ratchet:
        RATCHET.write_text(json.dumps(allowed | silent, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    if not choices.only:
        PAGE.write_text(
            replace_section(PAGE.read_text(encoding="utf-8"), SECTION, write_table(judged.values())), encoding="utf-8"
        )
    return 1 if fallen else 0


def judge_case(case: Case) -> list[JudgedField]:
    """The judged fields of one document."""
    from extract import Options, extract_plan

    return judge_fields(case.gold, extract_plan(str(case.source), Options()))


def read_ratchet() -> dict[str, int]:
    """How many silent fields each document may have."""
    found: dict[str, int] = json.loads(RATCHET.read_bytes()) if RATCHET.is_file() else {}
    return found


def write_table(judged: Iterable[tuple[Case, list[JudgedField]]]) -> str:
    """The figures by area, apart for documents with letters of their own and for scans."""
    groups: dict[tuple[str, str], list[JudgedField]] = {}
    for case, fields in judged:
        medium = "scans" if case.scanned else "digital"
        for one in fields:
            groups.setdefault((medium, one.area), []).append(one)
            groups.setdefault((medium, "all"), []).append(one)
    lines = [
        "| | area | fields | wrong | of them announced | **silent** | % | at most (95 %) | right, announced % |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    lines += [_row(medium, area, fields) for (medium, area), fields in sorted(groups.items())]
    lines.append("")
    for medium in ("digital", "scans"):
        fields = groups.get((medium, "all"), [])
        if any(not one.right for one in fields):
            lines.append(f"{medium.capitalize()}: {_of_confidence(fields)}")
    return "\n".join(lines) + "\n"


def _row(medium: str, area: str, fields: Sequence[JudgedField]) -> str:
    wrong = sum(not one.right for one in fields)
    silent = sum(one.silent for one in fields)
    right = len(fields) - wrong
    flagged = sum(one.right and one.announced for one in fields)
    share = 100 * flagged / right if right else 0.0
    rates = f"{100 * silent / len(fields):.2f} | {100 * upper_bound(silent, len(fields)):.2f} | {share:.1f}"
    return f"| {medium} | {area} | {len(fields)} | {wrong} | {wrong - silent} | {silent} | {rates} |"


def _of_confidence(fields: Sequence[JudgedField]) -> str:
    """What the confidence is worth: whether it orders right before wrong, and whether it is a probability.

    Only fields that have a value have a confidence: what was lost is left out.
    """
    valued = [one for one in fields if one.found is not None]
    wrong = sum(not one.right for one in valued)
    held = wrong_among_doubted(valued)
    return (
        f"AUROC of the confidence {auroc(valued):.3f}, calibration error {calibration_error(valued):.3f}; "
        f"the tenth of the values most doubted holds {100 * held / max(wrong, 1):.0f} % of the {wrong} wrong ones.\n"
    )


def wrong_among_doubted(fields: Sequence[JudgedField], share: float = 0.1) -> float:
    """How many wrong fields the least confident share holds; of equal confidences each holds its part."""
    left, held = len(fields) * share, 0.0
    groups: dict[float, list[JudgedField]] = {}
    for one in fields:
        groups.setdefault(one.confidence, []).append(one)
    for confidence in sorted(groups):
        group = groups[confidence]
        taken = min(1.0, left / len(group))
        held += taken * sum(not one.right for one in group)
        left -= taken * len(group)
        if left <= 0:
            break
    return held


def upper_bound(events: int, trials: int) -> float:
    """The one-sided upper bound of a rate, exact (Clopper and Pearson 1934).

    >>> round(upper_bound(0, 1000), 5)
    0.00299
    """
    if events >= trials:
        return 1.0
    low, high = events / trials, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if _at_most(events, trials, middle) > 1 - SURE else (low, middle)
    return high


def _at_most(events: int, trials: int, rate: float) -> float:
    """The probability of at most so many events."""
    if rate <= 0 or rate >= 1:
        return float(rate <= 0)
    logs = (
        math.lgamma(trials + 1)
        - math.lgamma(k + 1)
        - math.lgamma(trials - k + 1)
        + k * math.log(rate)
        + (trials - k) * math.log1p(-rate)
        for k in range(events + 1)
    )
    return sum(map(math.exp, logs))


def auroc(fields: Sequence[JudgedField]) -> float:
    """The probability that a right field has a higher confidence than a wrong one; ties count half."""
    right = [one.confidence for one in fields if one.right]
    wrong = [one.confidence for one in fields if not one.right]
    ranks: dict[float, tuple[int, int]] = {}
    for value in right:
        ranks[value] = (ranks.get(value, (0, 0))[0] + 1, ranks.get(value, (0, 0))[1])
    for value in wrong:
        ranks[value] = (ranks.get(value, (0, 0))[0], ranks.get(value, (0, 0))[1] + 1)
    below, total = 0, 0.0
    for value in sorted(ranks):
        good, bad = ranks[value]
        total += good * (below + bad / 2)
        below += bad
    return total / (len(right) * len(wrong)) if right and wrong else 1.0


def calibration_error(fields: Sequence[JudgedField], bins: int = 10) -> float:
    """The mean distance between confidence and share of right fields, over bins of the confidence."""
    groups: dict[int, list[JudgedField]] = {}
    for one in fields:
        groups.setdefault(min(bins - 1, int(one.confidence * bins)), []).append(one)
    gaps = (abs(sum(one.confidence for one in group) - sum(one.right for one in group)) for group in groups.values())
    return sum(gaps) / len(fields) if fields else 0.0


if __name__ == "__main__":
    sys.exit(main())
