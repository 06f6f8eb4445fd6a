"""The tables made from records: every field with its type, its Vietnamese name and its meaning.

One source for the Parquet schemas, the CSV heads, ``datapackage.json``, the dataset card and ``docs/record.md``.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

DATASET_VERSION = "1.0"

FieldType = Literal["string", "integer", "number", "boolean", "date", "strings", "integers"]


class Field(NamedTuple):
    """A column. ``strings`` and ``integers`` are lists: real lists in Parquet, joined by "; " in CSV."""

    name: str
    type: FieldType
    label: str
    meaning: str


class ForeignKey(NamedTuple):
    """``fields`` of this table name a row of ``table`` by its own ``target`` fields."""

    fields: tuple[str, ...]
    table: str
    target: tuple[str, ...]


class TableSchema(NamedTuple):
    """A table: ``key`` is its primary key."""

    name: str
    meaning: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    foreign: tuple[ForeignKey, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the fields, in order."""
        return tuple(field.name for field in self.fields)


def _fields(*rows: tuple[str, FieldType, str, str]) -> tuple[Field, ...]:
    return tuple(Field(*row) for row in rows)


PLAN_ID = Field("plan_id", "string", "Mã bản ghi", "The first 16 hexadecimal digits of the source's SHA-256.")
OF_PLAN = _fields(
    ("plan_code", "string", "Số, ký hiệu", "Number and symbol of the plan the row comes from."),
    ("issued_on", "date", "Ngày ban hành", "Date of the plan."),
    ("issuer", "string", "Cơ quan ban hành", "The body that issued the plan, as printed."),
    ("commune", "string", "Xã", "Commune of the plan, with its type."),
    ("district", "string", "Huyện", "District of the plan (the level ended on 2025-06-30)."),
    ("province", "string", "Tỉnh", "Province of the plan."),
)
_PAGE = Field("page", "integer", "Trang", "Page the value stands on, from 1; empty where the source has no pages.")
_TO_PLAN = ForeignKey(("plan_id",), "plans", ("plan_id",))

PLANS = TableSchema(
    "plans",
    "One row a document.",
    (
        PLAN_ID,
        *OF_PLAN,
        *_fields(
            ("kind", "string", "Loại văn bản", "Kind of document as printed."),
            ("kind_code", "string", "Ký hiệu loại", "Official abbreviation of the kind (KH, QĐ, BC)."),
            ("number", "string", "Số", "Number without the symbol."),
            ("symbol", "string", "Ký hiệu", "Symbol without the number."),
            ("issued_at", "string", "Nơi ban hành", "Place printed before the date."),
            ("title", "string", "Trích yếu", "Subject line, without the kind."),
            ("period", "string", "Thời kỳ", "What the plan covers, EDTF."),
            ("level", "string", "Cấp", "central, province, district or commune."),
            ("parent", "string", "Cơ quan chủ quản", "The body above the issuer, as printed."),
            ("commune_code", "string", "Mã xã", "Code of the General Statistics Office."),
            ("commune_successor", "string", "Xã sau sắp xếp", "The unit that took the commune over."),
            ("commune_successor_code", "string", "Mã xã sau sắp xếp", "Code of that unit."),
            ("district_code", "string", "Mã huyện", "Code of the General Statistics Office."),
            ("province_code", "string", "Mã tỉnh", "Code of the General Statistics Office."),
            ("signatory", "string", "Người ký", "Who signed; empty where names were left out."),
            ("signatory_position", "string", "Chức vụ", "Position of the signatory."),
            ("signatory_authority", "string", "Thẩm quyền ký", "Printed power to sign: TM., KT., TL., TUQ., Q."),
            ("recipients", "strings", "Nơi nhận", "Recipients as printed."),
            ("urgency", "string", "Độ khẩn", "Mark of urgency as printed."),
            ("secrecy", "string", "Độ mật", "Mark of secrecy as printed."),
            ("issued_by_code", "string", "Văn bản ban hành", "Code of the decision that issues the plan."),
            ("source_name", "string", "Tên tệp", "File name of the source."),
            ("sha256", "string", "SHA-256", "SHA-256 of the source."),
            ("media_type", "string", "Kiểu tệp", "Media type of the source."),
            ("bytes", "integer", "Kích thước", "Size of the source."),
            ("pages", "integer", "Số trang", "Pages of the source; empty where the format has none."),
            ("text_layer", "string", "Lớp chữ", "digital, ocr, mixed or none."),
            ("characters", "integer", "Số ký tự", "Non-blank characters the source shows."),
            ("placed", "integer", "Số ký tự có chỗ", "How many of them the record holds or names as furniture."),
            ("tasks", "integer", "Số nhiệm vụ", "Rows in table tasks."),
            ("targets", "integer", "Số chỉ tiêu", "Rows in table targets."),
            ("references", "integer", "Số văn bản viện dẫn", "Rows in table references."),
            ("problems", "integer", "Số điểm cần xem lại", "Problems found inside the document."),
            ("errors", "integer", "Số lỗi", "Those of severity error."),
            ("schema_version", "string", "Phiên bản lược đồ", "Schema version of the record."),
        ),
    ),
    ("plan_id",),
)

