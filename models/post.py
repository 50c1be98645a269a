"""What the classifiers read: a post as a value, and the words that `nlp` finds in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from nlp.clean import clean
from nlp.segment import segment

ARTICLES = frozenset({"news", "release", "notice", "advert"})
"""Kinds whose title is part of the text. Under the others the title is that of the article they stand under."""

_MARK = re.compile(r"\[(?:tên|số điện thoại|email|tài khoản|số định danh|liên kết|địa chỉ|biển số)\]")


@dataclass(frozen=True, slots=True)
class PostInput:
    """A post to be classified. `text` is what spans of evidence point into; `title` is context."""

    id: str
    text: str
    title: str = ""
    kind: str = ""
    words: str | None = None
    """What `segment` made of the whole cleaned text, where somebody did that already; only for a text without marks."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A post as words, lower case; syllables of one word are joined by underscores."""

    kind: str
    title: tuple[str, ...]
    words: tuple[str, ...]

    @property
    def is_article(self) -> bool:
        return self.kind in ARTICLES


def read(posts: Sequence[PostInput]) -> list[Reading]:
    """One Reading for each post, segmented in one batch. Marks of redaction are left out: no training post has them."""
    parts = [part for post in posts for part in (post.title, *(() if post.words is not None else (post.text,)))]
    lines = iter(segment([clean(_unmarked(part)).replace("\n", " ") if part else "" for part in parts]))
    return [
        Reading(post.kind, _split(next(lines)), _split(next(lines) if post.words is None else post.words))
        for post in posts
    ]


def _unmarked(text: str) -> str:
    return _MARK.sub(" ", unicodedata.normalize("NFC", text)) if "[" in text else text


def has_marks(text: str) -> bool:
    """Words of a text with marks are not those that the models read."""
    return "[" in text and _MARK.search(unicodedata.normalize("NFC", text)) is not None


def _split(line: str) -> tuple[str, ...]:
    return tuple(line.lower().split())
