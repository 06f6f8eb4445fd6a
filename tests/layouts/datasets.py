"""Layouts of a folder of documents and a dataset: what holds after one run, two, others', and one that was killed."""

from __future__ import annotations

import os
import random
import shutil
from pathlib import Path
from typing import NamedTuple

from tests.layouts.runs import run, run_killed
from tests.layouts.seen import lasting, look, strange, tables

PLAN = """ỦY BAN NHÂN DÂN XÃ MẪU\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: {number}/KH-UBND\tMẫu, ngày 02 tháng 01 năm 2024
KẾ HOẠCH
Công tác năm 2024
Căn cứ Nghị định số {number}/2020/NĐ-CP ngày 01/01/2020 của Chính phủ.
TT\tNội dung\tCơ quan chủ trì\tThời gian
1\tXây dựng kế hoạch\tVăn phòng UBND xã\tTrước 30/6
"""
FOREIGN = (".thesis.docx.tmp", ".plan.json.abcd1234.tmp", ".notes.txt", ".extract-notes", ".made.json", ".extracts/a")
IN_DATASET = ("notes.txt", ".thesis.docx.tmp", "csv/notes.csv", "records/records-1.jsonl", "data/.x.tmp", "deep/a.txt")
IN_HIDDEN = (".extract/mine", ".extract/tmp/mine", ".extract/tmp/.thesis.docx.tmp", ".extract/newest/a.txt")
_DONE = (0, 7)
_STEPS = 90
"""About as many has a run."""


class Layout(NamedTuple):
    """Below ``root``: ``folder`` holds the documents, the dataset goes to ``dataset``; both are real paths.

    ``here`` is where the command is given, ``arguments`` are the command's.
    """

    root: Path
    folder: Path
    dataset: Path
    here: Path
    arguments: list[str]


def make_layout(root: Path, dice: random.Random) -> Layout:
    """Make one in an empty folder."""
    folder = root / dice.choice(("plans", "kế hoạch", "a b"))
    (folder / "deep" / "deeper").mkdir(parents=True)
    (root / "desk" / "more").mkdir(parents=True)
    below = [folder, folder / "deep", folder / "deep" / "deeper"]
    for number in range(dice.randint(2, 4)):
        (dice.choice(below) / f"{number}.txt").write_text(PLAN.format(number=number + 1), encoding="utf-8")
    for place in (root, root / "desk", *below):
        for name in dice.sample(FOREIGN, 2):
            put(place / name, dice)
    if dice.random() < 0.5:
        (dice.choice(below) / "link").symlink_to(dice.choice(("nowhere", "..", ".", "/etc/hostname")))
    dataset = dice.choice((root / "dataset", folder / "dataset", folder / "deep" / "out", root / "a" / "b"))
    if dice.random() < 0.3:
        dataset.mkdir(parents=True)
    inputs = [folder, folder / "deep"] if dice.random() < 0.3 else [folder]
    return spelled(Layout(root, folder, dataset, root, []), inputs, dice)


def spelled(layout: Layout, inputs: list[Path], dice: random.Random) -> Layout:
    """The same with a command that stands somewhere and names everything in some way."""
    here = dice.choice((layout.root, layout.root / "desk", layout.root / "desk" / "more", layout.folder))
    names = [spell(path, here, layout.root, dice) for path in (*inputs, layout.dataset)]
    return layout._replace(here=here, arguments=[*names[:-1], "-o", names[-1], "-q"])


def spell(path: Path, here: Path, root: Path, dice: random.Random) -> str:
    """A way to name a path: from the system's root, from here, through a link."""
    if dice.random() < 0.3 and path.is_dir():
        link = root / f"link-{len(os.listdir(root))}"
        link.symlink_to(path)
        path = link
    name = str(path) if dice.random() < 0.4 else os.path.relpath(path, here)
    return f"{name}/" if dice.random() < 0.3 and path.is_dir() else name


