"""A dataset as data frames: one a table, read when it is asked for."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract.emit.dataset.datapackage import PACKAGE_NAME, parquet_path
from schemas.dataset import DATASET_VERSION
from schemas.errors import InputError
from schemas.plan import Plan, load_plan

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

_DESCRIPTION = "datapackage.json"


class Dataset:
    """The tables of a dataset, each an attribute and an item: ``dataset.tasks``,
    ``dataset["tasks"]``.

    A table is read when it is first asked for, and kept; columns have the types that
    `schemas.plan.Plan.to_pandas` gives them. A table is one Parquet file, or a folder of them.
    """

    def __init__(self, folder: Path, package: dict[str, Any]) -> None:
        self.path = folder
        """The folder."""
        self.partial: bool = package.get("partial") is True
        """Whether files are left that the dataset was to hold."""
        self._counts: dict[str, int | None] = {
            one["name"]: one.get("rows") for one in package["resources"]
        }
        self._frames: dict[str, pd.DataFrame] = {}

    @property
    def tables(self) -> tuple[str, ...]:
        """The names of all tables."""
        return tuple(self._counts)

    def __getitem__(self, table: str) -> pd.DataFrame:
        if table not in self._counts:
            raise KeyError(f"no table is called {table!r}: {', '.join(self._counts)}")
        if table not in self._frames:
            from extract.frames.typed import typed_frame

            self._frames[table] = typed_frame(self.arrow(table))
        return self._frames[table]

    def __getattr__(self, name: str) -> pd.DataFrame:
        if name.startswith("_") or name not in self._counts:
            raise AttributeError(f"a dataset has no {name!r}; its tables are {self._names()}")
        return self[name]

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *self._counts]

    def __iter__(self) -> Iterator[str]:
        return iter(self._counts)

    def __len__(self) -> int:
        return len(self._counts)

    def __contains__(self, table: object) -> bool:
        return table in self._counts

    def __repr__(self) -> str:
        held = ", ".join(f"{count} {name}" for name, count in self._counts.items() if count)
        partial = ", partial" if self.partial else ""
        return f"Dataset({str(self.path)!r}: {held or 'empty'}{partial})"

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        from extract.frames.notebook import dataset_html

        return dataset_html(str(self.path), self._counts, self.partial)

    def frame(self, table: str, columns: Sequence[str] | None = None) -> pd.DataFrame:
        """Some columns of a table, which are read anew and not kept; all of them by default.

        Raises:
            InputError: its file is missing, cannot be read, or lacks a column.
        """
        from extract.frames.typed import typed_frame

        return typed_frame(self.arrow(table, columns))

    def arrow(self, table: str, columns: Sequence[str] | None = None) -> pa.Table:
        """A table as Arrow has it, without a detour over pandas; some of its columns, or all.

        Raises:
            InputError: its file is missing, cannot be read, or lacks a column.
        """
        import pyarrow as pa
        import pyarrow.parquet as pq

        parts = table_files(self.path, table)
        try:
            found = pa.concat_tables([_read(pq, part, columns) for part in parts])
        except (OSError, pa.ArrowException) as error:
            raise InputError(f"{self.path}: table {table} cannot be read: {error}") from error
        lacking = [name for name in columns or () if name not in found.column_names]
        if lacking:
            raise InputError(
                f"{self.path}: table {table} has no {', '.join(lacking)}; an older version made "
                "it: make the dataset again"
            )
        return found

    def records(self) -> Iterator[Plan]:
        """The full records, in the order of the dataset, one at a time.

        Raises:
            InputError: a file of them cannot be read.
            RecordError: one is of another version than this program reads.
        """
        for path in record_files(self.path):
            try:
                with path.open("rb") as file:
                    yield from map(load_plan, file)
            except OSError as error:
                raise InputError(f"{path}: cannot be read: {error.strerror}") from error

    def _names(self) -> str:
        return ", ".join(self._counts)


def open_dataset(folder: str | os.PathLike[str]) -> Dataset:
    """The dataset that `extract plans/ -o dataset/` wrote; nothing is read but its description.

    Raises:
        InputError: there is none, or it is of a newer version than this program reads.
    """
    path = Path(folder)
    package = _described(path)
    if package is None or not isinstance(package.get("resources"), list):
        raise InputError(
            f"{path}: no dataset of this program; 'extract plans/ -o {path.name or 'dataset'}/' "
            "writes one"
        )
    version = str(package.get("version", "0"))
    if _major(version) > _major(DATASET_VERSION):
        raise InputError(
            f"{path}: a dataset of version {version}, this program reads {DATASET_VERSION}; "
            "use a newer program"
        )
    return Dataset(path, package)


def table_files(folder: Path, table: str) -> list[Path]:
    """The Parquet files of a table, in their order: one, or those of the folder that is in its
    place in a large dataset.

    Raises:
        InputError: there is none.
    """
    whole = folder / parquet_path(table)
    parts = sorted(whole.with_suffix("").glob("*.parquet"))
    found = [whole] if whole.is_file() else parts
    if not found:
        raise InputError(f"{folder}: {parquet_path(table)} is missing; make the dataset again")
    return found


def record_files(folder: Path) -> list[Path]:
    """The files of full records, in their order."""
    return sorted((folder / "records").glob("records-*.jsonl"))


def _read(pq: Any, path: Path, columns: Sequence[str] | None) -> pa.Table:
    with path.open("rb") as file:  # Arrow itself opens no path that is not UTF-8
        return pq.read_table(file, columns=list(columns) if columns else None)


def _described(folder: Path) -> dict[str, Any] | None:
    """What a ``datapackage.json`` says, if it is one of this program."""
    try:
        package = json.loads((folder / _DESCRIPTION).read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    ours = isinstance(package, dict) and package.get("name") == PACKAGE_NAME
    return package if ours else None


def _major(version: str) -> int:
    head = version.partition(".")[0]
    return int(head) if head.isdecimal() else 0
