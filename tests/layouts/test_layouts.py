"""A few layouts at every run of the tests; hundreds, each also killed, by `make test-all`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.layouts.datasets import check_dataset
from tests.layouts.files import check_files


@pytest.mark.parametrize("seed", range(2))
def test_datasets(tmp_path: Path, seed: int) -> None:
    check_dataset(tmp_path, seed, kills=1)


@pytest.mark.parametrize("seed", range(12))
def test_files(tmp_path: Path, seed: int) -> None:
    check_files(tmp_path, seed, kills=seed % 6 == 0)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 160))
def test_more_datasets(tmp_path: Path, seed: int) -> None:
    check_dataset(tmp_path, seed, kills=3)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 200))
def test_more_files(tmp_path: Path, seed: int) -> None:
    check_files(tmp_path, seed, kills=2)