def put(path: Path, dice: random.Random) -> None:
    """A foreign file, of some mode and time."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(dice.randbytes(dice.randint(0, 50)))
    path.chmod(dice.choice((0o644, 0o600, 0o444)))
    os.utime(path, (dice.randint(1, 10**9), dice.randint(1, 10**9)))


def check_dataset(folder: Path, seed: int, kills: int) -> int:
    """See what holds for the layout of a seed, made in an empty folder; how many runs that took.

    Raises:
        AssertionError: something does not hold; the message names the seed.
    """
    layout, words = _begin(folder, seed)
    before = look(layout.root)
    assert run(layout.here, layout.arguments) in _DONE, words
    first = look(layout.root)
    assert not strange(before, first, layout.dataset, layout.root), words
    _check_again(layout, seed, words)
    _check_foreign_inside(layout, seed, words)
    whole = tables(first, _name(layout))
    for number in range(kills):
        shutil.rmtree(folder)
        folder.mkdir()
        _check_killed(folder, seed, random.Random(f"{seed}/{number}").randint(1, _STEPS), whole)
    return 4 + 2 * kills


def _begin(folder: Path, seed: int) -> tuple[Layout, str]:
    layout = make_layout(folder, random.Random(seed))
    return layout, f"seed {seed}: extract {' '.join(layout.arguments)}, in {layout.here}"


def _check_again(layout: Layout, seed: int, words: str) -> None:
    """The same command, and the same folders named in another way: no byte changes."""
    dice = random.Random(-seed)
    inputs = [layout.folder, layout.folder / "deep"] if len(layout.arguments) > 4 else [layout.folder]
    for again in (layout, spelled(layout, inputs, dice)):
        before = lasting(look(layout.root))
        assert run(again.here, again.arguments) in _DONE, f"{words}, again"
        changed = strange(before, lasting(look(layout.root)), layout.dataset, layout.root)
        assert not changed, f"{words}, again as {again.arguments} in {again.here}: {changed}"


def _check_foreign_inside(layout: Layout, seed: int, words: str) -> None:
    """Foreign files in the dataset's own folders stay as they are, and no row is lost, when a document is added."""
    dice = random.Random(seed)
    rows = tables(look(layout.root), _name(layout))
    for name in (*dice.sample(IN_DATASET, 3), *dice.sample(IN_HIDDEN, 2)):
        put(layout.dataset / name, dice)
    own = (name for name in look(layout.dataset))
    mine = {f"{_name(layout)}/{name}" for name in own} - set(rows)
    before = {name: about for name, about in look(layout.root).items() if name in mine}
    before = {name: about for name, about in before.items() if not _is_programs(name, layout)}
    (layout.folder / "new.txt").write_text(PLAN.format(number=99), encoding="utf-8")
    assert run(layout.here, layout.arguments) in _DONE, words
    after = look(layout.root)
    assert before.items() <= after.items(), f"{words}: a foreign file in the dataset was touched"
    for name, data in rows.items():
        if name.endswith(".csv") and not name.endswith("works.csv"):  # those count their plans
            lost = set(data.split(b"\r\n")) - set(after[name][2].split(b"\r\n"))
            assert not lost, f"{words}: {name} lost rows {lost}"


def _is_programs(name: str, layout: Layout) -> bool:
    from tests.layouts.seen import is_own

    return is_own(name.removeprefix(f"{_name(layout)}/"))


def _check_killed(folder: Path, seed: int, step: int, whole: dict[str, bytes]) -> None:
    """Killed at a step, nothing foreign was touched; run again, the dataset is that of an undisturbed run."""
    layout, words = _begin(folder, seed)
    words = f"{words}, killed at step {step}"
    before = look(layout.root)
    run_killed(layout.here, layout.arguments, step)
    assert not strange(before, look(layout.root), layout.dataset, layout.root), words
    assert run(layout.here, layout.arguments) in _DONE, words
    after = look(layout.root)
    assert not strange(before, after, layout.dataset, layout.root), words
    assert tables(after, _name(layout)) == whole, f"{words}: another dataset"
    left = [name for name in after if name not in before and ("/new-" in name or "/ready/" in name or ".tmp" in name)]
    assert not left, f"{words}: {left} is left"


def _name(layout: Layout) -> str:
    return str(layout.dataset.relative_to(layout.root))
