"""What a document prints of itself at its head and in its signature, each value with its place."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import NamedTuple


class Field(NamedTuple):
    """A header value as printed, with its span in `Document.text`."""

    text: str
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Printed:
    """Values that a document prints in one place, each None where it does not."""

    def found(self) -> dict[str, Field]:
        """The values that were found, by name."""
        named = ((one.name, getattr(self, one.name)) for one in fields(self))
        return {name: value for name, value in named if value is not None}


@dataclass(frozen=True, slots=True)
class Head(Printed):
    """What a document says of itself at its head.

    ``place_date`` are place and day as they stand side by side; ``adopted`` is the day that the
    last sentence of an assembly's act says, whose head has none; ``parent`` is the line above the
    issuer.
    """

    code: Field | None = None
    place_date: Field | None = None
    adopted: Field | None = None
    kind: Field | None = None
    title: Field | None = None
    issuer: Field | None = None
    parent: Field | None = None
    urgency: Field | None = None
    secrecy: Field | None = None


@dataclass(frozen=True, slots=True)
class Signature(Printed):
    """The block of the one who signs: the powers, a line each, the post, the name."""

    authority: Field | None = None
    position: Field | None = None
    signatory: Field | None = None
