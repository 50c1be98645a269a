"""Words exactly as underthesea's word_tokenize(line, format="text") makes them, at a multiple of its speed.

Its traps are met before: lone surrogates (it raises) become U+FFFD; a run of more than 1,000 characters without a space
(its pattern is quadratic in them) is cut into runs of 1,000. Everything else is its own answer, oddities included.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Sequence
from functools import cache

from domain.post import Words
from nlp.crfsuite import UnknownModelError
from nlp.oracle import Oracle, load_oracle
from nlp.tagger import Tagger
from nlp.tokens import Tokenizer
from nlp.unicode import well_formed

_RUN = re.compile(r"\S{1000}(?=\S)")
_BATCH = 512


def guarded(line: str) -> str:
    """The line as it may be given to word_tokenize."""
    line = well_formed(line)
    return _RUN.sub(r"\g<0> ", line) if len(line) > 1000 else line


class Segmenter:
    """The fast way, with word_tokenize for the lines that it leaves open. Any thread."""

    def __init__(self, oracle: Oracle, capacity: int = 300_000) -> None:
        """`capacity`: how many runs and tokens are remembered (some 100 MB at most) before all are forgotten."""
        self._oracle = oracle
        self._capacity = capacity
        self._tagger = Tagger(oracle)
        self._tokenizer = Tokenizer(oracle, self._tagger.tokens.number)
        self._lock = threading.Lock()

    def words(self, lines: Sequence[str]) -> list[Words]:
        with self._lock:
            if len(self._tokenizer) + len(self._tagger.tokens) > self._capacity:
                self._tokenizer.forget()
                self._tagger.tokens.forget()
            return self._words([guarded(line) for line in lines])

    def _words(self, lines: Sequence[str]) -> list[Words]:
        tokens = [self._tokenizer.tokens(line) for line in lines]
        inside = self._tagger.inside([line or [] for line in tokens])
        return [
            Words(self._oracle.words(line) if numbers is None or labels is None else self._join(numbers, labels))
            for line, numbers, labels in zip(lines, tokens, inside, strict=True)
        ]

    def _join(self, numbers: Sequence[int], inside: Sequence[bool]) -> str:
        spaced, joined = self._tagger.tokens.after_space, self._tagger.tokens.after_joint
        text = "".join(
            [joined[number] if label else spaced[number] for number, label in zip(numbers, inside, strict=True)]
        )
        return text[1:]


@cache
def _segmenter() -> Segmenter | None:
    """None where the installed underthesea is another than the one that the fast way was written for."""
    oracle = load_oracle()
    try:
        return Segmenter(oracle) if oracle.known else None
    except UnknownModelError:
        return None


def segment(lines: Sequence[str]) -> list[Words]:
    """One Words for each line."""
    segmenter = _segmenter()
    if segmenter is None:
        oracle = load_oracle()
        return [Words(oracle.words(guarded(line))) for line in lines]
    return [words for at in range(0, len(lines), _BATCH) for words in segmenter.words(lines[at : at + _BATCH])]
