"""Temporary files lie at absolute places, however the output and the system's folder for them are named."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

import extract
from extract.scratch import scratch_place
from tests.office_files import needs_soffice
from tests.shared import SHARED, needs_shared

MAKERS = ("mkdtemp", "mkstemp", "TemporaryDirectory", "TemporaryFile", "NamedTemporaryFile")
RTF = r"{\rtf1\ansi{\fonttbl{\f0 Times;}}K\u7871? ho\u7841?ch s\u7889? 12/KH-UBND\par}"


@pytest.mark.parametrize("named", [".", "below", "/tmp"])
def test_it_is_absolute(named: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(tempfile, "tempdir", named)
    assert scratch_place() == os.path.normpath(tmp_path / named)
    assert scratch_place("there") == str(tmp_path / "there")


def test_whoever_makes_temporary_files_says_where() -> None:
    root = Path(extract.__file__).parent
    for path in sorted(root.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                named = {keyword.arg for keyword in node.keywords}
                assert node.func.attr not in MAKERS or "dir" in named, f"{path}:{node.lineno}"


def _run(folder: Path, *arguments: str, **environment: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "extract", *arguments],
        capture_output=True,
        text=True,
        cwd=folder,
        env={**os.environ, **environment},
        check=False,
    )
    assert done.returncode == 0, done.stderr


@needs_soffice
def test_a_relative_output_and_a_relative_temporary_folder(tmp_path: Path) -> None:
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "plan.rtf").write_text(RTF)
    _run(tmp_path, "plans/", "-o", "dataset/", TMPDIR=".")
    assert ",ok," in (tmp_path / "dataset" / "manifest.csv").read_text(encoding="utf-8-sig")
    assert sorted(os.listdir(tmp_path)) == ["dataset", "plans"]


@needs_soffice
def test_one_document_with_a_relative_temporary_folder(tmp_path: Path) -> None:
    (tmp_path / "plan.rtf").write_text(RTF)
    _run(tmp_path, "plan.rtf", "-o", "plan.json", TMPDIR=".")
    assert sorted(os.listdir(tmp_path)) == ["plan.json", "plan.rtf"]


@needs_soffice
@needs_shared
def test_the_document_of_an_office(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    name = "output-lo-thu-muc-tuong-doi.doc"
    (tmp_path / "in" / name).write_bytes((SHARED / "cases" / name).read_bytes())
    _run(tmp_path, "in/", "-o", "dataset/")
