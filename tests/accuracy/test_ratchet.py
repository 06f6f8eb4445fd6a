"""No figure may fall below the best one reached: every annotated document is extracted and judged again."""

from __future__ import annotations

import pytest

from extract.score.ratchet import compare, dump_ratchet, load_ratchet, write_changes
from extract.score.report import Report
from scripts.measure.annotated import SHARED, Case, list_cases
from scripts.measure.score import read_ratchet, score_case

_CASES = list_cases()
_MARKED = [case for case in _CASES if case.gold.id in read_ratchet()]


def _name(case: Case) -> str:
    return case.gold.id


def check(case: Case) -> None:
    """Fail with the document, the figures that fell and the fields that were lost."""
    changes = compare(read_ratchet(), Report((score_case(case),)))
    assert not any(change.fallen for change in changes), "figures fell below the ratchet\n" + write_changes(changes)


@pytest.mark.parametrize("case", [case for case in _MARKED if not case.scanned], ids=_name)
def test_no_figure_falls(case: Case) -> None:
    check(case)


@pytest.mark.slow
@pytest.mark.parametrize("case", [case for case in _MARKED if case.scanned], ids=_name)
def test_no_figure_of_a_scan_falls(case: Case) -> None:
    check(case)


@pytest.mark.skipif(not SHARED.is_dir(), reason=f"annotated documents of the study material are not at {SHARED}")
def test_every_annotated_document_has_a_mark() -> None:
    missing = [case.gold.id for case in _CASES if case.gold.id not in read_ratchet()]
    assert not missing, "python -m scripts.measure.score --update-ratchet gives these their first figures"


def test_names_of_annotated_documents_are_unique() -> None:
    assert len({case.gold.id for case in _CASES}) == len(_CASES)


def test_marks_survive_a_round() -> None:
    ratchet = read_ratchet()
    assert load_ratchet(dump_ratchet(ratchet)) == ratchet
