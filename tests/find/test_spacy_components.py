"""The finders as spaCy components: the same findings, on any pipeline."""

from __future__ import annotations

import pytest

spacy = pytest.importorskip("spacy")

import extract.find.spacy_components  # noqa: E402, F401
from extract.find.references import find_references  # noqa: E402

TEXT = (
    "Căn cứ Nghị định số 107/2021/NĐ-CP ngày 06/12/2021 của Chính phủ, giao Văn phòng UBND xã chủ trì, "
    "100% hồ sơ được số hóa, hoàn thành trước ngày 30/6/2024."
)


@pytest.fixture(scope="module")
def doc():  # type: ignore[no-untyped-def]
    nlp = spacy.blank("vi", config={"nlp": {"tokenizer": {"use_pyvi": False}}})
    for name in ("legal_references", "deadlines", "targets", "agencies"):
        nlp.add_pipe(name)
    return nlp(TEXT)


def test_references(doc) -> None:  # type: ignore[no-untyped-def]
    (span,) = doc.spans["legal_references"]
    assert span.id_ == "107/2021/NĐ-CP"
    assert span.kb_id_ == "/akn/vn/act/nghi-dinh/chinh-phu/2021-12-06/107-2021-nd-cp"
    assert len(find_references(TEXT)) == 1


def test_deadlines(doc) -> None:  # type: ignore[no-untyped-def]
    (span,) = doc.spans["deadlines"]
    assert span.label_ == "before"
    assert span._.value.due_latest == "2024-06-29"


def test_targets(doc) -> None:  # type: ignore[no-untyped-def]
    (span,) = doc.spans["targets"]
    assert (span.label_, span._.value.min) == ("ratio", "100")


def test_agencies(doc) -> None:  # type: ignore[no-untyped-def]
    assert "Văn phòng UBND xã" in [span.text for span in doc.spans["agencies"]]
