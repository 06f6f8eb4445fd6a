"""Table ``plans``: the documents themselves."""

from __future__ import annotations

from schemas.dataset.shapes import CONFIDENCE, TableField, table_of_plans

_GSO = "Code of the General Statistics Office"

_HEADER = (
    TableField("kind", "string", "Loại văn bản", "Kind of document as printed.", "header.kind"),
    TableField(
        "kind_code",
        "string",
        "Ký hiệu loại",
        "Official abbreviation of the kind (KH, QĐ, BC).",
        "header.kind_code",
    ),
    TableField("number", "string", "Số", "Number without the symbol.", "header.number"),
    TableField("symbol", "string", "Ký hiệu", "Symbol without the number.", "header.symbol"),
    TableField(
        "issued_at", "string", "Nơi ban hành", "Place printed before the date.", "header.issued_at"
    ),
    TableField("title", "string", "Trích yếu", "Subject line, without the kind.", "header.title"),
    TableField("period", "string", "Thời kỳ", "What the plan covers, EDTF.", "header.period"),
    TableField(
        "level",
        "string",
        "Cấp",
        "Level of the issuer: central, province, district or commune.",
        "header.level",
    ),
    TableField(
        "parent",
        "string",
        "Cơ quan chủ quản",
        "The body above the issuer, as printed.",
        "header.parent",
    ),
)
_PLACE = (
    TableField("commune_code", "string", "Mã xã", f"{_GSO}.", "header.place.commune.code"),
    TableField(
        *("commune_successor", "string", "Xã sau sắp xếp", "The unit that took the commune over."),
        path="header.place.commune.successor.name",
    ),
    TableField(
        *("commune_successor_code", "string", "Mã xã sau sắp xếp", f"{_GSO} for that unit."),
        path="header.place.commune.successor.code",
    ),
    TableField("district_code", "string", "Mã huyện", f"{_GSO}.", "header.place.district.code"),
    TableField("province_code", "string", "Mã tỉnh", f"{_GSO}.", "header.place.province.code"),
)
_SIGNED = (
    TableField(
        "signatory",
        "string",
        "Người ký",
        "Who signed; empty where names were left out.",
        "header.signatory.name",
    ),
    TableField(
        "signatory_position",
        "string",
        "Chức vụ",
        "Position of the signatory.",
        "header.signatory.position",
    ),
    TableField(
        *(
            "signatory_authority",
            "string",
            "Thẩm quyền ký",
            "Printed power to sign: TM., KT., TL., TUQ., Q.",
        ),
        path="header.signatory.authority",
    ),
    TableField(
        "recipients", "strings", "Nơi nhận", "Recipients as printed.", "header.recipients[].name"
    ),
    TableField("urgency", "string", "Độ khẩn", "Mark of urgency as printed.", "header.urgency"),
    TableField("secrecy", "string", "Độ mật", "Mark of secrecy as printed.", "header.secrecy"),
    TableField(
        *(
            "issued_by_code",
            "string",
            "Văn bản ban hành",
            "Code of the decision that issues the plan.",
        ),
        path="header.issued_by.code",
    ),
)
_SOURCE = (
    TableField("source_name", "string", "Tên tệp", "File name of the source.", "source.name"),
    TableField("sha256", "string", "SHA-256", "SHA-256 of the source.", "source.sha256"),
    TableField(
        "media_type", "string", "Kiểu tệp", "Media type of the source.", "source.media_type"
    ),
    TableField("bytes", "integer", "Kích thước", "Size of the source, in bytes.", "source.bytes"),
    TableField(
        *("pages", "integer", "Số trang", "Pages of the source; empty where the format has none."),
        path="source.pages",
    ),
    TableField(
        "text_layer", "string", "Lớp chữ", "digital, ocr, mixed or none.", "source.text_layer"
    ),
)
_COUNTS = (
    TableField(
        "characters",
        "integer",
        "Số ký tự",
        "Non-blank characters the source shows.",
        "coverage.characters",
    ),
    TableField(
        *(
            "placed",
            "integer",
            "Số ký tự có chỗ",
            "How many of them the record holds or names as furniture.",
        ),
        path="coverage.placed",
    ),
    TableField("tasks", "integer", "Số nhiệm vụ", "Rows in table tasks."),
    TableField("targets", "integer", "Số chỉ tiêu", "Rows in table targets."),
    TableField("references", "integer", "Số văn bản viện dẫn", "Rows in table references."),
    TableField("problems", "integer", "Số điểm cần xem lại", "Problems found inside the document."),
    TableField("errors", "integer", "Số lỗi", "Those of severity error."),
    TableField(
        "schema_version",
        "string",
        "Phiên bản lược đồ",
        "Schema version of the record.",
        "schema_version",
    ),
    CONFIDENCE,
)
_SAME = (
    TableField(
        *("work_id", "string", "Mã văn bản chung"),
        "The plan itself in the form of works.work_id: files of one plan share it, and rows of "
        "references that cite it have it.",
    ),
    TableField(
        *("preferred", "boolean", "Bản nên dùng"),
        "Whether this is the best file of its plan: born digital before scans.",
    ),
)

PLANS = table_of_plans(
    "plans",
    "One row a document.",
    (*_HEADER, *_PLACE, *_SIGNED, *_SOURCE, *_COUNTS, *_SAME),
    about="",
)
