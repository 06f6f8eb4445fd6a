"""Compiled patterns kept between runs: compiling all the regular
expressions takes as long as reading a plan.

They are kept in the user's cache folder as the `regex` module itself pickles patterns, in a file of
their own for every release of Python and of `regex`. A file that is missing, damaged, or could have
been written by another user costs time, never a result.
"""

from __future__ import annotations

import hashlib
import io
import pickle
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import regex

from extract.cache_folder import cache_folder, drop_oldest, keep, read_kept
from extract.version import VERSION

Key = tuple[str, int]
"""A pattern as written, and its flags."""

Patterns = dict[Key, regex.Pattern[str]]

_DIGEST = 32
_MOST_PATTERNS = 2000
"""More than this are left by earlier states of the program."""
_MOST_BYTES = 20_000_000
"""Of all files together; one takes about one million."""


@contextmanager
def kept_patterns() -> Iterator[None]:
    """Whatever is compiled inside, say by importing modules, is taken from the file,
    or added to it at the end.

    Only for a process of one thread that does nothing else meanwhile: `regex.compile` is replaced.
    """
    file = patterns_file()
    known = load_patterns(file) if file else {}
    used: Patterns = {}
    compile_anew = regex.compile

    def compile_once(pattern: Any, flags: int = 0, *rest: Any, **named: Any) -> regex.Pattern[str]:
        if rest or named or not isinstance(pattern, str):
            return compile_anew(pattern, flags, *rest, **named)
        key = pattern, int(flags)
        used[key] = known.get(key) or used.get(key) or compile_anew(pattern, flags)
        return used[key]

    regex.compile = compile_once  # type: ignore[assignment]
    try:
        yield
    finally:
        regex.compile = compile_anew
    if file and not used.keys() <= known.keys():
        with suppress(OSError):
            save_patterns(file, known | used if len(known) < _MOST_PATTERNS else used)


def patterns_file() -> Path | None:
    """Where they are kept; None where nothing can be kept that others could not have written."""
    folder = cache_folder("patterns")
    written_by = f"{VERSION}|{sys.version}|{regex.__version__}"
    return folder and folder / hashlib.sha256(written_by.encode()).hexdigest()[:16]


def load_patterns(file: Path) -> Patterns:
    """The patterns of a file; none where it cannot be trusted."""
    try:
        data = read_kept(file)
        if hashlib.sha256(data[_DIGEST:]).digest() != data[:_DIGEST]:
            return {}
        found: Patterns = _PatternsOnly(io.BytesIO(data[_DIGEST:])).load()
    except (OSError, EOFError, RuntimeError, pickle.UnpicklingError):
        return {}
    return found


def save_patterns(file: Path, patterns: Patterns) -> None:
    """Write the file, whole, and forget those of releases that have gone.

    Raises:
        OSError: it cannot be written.
    """
    data = pickle.dumps(patterns, pickle.HIGHEST_PROTOCOL)
    keep(file, hashlib.sha256(data).digest() + data)
    drop_oldest(file.parent, _MOST_BYTES)


class _PatternsOnly(pickle.Unpickler):
    """Reads patterns and nothing that could run."""

    def find_class(self, module: str, name: str) -> Any:
        if name == "compile" and module in ("regex._regex", "_regex"):
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} is no pattern")
