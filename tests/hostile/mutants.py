"""Good files, damaged: seeded, so that a damage that hurt once can be made again."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Iterator
from pathlib import Path

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
_WORDS = (b"endobj", b"stream", b"obj", b"/Length", b"xref", b"<w:tc>", b"</w:p>", b"w:val=", b"/Kids", b"0 R", b"<<")
_VALUES = (b"0", b"-1", b"2147483648", b"99999999999999999999", b"<<", b"]", b"", b"\x00" * 64, b"(" * 200)


def make_mutants(count: int, seed: int = 1) -> Iterator[tuple[str, bytes]]:
    """Names and bytes of ``count`` mutants of the PDF and DOCX samples."""
    sources = sorted(path for path in SAMPLES.iterdir() if path.suffix in (".pdf", ".docx"))
    for number in range(count):
        source = sources[number % len(sources)]
        dice = random.Random(f"{seed}/{number}")
        data = source.read_bytes()
        yield f"{number:05}-{source.name}", _mutate(data, dice, zipped=source.suffix == ".docx")


def _mutate(data: bytes, dice: random.Random, zipped: bool) -> bytes:
    """Damage: to the file's bytes, or inside one part of a ZIP, which damage to the ZIP would never reach."""
    if not zipped or dice.random() < 0.25:
        return _damage(data, dice)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        entries = old.infolist()
        heavy = [entry for entry in entries if entry.filename.endswith((".xml", ".rels"))]
        victim = dice.choice(heavy)
        for entry in entries:
            part = old.read(entry)
            new.writestr(entry, _damage(part, dice) if entry is victim else part)
    return out.getvalue()


def _damage(data: bytes, dice: random.Random) -> bytes:
    """One to eight changes: bytes overwritten, cut out, doubled, swapped, words replaced, the end cut off."""
    changed = bytearray(data)
    for _ in range(dice.randint(1, 8)):
        at = dice.randrange(max(len(changed), 1))
        size = dice.choice((1, 4, 50, 2000))
        kind = dice.randrange(7)
        if kind == 0:
            changed[at : at + size] = dice.randbytes(len(changed[at : at + size]))
        elif kind == 1:
            del changed[at : at + size]
        elif kind == 2:
            changed[at:at] = changed[at : at + size] * dice.randint(1, 20)
        elif kind == 3:
            other = dice.randrange(max(len(changed), 1))
            changed[at : at + size] = changed[other : other + size]
        elif kind == 4:
            found = changed.find(dice.choice(_WORDS), at)
            if found >= 0:
                changed[found : found + dice.randint(1, 8)] = dice.choice(_VALUES)
        elif kind == 5:
            digit = next((place for place in range(at, len(changed)) if 48 <= changed[place] <= 57), None)
            if digit is not None:
                changed[digit : digit + 1] = dice.choice(_VALUES)
        elif dice.random() < 0.2:
            del changed[at:]
    return bytes(changed)
