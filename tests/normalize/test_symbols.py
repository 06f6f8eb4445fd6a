"""Symbols into parts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalize.citation.identifiers import lex_urn, slug, work_iri
from normalize.citation.symbols import read_symbol

PARTS = [
    # (text, canonical code, year, kind, bodies, issuer)
    ("11/KH-UBND", "11/KH-UBND", None, "Kế hoạch", ("UBND",), None),
    ("107/2021/NĐ-CP", "107/2021/NĐ-CP", 2021, "Nghị định", ("CP",), "Chính phủ"),
    ("80/2015/QH13", "80/2015/QH13", 2015, None, ("QH13",), "Quốc hội"),
    ("06/2008/PL-UBTVQH12", "06/2008/PL-UBTVQH12", 2008, "Pháp lệnh", ("UBTVQH12",), "Ủy ban Thường vụ Quốc hội"),
    ("401/UBND-NV", "401/UBND-NV", None, None, ("UBND", "NV"), None),
    ("36-KH/HU", "36-KH/HU", None, "Kế hoạch", ("HU",), None),
    ("217/QĐ-TW", "217-QĐ/TW", None, "Quyết định", ("TW",), None),
    ("11977-CV/VPTW", "11977-CV/VPTW", None, "Công văn", ("VPTW",), "Văn phòng Trung ương Đảng"),
    ("05-CP", "05-CP", None, None, ("CP",), "Chính phủ"),
    ("36a/NQ-CP", "36a/NQ-CP", None, "Nghị quyết", ("CP",), "Chính phủ"),
    ("36A/NQ-CP", "36A/NQ-CP", None, "Nghị quyết", ("CP",), "Chính phủ"),
    ("55/2005/TTLT-BNV-VPCP", None, 2005, "Thông tư liên tịch", ("BNV", "VPCP"), "Bộ Nội vụ + Văn phòng Chính phủ"),
    ("1960/QĐ-BCA-C41", "1960/QĐ-BCA-C41", None, "Quyết định", ("BCA", "C41"), "Bộ Công an"),
    ("03/VBHN-VPQH", "03/VBHN-VPQH", None, "Văn bản hợp nhất", ("VPQH",), "Văn phòng Quốc hội"),
    ("12-TT/TU", "12-TT/TU", None, "Thông tri", ("TU",), None),
    ("90/TBMTTQ-BTT", "90/TB-MTTQ-BTT", None, "Thông báo", ("MTTQ", "BTT"), None),
    ("09/2019/TTBCA", "09/2019/TT-BCA", 2019, "Thông tư", ("BCA",), "Bộ Công an"),
    ("61/2018/ND-CP", "61/2018/NĐ-CP", 2018, "Nghị định", ("CP",), "Chính phủ"),
    ("19/CT-TTG", "19/CT-TTg", None, "Chỉ thị", ("TTg",), "Thủ tướng Chính phủ"),
    ("90/2025/QH115", "90/2025/QH15", 2025, None, ("QH15",), "Quốc hội"),
    ("12/2022/QH151", "12/2022/QH15", 2022, None, ("QH15",), "Quốc hội"),
]


@pytest.mark.parametrize(("text", "code", "year", "kind", "bodies", "issuer"), PARTS)
def test_parts(
    text: str, code: str | None, year: int | None, kind: str | None, bodies: tuple[str, ...], issuer: str | None
) -> None:
    symbol = read_symbol(text)
    assert symbol is not None
    got = (symbol.code, symbol.year, symbol.kind, symbol.bodies, symbol.issuer)
    assert got == (code or text, year, kind, bodies, issuer)


REPAIRS = [
    ("01- NQ/TU", ("space",)),
    ("12 34/QĐ-UBND", ("number",)),
    ("07/2025/NĐ-СР", ("homoglyph",)),
    ("45/2O2O/NĐ-CP", ("ocr",)),
    ("30c/NQCP", ("hyphen",)),
    ("66NQ/TW", ("hyphen",)),
    ("82/2005-QĐ-UBND", ("slash",)),
    ("126/2024/NĐ-CP1", ("footnote",)),
    ("217/QĐ-TW", ("style",)),
    ("107/2021/NĐ-CP", ()),
]


@pytest.mark.parametrize(("text", "repairs"), REPAIRS)
def test_repairs_are_named(text: str, repairs: tuple[str, ...]) -> None:
    symbol = read_symbol(text)
    assert symbol is not None
    assert symbol.repairs == repairs


def test_a_missing_year_comes_from_the_date() -> None:
    symbol = read_symbol("107/NĐ-CP", year=2021)
    assert symbol is not None
    assert (symbol.code, symbol.printed, symbol.repairs) == ("107/2021/NĐ-CP", "107/NĐ-CP", ("year",))
    plain = read_symbol("65/QĐ-UBND", year=2023)  # individual decisions have none
    assert plain is not None
    assert plain.code == "65/QĐ-UBND"


@pytest.mark.parametrize("text", ["", "Luật", "1/500", "16/02/2023", "số", "12", "/KH-UBND"])
def test_no_symbol(text: str) -> None:
    assert read_symbol(text) is None


def test_kinds_that_differ_in_a_mark_have_different_keys() -> None:
    one, other = read_symbol("12/HD-STC"), read_symbol("12/HĐ-STC")
    assert one is not None
    assert other is not None
    assert one.key != other.key
    hinted = read_symbol("12/HD-STC", kind="Hợp đồng")
    assert hinted is not None
    assert hinted.kind == "Hợp đồng"


@settings(max_examples=150)
@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    read_symbol(text)


NUMBERS = st.integers(1, 9999)
BODIES = st.sampled_from(["UBND", "HĐND", "CP", "TTg", "BNV", "SNV", "STC", "VPCP"])


@given(NUMBERS, st.sampled_from(["", "/2021", "/1999"]), st.sampled_from(["QĐ", "KH", "NQ", "HD", "HĐ", "ĐA"]), BODIES)
def test_a_canonical_code_stays_as_it_is(number: int, year: str, kind: str, body: str) -> None:
    code = f"{number}{year}/{kind}-{body}"
    symbol = read_symbol(code)
    assert symbol is not None
    assert symbol.code == code
    again = read_symbol(symbol.code)
    assert again == symbol


def test_identifiers() -> None:
    assert slug("Ủy ban Thường vụ Quốc hội") == "uy-ban-thuong-vu-quoc-hoi"
    assert (
        work_iri("Kế hoạch", ("UBND xã Triệu An", "huyện Triệu Phong"), "2023-02-16", "11/KH-UBND", act=False)
        == "/akn/vn/doc/ke-hoach/ubnd-xa-trieu-an_huyen-trieu-phong/2023-02-16/11-kh-ubnd"
    )
    assert lex_urn("Nghị định", ("Chính phủ",), "2021-12-06", "107/2021/NĐ-CP").endswith(";107-2021-nd-cp")


@pytest.mark.parametrize(
    ("text", "kind", "code", "repairs"),
    [
        ("01-ĐQ/TU", "Nghị quyết", "01-NQ/TU", ("ocr",)),
        ("12/KU-UBND", "Kế hoạch", "12/KH-UBND", ("ocr",)),
        ("12/QC-UBND", "Quyết định", "12/QC-UBND", ()),
        ("45/UBND-VX", "Công văn", "45/UBND-VX", ()),
    ],
)
def test_a_kind_one_letter_off_is_the_one_the_prose_names(
    text: str, kind: str, code: str, repairs: tuple[str, ...]
) -> None:
    symbol = read_symbol(text, kind)
    assert symbol is not None
    assert (symbol.code, symbol.repairs) == (code, repairs)
