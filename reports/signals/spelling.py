"""Words of a wave as its posts write them: `lam sơn` is a name, and a province is told among the places."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from reports.columns import Posts
from reports.quotes import Reader
from reports.values import Phrase

LOOKED_AT = 40
"""Posts in which the spelling is looked up."""


def as_written(words: Sequence[Phrase], own: Posts, read: Reader) -> tuple[Phrase, ...]:
    provinces = {name.casefold() for _, name in own.place_counts()}
    kept = [word for word in words if word.text.casefold() not in provinces]
    texts = [f"{text.title}. {text.text}" for text in read(own.id[:LOOKED_AT].tolist()).values()] if kept else []
    return tuple(replace(word, text=_spelled(word.text, texts)) for word in kept)


def _spelled(word: str, texts: Sequence[str]) -> str:
    """With capitals where most posts write every syllable with one: the first word of a sentence has only one."""
    pattern = re.compile(rf"\b{re.escape(word)}\b", re.IGNORECASE)
    forms = Counter(found for text in texts for found in pattern.findall(text) if not found.isupper())
    form = forms.most_common(1)[0][0] if forms else word
    return form if form.istitle() and " " in form else word
