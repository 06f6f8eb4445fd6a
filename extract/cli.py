"""The command: parses what was asked, turns every error into one clear line and its exit code.

A new command is a module in `extract.commands` and a line in `COMMANDS`; only the module of the
command that runs is imported.
"""

from __future__ import annotations

import gc
import os
import re
import signal
import sys
from importlib import import_module
from types import FrameType
from typing import NoReturn

import click
from click.shell_completion import CompletionItem

from extract.commands.say import say
from extract.version import VERSION
from schemas.errors import ExtractError, UsageError

COMMANDS = {
    "merge": "extract.commands.merge:merge",
    "run": "extract.commands.run:run",
    "browse": "extract.commands.browse:browse",
    "compare": "extract.commands.compare:compare",
    "report": "extract.commands.report:report",
    "schema": "extract.commands.schema:schema",
    "score": "extract.commands.score:score",
}
"""Every command's name → where it stands."""

EXIT_CODES = [
    ("0", "done; what is doubtful stands in the record's problems"),
    ("1", "done, but a part of a document could not be read (with --strict)"),
    ("2", "wrong usage"),
    ("3", "input missing, damaged, behind a password or of a kind that is not read"),
    ("4", "a limit was hit (time, memory, pages)"),
    ("5", "output cannot be written, or holds what is not the program's to replace"),
    ("6", "a needed program is missing"),
    ("7", "the dataset is written, but some documents failed"),
    ("130", "interrupted"),
]

_RUN = "run"
_NAMES = ("extract", "kehoach")
"""What the command is installed as."""
_UNQUOTED = re.compile(r"[\w./+-]+")

INTERRUPTED = 130


def _refuse_misspelt_command(word: str) -> None:
    """A bare word that no file bears and that is nearly a command's name was meant as one."""
    if not word.isalpha() or os.path.lexists(word):
        return
    from difflib import get_close_matches

    near = get_close_matches(word, [name for name in COMMANDS if name != _RUN], n=1, cutoff=0.75)
    if near:
        raise click.UsageError(
            f"no file and no command is called '{word}'; did you mean 'extract {near[0]}'?"
        )


def _plain_files(beginning: str) -> list[CompletionItem]:
    """The files of this folder whose names begin so and need no quotes in any shell."""
    try:
        entries = sorted(os.scandir("."), key=lambda one: one.name)
    except OSError:
        return []
    named = (f"{one.name}/" if one.is_dir() else one.name for one in entries)
    return [
        CompletionItem(name)
        for name in named
        if name.startswith(beginning) and name[0] != "." and _UNQUOTED.fullmatch(name)
    ]


class _DocumentsFirst(click.Group):
    """A group whose plain arguments are documents: `extract plan.pdf` needs no command's name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name].split(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in COMMANDS and args[0] not in ("--help", "-h", "--version"):
            if not ctx.resilient_parsing:
                _refuse_misspelt_command(args[0])
            args = [_RUN, *args]
        return super().parse_args(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """What the first word may be: a command, an option of the main job, a document."""
        found = [one for one in super().shell_complete(ctx, incomplete) if one.value != _RUN]
        run = self.get_command(ctx, _RUN)
        if run is None:
            raise LookupError(_RUN)
        of_run = run.shell_complete(click.Context(run, info_name=_RUN), incomplete)
        if incomplete.startswith("-"):
            return found + [one for one in of_run if one.value != "--help"]
        # bash leaves out what stands before a file's item, and files where anything else is found
        beside = _plain_files(incomplete) if found else []
        return [CompletionItem(incomplete, type="file"), *found, *beside]

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The help of the main job, then the other commands."""
        found = {name: self.get_command(ctx, name) for name in self.list_commands(ctx)}
        run = found.pop(_RUN)
        if run is None:
            raise LookupError(_RUN)
        formatter.write_usage("extract", "DOCUMENT... [-o OUTPUT] [OPTIONS]")
        run.format_help_text(ctx, formatter)
        run.format_options(
            click.Context(run, info_name="extract", help_option_names=["-h", "--help"]), formatter
        )
        with formatter.section("Commands"):
            formatter.write_dl(
                [
                    (name, one.get_short_help_str(70))
                    for name, one in found.items()
                    if one is not None
                ]
            )
            formatter.write_text(
                "\n'extract COMMAND --help' explains one of them; 'extract --version' shows the "
                "version."
            )
        with formatter.section("Exit codes"):
            formatter.write_dl(EXIT_CODES)


_INTERRUPTS = (signal.SIGINT, signal.SIGTERM)


@click.group(cls=_DocumentsFirst, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, prog_name="extract")
def cli() -> None:
    """Vietnamese administrative plans (kế hoạch) as data."""


def main() -> NoReturn:
    """Run the command: one clear line for every error, the exit code of its class."""
    for number in _INTERRUPTS:
        signal.signal(number, _interrupt)
    try:
        _run_command()
    finally:
        # the work is done: Python gives interrupts back to the system before it has ended, which
        # would undo the code
        for number in _INTERRUPTS:
            signal.signal(number, signal.SIG_IGN)
        # nor is there anything left to look for in cycles, which would take longer than all else at
        # the end
        gc.freeze()


def _called() -> str:
    """The name that the command was called by, which shells complete."""
    name = os.path.basename(sys.argv[0])
    return name if name in _NAMES else _NAMES[0]


def _run_command() -> NoReturn:
    try:
        cli.main(prog_name=_called(), standalone_mode=False)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(INTERRUPTED)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        sys.exit(UsageError.exit_code)
    except click.ClickException as error:
        asked = (
            error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else ""
        ).removesuffix(_RUN)
        say(
            f"extract: {error.format_message()} ('{asked.strip() or 'extract'} --help' shows the "
            "usage)"
        )
        sys.exit(UsageError.exit_code)
    except ExtractError as error:
        _fail(error)
    except Exception as error:
        from extract.process.causes import as_known

        _fail(as_known(error), error)
    sys.exit(0)


def _interrupt(number: int, frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


def _fail(error: ExtractError, cause: Exception | None = None) -> NoReturn:
    _tell_traceback(cause or error)
    named = "".join(f"{note}: " for note in getattr(error, "__notes__", ()))
    say(f"extract: {named}{error}")
    sys.exit(error.exit_code)


def _tell_traceback(error: Exception) -> None:
    """Where an error came from, for who gave --verbose twice."""
    if "-vv" in sys.argv or sys.argv.count("-v") + sys.argv.count("--verbose") > 1:
        from traceback import format_exception

        for line in "".join(format_exception(error)).rstrip("\n").split("\n"):
            say(line)
