"""`extract merge` over parts that are missing, of another list, or made by somebody who means harm."""

from __future__ import annotations

import hashlib
import resource
import sqlite3
import subprocess
import sys
import zlib
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from extract.batch.inputs import Shard
from extract.batch.journal import Journal, Result, listing
from extract.batch.listed import Found
from extract.batch.order import maker_of
from extract.commands.merge import merge
from extract.options import Options
from extract.process import jobs
from schemas.errors import InputError
from tests.batch.test_batch import rows

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
TEXTS = sorted(SAMPLES.glob("*.txt"))


def make_part(folder: Path, shard: Shard | None, names: list[str], statuses: dict[str, str] | None = None) -> Path:
    """A part of a list of files, as a run leaves it; each file is of its own content, and refused."""
    journal_file = folder / ".extract" / "journal.sqlite"
    journal_file.parent.mkdir(parents=True, exist_ok=True)
    journal = Journal(journal_file, maker_of(Options()))
    for name in names:
        raw = name.encode()
        journal.files.see(Found(name, raw, raw, "/plans", 1, 1), shard is None or shard.holds(name))
    journal.end_listing({"/plans"}, shard)
    for name in names:
        if shard is None or shard.holds(name):
            sha256 = hashlib.sha256(name.encode()).hexdigest()
            journal.name_content(name, sha256, None)
            status = (statuses or {}).get(name, "damaged")
            journal.queue.finish(Result(sha256, status, "why", 3, None, None, None, 0.1, 1, 1, None))
    journal.close()
    return folder


def with_record(folder: Path) -> Path:
    """A whole dataset of one sample, with its record."""
    sample = next(path for path in TEXTS if path.with_suffix(".json").exists())
    data = sample.read_bytes()
    from extract import extract_plan

    plan = extract_plan(sample)
    import msgspec

    journal_file = folder / ".extract" / "journal.sqlite"
    journal_file.parent.mkdir(parents=True)
    journal = Journal(journal_file, maker_of(Options()))
    raw = sample.name.encode()
    journal.files.see(Found(sample.name, raw, raw, "/plans", len(data), 1))
    journal.end_listing({"/plans"})
    sha256 = hashlib.sha256(data).hexdigest()
    journal.name_content(sample.name, sha256, None)
    packed = zlib.compress(msgspec.json.encode(plan))
    journal.queue.finish(Result(sha256, "ok", None, 0, "text/plain", None, 2, 0.1, 1, 1, packed))
    journal.close()
    return folder


def change(part: Path, statement: str, *values: object) -> None:
    with closing(sqlite3.connect(part / ".extract" / "journal.sqlite", isolation_level=None)) as base:
        base.executescript(statement) if not values else base.execute(statement, values)


def merged(output: Path, *parts: Path) -> dict[str, dict[str, str]]:
    merge.main([*map(str, parts), "-o", str(output), "-q"], standalone_mode=False)
    return rows(output)


NAMES = [f"{number}.pdf" for number in range(20)]


@pytest.fixture
def parts(tmp_path: Path) -> list[Path]:
    return [make_part(tmp_path / f"part-{number}", Shard(number, 3), NAMES) for number in (1, 2, 3)]


def test_all_parts_are_the_whole_in_any_order(parts: list[Path], tmp_path: Path) -> None:
    assert sorted(merged(tmp_path / "whole", parts[2], parts[0], parts[1])) == sorted(NAMES)
    assert sorted(merged(tmp_path / "whole", *parts)) == sorted(NAMES)


