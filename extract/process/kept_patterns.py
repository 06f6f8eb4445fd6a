"""Compiled patterns kept between runs: compiling all the regular
expressions takes as long as reading a plan.

They are kept in the user's cache folder as the `regex` module itself pickles patterns, in a file of
their own for every release of Python and of `regex`. A file that is missing, damaged, or could have
been written by another user costs time, never a result. Of the hundreds of patterns that modules
name a document needs few, so a pattern is made when it is first used.
"""

from __future__ import annotations

import hashlib
import io
import pickle
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, cast

import regex

from extract.cache_folder import cache_folder, drop_oldest, keep, read_kept
from extract.version import VERSION

Key = tuple[str, int]
"""A pattern as written, and its flags."""

Kept = dict[Key, bytes]
"""Patterns, each pickled by itself."""

_FORMAT = "each pattern by itself"
_DIGEST = 32
_MOST_PATTERNS = 2000
"""More than this are left by earlier states of the program."""
_MOST_BYTES = 20_000_000
"""Of all files together; one takes about one million."""


@contextmanager
def kept_patterns(at_once: bool = False) -> Iterator[None]:
    """Whatever is compiled inside, say by importing modules, is taken from the file,
    or added to it at the end.

    A pattern is made when it is first used, inside or later; ``at_once`` makes each where it is
    compiled, for processes that are to share it. Only for a process of one thread that does nothing
    else meanwhile: `regex.compile` is replaced.
    """
    file = patterns_file()
    known = load_patterns(file) if file else {}
    given: dict[Key, _Pattern] = {}
    compile_anew = regex.compile

    def compile_once(pattern: Any, flags: int = 0, *rest: Any, **named: Any) -> Any:
        if rest or named or not isinstance(pattern, str):
            return compile_anew(pattern, flags, *rest, **named)
        key = pattern, int(flags)
        if key not in given:
            given[key] = _Pattern(key, known.get(key), compile_anew)
        return given[key].made() if at_once else given[key]

    regex.compile = compile_once
    try:
        yield
    finally:
        regex.compile = compile_anew
    added = {key: pickle.dumps(one.made()) for key, one in given.items() if one.is_new}
    if file and added:
        with suppress(OSError):
            save_patterns(file, known | added if len(known) < _MOST_PATTERNS else added)


class _Pattern:
    """Stands for a pattern, and makes it when it is first asked for anything of it."""

    is_new = False
    """Whether it had to be compiled."""

    def __init__(self, key: Key, kept: bytes | None, compile_anew: Callable[..., Any]) -> None:
        self._key = key
        self._kept = kept
        self._compile_anew = compile_anew
        self._made: regex.Pattern[str] | None = None

    def __getattr__(self, name: str) -> Any:
        """A method of the pattern; from then on the method is this object's own."""
        found = getattr(self.made(), name)
        setattr(self, name, found)
        return found

    def made(self) -> regex.Pattern[str]:
        """The pattern itself."""
        if self._made is None and self._kept is not None:
            with suppress(*_DAMAGED):
                self._made = cast(regex.Pattern[str], _unpickle(self._kept))
        if self._made is None:
            self._made = cast(regex.Pattern[str], self._compile_anew(*self._key))
            self.is_new = True
        return self._made


def patterns_file() -> Path | None:
    """Where they are kept; None where nothing can be kept that others could not have written."""
    folder = cache_folder("patterns")
    written_by = f"{_FORMAT}|{VERSION}|{sys.version}|{regex.__version__}"
    return folder and folder / hashlib.sha256(written_by.encode()).hexdigest()[:16]


def load_patterns(file: Path) -> Kept:
    """The patterns of a file; none where it cannot be trusted."""
    try:
        data = read_kept(file)
        if hashlib.sha256(data[_DIGEST:]).digest() != data[:_DIGEST]:
            return {}
        return cast(Kept, _unpickle(data[_DIGEST:]))
    except _DAMAGED:
        return {}


def save_patterns(file: Path, patterns: Kept) -> None:
    """Write the file, whole, and forget those of releases that have gone.

    Raises:
        OSError: it cannot be written.
    """
    data = pickle.dumps(patterns, pickle.HIGHEST_PROTOCOL)
    keep(file, hashlib.sha256(data).digest() + data)
    drop_oldest(file.parent, _MOST_BYTES)


_DAMAGED = (OSError, EOFError, RuntimeError, pickle.UnpicklingError)


def _unpickle(data: bytes) -> Any:
    return _PatternsOnly(io.BytesIO(data)).load()


class _PatternsOnly(pickle.Unpickler):
    """Reads patterns and nothing that could run."""

    def find_class(self, module: str, name: str) -> Any:
        if name == "compile" and module in ("regex._regex", "_regex"):
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} is no pattern")
