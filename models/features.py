"""Names of features of a reading, and which word of the text each came from.

Families (the letter before the colon): w words, p pairs of words, s syllables, d pairs of syllables, b bare syllables
(without diacritics), e pairs and f triples of bare syllables, g character n-grams of words, l the lead of an article,
t the title over a comment, k the kind, x cues of cues.tsv. Each family is weighed apart, so that a text without
diacritics still fills b, e, f. Pairs of cues in one sentence and the balance of good and bad words were tried: at full
weight, with each writer's posts left out in turn, topics and tone were worse (F1 .708 for .733, .790 for .808).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from models.cues import Cues, bare
from models.post import Reading

FAMILIES = "wpsdbefgltkx"
LEAD = 40
"""Words of an article, its title included, that count as its lead."""
LONGEST = 1200
"""Words of a post that are read; what comes later changes no label and would cost time."""
GRAMS = (2, 3, 4, 5)

_VOICES = {"review": "comment", "grassroots": "comment"}
"""A crawler cannot tell an employee's review from a comment, so the model must not rest on the difference.
What a grassroots union reports is what workers say; no model has learned from such reports by themselves."""
_DIGIT = re.compile(r"\d")
_SOUND = re.compile(r"\w")


def word_features(word: str) -> tuple[str, ...]:
    """Features of a word wherever it stands in the text."""
    shape = _DIGIT.sub("0", word)
    if not _SOUND.search(word):
        return (f"w:{shape[:20]}",)
    names = [f"w:{shape[:60]}"]
    for syllable in shape.split("_"):
        names += (f"s:{syllable[:30]}", f"b:{bare(syllable)[:30]}")
    padded = f" {shape.replace('_', ' ')[:40]} "
    for size in GRAMS:
        names += [f"g:{padded[at : at + size]}" for at in range(len(padded) - size + 1)]
    return tuple(names)


def syllables(word: str) -> tuple[str, ...]:
    """Its syllables; none for punctuation, over which no chain reaches."""
    if not _SOUND.search(word):
        return ()
    return tuple(part for part in _DIGIT.sub("0", word).split("_") if bare(part))


_features_of = lru_cache(maxsize=50_000)(word_features)
_syllables = lru_cache(maxsize=50_000)(syllables)


def forget() -> None:
    """Give back what the names of words take (some 60 MB after a training)."""
    _features_of.cache_clear()
    _syllables.cache_clear()


Feature = tuple[str, int]
"""A name, and the number of the word it came from; -1 for what is not in the text."""


def spoken(reading: Reading) -> tuple[tuple[str, ...], int]:
    """The words that are read, and how many of them stand before the text.

    The title of an article is part of what it says; a full stop keeps it from running into the text.
    """
    words = reading.words[:LONGEST]
    if not (reading.is_article and reading.title):
        return words, 0
    title = (*reading.title[:LEAD], ".")
    return title + words, len(title)


def opening(reading: Reading) -> tuple[str, tuple[str, ...], int]:
    """Lead of an article or title over a comment: its family, and words as `spoken` gives them."""
    if reading.is_article:
        words, before = spoken(reading)
        return "l", words[:LEAD], before
    return "t", reading.title[:LEAD], LEAD


def voice(reading: Reading) -> str:
    """Name of the feature for its kind."""
    return f"k:{_VOICES.get(reading.kind, reading.kind)}"


def features(reading: Reading, cues: Cues) -> Iterator[Feature]:
    """Every occurrence of every feature; `models.occurrences` finds the known ones of a batch, much faster."""
    places = _places(*spoken(reading))
    for word, at in places:
        for name in _features_of(word):
            yield name, at
    yield from _chains(places)
    family, words, before = opening(reading)
    yield from _bare_chains(family, _places(words, before))
    for cue, place in cues.find([_syllables(word) for word, _ in places]):
        yield f"x:{cue}", places[place][1]
    if reading.kind:
        yield voice(reading), -1


def _places(words: Sequence[str], before: int) -> list[Feature]:
    return [(word, max(at - before, -1)) for at, word in enumerate(words)]


def _chains(places: Sequence[Feature]) -> Iterator[Feature]:
    """Pairs of words, pairs and triples of syllables; none across punctuation."""
    last = second = before = ""
    last_bare = second_bare = ""
    for word, at in places:
        parts = _syllables(word)
        if not parts:
            last = second = before = last_bare = second_bare = ""
            continue
        if before:
            yield f"p:{before} {word}", at
        before = word
        for syllable in parts:
            plain = bare(syllable)
            if last:
                yield f"d:{last} {syllable}", at
                yield f"e:{last_bare} {plain}", at
            if second:
                yield f"f:{second_bare} {last_bare} {plain}", at
            second, second_bare, last, last_bare = last, last_bare, syllable, plain


def _bare_chains(family: str, places: Sequence[Feature]) -> Iterator[Feature]:
    """Bare syllables and pairs of them, in a family of their own."""
    before = ""
    for word, at in places:
        parts = _syllables(word)
        for syllable in parts:
            name = bare(syllable)
            yield f"{family}:{name}", at
            if before:
                yield f"{family}:{before} {name}", at
            before = name
        if not parts:
            before = ""
