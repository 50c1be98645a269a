"""V. What is said of the union's own work."""

from __future__ import annotations

from domain.prediction import Sentiment, Target
from reports.before import Before
from reports.columns import SENTIMENTS, Posts
from reports.quotes import Reader, quotations, ranked
from reports.tally import change, grouped, towards
from reports.values import Quotation, UnionOpinion

QUOTATIONS = 2
TOPICS = 5
_LABELS = (f"target:{Target.UNION}", "vai-tro-cong-doan", "sentiment")


def union_opinion(posts: Posts, before: Before, read: Reader) -> UnionOpinion:
    """Over the posts that speak of a union: sentiment towards it, not the tone of the post. What unions write of
    themselves is counted apart: it is their work, not what others think of it."""
    said = posts.where(posts.speaking_of(Target.UNION))
    opinion, own = said.where(~said.own_press), said.where(said.own_press)
    by_topic = grouped(opinion)
    slugs = sorted(by_topic, key=lambda slug: (-len(by_topic[slug]), slug))
    return UnionOpinion(
        posts=change(len(said), before.union, before),
        tone=towards(said, Target.UNION),
        topics=tuple((slug, towards(by_topic[slug], Target.UNION)) for slug in slugs[:TOPICS]),
        praise=_quoted(opinion, Sentiment.POSITIVE, read),
        criticism=_quoted(opinion, Sentiment.NEGATIVE, read),
        public=towards(opinion.where(opinion.voice), Target.UNION),
        press=towards(opinion.where(~opinion.voice), Target.UNION),
        own=towards(own, Target.UNION),
    )


def _quoted(posts: Posts, side: Sentiment, read: Reader) -> tuple[Quotation, ...]:
    """By the public where it spoke, else by the press."""
    of_side = posts.where(posts.towards(Target.UNION) == SENTIMENTS.index(side))
    public = of_side.where(of_side.voice)
    chosen = public if len(public) else of_side
    return quotations(ranked(chosen, topic="vai-tro-cong-doan"), read, _LABELS, QUOTATIONS)
