"""Gold in its several forms: a whole record, the neutral form, and older ones."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from extract.score.older_gold import as_neutral
from extract.score.records import TARGET_FIELDS, read_record, write_extra
from extract.score.shape import Annotation, Citation, Grid, Quantity, Reading, Row, Zone
from schemas.errors import InputError, RecordError
from schemas.plan import load_plan

_Read = TypeVar("_Read")
_CELLS = ("marker", "task", "deliverable", "lead", "coordinating")
_HEADER = {
    "code": "code",
    "kind": "kind",
    "issued_on": "issued_on",
    "place": "issued_at",
    "issued_at": "issued_at",
} | {name: name for name in ("title", "period", "issuer", "parent", "urgency", "secrecy", "level")}
_READING = ("kind", "edtf", "rrule", "boundary", "due_latest")
_OTHER_CELLS: dict[str, tuple[str, Callable[[Any], str | None]]] = {
    "group": ("group", lambda group: " | ".join(group or ()) or None),
    "deadline_raw": ("deadline", lambda raw: raw or None),
    "extra": ("extra", lambda extra: write_extra(extra or {})),
}
"""Keys of a task whose field has another name or is written otherwise."""


def read_gold(path: Path) -> Annotation:
    """One file of gold, its form told by its keys; deadlines and text beside it are read too.

    Raises:
        InputError: the file cannot be read, or is gold of no known form.
    """
    try:
        data = path.read_bytes()
        value = msgspec.json.decode(data)
    except OSError as error:
        raise InputError(f"{path.name}: cannot be read: {error.strerror}") from error
    except msgspec.DecodeError as error:
        raise InputError(f"{path.name}: no JSON: {error}") from error
    except RecursionError:
        raise InputError(
            f"{path.name}: its values nest deeper than those of any document"
        ) from None
    if not isinstance(value, dict):
        raise InputError(f"{path.name}: gold is a JSON object")
    try:
        if "schema_version" in value:
            return read_record(load_plan(data), name=path.name.removesuffix(".json"))
        return read_neutral(value, path)
    except RecordError as error:
        raise InputError(f"{path.name}: {error}") from error
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError(f"{path.name}: gold of no known form: {error!r}") from error


def read_neutral(value: Mapping[str, Any], path: Path) -> Annotation:
    """Neutral gold: header, tasks, references, deadlines, agencies, targets, problems if stated."""
    value = as_neutral(value)
    header = value.get("header") or {}
    tasks = _read_tasks(value, path) if "tasks" in value else None
    references, zones = _read_references(value)
    if tasks is None and references is None and not header and "targets" not in value:
        raise ValueError("no header, tasks, references or targets")
    return Annotation(
        id=str(value.get("id") or path.stem),
        sha256=_read_digests(value),
        kind=_read_kind(header),
        own_code=value.get("own_code"),
        pages=_read_pages(value),
        header=_read_header(header) if header else None,
        shy=_handwritten(header),
        silent=_unprinted(header),
        tables=_build_tables(value) if tasks else None,
        tasks=tasks,
        neutral_rows=_read_neutral_rows(value),
        references=references,
        zones=zones + _own_number(header),
        coded_only="quality" in value or bool(value.get("coded_only")),
        targets=_if_stated(value, "targets", _read_targets),
        problems=_if_stated(value, "problems", _read_problems),
        sample=_read_sample(value),
        text=_read_text(path) if references else None,
    )


def _if_stated(value: Mapping[str, Any], key: str, read: Callable[[Any], _Read]) -> _Read | None:
    return read(value[key]) if key in value else None


def _read_digests(value: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(value[key] for key in ("sha256", "text_sha256") if value.get(key))


def _read_kind(header: Mapping[str, Any]) -> str | None:
    kind: str | None = header.get("kind")
    return kind.capitalize() if kind else None


def _read_pages(value: Mapping[str, Any]) -> tuple[int, int] | None:
    """The first and the last annotated page, where not all of them are."""
    pages = value.get("pages_annotated")
    return (pages[0], pages[1]) if pages else None


def _read_neutral_rows(value: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(row for row in value.get("other_rows") or () if isinstance(row, str))


def _read_sample(value: Mapping[str, Any]) -> str | None:
    sample: str | None = (value.get("text_sample") or {}).get("text")
    return sample


def _read_text(path: Path) -> str | None:
    """The text beside the gold, which its spans index."""
    text = path.with_suffix(".txt")
    return text.read_bytes().decode() if text.is_file() else None


def _read_header(header: Mapping[str, Any]) -> dict[str, str | None]:
    fields: dict[str, str | None] = {
        _HEADER[name]: text for name, text in header.items() if name in _HEADER
    }
    if "issuer_parent" in header:
        fields["parent"] = header["issuer_parent"]
    if "signatory" in header:
        signatory = header["signatory"] or {}
        for name in ("name", "position", "authority"):
            fields[f"signatory.{name}"] = signatory.get(name)
    return fields


def _handwritten(header: Mapping[str, Any]) -> frozenset[str]:
    marks = {
        "code_handwritten": "code",
        "date_handwritten": "issued_on",
        "authority_handwritten": "signatory.authority",
    }
    return frozenset(name for mark, name in marks.items() if header.get(mark))


def _unprinted(header: Mapping[str, Any]) -> frozenset[str]:
    return frozenset({"kind"}) if header.get("kind_printed") is False else frozenset()


def _own_number(header: Mapping[str, Any]) -> tuple[Zone, ...]:
    """The document's own number in its header is no mention."""
    return (Zone(text=f"Số: {header['code']}"),) if header.get("code") else ()


