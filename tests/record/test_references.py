"""Cited documents: vectors, resolving, problems."""

import csv
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.record.citations.references import build_references
from normalize import find_references
from normalize.citation.pinpoints import read_pinpoint
from schemas.plan import Header, Place, PlaceUnit, Problem, Reference
from tests.shared import SHARED, needs_shared

SEED = Header(
    code="11/KH-UBND",
    kind="Kế hoạch",
    issued_on="2023-02-16",
    issuer="Ủy ban nhân dân xã Triệu An",
    place=Place(
        commune=PlaceUnit(name="xã Triệu An"),
        district=PlaceUnit(name="huyện Triệu Phong"),
        province=PlaceUnit(name="tỉnh Quảng Trị"),
    ),
)


def build(text: str, header: Header = SEED) -> tuple[tuple[Reference, ...], tuple[Problem, ...]]:
    return build_references(text, find_references(text), header, lambda span: (), lambda offset: None)


def codes(text: str, header: Header = SEED) -> list[str | None]:
    return [reference.code for reference in build(text, header)[0]]


def read_vectors() -> list[dict[str, str]]:
    with (SHARED / "vectors/references.tsv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


def read_row(row: dict[str, str]) -> dict[str, str]:
    """What one raw citation gives, in the columns of the table."""
    header = SEED if row["seen_where"] == "seed" else Header()
    mentions = find_references(row["raw"])
    if not mentions:
        return {"pinpoint": "; ".join(read_pinpoint(row["raw"]))}
    references, _ = build(row["raw"], header)
    if not references:
        return {"kind": mentions[0].kind or "", "relation": mentions[0].relation}
    pairs = [(reference, mention) for reference in references for mention in reference.mentions]
    reference, mention = next((pair for pair in pairs if pair[0].code == row["symbol_canonical"]), pairs[0])
    year = str(reference.year) if reference.code is None and reference.year else ""
    return {
        "kind": reference.kind or "",
        "symbol": reference.code or "",
        "date": reference.issued_on or year,
        "issuer": reference.issuer or "",
        "pinpoint": "; ".join(read_pinpoint(mention.pinpoint)) if mention.pinpoint else "",
        "relation": mention.relation,
        "iri": reference.uri or "",
        "urn": reference.urn or "",
    }


COLUMNS = {
    "kind": "kind",
    "symbol": "symbol_canonical",
    "date": "issue_date",
    "issuer": "issuer_canonical",
    "pinpoint": "pinpoint",
    "relation": "relation",
    "iri": "frbr_work_uri",
}


@needs_shared
def test_vectors() -> None:
    wrong = {}
    for row in read_vectors():
        got = read_row(row)
        for name in set(row["judged"].split(",")) & set(COLUMNS):
            want = row[COLUMNS[name]]
            if name == "relation" and not want:  # no cue beside the mention
                want = "cites"
            if got.get(name, "") != want:
                wrong[row["id"], name] = (want, got.get(name, ""))
        if "iri" in row["judged"] and got.get("iri") and row["urn_lex"] and got["urn"] != row["urn_lex"]:
            wrong[row["id"], "urn"] = (row["urn_lex"], got["urn"])
    assert wrong == {}


NEAR_MISSES = [
    # one code, two kinds: Dự án and Đề án, law and resolution of one assembly
    "Dự án số 05/DA-UBND và Đề án số 05/ĐA-UBND",
    "Luật số 45/2019/QH14 và Nghị quyết số 45/2019/QH14",
    # numbers begin anew every year, every term, in every place
    "Kế hoạch số 13/KH-UBND ngày 19/01/2022 của UBND huyện và Kế hoạch số 13/KH-UBND ngày 20/01/2023 của UBND huyện",
    "Nghị quyết số 01-NQ/TU ngày 04/11/2021 của Tỉnh ủy và Nghị quyết số 01-NQ/TU ngày 30/10/2025 của Tỉnh ủy",
    "Quyết định số 65/QĐ-UBND ngày 11/01/2023 của UBND tỉnh; Quyết định số 65/QĐ-UBND ngày 11/01/2023 của UBND huyện",
    "Quyết định số 65/QĐ-UBND của UBND tỉnh; Quyết định số 65/QĐ-UBND của UBND huyện",
    # number, suffix, year, body
    "Nghị quyết số 30a/2008/NQ-CP và Nghị quyết số 30c/NQ-CP",
    "Nghị định số 61/2018/NĐ-CP và Nghị định số 61/2019/NĐ-CP",
    "Thông tư số 07/2025/TT-BTNMT và Thông tư số 07/2025/TT-BNNMT",
    "Luật Đất đai ngày 29/11/2013 và Luật Đất đai ngày 18/01/2024",
    "Luật Đất đai năm 2013 và Luật Đất đai năm 2024",
    "Công văn số 401/UBND-NV và Công văn số 401/UBND-TP",
    "Quyết định số 45/2016/QĐ-TTg và Quyết định số 45/QĐ-TTg",
]


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_different_works_stay_apart(text: str) -> None:
    assert len(build(text)[0]) == 2


SAME = [
    ("Nghị quyết số 01- NQ/TU ngày 04/11/2021 của Tỉnh ủy; Nghị quyết số 01-NQ/TU", "01-NQ/TU"),
    ("Quyết định số 217/QĐ-TW; Quyết định số 217-QĐ/TW ngày 12/12/2013", "217-QĐ/TW"),
    ("Nghị định số 08/2022/NĐCP; Nghị định số 8/2022/NĐ-CP ngày 10/01/2022", "08/2022/NĐ-CP"),
    ("Nghị định số 126/2024/NĐ-\nCP và Nghị định số 126/2024/NÐ–CP", "126/2024/NĐ-CP"),
    ("Nghị định số 107/NĐ-CP ngày 06/12/2021; Nghị định số 107/2021/NĐ-CP", "107/2021/NĐ-CP"),
    ("Kế hoạch số 13/KH-UBND ngày 19/01/2023 của UBND huyện; Kế hoạch 13/KH-UBND", "13/KH-UBND"),
]


@pytest.mark.parametrize(("text", "code"), SAME)
def test_one_work_for_all_its_mentions(text: str, code: str) -> None:
    (reference,), _ = build(text)
    assert (reference.code, len(reference.mentions)) == (code, 2)


def test_bodies_are_bound_to_the_documents_own_place() -> None:
    (plan, resolution), _ = build(
        "Kế hoạch số 5/KH-UBND ngày 3/1/2023 của UBND tỉnh; Nghị quyết số 2-NQ/HU ngày 4/1/2023 của Huyện ủy"
    )
    assert plan.issuer == "UBND tỉnh Quảng Trị"
    assert plan.issuer_stated == "UBND tỉnh"
    assert resolution.issuer == "Huyện ủy Triệu Phong"
    assert plan.uri == "/akn/vn/doc/ke-hoach/ubnd-tinh-quang-tri/2023-01-03/5-kh-ubnd"


def test_a_list_shares_date_and_issuer_to_the_left() -> None:
    (first, second), _ = build("Quyết định số 217-QĐ/TW và Quyết định số 218-QĐ/TW ngày 12/12/2013 của Bộ Chính trị")
    assert first.issued_on == second.issued_on == "2013-12-12"
    assert first.issuer == second.issuer == "Bộ Chính trị"


def test_a_law_before_the_amending_one_does_not_take_its_date() -> None:
    (first, second), _ = build("Luật Tổ chức Chính phủ số 76/2015/QH13 và Luật số 47/2019/QH14 ngày 22/11/2019")
    assert (first.issued_on, second.issued_on) == (None, "2019-11-22")


def test_a_law_with_a_number_is_called_by_its_name() -> None:
    titles = [
        one.title
        for one in build(
            "Căn cứ Luật Lưu trữ số 33/2024/QH15; Pháp lệnh số 02/2020/UBTVQH14 về ưu đãi người có công;"
            " Luật số 72/2025/QH15;"
        )[0]
    ]
    assert titles == ["Luật Lưu trữ", "về ưu đãi người có công", None]


def test_a_short_form_in_brackets_right_behind() -> None:
    text = "Căn cứ Quyết định số 06/QĐ-TTg ngày 06/01/2022 (Đề án 06). Các đơn vị thực hiện Đề án 06 đúng hạn."
    (reference,), problems = build(text)
    assert [one.text for one in reference.mentions][1:] == ["Đề án 06", "Đề án 06"]
    assert not problems


def test_a_notice_of_a_conclusion_is_a_notice() -> None:
    (reference,), _ = build("Thực hiện Thông báo kết luận số 112/TB-VPCP ngày 18 tháng 3 năm 2025;")
    assert (reference.kind, reference.mentions[0].relation) == ("Thông báo", "implements")


def test_numbers_behind_a_colon_share_kind_and_issuer() -> None:
    text = "Căn cứ các Nghị định của Chính phủ: số 61/2018/NĐ-CP ngày 23/4/2018, số 107/2021/NĐ-CP ngày 06/12/2021;"
    assert [(one.kind, one.code, one.mentions[0].relation) for one in build(text)[0]] == [
        ("Nghị định", "61/2018/NĐ-CP", "based_on"),
        ("Nghị định", "107/2021/NĐ-CP", "based_on"),
    ]


def test_a_short_form_is_its_antecedent() -> None:
    references, problems = build("Quyết định số 468/QĐ-TTg ngày 27/3/2021. Theo Quyết định 468; Quyết định số 468.")
    assert [len(one.mentions) for one in references] == [3]
    assert problems == ()


def test_a_title_may_name_by_number_what_the_text_names_in_full() -> None:
    references, problems = build("Thực hiện Đề án số 08\nCăn cứ Đề án 08-ĐA/TU ngày 29/12/2025 của Tỉnh ủy;")
    assert [(one.code, len(one.mentions)) for one in references] == [("08-ĐA/TU", 2)]
    assert problems == ()


def test_a_defined_short_form_is_its_antecedent() -> None:
    references, problems = build(
        "Quyết định số 06/QĐ-TTg ngày 06/01/2022 (sau đây gọi tắt là Đề án 06). Đề án 06 có 5 nhóm."
    )
    assert [len(one.mentions) for one in references] == [3]
    assert problems == ()


@pytest.mark.parametrize(
    "text",
    [
        "Theo Quyết định 468, xã làm.",  # no antecedent
        "Quyết định số 468/QĐ-TTg và Quyết định số 468/QĐ-UBND. Theo Quyết định 468, xã làm.",  # two of them
        "Quyết định số 468/QĐ-TTg. Theo Nghị quyết 468, xã làm.",  # another kind
        "Nghị định 61 khác với Nghị định số 61/2018/NĐ-CP và Nghị định số 61/2019/NĐ-CP.",  # two years
    ],
)
def test_a_short_form_is_never_joined_to_a_wrong_one(text: str) -> None:
    references, problems = build(text)
    assert all(len(one.mentions) == 1 for one in references)
    assert [one.code for one in problems] == ["reference-unresolved"]


def test_problems() -> None:
    _, problems = build("Nghị định số 42/2022/NĐ-CP ngày 24/6/2022 của Thủ tướng Chính phủ")
    assert [one.code for one in problems] == ["issuer-conflict"]
    _, problems = build("Nghị định số 61/2018/NĐ-CP ngày 23/4/2018; Nghị định số 61/2018/NĐ-CP ngày 24/4/2018")
    assert [one.code for one in problems] == ["reference-dates-differ"]
    (reference,), problems = build("Nghị định số 107/NĐ-CP ngày 06/12/2021 của Chính phủ")
    assert reference.code == "107/2021/NĐ-CP"
    assert [one.code for one in problems] == ["reference-repaired"]


def test_a_minister_signs_for_the_ministry() -> None:
    _, problems = build("Thông tư số 03/2004/TT-BNV ngày 16/01/2004 của Bộ trưởng Bộ Nội vụ")
    assert problems == ()


def test_the_documents_own_number_is_itself() -> None:
    (reference,), _ = build("(Kèm theo Kế hoạch số 11/KH-UBND ngày 16/02/2023 của UBND xã Triệu An)")
    assert reference.mentions[0].self
    assert reference.mentions[0].relation == "attached_to"
    (other,), _ = build("Kế hoạch số 11/KH-UBND ngày 16/02/2022 của UBND xã Triệu An")
    assert not other.mentions[0].self


SYMBOLS = st.builds(
    "{} số {}{}/{}-{}".format,
    st.just("Văn bản"),
    st.integers(1, 40),
    st.sampled_from(["", "/2021", "/2022"]),
    st.sampled_from(["HD", "HĐ", "DA", "ĐA", "KH", "NQ", "QĐ"]),
    st.sampled_from(["UBND", "HĐND", "SNV", "STP", "BNV"]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(SYMBOLS, min_size=1, max_size=6))
def test_works_are_as_many_as_different_symbols(citations: list[str]) -> None:
    references, _ = build("; ".join(citations), Header())
    assert len(references) == len(set(citations))
    assert sum(len(one.mentions) for one in references) == len(citations)


@settings(max_examples=60, deadline=None)
@given(st.lists(SYMBOLS, min_size=2, max_size=5))
def test_every_reference_has_one_code(citations: list[str]) -> None:
    for one, other in combinations(build("; ".join(citations), Header())[0], 2):
        assert one.code != other.code
