"""A folder of many documents: good, bad, hostile, doubled; quick to make and the same every time."""

from __future__ import annotations

import random
from pathlib import Path

from tests.hostile.generated import FILES, Hostile
from tests.hostile.mutants import make_mutants

SAMPLES = Path(__file__).resolve().parents[2] / "samples"


def make_corpus(folder: Path, count: int, seed: int = 1) -> None:
    """Write ``count`` files: seven in ten good, one a double of another, one mutated, one bad in itself."""
    dice = random.Random(seed)
    good = [path for path in sorted(SAMPLES.iterdir()) if path.suffix in (".txt", ".docx", ".pdf")]
    small = [one.read_bytes() for one in good if one.suffix == ".txt"]
    mutants = make_mutants(count, seed)
    cheap = [one for one in FILES if not one.endless and one.name not in _DEAR]
    made: list[bytes] = []
    for number in range(count):
        kind = number % 10
        if kind == 7 and made:
            name, data = f"double-{number}.pdf", dice.choice(made)
        elif kind == 8:
            name, data = next(mutants)
        elif kind == 9:
            name, data = _bad(number, cheap)
        elif number < len(good):
            name, data = good[number].name, good[number].read_bytes()
        else:
            name, data = f"plan-{number}.txt", small[number % len(small)] + b"\n" + b"%d" % number
        path = folder / f"{number // 100:03}" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        made.append(data)


# Read for seconds each; a run that is killed twenty times would spend its time on them.
_DEAR = {"many-rules.pdf", "many-brackets.txt", "long-line.txt", "tall-merge.docx", "body-bomb.docx", "flate-bomb.pdf"}
_DEAR |= {"flate-bomb-twice.pdf", "zip-bomb.docx", "many-parts.docx", "marks-on-marks.txt", "deep.rtf"}
_DEAR |= {"many-bombs.docx", "hidden-bomb.docx", "odt-bomb.odt"}
_DEAR |= {
    f"{name}.pdf" for name in ("vast-picture", "endless-strip", "largest-picture", "infinite-picture", "empty-box")
}
_DEAR |= {"many-pages.pdf"}


def _bad(number: int, hostile: list[Hostile]) -> tuple[str, bytes]:
    turn = number // 10
    if turn < len(hostile):
        return hostile[turn].name, hostile[turn].make()
    plain = (b"", b"not a plan %d" % number, b"\x89PNG\r\n\x1a\n" + b"%d" % number, b"%PDF-1.7 " + b"%d" % number)
    return f"bad-{number}.pdf", plain[turn % len(plain)]