def _read_tasks(value: Mapping[str, Any], path: Path) -> tuple[Row, ...]:
    readings = _read_deadlines(value, path)
    agencies = _read_agencies(value.get("agencies") or ())
    return tuple(
        Row(
            table=str(task.get("table", 0)),
            fields=_read_cells(task),
            pages=tuple(task.get("pages") or ()),
            reading=readings.get(index),
            agencies=agencies.get(index, {}),
        )
        for index, task in enumerate(value.get("tasks") or ())
    )


def _read_cells(task: Mapping[str, Any]) -> dict[str, str | None]:
    """The fields that gold states; an empty cell is None."""
    fields: dict[str, str | None] = {name: task[name] or None for name in _CELLS if name in task}
    for key, (name, write) in _OTHER_CELLS.items():
        if key in task:
            fields[name] = write(task[key])
    return fields


def _read_deadlines(value: Mapping[str, Any], path: Path) -> dict[int, Reading]:
    """Readings by row: the list in the gold itself, or ``<id>.deadlines.tsv`` beside it."""
    entries: Sequence[Mapping[str, Any]] = value.get("deadlines") or ()
    beside = path.with_name(path.name.removesuffix(".json") + ".deadlines.tsv")
    if not entries and beside.is_file():
        with beside.open(encoding="utf-8", newline="") as lines:
            entries = list(csv.DictReader(lines, delimiter="\t"))
    return {row: read_reading(entry) for entry in entries for row in _rows_of(entry, value)}


def read_reading(entry: Mapping[str, Any]) -> Reading:
    """One deadline's reading; fields without a key are not judged, empty ones are null."""
    values = {name: str(entry[name]) if entry.get(name) else None for name in _READING}
    return Reading(**values, judged=frozenset(name for name in _READING if name in entry))


def _rows_of(entry: Mapping[str, Any], value: Mapping[str, Any]) -> list[int]:
    """The rows an entry is about: their numbers from 0 ("0,10"), else all with its raw text."""
    for key in ("task_index", "rows", "row", "task"):
        if key in entry:
            index = entry[key]
            if isinstance(index, str):
                return [int(part) for part in index.replace(";", ",").split(",") if part.strip()]
            return [int(index)] if isinstance(index, int) else [int(one) for one in index]
    return [
        row
        for row, task in enumerate(value.get("tasks") or ())
        if task.get("deadline_raw") == entry["raw"]
    ]


def _read_agencies(entries: Sequence[Mapping[str, Any]]) -> dict[int, dict[str, frozenset[str]]]:
    """Canonical names by row and column."""
    agencies: dict[int, dict[str, frozenset[str]]] = {}
    for entry in entries:
        names = entry["names"] if "names" in entry else entry["expected"]
        listed = [name.strip() for name in names.split("|")] if isinstance(names, str) else names
        role = entry.get("field") or entry.get("role") or "lead"
        for row in _rows_of(entry, {}):
            agencies.setdefault(row, {})[role] = frozenset(name for name in listed if name)
    return agencies


def _build_tables(value: Mapping[str, Any]) -> tuple[Grid, ...]:
    """The raw tables the task rows come from, without group rows."""
    columns, roles = tuple(value.get("columns") or ()), value.get("column_roles") or {}
    by_table: dict[Any, list[tuple[str, ...]]] = {}
    for task in value.get("tasks") or ():
        extra = task.get("extra") or {}
        cells = (extra.get(name, task.get(roles.get(name, ""))) for name in columns)
        by_table.setdefault(task.get("table", 0), []).append(tuple(cell or "" for cell in cells))
    return (
        tuple(Grid(columns=columns, rows=tuple(rows)) for rows in by_table.values())
        if columns
        else ()
    )


def _read_references(
    value: Mapping[str, Any],
) -> tuple[tuple[Citation, ...] | None, tuple[Zone, ...]]:
    zones = tuple(map(_read_zone, value.get("ignore") or ()))
    if value.get("references") is None:
        return None, zones
    return tuple(_read_citation(entry) for entry in value["references"]), zones


def _read_zone(zone: Mapping[str, Any] | str) -> Zone:
    if isinstance(zone, str):
        return Zone(text=zone)
    return Zone(text=zone.get("text") or zone.get("code") or "", span=_span(zone))


def _read_citation(entry: Mapping[str, Any]) -> Citation:
    def spellings(name: str) -> tuple[str, ...]:
        return (entry[name], *entry.get(f"{name}_alt", ())) if entry.get(name) else ()

    return Citation(
        text=entry.get("text") or entry.get("code") or entry.get("named") or "",
        span=_span(entry),
        page=entry.get("page"),
        kind=entry.get("kind"),
        codes=spellings("code"),
        names=() if entry.get("code") else spellings("named"),
        issued_on=entry.get("issued_on"),
        issuers=spellings("issuer"),
        pinpoint=entry.get("pinpoint"),
        own=entry.get("self"),
        code_only="column_split" in (entry.get("flags") or ()),
    )


def _span(entry: Mapping[str, Any]) -> tuple[int, int] | None:
    return (entry["start"], entry["end"]) if "start" in entry and "end" in entry else None


def _read_targets(entries: Sequence[Mapping[str, Any]]) -> tuple[Quantity, ...]:
    return tuple(
        Quantity(
            text=entry.get("text") or entry["raw"],
            values={name: _plain(entry[name]) for name in TARGET_FIELDS if name in entry},
        )
        for entry in entries
    )


def _plain(value: object) -> str | None:
    if value is None or value == "" or value == []:
        return None
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _read_problems(entries: Sequence[Any]) -> tuple[str, ...]:
    return tuple(
        f"{entry['code']}@{entry.get('subject') or ''}" if isinstance(entry, dict) else str(entry)
        for entry in entries
    )
