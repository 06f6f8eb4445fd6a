"""Pure functions from a phrase to its value, one concept a wing: the public names, loaded when they
are asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from normalize.body.agencies import read_agencies
    from normalize.body.find import find_agencies
    from normalize.body.places import read_place
    from normalize.citation.mentions import find_references
    from normalize.citation.symbols import read_symbol
    from normalize.quantity.mentions import find_targets
    from normalize.quantity.targets import read_targets
    from normalize.time.deadlines import impossible_time, read_deadline
    from normalize.time.mentions import find_deadlines

__all__ = [
    "find_agencies",
    "find_deadlines",
    "find_references",
    "find_targets",
    "impossible_time",
    "read_agencies",
    "read_deadline",
    "read_place",
    "read_symbol",
    "read_targets",
]

_HOMES = {
    "find_agencies": "normalize.body.find",
    "find_deadlines": "normalize.time.mentions",
    "find_targets": "normalize.quantity.mentions",
    "find_references": "normalize.citation.mentions",
    "impossible_time": "normalize.time.deadlines",
    "read_agencies": "normalize.body.agencies",
    "read_deadline": "normalize.time.deadlines",
    "read_place": "normalize.body.places",
    "read_targets": "normalize.quantity.targets",
    "read_symbol": "normalize.citation.symbols",
}
"""The module of each public name."""


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'normalize' has no attribute '{name}'")
    return getattr(import_module(_HOMES[name]), name)
