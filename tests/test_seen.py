"""No record is "ok" with less text than pdfium sees: the check itself, and the samples under it."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.measure.seen import Seen, compare, count_raw, main
from tests.head_files import FORMS, Sheet

SAMPLES = sorted((Path(__file__).resolve().parents[1] / "samples").glob("*.pdf"))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_samples_hold_all_that_pdfium_sees(path: Path) -> None:
    seen = compare(path)
    assert seen.error == ""
    assert seen.raw > 1000
    assert seen.placed >= seen.raw


def test_a_loss_counts_unless_a_problem_tells_of_it() -> None:
    assert Seen("a.pdf", 1000, 900, ()).is_silent_loss
    assert not Seen("a.pdf", 1000, 900, ("page-unread",)).is_silent_loss
    assert not Seen("a.pdf", 1000, 995, ()).is_silent_loss
    assert not Seen("a.pdf", 1000, 0, (), "refused").is_silent_loss


def test_raw_characters_are_counted_without_blanks(tmp_path: Path) -> None:
    data = FORMS["pdf"]([Sheet(right=(), body=("Một dòng chữ",), recipients=())])
    assert count_raw(data) == len("Mộtdòngchữ")
    assert count_raw(b"no PDF") == 0
    path = tmp_path / "plan.pdf"
    path.write_bytes(data)
    assert "nothing of a Vietnamese administrative document" in compare(path).error


def test_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(SAMPLES[0])]) == 0
    assert "1 files, 1 records, 0 refused; silent losses: 0" in capsys.readouterr().out