TASKS = TableSchema(
    "tasks",
    "One row a task: who does what by when.",
    (
        PLAN_ID,
        *OF_PLAN,
        *_fields(
            ("id", "string", "Mã nhiệm vụ", "Identifier within the plan."),
            ("table", "string", "Bảng", "Table the task stands in, or the path of its section."),
            ("group", "strings", "Nhóm", "Headings above the task, outermost first."),
            ("marker", "string", "STT", "Number as printed."),
            ("task", "string", "Nhiệm vụ", "What is to be done, as written."),
            ("deliverable", "string", "Sản phẩm", "What is to be handed in, as written."),
            ("lead", "string", "Chủ trì", "The unit in charge, as written."),
            ("lead_names", "strings", "Chủ trì (tên đầy đủ)", "Units in charge by the names of the lexicon."),
            ("coordinating", "string", "Phối hợp", "Units that take part, as written."),
            ("coordinating_names", "strings", "Phối hợp (tên đầy đủ)", "The same by the names of the lexicon."),
            ("deadline", "string", "Thời hạn", "The deadline as written."),
            ("deadline_kind", "string", "Loại thời hạn", "Kind of deadline (point, period, recurring ...)."),
            ("deadline_edtf", "string", "Thời hạn (EDTF)", "The deadline in EDTF, levels 0 to 2."),
            ("due_latest", "date", "Hạn cuối", "The last day on which the task is in time."),
            ("rrule", "string", "Chu kỳ (RRULE)", "Recurrence rule of RFC 5545, without DTSTART."),
            ("targets", "strings", "Chỉ tiêu", "Targets in the task, as written."),
            ("references", "strings", "Văn bản viện dẫn", "Codes (or titles) of the documents the task cites."),
            ("extra", "strings", "Cột khác", 'Cells of columns without a role: "column: value".'),
            (
                "page",
                "integer",
                "Trang",
                "Page the task begins on, from 1; empty where the source has no pages.",
            ),
            ("problems", "strings", "Cần xem lại", "Codes of the problems of this task."),
            ("items", "strings", "Ý trong ô", "Bullets of the task's own cell."),
            ("boundary", "string", "Mốc", "on, by, before, after or from."),
            ("operator", "string", "Phép nối", "all or one: whether every time of a set counts."),
            ("frequency", "string", "Tần suất", "Times a duration: n/ISO 8601."),
            ("condition", "string", "Điều kiện", "The event a deadline depends on, as written."),
            ("year_source", "string", "Nguồn của năm", "Where the year of the deadline was taken from."),
            ("approximate", "boolean", "Ước chừng", "Whether the deadline is approximate."),
            ("lead_ids", "strings", "Mã chủ trì", "Identifiers in the lexicon; unknown units have none."),
            ("target_ids", "strings", "Mã chỉ tiêu", "Identifiers of the targets."),
            ("reference_ids", "strings", "Mã viện dẫn", "Identifiers of the references."),
        ),
    ),
    ("plan_id", "id"),
    (_TO_PLAN,),
)

