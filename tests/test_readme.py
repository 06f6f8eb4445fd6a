"""The Python in README runs as it stands."""

from __future__ import annotations

from pathlib import Path

import pytest
import regex

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = regex.findall(r"```python\n(.*?)```", README, regex.DOTALL)


@pytest.mark.parametrize("block", BLOCKS, ids=range(len(BLOCKS)))
def test_python_blocks_run(block: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    exec(compile(block, "README.md", "exec"), {})
    assert capsys.readouterr().out


def test_every_option_and_command_of_the_readme_exists() -> None:
    from extract.cli import COMMANDS
    from extract.commands.run import run

    options = {name for parameter in run.params for name in parameter.opts}
    for name in regex.findall(r"(?<![\w-])--[a-z][a-z-]+", README):
        assert name in options | {"--version", "--help"}, name
    for name in regex.findall(r"`extract (schema|score)\b", README):
        assert name in COMMANDS
