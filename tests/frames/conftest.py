"""A dataset of the samples, and one file that gave no record."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.emit.dataset.dataset import write_dataset
from tests.emit.records import dumped, row_of, rows_of, samples


@pytest.fixture(scope="session")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a dataset that no test changes."""
    folder = tmp_path_factory.mktemp("frames") / "dataset"
    failed = row_of("scan.pdf", "f" * 64, "damaged", "scan.pdf: is damaged: no page can be read")
    rows = sorted([*rows_of(samples()), failed], key=lambda row: row.path)
    write_dataset(folder, rows, dumped(samples()))
    return folder
