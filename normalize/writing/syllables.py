"""Which words are Vietnamese syllables, by the rules of the orthography: onset + rime + tone.

A text whose words are hardly any of them syllables is not Vietnamese as it stands: its font map is
shifted, its bytes were read in the wrong encoding, or it was recognised without Vietnamese. No word
list is needed to see that.

Source: the spelling of Quốc ngữ as school grammars state it; both placements of the tone (hòa, hoà)
are accepted.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import lru_cache
from typing import Literal, NamedTuple

import regex

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_STOPS = ("c", "ch", "p", "t")
_STOP_TONES = ("\u0301", "\u0323")
"""Sắc and nặng: the only tones of a rime that ends in a stop."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_FRONT = "ieêy"
_ONSETS = _words("b c ch d đ g gh gi h k kh l m n nh ng ngh p ph qu r s t th tr v x")
_LABIALS = frozenset(("b", "m", "p", "ph", "v"))
_BEFORE_FRONT = frozenset(("k", "gh", "ngh"))
_BEFORE_BACK = frozenset(("c", "g", "ng"))

_RIMES = _words("""
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu
    i ich im in inh ip it iu ia iêc iêm iên iêng iêp iêt iêu
    o oc oi om on ong op ot ooc oong ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
    u uc ui um un ung up ut ua uôc uôi uôm uôn uông uôt
    ư ưc ưi ưm ưng ưt ưu ưa ươc ươi ươm ươn ương ươp ươt ươu
    """)
_GLIDED = _words("""
    oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oen oeo oet
    uân uâng uât uây uê uêch uênh uơ uy uya uych uynh uyt uyn uyu uyp uyên uyêt
    """)
"""Rimes with a glide before the vowel."""
_UNGLIDED = _LABIALS | _BEFORE_FRONT | {"g"}
"""Onsets that stand before no glide: labials, and those whose spelling tells that none follows."""

_Y_ALONE = _words("y yêm yên yêng yêt yêu")
_Y_ONSETS = _words("h k l m s t v")
"""Onsets after which the lone vowel i is also written y (kỹ, lý, Mỹ)."""

_AFTER_QU = _words("""
    a ac ach ai am an ang anh ao at au ay ăc ăm ăn ăng ăp ăt ân âng ât ây e en eo et ê êch ên êt
    ơ ơi ôc i it y ych ynh yt ynh yên yêt
    """)
_AFTER_GI = _RIMES - {rime for rime in _RIMES if rime[0] == "i"} | {"êng", "êt", "êc"}
_GI_ALONE = frozenset(("", "n", "m"))
"""What stands after gi where its i is the vowel itself: gì, gìn, gím."""

_OWN_RIMES = {"": _RIMES | _GLIDED | _Y_ALONE, "gi": _AFTER_GI, "qu": _AFTER_QU}
"""The rimes of onsets that have a list of their own; "" is none at all."""

_HEAVY = frozenset("ăâêôơư")


@lru_cache(maxsize=50_000)
def is_syllable(word: str) -> bool:
    """Whether a word, in any case and any normalization form, is spelt as a Vietnamese syllable.

    >>> [is_syllable(word) for word in ("Nghiệm", "hoà", "hòa", "QUYẾT", "giếng", "khuỷu")]
    [True, True, True, True, True, True]
    >>> [is_syllable(word) for word in ("KLӋQ", "phat", "cghị", "hiêṇn", "thành1", "")]
    [False, False, False, False, False, False]
    """
    if len(word) > _LONGEST:
        return False
    letters, tone, place = _split_tone(word)
    if place == _MANY or not letters:
        return False
    onset = _onset_of(letters)
    if onset == "gi" and (_fits("g", letters[1:], tone, place - 1) or letters[2:] in _GI_ALONE):
        return True
    return _fits(onset, letters[len(onset) :], tone, place - len(onset)) or _is_name(word)


_MANY = -2
_LONGEST = 16
"""Code points, marks and letters by themselves: "nghiễng" has ten.
Marks without end take time to sort.
"""
_NAMES = frozenset(("đắk", "lắk", "kạn"))
"""Provinces and communes whose names keep another language's spelling."""

_NO_MARKS = str.maketrans("ăâêôơưđ", "aaeooud")
_BARE_RIMES = frozenset(
    rime.translate(_NO_MARKS)
    for rimes in (_RIMES, _GLIDED, _Y_ALONE, ("ieng", "in"))
    for rime in rimes
)


@lru_cache(maxsize=50_000)
def is_bare_syllable(word: str) -> bool:
    """Whether a word is what a syllable leaves when its marks are lost;
    no syllable with marks is one.

    >>> words = ("duoc", "VIEC", "nghiep", "quy", "the", "right", "được")
    >>> [is_bare_syllable(word) for word in words]
    [True, True, True, True, True, False, False]
    """
    letters = word.lower()
    onset = _onset_of(letters)
    rime = letters[len(onset) :]
    if onset in ("gi", "qu"):
        return (
            rime in _BARE_RIMES
            or letters in ("gi", "gin", "qui")
            or (onset == "qu" and "o" + rime in _BARE_RIMES)
        )
    return rime in _BARE_RIMES


def _is_name(word: str) -> bool:
    return unicodedata.normalize("NFC", word.lower()) in _NAMES


def _split_tone(word: str) -> tuple[str, str, int]:
    """A word's letters in lower case without its tone, the tone, and the letter it stands on;
    -1 for none.
    """
    letters: list[str] = []
    tone, place = "", -1
    for letter in unicodedata.normalize("NFC", word.lower()):
        bare, marks = _part_tones(letter)
        if len(marks) + bool(tone) > 1:
            return "", "", _MANY
        if marks:
            tone, place = marks, len(letters)
        letters.append(bare)
    return "".join(letters), tone, place


