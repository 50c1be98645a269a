"""V. What is said of the union's own work."""

from __future__ import annotations

from collections.abc import Sequence

from domain.prediction import Sentiment, Target
from reports.facts import Fact
from reports.quotes import Reader, quotations, ranked
from reports.tally import about, change, tone
from reports.values import Quotation, Tone, UnionOpinion

QUOTATIONS = 2
TOPICS = 5
_LABELS = (f"target:{Target.UNION}", "vai-tro-cong-doan", "sentiment")


def union_opinion(facts: Sequence[Fact], compared: Sequence[Fact], read: Reader) -> UnionOpinion:
    """Over the posts that speak of a union: sentiment towards it, not the tone of the post."""
    said, before = _of_union(facts), _of_union(compared)
    slugs = sorted({slug for fact in said for slug in fact.topics}, key=lambda slug: (-len(about(slug, said)), slug))
    return UnionOpinion(
        posts=change(len(said), len(before), compared),
        tone=_towards(said),
        topics=tuple((slug, _towards(about(slug, said))) for slug in slugs[:TOPICS]),
        praise=_quoted(said, Sentiment.POSITIVE, read),
        criticism=_quoted(said, Sentiment.NEGATIVE, read),
    )


def _of_union(facts: Sequence[Fact]) -> list[Fact]:
    return [fact for fact in facts if Target.UNION in fact.targets]


def _towards(facts: Sequence[Fact]) -> Tone:
    return tone(fact.targets[Target.UNION] for fact in facts)


def _quoted(facts: Sequence[Fact], side: Sentiment, read: Reader) -> tuple[Quotation, ...]:
    of_side = [fact for fact in facts if fact.targets[Target.UNION] is side]
    return quotations(ranked(of_side), read, _LABELS, QUOTATIONS)
