"""V. What is said of the union's own work."""

from __future__ import annotations

from collections.abc import Sequence

from domain.prediction import Sentiment, Target
from reports.before import Before
from reports.facts import Fact
from reports.quotes import Reader, quotations, ranked
from reports.tally import change, grouped, tone
from reports.values import Quotation, Tone, UnionOpinion

QUOTATIONS = 2
TOPICS = 5
_LABELS = (f"target:{Target.UNION}", "vai-tro-cong-doan", "sentiment")


def union_opinion(facts: Sequence[Fact], before: Before, read: Reader) -> UnionOpinion:
    """Over the posts that speak of a union: sentiment towards it, not the tone of the post. What unions write of
    themselves is counted apart: it is their work, not what others think of it."""
    said = _of_union(facts)
    opinion = [fact for fact in said if not fact.own_press]
    by_topic = grouped(opinion)
    slugs = sorted(by_topic, key=lambda slug: (-len(by_topic[slug]), slug))
    return UnionOpinion(
        posts=change(len(said), before.union, before),
        tone=_towards(said),
        topics=tuple((slug, _towards(by_topic[slug])) for slug in slugs[:TOPICS]),
        praise=_quoted(opinion, Sentiment.POSITIVE, read),
        criticism=_quoted(opinion, Sentiment.NEGATIVE, read),
        public=_towards([fact for fact in opinion if fact.voice]),
        press=_towards([fact for fact in opinion if not fact.voice]),
        own=_towards([fact for fact in said if fact.own_press]),
    )


def _of_union(facts: Sequence[Fact]) -> list[Fact]:
    return [fact for fact in facts if Target.UNION in fact.targets]


def _towards(facts: Sequence[Fact]) -> Tone:
    return tone(fact.targets[Target.UNION] for fact in facts)


def _quoted(facts: Sequence[Fact], side: Sentiment, read: Reader) -> tuple[Quotation, ...]:
    """By the public where it spoke, else by the press."""
    of_side = [fact for fact in facts if fact.targets[Target.UNION] is side]
    public = [fact for fact in of_side if fact.voice]
    return quotations(ranked(public or of_side, topic="vai-tro-cong-doan"), read, _LABELS, QUOTATIONS)
