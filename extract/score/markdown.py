"""Scores as Markdown tables, and pages in which only the generated sections are rewritten."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from extract.score.document import DocumentScore
from extract.score.report import order, write_count, write_ratio
from extract.score.tally import Tally

_COLUMNS = {
    "header": "header.",
    "tasks found": "tasks.rows",
    "row fields": "tasks.",
    "rows exact": "tasks.exact",
    "GriTS-Con": "tables.grits_con",
    "TEDS": "tables.teds",
    "deadlines exact": "deadlines.exact",
    "mentions": "references.mentions",
    "references exact": "references.exact",
    "targets": "targets.found",
    "agencies": "agencies.",
    "characters": "text.sample",
}
"""Columns of the table by document; a name that ends in a point sums the exact fields below it."""

_WHOLES = frozenset({"tasks.rows", "tasks.exact", "tasks.cells.near"})


def write_overview(tallies: Mapping[str, Mapping[str, Tally]], heading: str) -> str:
    """One line a document, kind or form: every ratio (F1 in per cent) with its counts."""
    columns = [
        name
        for name, measure in _COLUMNS.items()
        if any(pick(one, measure) for one in tallies.values())
    ]
    lines = [
        f"| {heading} | wholly right | " + " | ".join(columns) + " |",
        "|---|" + "---:|" * (len(columns) + 1),
    ]
    for name, one in tallies.items():
        cells = [write_cell(one.get("documents.exact"))]
        cells += [write_cell(pick(one, _COLUMNS[column])) for column in columns]
        lines.append(f"| {_escape(name)} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def write_measures(tallies: Mapping[str, Tally]) -> str:
    """One line a measure with counts, precision, recall and F1."""
    lines = [
        "| measure | right | gold | found | P | R | F1 |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    for measure, tally in order(dict(tallies)).items():
        counts = " | ".join(write_count(value) for value in tally)
        ratios = " | ".join(
            write_ratio(value) for value in (tally.precision, tally.recall, tally.ratio)
        )
        lines.append(f"| {measure} | {counts} | {ratios} |")
    return "\n".join(lines) + "\n"


def pick(tallies: Mapping[str, Tally], measure: str) -> Tally | None:
    """One measure, or the sum of the exact fields below a name that ends in a point.

    None where nothing was judged.
    """
    if not measure.endswith("."):
        return tallies.get(measure)
    total = Tally()
    for name, tally in tallies.items():
        if name.startswith(measure) and name not in _WHOLES and not name.endswith(".loose"):
            total = total.plus(tally)
    return total if total.gold + total.found else None


def write_cell(tally: Tally | None) -> str:
    """A ratio with its counts; gold and found are both shown where they differ.

    >>> write_cell(Tally(36, 37, 37)), write_cell(Tally(3, 4, 5)), write_cell(None)
    ('97.3 (36/37)', '66.7 (3 of 4, 5 found)', '')
    """
    if tally is None or tally.ratio is None:
        return ""
    right, gold, found = map(write_count, tally)
    counts = f"{right}/{gold}" if gold == found else f"{right} of {gold}, {found} found"
    return f"{write_ratio(tally.ratio)} ({counts})"


def name_documents(documents: Iterable[DocumentScore]) -> dict[str, dict[str, Tally]]:
    """Tallies by document, in the order given, with a word where there was no record."""
    return {
        one.id + (" (no record)" if one.missing else ""): one.sheet.tallies for one in documents
    }


def replace_section(page: str, name: str, body: str) -> str:
    """The page with the text between the marks of a section replaced; all around it stays.

    A section the page has not is added at its end.

    >>> page = "# A\\n<!-- begin b -->\\nold\\n<!-- end b -->\\nkept\\n"
    >>> print(replace_section(page, "b", "new"), end="")
    # A
    <!-- begin b -->
    new
    <!-- end b -->
    kept
    """
    begin, end = f"<!-- begin {name} -->", f"<!-- end {name} -->"
    section = f"{begin}\n{body.strip()}\n{end}"
    head, found, rest = page.partition(begin)
    if not found:
        return f"{page.rstrip()}\n\n{section}\n"
    _, closed, tail = rest.partition(end)
    if not closed:
        raise ValueError(f"section {name} has no end mark")
    return head + section + tail


def _escape(text: str) -> str:
    return text.replace("|", "\\|")
