"""The tables made from records: every field with its type, its Vietnamese name,
its meaning and its place in a record.

One source for the rows, the Parquet schemas, the CSV heads, ``datapackage.json``, the dataset card
and ``docs/record.md``. A table, or a few that belong together, has a module of its own.
"""

from __future__ import annotations

from schemas.dataset.evidence import EVIDENCE
from schemas.dataset.plans import PLANS
from schemas.dataset.references import MENTIONS, REFERENCES, WORKS
from schemas.dataset.review import MANIFEST, PROBLEM_ROWS
from schemas.dataset.shapes import OF_PLAN, FieldType, ForeignKey, TableField, TableSchema
from schemas.dataset.targets import TARGETS
from schemas.dataset.tasks import AGENCIES, TASK_COLUMNS, TASKS

__all__ = [
    "DATASET_VERSION",
    "OF_PLAN",
    "RECORD_TABLES",
    "TABLES",
    "TASK_COLUMNS",
    "FieldType",
    "ForeignKey",
    "TableField",
    "TableSchema",
]

DATASET_VERSION = "1.1"

RECORD_TABLES = (PLANS, TASKS, REFERENCES, MENTIONS, TARGETS, AGENCIES, PROBLEM_ROWS, EVIDENCE)
TABLES = {table.name: table for table in (*RECORD_TABLES, WORKS, MANIFEST)}
