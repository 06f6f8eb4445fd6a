"""Builds normalize/lexicon/spelling.tsv.gz: how often syllables of official Vietnamese stand alone and side by side.

python -m scripts.generate.spelling FILE.jsonl.gz ...    texts, one JSON object a line; the longest string
                                                         of each is read

Only counts leave the texts, as powers of two; a pair seen fewer than four times is left out.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter, defaultdict
from pathlib import Path

import regex

from normalize.writing.syllables import is_syllable
from normalize.writing.text import fold, nfc

TABLE = Path(__file__).resolve().parents[2] / "normalize" / "lexicon" / "spelling.tsv.gz"
SOURCE = (
    "# syllable, log2 of its count, then what follows it, each with log2 of the pair's count (from 4 times on)\n"
    "# source: counted over public acts of Vietnam (gazette texts, law pages) by scripts/generate/spelling.py\n"
)
_TOKEN = regex.compile(r"[\p{L}\p{M}]+|[^\s\p{L}\p{M}]+")
FEWEST_PAIRS, FEWEST_SINGLES = 4, 3


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path, nargs="+")
    singles: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for path in parser.parse_args().texts:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                count(max((one for one in json.loads(line).values() if isinstance(one, str)), key=len), singles, pairs)
    TABLE.write_bytes(gzip.compress(write(singles, pairs).encode(), 9, mtime=0))
    print(f"{TABLE.name}: {TABLE.stat().st_size} bytes")


def count(text: str, singles: Counter[str], pairs: Counter[tuple[str, str]]) -> None:
    """Add a text's syllables and pairs of neighbours; a line's end or a sign between two words parts them."""
    for line in nfc(text).lower().split("\n"):
        before = None
        for word in _TOKEN.findall(line):
            known = is_syllable(word)
            if known:
                singles[word] += 1
                if before:
                    pairs[before, word] += 1
            before = word if known else None


def write(singles: Counter[str], pairs: Counter[tuple[str, str]]) -> str:
    """The table; spellings that differ in the place of the tone only are one, spelt as is usual."""
    usual: dict[str, str] = {}
    for word, _ in singles.most_common():
        usual.setdefault(fold(word), word)
    alone: Counter[str] = Counter()
    for word, times in singles.items():
        alone[usual[fold(word)]] += times
    following: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for (left, right), times in pairs.items():
        following[usual[fold(left)]][usual[fold(right)]] += times
    lines = []
    for word in sorted(word for word, times in alone.items() if times >= FEWEST_SINGLES):
        after = [
            f"{next_}{times.bit_length() - 1}"
            for next_, times in sorted(following[word].items())
            if times >= FEWEST_PAIRS
        ]
        lines.append(" ".join((f"{word}{alone[word].bit_length() - 1}", *after)))
    return SOURCE + "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
