"""How many finds there are under each further condition, each with the address of the search that has it too."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from dashboards.filters import Filters
from dashboards.formats import number
from dashboards.words import KIND, SENTIMENT, SOURCE_KIND, STATUS, TARGET, Reference
from domain.post import PostKind
from domain.prediction import Sentiment, Target
from store.tallying import Tally

MOST: Final = 8
"""Of one group: a longer row is searched, not read."""


@dataclass(frozen=True, slots=True)
class Facet:
    words: str
    tone: str
    count: str
    href: str


@dataclass(frozen=True, slots=True)
class FacetGroup:
    label: str
    facets: tuple[Facet, ...]


def tones(tally: Tally, filters: Filters) -> tuple[Facet, ...]:
    """How many of the found posts are of each sentiment; nothing to show once one is asked for."""
    if filters.sentiment is not None:
        return ()
    found = tally.parts["sentiment"]
    return tuple(
        Facet(SENTIMENT[tone], tone, number(found.get(tone, 0)), filters.address(sentiment=tone)) for tone in Sentiment
    )


def groups(
    parts: Mapping[str, Mapping[str, int]], filters: Filters, reference: Reference, sources: Mapping[str, str]
) -> tuple[FacetGroup, ...]:
    """A condition that is set already is left out, and so is a group that has nothing to choose from."""
    topics = {slug: topic.short for slug, topic in reference.topics.items()}
    kinds = {kind.value: words for kind, words in KIND.items()}
    targets = {target.value: words for target, words in TARGET.items()}

    def group(label: str, part: str, field: str, words: Mapping[str, str], value: Callable[[str], Any]) -> FacetGroup:
        found = parts.get(part, {})
        ranked = sorted(found.items(), key=lambda pair: -pair[1])[:MOST]
        free = not getattr(filters, field) and len(found) > 1
        return FacetGroup(
            label,
            tuple(
                Facet(words.get(one, one), "", number(count), filters.address(**{field: value(one)}))
                for one, count in ranked
                if free
            ),
        )

    found = (
        _of_note(parts, filters),
        group("Chủ đề", "topic", "topics", topics, lambda slug: (slug,)),
        group("Nói về", "target", "target", targets, Target),
        group("Tỉnh, thành phố", "province", "province", reference.provinces, str),
        group("Tình trạng", "status", "status", STATUS, str),
        group("Loại tin", "kind", "kind", kinds, PostKind),
        group("Loại nguồn", "source_kind", "source_kind", SOURCE_KIND, str),
        group("Nguồn", "source", "source", sources, str),
    )
    return tuple(one for one in found if one.facets)


def _of_note(parts: Mapping[str, Mapping[str, int]], filters: Filters) -> FacetGroup:
    """Yes-or-no conditions, whose other answer nobody asks for."""
    wanted = (
        ("flagged", "Cần xem", filters.flagged, filters.address(flagged=True)),
        ("needs_answer", "Cần trả lời", filters.needs_answer, filters.address(needs_answer=True)),
    )
    return FacetGroup(
        "Chỉ những tin",
        tuple(
            Facet(words, "", number(parts[part]["true"]), href)
            for part, words, given, href in wanted
            if given is None and "true" in parts.get(part, {})
        ),
    )
