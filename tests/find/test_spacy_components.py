"""The spaCy components give what the finders give, and the values go wherever a document goes."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

from extract.integrations.spacy import LEGAL_REFERENCES, LegalReferences
from normalize import find_references
from normalize.citation.references import read_mention

TEXT = (
    "Căn cứ Nghị định số 107/2021/NĐ-CP ngày 06/12/2021 của Chính phủ và Luật Đất đai năm 2024; Kế hoạch số 01-KH/TU."
)
DUTY = (
    "Giao Phòng Nội vụ chủ trì, phối hợp với Văn phòng UBND huyện hoàn thành trước ngày 30/6/2024 "
    "tối thiểu 85% hồ sơ; báo cáo kết quả trước ngày 15 hằng tháng."
)
KEYS = ("legal_references", "deadlines", "targets", "agencies")


def pipeline(language: str = "xx") -> Language:
    nlp = spacy.blank(language)
    for key in KEYS:
        nlp.add_pipe(key)
    return nlp


def values(doc: Doc) -> dict[str, list[tuple[str, object, object]]]:
    """Every span's label, value and exact place, by its group."""
    return {key: [(one.label_, one._.value, one._.exact) for one in doc.spans[key]] for key in KEYS}


@pytest.mark.parametrize("language", ["xx", "en"])
def test_component(language: str) -> None:
    nlp = spacy.blank(language)
    nlp.add_pipe("legal_references")
    doc = nlp(TEXT)
    spans = doc.spans[LEGAL_REFERENCES]
    mentions = list(find_references(TEXT))
    readings = list(map(read_mention, mentions))
    assert [span._.exact for span in spans] == [list(one.span) for one in mentions]
    assert [span._.reference["text"] for span in spans] == [one.text for one in mentions]
    for name in ("kind", "code", "issued_on", "issuer", "law", "year", "uri"):
        assert [span._.reference[name] for span in spans] == [getattr(one, name) for one in readings]
    assert [span.label_ for span in spans] == ["Nghị định", "Luật", "Kế hoạch"]
    assert [span.id_ for span in spans] == ["107/2021/NĐ-CP", "31/2024/QH15", "01-KH/TU"]
    assert spans[0].kb_id_ == "/akn/vn/act/nghi-dinh/chinh-phu/2021-12-06/107-2021-nd-cp"
    assert spans[0]._.reference["issued_on"] == "2021-12-06"
    assert spans[0]._.value == spans[0]._.reference
    assert all(span.text.startswith(span._.reference["text"][:5]) for span in spans)


def test_component_keeps_a_text_without_references() -> None:
    nlp = spacy.blank("xx")
    assert isinstance(nlp.add_pipe("legal_references"), LegalReferences)
    assert len(nlp("Ủy ban nhân dân xã").spans[LEGAL_REFERENCES]) == 0


def test_duties() -> None:
    doc = pipeline()(DUTY)
    found = values(doc)
    assert {key: len(found[key]) for key in KEYS} == {
        "legal_references": 0,
        "deadlines": 2,
        "targets": 1,
        "agencies": 2,
    }
    assert doc.spans["deadlines"][0]._.value["due_latest"] == "2024-06-29"
    assert doc.spans["targets"][0]._.value["min"] == "85"
    assert doc.spans["agencies"][0]._.value[0]["text"] == "Phòng Nội vụ"
    assert doc.spans["agencies"][0]._.reference is None
    assert doc[0:1]._.value is None


def test_values_survive_bytes_and_bins() -> None:
    nlp = pipeline()
    doc = nlp(f"{TEXT} {DUTY}")
    before = values(doc)
    assert all(before.values())
    again = Doc(Vocab()).from_bytes(doc.to_bytes())
    assert values(again) == before
    packed = DocBin(docs=[doc, nlp(DUTY)], store_user_data=True).to_bytes()
    first, second = DocBin().from_bytes(packed).get_docs(Vocab())
    assert values(first) == before
    assert values(second) == values(nlp(DUTY))
    assert first.user_data["deadlines"][0]["value"]["kind"] == before["deadlines"][0][0]


@pytest.mark.slow
def test_values_come_from_other_processes() -> None:
    nlp = pipeline()
    texts = [TEXT, DUTY, f"{TEXT} {DUTY}", ""] * 3
    alone = [values(doc) for doc in nlp.pipe(texts)]
    assert [values(doc) for doc in nlp.pipe(texts, n_process=2, batch_size=3)] == alone


def test_spans_of_one_token_keep_their_own_values() -> None:
    """A token that two phrases share is a span of each; neither takes the other's value."""
    doc = spacy.blank("vi", config={"nlp": {"tokenizer": {"use_pyvi": False}}})
    doc.add_pipe("targets")
    made = doc("Đạt 85%/90% hồ sơ")
    exact = [one._.exact for one in made.spans["targets"]]
    assert len(set(map(tuple, exact))) == len(exact) == len(made.user_data["targets"])
