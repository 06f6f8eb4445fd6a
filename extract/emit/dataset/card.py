"""The dataset's README: what it holds, how it was made, what it cannot tell, and how to load it.

Source: the dataset cards of the Hugging Face Hub (YAML head with ``configs`` and ``data_files``).
"""

from __future__ import annotations

import regex

from extract.emit.dataset.consensus import FEWEST_PLANS, SHARE
from extract.emit.dataset.datapackage import csv_path, parquet_path
from extract.emit.dataset.tables import Written
from extract.version import VERSION
from schemas.dataset import DATASET_VERSION, TABLES, TableSchema
from schemas.plan import SCHEMA_VERSION

_SIZES = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"))


# What marks text up within a line; ":" and "." only where GitHub would make a link of a bare address.
_MARKED = regex.compile(r"[\\`*_{}\[\]()<>#+!|~&$@^]|:(?=//)|(?<=www)\.", regex.IGNORECASE)
_BLANKS = regex.compile(r"[\s\p{C}]+")


def card(written: dict[str, Written], statuses: dict[str, int], left: int = 0) -> bytes:
    """The card as Markdown with its YAML head.

    ``statuses``: how many input files ended how; ``left``: how many are still to be read.
    """
    return "\n".join(
        [
            _head(written),
            *([_PARTIAL.format(left=left), ""] if left else []),
            "# Vietnamese administrative plans as data",
            "",
            "Plans (*kế hoạch*) and other administrative documents of Vietnam: header, tasks with units in charge and",
            "deadlines, targets, cited documents, and for every value the page it was read from.",
            "",
            "## What is in it",
            "",
            "| table | rows | one row is | Parquet | CSV |",
            "|---|---:|---|---|---|",
            *(_table_line(TABLES[name], one) for name, one in written.items()),
            "",
            "The full records, with the text of every document and boxes on its pages, are `records/*.jsonl`, one a",
            "line. Tables join on `plan_id` and their own ids.",
            "",
            "Input files by what became of them:",
            "",
            "| status | files |",
            "|---|---:|",
            *(f"| {as_written(status)} | {count} |" for status, count in statuses.items()),
            "",
            _PROSE,
            "",
            *(line for name in written for line in field_lines(TABLES[name])),
        ]
    ).encode()


def as_written(text: str) -> str:
    r"""Text from outside as Markdown that shows it as it is, on one line: nothing in it marks anything up.

    Source: CommonMark, backslash escapes and GitHub's bare links.

    >>> as_written("x | <b> [a](b)")
    'x \\| \\<b\\> \\[a\\]\\(b\\)'
    """
    return _MARKED.sub(r"\\\g<0>", _BLANKS.sub(" ", text))


def _head(written: dict[str, Written]) -> str:
    size = next((name for most, name in _SIZES if written["plans"].rows < most), "n>1M")
    configs = [
        line
        for name in written
        for line in (
            f"- config_name: {name}",
            *(("  default: true",) if name == "tasks" else ()),
            f"  data_files: {parquet_path(name)}",
        )
    ]
    records = ["- config_name: records", "  data_files: records/*.jsonl"]
    lines = ["language:", "- vi", "pretty_name: Vietnamese administrative plans", "license: other", "size_categories:"]
    return "\n".join(["---", *lines, f"- {size}", "configs:", *configs, *records, "---", ""])


def _table_line(table: TableSchema, written: Written) -> str:
    one = table.meaning.removesuffix(".").removeprefix("One row ")
    return f"| {table.name} | {written.rows} | {one} | `{parquet_path(table.name)}` | `{csv_path(table.name)}` |"


def field_lines(table: TableSchema) -> list[str]:
    """A table's fields as Markdown."""
    key = ", ".join(f"`{name}`" for name in table.key)
    return [
        f"### {table.name}",
        "",
        f"{table.meaning} Key: {key}.",
        "",
        "| field | type | Vietnamese | meaning |",
        "|---|---|---|---|",
        *(f"| `{one.name}` | {one.type} | {one.label} | {one.meaning} |" for one in table.fields),
        "",
    ]


_PARTIAL = """> **Partial.** The run that made this dataset was interrupted; files still to be read: {left}.
> The same command goes on from here and completes it."""

_PROSE = f"""## How it was made
By `extract` of kehoach {VERSION} (dataset version {DATASET_VERSION}, records of schema {SCHEMA_VERSION}), by
rules, without a trained model. Values stand as the documents write them (Unicode NFC); readings of them (dates,
EDTF, names of units, IRIs) are in fields of their own. `datapackage.json` describes every table; `frictionless
validate datapackage.json` checks the CSV files.

CSV files are UTF-8 with a byte order mark. What a spreadsheet would run as a formula, at the start of a cell or
right after `,`, `;`, `|`, a tab or a line break inside one, is led by an apostrophe: take one off wherever
apostrophes stand there before `=`, `+`, `-`, `@` or their full-width forms (quotes and control characters may lie
between), and at the start of a cell before a tab or a line break. Lists are joined by `; ` in CSV and are lists in
Parquet.

Table `works` brings together the references of all plans. Its `issued_on` is filled only where a clear majority
agrees: at least {FEWEST_PLANS} plans and {SHARE} % of those that state a date. A plan that states another one
has a problem `date-against-consensus`; no date is changed.

## Limits
Extraction makes mistakes; table `problems` lists what the program itself doubts, `manifest` every file that
gave no record. Deadlines, units and references are read by rules for Vietnamese administrative style (Decree
30/2020/NĐ-CP and what was usual before it); a `null` means that nothing could be told. The documents are not a
sample of anything but the files that were given.

## Personal data
The documents are public acts, but they name who signed them (`signatory` in table `plans`, and the full text in
`records`), and sometimes staff in charge. `--no-personal` leaves out the names of signatories. Look at
`secrecy` before you pass anything on.

## Rights
Administrative documents are not subject to copyright in Vietnam (Law on Intellectual Property, Article 15); who
publishes the dataset states the licence of its own work on it.

## Fields
"""
