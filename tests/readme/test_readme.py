"""README as typed: every command and all Python of it runs as it is printed, in the folder where a reader stands.

A block that is new is run too, or fails `test_every_block_is_run_somewhere` until it is said who runs it.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, redirect_stdout
from itertools import chain
from pathlib import Path

import click
import pytest
import regex

from extract.cli import COMMANDS, cli
from tests.batch.local_cluster import local_cluster
from tests.cloud.conftest import Store, serve_store
from tests.office_files import needs_soffice
from tests.readme.desk import KINDS, environment_of, make_desk, outputs, read_manifest, type_and_interrupt, type_in
from tests.readme.pages import GUIDES, OURS, ROOT, SETS_UP, Block, blocks, commands_in_help, commands_in_text

pytestmark = [
    needs_soffice,
    pytest.mark.skipif(shutil.which("tesseract") is None, reason="Tesseract is not installed"),
]

BUCKET = "bucket"
MACHINES = 2
_FOR_US = {
    "$I/64": f"$I/{MACHINES}",
    "..64}": f"..{MACHINES}}}",
    "GOLD PREDICTED": "2024.json plan.json",
}
"""What a page says → what is typed here: 64 machines are two, a word in capitals is a file."""
_SCHEDULERS = ("tcp://scheduler:8786", "ADDRESS")


class Reader:
    """Someone who types a page's commands in a folder, with an object store and a cluster where they are named."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.folder = folder
        self.desk = folder / "desk"
        self._environment = environment_of(folder)
        self._stack = stack
        self._store: Store | None = None
        self._typed: set[str] = set()
        make_desk(self.desk)

    def type(self, block: Block) -> None:
        """Type a block as it is printed, unless all of it was typed before; see that its outputs are there."""
        text = block.text
        for said, meant in _FOR_US.items():
            text = text.replace(said, meant)
        text = self._with_cluster(text)
        if "s3://" in text:
            self._open_store()
        lines = [line for line in text.splitlines() if line.strip()]
        if set(lines) <= self._typed:
            return
        self._typed.update(lines)
        if block.is_shell and [command[1:2] for command in block.commands] == [["browse"]]:
            type_and_interrupt(text, self.desk, self._environment)
            return
        for line in [text] if "$I" not in text else lines:
            for number in range(1, MACHINES + 1) if "$I" in line else (1,):
                type_in(line, self.desk, {**self._environment, "I": str(number)})
        self._look_for_outputs(block._replace(text=text.replace("$I", "1")))

    def _look_for_outputs(self, block: Block) -> None:
        for output in (one for command in block.commands for one in outputs(command)):
            if output.startswith(f"s3://{BUCKET}/"):
                assert self.store.keys(output.removeprefix(f"s3://{BUCKET}/")), output
            else:
                path = self.desk / output
                assert (path / "datapackage.json" if path.is_dir() else path).stat().st_size, output

    @property
    def store(self) -> Store:
        """The object store."""
        assert self._store is not None
        return self._store

    def _open_store(self) -> None:
        """Serve a bucket that holds some of the documents; a page's other commands are not slower for it."""
        if self._store is None:
            pytest.importorskip("moto")
            pytest.importorskip("s3fs")
            self._store = self._stack.enter_context(serve_store(self.folder, BUCKET))
            self._environment.update(self._store.environment, PATH=self._environment["PATH"])
            for name in ("plan.pdf", "plans/plan.txt", "plans/plan.rtf"):
                self._store.client.put_object(Bucket=BUCKET, Key=name, Body=(self.desk / name).read_bytes())

    def _with_cluster(self, text: str) -> str:
        for said in _SCHEDULERS:
            if said in text:
                pytest.importorskip("distributed")
                address, _ = self._stack.enter_context(local_cluster(self.folder, 1))
                text = text.replace(said, address)
        return text


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """A reader who has typed nothing yet."""
    with ExitStack() as stack:
        yield Reader(tmp_path_factory.mktemp("reader"), stack)


