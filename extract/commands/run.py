"""`extract DOCUMENT...`, the main job: one document, or many into a dataset."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from extract.cloud.address import plain
from extract.commands.choices import (
    Count,
    Seconds,
    complete_files,
    delimiter,
    given_of,
    options_of,
    refuse_idle,
)
from extract.commands.one_or_many import is_batch, is_output_folder
from extract.commands.standard_input import STANDARD_INPUT
from extract.emit.formats import FORMATS
from extract.options import UTMOST_PAGES
from schemas.errors import UsageError

_WEEK = 604_800.0
_MOST_MEMORY = 1 << 24
"""Mebibytes: more than any machine has, and less than systems can be told."""


_OF_FORMATS = (
    (("table",), (".csv", ".parquet"), "is about a table; name an output that holds one"),
    (("csv_delimiter", "csv_guard_dates", "headings"), (".csv",), "is about a CSV; name one"),
    (("ics", "ics_ongoing"), (".ics",), "is about a calendar; name one"),
)
"""Options about some formats, the endings of these, and what is said where there is none."""

_OF_MANY = ("shard", "cluster", "state", "log_json", "retry_failed")
_OF_ONE = ("explain",)
_OF_READING = ("ocr", "engine", "year", "no_cache")


@click.command("run", hidden=True)
@click.argument("documents", nargs=-1, required=True, shell_complete=complete_files)
@click.option(
    "-o",
    "--output",
    "outputs",
    multiple=True,
    metavar="OUTPUT",
    shell_complete=complete_files,
    help="Where to write: a file (.json .jsonl .csv .xlsx .docx .html .ics .parquet .spacy), "
    "or a folder for a dataset. Several files: -o plan.html -o plan.ics.",
)
@click.option(
    "--overwrite",
    is_flag=True,
    help="Replace a file that is no output of this program; the document itself is never replaced.",
)
@click.option(
    "--table",
    type=click.Choice(["tasks", "references", "mentions", "targets", "problems"]),
    default="tasks",
    show_default=True,
    help="Which table a CSV or Parquet file holds.",
)
@click.option(
    "--csv-delimiter",
    metavar="CHARACTER",
    default=",",
    show_default=True,
    help=r"What separates the cells of a CSV; \t is a tabulator.",
)
@click.option(
    "--csv-guard-dates",
    is_flag=True,
    help=(
        "Put an apostrophe before cells of a CSV that Excel would turn into a date or a number "
        "(01/2023, 1-3, 007)."
    ),
)
@click.option(
    "--headings",
    type=click.Choice(["vi", "en"]),
    default="en",
    show_default=True,
    help="Language of a CSV's first line; programs read the English names.",
)
@click.option(
    "--ics",
    type=click.Choice(["event", "todo"]),
    default="event",
    show_default=True,
    help="What a calendar holds: all-day events, or a to-do list.",
)
@click.option(
    "--ics-ongoing",
    is_flag=True,
    help="Put work that goes on all the time into the calendar too, from the plan's date on.",
)
@click.option(
    "--lang",
    type=click.Choice(["vi", "en"]),
    help="Language of the words in HTML, XLSX and DOCX files.  [default: vi]",
)
@click.option(
    "--engine",
    type=click.Choice(["pdfium", "pdfplumber"]),
    default="pdfium",
    show_default=True,
    help=(
        "Which program library reads PDFs; the second one is slower, and steps in by itself "
        "where the first fails."
    ),
)
@click.option(
    "--ocr",
    type=click.Choice(["auto", "never", "always"]),
    default="auto",
    show_default=True,
    help=(
        "Which pages of a PDF are read from their pictures: those without letters of their own, "
        "none, all."
    ),
)
@click.option(
    "--no-cache", is_flag=True, help="Recognise scanned pages anew, and keep nothing of it."
)
@click.option(
    "--no-cage",
    is_flag=True,
    help=(
        "Do not cut LibreOffice off from the network (DOC, RTF, ODT, HTML), for systems where "
        "that cannot be done."
    ),
)
@click.option(
    "--year",
    type=Count(1945, 2100),
    metavar="YYYY",
    help="The plan's year, where the document does not say.",
)
@click.option(
    "--max-pages", type=Count(1, UTMOST_PAGES), help="Refuse a longer document.  [default: 5000]"
)
@click.option(
    "--timeout",
    type=Seconds(0.1, _WEEK),
    metavar="SECONDS",
    default=120,
    show_default=True,
    help=(
        "Longest time for a document; every page recognised from its picture gives back a "
        "quarter of it."
    ),
)
@click.option(
    "--max-memory",
    type=Count(128, _MOST_MEMORY),
    default=2048,
    show_default=True,
    metavar="MB",
    help="Most memory for a document.",
)
@click.option(
    "-j",
    "--jobs",
    type=Count(1, 1024),
    metavar="N",
    help="Documents, or scanned pages of one, at once.  [default: one a core]",
)
@click.option(
    "--retry-failed",
    is_flag=True,
    help="Read also those of many documents again that the same version has refused before.",
)
@click.option(
    "--shard",
    metavar="I/N",
    help="Of many documents, only the I-th of N equal parts, cut by their paths below the inputs.",
)
@click.option(
    "--cluster",
    metavar="ADDRESS",
    help="Read many documents on the Dask cluster whose scheduler is there.",
)
@click.option(
    "--state",
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    help="Where the journal of a dataset at an address is kept.  [default: below the user's cache]",
)
@click.option(
    "--log-json", metavar="FILE", shell_complete=complete_files, help="Append events as JSON lines."
)
@click.option(
    "--no-personal",
    is_flag=True,
    help="Leave out names of signatories; in texts each of their letters becomes █.",
)
@click.option("--show-redacted", is_flag=True, help="Keep in `hidden` what was blacked out.")
@click.option(
    "--strict",
    is_flag=True,
    help="End with exit code 1 where a part of a document could not be read.",
)
@click.option(
    "--explain",
    is_flag=True,
    help="Tell, on standard error, why each column of a table has its role and the table its kind.",
)
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
@click.option(
    "-v",
    "--verbose",
    count=True,
    help="List what is doubtful, and what held the reader; twice: details of program errors.",
)
def run(documents: tuple[str, ...], outputs: tuple[str, ...], **choices: Any) -> None:
    """Turn Vietnamese administrative documents into data.

    DOCUMENT is a PDF (also scanned), DOCX, DOC, RTF, ODT, HTML or plain text file, a record made
    before (plan.json), or - for standard input. One document gives one file, or several; without -o
    its record goes to standard output as JSON. Several documents, or a folder, give a dataset in
    the folder OUTPUT, which is new, empty or a dataset; the same command again reads what is new,
    changed or was stopped by a limit. Both may be addresses (s3://bucket/plans/).

    \b
    extract plan.pdf -o plan.json     the whole record
    extract plan.docx -o tasks.csv    who does what by when, opens in Excel
    extract plan.json -o plan.ics     from a record made before: nothing is read anew
    extract plans/ -o dataset/        everything below a folder
    """
    choices["csv_delimiter"] = delimiter(choices["csv_delimiter"])
    if "" in (*documents, *outputs):
        raise UsageError("an empty name was given; check the variable it came from")
    documents = tuple(map(plain, documents))
    outputs = tuple(map(plain, outputs))
    if is_batch(documents, outputs):
        _run_batch(documents, outputs, choices)
        return
    refuse_idle(
        _OF_MANY, "is about many documents; name a folder, and a folder as output (-o dataset/)"
    )
    endings = {Path(output).suffix.lower() for output in outputs}
    for names, formats, why in _OF_FORMATS:
        if endings.isdisjoint(formats):
            refuse_idle(names, f"{why} (-o plan{formats[0]})")
    from extract.commands.one import run_one

    run_one(documents[0], outputs, options_of(choices, batch=False), choices, given_of(_OF_READING))


def _run_batch(
    documents: tuple[str, ...], outputs: tuple[str, ...], choices: dict[str, Any]
) -> None:
    if STANDARD_INPUT in documents:
        raise UsageError(
            "- is one document from standard input: name no other one, and a file as output"
        )
    output = outputs[0] if len(outputs) == 1 else None
    if output is None or (Path(output).suffix.lower() in FORMATS and not is_output_folder(output)):
        wrong = f", not {' '.join(outputs)}" if outputs else ""
        raise UsageError(
            f"{', '.join(documents[:3])}: a folder, or several documents, need a folder as "
            f"output (-o dataset/){wrong}"
        )
    for names, _, _ in _OF_FORMATS:
        refuse_idle(names, "is about an output of one document; a dataset holds all tables")
    refuse_idle(_OF_ONE, "is about one document; name it alone")
    from extract.commands.many import run_many

    run_many(documents, output, options_of(choices, batch=True), choices)
