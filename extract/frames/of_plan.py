"""One record's tables as data frames."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from schemas.plan import Plan, TableName

if TYPE_CHECKING:
    import pandas as pd


def plan_frame(plan: Plan, table: TableName = "tasks") -> pd.DataFrame:
    """One table of a record, with the columns of the dataset's table but for ``work_id``, which
    only a dataset knows.

    Raises:
        ValueError: no table is called so.
    """
    if table not in get_args(TableName):
        raise ValueError(f"no table is called {table!r}: {', '.join(get_args(TableName))}")
    import pyarrow as pa

    from extract.emit.parquet import arrow_batch, table_of_one
    from extract.emit.rows import table_rows
    from extract.frames.typed import typed_frame

    batch = arrow_batch(table_of_one(table), table_rows(plan, table))
    return typed_frame(pa.Table.from_batches([batch]))
