"""`extract DOCUMENT...`, the main job: one document, or many into a dataset."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click

from extract.cloud.address import is_address, is_folder, plain
from extract.options import Options
from schemas.errors import UsageError


@click.command("run", hidden=True)
@click.argument("documents", nargs=-1, required=True)
@click.option("-o", "--output", help="Where to write; the ending chooses the format, a folder holds a dataset.")
@click.option(
    "--table",
    type=click.Choice(["tasks", "references", "mentions", "targets", "problems"]),
    default="tasks",
    show_default=True,
    help="Which table a CSV holds.",
)
@click.option("--csv-delimiter", default=",", show_default=True, help="What separates the cells of a CSV.")
@click.option("--engine", type=click.Choice(["pdfium", "pdfplumber"]), default="pdfium", show_default=True)
@click.option(
    "--ocr",
    type=click.Choice(["auto", "never", "always"]),
    default="auto",
    show_default=True,
    help="Which pages of a PDF are read from their pictures: those without letters of their own, none, all.",
)
@click.option("--no-cache", is_flag=True, help="Recognise scanned pages anew, and keep nothing of it.")
@click.option("--year", type=click.IntRange(1945, 2100), help="The plan's year, where the document does not say.")
@click.option("--max-pages", type=click.IntRange(1), help="Refuse a longer document.  [default: 5000]")
@click.option("--timeout", type=click.FloatRange(0.1), default=120, show_default=True, help="Seconds a document.")
@click.option("--max-memory", type=click.IntRange(128), default=2048, show_default=True, help="Megabytes a document.")
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(1, 1024),
    help="Documents, or scanned pages of one, at once.  [default: one a core]",
)
@click.option("--shard", metavar="I/N", help="Of many documents, only the I-th of N equal parts.")
@click.option("--cluster", metavar="ADDRESS", help="Read many documents on the Dask cluster whose scheduler is there.")
@click.option(
    "--state",
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    help="Where the journal of a dataset at an address is kept.  [default: below the user's cache]",
)
@click.option("--log-json", metavar="FILE", help="Append what happens to every document, as JSON lines.")
@click.option("--no-personal", is_flag=True, help="Leave out names of signatories.")
@click.option("--strict", is_flag=True, help="Exit with 1 where a problem is an error.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
@click.option("-v", "--verbose", count=True, help="List the problems; twice: show tracebacks.")
def run(documents: tuple[str, ...], output: str | None, **choices: Any) -> None:
    """Read documents (PDF, DOCX, DOC, RTF, ODT, HTML, transcripts) and write what they say.

    One document gives one record; without -o it goes to standard output as JSON. Several documents, or a folder, give
    a dataset in the folder OUTPUT; the same command again does what is new, changed or failed. Documents and outputs
    may be addresses (s3://bucket/plans/).
    """
    if len(choices["csv_delimiter"]) != 1:
        raise UsageError(f"--csv-delimiter: one character is needed, not '{choices['csv_delimiter']}'")
    documents = tuple(map(plain, documents))
    output = None if output is None else plain(output)
    if not is_batch(documents, output):
        from extract.commands.one import run_one

        run_one(documents[0], output, _options(choices, batch=False), choices)
        return
    if output is None or os.path.isfile(output):
        raise UsageError(
            f"{', '.join(documents[:3])}: a folder, or several documents, need a folder as output (-o dataset/)"
        )
    from extract.commands.many import run_many

    run_many(documents, output, _options(choices, batch=True), choices)


def is_batch(documents: tuple[str, ...], output: str | None) -> bool:
    """Whether a dataset is asked for: by several documents, by a folder or a pattern, or by a folder as output."""
    if len(documents) > 1:
        return True
    if output is not None and (output.endswith("/") or os.path.isdir(output)):
        return True
    (document,) = documents
    if is_address(document):
        return document.endswith("/") or "*" in document or _is_far_folder(document, output)
    if os.path.isdir(document):
        return output is None or not Path(output).suffix
    return not os.path.lexists(document) and any(mark in document for mark in "*?[")


def _is_far_folder(document: str, output: str | None) -> bool:
    """Whether an address is a folder; asked only where the output may be a dataset."""
    return output is not None and not Path(output).suffix and is_folder(document)


def _options(choices: dict[str, Any], batch: bool) -> Options:
    """The options of an extraction; in a batch the documents run side by side, and the pages of each in turn."""
    return Options(
        ocr=choices["ocr"],
        engine=choices["engine"],
        year=choices["year"],
        max_pages=choices["max_pages"],
        personal=not choices["no_personal"],
        jobs=1 if batch else choices["jobs"] or 0,
        cache=not choices["no_cache"],
    )
