"""Vietnamese administrative plans as data: the whole public face of the package.

from extract import extract_plan, open_dataset, Options
plan = extract_plan("plan.pdf")
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from extract.version import VERSION

if TYPE_CHECKING:
    from extract.frames.dataset import open_dataset
    from extract.options import Options
    from extract.pipeline.extract import extract_plan

__all__ = ["Options", "__version__", "extract_plan", "open_dataset"]

__version__ = VERSION

_HOMES = {
    "Options": "extract.options",
    "extract_plan": "extract.pipeline.extract",
    "open_dataset": "extract.frames.dataset",
}


def __getattr__(name: str) -> Any:
    """Import on first use: `extract --help` and the readers of records pay for nothing else."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
