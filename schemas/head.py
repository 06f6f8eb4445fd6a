"""What a document prints of itself at its head and in its signature, each value with its place."""

from __future__ import annotations

from typing import NamedTuple

import msgspec


class Field(NamedTuple):
    """A header value as printed, with its span in `Document.text`."""

    text: str
    span: tuple[int, int]


class Printed(msgspec.Struct, frozen=True):
    """Values that a document prints in one place, each None where it does not."""

    def found(self) -> dict[str, Field]:
        """The values that were found, by name."""
        named = ((name, getattr(self, name)) for name in self.__struct_fields__)
        return {name: value for name, value in named if value is not None}


class Head(Printed, frozen=True):
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


class Signature(Printed, frozen=True):
    """The block of the one who signs: the powers, a line each, the post, the name."""

    authority: Field | None = None
    position: Field | None = None
    signatory: Field | None = None
