"""References found in text: forms, damage, lists, context, and no input that takes long."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalize import find_references
from normalize.citation.copies import copy_text
from schemas.mention import ReferenceMention
from tests.linear import is_linear
from tests.shared import SHARED, needs_shared


def only(text: str) -> ReferenceMention:
    (mention,) = find_references(text)
    return mention


FORMS = [
    # (text, span as printed, kind, code as printed)
    ("theo Nghị định số 107/2021/NĐ-CP;", "Nghị định số 107/2021/NĐ-CP", "Nghị định", "107/2021/NĐ-CP"),
    ("tại Công văn số 823/PV11(CS) ngày", "Công văn số 823/PV11(CS)", "Công văn", "823/PV11(CS)"),
    ("Công văn 401/UBND-NV", "Công văn 401/UBND-NV", "Công văn", "401/UBND-NV"),
    ("Kế hoạch số 36-KH/HU", "Kế hoạch số 36-KH/HU", "Kế hoạch", "36-KH/HU"),
    ("Công văn số 2587-CV/VPTW/nb,", "Công văn số 2587-CV/VPTW/nb", "Công văn", "2587-CV/VPTW/nb"),
    ("Thông tư liên tịch số 01/2001/TTLT/BNG-TCBĐ", None, "Thông tư liên tịch", "01/2001/TTLT/BNG-TCBĐ"),
    ("Nghị định số 05-CP", None, "Nghị định", "05-CP"),
    ("Quyết định số 118/TTg", None, "Quyết định", "118/TTg"),
    ("Nghị quyết số 66.13/2026/NQ-CP", None, "Nghị quyết", "66.13/2026/NQ-CP"),
    ("Văn bản số 05/2026/VLN/CV-LV", None, "Văn bản", "05/2026/VLN/CV-LV"),
    ("Báo cáo thẩm định số 18/BCTĐ-STP", None, "Báo cáo", "18/BCTĐ-STP"),
    ("NĐ 30/2020/NĐ-CP", None, "Nghị định", "30/2020/NĐ-CP"),
    ("Nghị quyết của HĐND tỉnh số 12/NQ-HĐND", None, "Nghị quyết", "12/NQ-HĐND"),
    ("Luật Điện lực số 61/2024/QH15", None, "Luật", "61/2024/QH15"),
    ("Luật Công nghiệp công nghệ số số 71/2025/QH15", None, "Luật", "71/2025/QH15"),
    (
        "thực hiện Pháp lệnh Công an xã số 06/2008/PL-UBTVQH12",
        "Pháp lệnh Công an xã số 06/2008/PL-UBTVQH12",
        "Pháp lệnh",
        "06/2008/PL-UBTVQH12",
    ),
    ("tại 33/2018/TT-BGTVT", "33/2018/TT-BGTVT", None, "33/2018/TT-BGTVT"),
    ("Nghị định số 195/2013/NĐ-CP\n- Điều 5", "Nghị định số 195/2013/NĐ-CP", "Nghị định", "195/2013/NĐ-CP"),
]


@pytest.mark.parametrize(("text", "printed", "kind", "code"), FORMS)
def test_forms(text: str, printed: str | None, kind: str | None, code: str) -> None:
    mention = only(text)
    assert (mention.text, mention.kind, mention.code) == (printed or text, kind, code)
    assert text[slice(*mention.span)] == mention.text


DAMAGE = [
    ("Nghị định số 126/2024/NĐ-\nCP ngày", "126/2024/NĐ-\nCP", "code_over_lines"),
    ("Quyết định số 2468/QĐUBND", "2468/QĐUBND", "hyphen_lost"),
    ("Nghị quyết số 66NQ/TW", "66NQ/TW", "hyphen_lost"),
    ("Văn bản số 11/2026CV-YVG", "11/2026CV-YVG", "slash_lost"),
    ("Nghị định số 63/2010/Nð-CP", "63/2010/Nð-CP", "homoglyph"),
    ("Thông tư số 152/2025/TT-BTС", "152/2025/TT-BTС", "homoglyph"),
    ("Nghị định số 45/2O2O/NĐ-CP", "45/2O2O/NĐ-CP", "ocr"),
    ("Nghị quyết số 140/NQ-CP2", "140/NQ-CP", "footnote_glued"),
    ("Luật số 12/2022/QH151 ngày 14/11/2022", "12/2022/QH15", "footnote_glued"),
]


@pytest.mark.parametrize(("text", "code", "flag"), DAMAGE)
def test_damage(text: str, code: str, flag: str) -> None:
    mention = only(text)
    assert mention.code == code
    assert flag in mention.flags


GLUED = [
    ("Quyết địnhsố 2216/QĐ-BTP ngày 30/7/2012 của Bộ Tư pháp", "2216/QĐ-BTP", "30/7/2012", "Bộ Tư pháp"),
    ("Thông tư số 43/2025/TT-BYTngày 15 tháng 11 năm 2025", "43/2025/TT-BYT", "15 tháng 11 năm 2025", None),
    ("Nghị định 114/2003/NĐ-CP ngày 10/10/2003 củaChính phủ", "114/2003/NĐ-CP", "10/10/2003", "Chính phủ"),
    ("văn bản số số 01/GĐN-DH ngày 12/01/2026", "01/GĐN-DH", "12/01/2026", None),
    ("Nghị đinh sô 5/2020/NĐ-CP ngày O8/4/2O2O", "5/2020/NĐ-CP", "O8/4/2O2O", None),
    ("Nghị định số 9/2018/NĐ-CP ngày 08/10/20181 của Chính phủ", "9/2018/NĐ-CP", "08/10/2018", "Chính phủ"),
    ("Quyết định số 1/QĐ-UBND ngày 27-12 -2021 của UBND huyện", "1/QĐ-UBND", "27-12 -2021", "UBND huyện"),
]


@pytest.mark.parametrize(("text", "code", "date", "issuer"), GLUED)
def test_glued_words_and_odd_dates(text: str, code: str, date: str, issuer: str | None) -> None:
    mention = only(text)
    assert (mention.code, mention.date, mention.issuer) == (code, date, issuer)


ISSUERS = [
    ("Bộ Nông nghiệp và Phát triển nông thôn hướng dẫn", "Bộ Nông nghiệp và Phát triển nông thôn"),
    ("Bộ trưởng Bộ Nội vụ về việc", "Bộ trưởng Bộ Nội vụ"),
    ("UBND tỉnh Bà Rịa - Vũng Tàu ban hành", "UBND tỉnh Bà Rịa - Vũng Tàu"),
    ("Chủ tịch Ủy ban nhân dân tỉnh Lào Cai;", "Chủ tịch Ủy ban nhân dân tỉnh Lào Cai"),
    ("UBND huyện về việc", "UBND huyện"),
    ("UBND huyện\nCăn cứ", "UBND huyện"),
    ("Hội đồng nhân dân tỉnh khóa XVI quy định", "Hội đồng nhân dân tỉnh khóa XVI"),
    ("Ban Chấp hành Đảng bộ huyện Triệu Phong về", "Ban Chấp hành Đảng bộ huyện Triệu Phong"),
    ("Đảng ủy Học viện Chính trị quốc gia Hồ Chí Minh.", "Đảng ủy Học viện Chính trị quốc gia Hồ Chí Minh"),
    ("Sở Văn hóa, Thể thao và Du lịch tỉnh Quảng Trị về", "Sở Văn hóa, Thể thao và Du lịch tỉnh Quảng Trị"),
    ("Ủy ban thường vụ Quốc hội khóa XIV", "Ủy ban thường vụ Quốc hội khóa XIV"),
    ("Hội Nông dân huyện Triệu Phong triển khai", "Hội Nông dân huyện Triệu Phong"),
    ("Công ty Cổ phần Apatit Việt Nam về việc", "Công ty Cổ phần Apatit Việt Nam"),
]


@pytest.mark.parametrize(("words", "issuer"), ISSUERS)
def test_issuers_end_where_the_name_ends(words: str, issuer: str) -> None:
    assert only(f"Văn bản số 12/ABC-XY ngày 01/02/2023 của {words}").issuer == issuer


def test_joint_issuers_are_one() -> None:
    mention = only("Thông tư liên tịch số 20/2013/TTLT-BYT-BCT ngày 01/8/2013 của Bộ Y tế, Bộ Công Thương quy định")
    assert mention.issuer == "Bộ Y tế, Bộ Công Thương"


LAWS = [
    ("Luật Hộ tịch năm 2014 và", "Luật Hộ tịch năm 2014", None),
    ("Luật Bảo vệ môi trường được sửa đổi", "Luật Bảo vệ môi trường", None),
    ("luật quản lý, sử dụng vũ khí, vật liệu nổ và công cụ hỗ trợ;", None, None),
    ("Luật Cơ quan đại diện và Nghị quyết", "Luật Cơ quan đại diện", None),
    ("Luật Tổ chức chính quyền địa phương 19/02/2025", "Luật Tổ chức chính quyền địa phương", "19/02/2025"),
    (
        "Luật sửa đổi, bổ sung một số điều của Luật Cán bộ, công chức và Luật Viên chức ngày 25/11/2019",
        "Luật sửa đổi, bổ sung một số điều của Luật Cán bộ, công chức và Luật Viên chức",
        "25/11/2019",
    ),
    ("Pháp lệnh Công an xã ngày 21/11/2008", "Pháp lệnh Công an xã", "21/11/2008"),
    ("Bộ luật Dân sự năm 2015.", "Bộ luật Dân sự năm 2015", None),
    ("(sau đây gọi là Luật Đầu tư năm 2020) hết", "Luật Đầu tư năm 2020", None),
    (
        "Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam;",
        "Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam",
        None,
    ),
    ("theo Hiến pháp năm 2013", "Hiến pháp năm 2013", None),
]


@pytest.mark.parametrize(("text", "name", "date"), LAWS)
def test_laws_by_name(text: str, name: str | None, date: str | None) -> None:
    mention = only(text)
    assert mention.form == "law"
    assert mention.law == (name or text.rstrip(";"))
    assert mention.date == date


def test_an_amending_law_is_none_of_those_that_another_amends() -> None:
    amending = "Luật sửa đổi, bổ sung một số điều của Luật"
    found = find_references(f"trình {amending} Trợ giúp pháp lý, {amending} Công chứng;")
    assert [one.law for one in found] == [f"{amending} Trợ giúp pháp lý", f"{amending} Công chứng"]


NONE = [
    "pháp luật về đất đai",
    "kỷ luật lao động",
    "Hội Luật gia tỉnh",
    "CÔNG BÁO/Số 238/Ngày 21-04-2026",
    "QCVN 01:2021/BXD",
    "Mẫu số 01/CNKD",
    "K4/CQ2 và K7/CQ3",
    "Kế hoạch số       /KH-UBND ngày     tháng 2",
    "Căn cứ Nghị quyết số …/2026/NQ-CP",
    "ItemID=1&Keyword=S%E1%BB%91%2028/2017/TT-BL%C4%90TBXH",
    "từ ngày 16/02/2023 - UBND xã",
    "giai đoạn 2021-2025",
    "tỷ lệ 1/500",
    "Kế hoạch 5 năm",
    "Phương án 1",
    "theo Hiến pháp và pháp luật",
    "Hạnh phúc\nLUẬT\nTHUẾ THU NHẬP CÁ NHÂN",
    "khoản 2 Điều 135 Luật\nNgười ký: CỔNG",
]


@pytest.mark.parametrize("text", NONE)
def test_no_references(text: str) -> None:
    assert find_references(text) == ()


def test_kind_distributes_right_in_a_list() -> None:
    mentions = find_references("các Nghị định: số 1/2020/NĐ-CP, số 2/2020/NĐ-CP và số 3/2020/NĐ-CP ngày 1/3/2020")
    assert [one.kind for one in mentions] == ["Nghị định"] * 3
    assert [one.inherited for one in mentions] == [False, True, True]
    assert [one.date for one in mentions] == [None, None, "1/3/2020"]
    assert [one.later_date for one in mentions] == ["1/3/2020", "1/3/2020", None]


RELATIONS = [
    ("Căn cứ Nghị định số 1/2020/NĐ-CP", "based_on"),
    ("Thực hiện Kế hoạch số 13/KH-UBND", "implements"),
    ("theo quy định tại Nghị định số 1/2020/NĐ-CP", "cites"),
    ("ban hành kèm theo Quyết định số 1/QĐ-UBND", "attached_to"),
    ("sửa đổi, bổ sung một số điều của Nghị định số 1/2020/NĐ-CP", "amends"),
    ("Quyết định này thay thế Quyết định số 1/QĐ-UBND", "replaces"),
    ("Bãi bỏ Quyết định số 1/QĐ-UBND", "repeals"),
    ("hướng dẫn thi hành Nghị định số 1/2020/NĐ-CP", "guides"),
    ("quy định chi tiết một số điều của Luật Đất đai", "details"),
    ("theo đề nghị của Trưởng phòng Nội vụ tại Tờ trình số 5/TTr-NV", "proposed_by"),
    ("được sửa đổi, bổ sung bởi Nghị định số 1/2020/NĐ-CP", "cites"),
    ("nội dung Kế hoạch này", "self"),
]


@pytest.mark.parametrize(("text", "relation"), RELATIONS)
def test_relations(text: str, relation: str) -> None:
    assert find_references(text)[-1].relation == relation


def test_a_relation_in_a_subject_is_that_documents_own() -> None:
    mentions = find_references(
        "Nghị định số 107/2021/NĐ-CP của Chính phủ về việc sửa đổi, bổ sung một số điều Nghị định số 61/2018/NĐ-CP"
    )
    assert [one.relation for one in mentions] == ["cites", "cites"]
    assert mentions[0].title == "về việc sửa đổi, bổ sung một số điều Nghị định số 61/2018/NĐ-CP"


PINPOINTS = [
    ("khoản 3, 4 và 6 Điều 32 Luật Dầu khí số 12/2022/QH15", "khoản 3, 4 và 6 Điều 32"),
    ("Phụ lục III kèm theo Quyết định số 525/QĐ-UBND", "Phụ lục III"),
    ("Điều 51, Điều 52 của Luật Bảo vệ môi trường", "Điều 51, Điều 52"),
    ("điểm đ khoản 1 Điều 4 tại Nghị định số 1/2020/NĐ-CP", "điểm đ khoản 1 Điều 4"),
    ("Nghị định số 1/2020/NĐ-CP", None),
]


@pytest.mark.parametrize(("text", "pinpoint"), PINPOINTS)
def test_pinpoints(text: str, pinpoint: str | None) -> None:
    assert only(text).pinpoint == pinpoint


def test_header_number() -> None:
    assert only("Số: 11/KH-UBND\nTriệu An, ngày 16 tháng 02 năm 2023").header


@needs_shared
def test_seed() -> None:
    import json

    text = (SHARED / "seed/plan.txt").read_bytes().decode("utf-8")
    gold = json.loads((SHARED / "seed/gold_refs.json").read_text(encoding="utf-8"))
    found = {one.span: one for one in find_references(text)}
    for entry in gold["numbered"]:
        mention = found[entry["start"], entry["end"]]
        assert mention.code is not None
        assert "".join(mention.code.split()) == entry["number"]


WORDS = [
    "Nghị định",
    " số ",
    "12",
    "/2020",
    "/NĐ-CP",
    " ngày ",
    "1/2/2020",
    " của ",
    "Chính phủ",
    ", ",
    " và ",
    "Luật ",
]


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=80), st.lists(st.sampled_from(WORDS), max_size=12).map("".join)))
def test_any_text_gives_ordered_spans_inside_it(text: str) -> None:
    end = 0
    for mention in find_references(text):
        assert end <= mention.span[0] < mention.span[1] <= len(text)
        assert text[slice(*mention.span)] == mention.text
        for part in (mention.code, mention.date, mention.issuer, mention.law):
            assert part is None or part in mention.text
        end = mention.span[1]


@settings(max_examples=100)
@given(st.text(max_size=60))
def test_copies_keep_every_offset(text: str) -> None:
    copies = copy_text(text)
    assert len(copies.text) == len(copies.plain) == len(copies.bare)


TRIGGERS = [
    *["1", "O", "/", "-", "A", "a", "à", " ", "\n", ".", ",", ";", "(", "“", "1/", "1-", "1/A", "1/A-", "A-", "x1"],
    *[
        "12/2020/",
        "12/QĐ-",
        "12/QĐ-UBND ",
        "số ",
        "số: ",
        "số 1",
        "Luật ",
        "luật ",
        "Luật A ",
        "Luật số ",
        "Hiến pháp ",
    ],
    *[
        "Kế hoạch ",
        "Kế hoạch này ",
        "Quyết định 1 ",
        "Quyết định số ",
        "khoản 1, ",
        "điểm a ",
        "Điều ",
        "ngày ",
        "1/1/2020 ",
    ],
    *[
        "ngày 1/",
        "của ",
        "của Bộ ",
        "về việc ",
        "12/2020/NĐ-CP về ",
        "12/2020/NĐ-CP (",
        "(sau đây gọi là ",
        "căn cứ ",
        "và ",
    ],
    *["Nghị định số 1/NĐ-CP ngày ", "Nghị định số 1/NĐ-CP của Sở ", "12-NQ/TU của Đảng ủy ", "UBND tỉnh ", "Ban "],
    *[
        "Luật sửa đổi, bổ sung một số điều của ",
        "giai đoạn 2020-2025 ",
        "Chương trình a ",
        "theo đề nghị của a ",
        "\ufffe",
        "Ð",
    ],
]


@pytest.mark.slow
@pytest.mark.parametrize("trigger", TRIGGERS)
def test_no_input_is_slow(trigger: str) -> None:
    """Ten times the text takes no more than about ten times the time, whatever the text is."""
    assert is_linear(find_references, trigger, 20_000, times=10)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Số hiệu 15/2020/NĐ-CP", ["15/2020/NĐ-CP"]),
        ("Thuộc tính văn bản: Số hiệu 28/2021/QĐ-TTg, ngày ban hành 01/10/2021", ["28/2021/QĐ-TTg"]),
        ("Số hiệu\t51/2024/QH15\tCơ quan ban hành", ["51/2024/QH15"]),
        ("cột điện số hiệu 12/ĐZ", []),
    ],
)
def test_a_document_under_its_field_on_a_portal(text: str, codes: list[str]) -> None:
    assert [one.code for one in find_references(text)] == codes


@pytest.mark.parametrize("text", ["loại hợp đồng Chương này quy định", "quyết định tại Mục này", "hợp đồng Phần này"])
def test_a_part_that_is_meant_is_no_document(text: str) -> None:
    assert find_references(text) == ()


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("Tuyên truyền Luật Đất đai\tngày 15/3/2025", ("Luật Đất đai", None)),
        ("Tuyên truyền Luật Đất đai\tPhòng Tư pháp\tngày 15/3/2025", ("Luật Đất đai", None)),
        ("Theo Nghị định 13/2023/NĐ-CP\tngày 15/3/2025", ("Nghị định 13/2023/NĐ-CP", None)),
        ("Theo Công văn số 14/UBND-NC ngày 18/7/2025 của UBND tỉnh\tPhòng Kinh tế",
         ("Công văn số 14/UBND-NC ngày 18/7/2025 của UBND tỉnh", "18/7/2025")),
    ],
)  # fmt: skip
def test_no_reference_goes_over_the_border_of_a_cell(text: str, cited: tuple[str, str]) -> None:
    (one,) = find_references(text)
    assert (one.text, one.date) == cited
