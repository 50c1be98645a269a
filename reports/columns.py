"""The relevant posts of a window as columns: a year has a million of them, too many to be looked at one by one.

What repeats itself, a source or a set of topics, stands once, and each post has its number. All is in here: what people
have corrected too, with their answers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import NamedTuple, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from domain.post import PostKind
from domain.prediction import Sentiment, Target

Ints: TypeAlias = NDArray[np.int64]
Flags: TypeAlias = NDArray[np.bool_]
Item = TypeVar("Item")
KINDS, SENTIMENTS = tuple(PostKind), tuple(Sentiment)
"""What the numbers of two columns stand for."""
SILENT = -1
"""In the place of a sentiment: nothing is said."""


class Source(NamedTuple):
    slug: str
    name: str


class Topics(NamedTuple):
    """Of one post, the main one first."""

    slugs: tuple[str, ...]
    chosen: frozenset[str] = frozenset()
    """Those that a person gave."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the numbers in the columns stand for."""

    sources: tuple[Source, ...] = ()
    topics: tuple[Topics, ...] = ()
    places: tuple[tuple[tuple[str, str], ...], ...] = ()
    """Codes and names of provinces."""
    targets: tuple[Mapping[Target, Sentiment], ...] = ()
    models: tuple[str, ...] = ()
    """That labelled the posts."""


@dataclass(frozen=True, slots=True)
class Posts:
    """All columns are equally long; posts stand by their time, then by their id."""

    words: Vocabulary
    id: Ints
    listed_at: Ints
    """Microseconds since 1970."""
    day: Ints
    """Ordinal of the day in Viet Nam."""
    story: Ints
    certain: NDArray[np.float64]
    source: Ints
    kind: Ints
    sentiment: Ints
    topics: Ints
    places: Ints
    targets: Ints
    voice: Flags
    own_press: Flags
    needs_answer: Flags
    unsure: Flags
    flagged: Flags
    human: Flags

    def __len__(self) -> int:
        return int(self.id.size)

    def saying(self, sentiment: Sentiment) -> Flags:
        found: Flags = self.sentiment == SENTIMENTS.index(sentiment)
        return found

    @property
    def negative(self) -> Flags:
        return self.saying(Sentiment.NEGATIVE)

    @property
    def pressing(self) -> Flags:
        return self.flagged & self.negative

    def where(self, chosen: Flags) -> Posts:
        return self.at(np.flatnonzero(chosen))

    def at(self, places: Ints) -> Posts:
        return replace(self, **{name: getattr(self, name)[places] for name in COLUMNS})

    def of_topic(self, slug: str) -> Flags:
        return self._having(self.topics, self.words.topics, lambda topics: slug in topics.slugs)

    def mainly(self, slug: str) -> Flags:
        """The model names the topic first, or a person gave it."""
        return self._having(
            self.topics, self.words.topics, lambda topics: topics.slugs[:1] == (slug,) or slug in topics.chosen
        )

    def without_topic(self) -> Flags:
        return self._having(self.topics, self.words.topics, lambda topics: not topics.slugs)

    def without_place(self) -> Flags:
        return self._having(self.places, self.words.places, lambda places: not places)

    def of_place(self, code: str) -> Flags:
        return self._having(self.places, self.words.places, lambda places: any(each == code for each, _ in places))

    def towards(self, target: Target) -> Ints:
        """The sentiment towards it, SILENT where the post does not speak of it."""
        said = [SENTIMENTS.index(each[target]) if target in each else SILENT for each in self.words.targets]
        return np.array([*said, SILENT], dtype=np.int64)[self.targets]

    def speaking_of(self, target: Target) -> Flags:
        return self._having(self.targets, self.words.targets, lambda said: target in said)

    def of_kind(self, kind: PostKind) -> Flags:
        found: Flags = self.kind == KINDS.index(kind)
        return found

    def topic_counts(self) -> Counter[str]:
        return _counted(self.topics, [topics.slugs for topics in self.words.topics])

    def place_counts(self) -> Counter[tuple[str, str]]:
        return _counted(self.places, self.words.places)

    def source_counts(self) -> Counter[Source]:
        return _counted(self.source, [(source,) for source in self.words.sources])

    @staticmethod
    def _having(column: Ints, words: Sequence[Item], holds: Callable[[Item], bool]) -> Flags:
        return np.array([*(holds(item) for item in words), False], dtype=bool)[column]


COLUMNS = tuple(field.name for field in fields(Posts) if field.name != "words")


def _counted(column: Ints, words: Sequence[Iterable[Item]]) -> Counter[Item]:
    found: Counter[Item] = Counter()
    for number, posts in enumerate(np.bincount(column, minlength=len(words)).tolist()):
        if posts:
            for item in words[number]:
                found[item] += posts
    return found
