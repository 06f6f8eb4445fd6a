"""The spaCy component gives what the finder gives."""

import pytest
import spacy

from extract.integrations.spacy import LEGAL_REFERENCES, LegalReferences
from normalize import find_references

TEXT = (
    "Căn cứ Nghị định số 107/2021/NĐ-CP ngày 06/12/2021 của Chính phủ và Luật Đất đai năm 2024; Kế hoạch số 01-KH/TU."
)


@pytest.mark.parametrize("language", ["xx", "en"])
def test_component(language: str) -> None:
    nlp = spacy.blank(language)
    nlp.add_pipe("legal_references")
    doc = nlp(TEXT)
    spans = doc.spans[LEGAL_REFERENCES]
    assert [span._.reference.mention for span in spans] == list(find_references(TEXT))
    assert [span.label_ for span in spans] == ["Nghị định", "Luật", "Kế hoạch"]
    assert [span.id_ for span in spans] == ["107/2021/NĐ-CP", "31/2024/QH15", "01-KH/TU"]
    assert spans[0].kb_id_ == "/akn/vn/act/nghi-dinh/chinh-phu/2021-12-06/107-2021-nd-cp"
    assert spans[0]._.reference.issued_on == "2021-12-06"
    assert all(span.text.startswith(span._.reference.mention.text[:5]) for span in spans)


def test_component_keeps_a_text_without_references() -> None:
    nlp = spacy.blank("xx")
    assert isinstance(nlp.add_pipe("legal_references"), LegalReferences)
    assert len(nlp("Ủy ban nhân dân xã").spans[LEGAL_REFERENCES]) == 0
