"""Nothing that a document names is fetched, whatever its kind and whatever this machine allows to cut it off."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from extract.cage import network
from extract.options import Options
from extract.pipeline.source import read_source
from extract.read.word.soffice import convert_to_docx
from extract.structure.ledger import list_fragments
from schemas.errors import ExtractError, MissingProgramError
from tests.cage.layers import LAYERS, leave_only
from tests.office_files import convert, needs_soffice
from tests.read import remote_files
from tests.shared import SHARED, needs_shared

MAKERS: dict[str, Callable[[str], bytes]] = {
    "html": remote_files.web_page,
    "rtf": remote_files.rtf,
    "odt": remote_files.odt,
    "docx": remote_files.docx,
    "docx of entities": remote_files.docx_of_entities,
    "pdf": remote_files.pdf,
}
WAYS = {
    "all": LAYERS,
    "unshare not allowed": ("landlock", "seccomp"),
    "seccomp alone": ("seccomp",),
    "landlock alone": ("landlock",),
}


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    yield
    network.cut_off.cache_clear()


def _read(data: bytes, options: Options) -> str:
    """The text of a document; what is refused has none."""
    try:
        source = read_source(data, options)
    except MissingProgramError:
        raise
    except ExtractError as refused:
        return str(refused)
    return "\n".join(fragment.text for fragment in list_fragments(source.blocks))


@needs_soffice
@needs_shared
@pytest.mark.parametrize("way", ["all", "unshare not allowed"])
def test_a_picture_behind_a_paragraph(way: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    leave_only(WAYS[way], tmp_path / "bin", monkeypatch)
    with remote_files.server(18777) as (_, asked):
        assert _read((SHARED / "cases" / "eye" / "odt_bgimage.odt").read_bytes(), Options())
    assert asked == []


@needs_soffice
@pytest.mark.parametrize("way", ["all", "unshare not allowed"])
def test_a_text_document_that_names_pictures(way: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    leave_only(WAYS[way], tmp_path / "bin", monkeypatch)
    with remote_files.server() as (url, asked):
        assert "12/KH-UBND" in _read(remote_files.odt(url), Options())
    assert asked == []


@pytest.mark.parametrize("name", ["docx of entities", "pdf"])
def test_what_is_read_without_another_program(name: str) -> None:
    with remote_files.server() as (url, asked):
        assert _read(MAKERS[name](url), Options(ocr="never"))
    assert asked == []


@needs_soffice
@pytest.mark.slow
@pytest.mark.parametrize("way", [*WAYS, "--no-cage"])
@pytest.mark.parametrize("name", [*MAKERS, "doc"])
def test_every_kind(name: str, way: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with remote_files.server() as (url, asked):
        data = _doc(url, tmp_path) if name == "doc" else MAKERS[name](url)
        asked.clear()
        leave_only(WAYS.get(way, ()), tmp_path / "bin", monkeypatch)
        said = _read(data, Options(ocr="never", cage=way != "--no-cage"))
    assert asked == []
    assert name == "docx of entities" or "12/KH-UBND" in said


def _doc(url: str, folder: Path) -> bytes:
    """A Word 97 document with a linked picture: LibreOffice makes it of the ODT, and looks the picture up for that."""
    source = folder / "linked.odt"
    source.write_bytes(remote_files.odt(url))
    (made,) = convert([source], "doc", folder / "made")
    return made.read_bytes()


@needs_soffice
@pytest.mark.slow
def test_that_these_documents_do_fetch_where_nothing_stands_in_the_way(tmp_path: Path) -> None:
    with remote_files.server() as (url, asked):
        for name, data in (
            ("a.odt", remote_files.odt(url)),
            ("b.html", remote_files.web_page(url)),
            ("c.doc", _doc(url, tmp_path)),
        ):
            asked.clear()
            (tmp_path / name).write_bytes(data)
            convert([tmp_path / name], "pdf", tmp_path / "shown")
            assert asked, name


@needs_soffice
def test_where_nothing_cuts_the_network_the_document_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    leave_only((), tmp_path / "bin", monkeypatch)
    with pytest.raises(MissingProgramError, match=r"unshare.*seccomp.*Landlock.*--no-cage"):
        read_source(remote_files.rtf("http://x"), Options())
    with pytest.raises(MissingProgramError, match="--no-cage"):
        read_source(remote_files.docx("http://x"), Options())
    assert convert_to_docx(remote_files.rtf("http://x"), "rtf", cage=False)


_COMMAND = """
import sys
from extract.cage import network
network.cut_off = lambda: None
import extract.read.word.soffice
extract.read.word.soffice.cut_off = network.cut_off
from extract.cli import main
main()
"""


@needs_soffice
def test_the_command_on_a_machine_that_cannot_cut_the_network(tmp_path: Path) -> None:
    def run(*more: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", _COMMAND, "plan.rtf", "-o", "plan.json", *more]
        return subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=False)

    (tmp_path / "plan.rtf").write_bytes(remote_files.rtf("http://x"))
    refused = run()
    assert refused.returncode == MissingProgramError.exit_code
    assert refused.stderr.startswith("extract: plan.rtf: ")
    assert refused.stderr.count("\n") == 1
    assert "--no-cage" in refused.stderr
    assert not (tmp_path / "plan.json").exists()
    assert run("--no-cage").returncode == 0
    assert (tmp_path / "plan.json").exists()
