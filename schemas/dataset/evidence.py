"""Table ``evidence``: where on the pages every value stands."""

from __future__ import annotations

from schemas.dataset.shapes import PLAN_ID, ForeignKey, TableField, TableSchema

_BOX = tuple(
    TableField(name, "number", label, f"{meaning}, in points from the page's top left.", path)
    for name, label, meaning, path in (
        ("x0", "Trái", "Left edge of its box", "bbox.0"),
        ("top", "Trên", "Upper edge", "bbox.1"),
        ("x1", "Phải", "Right edge", "bbox.2"),
        ("bottom", "Dưới", "Lower edge", "bbox.3"),
    )
)

EVIDENCE = TableSchema(
    "evidence",
    "One row a field of a plan, and one more for every further piece of it "
    "(a cell cut by a page's end has two).",
    (
        PLAN_ID,
        TableField("entity", "string", "Đối tượng", "header, task, target or mention."),
        TableField(
            *("id", "string", "Mã"),
            "Identifier of the task or target within the plan; of a mention its reference, a "
            "slash and its position; `header`.",
        ),
        TableField(
            *("field", "string", "Trường"),
            "The field that was read there; of targets and mentions `text`.",
        ),
        TableField("position", "integer", "Thứ tự", "Which piece of the field, from 1."),
        TableField("page", "integer", "Trang", "Page, from 1; empty without pages.", "page"),
        *_BOX,
        TableField(
            *("confidence", "number", "Độ tin cậy"),
            "How surely the words were read, from 0 to 1.",
            "confidence",
        ),
        TableField("start", "integer", "Từ ký tự", "Start in the record's text.", "span.0"),
        TableField("end", "integer", "Đến ký tự", "Its end, exclusive.", "span.1"),
        TableField("part", "string", "Phần", "Part of a DOCX.", "part"),
        TableField("block", "integer", "Khối", "Block of that part, from 0.", "block"),
        TableField("row", "integer", "Hàng", "Row of a table there, from 0.", "row"),
        TableField("cell", "integer", "Ô", "Cell of that row, from 0.", "cell"),
        TableField("line", "integer", "Dòng", "Line of a text file, from 1.", "line"),
    ),
    ("plan_id", "entity", "id", "field", "position"),
    (ForeignKey(("plan_id",), "plans", ("plan_id",)),),
    about="tasks[].where[]",
)
