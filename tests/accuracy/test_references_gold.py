"""References against annotated real texts and hard single strings."""

import pytest

from tests.accuracy.references import Score, add, gold_files, is_whole, read_strings, score_file
from tests.shared import needs_shared


def ratio(pair: tuple[int, int]) -> float:
    return pair[0] / pair[1] if pair[1] else 1.0


@needs_shared
@pytest.mark.parametrize("folder", ["references", "references-raw"])
def test_real_texts(folder: str) -> None:
    scores: dict[str, Score] = {path.stem: score_file(path) for path in gold_files(folder)}
    total = add(list(scores.values()))
    assert total.gold > 100
    assert total.f1 >= 0.985
    assert total.span_f1 >= 0.97
    assert ratio(total.dates) >= 0.99
    assert ratio(total.issuers) >= 0.97
    assert ratio(total.pinpoints) >= 0.95
    assert {name: score.f1 for name, score in scores.items() if score.f1 < 0.95} == {}


@needs_shared
def test_hard_strings() -> None:
    rows = [row for row in read_strings() if row["category"] != "ocr_severe"]
    failed = [row["id"] for row in rows if not is_whole(row)]
    assert len(rows) > 140
    assert 1 - len(failed) / len(rows) >= 0.92, failed
