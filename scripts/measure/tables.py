"""How well columns and kinds of tables are understood, against labels that a person gave.

make tables                                       the figures, and docs/accuracy.md
python -m scripts.measure.tables --list           every wrong column and kind of the tables that rules may be set by
python -m scripts.measure.tables --list --aside   the same of those set aside (to count by, not to tune by)
python -m scripts.measure.tables --written        only the written ones: takes a second; writes no page
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from extract.find.tables.tasks import find_table
from extract.score.markdown import replace_section
from scripts.measure.announced import DOUBT
from scripts.measure.labelled_tables import Labelled, list_corpus, list_written

PAGE = Path(__file__).resolve().parents[2] / "docs" / "accuracy.md"
SECTION = "labelled tables"


class Judged(NamedTuple):
    """A labelled table as it is read: what is wrong, with confidences, and the confidences of what is right."""

    labelled: Labelled
    wrong_columns: tuple[tuple[str, float], ...]
    right_columns: tuple[float, ...]
    wrong_kind: tuple[str, float] | None
    kind_confidence: float

    @property
    def is_right(self) -> bool:
        """Whether the kind and every role is right."""
        return not self.wrong_columns and self.wrong_kind is None


def main() -> int:
    """Measure, print, write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--list", action="store_true", help="every wrong column and kind")
    parser.add_argument("--aside", action="store_true", help="list those set aside")
    parser.add_argument("--written", action="store_true", help="only the written tables")
    choices = parser.parse_args()
    groups = {
        "written": [judge(one) for one in list_written()],
        "written later": [judge(one) for one in list_written("written_later")],
    }
    if not choices.written:
        groups["corpus"] = [judge(one) for one in list_corpus()]
    print(write_table(groups))
    if choices.list:
        for judged in groups.values():
            for one in judged:
                if not one.is_right and one.labelled.label.set_aside == choices.aside:
                    print(one.labelled.label.name, one.wrong_kind or "", *one.wrong_columns, sep="\n    ")
    if not choices.written:
        text = PAGE.read_text(encoding="utf-8")
        PAGE.write_text(replace_section(text, SECTION, write_table(groups)), encoding="utf-8")
    return 0


def judge(labelled: Labelled) -> Judged:
    """Read a table and hold it against its label; where it is lost, all of it is wrong and sure."""
    label = labelled.label
    if labelled.block is None:
        return Judged(labelled, tuple(("lost", 1.0) for _ in label.roles), (), ("lost", 1.0), 1.0)
    found = find_table(labelled.block)
    wrong_kind = None if found.kind in label.kinds else (f"{found.kind} for {_either(label.kinds)}", found.confidence)
    expected = label.roles or tuple(frozenset({"other", "marker", "note"}) for _ in found.columns)
    if len(expected) != len(found.columns):
        lost = tuple((f"{len(found.columns)} columns for {len(expected)}", 1.0) for _ in expected)
        return Judged(labelled, lost, (), wrong_kind, found.confidence)
    pairs = list(zip(found.columns, expected, strict=True))
    wrong = [
        (f"{one.name!r}: {one.role} for {_either(right)}", one.confidence)
        for one, right in pairs
        if one.role not in right
    ]
    right = [one.confidence for one, roles in pairs if one.role in roles] if label.roles else []
    return Judged(labelled, tuple(wrong), tuple(right), wrong_kind, found.confidence)


def _either(names: frozenset[str]) -> str:
    return "/".join(sorted(names))


def write_table(groups: dict[str, list[Judged]]) -> str:
    """The figures by where the tables come from, those set aside apart."""
    lines = [
        "| tables | | tables right | columns right | kinds right | wrong columns announced | right columns announced |",
        "|---|---|---|---|---|---|---|",
    ]
    for aside in (False, True):
        which = "set aside" if aside else "to set weights by"
        parts = {
            name: [one for one in judged if one.labelled.label.set_aside is aside] for name, judged in groups.items()
        }
        lines += [f"| {name} | {which} | {_figures(judged)} |" for name, judged in parts.items()]
        if len(parts) > 1:
            lines.append(f"| all | {which} | {_figures([one for judged in parts.values() for one in judged])} |")
    return "\n".join(lines) + "\n"


def _figures(judged: Sequence[Judged]) -> str:
    """Counts and shares of one group; a column without a header counts where it is wrong."""
    wrong = [confidence for one in judged for _, confidence in one.wrong_columns]
    right = [confidence for one in judged for confidence in one.right_columns]
    return " | ".join(
        (
            _ratio(sum(one.is_right for one in judged), len(judged)),
            _ratio(len(right), len(right) + len(wrong)),
            _ratio(sum(one.wrong_kind is None for one in judged), len(judged)),
            _ratio(_announced(wrong), len(wrong)),
            _ratio(_announced(right), len(right)),
        )
    )


def _announced(confidences: Iterable[float]) -> int:
    return sum(one < DOUBT for one in confidences)


def _ratio(part: int, whole: int) -> str:
    return f"{part}/{whole} ({100 * part / whole:.1f} %)" if whole else "0/0"


if __name__ == "__main__":
    raise SystemExit(main())
