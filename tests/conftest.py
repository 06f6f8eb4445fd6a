"""Options of the test run, and where everything that tests leave behind stands."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("shared machine", deadline=None)
settings.load_profile("shared machine")
# No test judges by the clock: tests of linear time compare two runs, the others must not fail on a busy machine.

ROOT = Path(__file__).resolve().parents[1]
SCRATCH = ROOT / "out" / "tests"
"""Temporary files, caches and the home folder of the tests and of every program that they start."""

_FOLDERS = {"TMPDIR": "tmp", "HOME": "home", "XDG_CACHE_HOME": "cache", "HYPOTHESIS_STORAGE_DIRECTORY": "hypothesis"}
_OF_THE_USER = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR")


def pytest_configure() -> None:
    """Nothing that a test or a program in it writes stands outside the checkout."""
    for name in _OF_THE_USER:
        os.environ.pop(name, None)
    for name, folder in _FOLDERS.items():
        (SCRATCH / folder).mkdir(mode=0o700, parents=True, exist_ok=True)
        os.environ[name] = str(SCRATCH / folder)
    tempfile.tempdir = None  # asked for anew


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite the checked records of the samples")
