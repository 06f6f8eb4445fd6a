"""A machine that has only some of the layers that cut the network."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from extract.cage import landlock, network, seccomp

LAYERS = ("namespace", "landlock", "seccomp")


def leave_only(layers: tuple[str, ...], folder: Path, patch: pytest.MonkeyPatch) -> None:
    """Take away the layers that are not named; skips where this machine has none of those that are.

    ``unshare`` is not allowed as in most containers: the program is there, and fails.
    """
    if "namespace" not in layers:
        forbid_unshare(folder, patch)
    if "landlock" not in layers:
        patch.setattr(landlock, "knows_network", lambda: False)
    if "seccomp" not in layers:
        patch.setattr(seccomp, "is_installed", lambda: False)
    network.cut_off.cache_clear()
    cut = network.cut_off()
    if layers and cut is None:
        pytest.skip(f"this system does not allow {' and '.join(layers)}")


def forbid_unshare(folder: Path, patch: pytest.MonkeyPatch) -> None:
    """Put an ``unshare`` that fails before every other."""
    folder.mkdir(exist_ok=True)
    program = folder / "unshare"
    program.write_text("#!/bin/sh\necho 'unshare failed: Operation not permitted' >&2\nexit 1\n")
    program.chmod(0o755)
    patch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
