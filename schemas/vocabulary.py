"""The closed vocabularies of a record: every word with its meaning.
A new word raises the minor schema version.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

Level = Literal["central", "province", "district", "commune", "other"]
Severity = Literal["info", "warning", "error"]
TextLayer = Literal["digital", "ocr", "mixed", "none"]
TableKind = Literal[
    "tasks",
    "targets",
    "budget",
    "procedures",
    "inventory",
    "statistics",
    "persons",
    "documents",
    "glossary",
    "form",
    "other",
]
ColumnRole = Literal[
    "marker",
    "task",
    "deliverable",
    "lead",
    "coordinating",
    "deadline",
    "budget",
    "target",
    "unit",
    "note",
    "other",
]
DeadlineKind = Literal[
    "point",
    "period",
    "range",
    "before",
    "after",
    "set_all",
    "set_one",
    "continuous",
    "recurring",
    "relative",
    "conditional",
    "composite",
    "data_window",
    "ditto",
    "empty",
    "unread",
]
Boundary = Literal["on", "by", "before", "after", "from"]
Operator = Literal["all", "one"]
YearSource = Literal[
    "cell",
    "neighbour",
    "above",
    "column",
    "group",
    "title",
    "caption",
    "issue_date",
    "option",
]
TargetKind = Literal[
    "ratio",
    "count",
    "money",
    "measure",
    "duration",
    "score",
    "rank",
    "times",
    "fraction",
    "ordinal",
]
TargetStatus = Literal["aim", "result", "estimate", "budget"]
Direction = Literal["increase", "decrease"]
Comparator = Literal["eq", "ge", "gt", "le", "lt", "approx", "range", "ge_range", "le_range"]
Relation = Literal[
    "based_on",
    "implements",
    "cites",
    "attached_to",
    "amends",
    "replaces",
    "repeals",
    "guides",
    "details",
    "corrects",
    "proposed_by",
    "self",
]
FurnitureKind = Literal[
    "page-number",
    "running-head",
    "stamp",
    "seal",
    "signature",
    "watermark",
    "margin",
    "form-field",
    "header",
    "footer",
    "annotation",
    "comment",
    "text-box",
    "shape",
    "chart",
    "attachment",
]
HiddenReason = Literal[
    "white",
    "tiny",
    "invisible",
    "clipped",
    "outside",
    "covered",
    "transparent",
    "layer-off",
    "actual-text",
    "font-lies",
    "vanish",
    "deleted",
    "redacted",
]
UnreadKind = Literal["time", "code", "quantity", "agency", "duty", "picture"]
CorrectionOp = Literal["set", "confirm", "add", "remove"]


class Vocabulary(NamedTuple):
    """A closed set of words: ``type`` is its Literal, ``words`` says what each of them means."""

    name: str
    type: object
    meaning: str
    words: dict[str, str]


VOCABULARIES = (
    Vocabulary(
        "level",
        Level,
        "The level of government a body belongs to.",
        {
            "central": "the state as a whole: National Assembly, Government, ministries",
            "province": (
                "a province or a city under the central government (*tỉnh, thành phố trực thuộc "
                "trung ương*)"
            ),
            "district": (
                "a district, town or city of a province (*huyện, quận, thị xã*); the level ended "
                "on 2025-06-30"
            ),
            "commune": "a commune, ward or township (*xã, phường, thị trấn, đặc khu*)",
            "other": "none of these: schools, hamlets, companies, households",
        },
    ),
    Vocabulary(
        "severity",
        Severity,
        "How much a problem matters.",
        {
            "info": "for the record; the values can be used as they are",
            "warning": "a value may be wrong or missing; look at the place it names",
            "error": (
                "a part of the document is not in the record; `--strict` ends with exit code 1"
            ),
        },
    ),
    Vocabulary(
        "text_layer",
        TextLayer,
        "Where the letters of a document come from.",
        {
            "digital": "the file itself",
            "ocr": "recognition of its pages' pictures",
            "mixed": "some pages are read, others recognised",
            "none": "a format without pages (DOCX, DOC, text)",
        },
    ),
    Vocabulary(
        "table kind",
        TableKind,
        "What a table is about.",
        {
            "tasks": (
                "work to be done, schedules and steps with a doer or a day too: its rows are in "
                "`tasks`"
            ),
            "targets": "figures to be reached: its values are in `targets`",
            "budget": "money by purpose, source or year",
            "procedures": "administrative procedures (*thủ tục hành chính*)",
            "inventory": "things with their numbers: equipment, works, sites",
            "statistics": "figures of the past, or of how things stand",
            "persons": "members, participants, contacts",
            "documents": "documents there are; those to be drafted are `tasks`",
            "glossary": "abbreviations or terms with their meaning",
            "form": "a form to be filled in",
            "other": "anything else; the rows stand in `tables` only",
        },
    ),
    Vocabulary(
        "column role",
        ColumnRole,
        "What a column holds, told from its header.",
        {
            "marker": "the rows' numbers (*STT, TT*)",
            "task": "what is to be done (*nhiệm vụ, nội dung công việc*)",
            "deliverable": "what is to be handed in (*sản phẩm, kết quả*)",
            "lead": "the unit in charge (*cơ quan chủ trì, đơn vị thực hiện*)",
            "coordinating": "units that take part (*cơ quan phối hợp*)",
            "deadline": "when (*thời gian thực hiện, thời hạn hoàn thành*)",
            "budget": "money (*kinh phí*)",
            "target": "a value to be reached (*chỉ tiêu, kế hoạch năm*)",
            "unit": "the unit of the values (*đơn vị tính*)",
            "note": "remarks (*ghi chú*)",
            "other": "none of these; the cells of a task row stand in its `extra`",
        },
    ),
    Vocabulary(
        "deadline kind",
        DeadlineKind,
        "What form a time has.",
        {
            "point": "one day or month: *ngày 15/6/2024*, *tháng 6*",
            "period": "a span with a name: *quý II*, *năm 2024*, *6 tháng đầu năm*",
            "range": "from one time to another: *từ tháng 3 đến tháng 5*",
            "before": "up to a limit: *trước ngày 30/6*, *chậm nhất tháng 11*",
            "after": "from a time on, without an end: *từ năm 2024*, *kể từ ngày ký*",
            "set_all": "several times, every one of them: *quý II và IV*",
            "set_one": "several times, one of them: *tháng 5 hoặc tháng 6*",
            "continuous": "all the time: *thường xuyên*, *cả năm*",
            "recurring": "again and again: *hằng quý*, *trước ngày 15 hằng tháng*",
            "relative": "a span from a known day, computed: *trong 10 ngày kể từ ngày ký*",
            "conditional": (
                "an event nobody can date yet: *khi có yêu cầu*, *sau khi tỉnh ban hành*"
            ),
            "composite": "parts of different kinds: *quý I; thường xuyên*",
            "data_window": "the days a report's figures cover, which is no deadline",
            "ditto": "a mark of repetition: *nt*, *như trên*",
            "empty": "a cell without a time (a dash), or one that says the work is done",
            "unread": (
                "words that are a deadline and could not be read: `raw` alone is kept "
                "(`deadline-unread`)"
            ),
        },
    ),
    Vocabulary(
        "boundary",
        Boundary,
        "How a time limits the work.",
        {
            "on": "on that day",
            "by": "until its end, that time included",
            "before": "before it, that time excluded",
            "after": "after it, that time excluded",
            "from": "from it on, that time included",
        },
    ),
    Vocabulary(
        "operator",
        Operator,
        "Whether every time of a set counts.",
        {"all": "every one", "one": "any one of them"},
    ),
    Vocabulary(
        "year_source",
        YearSource,
        "Where the year of a deadline was taken from.",
        {
            "cell": "the phrase says it",
            "neighbour": "another item of the same cell",
            "above": (
                "the cell above, for a mark of repetition; then EDTF and due day are from there too"
            ),
            "column": "the header of its column",
            "group": "a heading above the row",
            "title": "the document's title",
            "caption": "the caption of the table",
            "issue_date": "the day the document was issued",
            "option": "`--year`",
        },
    ),
    Vocabulary(
        "target kind",
        TargetKind,
        "What is measured.",
        {
            "ratio": "a share in percent: *100% văn bản*",
            "count": "things or people: *03 mô hình*",
            "money": "an amount of a currency: *58 triệu đồng*",
            "measure": "a physical quantity: *12,5 ha*, *200 tấn*",
            "duration": "a length of time: *03 ngày làm việc*",
            "score": "points: *từ 85 điểm*",
            "rank": "a place in an order: *nhóm 10 xã dẫn đầu*",
            "times": "a multiple: *gấp 2 lần*",
            "fraction": "a part of a whole: *11/15 xã*",
            "ordinal": "levels, classes, grades: *mức độ 3 và 4*",
        },
    ),
    Vocabulary(
        "target status",
        TargetStatus,
        "What a value is to the plan.",
        {
            "aim": "to be reached: *kế hoạch 2024*, *chỉ tiêu giao*",
            "result": "what was reached: *thực hiện 2023*",
            "estimate": "what is expected to have been reached: *ước thực hiện*",
            "budget": "money set aside: the cell of a column *kinh phí*",
        },
    ),
    Vocabulary(
        "change",
        Direction,
        "Whether the number is a change rather than a level.",
        {"increase": "the value is to grow by it", "decrease": "the value is to fall by it"},
    ),
    Vocabulary(
        "comparator",
        Comparator,
        "How the value is to compare with the number.",
        {
            "eq": "equal to it: *đạt 95%*",
            "ge": "at least: *trên*, *tối thiểu*, *trở lên*",
            "gt": "more than, where the text excludes equality",
            "le": "at most: *không quá*, *tối đa*",
            "lt": "less than: *dưới*",
            "approx": "about: *khoảng*",
            "range": "between `min` and `max`: *từ 15% - 20%*",
            "ge_range": "at least a value between the two: *tối thiểu từ 15% - 20%*",
            "le_range": "at most a value between the two",
        },
    ),
    Vocabulary(
        "relation",
        Relation,
        "What the document does with the cited one, by the words beside the mention.",
        {
            "based_on": "is founded on it (*căn cứ*)",
            "implements": "carries it out (*thực hiện, triển khai*)",
            "cites": "names it (*theo, quy định tại*), or no word says more",
            "attached_to": "is attached to it (*kèm theo*)",
            "amends": "changes it (*sửa đổi, bổ sung*)",
            "replaces": "takes its place (*thay thế*)",
            "repeals": "ends it (*bãi bỏ*)",
            "guides": "explains how to apply it (*hướng dẫn*)",
            "details": "regulates it in detail (*quy định chi tiết*)",
            "corrects": "corrects a slip in it (*đính chính*)",
            "proposed_by": "follows its proposal (*theo đề nghị tại Tờ trình*)",
            "self": "speaks of itself (*Kế hoạch này*)",
        },
    ),
    Vocabulary(
        "furniture kind",
        FurnitureKind,
        "What a piece of a page is that was set aside.",
        {
            "page-number": "the number of the page",
            "running-head": "words that every page repeats",
            "stamp": "a receiver's stamp, or one laid over the page",
            "seal": "the seal of a body",
            "signature": "what a digital signature shows",
            "watermark": "letters behind the text",
            "margin": "words down the margin",
            "form-field": "the value of a form's field",
            "header": "the head of a Word page",
            "footer": "the foot of a Word page",
            "annotation": "a note laid on a page",
            "comment": "a reviewer's comment",
            "text-box": "a box beside the text",
            "shape": "words inside a drawing",
            "chart": "words of a chart",
            "attachment": "the name of a file attached to the document",
        },
    ),
    Vocabulary(
        "hidden reason",
        HiddenReason,
        "Why the page does not show letters that the file holds.",
        {
            "white": "their colour is that of what lies behind them",
            "tiny": "they are too small to be seen",
            "invisible": "they are drawn in no colour",
            "clipped": "they lie outside what may be painted",
            "outside": "they lie outside the page",
            "covered": "something was drawn over them",
            "transparent": "they let all light through",
            "layer-off": "their layer is switched off",
            "actual-text": "the file states other letters than it draws",
            "font-lies": "the font draws other shapes than its letters",
            "vanish": "Word hides them",
            "deleted": "a tracked change deleted them",
            "redacted": "they were blacked out; `text` is null unless `--show-redacted` is given",
        },
    ),
    Vocabulary(
        "unread kind",
        UnreadKind,
        "What was seen in the text and came into no field.",
        {
            "time": "a date, a period, a rhythm",
            "code": "the code of a document",
            "quantity": "a number with its unit",
            "agency": "an office",
            "duty": "an order to somebody",
            "picture": "a picture that may hold text",
        },
    ),
    Vocabulary(
        "correction op",
        CorrectionOp,
        "What a person did with a value.",
        {
            "set": "gave it another value",
            "confirm": "found it right",
            "add": "added it",
            "remove": "took it away",
        },
    ),
)
