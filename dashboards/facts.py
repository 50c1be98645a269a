"""What is known of a post, in words: when, where, of what kind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from dashboards.formats import moment_near, number
from dashboards.words import KIND, SOURCE_KIND, Reference
from domain.grassroots import people_of
from domain.post import Place
from store.posts import PostRow


@dataclass(frozen=True, slots=True)
class Meta:
    href: str
    title: str
    """A comment has none: it is shown by the article under which it stands."""
    under: str
    when: str
    when_iso: str
    source: str
    source_kind: str
    kind: str
    places: tuple[str, ...]
    people: str
    """How many a report of a grassroots union speaks of, in words; empty for other posts."""
    more_copies: int
    """Other outlets that carry the same story."""


def meta(post: PostRow, reference: Reference, day: date) -> Meta:
    return Meta(
        href=f"/tin/{post.id}",
        title=post.title,
        under=post.context,
        when=moment_near(post.published_at, day),
        when_iso=_iso(post.published_at),
        source=post.source_name,
        source_kind=SOURCE_KIND.get(post.source_kind, post.source_kind),
        kind=KIND[post.kind],
        places=tuple(dict.fromkeys(place_words(post.places, reference))),
        people=people_words(post.tags),
        more_copies=max(0, post.copies - 1),
    )


def people_words(tags: Iterable[str]) -> str:
    found = people_of(tags)
    if found is None:
        return ""
    least, most = found
    return f"{number(least)} người" if least == most else f"{number(least)}–{number(most)} người"


def place_words(places: Iterable[Place], reference: Reference) -> Iterable[str]:
    """Provinces by their present name, with the old one that the text used; an unclear one says what it may mean."""
    for place in places:
        if place.ambiguous:
            meant = " hoặc ".join(reference.provinces.get(code, code) for code in place.candidates)
            yield f"“{place.name}” (chưa rõ: {meant})"
        else:
            yield f"{place.name} ({place.old_name} cũ)" if place.old_name else place.name


def codes(places: Iterable[Place]) -> tuple[str, ...]:
    """Of the provinces that the program is sure of."""
    return tuple(place.code for place in places if place.code)


def _iso(value: datetime | None) -> str:
    return "" if value is None else value.isoformat()