def _onset_of(letters: str) -> str:
    """The longest onset with which letters begin."""
    return next((letters[:length] for length in (3, 2, 1) if letters[:length] in _ONSETS), "")


@lru_cache(maxsize=1000)
def _part_tones(letter: str) -> tuple[str, str]:
    """A letter without its tones, and these."""
    parts = unicodedata.normalize("NFD", letter)
    bare = "".join(part for part in parts if part not in _TONES)
    return unicodedata.normalize("NFC", bare), "".join(part for part in parts if part in _TONES)


def _fits(onset: str, rime: str, tone: str, place: int) -> bool:
    """Whether a rime may follow an onset, and bear a tone on its letter ``place``."""
    if not rime or (rime.endswith(_STOPS) and tone not in _STOP_TONES):
        return False
    if tone and not _may_bear(rime, place):
        return bool(onset == "qu" and place == -1 and rime in ("y", "i"))  # "qúy", as many write it
    return _may_follow(onset, rime)


def _may_follow(onset: str, rime: str) -> bool:
    own = _OWN_RIMES.get(onset)
    if own is not None:
        return rime in own
    if rime in _GLIDED:
        return onset not in _UNGLIDED
    if rime == "y":
        return onset in _Y_ONSETS
    wrong = _BEFORE_BACK if rime[0] in _FRONT else _BEFORE_FRONT
    return rime in _RIMES and onset not in wrong


def _may_bear(rime: str, place: int) -> bool:
    """Whether a tone may stand on a letter of a rime: a vowel,
    and the last one with a mark where there is such.
    """
    heavy = [index for index, letter in enumerate(rime) if letter in _HEAVY]
    if heavy:
        return place == heavy[-1]
    return 0 <= place < len(rime) and rime[place] in "aeiouy"


Verdict = Literal["sound", "short", "unmarked", "garbled"]
"""What `judge_text` says of a text: Vietnamese (or another language in its own letters);
too short to tell; Vietnamese without its marks; letters that are not those of the words.
"""


class SyllableCount(NamedTuple):
    """The words of a text: all, those that are syllables, those
    with a letter outside ASCII, and both.

    Numbers, codes and abbreviations (capitals that are no syllable) are no words here. ``bare`` are
    the words without any mark that are a syllable once a tone is added.
    """

    words: int
    syllables: int
    marked: int
    marked_syllables: int
    bare: int


# Signs that stand inside words only where bytes were read in a wrong encoding or letters come from
# an old font.
_TOKEN = regex.compile(r"[\p{L}\p{M}\p{N}\p{Co}\ufffd\x80-\x9f¡-¦¨-ª¬-¯´-¸º-¿†‡•‰€™ˆ˜]+")
_ABBREVIATION = regex.compile(r"[A-ZĐƯƠÔÂÊĂ]+")
_FEWEST_WORDS = 30
_FEWEST_MARKED = 12
_SOUND_SHARE = 0.6
"""Of the marked words of 1,091 real pages: sound ones have at least 0.87 syllables,
garbled ones at most 0.44.
"""
_BARE_SHARE = 0.6
_UNMARKED_SHARE = 0.85
"""Of the words of the same pages at most 0.45 bear no mark where the page is in two languages;
0.25 is usual.
"""


def count_syllables(text: str) -> SyllableCount:
    """How many words of a text, in any normalization form, are Vietnamese syllables."""
    # pieces repeat, and nearly all of them hold one word: there are few different counts to add up
    pieces = text.replace("\r", " ").replace("\n", " ").split(" ")
    counts = Counter(map(_count_in, pieces)).items()
    return SyllableCount(
        *(sum(times * count[field] for count, times in counts) for field in range(5))
    )


@lru_cache(maxsize=10_000)
def _count_in(piece: str) -> SyllableCount:
    """The count of what stands between two blanks."""
    words = syllables = marked = both = bare = 0
    for word in _TOKEN.findall(piece):
        if len(word) < 2 or word.isdigit():
            continue
        sound = is_syllable(word)
        if not sound and _ABBREVIATION.fullmatch(word):
            continue
        words += 1
        syllables += sound
        if word.isascii():
            bare += is_bare_syllable(word)
        else:
            marked += 1
            both += sound
    return SyllableCount(words, syllables, marked, both, bare)


def share_of_syllables(text: str) -> float:
    """The share of a text's words that are Vietnamese syllables, from 0 to 1;
    1 for a text without words.

    >>> share_of_syllables("Kế hoạch số 12/KH-UBND về cải cách hành chính")
    1.0
    >>> share_of_syllables(".Ӄ KRҥFK NLӇP WUD") < 0.3
    True
    """
    count = count_syllables(text)
    return count.syllables / count.words if count.words else 1.0


def judge_text(text: str) -> Verdict:
    """Whether the words of a text, say of a page's text layer, can be those the page shows.

    >>> judge_text("Ủy ban nhân dân xã")
    'short'
    >>> judge_text("Uy ban nhan dan xa trien khai thuc hien ke hoach cai cach nam 2024 " * 3)
    'unmarked'
    """
    count = count_syllables(text)
    if count.marked >= _FEWEST_MARKED and count.marked_syllables < _SOUND_SHARE * count.marked:
        return "garbled"
    if count.words < _FEWEST_WORDS:
        return "short"
    unmarked = count.words - count.marked
    if unmarked > _UNMARKED_SHARE * count.words and count.bare > _BARE_SHARE * unmarked:
        return "unmarked"
    return "sound"
