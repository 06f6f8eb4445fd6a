"""How a record shows itself to who programs: in short on a prompt, as HTML in a notebook, as a
data frame.

What makes HTML and frames stands in the package above this one, and is loaded by its name when
somebody asks for it: records themselves need neither pandas nor a page.
"""

from __future__ import annotations

from pkgutil import resolve_name
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

_FRAME = "extract.frames.of_plan:plan_frame"
_HTML = "extract.frames.notebook:record_html"
_LONGEST = 60


def in_short(record: object, paths: tuple[str, ...]) -> str:
    """A record on one line: the values at ``paths`` that are there, a field of the header by its
    own name; of a list its length.
    """
    values = ((_name(path), _at(record, path)) for path in paths)
    told = (f"{name}={_shown(value)}" for name, value in values if value not in (None, "", ()))
    return f"{type(record).__name__}({', '.join(told)})"


def as_frame(plan: object, table: str) -> pd.DataFrame:
    """One table of a record as a data frame."""
    frame: pd.DataFrame = resolve_name(_FRAME)(plan, table)
    return frame


def as_html(record: object) -> str:
    """A record as a piece of HTML."""
    return str(resolve_name(_HTML)(record))


def _name(path: str) -> str:
    return path.removeprefix("header.").partition(".")[0]


def _at(value: Any, path: str) -> Any:
    for name in path.split("."):
        value = None if value is None else getattr(value, name)
    return value


def _shown(value: Any) -> str:
    if isinstance(value, str):
        return repr(value if len(value) <= _LONGEST else value[: _LONGEST - 1] + "…")
    return str(len(value)) if isinstance(value, tuple) else repr(value)
