"""What stands below a folder, and which of it is the program's own."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

from extract.emit.dataset.made import is_given

Seen = dict[str, tuple[int, int, bytes]]
"""Every file and link below a folder: its mode, its time of change, its bytes or where it leads."""

_KEPT = re.compile(
    r"\.extract/(lock|made\.json|journal\.sqlite(-wal|-shm|-journal)?|(new-\w{8}|ready)/.*|\.made\.json\.kehoach-\w{8}\.tmp)"
)
_TIMED = ("manifest.csv", "manifest.parquet", "datapackage.json")
"""Files that hold times which were measured, or sums of such files."""


def look(root: Path) -> Seen:
    """What stands below a folder now."""
    found: Seen = {}
    for path in sorted(root.rglob("*")):
        about = path.lstat()
        if not stat.S_ISDIR(about.st_mode):
            data = os.fsencode(os.readlink(path)) if path.is_symlink() else path.read_bytes()
            found[str(path.relative_to(root))] = (about.st_mode, about.st_mtime_ns, data)
    return found


def strange(before: Seen, after: Seen, own: Path, root: Path) -> list[str]:
    """What was there and is not, or not as it was; what is new and not of the dataset in the folder ``own``."""
    inside = f"{own.relative_to(root)}/"
    lost = [name for name, about in before.items() if after.get(name) != about]
    new = (name for name in after if name not in before)
    return lost + [name for name in new if not (name.startswith(inside) and is_own(name.removeprefix(inside)))]


def is_own(name: str) -> bool:
    """Whether a path below a dataset's folder is the dataset's, or what the program keeps for itself."""
    return is_given(name) or bool(_KEPT.fullmatch(name))


def lasting(seen: Seen) -> Seen:
    """All but the journal and the lock, which count the runs."""
    return {name: about for name, about in seen.items() if not Path(name).name.startswith(("journal.sqlite", "lock"))}


def tables(seen: Seen, dataset: str) -> dict[str, bytes]:
    """The bytes of a dataset's files, but for those with measured times."""
    return {
        name: data
        for name, (_, _, data) in seen.items()
        if name.startswith(f"{dataset}/") and is_given(name.removeprefix(f"{dataset}/"))
        if not name.endswith(_TIMED)
    }
