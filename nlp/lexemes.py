"""Search: what a document is found by, and what a person's query asks for.

Positions: syllable i stands at 2i as written (lower case) and at 2i+1 without diacritics; compounds follow at the end,
the model's first and then those of the lexicon, so that no phrase moves.
So `nợ <2> lương` is a phrase, and `no <-> no` finds the syllable only where it was *written* without diacritics.
A query asks for syllables, so it finds `tăng ca` whether or not anybody joined it; compounds are what signals count.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from domain.post import Words
from nlp.clean import clean
from nlp.lexicon import expressions
from nlp.tone import place_tones
from nlp.unicode import unaccented, well_formed

_SYLLABLE = re.compile(r"[^\W_]+")
_LIMIT = 60
_TERM = re.compile(r'(-?)(?:"([^"]*)"?|([^\s"]+))')


def _syllables(text: str) -> list[str]:
    text = place_tones(unicodedata.normalize("NFC", well_formed(text)).lower())
    return [match[:_LIMIT] for match in _SYLLABLE.findall(text)]


@lru_cache(1 << 16)
def _bare(lexeme: str) -> str:
    return unaccented(lexeme) or lexeme


def lexemes(words: Words) -> tuple[str, ...]:
    """Everything that `words` can be found by, in the order that the module's first lines state."""
    syllables: list[str] = []
    compounds: list[str] = []
    for word in words.split():
        parts = _syllables(word)
        for part in parts:
            syllables += (part, _bare(part))
        compounds += _compound(parts)
    for expression in expressions(words):
        compounds += _compound(_syllables(expression))
    return tuple(syllables + compounds)


def _compound(parts: list[str]) -> tuple[str, ...]:
    if len(parts) <= 1:
        return ()
    compound = "_".join(parts)[: 3 * _LIMIT]
    return compound, _bare(compound)


def query(text: str) -> str:
    """A string for to_tsquery('simple', …): all words, "phrases" and no -excluded ones; empty when nothing is asked."""
    wanted: list[str] = []
    for minus, phrase, word in _TERM.findall(text[:1000]):
        ways = dict.fromkeys(way for syllables in _readings(phrase or word) for way in _phrases(syllables))
        if ways:
            wanted.append(f"{'!' if minus else ''}({' | '.join(ways)})")
    return " & ".join(wanted)


def _readings(term: str) -> list[list[str]]:
    """What was typed, and what it stands for: documents are indexed with `BHXH` and `cty` written out."""
    return [syllables for syllables in (_syllables(term), _syllables(clean(term))) if syllables]


def _phrases(syllables: list[str]) -> list[str]:
    """As it is written, and, where that differs, as somebody wrote it without diacritics."""
    written = " <2> ".join(f"'{syllable}'" for syllable in syllables)
    bare = [_bare(syllable) for syllable in syllables]
    if bare == syllables:
        return [written]
    return [written, " <-> ".join(f"'{syllable}' <-> '{syllable}'" for syllable in bare)]
