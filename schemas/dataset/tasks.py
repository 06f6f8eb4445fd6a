"""Tables ``tasks`` and ``agencies``: who does what by when."""

from __future__ import annotations

from schemas.dataset.shapes import (
    CONFIDENCE,
    OF_PLAN,
    PAGE,
    ForeignKey,
    TableField,
    copied,
    table_of_plans,
)

_WORK = (
    copied("id", "string", "Mã nhiệm vụ", "Identifier within the plan."),
    TableField("table", "string", "Bảng", "Table the task stands in, or the path of its section."),
    copied("group", "strings", "Nhóm", "Headings above the task, outermost first."),
    copied("marker", "string", "STT", "Number as printed."),
    copied("task", "string", "Nhiệm vụ", "What is to be done, as written."),
    copied("deliverable", "string", "Sản phẩm", "What is to be handed in, as written."),
    copied("lead", "string", "Chủ trì", "The unit in charge, as written."),
    TableField(
        "lead_names",
        "strings",
        "Chủ trì (tên đầy đủ)",
        "Units in charge by the names of the lexicon.",
    ),
    copied("coordinating", "string", "Phối hợp", "Units that take part, as written."),
    TableField(
        "coordinating_names",
        "strings",
        "Phối hợp (tên đầy đủ)",
        "The same by the names of the lexicon.",
    ),
)
_TIME = (
    TableField("deadline", "string", "Thời hạn", "The deadline as written.", "deadline.raw"),
    TableField(
        *(
            "deadline_kind",
            "string",
            "Loại thời hạn",
            "Kind of deadline (point, period, recurring ...).",
        ),
        path="deadline.kind",
    ),
    TableField(
        "deadline_edtf",
        "string",
        "Thời hạn (EDTF)",
        "The deadline in EDTF, levels 0 to 2.",
        "deadline.edtf",
    ),
    TableField(
        *("due_latest", "date", "Hạn cuối", "The last day on which the task is in time."),
        path="deadline.due_latest",
    ),
    TableField(
        "rrule",
        "string",
        "Chu kỳ (RRULE)",
        "Recurrence rule of RFC 5545, without DTSTART.",
        path="deadline.rrule",
    ),
)
_REST = (
    TableField("targets", "strings", "Chỉ tiêu", "Targets in the task, as written."),
    TableField(
        "references",
        "strings",
        "Văn bản viện dẫn",
        "Codes (or titles) of the documents the task cites.",
    ),
    TableField("extra", "strings", "Cột khác", 'Cells of columns without a role: "column: value".'),
    PAGE,
    TableField("problems", "strings", "Cần xem lại", "Codes of the problems of this task."),
)
_DETAILS = (
    copied("items", "strings", "Ý trong ô", "Bullets of the task's own cell."),
    TableField("boundary", "string", "Mốc", "on, by, before, after or from.", "deadline.boundary"),
    TableField(
        "operator",
        "string",
        "Phép nối",
        "all or one: whether every time of a set counts.",
        "deadline.operator",
    ),
    TableField(
        "frequency", "string", "Tần suất", "Times a duration: n/ISO 8601.", "deadline.frequency"
    ),
    TableField(
        "condition",
        "string",
        "Điều kiện",
        "The event a deadline depends on, as written.",
        "deadline.condition",
    ),
    TableField(
        *(
            "year_source",
            "string",
            "Nguồn của năm",
            "Where the year of the deadline was taken from.",
        ),
        path="deadline.year_source",
    ),
    TableField(
        "approximate",
        "boolean",
        "Ước chừng",
        "Whether the deadline is approximate.",
        "deadline.approximate",
    ),
    TableField(
        *(
            "lead_ids",
            "strings",
            "Mã chủ trì",
            "Identifiers in the lexicon; unknown units have none.",
        ),
        path="lead_agencies[].id",
    ),
    TableField("target_ids", "strings", "Mã chỉ tiêu", "Identifiers of the targets.", "targets"),
    TableField(
        "reference_ids", "strings", "Mã viện dẫn", "Identifiers of the references.", "references"
    ),
    CONFIDENCE,
)

TASKS = table_of_plans(
    *("tasks", "One row a task: who does what by when.", (*_WORK, *_TIME, *_REST, *_DETAILS)),
    about="tasks[]",
    key=("id",),
)

# The columns of `extract plan.pdf -o plan.csv` are fixed: users' scripts depend on them. The first
# one is left out, for users of one plan have no other table to join.
TASK_COLUMNS = tuple(field.name for field in (*OF_PLAN, *_WORK[1:], *_TIME, *_REST))

AGENCIES = table_of_plans(
    "agencies",
    "One row a unit that leads or takes part in a task.",
    (
        TableField("task", "string", "Mã nhiệm vụ", "Identifier of the task."),
        TableField("role", "string", "Vai trò", "lead or coordinating."),
        TableField("position", "integer", "Thứ tự", "Which unit of the cell, from 1."),
        copied("text", "string", "Nguyên văn", "The unit as written."),
        copied(
            "id",
            "string",
            "Mã đơn vị",
            "Identifier in the lexicon; empty for a unit it does not hold.",
        ),
        copied("name", "string", "Tên đầy đủ", "Name in the lexicon."),
        copied("level", "string", "Cấp", "central, province, district, commune or other."),
        copied("matched", "boolean", "Khớp danh mục", "Whether the unit was found in the lexicon."),
        copied("candidates", "strings", "Khả năng khác", "Names an ambiguous text may mean."),
        CONFIDENCE,
    ),
    about="tasks[].lead_agencies[]",
    key=("task", "role", "position"),
    foreign=(ForeignKey(("plan_id", "task"), "tasks", ("plan_id", "id")),),
)