REFERENCES = TableSchema(
    "references",
    "One row a document that a plan cites.",
    (
        PLAN_ID,
        *OF_PLAN,
        *_fields(
            ("id", "string", "Mã viện dẫn", "Identifier within the plan."),
            ("kind", "string", "Loại văn bản", "Kind of the cited document."),
            ("code", "string", "Số, ký hiệu", "Its number and symbol; empty for a law cited by name."),
            ("number", "string", "Số", "Its number."),
            ("year", "integer", "Năm", "Its year, where the symbol has one."),
            ("symbol", "string", "Ký hiệu", "Its symbol."),
            ("reference_issued_on", "date", "Ngày của văn bản viện dẫn", "Its date as cited."),
            ("reference_issuer", "string", "Cơ quan của văn bản viện dẫn", "Its issuer."),
            ("issuer_stated", "string", "Cơ quan (theo lời văn)", "The issuer the plan states."),
            ("issuer_inferred", "string", "Cơ quan (theo ký hiệu)", "The issuer its symbol belongs to."),
            ("title", "string", "Trích yếu", "Its title as cited."),
            ("uri", "string", "IRI", "Akoma Ntoso work IRI."),
            ("urn", "string", "URN", "Unregistered urn:lex alias."),
            ("mentions", "integer", "Số lần nhắc", "How often the plan mentions it."),
            ("work_id", "string", "Mã văn bản chung", "The row of table works that brings all plans together."),
        ),
    ),
    ("plan_id", "id"),
    (_TO_PLAN, ForeignKey(("work_id",), "works", ("work_id",))),
)

MENTIONS = TableSchema(
    "mentions",
    "One row a place where a document is cited.",
    (
        PLAN_ID,
        *OF_PLAN,
        *_fields(
            ("reference", "string", "Mã viện dẫn", "Identifier of the reference."),
            ("position", "integer", "Thứ tự", "Which mention of the reference, from 1."),
            ("code", "string", "Số, ký hiệu", "Number and symbol of the cited document."),
            ("text", "string", "Nguyên văn", "The citation as written."),
            ("start", "integer", "Từ ký tự", "Its start in the record's text, in code points."),
            ("end", "integer", "Đến ký tự", "Its end, exclusive."),
            ("relation", "string", "Quan hệ", "based_on, implements, cites, amends ..."),
            ("pinpoint", "string", "Điều, khoản", "Article or clause that is meant."),
            ("self", "boolean", "Chính văn bản", "Whether the document cites itself."),
            ("task", "string", "Mã nhiệm vụ", "The task it stands in."),
        ),
        _PAGE,
    ),
    ("plan_id", "reference", "position"),
    (_TO_PLAN, ForeignKey(("plan_id", "reference"), "references", ("plan_id", "id"))),
)

TARGETS = TableSchema(
    "targets",
    "One row a quantity a plan aims at.",
    (
        PLAN_ID,
        *OF_PLAN,
        *_fields(
            ("id", "string", "Mã chỉ tiêu", "Identifier within the plan."),
            ("text", "string", "Nguyên văn", "The phrase as written."),
            ("kind", "string", "Loại", "ratio, count, money, measure, duration, score, rank, times ..."),
            ("change", "string", "Tăng, giảm", "increase, decrease or empty."),
            ("comparator", "string", "So sánh", "eq, ge, gt, le, lt, approx, range, ge_range, le_range."),
            ("min", "number", "Từ", "Lower bound, or the value itself."),
            ("max", "number", "Đến", "Upper bound."),
            ("of", "number", "Trên tổng số", "What a fraction is taken of."),
            ("unit", "string", "Đơn vị", "Unit in UCUM."),
            ("currency", "string", "Tiền tệ", "Currency in ISO 4217."),
            ("per", "strings", "Mỗi", "What the quantity is counted by."),
            ("noun", "string", "Đối tượng", "What is counted or measured, as written."),
            ("start", "integer", "Từ ký tự", "Start in the record's text, in code points."),
            ("end", "integer", "Đến ký tự", "End, exclusive."),
        ),
        _PAGE,
    ),
    ("plan_id", "id"),
    (_TO_PLAN,),
)

AGENCIES = TableSchema(
    "agencies",
    "One row a unit that leads or takes part in a task.",
    (
        PLAN_ID,
        *OF_PLAN,
        *_fields(
            ("task", "string", "Mã nhiệm vụ", "Identifier of the task."),
            ("role", "string", "Vai trò", "lead or coordinating."),
            ("position", "integer", "Thứ tự", "Which unit of the cell, from 1."),
            ("text", "string", "Nguyên văn", "The unit as written."),
            ("id", "string", "Mã đơn vị", "Identifier in the lexicon; empty for a unit it does not hold."),
            ("name", "string", "Tên đầy đủ", "Name in the lexicon."),
            ("level", "string", "Cấp", "central, province, district, commune or other."),
            ("matched", "boolean", "Khớp danh mục", "Whether the unit was found in the lexicon."),
            ("candidates", "strings", "Khả năng khác", "Names an ambiguous text may mean."),
        ),
    ),
    ("plan_id", "task", "role", "position"),
    (_TO_PLAN, ForeignKey(("plan_id", "task"), "tasks", ("plan_id", "id"))),
)

