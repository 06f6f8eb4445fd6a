"""From Arrow to pandas: every column of the type that its field has, missing values as missing."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pyarrow as pa

_TYPES: dict[Any, Any] = {
    pa.string(): pd.StringDtype(),
    pa.large_string(): pd.StringDtype(),
    pa.int64(): pd.Int64Dtype(),
    pa.bool_(): pd.BooleanDtype(),
}


def typed_frame(table: pa.Table) -> pd.DataFrame:
    """A table as a data frame: days as ``datetime64[ms]``, text as ``string``, whole numbers as
    ``Int64``, truth values as ``boolean``, decimals as ``float64``, lists as lists (None where
    there is none).
    """
    frame: pd.DataFrame = table.to_pandas(
        types_mapper=_TYPES.get, date_as_object=False, ignore_metadata=True
    )
    for field in table.schema:
        if pa.types.is_list(field.type):
            values = table.column(field.name).to_pylist()
            frame[field.name] = pd.Series(values, index=frame.index, dtype=object)
    return frame
