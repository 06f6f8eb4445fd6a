"""Columns and kinds of the labelled tables: no fewer are right than were, and doubt stands where they are wrong."""

from __future__ import annotations

import pytest

from schemas.document import Cell, Grid, TableBlock
from scripts.measure.announced import DOUBT
from scripts.measure.labelled_tables import Label, Labelled, key_of, list_corpus, list_written
from scripts.measure.tables import Judged, judge
from tests.shared import needs_shared

TABLES, COLUMNS = 158, 844
"""Written tables that are wholly right, and columns."""

LATER_TABLES, LATER_COLUMNS = 82, 514

CORPUS_TABLES = 175
"""Two parts of one table, labelled apart, are joined now, and count for nothing."""


def test_no_fewer_written_tables_are_right() -> None:
    judged = [judge(one) for one in list_written()]
    assert sum(one.is_right for one in judged) >= TABLES, [
        one.labelled.label.name for one in judged if not one.is_right
    ]
    assert sum(len(one.right_columns) for one in judged) >= COLUMNS


def test_no_fewer_tables_written_later_are_right() -> None:
    judged = [judge(one) for one in list_written("written_later")]
    assert sum(one.is_right for one in judged) >= LATER_TABLES
    assert sum(len(one.right_columns) for one in judged) >= LATER_COLUMNS


@needs_shared
@pytest.mark.slow
def test_no_fewer_tables_of_the_corpus_are_right() -> None:
    assert sum(judge(one).is_right for one in list_corpus()) >= CORPUS_TABLES


def test_a_table_is_held_against_its_label() -> None:
    header = [Cell(name) for name in ("TT", "Nhiệm vụ", "Đơn vị chủ trì", "Thời hạn")]
    row = [Cell(text) for text in ("1", "Rà soát hộ nghèo", "Văn phòng UBND xã", "Quý II")]
    block = TableBlock(Grid([header, row]))
    roles = tuple(frozenset({role}) for role in ("marker", "task", "coordinating", "deadline"))
    judged = judge(Labelled(Label("a", frozenset({"tasks"}), roles, False), block))
    assert judged.wrong_kind is None
    assert [what for what, _ in judged.wrong_columns] == ["'Đơn vị chủ trì': lead for coordinating"]
    assert judged.wrong_columns[0][1] > DOUBT
    assert not judge(Labelled(Label("a", frozenset({"tasks"}), roles, False), None)).is_right


def test_a_table_is_told_by_its_letters_not_by_its_blanks() -> None:
    def block(*texts: str) -> TableBlock:
        return TableBlock(Grid([[Cell(text) for text in texts]]))

    assert key_of(block("Nhiệm vụ", "Thời hạn")) == key_of(block("NHIỆM\nVỤ", " thời hạn "))
    assert key_of(block("Nhiệm vụ", "Thời hạn")) != key_of(block("Nhiệm vụ", "Kinh phí"))


def test_merged_cells_of_written_tables_are_one_cell() -> None:
    table = next(one for one in list_written() if one.label.name == "Kế hoạch phòng chống thiên tai")
    assert table.block is not None
    first, second = table.block.grid.rows[:2]
    assert first[2] is first[3]
    assert second[0] is first[0]


def test_what_is_lost_is_wrong() -> None:
    label = Label("a", frozenset({"tasks"}), (frozenset({"task"}),), True)
    assert judge(Labelled(label, None)) == Judged(Labelled(label, None), (("lost", 1.0),), (), ("lost", 1.0), 1.0)