def test_readme(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    """All of it, from the top down: what comes later uses what came before."""
    for block in blocks("README.md"):
        if "s3://" in block.text:
            continue
        if block.is_ours:
            reader.type(block)
        elif block.language == "python":
            monkeypatch.chdir(reader.desk)
            with redirect_stdout(io.StringIO()) as said:
                exec(compile(block.text, block.name, "exec"), {})
            assert said.getvalue(), block.name
    rows = read_manifest(reader.desk / "dataset")
    assert {Path(row["path"]).suffix[1:] for row in rows} == KINDS
    assert [row["path"] for row in rows if row["status"] != "ok"] == []


def test_readme_on_an_object_store(reader: Reader) -> None:
    parts = "extract s3://bucket/plans/ -o s3://bucket/part-$I --shard $I/64"
    reader.type(Block("README.md", 0, "sh", parts))  # the page's `merge` joins what the page on scale makes
    for block in blocks("README.md"):
        if "s3://" in block.text:
            reader.type(block)


def test_commands_in_text_and_help(reader: Reader) -> None:
    for number in range(1, MACHINES + 1):
        reader.type(Block("README.md", 0, "sh", f"extract plans/ -o part-{number} --shard {number}/{MACHINES}"))
    pages = (commands_in_text(page) for page in ("README.md", "docs/record.md"))
    helps = (_help_of(name) for name in ("run", *COMMANDS))
    for block in chain.from_iterable((*pages, *helps)):
        if "[" not in block.text:
            reader.type(block)


def _help_of(name: str) -> list[Block]:
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    return commands_in_help(f"extract {name} --help", command.get_help(click.Context(command, info_name=name)))


@pytest.mark.slow
@pytest.mark.parametrize("number", range(sum(block.is_ours for block in blocks("docs/scale.md"))))
def test_many_documents(number: int, tmp_path: Path) -> None:
    block = [block for block in blocks("docs/scale.md") if block.is_ours][number]
    with ExitStack() as stack:
        reader = Reader(tmp_path, stack)
        reader.type(block)
        if (reader.desk / "dataset").is_dir():
            rows = read_manifest(reader.desk / "dataset")
            assert {Path(row["path"]).suffix[1:] for row in rows} == KINDS
            assert {row["status"] for row in rows} == {"ok"}


@pytest.mark.parametrize("page", GUIDES)
def test_every_block_is_run_somewhere(page: str) -> None:
    for block in blocks(page):
        if block.language == "python" and page == "README.md":
            continue
        assert block.is_shell, f"{block.name}: nobody runs {block.language}"
        for command in block.commands:
            assert command[0] in (*OURS, *SETS_UP), f"{block.name}: who runs {command[0]}?"
            assert block.is_ours or command[0] in SETS_UP, f"{block.name}: mixed"
            assert command[0] != "make" or _is_checked(command[1]), f".ci/run does not make {command[1]}"


def _is_checked(target: str) -> bool:
    """Whether `.ci/run` makes a target, or all that it does and more."""
    rules = regex.findall(r"^([a-z][a-z-]*):([^=\n]*)", (ROOT / "Makefile").read_text(), regex.MULTILINE)
    needs = {name: set(needed.split()) for name, needed in rules}
    made = set(regex.findall(r"^\s*make (.*)", (ROOT / ".ci" / "run").read_text(), regex.MULTILINE))
    wanted = {word for line in made for word in line.split()}
    while more := {name for one in wanted for name in needs.get(one, ())} - wanted:
        wanted |= more
    return bool({target, f"{target}-all"} & wanted)


def test_every_option_extra_and_package_of_the_pages_exists() -> None:
    commands = [cli.get_command(click.Context(cli), name) for name in COMMANDS]
    options = {name for command in commands if command for one in command.params for name in one.opts}
    setup = (ROOT / "setup.cfg").read_text()
    packages = (ROOT / "scripts" / "system-packages.sh").read_text()
    text = "".join((ROOT / page).read_text(encoding="utf-8") for page in GUIDES)
    for name in regex.findall(r"(?<![\w-])--[a-z][a-z-]+", text):
        assert name in options | {"--version", "--help"}, name
    for name in regex.findall(r"`extract ([a-z]+)\b(?! *[/.])", text):
        assert name in COMMANDS or name in ("plan", "plans"), name
    for name in regex.findall(r"kehoach\[(\w+)\]", text):
        assert f"\n{name} =" in setup, name
    for line in regex.findall(r"apt-get install ([^`\n]+)", text):
        for name in line.split():
            assert name in packages, name


@pytest.mark.parametrize("page", GUIDES)
def test_what_the_python_imports_is_installed_or_said_to_be_needed(page: str) -> None:
    setup = (ROOT / "setup.cfg").read_text()
    required = setup.partition("install_requires =")[2].partition("[")[0]
    text = (ROOT / page).read_text(encoding="utf-8")
    for block in blocks(page):
        if block.language == "python":
            for name in regex.findall(r"^(?:import|from) (\w+)", block.text, regex.MULTILINE):
                known = name in sys.stdlib_module_names or name in ("extract", "normalize", "schemas")
                assert known or f"\n    {name}>" in required or f"pip install {name}`" in text, name


def test_the_demo_ends_with_a_command_to_type(reader: Reader) -> None:
    demo = [sys.executable, str(ROOT / "scripts" / "demo.py")]
    done = subprocess.run(demo, capture_output=True, text=True, check=True, cwd=reader.desk)
    (shown,) = regex.findall(r"\((\S*extract .*)\)$", done.stdout, regex.MULTILINE)
    type_in(shown, reader.desk, environment_of(reader.folder))
    assert (reader.desk / "plan.json").stat().st_size


def test_the_program_is_installed_under_its_name(reader: Reader) -> None:
    environment = environment_of(reader.folder)
    done = subprocess.run(
        ["extract", "--version"], env=environment, capture_output=True, text=True, check=True, cwd=reader.desk
    )
    assert done.stdout.startswith("extract")
