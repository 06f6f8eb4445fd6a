"""Head and signature of a scanned page looked at twice: which columns, and which of two readings stays."""

from __future__ import annotations

from extract.read.scan.zones import DISPUTED, DISPUTED_DIGITS, choose_rows, find_zones, part_nation
from schemas.page import Box, Word, line_of

PAGE = 595.0, 842.0


def row(text: str, x0: float, top: float, sure: float = 0.96, step: float = 30.0):  # type: ignore[no-untyped-def]
    """Words of one line, ``step`` points apart; "CÔNG:0.2" is a word read with this confidence."""
    words = []
    for at, piece in enumerate(text.split()):
        word, _, own = piece.partition("|")
        left = x0 + at * step
        words.append(Word(word, Box(left, top, left + step - 4, top + 13), float(own or sure)))
    return words


HEAD = [
    row("UBND TỈNH KIÊN GIANG CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 80, 50),
    row("SỞ Y TẾ", 120, 66),
    row("Độc lập - Tự do - Hạnh phúc", 260, 66),
    row("Số: 12 /KH-SYT", 100, 90),
    row("Kiên Giang, ngày 5 tháng 3 năm 2018", 260, 90),
    row("KÉ HOẠCH", 270, 120),
    row("Tổ chức đấu thầu", 240, 136),
    row("Căn cứ Luật Đấu thầu", 90, 180),
]


def texts(rows):  # type: ignore[no-untyped-def]
    return [line_of(one).text for one in rows]


def test_the_nations_name_is_parted_from_the_office_beside_it() -> None:
    assert texts(part_nation(HEAD))[:2] == ["UBND TỈNH KIÊN GIANG", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]


def test_a_head_has_two_columns_and_a_title() -> None:
    left, right, title = find_zones(part_nation(HEAD), *PAGE)
    assert (left.x1, right.x0) == (198, 198)
    assert left.bottom == right.bottom == 120
    assert (title.top, title.bottom) == (120, 149)


def test_a_signature_stands_right_of_the_recipients() -> None:
    (zone,) = find_zones([row("Nơi nhận:", 80, 400), row("- Như trên;", 80, 416)], *PAGE)
    assert zone.x0 > 250
    assert zone.top < 400 < 600 < zone.bottom


def test_running_text_has_no_zones() -> None:
    assert find_zones([row("Căn cứ Luật Đấu thầu", 80, 100)], *PAGE) == []


def test_of_two_readings_the_surer_one_stays() -> None:
    first = [row("V/w|0.5 tập|0.93 huần|0.6", 80, 100), row("Nơi nhận:", 80, 400)]
    again = [row("V/v|0.94 tập|0.97 huấn|0.95", 80, 101)]
    rows, ink = choose_rows(first, again, Box(60, 80, 300, 200))
    assert sorted(texts(rows)) == ["Nơi nhận:", "V/v tập huấn"]
    assert ink == []


def test_of_two_readings_of_the_same_words_each_is_chosen_by_itself() -> None:
    zone = Box(70, 90, 250, 120)
    first = [row("TỈNH|0.85 QUẢNG|0.93 NGAÀI,|0.95", 80, 100)]
    again = [row("TĨNH|0.43 QUẢNG|0.83 NGÃI,|0.9", 80, 100)]
    (kept,), _ = choose_rows(first, again, zone)
    assert [(word.text, word.confidence) for word in kept] == [
        ("TỈNH", 0.85),
        ("QUẢNG", 0.93),
        ("NGÃI,", DISPUTED),
    ]


def test_readings_that_differ_are_not_sure() -> None:
    first, again = [row("Số: 12/KH", 80, 100)], [row("Số: 17/KH", 80, 100, 0.97)]
    rows, _ = choose_rows(first, again, Box(60, 80, 300, 200))
    assert [word.confidence for word in rows[0]] == [0.97, DISPUTED_DIGITS]
    rows, _ = choose_rows([row("thầu xong", 80, 100)], [row("thâu xong", 80, 100, 0.97)], Box(60, 80, 300, 200))
    assert [word.confidence for word in rows[0]] == [DISPUTED, 0.97]


def test_blanks_are_no_difference() -> None:
    first, again = [row("Số: 02 /SYT-GAVI", 80, 100)], [row("Số: 02/SYT-GAVI", 80, 100, 0.99)]
    rows, _ = choose_rows(first, again, Box(60, 80, 300, 200))
    assert min(word.confidence for word in rows[0]) > 0.95


def test_pieces_of_a_line_are_one_line() -> None:
    first = [row("Số:|0.3 @|0.1 /CT-UBND|0.9", 80, 100)]
    again = [row("Số: 2", 80, 100), row("/CT-UBND", 140, 100)]
    rows, _ = choose_rows(first, again, Box(60, 80, 300, 200))
    assert texts(rows) == ["Số: 2 /CT-UBND"]


def test_ink_that_only_one_reading_saw() -> None:
    first = [row("ẤS|0.0 Ð|0.1", 300, 100)]
    again = [row("Phạm Trường Thọ", 300, 150), row("x7|0.2", 300, 200)]
    rows, ink = choose_rows(first, again, Box(280, 80, 595, 300))
    assert texts(rows) == ["Phạm Trường Thọ"]
    assert texts(ink) == ["ẤS Ð"]


def test_a_line_that_runs_out_of_the_zone_was_read_whole_the_first_time() -> None:
    first = [row("Thanh tra hoạt động chuyên môn trong các cơ sở", 80, 100)]
    rows, _ = choose_rows(first, [row("Thanh tra ho", 80, 100, 0.99)], Box(60, 80, 180, 200))
    assert texts(rows) == texts(first)
