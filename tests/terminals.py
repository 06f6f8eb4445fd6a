"""The command on a terminal of its own: a pseudo-terminal of any width, and the screen that a user would see."""

from __future__ import annotations

import os
import subprocess
import sys
import termios
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import pyte

COMMAND = (sys.executable, "-m", "extract")


class Shown(NamedTuple):
    """What a program has written to its terminal, piece by piece as it came, and how it ended."""

    code: int
    pieces: list[bytes]

    @property
    def text(self) -> str:
        """Everything in one, line ends as the program wrote them."""
        return b"".join(self.pieces).decode().replace("\r\n", "\n")


def on_terminal(*arguments: str | bytes | Path, columns: int = 80, cwd: Path | None = None, **changed: str) -> Shown:
    """Run the command with input, output and errors on a terminal; ``changed`` are variables of its environment."""
    return program_on_terminal([*COMMAND, *arguments], columns, cwd, changed)


def program_on_terminal(
    command: Sequence[str | bytes | Path], columns: int, cwd: Path | None = None, changed: Mapping[str, str] = {}
) -> Shown:
    """The same for any program."""
    ours, theirs = os.openpty()
    termios.tcsetwinsize(theirs, (24, columns))
    about = {"TERM": "xterm-256color", **changed}
    kept = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES", "NO_COLOR")}
    process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, cwd=cwd, env={**kept, **about})
    os.close(theirs)
    pieces = []
    while piece := _read(ours):
        pieces.append(piece)
    os.close(ours)
    return Shown(process.wait(), pieces)


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 1 << 16)
    except OSError:  # the last program on it has gone
        return b""


def screens(shown: Shown, columns: int) -> list[list[str]]:
    """The lines on the screen that are not blank, after every piece."""
    screen = pyte.Screen(columns, 24)
    stream = pyte.ByteStream(screen)
    seen = []
    for piece in shown.pieces:
        stream.feed(piece)
        seen.append([line.rstrip() for line in screen.display if line.strip()])
    return seen
