"""What a table of a dataset is made of, and the columns that
every table about a plan begins with.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

FieldType = Literal["string", "integer", "number", "boolean", "date", "strings", "integers"]


class TableField(NamedTuple):
    """A column. ``strings`` and ``integers`` are lists: real
    lists in Parquet, joined by "; " in CSV.

    ``path`` says where the value stands in the record, from the thing the row is about
    ("deadline.edtf", "span.0", "lead_agencies[].id") or from the whole record ("plan.header.code");
    None where it is counted or joined.
    """

    name: str
    type: FieldType
    label: str
    meaning: str
    path: str | None = None


class ForeignKey(NamedTuple):
    """``fields`` of this table name a row of ``table`` by its own ``target`` fields."""

    fields: tuple[str, ...]
    table: str
    target: tuple[str, ...]


class TableSchema(NamedTuple):
    """A table: ``key`` is its primary key, ``about`` the part
    of the record that one row comes from.
    """

    name: str
    meaning: str
    fields: tuple[TableField, ...]
    key: tuple[str, ...]
    foreign: tuple[ForeignKey, ...] = ()
    about: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the fields, in order."""
        return tuple(field.name for field in self.fields)


def copied(name: str, type: FieldType, label: str, meaning: str) -> TableField:
    """A column that bears the name of the record's own field."""
    return TableField(name, type, label, meaning, path=name)


PLAN_ID = TableField(
    "plan_id", "string", "Mã bản ghi", "The first 16 hexadecimal digits of the source's SHA-256."
)
OF_PLAN = (
    TableField(
        "plan_code",
        "string",
        "Số, ký hiệu kế hoạch",
        "Number and symbol of the plan.",
        "plan.header.code",
    ),
    TableField("issued_on", "date", "Ngày ban hành", "Date of the plan.", "plan.header.issued_on"),
    TableField(
        "issuer",
        "string",
        "Cơ quan ban hành",
        "The body that issued the plan.",
        "plan.header.issuer",
    ),
    TableField(
        "commune",
        "string",
        "Xã",
        "Commune of the plan, with its type.",
        "plan.header.place.commune.name",
    ),
    TableField(
        *("district", "string", "Huyện", "District of the plan (the level ended on 2025-06-30)."),
        path="plan.header.place.district.name",
    ),
    TableField(
        "province", "string", "Tỉnh", "Province of the plan.", "plan.header.place.province.name"
    ),
)
PAGE = TableField(
    "page", "integer", "Trang", "Page it begins on, from 1; empty where the source has no pages."
)
CONFIDENCE = TableField(
    *("confidence", "number", "Độ tin cậy"),
    "Confidence of the row's weakest value, from 0 to 1.",
)
SPAN = (
    TableField(
        "start", "integer", "Từ ký tự", "Its start in the record's text, in code points.", "span.0"
    ),
    TableField("end", "integer", "Đến ký tự", "Its end, exclusive.", "span.1"),
)


def table_of_plans(
    name: str,
    meaning: str,
    fields: tuple[TableField, ...],
    *,
    about: str,
    key: tuple[str, ...] = (),
    foreign: tuple[ForeignKey, ...] = (),
) -> TableSchema:
    """A table whose every row belongs to a plan: it begins with the
    plan's columns and joins on ``plan_id``.
    """
    to_plan = (ForeignKey(("plan_id",), "plans", ("plan_id",)),) if key else ()
    return TableSchema(
        name, meaning, (PLAN_ID, *OF_PLAN, *fields), ("plan_id", *key), (*to_plan, *foreign), about
    )
