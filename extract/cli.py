"""The command: the only place that prints or exits. Data goes to standard output, everything else to standard error."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, NoReturn

import click

from extract.version import VERSION
from schemas.errors import ExtractError, UsageError

_RUN = "run"
INTERRUPTED = 130
STRICT_FAILED = 1


class _DocumentsFirst(click.Group):
    """A group whose plain arguments are documents: `extract plan.pdf` needs no command's name."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in self.commands and args[0] not in ("--help", "-h", "--version"):
            args = [_RUN, *args]
        return super().parse_args(ctx, args)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The help of the main job, then the other commands."""
        run = self.commands[_RUN]
        formatter.write_usage("extract", "DOCUMENT [-o OUTPUT] [OPTIONS]")
        run.format_help_text(ctx, formatter)
        run.format_options(click.Context(run, info_name="extract"), formatter)
        with formatter.section("Commands"):
            formatter.write_dl(
                [(name, one.get_short_help_str(70)) for name, one in sorted(self.commands.items()) if name != _RUN]
            )


@click.group(cls=_DocumentsFirst, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, prog_name="extract")
def cli() -> None:
    """Vietnamese administrative plans (kế hoạch) as data."""


@cli.command(_RUN, hidden=True)
@click.argument("document", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Where to write; the ending chooses the format.")
@click.option(
    "--table",
    type=click.Choice(["tasks", "references", "mentions", "targets", "problems"]),
    default="tasks",
    show_default=True,
    help="Which table a CSV holds.",
)
@click.option("--csv-delimiter", default=",", show_default=True, help="What separates the cells of a CSV.")
@click.option("--engine", type=click.Choice(["pdfium", "pdfplumber"]), default="pdfium", show_default=True)
@click.option("--ocr", type=click.Choice(["auto", "never", "always"]), default="auto", show_default=True)
@click.option("--year", type=click.IntRange(1945, 2100), help="The plan's year, where the document does not say.")
@click.option("--max-pages", type=click.IntRange(1), help="Refuse a longer document.")
@click.option("--no-personal", is_flag=True, help="Leave out names of signatories.")
@click.option("--strict", is_flag=True, help="Exit with 1 where a problem is an error.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
@click.option("-v", "--verbose", count=True, help="List the problems; twice: show tracebacks.")
def run(document: Path, output: Path | None, table: Any, csv_delimiter: str, **choices: Any) -> None:
    """Read one document (PDF, DOCX, transcript) and write its record.

    Without -o the record goes to standard output as JSON.
    """
    from extract.emit.files import write_whole
    from extract.emit.formats import FORMATS, format_of
    from extract.options import Options
    from extract.pipeline import extract_plan

    writer = format_of(output) if output is not None else FORMATS[".json"]
    if len(csv_delimiter) != 1:
        raise UsageError(f"--csv-delimiter: one character is needed, not '{csv_delimiter}'")
    options = Options(
        ocr=choices["ocr"],
        engine=choices["engine"],
        year=choices["year"],
        max_pages=choices["max_pages"],
        personal=not choices["no_personal"],
    )
    try:
        plan = extract_plan(document, options)
    except ExtractError as error:
        error.add_note(str(document))
        raise
    data = writer(plan, table, csv_delimiter)
    if output is None:
        _write_stdout(data)
    else:
        write_whole(output, data)
    _tell_problems(document, plan, choices["quiet"], choices["verbose"])
    if choices["strict"] and any(problem.severity == "error" for problem in plan.problems):
        raise SystemExit(STRICT_FAILED)


@cli.command()
def schema() -> None:
    """Print the JSON Schema of the record."""
    import msgspec

    from schemas.plan import plan_schema

    _write_stdout(msgspec.json.format(msgspec.json.encode(plan_schema()), indent=2) + b"\n")


@cli.command()
@click.argument("gold", type=click.Path(path_type=Path))
@click.argument("predicted", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@click.option("--by-document", is_flag=True, help="A table for every document, not only the total.")
def score(gold: Path, predicted: Path, as_json: bool, by_document: bool) -> None:
    """Compare records, or folders of records, with gold."""
    from extract.score import score_paths

    report = score_paths(gold, predicted)
    _write_stdout(report.as_json() if as_json else report.as_text(by_document).encode())


def _write_stdout(data: bytes) -> None:
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def _tell_problems(document: Path, plan: Any, quiet: bool, verbose: int) -> None:
    """One line on how many problems there are; each of them with --verbose."""
    if quiet or not plan.problems:
        return
    if verbose:
        for problem in plan.problems:
            _say(f"{document}: {problem.severity}: {problem.code}: {problem.message}")
    serious = sum(problem.severity != "info" for problem in plan.problems)
    if serious:
        _say(f"{document}: {serious} problem{'s' if serious > 1 else ''} to review (-v lists them)")


def _say(line: str) -> None:
    """One line on standard error, whatever bytes a file's name holds."""
    click.echo(line.encode("utf-8", "backslashreplace").replace(b"\n", b"\\n").decode(), err=True)


def main() -> NoReturn:
    """Run the command: one clear line for every error, the exit code of its class."""
    try:
        cli.main(prog_name="extract", standalone_mode=False)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except click.Abort:
        sys.exit(INTERRUPTED)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        sys.exit(UsageError.exit_code)
    except click.ClickException as error:
        _say(f"extract: {error.format_message()} ('extract --help' shows the usage)")
        sys.exit(UsageError.exit_code)
    except ExtractError as error:
        _fail(error)
    except BrokenPipeError:
        # the reader of standard output has gone; Python would complain once more at exit
        sys.stdout = None
        sys.exit(0)
    except MemoryError:
        _say("extract: not enough memory for this document")
        sys.exit(4)
    except Exception as error:
        if _wants_traceback():
            raise
        _say(f"extract: this document meets an error in the program: {type(error).__name__}: {error}; -vv shows where")
        sys.exit(ExtractError.exit_code)
    sys.exit(0)


def _fail(error: ExtractError) -> NoReturn:
    if _wants_traceback():
        raise error
    named = "".join(f"{note}: " for note in getattr(error, "__notes__", ()))
    _say(f"extract: {named}{error}")
    sys.exit(error.exit_code)


def _wants_traceback() -> bool:
    return "-vv" in sys.argv or sys.argv.count("-v") + sys.argv.count("--verbose") > 1
