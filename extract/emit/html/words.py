"""The words of the page: what a Vietnamese official calls the record's values."""

DEADLINE_KINDS = {
    "continuous": "Thường xuyên",
    "recurring": "Định kỳ",
    "conditional": "Theo điều kiện",
    "relative": "Tính từ ngày ban hành",
    "composite": "Nhiều mốc",
}
SEVERITIES = {"error": "Lỗi", "warning": "Cần xem lại", "info": "Ghi chú"}
LEVELS = {"commune": "Cấp xã", "district": "Cấp huyện", "province": "Cấp tỉnh", "central": "Trung ương"}
RELATIONS = {
    "based_on": "căn cứ",
    "implements": "thực hiện",
    "cites": "viện dẫn",
    "attached_to": "kèm theo",
    "amends": "sửa đổi, bổ sung",
    "replaces": "thay thế",
    "repeals": "bãi bỏ",
    "guides": "hướng dẫn",
    "details": "quy định chi tiết",
    "corrects": "đính chính",
    "proposed_by": "theo đề nghị",
    "self": "chính văn bản này",
}
# A code that is not here yet shows as it is.
PROBLEMS = {
    "agency-unmatched": "Đơn vị không có trong danh mục",
    "date-against-consensus": "Ngày khác với đa số kế hoạch khác",
    "deadline-before-issue": "Thời hạn trước ngày ban hành",
    "deadline-outside-period": "Thời hạn ngoài thời kỳ của kế hoạch",
    "deadline-unread": "Không đọc được thời hạn",
    "header-missing": "Thiếu thông tin ở phần đầu văn bản",
    "header-repaired": "Thông tin ở phần đầu được hiểu lại",
    "issuer-conflict": "Cơ quan ban hành không khớp ký hiệu",
    "marker-gap": "Số thứ tự ngắt quãng hoặc trùng",
    "not-a-plan": "Văn bản không phải kế hoạch",
    "number-missing": "Thiếu con số",
    "field-illegible": "Viết tay hoặc mờ, không đọc chắc được",
    "low-confidence": "Nhận dạng chưa chắc chắn, cần kiểm tra",
    "ocr-repaired": "Chữ nhận dạng được hiểu lại",
    "text-layer-repaired": "Lớp chữ sai của tệp được hiểu lại",
    "text-recognised": "Trang được nhận dạng từ ảnh",
    "page-unread": "Có trang không đọc được",
    "reference-dates-differ": "Một văn bản được dẫn với hai ngày khác nhau",
    "reference-repaired": "Số, ký hiệu được hiểu lại",
    "reference-unresolved": "Không rõ viện dẫn văn bản nào",
    "second-engine": "Trang được đọc bằng bộ đọc thứ hai",
    "text-layer-broken": "Lớp chữ của tệp bị hỏng",
    "text-unplaced": "Có chữ chưa xếp được vào bản ghi",
}
