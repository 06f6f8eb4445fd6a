"""What pages for users show to be typed: blocks of commands and of Python, and commands in running text."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import NamedTuple

import regex

ROOT = Path(__file__).resolve().parents[2]
GUIDES = ("README.md", "docs/scale.md")
"""Pages whose every block is for a reader to type."""

_BLOCK = regex.compile(r"^( *)```([\w+-]*)[^\n]*\n(.*?)^\1```", regex.MULTILINE | regex.DOTALL)
_IN_TEXT = regex.compile(r"(?<!`)`(extract [^`]+)`(?!`)")
_IN_HELP = regex.compile(r"^ +(extract .+?)(?:  .*)?$", regex.MULTILINE)

OURS = ("extract", "kehoach", "eval")
"""What begins a line that a reader of a page types; `eval` takes what a command of ours prints."""
SETS_UP = ("make", "pip", "apt-get")
"""Commands that install or test the project: run by `.ci/run` in its fresh clone."""


class Block(NamedTuple):
    """A block of a page: what its first fence names as its language, and its text."""

    page: str
    line: int
    language: str
    text: str

    @property
    def name(self) -> str:
        """Where it stands."""
        return f"{self.page}:{self.line}"

    @property
    def commands(self) -> list[list[str]]:
        """The words of each line; comments are none."""
        words = (shlex.split(line, comments=True) for line in self.text.splitlines())
        return [line for line in words if line]

    @property
    def is_shell(self) -> bool:
        """Whether it is to be typed into a shell."""
        return self.language in ("", "sh", "bash", "console", "shell")

    @property
    def is_ours(self) -> bool:
        """Whether each of its lines is a command of this program."""
        return self.is_shell and all(line[0] in OURS for line in self.commands)


def blocks(page: str) -> list[Block]:
    """The blocks of a page, in their order."""
    text = (ROOT / page).read_text(encoding="utf-8")
    return [Block(page, text.count("\n", 0, found.start()) + 1, found[2], found[3]) for found in _BLOCK.finditer(text)]


def commands_in_text(page: str) -> list[Block]:
    """Commands in a page's running text, each as a block of its own."""
    text = (ROOT / page).read_text(encoding="utf-8")
    bare = _BLOCK.sub(lambda block: regex.sub(r"[^\n]", "", block[0]), text)
    return [
        Block(page, bare.count("\n", 0, found.start()) + 1, "sh", found[1].replace("\n", " "))
        for found in _IN_TEXT.finditer(bare)
    ]


def commands_in_help(name: str, text: str) -> list[Block]:
    """The examples of a command's help."""
    return [Block(name, 0, "sh", found[1].strip()) for found in _IN_HELP.finditer(text)]