def test_gaps_and_overlaps_are_refused_by_name(parts: list[Path], tmp_path: Path) -> None:
    whole = tmp_path / "whole"
    third = [name for name in NAMES if Shard(3, 3).holds(name)]
    with pytest.raises(InputError, match=rf"part 3 of 3 is missing, with {len(third)} files \('.*pdf'.*--shard 3/3"):
        merged(whole, *parts[:2])
    twice = make_part(tmp_path / "twice", Shard(2, 3), NAMES)
    with pytest.raises(InputError, match=r"part-2 and .*twice: are both part 2 of 3"):
        merged(whole, *parts, twice)
    other = make_part(tmp_path / "other", Shard(3, 3), [*NAMES, "new.pdf"])
    with pytest.raises(InputError, match=r"other: was cut from a list with 'new.pdf', .*part-1 from one without it"):
        merged(whole, *parts[:2], other)
    fourth = make_part(tmp_path / "fourth", Shard(3, 4), NAMES)
    with pytest.raises(InputError, match=r"fourth: is one of 4 parts, .*part-1 one of 3"):
        merged(whole, *parts[:2], fourth)
    unparted = make_part(tmp_path / "unparted", None, NAMES)
    with pytest.raises(InputError, match=r"unparted: was made without --shard"):
        merged(whole, *parts[:2], unparted)
    change(parts[2], "DELETE FROM files WHERE path = ?", third[0])
    with pytest.raises(InputError, match=rf"part-3: has no row for '{third[0]}'"):
        merged(whole, *parts)
    assert not (whole / "manifest.csv").exists()


def test_one_path_of_two_files_is_refused(tmp_path: Path) -> None:
    one = make_part(tmp_path / "one", None, ["a.pdf", "b.pdf"])
    two = make_part(tmp_path / "two", None, ["b.pdf", "c.pdf"])
    assert sorted(merged(tmp_path / "whole", one, two)) == ["a.pdf", "b.pdf", "c.pdf"]
    change(two, "UPDATE files SET sha256 = ? WHERE path = 'b.pdf'", "0" * 64)
    with pytest.raises(InputError, match=r"two: its 'b.pdf' is another file"):
        merged(tmp_path / "whole", one, two)
    assert sorted(rows(tmp_path / "whole")) == ["a.pdf", "b.pdf", "c.pdf"]


def test_a_part_that_was_interrupted_makes_the_whole_partial(tmp_path: Path) -> None:
    part = make_part(tmp_path / "part", None, ["a.pdf", "b.pdf"])
    change(part, "DELETE FROM results WHERE sha256 = ?", hashlib.sha256(b"a.pdf").hexdigest())
    assert {path: row["status"] for path, row in merged(tmp_path / "whole", part).items()} == {
        "a.pdf": "pending",
        "b.pdf": "damaged",
    }
    assert "**Partial.**" in (tmp_path / "whole" / "README.md").read_text()


_VIEW = """
ALTER TABLE files RENAME TO hidden;
CREATE VIEW files AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n)
    SELECT 'p' || x AS path, x'00' AS raw, x'00' AS real, 'r' AS root, 1 AS size, 1 AS changed_at, 1 AS run,
        NULL AS sha256, 'e' AS error FROM n;
"""


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param(_VIEW, id="a view without an end"),
        pytest.param("CREATE TRIGGER t AFTER INSERT ON files BEGIN SELECT 1; END", id="a trigger"),
        pytest.param("UPDATE files SET path = 'a' || char(10) || 'b'", id="a path of two lines"),
        pytest.param("UPDATE files SET path = x'ff'", id="a path that is no text"),
        pytest.param("UPDATE files SET path = replace(hex(zeroblob(50000)), '0', 'p')", id="a long path"),
        pytest.param("UPDATE files SET size = 'many'", id="a size that is no number"),
        pytest.param("UPDATE files SET size = -1", id="a size below nothing"),
        pytest.param("UPDATE files SET sha256 = '../../etc/passwd'", id="a digest that is none"),
        pytest.param("UPDATE results SET status = 'fine | **really**'", id="a status of its own"),
        pytest.param("UPDATE results SET status = 'pending'", id="a status of no result"),
        pytest.param("UPDATE results SET exit_code = 99", id="an exit code of its own"),
        pytest.param("UPDATE results SET pages = 9e99", id="pages that are no whole number"),
        pytest.param("UPDATE results SET seconds = 9e999", id="endless seconds"),
        pytest.param("UPDATE results SET version = '<b>'", id="a version of its own"),
        pytest.param("UPDATE results SET error = replace(hex(zeroblob(50000)), '0', 'e')", id="a long error"),
        pytest.param("UPDATE results SET status = 'ok'", id="a record that is not there"),
        pytest.param("UPDATE meta SET value = 'x' WHERE key = 'format'", id="a format that is no number"),
    ],
)
def test_what_a_part_says_is_not_believed(tmp_path: Path, statement: str) -> None:
    part = make_part(tmp_path / "part", None, ["a.pdf"])
    change(part, statement)
    with pytest.raises(InputError, match=r"part: "):
        merged(tmp_path / "whole", part)
    assert not (tmp_path / "whole" / "manifest.csv").exists()


