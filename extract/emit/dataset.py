"""The dataset's files, written from streams."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from extract.emit.files import write_whole
from schemas.manifest import ManifestRow


def write_dataset(folder: Path, rows: Iterable[ManifestRow], records: Iterable[bytes]) -> None:
    """Write ``records`` (compact JSON, by plan id) and the manifest (by path) into ``folder``.

    Raises:
        OutputError: the folder cannot be written.
    """
    (folder / "records").mkdir(exist_ok=True)
    write_whole(folder / "records" / "records-00000.jsonl", b"".join(record + b"\n" for record in records))
    table = io.StringIO(newline="")
    writer = csv.writer(table)
    writer.writerow(ManifestRow.__struct_fields__)
    for row in rows:
        writer.writerow([getattr(row, name) for name in ManifestRow.__struct_fields__])
    write_whole(folder / "manifest.csv", table.getvalue().encode("utf-8"))
