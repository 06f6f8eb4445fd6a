"""The one door to a terminal: what documents say and files are called is shown, never obeyed.

Standard output carries data, JSON or lines to be read; everything else goes to standard error.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable

import click
import regex

# Controls (C0, DEL, C1), marks that turn the direction of writing, separators of lines, letters
# that nobody sees (zero width, tags, fillers), halves of letters, code points that are none.
# Signs of private use stay: symbol fonts have them.
_UNSEEN = r"[\p{C}--\p{Co}]\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}"
_OBEYED = regex.compile(rf"[{_UNSEEN}]", regex.V1)
_OBEYED_IN_JSON = regex.compile(rf"[[{_UNSEEN}]--\n]", regex.V1)


def write_stdout(data: bytes) -> None:
    """JSON, to standard output; a terminal gets the same with
    escapes for all that it would obey.
    """
    if sys.stdout.isatty():
        data = _OBEYED_IN_JSON.sub(
            lambda match: _json_escape(match.group()), data.decode()
        ).encode()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def print_lines(lines: Iterable[str]) -> None:
    """Lines to be read, to standard output."""
    sys.stdout.buffer.write("".join(f"{one_line(line)}\n" for line in lines).encode())
    sys.stdout.buffer.flush()


def say(line: str) -> None:
    """One line on standard error, whatever bytes a file's name holds."""
    click.echo(one_line(line), err=True)


def one_line(text: str) -> str:
    r"""Text as one line; what a terminal would obey, or hide, stands in it as an escape.

    >>> one_line("kế\nhoạch.pdf"), one_line("\x9b2J \u202egpj.exe")
    ('kế\\x0ahoạch.pdf', '\\x9b2J \\u202egpj.exe')
    """
    return _OBEYED.sub(lambda match: _escape(ord(match.group())), text)


def _escape(point: int) -> str:
    if point < 0x100:
        return f"\\x{point:02x}"
    return f"\\u{point:04x}" if point < 0x10000 else f"\\U{point:08x}"


def _json_escape(letter: str) -> str:
    """A letter as JSON writes it in ASCII: one escape for each of its UTF-16 units."""
    units = letter.encode("utf-16-be")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))
