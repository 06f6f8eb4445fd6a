"""What every document of some folders becomes, one hash a record.

python -m scripts.measure.hash_records FOLDER... -o FILE

Two checkouts that write the same file read every document the same: run it before and after a change that is to
change nothing, or with ``--against OLDFILE`` to have the documents named whose records differ.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from subprocess import run

CHECKOUT = Path(__file__).resolve().parents[2]
ENDINGS = {".pdf", ".docx", ".doc", ".rtf", ".odt", ".txt", ".html"}


def hash_of(path: Path, ocr: str) -> str:
    """SHA-256 of the record that the command of this checkout prints for a document, or its exit code."""
    command = [sys.executable, "-m", "extract", str(path), "--ocr", ocr, "--quiet", "--jobs", "1"]
    done = run(command, capture_output=True, check=False, env={**os.environ, "PYTHONPATH": str(CHECKOUT)})
    return hashlib.sha256(done.stdout).hexdigest() if done.returncode == 0 else f"exit {done.returncode}"


def main() -> int:
    """Hash, write, compare; 1 where a record differs from the older file's."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--ocr", default="never", choices=["never", "auto"])
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--against", type=Path)
    choices = parser.parse_args()
    paths = [
        (str(path.relative_to(folder)), path)
        for folder in choices.folders
        for path in sorted(folder.rglob("*"))
        if path.suffix.lower() in ENDINGS and path.is_file()
    ]
    with ThreadPoolExecutor(choices.jobs) as pool:
        hashes = list(pool.map(lambda one: hash_of(one[1], choices.ocr), paths))
    lines = [f"{value}  {name}" for (name, _), value in zip(paths, hashes, strict=True)]
    choices.output.write_text("\n".join(lines) + "\n", encoding="utf-8")
    if choices.against is None:
        return 0
    before = set(choices.against.read_text(encoding="utf-8").splitlines())
    differing = [line for line in lines if line not in before]
    print(f"{len(lines)} documents, {len(differing)} differ")
    for line in differing:
        print(f"  {line}")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
