"""Tables ``references``, ``mentions`` and ``works``: cited documents,
in one plan and over all of them.
"""

from __future__ import annotations

from schemas.dataset.shapes import (
    CONFIDENCE,
    PAGE,
    SPAN,
    ForeignKey,
    TableField,
    TableSchema,
    copied,
    table_of_plans,
)

_NUMBER = "Number and symbol; empty for a law cited by name."

REFERENCES = table_of_plans(
    "references",
    "One row a document that a plan cites.",
    (
        copied("id", "string", "Mã viện dẫn", "Identifier within the plan."),
        copied("kind", "string", "Loại văn bản", "Kind of the cited document."),
        copied("code", "string", "Số, ký hiệu", _NUMBER),
        copied("number", "string", "Số", "Its number."),
        copied("year", "integer", "Năm", "Its year, where the symbol has one."),
        copied("symbol", "string", "Ký hiệu", "Its symbol."),
        TableField(
            "reference_issued_on",
            "date",
            "Ngày của văn bản viện dẫn",
            "Its date as cited.",
            "issued_on",
        ),
        TableField(
            "reference_issuer", "string", "Cơ quan của văn bản viện dẫn", "Its issuer.", "issuer"
        ),
        copied("issuer_stated", "string", "Cơ quan (theo lời văn)", "The issuer the plan states."),
        copied(
            "issuer_inferred",
            "string",
            "Cơ quan (theo ký hiệu)",
            "The issuer its symbol belongs to.",
        ),
        copied("title", "string", "Trích yếu", "Its title as cited."),
        copied("uri", "string", "IRI", "Akoma Ntoso work IRI."),
        copied("urn", "string", "URN", "Unregistered urn:lex alias."),
        TableField("mentions", "integer", "Số lần nhắc", "How often the plan mentions it."),
        TableField(
            "work_id",
            "string",
            "Mã văn bản chung",
            "The row of table works that brings all plans together.",
        ),
        CONFIDENCE,
    ),
    about="references[]",
    key=("id",),
    foreign=(ForeignKey(("work_id",), "works", ("work_id",)),),
)

MENTIONS = table_of_plans(
    "mentions",
    "One row a place where a document is cited.",
    (
        TableField("reference", "string", "Mã viện dẫn", "Identifier of the reference."),
        TableField("position", "integer", "Thứ tự", "Which mention of the reference, from 1."),
        TableField("code", "string", "Số, ký hiệu", _NUMBER),
        copied("text", "string", "Nguyên văn", "The citation as written."),
        *SPAN,
        copied("relation", "string", "Quan hệ", "based_on, implements, cites, amends ..."),
        copied("pinpoint", "string", "Điều, khoản", "Article or clause that is meant."),
        copied("self", "boolean", "Chính văn bản", "Whether the document cites itself."),
        copied("task", "string", "Mã nhiệm vụ", "The task it stands in."),
        PAGE,
        CONFIDENCE,
    ),
    about="references[].mentions[]",
    key=("reference", "position"),
    foreign=(ForeignKey(("plan_id", "reference"), "references", ("plan_id", "id")),),
)

WORKS = TableSchema(
    "works",
    "One row a cited document, over all plans that cite it.",
    (
        TableField(
            "work_id",
            "string",
            "Mã văn bản chung",
            "Identifier: the work IRI without the day it was issued.",
        ),
        TableField("kind", "string", "Loại văn bản", "Kind most plans give."),
        TableField("code", "string", "Số, ký hiệu", _NUMBER),
        TableField(
            "issued_on",
            "date",
            "Ngày",
            "The date a clear majority of plans states; empty without one.",
        ),
        TableField("dates", "strings", "Các ngày", "Every date seen, the commonest first."),
        TableField(
            "date_plans",
            "integers",
            "Số kế hoạch mỗi ngày",
            "How many plans state each of these dates.",
        ),
        TableField(
            "issuers", "strings", "Cơ quan", "Issuers seen, the commonest first, at most ten."
        ),
        TableField(
            "titles", "strings", "Trích yếu", "Titles seen, the commonest first, at most ten."
        ),
        TableField("plans", "integer", "Số kế hoạch", "Number of plans that cite it."),
        TableField("mentions", "integer", "Số lần nhắc", "Number of mentions in them."),
    ),
    ("work_id",),
)
