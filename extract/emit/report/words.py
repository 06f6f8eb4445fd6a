"""The words of a report, in Vietnamese and in English."""

from __future__ import annotations

from extract.emit.words import Language, words_in

_SAID = {
    "heading": ("Tổng quan bộ dữ liệu", "The dataset at a glance"),
    "skip": ("Đến nội dung", "Skip to content"),
    "contents": ("Mục lục", "Contents"),
    "partial": (
        "Bộ dữ liệu chưa đầy đủ: lần chạy bị ngắt, còn tệp chưa đọc. "
        "Chạy lại cùng lệnh để tiếp tục.",
        "This dataset is partial: its run was interrupted and files are left. The same command "
        "goes on.",
    ),
    "totals": ("Có những gì", "What is in it"),
    "files": ("tệp đầu vào", "input files"),
    "failed": ("tệp không đọc được", "files without a record"),
    "plans": ("văn bản", "documents"),
    "works": ("văn bản khác nhau", "different documents"),
    "tasks": ("nhiệm vụ", "tasks"),
    "targets": ("chỉ tiêu", "targets"),
    "references": ("viện dẫn", "references"),
    "cited": ("văn bản được viện dẫn", "cited documents"),
    "problems_count": ("điểm cần xem lại", "problems"),
    "coverage": ("Theo tỉnh và theo cấp", "By province and level"),
    "coverage_about": (
        "Số văn bản của mỗi tỉnh, chia theo cấp của cơ quan ban hành.",
        "Documents of each province, by the level of the issuer.",
    ),
    "province": ("Tỉnh, thành phố", "Province"),
    "no_province": ("Không nói tỉnh nào", "No province stated"),
    "total": ("Tổng", "Total"),
    "deadlines": ("Hạn cuối theo quý", "Deadlines by quarter"),
    "deadlines_about": (
        "Số nhiệm vụ có ngày hạn cuối trong mỗi quý; năm không có nhiệm vụ nào thì bỏ qua.",
        "Tasks whose last day lies in each quarter; years without any are left out.",
    ),
    "year": ("Năm", "Year"),
    "quarter": ("Quý {0}", "Q{0}"),
    "undated": ("Nhiệm vụ không có ngày hạn cuối", "Tasks without a last day"),
    "kind": ("Loại thời hạn", "Kind of deadline"),
    "leads": ("Đơn vị chủ trì nhiều nhất", "Commonest units in charge"),
    "leads_about": (
        "Số nhiệm vụ mà mỗi đơn vị chủ trì.",
        "Tasks that each unit is in charge of.",
    ),
    "unit": ("Đơn vị", "Unit"),
    "known": ("Có trong danh mục", "In the lexicon"),
    "yes": ("có", "yes"),
    "no": ("không", "no"),
    "most_cited": ("Văn bản được viện dẫn nhiều nhất", "Most cited documents"),
    "cited_about": (
        "Số văn bản viện dẫn mỗi văn bản này.",
        "Documents that cite each of these.",
    ),
    "document": ("Văn bản", "Document"),
    "day": ("Ngày", "Date"),
    "mentions": ("Lần nhắc", "Mentions"),
    "citing": ("Được viện dẫn trong", "Cited by"),
    "more": ("và {0} văn bản nữa", "and {0} more"),
    "confidence": ("Độ tin cậy", "Confidence"),
    "confidence_about": (
        "Các hàng của mỗi bảng theo giá trị kém chắc nhất trong hàng (0 đến 1).",
        "Rows of each table by the weakest value in them (0 to 1).",
    ),
    "table": ("Bảng", "Table"),
    "agencies": ("đơn vị", "units"),
    "other": ("Khác", "Other"),
    "unknown": ("không rõ", "unknown"),
    "weak": ("Nhiệm vụ kém chắc nhất", "The least sure tasks"),
    "task": ("Nhiệm vụ", "Task"),
    "deadline": ("Thời hạn", "Deadline"),
    "page": ("Trang", "Page"),
    "problems": ("Điểm cần xem lại", "What to review"),
    "problems_about": ("Số điểm theo loại.", "Problems by their code."),
    "severity": ("Mức", "Severity"),
    "problem": ("Điểm", "Problem"),
    "code": ("Mã", "Code"),
    "rows": ("Số điểm", "Problems"),
    "worst": ("Nhiều nhất ở", "Most of them in"),
    "failures": ("Tệp không đọc được", "Files without a record"),
    "no_failures": ("Mọi tệp đều đọc được.", "Every file gave a record."),
    "cause": ("Nguyên nhân", "Cause"),
    "count": ("Số tệp", "Files"),
    "file": ("Tệp", "File"),
    "message": ("Thông báo", "Message"),
    "documents": ("Các văn bản nêu ở trên", "The documents named above"),
    "issuer": ("Cơ quan ban hành", "Issuer"),
    "none": ("Không có.", "None."),
    "footer": (
        "Lập tự động từ các bảng của bộ dữ liệu. Văn bản gốc là căn cứ.",
        "Made from the tables of the dataset. The documents themselves are what counts.",
    ),
}
_STATUSES = {
    "ok": ("Đã đọc", "Read"),
    "timeout": ("Quá thời gian", "Took too long"),
    "memory": ("Quá bộ nhớ", "Needed too much memory"),
    "limit": ("Chạm giới hạn", "A limit was hit"),
    "damaged": ("Tệp hỏng", "Damaged"),
    "encrypted": ("Có mật khẩu", "Behind a password"),
    "unsupported": ("Loại tệp không đọc được", "Of a kind that is not read"),
    "unreadable": ("Không mở được", "Cannot be opened"),
    "not-administrative": ("Không phải văn bản hành chính", "No administrative document"),
    "missing-program": ("Thiếu chương trình hoặc bỏ qua trang ảnh", "A program is missing"),
    "no-record": ("Không phải bản ghi", "No record"),
    "program-error": ("Lỗi của chương trình", "Program error"),
    "pending": ("Chưa đọc", "Not read yet"),
}
_KINDS = {
    None: ("Không nêu thời hạn", "No deadline stated"),
    "continuous": ("Thường xuyên", "Continuous"),
    "recurring": ("Định kỳ", "Recurring"),
    "conditional": ("Theo điều kiện", "Conditional"),
    "relative": ("Tính từ một ngày khác", "Relative to another day"),
    "after": ("Sau một ngày", "After a day"),
    "composite": ("Nhiều mốc", "Several times"),
    "unread": ("Không đọc được", "Not read"),
    "empty": ("Để trống", "Left empty"),
    "ditto": ("Như trên", "As above"),
    "data_window": ("Thời gian của số liệu", "The time of data"),
}


