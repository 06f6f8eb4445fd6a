"""Table ``targets``: the quantities that plans aim at."""

from __future__ import annotations

from schemas.dataset.shapes import CONFIDENCE, PAGE, SPAN, copied, table_of_plans

TARGETS = table_of_plans(
    "targets",
    "One row a quantity a plan aims at.",
    (
        copied("id", "string", "Mã chỉ tiêu", "Identifier within the plan."),
        copied("text", "string", "Nguyên văn", "The phrase as written."),
        copied(
            "kind",
            "string",
            "Loại",
            "ratio, count, money, measure, duration, score, rank, times ...",
        ),
        copied("change", "string", "Tăng, giảm", "increase, decrease or empty."),
        copied(
            "comparator",
            "string",
            "So sánh",
            "eq, ge, gt, le, lt, approx, range, ge_range, le_range.",
        ),
        copied("min", "number", "Từ", "Lower bound, or the value itself."),
        copied("max", "number", "Đến", "Upper bound."),
        copied("of", "number", "Trên tổng số", "What a fraction is taken of."),
        copied("unit", "string", "Đơn vị", "Unit in UCUM."),
        copied("currency", "string", "Tiền tệ", "Currency in ISO 4217."),
        copied("per", "strings", "Mỗi", "What the quantity is counted by."),
        copied("noun", "string", "Đối tượng", "What is counted or measured, as written."),
        *SPAN,
        PAGE,
        copied("status", "string", "Tính chất", "aim, result, estimate or budget."),
        copied("period", "string", "Thời kỳ", "The time it is stated for, EDTF."),
        CONFIDENCE,
    ),
    about="targets[]",
    key=("id",),
)
