"""The list of all modules in docs/architecture.md, made of the first lines of their docstrings.

`make docs` runs it; a test sees that the page is the one this writes. What people wrote on the page stays.
"""

from __future__ import annotations

import argparse
import ast
from collections.abc import Iterator
from pathlib import Path

from extract.score.markdown import replace_section

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "architecture.md"
PACKAGES = ("schemas", "normalize", "extract")
SECTION = "modules"


def first_lines(path: Path) -> str:
    """The first paragraph of a module's docstring as one line, without its full stop."""
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return " ".join(docstring.split("\n\n")[0].split()).removesuffix(".")


def write_package(folder: Path) -> Iterator[str]:
    """A package's line, its modules', then its packages'."""
    depth = len(folder.relative_to(ROOT).parts) - 1
    yield f"{'  ' * depth}- **{folder.name}**: {first_lines(folder / '__init__.py')}"
    for path in sorted(folder.glob("*.py")):
        if path.name != "__init__.py":
            yield f"{'  ' * (depth + 1)}- `{path.stem}`: {first_lines(path)}"
    for path in sorted(folder.iterdir()):
        if (path / "__init__.py").is_file():
            yield from write_package(path)


def build_page(page: str) -> str:
    """The page with its list as the modules are now."""
    return replace_section(page, SECTION, "\n".join(line for name in PACKAGES for line in write_package(ROOT / name)))


def main() -> None:
    argparse.ArgumentParser(description=__doc__).parse_args()
    PAGE.write_text(build_page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