class Wording:
    """The words of one language: ``vi`` or ``en``."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._shared = words_in(language)
        self._at = 0 if language == "vi" else 1

    def __call__(self, name: str, *values: object) -> str:
        """A word or sentence by its name, with values put in."""
        return _SAID[name][self._at].format(*values)

    def level(self, level: str | None) -> str:
        """A level of government."""
        if level in (None, "other"):
            return self(level or "unknown")
        return self._shared.get(f"level.{level}", str(level))

    def severity(self, severity: str) -> str:
        """How much a problem matters."""
        return self._shared.get(f"severity.{severity}", severity)

    def problem(self, code: str) -> str:
        """What a problem is; a code that is not known as it is."""
        return self._shared.get(f"problem.{code}", code)

    def status(self, status: str) -> str:
        """What became of a file; a word that is not known as it is."""
        return _STATUSES[status][self._at] if status in _STATUSES else status

    def kind(self, kind: str | None) -> str:
        """A kind of deadline; one that is not known as it is."""
        return _KINDS[kind][self._at] if kind in _KINDS else str(kind)

    def number(self, count: int) -> str:
        """A count with its thousands parted."""
        return f"{count:,}".replace(",", "." if self._at == 0 else ",")

    def decimal(self, value: float) -> str:
        """A confidence with two places."""
        cut = int(value * 100 + 1e-9) / 100  # 0.999 is not 1
        return f"{cut:.2f}".replace(".", "," if self._at == 0 else ".")

    def day(self, iso: str | None) -> str:
        """A day as the language writes it."""
        if iso is None or self._at:
            return iso or ""
        return "/".join(reversed(iso.split("-")))
