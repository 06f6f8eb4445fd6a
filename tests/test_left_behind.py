"""What tests leave behind stands below the checkout, whatever program wrote it."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from tests.conftest import ROOT, SCRATCH

WRITERS = "import pathlib, tempfile; print(pathlib.Path.home(), tempfile.gettempdir(), sep='\\n')"


def test_temporary_files_and_homes_are_below_the_checkout(tmp_path: Path) -> None:
    assert SCRATCH.is_relative_to(ROOT)
    done = subprocess.run([sys.executable, "-c", WRITERS], capture_output=True, text=True, check=True)
    for folder in (tmp_path, tempfile.gettempdir(), *done.stdout.split("\n")[:2]):
        assert Path(folder).resolve().is_relative_to(SCRATCH), folder
