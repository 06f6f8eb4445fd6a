"""The Python in README runs as it stands."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import regex

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = regex.findall(r"```python\n(.*?)```", README, regex.DOTALL)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the samples and a dataset made from them, as README speaks of them."""
    folder = tmp_path_factory.mktemp("desk")
    (folder / "samples").symlink_to(ROOT / "samples")
    plans = [str(path) for path in sorted((ROOT / "samples").glob("*.txt"))]
    subprocess.run([sys.executable, "-m", "extract", *plans, "-o", str(folder / "dataset"), "-q"], check=True)
    return folder


@pytest.mark.parametrize("block", BLOCKS, ids=range(len(BLOCKS)))
def test_python_blocks_run(
    block: str, desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(desk)
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
