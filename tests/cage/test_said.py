"""What held the reader of a document is said to who asks with -v."""

from __future__ import annotations

import msgspec
import pytest

from extract.cage import network
from extract.commands.one import _tell_problems
from extract.options import Options
from extract.process.rendering import Rendered, _cage_of
from schemas.plan import Plan
from tests.schemas.test_plan import small_plan


def plan_of(media_type: str) -> Plan:
    plan = small_plan()
    return msgspec.structs.replace(plan, source=msgspec.structs.replace(plan.source, media_type=media_type))


def test_the_layers_that_held_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "cut_off", lambda: network.Cut((), ("namespace", "seccomp")))
    said = _cage_of(plan_of("application/msword"), Options())
    assert said == ["read by LibreOffice, cut off from the network by namespace, seccomp"]


def test_that_nothing_held_it_is_said() -> None:
    (said,) = _cage_of(plan_of("application/rtf"), Options(cage=False))
    assert "not cut off" in said


def test_of_what_needs_no_other_program_nothing_is_said() -> None:
    assert _cage_of(plan_of("application/pdf"), Options()) == []


@pytest.mark.parametrize(("verbose", "lines"), [(0, 0), (1, 1)])
def test_it_is_said_with_v(capsys: pytest.CaptureFixture[str], verbose: int, lines: int) -> None:
    rendered = Rendered(data={}, problems=[], details=["read by LibreOffice"])
    _tell_problems("plan.doc", rendered, quiet=False, verbose=verbose)
    assert capsys.readouterr().err.count("plan.doc: read by LibreOffice") == lines
