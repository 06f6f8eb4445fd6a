"""Order-preserving alignment and the text similarities it rests on."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from math import ceil

import regex

from normalize.writing.text import fold, nfc, squeeze

Pairs = list[tuple[int, int]]

_PLAIN = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−\ufffe", "-"),
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‘’‚‛′`´", "'"),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff"),
    }
)
_ROUNDING = 1e-9
_NO_LETTER = regex.compile(r"[^\p{L}\p{M}\p{N}]+")
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")


def exact_key(text: str | None) -> str:
    """What two texts share when they are exactly the same: NFC; blanks, dashes, quotes folded.

    >>> exact_key(" Quý II –\\nIV ") == exact_key("Quý II - IV")
    True
    """
    return "" if text is None else squeeze(nfc(text).translate(_PLAIN))


def loose_key(text: str | None) -> str:
    """Letters and digits only: case, blanks, punctuation and the place of tones do not count.

    >>> loose_key("Uỷ ban nhân dân;") == loose_key("ỦY BAN NHÂNDÂN")
    True
    """
    return "" if text is None else _NO_LETTER.sub("", fold(text))


def words(text: str | None) -> frozenset[str]:
    """The different words of a text, folded: what `overlap` compares."""
    return frozenset(_WORD.findall(fold(text))) if text else frozenset()


def overlap(left: frozenset[str], right: frozenset[str]) -> float:
    """Dice's coefficient of two sets: 1 for equal ones (also empty), 0 without a common element."""
    if not left and not right:
        return 1.0
    return 2 * len(left & right) / (len(left) + len(right))


def similar_pairs(
    left: Mapping[int, frozenset[str]], right: Mapping[int, frozenset[str]], floor: float
) -> Iterator[tuple[float, int, int]]:
    """Pairs of not empty sets that overlap by at least ``floor`` (above 0): (overlap, left, right).

    Found without comparing all with all: of two sets so much alike, the rarest words of each hold
    a common one.

    >>> right = {7: words("rà soát lại văn bản"), 8: words("báo cáo")}
    >>> list(similar_pairs({0: words("rà soát văn bản")}, right, 0.6))
    [(0.8888888888888888, 0, 7)]

    Source: Chaudhuri, Ganti, Kaushik, "A Primitive Operator for Similarity Joins" (prefix filter).
    """
    common = Counter(word for side in (left, right) for said in side.values() for word in said)

    def rarest(said: frozenset[str]) -> list[str]:
        # the other set has at least floor / (2 - floor) as many words, and so many must be common
        least = ceil(len(said) * floor / (2 - floor) - _ROUNDING)
        return sorted(said, key=lambda word: (common[word], word))[: len(said) - least + 1]

    having: dict[str, list[int]] = defaultdict(list)
    for j, said in right.items():
        for word in rarest(said):
            having[word].append(j)
    for i, said in left.items():
        for j in sorted({j for word in rarest(said) for j in having.get(word, ())}):
            score = overlap(said, right[j])
            if score >= floor:
                yield score, i, j


def align(
    rows: int, columns: int, similarity: Callable[[int, int], float], floor: float = 0.0
) -> Pairs:
    """Pairs ``(i, j)``, ascending in both, with the greatest sum of similarities above ``floor``.

    ``similarity`` is at most 1; equal heads and tails are paired without a search.
    O(rows * columns).

    >>> left, right = "abcd", "axcd"
    >>> align(4, 4, lambda i, j: float(left[i] == right[j]))
    [(0, 0), (2, 2), (3, 3)]
    """
    head = 0
    while head < min(rows, columns) and similarity(head, head) >= 1:
        head += 1
    tail = 0
    while tail < min(rows, columns) - head and similarity(rows - 1 - tail, columns - 1 - tail) >= 1:
        tail += 1
    middle = _align_middle(range(head, rows - tail), range(head, columns - tail), similarity, floor)
    ends = [(rows - tail + k, columns - tail + k) for k in range(tail)]
    return [(k, k) for k in range(head)] + middle + ends


def _align_middle(
    rows: Sequence[int],
    columns: Sequence[int],
    similarity: Callable[[int, int], float],
    floor: float,
) -> Pairs:
    """Dynamic programming: ``best[i][j]`` is the greatest sum over i rows and j columns."""
    scores = [[similarity(i, j) for j in columns] for i in rows]
    best = [[0.0] * (len(columns) + 1)]
    for line in scores:
        above, current = best[-1], [0.0]
        for j, score in enumerate(line):
            value = max(above[j + 1], current[j])
            if score > floor and above[j] + score > value:
                value = above[j] + score
            current.append(value)
        best.append(current)
    pairs: Pairs = []
    i, j = len(rows), len(columns)
    while i and j:
        if best[i][j] == best[i - 1][j]:
            i -= 1
        elif best[i][j] == best[i][j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            pairs.append((rows[i], columns[j]))
    return pairs[::-1]


def common_length(left: str, right: str) -> int:
    """Length of the longest common subsequence, a machine word of letters at a time.

    >>> common_length("kế hoạch", "kế toán")
    4

    Source: Hyyrö, Bit-parallel LCS-length computation revisited (2004).
    """
    if left == right:
        return len(left)
    positions: dict[str, int] = {}
    for index, letter in enumerate(left):
        positions[letter] = positions.get(letter, 0) | 1 << index
    full = (1 << len(left)) - 1
    state = full
    for letter in right:
        matches = state & positions.get(letter, 0)
        state = (state + matches | state - matches) & full
    return len(left) - state.bit_count()


def edit_distance(left: str, right: str) -> int:
    """Levenshtein's distance.

    >>> edit_distance("Phấn đấu", "Phản đầu")
    2

    Source: Myers, A fast bit-vector algorithm (1999), in Hyyrö's form (2003).
    """
    if left == right:
        return 0
    if not left or not right:
        return len(left) + len(right)
    *_, last = _distances(left, right, 1)
    return last


def window_distance(pattern: str, text: str) -> int:
    """Levenshtein's distance from a pattern to that piece of a text which is nearest to it.

    >>> window_distance("Quý II", "trong Quy II năm 2023")
    1
    """
    if not pattern or pattern in text:
        return 0
    return min(_distances(pattern, text, 0), default=len(pattern))


def _distances(left: str, right: str, start: int) -> Iterator[int]:
    """Distances from ``left`` to each prefix of ``right`` (``start`` 1) or its best suffix (0)."""
    positions: dict[str, int] = {}
    for index, letter in enumerate(left):
        positions[letter] = positions.get(letter, 0) | 1 << index
    full, top = (1 << len(left)) - 1, 1 << len(left) - 1
    plus, minus, distance = full, 0, len(left)
    for letter in right:
        match = positions.get(letter, 0)
        diagonal = (((match & plus) + plus) ^ plus) | match | minus
        grows, shrinks = minus | ~(diagonal | plus) & full, plus & diagonal
        distance += 1 if grows & top else -1 if shrinks & top else 0
        grows = (grows << 1 | start) & full
        shrinks = shrinks << 1 & full
        plus = shrinks | ~(diagonal | grows) & full
        minus = grows & diagonal
        yield distance
