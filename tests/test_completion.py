"""What shells complete: commands, options and their values, and the names of files."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

COMMAND = (sys.executable, "-m", "extract")
SHELLS = ("bash", "zsh", "fish")


def completed(*words: str, shell: str = "bash", cwd: Path | None = None) -> set[str]:
    """What is offered for the last word, each with its kind before it (plain, file, dir)."""
    line = {
        "bash": {"COMP_WORDS": " ".join(("extract", *words)), "COMP_CWORD": str(len(words))},
        "zsh": {"COMP_WORDS": " ".join(("extract", *words)), "COMP_CWORD": str(len(words))},
        "fish": {"COMP_WORDS": " ".join(("extract", *words[:-1])), "COMP_CWORD": words[-1]},
    }[shell]
    environment = {**os.environ, **line, "_EXTRACT_COMPLETE": f"{shell}_complete"}
    done = subprocess.run(COMMAND, env=environment, capture_output=True, text=True, check=True, cwd=cwd)
    assert done.stderr == ""
    return set(done.stdout.splitlines())


def test_the_first_word() -> None:
    offered = completed("")
    assert {"plain,merge", "plain,compare", "file,"} <= offered
    assert "plain,run" not in offered
    assert completed("mer") == {"plain,merge", "file,mer"}
    assert completed("pla") == {"file,pla"}
    assert {"plain,--ocr", "plain,--version", "plain,--output"} <= completed("--")


def test_a_file_that_begins_as_a_command_does(tmp_path: Path) -> None:
    for name in ("merged.pdf", "mer ged.pdf", ".mer", "kế-hoạch.pdf"):
        (tmp_path / name).touch()
    (tmp_path / "mergers").mkdir()
    offered = completed("mer", cwd=tmp_path)
    assert offered == {"plain,merge", "file,mer", "plain,merged.pdf", "plain,mergers/"}
    assert completed("kế", cwd=tmp_path) == {"file,kế"}  # the shell knows them


@pytest.mark.parametrize(
    "words",
    [
        ("plan.pdf", "-o", "pla"),
        ("plan.pdf", "pla"),
        ("comprae", "pla"),
        ("compare", "pla"),
        ("merge", "pla"),
        ("merge", "a", "-o", "pla"),
        ("a", "--log-json", "pla"),
    ],
)
def test_names_of_files(words: tuple[str, ...]) -> None:
    assert completed(*words) == {"file,pla"}


def test_options_and_their_values() -> None:
    assert {"plain,--table", "plain,--timeout"} == {one for one in completed("plan.pdf", "--t") if "--t" in one}
    assert completed("plan.pdf", "--ocr", "a") == {"plain,auto", "plain,always"}
    assert completed("plan.pdf", "-o", "plan.csv", "--table", "m") == {"plain,mentions"}


def test_every_shell_has_its_script_and_its_answers() -> None:
    for shell in SHELLS:
        environment = {**os.environ, "_EXTRACT_COMPLETE": f"{shell}_source"}
        done = subprocess.run(COMMAND, env=environment, capture_output=True, text=True, check=True)
        assert f"_EXTRACT_COMPLETE={shell}_complete" in done.stdout
    assert {one.partition("\t")[0] for one in completed("mer", shell="fish")} == {"plain,merge", "file,mer"}
    assert {"merge", "file"} <= completed("mer", shell="zsh")


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
def test_in_a_bash_of_its_own(tmp_path: Path) -> None:
    """As README says it: the script is evaluated, then a word is completed."""
    program = tmp_path / "extract"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m extract "$@"\n')
    program.chmod(0o755)
    script = (
        'eval "$(_EXTRACT_COMPLETE=bash_source extract)"\n'
        "compopt() { :; }\n"  # which works in a completion only
        "COMP_WORDS=(extract mer); COMP_CWORD=1\n_extract_completion extract\n"
        'printf "%s\\n" "${COMPREPLY[@]}"'
    )
    path = os.pathsep.join((str(tmp_path), os.environ["PATH"]))
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, env={**os.environ, "PATH": path})
    assert "merge" in done.stdout.split(), done.stderr


def test_the_second_name_is_installed_and_completes() -> None:
    setup = (Path(__file__).resolve().parents[1] / "setup.cfg").read_text()
    assert "    kehoach = extract.__main__:main\n" in setup
    code = "import sys; sys.argv[0] = '/usr/bin/kehoach'; from extract.__main__ import main; main()"
    words = {"COMP_WORDS": "kehoach mer", "COMP_CWORD": "1", "_KEHOACH_COMPLETE": "bash_complete"}
    done = subprocess.run([sys.executable, "-c", code], env={**os.environ, **words}, capture_output=True, text=True)
    assert done.stdout.split() == ["file,mer", "plain,merge"]
