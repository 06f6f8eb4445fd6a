"""A record without the name of the person who signed: masked wherever the record says it."""

from __future__ import annotations

from typing import Any

import msgspec
import regex

from normalize.writing.text import fold, folded, strip_marks
from schemas.plan import Plan

MASK = "█"
"""Stands for every letter of a name, so that all spans of the text stay as they are."""


def without_names(plan: Plan) -> Plan:
    """The record with no signatory's name: null in its field, masked in every text of the record.

    The name is known in capitals, across the end of a line, and without marks too (as digital
    signatures write it); words that are only spelled alike ("hoàng hải" for Hoàng Hải) stay.
    """
    signatory = plan.header.signatory
    if signatory is None or not signatory.name:
        return plan
    mask = _Mask(signatory.name)
    nameless = msgspec.structs.replace(signatory, name=None)
    header = msgspec.structs.replace(plan.header, signatory=nameless)
    plan = msgspec.structs.replace(plan, header=header)
    return msgspec.convert(mask.all_texts(msgspec.to_builtins(plan)), Plan)


class _Mask:
    """Finds one name in texts of any kind."""

    def __init__(self, name: str) -> None:
        self._name = fold(name)
        self._seen = regex.compile(rf"(?<!\w){regex.escape(folded(name).text.strip())}(?!\w)")

    def all_texts(self, value: Any) -> Any:
        """A value of plain lists and dictionaries with the name masked in all its strings."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, dict):
            return {self.text(key): self.all_texts(each) for key, each in value.items()}
        if isinstance(value, (list, tuple)):
            return [self.all_texts(each) for each in value]
        return value

    def text(self, text: str) -> str:
        """The text, as long as before, without the name."""
        bare = folded(text)
        for match in self._seen.finditer(bare.text):
            start, end = bare.offsets[match.start()], bare.offsets[match.end()]
            stretch = text[start:end]
            if self._is_name(stretch):
                hidden = regex.sub(r"\S", MASK, stretch)
                text = f"{text[:start]}{hidden}{text[end:]}"
        return text

    def _is_name(self, stretch: str) -> bool:
        if not all(word[0].isupper() for word in stretch.split()):
            return False
        return fold(stretch) == self._name or strip_marks(stretch) == stretch.lower()
