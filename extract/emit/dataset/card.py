"""The dataset's README: what it holds, how it was made, what it cannot tell, and how to load it.

Source: the dataset cards of the Hugging Face Hub (YAML head with ``configs`` and ``data_files``).
"""

from __future__ import annotations

from pathlib import Path

import regex

from extract.emit.dataset.consensus import FEWEST_PLANS, SHARE
from extract.emit.dataset.datapackage import csv_path, parquet_path
from extract.emit.dataset.record_table import RECORD_TABLE
from extract.emit.dataset.tables import Written
from extract.version import VERSION
from schemas.dataset import DATASET_VERSION, TABLES, TableSchema
from schemas.plan import SCHEMA_VERSION

_CARD = Path(__file__).with_name("card.md")
_PARTIAL = (
    "> **Partial.** The run that made this dataset was interrupted; "
    "files still to be read: {left}.\n"
    "> The same command goes on from here and completes it.\n\n"
)
_SIZES = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"))


# What marks text up within a line; ":" and "." only where GitHub would make a link of a bare
# address.
_MARKED = regex.compile(r"[\\`*_{}\[\]()<>#+!|~&$@^]|:(?=//)|(?<=www)\.", regex.IGNORECASE)
_BLANKS = regex.compile(r"[\s\p{C}]+")


def card(written: dict[str, Written], statuses: dict[str, int], left: int = 0) -> bytes:
    """The card as Markdown with its YAML head.

    ``statuses``: how many input files ended how; ``left``: how many are still to be read.
    """
    return (
        _CARD.read_text(encoding="utf-8")
        .format(
            head=_head(written),
            partial=_PARTIAL.format(left=left) if left else "",
            tables="\n".join(_table_line(TABLES[name], one) for name, one in written.items()),
            statuses="".join(
                f"| {as_written(status)} | {count} |\n" for status, count in statuses.items()
            ),
            fields="\n".join(line for name in written for line in field_lines(TABLES[name])),
            version=VERSION,
            dataset_version=DATASET_VERSION,
            schema_version=SCHEMA_VERSION,
            fewest_plans=FEWEST_PLANS,
            share=SHARE,
        )
        .encode()
    )


def as_written(text: str) -> str:
    r"""Text from outside as Markdown that shows it as it is, on one line:
    nothing in it marks anything up.

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
    records = ["- config_name: records", f"  data_files: {RECORD_TABLE}"]
    lines = [
        "language:",
        "- vi",
        "pretty_name: Vietnamese administrative plans",
        "license: other",
        "size_categories:",
    ]
    return "\n".join(["---", *lines, f"- {size}", "configs:", *configs, *records, "---", ""])


def _table_line(table: TableSchema, written: Written) -> str:
    one = table.meaning.removesuffix(".").removeprefix("One row ")
    paths = f"`{parquet_path(table.name)}` | `{csv_path(table.name)}`"
    return f"| {table.name} | {written.rows} | {one} | {paths} |"


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
