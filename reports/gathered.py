"""Puts the posts of a window into columns: from the numbers that the database gives, and from posts read whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from domain.prediction import Sentiment, Target
from domain.times import Window
from reports.columns import COLUMNS, KINDS, SENTIMENTS, Ints, Posts, Source, Topics, Vocabulary
from reports.facts import VOICES, Fact, certain_places, effective, own_press
from store import coded, reporting
from store.coded import Meant
from store.db import Conn

VIETNAM_AHEAD, A_DAY = 7 * 3_600_000_000, 86_400_000_000
"""Microseconds. Viet Nam has kept this hour since 1975."""
_EPOCH = 719_163
"""Ordinal of 1970-01-01."""
_TRIES = 5
_CODES = ("manner", "topics", "places", "targets")


class Unsettled(RuntimeError):  # noqa: N818 - the name says what it is
    """Posts changed faster than they were read; try again when the new model is live."""


def gathered(conn: Conn, window: Window) -> tuple[Posts, list[Fact]]:
    """All relevant posts of a window, and one by one those that people or rules have touched, relevant or not."""
    plain = _plain(conn, window)
    facts = [effective(row) for row in reporting.touched(conn, window)]
    return _overruled(plain, facts), facts


def corrected(conn: Conn, window: Window) -> Posts:
    """All relevant posts of a window with people's corrections, but not which are flagged or decided."""
    return _overruled(_plain(conn, window), [effective(row) for row in reporting.corrected(conn, window)])


def _overruled(plain: Posts, facts: Sequence[Fact]) -> Posts:
    own = np.isin(plain.id, np.array([fact.id for fact in facts], dtype=np.int64))
    return joined(plain.where(~own), table(facts))


def _plain(conn: Conn, window: Window) -> Posts:
    """As the live model sees them."""
    for _ in range(_TRIES):
        codes = coded.codes(conn, window)
        numbered = {name: _numbered(codes[name]) for name in _CODES}
        ids = {int(codes["id"][place]) for _, _, firsts in numbered.values() for place in firsts}
        meant = {(name, one.codes[name]): one for one in coded.meant(conn, window, ids) for name in _CODES}
        if all((name, code) in meant for name, (found, _, _) in numbered.items() for code in found.tolist()):
            return _decoded(codes, numbered, meant)
    raise Unsettled("posts of the window change faster than they can be read; try again in some minutes")


def _numbered(column: Ints) -> tuple[Ints, Ints, Ints]:
    """The different codes, each post's place among them, and for each code the place of a post that has it."""
    found = np.unique(column)
    places = np.searchsorted(found, column)
    one = np.zeros(len(found), dtype=np.int64)
    one[places] = np.arange(len(column))
    return found, places, one


def _decoded(
    codes: NDArray[Any],
    numbered: Mapping[str, tuple[Ints, Ints, Ints]],
    meant: Mapping[tuple[str, int], Meant],
) -> Posts:
    words = {name: [meant[name, code] for code in found.tolist()] for name, (found, _, _) in numbered.items()}
    place = {name: places for name, (_, places, _) in numbered.items()}
    sources = {one.source: Source(one.source, one.source_name) for one in words["manner"]}
    order = {slug: number for number, slug in enumerate(sources)}

    def told(values: Iterable[Any], kind: type[Any]) -> NDArray[Any]:
        return np.array(list(values), dtype=kind)[place["manner"]]

    no = np.zeros(len(codes), dtype=bool)
    return Posts(
        words=Vocabulary(
            tuple(sources.values()),
            tuple(Topics(one.labels) for one in words["topics"]),
            tuple(certain_places(one.places) for one in words["places"]),
            tuple(one.targets for one in words["targets"]),
            tuple({one.model for one in words["manner"]}),
        ),
        id=codes["id"],
        listed_at=codes["listed_at"],
        day=(codes["listed_at"] + VIETNAM_AHEAD) // A_DAY + _EPOCH,
        story=codes["story"],
        certain=codes["certain"],
        source=told((order[one.source] for one in words["manner"]), np.int64),
        kind=told((KINDS.index(one.kind) for one in words["manner"]), np.int64),
        sentiment=told((SENTIMENTS.index(one.sentiment) for one in words["manner"]), np.int64),
        topics=place["topics"],
        places=place["places"],
        targets=place["targets"],
        voice=told((one.kind in VOICES for one in words["manner"]), bool),
        own_press=told((own_press(one.kind, one.source_kind) for one in words["manner"]), bool),
        needs_answer=told((one.needs_answer for one in words["manner"]), bool),
        unsure=told((one.unsure for one in words["manner"]), bool),
        flagged=no,
        human=no,
    )


