"""Phrases that cite: what each gives as references, kind by kind, and the cases of the study material."""

import csv
from pathlib import Path

import pytest

from extract.record.citations.references import build_references
from normalize import find_references
from normalize.citation.references import read_mention
from schemas.plan import Header, Problem, Reference
from tests.shared import SHARED, needs_shared

PHRASES = Path(__file__).with_name("references.tsv")


def build(text: str, header: Header | None = None) -> tuple[tuple[Reference, ...], tuple[Problem, ...]]:
    return build_references(text, find_references(text), header or Header(), lambda _: (), lambda _: None)


def read_rows(path: Path) -> list[dict[str, str]]:
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("row", read_rows(PHRASES), ids=lambda row: f"{row['kind']}: {row['phrase'][:60]}")
def test_phrase(row: dict[str, str]) -> None:
    """Code, day and issuer of each reference; "*" is not judged. ``problem``: words of one, or "none"."""
    text = row["phrase"].encode("latin-1", "backslashreplace").decode("unicode_escape")
    references, problems = build(text)
    wanted = [one.split(" | ") for one in row["references"].split(" ; ") if one]
    got = [[one.code or "", one.issued_on or "", one.issuer or ""] for one in references]
    assert len(got) == len(wanted)
    pairs = zip(wanted, got, strict=True)
    assert [["*" if want == "*" else value for want, value in zip(*pair, strict=True)] for pair in pairs] == wanted
    messages = [one.message for one in problems]
    if row["problem"] == "none":
        assert messages == []
    else:
        assert not row["problem"] or any(row["problem"] in one for one in messages)


@needs_shared
@pytest.mark.parametrize("row", read_rows(SHARED / "cases" / "references.tsv"), ids=lambda row: row["id"])
def test_case(row: dict[str, str]) -> None:
    """The reference with the row's symbol, in the columns that are judged."""
    references, problems = build(f"Căn cứ {row['raw']};")
    (found,) = [one for one in references if one.code == row["symbol_canonical"]]
    values = {
        "kind": found.kind,
        "issue_date": found.issued_on,
        "issuer_canonical": found.issuer,
        "title": found.title,
    }
    judged = row["judged"].split(",")
    assert {one: values[one] or "" for one in judged} == {one: row[one] for one in judged}
    assert not row["problem"] or any(row["problem"] in one.message for one in problems)


@needs_shared
def test_case_of_one_law_cited_in_many_ways() -> None:
    text = (SHARED / "cases" / "references-mot-luat-nhieu-cach.txt").read_text(encoding="utf-8")
    (law,) = [one for one in build(text)[0] if one.kind == "Luật"]
    assert (law.issued_on, len(law.mentions)) == ("2014-11-20", 4)
    assert law.uri == "/akn/vn/act/luat/quoc-hoi/2014-11-20/60-2014-qh13"


LAWS = [
    # (text, the laws it cites as number in the identifier, day, mentions)
    (
        "Căn cứ Luật Thanh niên năm 2020; theo Luật Thanh niên ngày 16/6/2020; Luật Thanh niên quy định.",
        [("57-2020-qh14", "2020-06-16", 3)],
    ),
    (
        "Căn cứ Luật Trẻ em ngày 05/4/2016. Theo Luật Trẻ em thì trẻ em được bảo vệ.",
        [("102-2016-qh13", "2016-04-05", 2)],
    ),
    (
        "Căn cứ Luật Cán bộ, công chức năm 2008. Theo Luật Cán bộ, công chức số 22/2008/QH12 thì.",
        [("22-2008-qh12", None, 2)],
    ),
    (
        "Căn cứ Luật Đất đai năm 2013; Căn cứ Luật Đất đai năm 2024; theo Luật Đất đai thì.",
        [("45-2013-qh13", None, 1), ("31-2024-qh15", None, 1), (None, None, 1)],
    ),
    (
        "Căn cứ Luật Đất đai ngày 18/01/2024; Luật Đất đai (năm 2024) quy định; Luật Đất đai số 31/2024/QH15.",
        [("31-2024-qh15", "2024-01-18", 3)],
    ),
    (
        "Thực hiện Luật Hộ tịch và Luật Hộ tịch năm 2014, Luật Hộ tịch số 60/2014/QH13 ngày 20/11/2014.",
        [("60-2014-qh13", "2014-11-20", 3)],
    ),
    (
        "Theo Luật số 60/2014/QH13 ngày 20/11/2014. Luật Hộ tịch năm 2014 quy định.",
        [("60-2014-qh13", "2014-11-20", 2)],
    ),
    (
        "Thực hiện Luật Cư trú ngày 13/11/2020 và Luật Cư trú. Luật Căn cước ngày 27/11/2023.",
        [("68-2020-qh14", "2020-11-13", 2), ("26-2023-qh15", "2023-11-27", 1)],
    ),
]


@pytest.mark.parametrize(("text", "laws"), LAWS)
def test_a_law_is_one_reference_however_it_is_cited(text: str, laws: list[tuple[str | None, str | None, int]]) -> None:
    references, problems = build(text)
    got = [(one.uri.rsplit("/", 1)[-1] if one.uri else None, one.issued_on, len(one.mentions)) for one in references]
    assert (got, problems) == (laws, ())


def test_a_law_has_its_code_where_one_mention_states_it() -> None:
    (reference,), _ = build("Luật Hộ tịch năm 2014 và Luật Hộ tịch số 60/2014/QH13")
    assert (reference.code, reference.title, len(reference.mentions)) == ("60/2014/QH13", "Luật Hộ tịch năm 2014", 2)
    (reference,), _ = build("Luật Hộ tịch năm 2014")
    assert reference.code is None


def test_a_number_by_hand_that_could_not_be_read_is_no_other_document() -> None:
    """The head's own line and the caption of the appendix show it misread; other documents stay."""
    text = (
        "Số: 18/KH-UBND\nThực hiện Kế hoạch số 18/KH-UBND ngày 02/01/2024 của UBND huyện;\n"
        "(Kèm theo Kế hoạch số 13/KH-UBND của UBND xã)\n"
    )
    header = Header(kind="Kế hoạch", symbol="KH-UBND")
    references, problems = build(text, header)
    own, other = references
    assert [mention.self for mention in own.mentions] == [True, True]
    assert (own.code, own.number, own.kind, own.uri) == (None, None, "Kế hoạch", None)
    assert [(one.code, one.subject, one.field) for one in problems] == [("field-illegible", own.id, "code")]
    assert (other.code, [mention.self for mention in other.mentions]) == ("18/KH-UBND", [False])


def test_spans_index_the_text_with_what_shows_nothing() -> None:
    text = "theo Kế hoạch số 77/KH\u200b-\u200bUBND ngày\nCÔNG BÁO/Số 12/Ngày 27-05-2023 90\n11/4/2023 của UBND xã;"
    (mention,) = find_references(text)
    assert (mention.code, mention.date) == ("77/KH-UBND", "11/4/2023")
    assert mention.text == text[slice(*mention.span)] == text[5:-1]


def test_what_gave_no_value_is_left_over_and_announced() -> None:
    text = "theo Quyết định số 12/QĐ-UBND ngày 31/4/2024;"
    (mention,) = find_references(text)
    assert read_mention(mention).unread == ("31/4/2024",)
    assert [(one.code, one.field) for one in build(text)[1]] == [("date-impossible", "issued_on")]
    torn = mention._replace(code="12/", date="30/4/2024")
    assert read_mention(torn).unread == ("12/",)
    _, (problem,) = build_references(text, (torn,), Header(), lambda _: (), lambda _: None)
    assert (problem.code, problem.field) == ("partly-read", "code")
