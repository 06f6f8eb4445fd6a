"""Tables ``problems`` and ``manifest``: what to look at, and what became of every input file."""

from __future__ import annotations

from schemas.dataset.shapes import PAGE, ForeignKey, TableField, TableSchema, copied, table_of_plans

PROBLEM_ROWS = table_of_plans(
    "problems",
    "One row a thing to review, in a plan or across plans.",
    (
        TableField("position", "integer", "Thứ tự", "Number within the plan, from 1."),
        copied("code", "string", "Mã", "Stable code of the problem."),
        copied("severity", "string", "Mức", "info, warning or error."),
        copied("message", "string", "Nội dung", "What was read and what is doubtful."),
        copied("subject", "string", "Về", "Identifier or field it is about."),
        PAGE,
        copied("field", "string", "Trường", "The field of the subject that is doubtful."),
    ),
    about="problems[]",
    key=("position",),
)

MANIFEST = TableSchema(
    "manifest",
    "One row an input file, whatever happened to it.",
    (
        TableField(
            "path",
            "string",
            "Đường dẫn",
            "Path of the file below its input; of several inputs, it begins with the input's name.",
        ),
        TableField("bytes", "integer", "Kích thước", "Size of the file, in bytes."),
        TableField(
            *("sha256", "string", "SHA-256"),
            "SHA-256 of its bytes, of a record that of the document it is of; empty where it "
            "could not be read.",
        ),
        TableField("plan_id", "string", "Mã bản ghi", "Its record; empty where there is none."),
        TableField(
            *("duplicate_of", "string", "Trùng với"),
            "Path of the file with the same bytes whose name the record bears.",
        ),
        TableField("media_type", "string", "Kiểu tệp", "Media type of the file."),
        TableField("status", "string", "Kết quả", "ok, or why there is no record."),
        TableField("error", "string", "Lỗi", "The message a user reads; empty with ok."),
        TableField(
            "exit_code", "integer", "Mã thoát", "The exit code of the command for this file alone."
        ),
        TableField("pages", "integer", "Số trang", "Pages; empty without a record."),
        TableField(
            "problems",
            "integer",
            "Số điểm cần xem lại",
            "Problems in the record; empty without one.",
        ),
        TableField("seconds", "number", "Giây", "Time the file took; differs from run to run."),
        TableField(
            *("peak_memory", "integer", "Bộ nhớ"),
            "Greatest memory its process held, in bytes; differs from run to run.",
        ),
        TableField("version", "string", "Phiên bản", "Version of the program that read it."),
        TableField(
            "options", "string", "Tùy chọn", "Digest of those options that change a record."
        ),
    ),
    ("path",),
    (ForeignKey(("plan_id",), "plans", ("plan_id",)),),
)