def table(facts: Iterable[Fact]) -> Posts:
    """The relevant ones of these posts as columns."""
    chosen = sorted((fact for fact in facts if fact.relevant), key=lambda fact: (fact.listed_at, fact.id))
    sources, source = _once([Source(fact.source, fact.source_name) for fact in chosen])
    topics, topic = _once([Topics(fact.topics, fact.chosen_topics) for fact in chosen])
    places, place = _once([fact.places for fact in chosen])
    targets, target = _once([_spoken(fact.targets) for fact in chosen])
    columns: dict[str, list[Any]] = {
        "id": [fact.id for fact in chosen],
        "listed_at": [round(fact.listed_at.timestamp() * 1_000_000) for fact in chosen],
        "day": [fact.day.toordinal() for fact in chosen],
        "story": [fact.story for fact in chosen],
        "certain": [fact.certain for fact in chosen],
        "source": source,
        "kind": [KINDS.index(fact.kind) for fact in chosen],
        "sentiment": [SENTIMENTS.index(fact.sentiment) for fact in chosen],
        "topics": topic,
        "places": place,
        "targets": target,
        "voice": [fact.voice for fact in chosen],
        "own_press": [fact.own_press for fact in chosen],
        "needs_answer": [fact.needs_answer for fact in chosen],
        "unsure": [fact.unsure for fact in chosen],
        "flagged": [fact.flagged for fact in chosen],
        "human": [fact.human for fact in chosen],
    }
    models = tuple({fact.model for fact in chosen})
    words = Vocabulary(sources, topics, places, tuple(dict(each) for each in targets), models)
    return Posts(words, **{name: np.array(columns[name], dtype=_type(name)) for name in COLUMNS})


_BOOLEAN = frozenset({"voice", "own_press", "needs_answer", "unsure", "flagged", "human"})


def _type(column: str) -> type[Any]:
    return bool if column in _BOOLEAN else float if column == "certain" else np.int64


def _spoken(targets: Mapping[Target, Sentiment]) -> tuple[tuple[Target, Sentiment], ...]:
    return tuple(sorted(targets.items()))


def _once(values: Sequence[Any]) -> tuple[tuple[Any, ...], list[int]]:
    """The different values, and the place of each given one among them."""
    known: dict[Any, int] = {}
    places = [known.setdefault(value, len(known)) for value in values]
    return tuple(known), places


def joined(first: Posts, second: Posts) -> Posts:
    """Both, by their time, then by their id."""
    a, b = first.words, second.words
    words = Vocabulary(
        sources=a.sources + b.sources,
        topics=a.topics + b.topics,
        places=a.places + b.places,
        targets=a.targets + b.targets,
        models=tuple({*a.models, *b.models}),
    )
    shifted = replace(
        second,
        source=second.source + len(a.sources),
        topics=second.topics + len(a.topics),
        places=second.places + len(a.places),
        targets=second.targets + len(a.targets),
    )
    whole = Posts(words, **{name: np.concatenate((getattr(first, name), getattr(shifted, name))) for name in COLUMNS})
    return whole.at(np.lexsort((whole.id, whole.listed_at)))
