"""Files of one plan are one plan, what stands on the pages has its place, and weak values are seen."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pyarrow.parquet as pq
import pytest

from extract.emit.dataset.dataset import write_dataset
from extract.emit.dataset.renditions import own_work_id
from schemas.plan import Plan, TextLayer
from tests.emit.records import copied, copies, dumped, rows_of, samples


def made(folder: Path, plans: list[Plan]) -> Path:
    write_dataset(folder, rows_of(plans), dumped(plans))
    return folder


def table(folder: Path, name: str) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = pq.read_table(folder / "data" / f"{name}.parquet").to_pylist()
    return rows


def renditions(*layers: TextLayer) -> list[Plan]:
    """One plan, in a file of each kind."""
    plans = copied(samples()[:1], copies(len(layers)))
    return [
        msgspec.structs.replace(plan, source=msgspec.structs.replace(plan.source, text_layer=layer))
        for plan, layer in zip(plans, layers, strict=True)
    ]


@pytest.mark.parametrize(
    ("layers", "best"),
    [
        (("ocr", "digital", "none"), "digital"),
        (("ocr", "mixed"), "mixed"),
        (("none", "ocr"), "none"),
        (("digital", "digital"), "digital"),
    ],
)
def test_one_file_of_a_plan_is_preferred(tmp_path: Path, layers: tuple[TextLayer, ...], best: str) -> None:
    rows = table(made(tmp_path, [*renditions(*layers), samples()[1]]), "plans")
    groups: dict[object, list[dict[str, object]]] = {}
    for row in rows:
        groups.setdefault(row["work_id"], []).append(row)
    assert sorted(map(len, groups.values())) == [1, len(layers)]
    for group in groups.values():
        assert sum(row["preferred"] is True for row in group) == 1
    (many,) = (group for group in groups.values() if len(group) > 1)
    assert [row["text_layer"] for row in many if row["preferred"]] == [best]


def test_a_plan_joins_those_that_cite_it(tmp_path: Path) -> None:
    cited = samples()[0]
    reference = next(one for one in cited.references if any(mention.self for mention in one.mentions))
    mentions = tuple(msgspec.structs.replace(one, self=False) for one in reference.mentions)
    citing = msgspec.structs.replace(
        samples()[1],
        header=msgspec.structs.replace(samples()[1].header, place=cited.header.place),
        references=(msgspec.structs.replace(reference, mentions=mentions),),
        tasks=(),
    )
    folder = made(tmp_path, [cited, citing])
    plans = {row["plan_id"]: row for row in table(folder, "plans")}
    mine = citing.source.sha256[:16]
    (row,) = (one for one in table(folder, "references") if one["plan_id"] == mine)
    assert row["work_id"] == plans[cited.source.sha256[:16]]["work_id"] == own_work_id(cited)
    assert plans[mine]["work_id"] == f"plan@{mine}"


def test_a_plan_that_is_not_named_stands_alone() -> None:
    plan = msgspec.structs.replace(samples()[0], references=())
    one, two = copied([plan], copies(2))
    assert own_work_id(one) != own_work_id(two)


def test_every_piece_of_evidence_is_a_row(tmp_path: Path) -> None:
    rows = table(made(tmp_path, samples()), "evidence")
    keys = {(row["plan_id"], row["entity"], row["id"], row["field"], row["position"]) for row in rows}
    assert len(keys) == len(rows)
    for plan in samples():
        mine = [row for row in rows if row["plan_id"] == plan.source.sha256[:16]]
        task = plan.tasks[0]
        found = [row for row in mine if row["entity"] == "task" and row["id"] == task.id]
        assert [(one.field, one.page, list(one.bbox or ()), one.confidence) for one in task.where] == [
            (row["field"], row["page"], [row[name] for name in ("x0", "top", "x1", "bottom")], row["confidence"])
            for row in found
        ]
        assert len([row for row in mine if row["entity"] == "header"]) == len(plan.header.where)


def test_a_row_is_as_sure_as_its_weakest_value(tmp_path: Path) -> None:
    plan = samples()[0]
    weak = tuple(msgspec.structs.replace(one, confidence=0.4) for one in plan.tasks[0].where[:1])
    lead = next(one for one in plan.tasks[1].where if one.field == "lead")
    tasks = (
        msgspec.structs.replace(plan.tasks[0], where=(*weak, *plan.tasks[0].where[1:])),
        msgspec.structs.replace(plan.tasks[1], where=(msgspec.structs.replace(lead, confidence=0.3),)),
        msgspec.structs.replace(
            plan.tasks[2],
            where=(),
            deadline=plan.tasks[2].deadline and msgspec.structs.replace(plan.tasks[2].deadline, confidence=0.7),
        ),
    )
    folder = made(tmp_path, [msgspec.structs.replace(plan, tasks=tasks)])
    assert [row["confidence"] for row in table(folder, "tasks")] == [0.4, 0.3, 0.7]
    agencies = {row["confidence"] for row in table(folder, "agencies") if row["task"] == tasks[1].id}
    assert agencies <= {0.3, None}
    assert 0.3 in agencies
