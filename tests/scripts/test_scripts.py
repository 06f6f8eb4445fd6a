"""Every script runs; those that read documents do what they say with the smallest ones."""

from __future__ import annotations

import ast
import runpy
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest

from scripts.generate.spelling import count, write

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = sorted((ROOT / "scripts").rglob("*.py"))
SMALL = "KẾ HOẠCH\nTuyên truyền pháp luật năm 2024\nTrước 30/6/2024 các đơn vị báo cáo Ủy ban nhân dân xã.\n"


def is_command(path: Path) -> bool:
    return 'if __name__ == "__main__":' in path.read_text(encoding="utf-8")


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "small.txt").write_text(SMALL, encoding="utf-8")
    return folder


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:
    """Runs a script as the command line does: its exit code and what it printed."""

    def run(path: Path, *arguments: str) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", [str(path), *arguments])
        try:
            runpy.run_path(str(path), run_name="__main__")
        except SystemExit as end:
            return int(end.code or 0), capsys.readouterr().out
        return 0, capsys.readouterr().out

    return run


@pytest.mark.parametrize("path", [path for path in SCRIPTS if is_command(path)], ids=name_of)
def test_every_command_says_what_it_does(path: Path, run: Callable[..., tuple[int, str]]) -> None:
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert docstring
    code, printed = run(path, "--help")
    assert code == 0
    assert " ".join(docstring.split("\n")[0].split()) in " ".join(printed.split())


@pytest.mark.parametrize("path", [path for path in SCRIPTS if not is_command(path)], ids=name_of)
def test_what_commands_share_can_be_imported(path: Path) -> None:
    assert import_module(".".join(path.relative_to(ROOT).with_suffix("").parts)).__doc__


def test_the_makefile_names_scripts_that_exist() -> None:
    words = (ROOT / "Makefile").read_text(encoding="utf-8").split()
    named = [ROOT / f"{word.replace('.', '/')}.py" for word in words if word.startswith("scripts.")]
    named += [ROOT / word for word in words if word.startswith("scripts/")]
    assert len(named) > 5
    assert [path for path in named if not path.is_file()] == []


def test_hashes_tell_whether_records_changed(documents: Path, run: Callable[..., tuple[int, str]]) -> None:
    script, first, second = ROOT / "scripts/measure/hash_records.py", documents / "first", documents / "second"
    assert run(script, str(documents), "-o", str(first))[0] == 0
    assert first.read_text(encoding="utf-8").endswith("  small.txt\n")
    with (documents / "small.txt").open("a", encoding="utf-8") as file:
        file.write("Sau đó tổng hợp.\n")
    code, printed = run(script, str(documents), "-o", str(second), "--against", str(first))
    assert (code, printed.splitlines()[0]) == (1, "1 documents, 1 differ")


def test_unread_phrases_of_a_folder_are_counted(documents: Path, run: Callable[..., tuple[int, str]]) -> None:
    code, printed = run(ROOT / "scripts/measure/unread.py", str(documents))
    assert (code, printed.splitlines()[0]) == (0, "1 documents")


def test_syllables_are_counted_alone_and_side_by_side() -> None:
    singles: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for _ in range(64):
        count("kế hoạch, kế hoạch\nnăm", singles, pairs)
    lines = write(singles, pairs).splitlines()
    assert next(line for line in lines if line.startswith("kế")) == "kế7 hoạch7"


def test_nothing_but_python_is_needed_to_compare_checkouts() -> None:
    code = f"import sys; sys.path.insert(0, {str(ROOT / 'scripts')!r}); import bench"
    subprocess.run([sys.executable, "-S", "-c", code], check=True)
