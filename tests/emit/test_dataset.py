"""The dataset: valid, deterministic, streamed, and never half of one."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec
import pyarrow.parquet as pq
import pytest
from frictionless import validate

from extract.emit.csv import unguard
from extract.emit.dataset import swap
from extract.emit.dataset.dataset import write_dataset
from extract.emit.dataset.made import LIST, MEMBERS
from extract.emit.dataset.place import check_folder
from schemas.dataset import TABLES
from schemas.errors import OutputError, RecordError
from schemas.plan import Plan, Reference, load_plan
from tests.emit.records import copied, copies, dumped, row_of, rows_of, samples

DATED = "/akn/vn/act/nghi-dinh/chinh-phu/{}/107-2021-nd-cp"


def write(folder: Path, plans: list[Plan]) -> dict[str, int]:
    return write_dataset(folder, rows_of(plans), dumped(plans))


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of the dataset with its bytes; what the program keeps for itself is hidden."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths if swap.HIDDEN not in path.parts}


def table(folder: Path, name: str) -> list[dict[str, object]]:
    (path,) = folder.rglob(f"{name}.parquet")
    rows: list[dict[str, object]] = pq.read_table(path).to_pylist()
    return rows


def citing(*days: str | None) -> list[Plan]:
    """One plan a day, each citing the same decree with that date."""
    plans = []
    for number, plan in enumerate(copied(samples(), copies(len(days)))):
        day = days[number]
        cited = Reference(
            id="ref-1",
            kind="Nghị định",
            code="107/2021/NĐ-CP",
            number="107",
            year=2021,
            symbol="NĐ-CP",
            issued_on=day,
            issuer="Chính phủ",
            issuer_stated=None,
            issuer_inferred="Chính phủ",
            title=None,
            uri=DATED.format(day or 2021),
            urn=None,
            mentions=plan.references[1].mentions[:1],
        )
        tasks = tuple(msgspec.structs.replace(task, references=()) for task in plan.tasks)
        plans.append(msgspec.structs.replace(plan, references=(cited,), tasks=tasks))
    return plans


def test_everything_is_there_and_valid(tmp_path: Path) -> None:
    counts = write(tmp_path, list(copied(samples(), copies(7))))
    assert {path.name for path in tmp_path.iterdir()} == {*MEMBERS, swap.HIDDEN}
    assert set(counts) == set(TABLES)
    assert counts["plans"] == counts["manifest"] == 7
    report = validate(str(tmp_path / "datapackage.json"))
    assert report.valid, report.flatten(["type", "note"])


def test_the_check_would_see_a_changed_file(tmp_path: Path) -> None:
    write(tmp_path, samples())
    path = tmp_path / "csv" / "tasks.csv"
    path.write_bytes(path.read_bytes().replace(samples()[0].source.sha256[:16].encode(), b"0" * 16))
    assert not validate(str(tmp_path / "datapackage.json")).valid


def test_csv_and_parquet_hold_the_same(tmp_path: Path) -> None:
    write(tmp_path, samples())
    for name, schema in TABLES.items():
        path = tmp_path / ("manifest.csv" if name == "manifest" else f"csv/{name}.csv")
        with path.open(encoding="utf-8-sig", newline="") as file:
            cells = list(csv.DictReader(file))
        rows = table(tmp_path, name)
        assert len(cells) == len(rows)
        for cell, row in zip(cells, rows, strict=True):
            for field in schema.fields:
                value = row[field.name]
                if field.type == "string":
                    assert (unguard(cell[field.name]) or None) == (value or None)
                elif field.type == "date":
                    assert cell[field.name] == ("" if value is None else str(value))


def test_same_input_same_bytes(tmp_path: Path) -> None:
    plans = list(copied(samples(), copies(20)))
    write(tmp_path / "one", plans)
    write(tmp_path / "two", plans)
    write(tmp_path / "two", plans)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_records_load_back(tmp_path: Path) -> None:
    plans = list(copied(samples(), copies(5)))
    write(tmp_path, plans)
    lines = (tmp_path / "records" / "records-00000.jsonl").read_bytes().splitlines()
    assert [load_plan(line) for line in lines] == plans


def test_long_records_go_to_several_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extract.emit.dataset.dataset._SHARD_BYTES", 100_000)
    plans = list(copied(samples(), copies(9)))
    write(tmp_path, plans)
    shards = sorted((tmp_path / "records").iterdir())
    assert len(shards) > 2
    assert [load_plan(line) for shard in shards for line in shard.read_bytes().splitlines()] == plans


def test_every_file_has_its_row(tmp_path: Path) -> None:
    plan = samples()[0]
    rows = [
        row_of("a.pdf", plan.source.sha256),
        row_of("b.pdf", "f" * 64, status="timeout", error="took longer than 120 seconds"),
        row_of("c.pdf", "e" * 64),
    ]
    write_dataset(tmp_path, rows, dumped([plan]))
    manifest = table(tmp_path, "manifest")
    assert [(row["path"], row["status"]) for row in manifest] == [
        ("a.pdf", "ok"),
        ("b.pdf", "timeout"),
        ("c.pdf", "ok"),
    ]
    assert [row["plan_id"] for row in manifest] == [plan.source.sha256[:16], None, None]


def test_an_empty_batch_is_a_dataset(tmp_path: Path) -> None:
    assert sum(write(tmp_path, []).values()) == 0
    assert validate(str(tmp_path / "datapackage.json")).valid


def test_order_is_asked_for(tmp_path: Path) -> None:
    plans = list(copied(samples(), copies(2)))
    with pytest.raises(ValueError, match="not sorted"):
        write_dataset(tmp_path, rows_of(plans), reversed(list(dumped(plans))))
    with pytest.raises(ValueError, match="not sorted"):
        write_dataset(tmp_path, reversed(rows_of(plans)), dumped(plans))


@pytest.mark.parametrize(
    ("days", "agreed", "alone"),
    [
        (["2021-12-06"] * 4 + ["2021-12-16"], "2021-12-06", 1),
        (["2021-12-06"] * 3, "2021-12-06", 0),
        (["2021-12-06"] * 3 + ["2021-12-16"], None, 0),
        (["2021-12-06"] * 2, None, 0),
        (["2021-12-06"] * 8 + ["2022-12-06", "2021-12-16"] + [None] * 5, "2021-12-06", 2),
        ([None] * 3, None, 0),
    ],
)
def test_a_date_against_a_clear_majority(
    tmp_path: Path, days: list[str | None], agreed: str | None, alone: int
) -> None:
    write(tmp_path, citing(*days))
    (work,) = table(tmp_path, "works")
    assert work["work_id"] == "/akn/vn/act/nghi-dinh/chinh-phu/107-2021-nd-cp"
    assert work["plans"] == len(days)
    assert work["issued_on"] == (date.fromisoformat(agreed) if agreed else None)
    lone = [row for row in table(tmp_path, "problems") if row["code"] == "date-against-consensus"]
    assert len(lone) == alone
    assert all("plans say 2021-12-06" in str(row["message"]) and row["subject"] == "ref-1" for row in lone)
    references = table(tmp_path, "references")
    assert sorted(str(row["reference_issued_on"]) for row in references) == sorted(map(str, days))
    assert validate(str(tmp_path / "datapackage.json")).valid


def test_files_of_the_user_are_left_alone(tmp_path: Path) -> None:
    write(tmp_path, samples())
    foreign = ("notes.txt", "csv/notes.csv", "records/records-1.jsonl", "data/.x", ".extract/x", ".extract/tmp/.x.tmp")
    for name in foreign:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("mine")
    (tmp_path / "manifest.csv").chmod(0o640)
    write(tmp_path, samples()[:1])
    assert all((tmp_path / name).read_text() == "mine" for name in foreign)
    assert len(table(tmp_path, "plans")) == 1
    assert (tmp_path / "manifest.csv").stat().st_mode & 0o777 == 0o640


def test_files_that_the_new_dataset_has_no_more_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extract.emit.dataset.dataset._SHARD_BYTES", 1)
    write(tmp_path, samples())
    assert len(os.listdir(tmp_path / "records")) == 3
    write(tmp_path, samples()[:1])
    assert os.listdir(tmp_path / "records") == ["records-00000.jsonl"]


def test_a_folder_that_is_no_dataset_is_refused(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("mine")
    with pytest.raises(OutputError, match=r"README\.md"):
        write(tmp_path, samples())
    assert (tmp_path / "README.md").read_text() == "mine"
    assert os.listdir(tmp_path) == ["README.md"]


def test_versions(tmp_path: Path) -> None:
    write(tmp_path, samples())
    package = json.loads((tmp_path / "datapackage.json").read_bytes())
    older, newer = package | {"version": "0.9"}, package | {"version": "9.0"}
    (tmp_path / swap.HIDDEN / LIST).unlink()  # as from another machine, without what the program keeps for itself
    (tmp_path / "datapackage.json").write_text(json.dumps(newer))
    with pytest.raises(OutputError, match=r"version 9\.0"):
        write(tmp_path, samples())
    (tmp_path / "datapackage.json").write_text(json.dumps(older))
    check_folder(tmp_path)
    write(tmp_path, samples())
    assert json.loads((tmp_path / "datapackage.json").read_bytes()) == package


def test_a_record_of_another_version_is_refused_and_nothing_changes(tmp_path: Path) -> None:
    write(tmp_path, samples())
    before = contents(tmp_path)
    old = json.loads(next(dumped(samples()))) | {"schema_version": "2.0"}
    with pytest.raises(RecordError, match=r"2\.0"):
        write_dataset(tmp_path, [], [json.dumps(old).encode()])
    assert contents(tmp_path) == before


def broken(plans: list[Plan], error: BaseException) -> Iterator[bytes]:
    yield from dumped(plans)
    raise error


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_what_stops_half_way_leaves_the_old_dataset(tmp_path: Path, error: BaseException) -> None:
    write(tmp_path, samples()[:1])
    before = contents(tmp_path)
    expected = OutputError if isinstance(error, OSError) else KeyboardInterrupt
    with pytest.raises(expected):
        write_dataset(tmp_path, [], broken(samples(), error))
    assert contents(tmp_path) == before
    assert os.listdir(tmp_path / swap.HIDDEN) == [LIST]


def test_killed_at_any_rename_it_is_the_old_or_becomes_the_new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = samples()[:1], list(copied(samples(), copies(4)))
    write(tmp_path / "old", old)
    write(tmp_path / "new", new)
    whole = contents(tmp_path / "old"), contents(tmp_path / "new")
    rename, outcomes = os.rename, []
    for stop in range(80):
        folder = tmp_path / f"stopped-{stop}"
        write(folder, old)
        done = 0

        def renaming(source: Path, target: Path, stop: int = stop) -> None:
            nonlocal done
            if done == stop:
                raise KeyboardInterrupt
            done += 1
            rename(source, target)

        monkeypatch.setattr(os, "rename", renaming)
        try:
            write(folder, new)
            finished = True
        except KeyboardInterrupt:
            finished = False
        monkeypatch.setattr(os, "rename", rename)
        swap.finish_replacing(folder)
        outcomes.append(whole.index(contents(folder)))
        if finished:
            break
    assert finished
    assert outcomes[0] == 0
    assert outcomes[1:] == [1] * len(outcomes[1:])
    assert len(outcomes) > 10


def test_two_writers_of_one_folder(tmp_path: Path) -> None:
    with swap.replaced_whole(tmp_path), pytest.raises(OutputError, match="another process"):
        write(tmp_path, samples())


def test_a_partial_dataset_says_so(tmp_path: Path) -> None:
    plans = samples()[:1]
    folder = tmp_path / "dataset"
    write_dataset(folder, rows_of(plans), dumped(plans), left=12)
    package = json.loads((folder / "datapackage.json").read_text())
    assert (package["partial"], package["files_left"]) == (True, 12)
    card = (folder / "README.md").read_text().split("\n---\n", 1)[1].lstrip()
    assert card.startswith("> **Partial.**")
    assert "still to be read: 12." in card.split("\n#", 1)[0]
    assert validate(folder / "datapackage.json").valid
    write(folder, plans)
    assert "partial" not in json.loads((folder / "datapackage.json").read_text())
    assert "Partial" not in (folder / "README.md").read_text()


def test_nothing_from_outside_marks_the_card_up(tmp_path: Path) -> None:
    said = "ok |\n\n# Fine\x1b[31m <img src=x> [here](http://example.org) www.example.org `x`"
    (row,) = rows_of(samples()[:1])
    write_dataset(tmp_path, [msgspec.structs.replace(row, status=said)], dumped(samples()[:1]))
    shown = r"| ok \| \# Fine \[31m \<img src=x\> \[here\]\(http\://example.org\) www\.example.org \`x\` | 1 |"
    assert shown in (tmp_path / "README.md").read_text().splitlines()
