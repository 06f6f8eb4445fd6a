"""What stays unread in the task tables of a folder: deadlines without a reading, units in charge without a match.

python -m scripts.measure.unread ../shared/corpus        counts and, by frequency, every phrase that was not read

Deadlines are the cells of deadline columns, units the pieces of the lead columns of task tables. Names of persons
are listed apart: they are no agencies, and no lexicon can hold them.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from normalize.body.persons import is_person
from schemas.errors import ExtractError
from schemas.plan import Plan

SUFFIXES = (".pdf", ".docx", ".doc", ".txt", ".md")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="+")
    deadlines: Counter[str] = Counter()
    agencies: Counter[str] = Counter()
    persons: Counter[str] = Counter()
    read = matched = documents = 0
    for plan in read_plans(parser.parse_args().folder):
        documents += 1
        unread, of_plan = unread_deadlines(plan)
        deadlines.update(unread)
        read += of_plan
        for text, known in leads(plan):
            matched += known
            if not known:
                (persons if is_person(text) else agencies)[text] += 1
    print(f"{documents} documents")
    _print("deadlines", deadlines, read)
    _print("units in charge (lead)", agencies, matched)
    _print("persons in charge", persons, 0)


def read_plans(folders: list[Path]) -> Iterator[Plan]:
    """The record of every document below the folders that can be read as it is; others are named on standard error."""
    from extract import Options, extract_plan

    for folder in folders:
        for path in sorted(one for one in folder.rglob("*") if one.suffix.lower() in SUFFIXES):
            try:
                yield extract_plan(path, Options(ocr="never"))
            except ExtractError as error:
                print(f"{path.name}: {error}", file=sys.stderr)


def unread_deadlines(plan: Plan) -> tuple[list[str], int]:
    """The deadline cells without a reading, and how many have one."""
    unread = [
        one.message.partition("'")[2].rpartition("'")[0] for one in plan.problems if one.code == "deadline-unread"
    ]
    return unread, sum(task.table is not None and task.deadline is not None for task in plan.tasks)


def leads(plan: Plan) -> Iterator[tuple[str, bool]]:
    """Every unit in the lead columns of task tables, and whether it was matched."""
    for task in plan.tasks:
        if task.table is not None:
            yield from ((agency.text, agency.matched) for agency in task.lead_agencies)


def _print(name: str, unread: Counter[str], read: int) -> None:
    count = unread.total()
    share = f" of {count + read}: {100 * count / (count + read):.1f} % unread" if read else ""
    print(f"\n{name}: {count}{share}")
    for phrase, times in unread.most_common():
        print(f"{times:5}  {phrase}")


if __name__ == "__main__":
    main()
