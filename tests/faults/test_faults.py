"""The system refuses one thing: the command gives the right record, or names the true cause, and leaves nothing."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import SCRATCH
from tests.faults.inject import CALLS, End, needs_fiu
from tests.faults.judge import INPUT, LIMIT, OUTPUT, RECORD, judge
from tests.faults.sweeps import all_cases, try_case
from tests.faults.trials import KINDS, Bench
from tests.office_files import needs_soffice

FEW = 2
SOME = 8


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    return Bench(tmp_path_factory.mktemp("faults"), ("txt",))


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user may read, which those of pytest are not."""
    with tempfile.TemporaryDirectory(dir=SCRATCH) as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


@needs_fiu
@pytest.mark.parametrize("call", CALLS)
def test_a_call_that_fails(bench: Bench, call: str) -> None:
    for nth in bench.sample("txt", call, FEW):
        trial = bench.trial("txt", call, nth)
        assert not trial.answer.startswith("FAULT"), trial


@needs_fiu
@needs_soffice
@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_calls_that_fail_in_every_kind_of_document(kind: str, tmp_path: Path) -> None:
    bench = Bench(tmp_path, (kind,))
    calls = [call for call in CALLS if (kind, call) != ("batch", "malloc")]
    trials = [bench.trial(kind, call, nth) for call in calls for nth in bench.sample(kind, call, SOME, seed=2)]
    assert [trial for trial in trials if trial.answer.startswith("FAULT")] == []


@needs_fiu
@pytest.mark.slow
@pytest.mark.parametrize("kind", ["txt", "scan"])
def test_limits_from_too_little_to_enough(kind: str, open_folder: Path) -> None:
    bench = Bench(open_folder, (kind,))
    trials = [try_case(bench, case) for case in all_cases((kind,))]
    assert [trial for trial in trials if trial.answer.startswith("FAULT")] == []


@needs_fiu
@pytest.mark.slow
def test_a_batch_that_may_begin_no_process_names_the_cause(open_folder: Path) -> None:
    cases = [case for case in all_cases(("batch",)) if case.sweep == "processes"][:3]
    if not cases:
        pytest.skip("only root can become a user whose processes are limited")
    bench = Bench(open_folder, ("batch",))
    trials = [try_case(bench, case) for case in cases]
    assert [trial for trial in trials if trial.answer.startswith("FAULT")] == []


@pytest.mark.parametrize(
    ("end", "whole", "answer"),
    [
        (End(0, "", 1, 0), True, RECORD),
        (End(4, "no further file can be opened (Too many open files)", 1, 0), False, LIMIT),
        (End(5, "plan.json: cannot be written: Too many open files", 1, 0), False, OUTPUT),
        (End(3, "plan.pdf: cannot be read: Too many open files", 1, 0), False, INPUT),
        (End(0, "", 1, 0), False, "FAULT: another record"),
        (End(3, "the PDF is damaged", 1, 0), False, "FAULT: damaged"),
        (End(4, "took longer", 1, 0), False, "FAULT: another cause"),
        (End(3, "Too many open files", 1, 0), False, "FAULT: exit code 3, and the input was readable"),
        (End(-11, "", 1, 0), False, "FAULT: signal -11"),
        (End(None, "", 1, 0), False, "FAULT: hangs"),
        (End(0, "", 1, 1), True, "FAULT: a process lives on"),
    ],
)
def test_what_is_a_fault(end: End, whole: bool, answer: str) -> None:
    assert judge(end, whole, [], "open files") == answer


def test_what_is_left_is_a_fault() -> None:
    assert judge(End(0, "", 1, 0), True, [".plan.json.tmp"], "") == "FAULT: left .plan.json.tmp"
