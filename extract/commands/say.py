"""What the commands say: data on standard output, everything else on standard error."""

from __future__ import annotations

import sys

import click
import regex

_CONTROL = regex.compile(r"[\x00-\x1f\x7f]")


def write_stdout(data: bytes) -> None:
    """Data, to standard output."""
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def say(line: str) -> None:
    """One line on standard error, whatever bytes a file's name holds."""
    click.echo(one_line(line), err=True)


def one_line(text: str) -> str:
    r"""Text that is always one printable line of UTF-8.

    >>> one_line("kế\nhoạch.pdf")
    'kế\\x0ahoạch.pdf'
    """
    text = text.encode("utf-8", "backslashreplace").decode()
    return _CONTROL.sub(lambda match: f"\\x{ord(match.group()):02x}", text)