def _bomb(plain: bytes) -> bytes:
    """Nothing but blanks behind the record, more than may be."""
    return zlib.compress(plain + b" " * (9 << 20))


@pytest.mark.parametrize(
    ("make", "words"),
    [
        pytest.param(_bomb, "unpacks to more than any", id="a bomb"),
        pytest.param(lambda plain: b"no zlib", "is no record", id="no compressed bytes"),
        pytest.param(lambda plain: zlib.compress(plain)[:-40], "is cut short", id="cut"),
        pytest.param(lambda plain: zlib.compress(b"{}"), "not a record of this program", id="no record"),
        pytest.param(
            lambda plain: zlib.compress(plain.replace(b'"pages":null', b'"pages":1' + b"0" * 40)),
            "values that no table takes",
            id="a vast number",
        ),
        pytest.param(
            lambda plain: zlib.compress(
                plain.replace(
                    b'"sections":[{',
                    b'"sections":['
                    + b'{"marker":"1","level":1,"heading":"x","span":[0,0],"sections":[' * 3000
                    + b"]}" * 3000
                    + b",{",
                    1,
                )
            ),
            "nest deeper",
            id="sections in sections",
        ),
    ],
)
def test_a_record_of_a_part_is_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: Callable[[bytes], bytes], words: str
) -> None:
    monkeypatch.setattr(jobs, "MOST_RESULT", 8 << 20)
    part = with_record(tmp_path / "part")
    with closing(sqlite3.connect(part / ".extract" / "journal.sqlite")) as base:
        (data,) = base.execute("SELECT data FROM records").fetchone()
    change(part, "UPDATE records SET data = ?", make(zlib.decompress(data)))
    with pytest.raises(InputError, match=rf"part: is damaged: the record of [0-9a-f]+ .*{words}"):
        merged(tmp_path / "whole", part)


def test_a_record_of_another_source(tmp_path: Path) -> None:
    part = with_record(tmp_path / "part")
    assert [row["status"] for row in merged(tmp_path / "whole", part).values()] == ["ok"]
    for table in ("files", "results", "records"):
        change(part, f"UPDATE {table} SET sha256 = ?", "0" * 64)
    with pytest.raises(InputError, match="is that of another source"):
        merged(tmp_path / "other", part)


@pytest.mark.slow
def test_a_vast_value_takes_no_memory(tmp_path: Path) -> None:
    part = with_record(tmp_path / "part")
    change(part, "UPDATE records SET data = zeroblob(600000000)")

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))

    command = [sys.executable, "-m", "extract", "merge", str(part), "-o", str(tmp_path / "whole")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, preexec_fn=limit)
    assert done.returncode == 3, done.stderr
    assert "string or blob too big" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_list_that_unpacks_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "MOST_PIECE", 1 << 20)
    part = make_part(tmp_path / "part", Shard(1, 1), ["a.pdf"])
    change(part, "UPDATE listing SET paths = ?", zlib.compress(b"a" * (2 << 20)))
    with pytest.raises(InputError, match="unpacks to more than any list"):
        merged(tmp_path / "whole", part)
