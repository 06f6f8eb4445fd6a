"""Which record belongs to which gold: by the file they were made from, else by name."""

from __future__ import annotations

from pathlib import Path

import msgspec

from extract.score.document import score_document
from extract.score.gold import read_gold
from extract.score.records import read_record
from extract.score.report import Report
from extract.score.shape import Annotation
from schemas.errors import InputError, RecordError
from schemas.plan import Plan, load_plan


def score_paths(gold: Path, predicted: Path) -> Report:
    """Compare a record, or a folder of records, with gold, or a folder of gold.

    Two files are compared whatever they are called. In folders a record belongs to the gold that
    names its source by SHA-256, or to the gold of the same name; gold without a record counts as
    missed, records without gold are named. A folder of records may be a dataset
    (``records/*.jsonl``).

    Raises:
        InputError: a path does not exist, holds nothing to compare, or cannot be read.
    """
    golds = [read_gold(path) for path in list_files(gold, (".json",))]
    records = read_records(predicted)
    if not golds:
        raise InputError(f"{gold}: no gold (*.json) in this folder")
    if gold.is_file() and predicted.is_file() and len(records) == 1:
        return Report((score_document(golds[0], records[0]),))
    pairs = [(one, find_record(one, records)) for one in golds]
    used = {found.id for _, found in pairs if found}
    unpaired = tuple(sorted(record.id for record in records if record.id not in used))
    return Report(tuple(score_document(one, found) for one, found in pairs), unpaired)


def find_record(gold: Annotation, records: list[Annotation]) -> Annotation | None:
    """The record of the same file, else of the same name."""
    by_file = next((record for record in records if set(record.sha256) & set(gold.sha256)), None)
    return by_file or next((record for record in records if record.id == gold.id), None)


def read_records(path: Path) -> list[Annotation]:
    """The records of a file or below a folder, each named by its file.

    Raises:
        InputError: no record is there, or one cannot be read.
    """
    records = []
    for file in list_files(path, (".json", ".jsonl")):
        try:
            data = file.read_bytes()
            if file.suffix == ".jsonl":
                records += [
                    read_record(load_plan(line)) for line in data.splitlines() if line.strip()
                ]
            elif path.is_file() or _is_record(data):
                records.append(read_record(load_plan(data), name=file.name.removesuffix(".json")))
        except OSError as error:
            raise InputError(f"{file}: cannot be read: {error.strerror}") from error
        except RecordError as error:
            raise InputError(f"{file}: {error}") from error
    if not records:
        raise InputError(f"{path}: no record (*.json, *.jsonl) there")
    return records


def list_files(path: Path, suffixes: tuple[str, ...]) -> list[Path]:
    """The file itself, or the files below a folder with one of the suffixes, in order.

    Raises:
        InputError: there is no such path.
    """
    if path.is_dir():
        return sorted(
            file for file in path.rglob("*") if file.suffix in suffixes and file.is_file()
        )
    if not path.exists():
        raise InputError(f"{path}: no such file or folder")
    return [path]


def _is_record(data: bytes) -> bool:
    """Datasets hold other JSON beside records (datapackage.json)."""
    try:
        value = msgspec.json.decode(data)
    except msgspec.DecodeError:
        return False
    return isinstance(value, dict) and value.keys() >= set(Plan.__struct_fields__) - {
        "schema_version"
    }
