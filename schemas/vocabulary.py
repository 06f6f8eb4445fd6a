"""The closed vocabularies of a record: every word with its meaning. A new word raises the minor schema version."""

from __future__ import annotations

from typing import Literal, NamedTuple

Level = Literal["central", "province", "district", "commune", "other"]
Severity = Literal["info", "warning", "error"]
TextLayer = Literal["digital", "ocr", "mixed", "none"]
TableKind = Literal["tasks", "targets", "other"]
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
]
Boundary = Literal["on", "by", "before", "after", "from"]
Operator = Literal["all", "one"]
YearSource = Literal["cell", "neighbour", "column", "group", "title", "caption", "issue_date", "option"]
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
            "province": "a province or a city under the central government (*tỉnh, thành phố trực thuộc trung ương*)",
            "district": "a district, town or city of a province (*huyện, quận, thị xã*); the level ended on 2025-06-30",
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
            "error": "a part of the document is not in the record; `--strict` ends with exit code 1",
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
            "tasks": "work to be done: its rows are in `tasks`",
            "targets": "figures to be reached: its values are in `targets`",
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
            "conditional": "an event nobody can date yet: *khi có yêu cầu*, *sau khi tỉnh ban hành*",
            "composite": "parts of different kinds: *quý I; thường xuyên*",
            "data_window": "the days a report's figures cover, which is no deadline",
            "ditto": "a mark of repetition: *nt*, *như trên*",
            "empty": "a cell without a time (a dash), or one that says the work is done",
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
            "neighbour": "a cell above it in the same column",
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
)
