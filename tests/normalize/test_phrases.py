"""Patterns from lists of phrases: a tree finds what a list of the same phrases, longest first, finds."""

from __future__ import annotations

import regex
from hypothesis import given
from hypothesis import strategies as st

from normalize.lexicon.phrases import any_of, tree_of

WORDS = st.sampled_from(["a", "ab", "b", "b,", "ba"])
PHRASES = st.lists(st.lists(WORDS, min_size=1, max_size=3), min_size=1, max_size=8)


@given(PHRASES, st.lists(st.sampled_from(["a", "ab", "b", "b,", "ba", "\n", "c"]), max_size=12))
def test_a_tree_finds_what_a_list_finds(phrases: list[list[str]], words: list[str]) -> None:
    text = " ".join(words)
    listed = regex.compile(rf"{any_of(';'.join(map(' '.join, phrases)))}(?!\p{{L}})")
    tree = regex.compile(rf"{tree_of(phrases)}(?!\p{{L}})")
    assert [one.span() for one in tree.finditer(text)] == [one.span() for one in listed.finditer(text)]
