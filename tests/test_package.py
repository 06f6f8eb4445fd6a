"""The package as a whole: what is shipped, and that the public face is cheap."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = {"extract", "normalize", "schemas"}
SOURCES = PACKAGES | {"LICENSE", "NOTICE", "README.md", "pyproject.toml", "setup.cfg", "tests"}


@pytest.mark.slow
def test_the_wheel_holds_exactly_the_three_packages(tmp_path: Path) -> None:
    copy = tmp_path / "copy"  # what an earlier build left in the checkout would go into the wheel
    shutil.copytree(ROOT, copy, ignore=lambda folder, names: set(names) - SOURCES if folder == str(ROOT) else set())
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(copy)],
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("kehoach-*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    top = {name.split("/")[0] for name in names}
    assert {name for name in top if not name.endswith(".dist-info")} == PACKAGES
    modules = {path.relative_to(ROOT).as_posix() for package in PACKAGES for path in (ROOT / package).rglob("*.py")}
    assert {name for name in names if name.endswith(".py")} == modules
    assert "schemas/plan.schema.json" in names
    assert any(name.startswith("normalize/lexicon/") for name in names)


def test_the_main_job_imports_nothing_heavy() -> None:
    heavy = ["pandas", "numpy", "spacy", "docx", "pdfplumber", "pdfminer", "pydantic", "lxml"]
    code = (
        "import sys, extract.pipeline.extract, extract.pipeline.understand, extract.read.pdf.pdfium, extract.cli\n"
        f"print([name for name in {heavy!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"


def test_documents_that_are_no_pdf_load_no_engine() -> None:
    loaded = "[name for name in ('pypdfium2', 'cv2') if name in sys.modules]"
    code = f"import sys, extract.pipeline.extract, extract.pipeline.understand; print({loaded})"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"
