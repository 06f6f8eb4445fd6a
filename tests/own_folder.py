"""A cache folder for tests, where the checkout lies in folders that nobody else may write to."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.cache_folder import cache_folder


def use_cache_below(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the user's cache folder be ``folder``; skips where the way there is not the user's alone."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder / "probe"))
    if cache_folder("ocr") is None:
        pytest.skip("others may write to a folder above the checkout: nothing would be kept there")
    (folder / "probe" / "kehoach" / "ocr").rmdir()
    (folder / "probe" / "kehoach").rmdir()
    (folder / "probe").rmdir()
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
