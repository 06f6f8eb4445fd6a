"""Layouts of one document and the files it is written to: all are written, or none; nothing else is touched."""

from __future__ import annotations

import os
import random
import re
import shutil
from pathlib import Path

from tests.layouts.datasets import PLAN, put, spell
from tests.layouts.runs import run, run_killed
from tests.layouts.seen import Seen, look

_ENDINGS = ("json", "jsonl", "csv", "html", "ics")
_STEPS = 14
"""More than a run has."""


def check_files(folder: Path, seed: int, kills: int) -> int:
    """See what holds for the layout of a seed, made in an empty folder; how many runs that took.

    Raises:
        AssertionError: something does not hold; the message names the seed.
    """
    for number in range(kills + 1):
        dice = random.Random(seed)
        root = folder / "root"
        root.mkdir()
        outputs, refused, overwrite = _make(root, dice)
        here = dice.choice((root, root / "desk"))
        names = [part for output in outputs for part in ("-o", spell(output, here, root, dice))]
        arguments = [spell(root / "plan.txt", here, root, dice), *names, *(["--overwrite"] if overwrite else []), "-q"]
        words = f"seed {seed}: extract {' '.join(arguments)}, in {here}"
        targets = {os.path.realpath(output) for output in outputs}
        before = look(root)
        if number:
            step = random.Random(f"{seed}/{number}").randint(1, _STEPS)
            run_killed(here, arguments, step)
            _check(before, look(root), root, targets, refused, f"{words}, killed at step {step}", killed=True)
        else:
            code = run(here, arguments)
            same = len(targets) < len(outputs)  # two links to the document: one file is named twice
            assert code == (2 if same else 5 if refused else 0), f"{words}: ended with {code}"
            _check(before, look(root), root, targets, refused, words)
            assert refused or all(os.path.getsize(target) > 0 for target in targets), words
        shutil.rmtree(root)
    return kills + 1


def _make(root: Path, dice: random.Random) -> tuple[list[Path], bool, bool]:
    """The outputs; whether the command is to be refused; whether it may replace foreign files."""
    (root / "desk").mkdir()
    (root / "plan.txt").write_text(PLAN.format(number=1), encoding="utf-8")
    for name in (".plan.json.abcd1234.tmp", "thesis.html", "desk/.thesis.docx.tmp"):
        put(root / name, dice)
    overwrite = dice.random() < 0.3
    outputs, refused = [], False
    for number in range(dice.randint(1, 3)):
        output = root / dice.choice(("", "desk")) / f"out-{number}.{dice.choice(_ENDINGS)}"
        kind = dice.choice(("new", "new", "ours", "foreign", "link", "dangling", "input", "hard"))
        refused |= _put_output(output, kind, root, dice) and not (overwrite and kind in ("foreign", "link"))
        outputs.append(output)
    return outputs, refused, overwrite


def _put_output(output: Path, kind: str, root: Path, dice: random.Random) -> bool:
    """What stands at an output's place; whether it forbids to write there."""
    if kind == "ours":
        assert run(root, ["plan.txt", "-o", str(output), "-q"]) == 0
        output.chmod(0o604)
    elif kind == "foreign":
        put(output, dice)
    elif kind == "link":
        put(root / f"{output.name}.target", dice)
        output.symlink_to(os.path.relpath(root / f"{output.name}.target", output.parent))
    elif kind == "dangling":
        output.symlink_to(os.path.relpath(root / "desk" / f"new-{output.name}", output.parent))
    elif kind == "input":
        output.symlink_to(root / "plan.txt")
    elif kind == "hard":
        os.link(root / "plan.txt", output)
    return kind in ("foreign", "link", "input", "hard")


def _check(
    before: Seen, after: Seen, root: Path, targets: set[str], refused: bool, words: str, killed: bool = False
) -> None:
    written = {os.path.relpath(target, root) for target in targets}
    changed = {name for name in {*before, *after} if before.get(name) != after.get(name)}
    if refused:
        assert not changed, f"{words}: changed {changed}"
        return
    if killed:
        beside = {re.escape(f".{Path(name).name}.") for name in written}
        changed = {
            name
            for name in changed
            if not any(re.fullmatch(f"(.*/)?{one}kehoach-\\w{{8}}\\.tmp", name) for one in beside)
        }
    assert changed <= written, f"{words}: changed {changed - written}"
    for name in written & set(before) & set(after):
        assert before[name][0] == after[name][0], f"{words}: {name} has another mode"
