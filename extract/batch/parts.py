"""Whether parts are all of one list of inputs: none missing, none twice, none of another list."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Sequence
from itertools import count, groupby
from typing import NamedTuple

from extract.batch.inputs import Shard
from extract.batch.journal.part import Part
from schemas.errors import InputError

_NAMED = 3


class _Shared(NamedTuple):
    """A part that knows which it is."""

    part: Part
    shard: Shard

    @property
    def name(self) -> str:
        return self.part.name

    def paths(self) -> Iterator[str]:
        """The paths it has a row for."""
        return (file.path for file in self.part.files())


def check_parts(parts: Sequence[Part]) -> None:
    """See that shards are the whole they were cut from; what was made without ``--shard`` is whole.

    Raises:
        InputError: a part is missing or comes twice, or the parts were cut from different files.
    """
    shared = [_Shared(part, part.shard) for part in parts if part.shard is not None]
    if not shared:
        return
    first = shared[0]
    for part in parts:
        if part.shard is None:
            raise InputError(
                f"{part.name}: was made without --shard, and {first.name} is a part of a whole"
            )
        if part.shard.parts != first.shard.parts:
            raise InputError(
                f"{part.name}: is one of {part.shard.parts} parts, {first.name} one of "
                f"{first.shard.parts}; make all parts with the same number"
            )
    _check_numbers(shared)
    for other in shared[1:]:
        _check_listing(first, other)
    for one in shared:
        _check_rows(one)


def _check_numbers(shared: Sequence[_Shared]) -> None:
    """See that every part is there, once."""
    names: dict[int, str] = {}
    for one in shared:
        number, whole = one.shard
        if number in names:
            raise InputError(f"{names[number]} and {one.name}: are both part {number} of {whole}")
        names[number] = one.name
    if len(names) < whole:
        missing = next(number for number in count(1) if number not in names)
        absent = Shard(missing, whole)
        files = _named(path for path in shared[0].part.listing() if absent.holds(path))
        more = f" ({whole - len(names)} parts are)" if len(names) + 1 < whole else ""
        raise InputError(
            f"part {missing} of {whole} is missing{more}, with {files}; make it with --shard "
            f"{missing}/{whole}"
        )


def _check_listing(one: _Shared, other: _Shared) -> None:
    """See that two parts were cut from the same files."""
    unlike = _unlike(one.part.listing(), other.part.listing())
    found = next(unlike, None)
    if found:
        path, is_first = found
        has, lacks = (one, other) if is_first else (other, one)
        raise InputError(
            f"{has.name}: was cut from a list with '{path}', {lacks.name} from one without it "
            f"({1 + sum(1 for _ in unlike)} paths differ); make all parts of the same files"
        )


def _check_rows(one: _Shared) -> None:
    """See that a part has a row for each file that is its own, and for no other."""
    own = (path for path in one.part.listing() if one.shard.holds(path))
    for path, is_listed in _unlike(own, one.paths()):
        said = "has no row for" if is_listed else "has a row that belongs to another part, for"
        raise InputError(f"{one.name}: {said} '{path}'; make this part anew")


def _named(paths: Iterable[str]) -> str:
    """How many files, and the first of them by name."""
    first: list[str] = []
    total = 0
    for path in paths:
        total += 1
        if len(first) < _NAMED:
            first.append(f"'{path}'")
    said = ", ".join(first) + (", …" if total > len(first) else "")
    return f"{total} file{'s' if total > 1 else ''} ({said})" if total else "no file"


def _unlike(one: Iterable[str], other: Iterable[str]) -> Iterator[tuple[str, bool]]:
    """What only one of two sorted lists holds, and whether it is the first."""
    sides = heapq.merge(((path, True) for path in one), ((path, False) for path in other))
    for _, group in groupby(sides, key=lambda side: side[0]):
        found = list(group)
        if len(found) == 1:
            yield found[0]