PROBLEM_ROWS = TableSchema(
    "problems",
    "One row a thing to review, in a plan or across plans.",
    (
        PLAN_ID,
        *OF_PLAN,
        *_fields(
            ("position", "integer", "Thứ tự", "Number within the plan, from 1."),
            ("code", "string", "Mã", "Stable code of the problem."),
            ("severity", "string", "Mức", "info, warning or error."),
            ("message", "string", "Nội dung", "What was read and what is doubtful."),
            ("subject", "string", "Về", "Identifier or field it is about."),
        ),
        _PAGE,
    ),
    ("plan_id", "position"),
    (_TO_PLAN,),
)

WORKS = TableSchema(
    "works",
    "One row a cited document, over all plans that cite it.",
    _fields(
        ("work_id", "string", "Mã văn bản chung", "Identifier: the work IRI without the day it was issued."),
        ("kind", "string", "Loại văn bản", "Kind most plans give."),
        ("code", "string", "Số, ký hiệu", "Number and symbol; empty for a law cited by name."),
        ("issued_on", "date", "Ngày", "The date a clear majority of plans states; empty without one."),
        ("dates", "strings", "Các ngày", "Every date seen, the commonest first."),
        ("date_plans", "integers", "Số kế hoạch mỗi ngày", "How many plans state each of these dates."),
        ("issuers", "strings", "Cơ quan", "Issuers seen, the commonest first."),
        ("titles", "strings", "Trích yếu", "Titles seen, the commonest first, at most ten."),
        ("plans", "integer", "Số kế hoạch", "Number of plans that cite it."),
        ("mentions", "integer", "Số lần nhắc", "Number of mentions in them."),
    ),
    ("work_id",),
)

MANIFEST = TableSchema(
    "manifest",
    "One row an input file, whatever happened to it.",
    _fields(
        ("path", "string", "Đường dẫn", "Path of the file below the input that named it."),
        ("bytes", "integer", "Kích thước", "Size of the file."),
        ("sha256", "string", "SHA-256", "SHA-256 of its bytes; empty where it could not be read."),
        ("plan_id", "string", "Mã bản ghi", "Its record; empty where there is none."),
        ("duplicate_of", "string", "Trùng với", "Path of the file with the same bytes whose name the record bears."),
        ("media_type", "string", "Kiểu tệp", "Media type of the file."),
        ("status", "string", "Kết quả", "ok, or why there is no record."),
        ("error", "string", "Lỗi", "The message a user reads; empty with ok."),
        ("exit_code", "integer", "Mã thoát", "The exit code of the command for this file alone."),
        ("pages", "integer", "Số trang", "Pages; empty without a record."),
        ("problems", "integer", "Số điểm cần xem lại", "Problems in the record; empty without one."),
        ("seconds", "number", "Giây", "Time the file took; differs from run to run."),
        ("peak_memory", "integer", "Bộ nhớ", "Greatest memory its process held, in bytes; differs from run to run."),
        ("version", "string", "Phiên bản", "Version of the program that read it."),
        ("options", "string", "Tùy chọn", "Digest of those options that change a record."),
    ),
    ("path",),
    (ForeignKey(("plan_id",), "plans", ("plan_id",)),),
)

RECORD_TABLES = (PLANS, TASKS, REFERENCES, MENTIONS, TARGETS, AGENCIES, PROBLEM_ROWS)
TABLES = {table.name: table for table in (*RECORD_TABLES, WORKS, MANIFEST)}

# The columns of `extract plan.pdf -o plan.csv` are fixed: users' scripts depend on them.
TASK_COLUMNS = (
    *(field.name for field in OF_PLAN),
    *("table", "group", "marker", "task", "deliverable", "lead", "lead_names", "coordinating"),
    *("coordinating_names", "deadline", "deadline_kind", "deadline_edtf", "due_latest", "rrule"),
    *("targets", "references", "extra", "page", "problems"),
)
