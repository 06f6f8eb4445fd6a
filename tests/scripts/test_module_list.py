"""docs/architecture.md lists every module as it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.generate.module_list import PACKAGES, PAGE, ROOT, build_page, first_lines, write_package

MODULES = sorted(path for name in PACKAGES for path in (ROOT / name).rglob("*.py"))


def test_the_list_is_fresh() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert page == build_page(page), "run `make docs`"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_module_says_what_it_is_for(path: Path) -> None:
    assert first_lines(path)


def test_no_module_is_left_out() -> None:
    lines = [line for name in PACKAGES for line in write_package(ROOT / name)]
    assert len(lines) == len(MODULES)


def test_what_people_wrote_stays() -> None:
    head, foot = "# Architecture\nA picture.\n<!-- begin modules -->\n", "<!-- end modules -->\nA word.\n"
    page = build_page(f"{head}- `gone`: no longer there\n{foot}")
    assert page.startswith(head)
    assert page.endswith(foot)
    assert "`gone`" not in page
