"""Phrases of plans, programmes and reports with the targets they state, annotated by hand.

A target is written ``kind comparator value unit`` with ``a..b`` for a range, ``n/m`` for a part, then ``+`` or ``-`` for
a change and ``/per`` for denominators. `BLIND` and `HELD_OUT` were annotated before a reading
of them was seen; the rules were improved on `BLIND` before `HELD_OUT` was read the first time.
"""

from __future__ import annotations

from schemas.plan import Target

BLIND: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("- 100% khu công nghiệp có công trình xử lý nước thải tập trung đạt chuẩn.", ("ratio eq 100 %",)),
    ("trong thời hạn tối đa 05 ngày làm việc, kể từ ngày nhận được văn bản của Sở Xây dựng", ()),
    ("Trong thời hạn 15 ngày làm việc kể từ ngày được thành lập, Hội đồng tổ chức họp", ()),
    (
        "hướng đến mục tiêu bố trí tối thiểu 70% trong tổng dự toán chi theo quy định tại điểm đ khoản 2 Điều 4 Nghị định "
        "số 265/2025/NĐ-CP",
        ("ratio ge 70 %",),
    ),
    ("Đảm bảo yêu cầu chủ động về phòng, chống thiên tai theo phương châm 4 tại chỗ", ()),
    ("quy định tại điều 9 Nghị định số 181/2024/NĐ-CP ngày 31/12/2024 của Chính phủ", ()),
    ("làm tròn số nhưng không được ít hơn 01 công trình.", ("count ge 1 {item}",)),
    ("mức tối thiểu của tiêu chuẩn quy mô dân số bằng 80% mức quy định;", ("ratio eq 80 %",)),
    (
        "Đô thị loại II, loại III phải đạt tối thiểu là 75 điểm của các tiêu chí quy định tại Bảng 2A",
        ("score ge 75 {item}",),
    ),
    (
        "tỷ lệ đường xã đạt chuẩn theo quy hoạch đạt 100%, tỷ lệ km đường xã được trồng cây xanh dọc tuyến đường đạt ≥50%;",
        ("ratio eq 100 %", "ratio ge 50 %"),
    ),
    ("Đối tượng: Theo danh sách đơn vị đăng ký (100 người), cụ thể:", ("count eq 100 {person}",)),
    ("Phiên họp phải có trên 50% số thành viên Hội đồng quản trị tham dự.", ("ratio gt 50 %",)),
    ("Số 60 Trần Phú - Ba Đình - Thành phố Hà Nội", ()),
    ("106 Xây dựng hạ tầng trọng yếu cho phát triển kinh tế không gian tầm thấp", ()),
    ("Xét đề nghị của 28 đơn vị tại Văn bản số 05/2026/VLN/CV-LV ngày 21/4/2026;", ()),
    ("sơ kết 3 năm, kết thúc nhiệm kỳ tổng kết thực hiện Kế hoạch", ()),
    ("Ủy ban nhân dân cấp tỉnh gửi 01 bộ hồ sơ bản giấy hoặc bản điện tử đến Bộ", ()),
    ("Buổi sáng (từ 9h00 đến 11h00) – Sinh hoạt theo lớp", ()),
    ("- Người quản lý kho VLNCN: Từ số thứ tự 05 đến số thứ tự 08.", ()),
    ("(tăng gần 12,6 nghìn tỷ đồng so với cùng kỳ năm 2025).", ("money approx 12600000000000 VND +",)),
    ("có quy mô không vượt quá 100 m3/ngày đêm;", ("measure le 100 m3/d /day",)),
    ("Đợt 2: Từ 13h30’ ngày 03/6/2026 (Thứ Tư).", ()),
    ("- Chỉ số sản xuất công nghiệp tăng bình quân 12%/năm.", ("ratio eq 12 %/a + /year",)),
    ("có tổng chiều rộng thông nước từ 200 m trở lên.", ("measure ge 200 m",)),
    ("9. 100% hồ sơ công việc tại cấp tỉnh được xử lý trên môi trường mạng", ("ratio eq 100 %",)),
    ("Thời gian: 1,5 ngày (bắt đầu từ 13h30 thứ Hai ngày 06/7/2026).", ()),
    ("Kích thước nhật ký: 17,5x12cm", ()),
    (
        "Có hạ tầng viễn thông đảm bảo phủ sóng, internet đến 100% khu dân cư nông thôn, vùng sản xuất",
        ("ratio eq 100 %",),
    ),
    ("Dự phòng chung kế hoạch đầu tư công trung hạn giai đoạn 2026 - 2030 là 10%;", ("ratio eq 10 %",)),
    ("Có sản phẩm OCOP 3 sao trở lên;", ()),
    ("Các đơn vị có vốn nhà nước trên 50% đến dưới 100% vốn điều lệ", ("ratio range 50..100 %",)),
    ("Đối với phần vốn của ngân sách cấp xã: phản ánh bằng mã 40472.", ()),
    ("Chủ giấy phép nộp 01 bộ hồ sơ trực tiếp tại Bộ phận một cửa", ()),
    ("tần suất 02 giờ/lần đối với thiết bị đo tự động, trực tuyến.", ()),
    ("Lãi suất nợ quá hạn được tính bằng 130% lãi suất khi cho vay", ("ratio eq 130 %",)),
    ("Tiền gửi của các tổ chức tín dụng Nhà nước bằng 2% số dư nguồn vốn huy động", ("ratio eq 2 %",)),
    (
        "- Thực hiện tổng diện tích gieo trồng 772 ha, trong đó:\n+ Lúa 507 ha",
        ("measure eq 772 har", "measure eq 507 har"),
    ),
    ("- Sản lượng lúa:2.961 tấn; Sản lượng bắp: 14 tấn", ("measure eq 2961 t", "measure eq 14 t")),
    ("- Tổng thu ngân sách trên địa bàn đạt 100% chỉ tiêu trở lên.", ("ratio ge 100 %",)),
    ("- Dân số trung bình 7.129 người", ("count eq 7129 {person}",)),
    ("- Huy động trẻ em 6 tuổi vào lớp 1 đạt 100%.", ("ratio eq 100 %",)),
    ("Tỷ lệ học sinh lên lớp và tốt nghiệp đạt 100% trở lên.", ("ratio ge 100 %",)),
    ("- Mức hưởng thụ văn hoá 45 lần/người/năm.", ("measure eq 45 {visit}/{person}/a /person,year",)),
    (
        "- Tốc độ tăng trưởng kinh tế: 10,8% trở lên. Trong đó Nông lâm thủy sản tăng 3,4%; dịch vụ tăng 14,8%.",
        ("ratio ge 10.8 %", "ratio eq 3.4 % +", "ratio eq 14.8 % +"),
    ),
    (
        "- Cơ cấu các ngành kinh tế: nông, lâm, thủy sản 33,5%; công nghiệp – xây dựng 28,2%; dịch vụ 38,3%.",
        ("ratio eq 33.5 %", "ratio eq 28.2 %", "ratio eq 38.3 %"),
    ),
    (
        "- Tổng sản lượng lương thực có hạt đạt 127.000 tấn trở lên. - Lương thực bình quân đầu người 700kg/ năm trở lên.",
        ("measure ge 127000 t", "measure ge 700 kg/a /year"),
    ),
    ("- Tổng vốn đầu tư toàn xã hội 1.530 tỷ đồng.", ("money eq 1530000000000 VND",)),
    (
        "- Cơ bản hoàn thành xây dựng nông thôn mới tại 3 xã và tiếp tục chỉ đạo xây dựng nông thôn mới tại 2 xã giai đoạn 1 "
        "(2011-2015) và các xã còn lại tăng từ 2 đến 3 tiêu chí.",
        ("count eq 3 {item}", "count eq 2 {item}", "count range 2..3 {item} +"),
    ),
    ("- Xây dựng 6 trường đạt chuẩn quốc gia.", ("count eq 6 {item}",)),
    (
        "- Khai trương xây dựng 15 làng, đơn vị và 1 xã văn hóa. - Tỷ lệ tăng dân số tự nhiên dưới 0,75%.",
        ("count eq 15 {item}", "count eq 1 {item}", "ratio lt 0.75 %"),
    ),
    (
        "- Tỷ lệ trẻ em dưới 5 tuổi suy dinh dưỡng giảm từ 1- 2% (còn dưới 16%)",
        ("ratio range 1..2 % -", "ratio lt 16 %"),
    ),
    (
        "- Giải quyết việc làm cho 3.000 lao động, trong đó xuất khẩu lao động 300 người trở lên.",
        ("count eq 3000 {person}", "count ge 300 {person}"),
    ),
    (
        "- Số hộ dùng nước hợp vệ sinh tăng từ 3% trở lên (để đạt 84% trở lên) - Hộ có nhà tiêu hợp vệ sinh tăng từ 4-5% "
        "(để đạt 60% trở lên)",
        ("ratio ge 3 % +", "ratio ge 84 %", "ratio range 4..5 % +", "ratio ge 60 %"),
    ),
    ("tổng diện tích đất tự nhiên là 4.125,14ha", ("measure eq 4125.14 har",)),
    (
        "sau khi sáp nhập xã có tổng số 15 xóm, 2160 hộ và 9230 nhân khẩu.",
        ("count eq 15 {item}", "count eq 2160 {household}", "count eq 9230 {person}"),
    ),
    ("thu nhập bình quân đầu người đạt 33.500.000đ/người.", ("money eq 33500000 VND /person",)),
    ("năm 2021 xã đã đạt 17/19 tiêu chí về xây dựng nông thôn mới", ("fraction eq 17/19 {item}",)),
    ("- Tốc độ tăng trưởng kinh tế (GRDP) phấn đấu từ 7,5% trở lên.", ("ratio ge 7.5 %",)),
    ("- Tổng sản phẩm bình quân đầu người đến đạt từ 63 triệu đồng trở lên.", ("money ge 63000000 VND",)),
    ("- Tỷ lệ hộ nghèo giảm từ 0,5% trở lên.", ("ratio ge 0.5 % -",)),
    (
        "- Tỷ lệ bác sỹ, giường bệnh/1 vạn dân: 14,3 bác sỹ/1 vạn dân và 48,5 giường bệnh/1 vạn dân.",
        ("count eq 14.3 {item}/(10*4.{person}) /10000 person", "count eq 48.5 {item}/(10*4.{person}) /10000 person"),
    ),
    (
        "- Số xã đạt chuẩn nông thôn mới tăng thêm 7 xã trở lên, số xã đạt chuẩn nông thôn mới nâng cao, kiểu mẫu đạt 13 xã",
        ("count ge 7 {item} +", "count eq 13 {item}"),
    ),
    (
        "Trong đó giá trị nông nghiệp, chăn nuôi, thủy sản đạt 50 tỉ đồng, chiếm 8%;",
        ("money eq 50000000000 VND", "ratio eq 8 %"),
    ),
    (
        "duy trì tỉ lệ tăng dân số tự nhiên ở mức dưới 1%. Số hộ khá tăng, số hộ nghèo dưới 0,68%.",
        ("ratio lt 1 %", "ratio lt 0.68 %"),
    ),
    ("HĐND xã An Bình khóa XX, nhiệm kì 2021-2026 đã tổ chức kỳ họp thứ 6", ()),
    ("Trong 2 ngày 26-27/12/2022", ()),
    (
        "thu ngân sách nhà nước đạt 148,32%, vận động xây dựng 3 căn nhà đại đoàn kết",
        ("ratio eq 148.32 %", "count eq 3 {item}"),
    ),
    (
        "3,6 triệu hộ đạt danh hiệu sản xuất kinh doanh giỏi, vượt 6,74% chỉ tiêu đề ra.",
        ("count eq 3600000 {household}", "ratio gt 6.74 %"),
    ),
    ("+ Có 50/56 xã đã đạt 19/19 tiêu chí.", ("fraction eq 50/56 {item}", "fraction eq 19/19 {item}")),
    (
        "toàn tỉnh đã gieo trồng được 2.501,8 ha, đạt 58,2% kế hoạch và 100,1% so cùng kỳ.",
        ("measure eq 2501.8 har", "ratio eq 58.2 %", "ratio eq 100.1 %"),
    ),
    (
        "cây lúa toàn tỉnh gieo cấy trên 9.800 ha; thời vụ gieo cấy xung quanh tiết lập xuân 04/02 và kết thúc cấy xong trong "
        "tháng 3/2024",
        ("measure gt 9800 har",),
    ),
    (
        "tổng số hộ chăn nuôi gia súc lớn là 41.944 hộ với 125.494 con; trong đó 97.015 con trâu",
        ("count eq 41944 {household}", "count eq 125494 {item}", "count eq 97015 {item}"),
    ),
    ("số đầu gia súc bình quân 2,99 con/hộ.", ("count eq 2.99 {item}/{household} /household",)),
    ("6.652 hộ có chuồng trại tạm, chiếm 80,5%.", ("count eq 6652 {household}", "ratio eq 80.5 %")),
)

