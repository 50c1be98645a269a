"""Words as underthesea's word_tokenize makes them."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Sequence
from functools import cache

from domain.post import Words
from nlp.unicode import well_formed

_RUN = re.compile(r"\S{1000}(?=\S)")
_FIRST = threading.Lock()


@cache
def _word_tokenize() -> Callable[..., str]:
    with _FIRST:
        from underthesea import word_tokenize

        word_tokenize("khởi động", format="text")
        tokenize: Callable[..., str] = word_tokenize
        return tokenize


def segment(lines: Sequence[str]) -> list[Words]:
    """One Words for each line."""
    tokenize = _word_tokenize()
    return [Words(tokenize(_RUN.sub(r"\g<0> ", well_formed(line)), format="text")) for line in lines]
