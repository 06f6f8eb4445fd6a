"""No document may have more silent fields than it had: every annotated document is extracted and judged again."""

from __future__ import annotations

import pytest

from scripts.measure.annotated import Case, list_cases
from scripts.measure.trust import judge_case, read_ratchet

_CASES = [case for case in list_cases() if case.gold.id in read_ratchet()]


def check(case: Case) -> None:
    """Fail with every silent field where there are more than allowed."""
    silent = [one for one in judge_case(case) if one.silent]
    assert len(silent) <= read_ratchet()[case.gold.id], silent


@pytest.mark.parametrize("case", [one for one in _CASES if not one.scanned], ids=lambda case: case.gold.id)
def test_no_more_is_silent(case: Case) -> None:
    check(case)


@pytest.mark.slow
@pytest.mark.parametrize("case", [one for one in _CASES if one.scanned], ids=lambda case: case.gold.id)
def test_no_more_is_silent_on_scans(case: Case) -> None:
    check(case)