HELD_OUT: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("thu nhập bình quân đầu người đạt hơn 80 triệu đồng/ người/ năm", ("money gt 80000000 VND /person,year",)),
    (
        "giảm tỷ lệ hộ nghèo còn 1,4%; tỷ lệ người dân tham gia BHYT đạt 93,56%",
        ("ratio eq 1.4 %", "ratio eq 93.56 %"),
    ),
    (
        "thu nhập bình quân đầu người ước đạt trên 65,29 triệu đồng/năm, tỷ lệ hộ nghèo giảm còn 1,42%",
        ("money gt 65290000 VND /year", "ratio eq 1.42 %"),
    ),
    ("tổng hợp trả lời 20 ý kiến, kiến nghị của cử tri liên quan đến lĩnh vực nông nghiệp", ()),
    (
        "tổng sản lượng lương thực là 71,37tấn/ha, đạt 107% so với kế hoạch",
        ("measure eq 71.37 t/har /ha", "ratio eq 107 %"),
    ),
    (
        "xã tự đánh giá đạt 12/19 tiêu chí, số chỉ tiêu đạt 44/57.",
        ("fraction eq 12/19 {item}", "fraction eq 44/57 1"),
    ),
    ("các đại biểu đã biểu quyết thông qua 16 chỉ tiêu nhiệm kỳ 2020-2025.", ()),
    ("chuyển đổi cơ cấu cây trồng đạt 20% trên tổng diện tích", ("ratio eq 20 %",)),
    (
        "Tổng diện tích gieo trồng cây hàng năm thực hiện được 332,27 ha, đạt 103,96% kế hoạch; khai thác nhựa thông ước đạt "
        "được 2.500 tấn",
        ("measure eq 332.27 har", "ratio eq 103.96 %", "measure approx 2500 t"),
    ),
    (
        "Tổng thu ngân sách nhà nước trên địa bàn xã là 322.000 đồng, đạt 107,3% kế hoạch.",
        ("money eq 322000 VND", "ratio eq 107.3 %"),
    ),
    ("các đại biểu đã nhất trí thông qua 04 Nghị quyết về mục tiêu, nhiệm vụ năm 2024", ()),
    (
        "tổng thu ngân sách đạt gần 8 tỷ 900 triệu đồng; đến nay hoàn thành 11/12 chỉ tiêu phát triển KT-XH năm 2023",
        ("money approx 8900000000 VND", "fraction eq 11/12 {item}"),
    ),
    (
        "diện tích trồng xoài trên địa bàn xã là 1.448 ha chiếm 97,9% diện tích cây ăn trái toàn xã",
        ("measure eq 1448 har", "ratio eq 97.9 %"),
    ),
    ("Về dự kỳ họp có thanh tra nhân dân và 24 vị đại biểu HĐND xã", ()),
    (
        "Tổng giá trị sản xuất (theo giá cố định năm 2010)ước đạt 342,94 tỷ đồng, đạt 98,1 %  kế hoạch đề ra. Tốc độ tăng "
        "trưởng 10,7 %.",
        ("money approx 342940000000 VND", "ratio eq 98.1 %", "ratio eq 10.7 %"),
    ),
    ("Hội nghị được tổ chức vào lúc 08h00 ngày 25/02/2023", ()),
    (
        "phấn đấu tỷ trọng giá trị tăng thêm của kinh tế số trong GDP trên 16%. Tỷ trọng thương mại điện tử trong tổng mức "
        "bán lẻ trên 8,5%.",
        ("ratio gt 16 %", "ratio gt 8.5 %"),
    ),
    (
        "Trên 90% doanh nghiệp nhỏ và vừa được tiếp cận, trên 30% doanh nghiệp thường xuyên sử dụng các nền tảng số.",
        ("ratio gt 90 %", "ratio gt 30 %"),
    ),
    ("Tỷ lệ dân số từ 15 tuổi trở lên có tài khoản thanh toán tại ngân hàng trên 75%.", ("ratio gt 75 %",)),
    ("Nghị quyết 06/TU chọn ngày 26/3 hàng năm là Ngày chuyển đổi số", ()),
    (
        "1. 100% tổ chức Hội tuyên truyền chủ trương của Đảng cho 65.000 lượt cán bộ, hội viên;",
        ("ratio eq 100 %", "count eq 65000 {visit}"),
    ),
    ("nâng cao chất lượng tổ chức Hội; phấn đấu kết nạp 2.500 hội viên mới;", ("count eq 2500 {person}",)),
    (
        "phấn đấu có 80% cơ sở trở lên đạt vững mạnh và khá; 70% chi hội trở lên đạt vững mạnh;",
        ("ratio ge 80 %", "ratio ge 70 %"),
    ),
    ("5.Tổ chức và phối hợp đào tạo, bồi dưỡng cho 1.500 cán bộ Hội các cấp;", ("count eq 1500 {item}",)),
    (
        "Phấn đấu 90% chi Hội có Quỹ Hội, bình quân từ 20.000 đồng trở lên/hội viên/năm;",
        ("ratio eq 90 %", "money ge 20000 VND /person,year"),
    ),
    (
        "Có từ 65% số hộ nông dân trở lên đăng ký phấn đấu và có từ 50% số hộ đăng ký trở lên đạt danh hiệu",
        ("ratio ge 65 %", "ratio ge 50 %"),
    ),
    ("Phát triển Quỹ Hỗ trợ nông dân tăng trưởng 15% trở lên;", ("ratio ge 15 % +",)),
    (
        "phối hợp dạy nghề cho 1.800 nông dân; trong đó tỷ lệ có việc làm đạt 70% trở lên;",
        ("count eq 1800 {person}", "ratio ge 70 %"),
    ),
    (
        "phấn đấu hỗ trợ thành lập 300 hợp tác xã do phụ nữ quản lý và cuối nhiệm kỳ tăng thêm 1 triệu hội viên.",
        ("count eq 300 {item}", "count eq 1000000 {person} +"),
    ),
    (
        "cấp Trung ương đề xuất được ít nhất 5 chính sách/đề án; cấp tỉnh đề xuất ít nhất 2 chính sách",
        ("count ge 5 {item}", "count ge 2 {item}"),
    ),
    ("nâng cao chất lượng, hiệu quả 3 phong trào thi đua và các cuộc vận động", ()),
    ("- Toàn xã gieo cấy được 177ha, đạt 100% kế hoạch. Được cơ cấu 2 trà:", ("measure eq 177 har", "ratio eq 100 %")),
    ("+ Trà xuân muộn: 150 ha, chiếm 84,8% diện tích.", ("measure eq 150 har", "ratio eq 84.8 %")),
    (
        "năng suất bình quân đạt 60 tạ/ha, sản lượng thóc là 1.062 tấn.",
        ("measure eq 60 dt/har /ha", "measure eq 1062 t"),
    ),
    ("các giống có năng suất, chất lượng khá như: Thái xuyên 111, Nhị ưu 838, Nam Dương 99", ()),
    ("chủ yếu là các loại giống: Thiên ưu 8, TBR225, Bắc thơm số 7", ()),
    (
        "- Cây ngô: 17 ha, năng suất bình quân đạt 39tạ/ha, sản lượng khoảng 66,3 tấn.",
        ("measure eq 17 har", "measure eq 39 dt/har /ha", "measure approx 66.3 t"),
    ),
    (
        "Vụ xuân năm 2021, toàn tỉnh đã gieo cấy được 8.612ha lúa, đạt 101% kế hoạch, trồng được 8.750ha ngô",
        ("measure eq 8612 har", "ratio eq 101 %", "measure eq 8750 har"),
    ),
    (
        "thực hiện Đề án trồng 1 tỷ cây xanh của Chính phủ trên địa bàn tỉnh, giai đoạn 2021 - 2025",
        ("count eq 1000000000 {item}",),
    ),
    ("Sáng ngày 28/12/2023 HĐND xã khóa XII tổ chức kỳ họp lần thứ 10", ()),
    ("Số: 04 /UBND-ĐASX", ()),
    ("kỷ niệm 60 năm ngày Chủ tịch Hồ Chí Minh ra lời kêu gọi thi đua ái quốc", ()),
    ("phấn đấu đến cuối nhiệm kỳ 2017-2022 có thêm 1 triệu hội viên", ("count eq 1000000 {person} +",)),
    ("Kế hoạch số 298 KH/TWĐTN ngày 14/7/2011 của Ban Chấp hành Trung ương Đoàn", ()),
    ("Hỗ trợ kinh phí 50 triệu đồng/mô hình cho các hộ tham gia", ("money eq 50000000 VND /mô hình",)),
    ("01 hội nghị", ("count eq 1 {item}",)),
    ("Ít nhất 02 chuyên mục/tháng", ("count ge 2 {item}/mo /month",)),
    ("02 lần/năm", ("measure eq 2 {visit}/a /year",)),
    ("Báo cáo; 01 kế hoạch", ("count eq 1 {item}",)),
    ("Kinh phí: 15.000.000 đồng (Mười lăm triệu đồng)", ("money eq 15000000 VND",)),
    ("Giảm tối thiểu 20% thời gian giải quyết TTHC so với quy định", ("ratio ge 20 % -",)),
    ("Rút ngắn thời gian giải quyết từ 15 ngày xuống còn 10 ngày làm việc", ("duration eq 10 d",)),
    ("nâng tỷ lệ hộ sử dụng nước sạch từ 85% lên 90%", ("ratio eq 90 %",)),
    ("Chỉ số cải cách hành chính của xã nằm trong nhóm 03 xã dẫn đầu huyện", ("rank le 3 1",)),
    ("phấn đấu xếp thứ 5/18 xã, thị trấn", ("rank eq 5/18 1",)),
    ("Tổ công tác gồm 07 thành viên do đồng chí Chủ tịch làm tổ trưởng", ()),
    ("ĐT: 0233.3828.123; Fax: 0233 3828 124", ()),
    (
        "thu gom rác thải đạt trên 95%, trong đó 2/3 số hộ phân loại rác tại nguồn",
        ("ratio gt 95 %", "fraction eq 2/3 1"),
    ),
    ("hoàn thành trước ngày 30/6/2024, báo cáo trước ngày 15/12", ()),
    ("giá trị sản xuất gấp 2,5 lần so với năm 2020", ("times eq 2.5 1",)),
    ("tổ chức trực 24/24 giờ trong các ngày lễ 30/4, 1/5 và 2/9", ()),
    ("Thôn 3, tổ 5, đường tỉnh 579 dài 2,5 km", ("measure eq 2.5 km",)),
    ("Bê tông hóa 1,2km đường trục thôn, rộng 3,5m", ("measure eq 1.2 km", "measure eq 3.5 m")),
)


def render(target: Target) -> str:
    """One target in the notation of this table."""
    values = [value for value in (target.min, target.max) if value is not None]
    value = "..".join(dict.fromkeys(values)) or "?"
    value += f"/{target.of}" if target.of else ""
    change = {"increase": " +", "decrease": " -", None: ""}[target.change]
    per = f" /{','.join(target.per)}" if target.per else ""
    return f"{target.kind} {target.comparator} {value} {target.unit or target.currency}{change}{per}"
