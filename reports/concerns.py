"""II. The three to six topics that people speak of most."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from domain.prediction import Sentiment, Target
from reports import words
from reports.before import Before
from reports.columns import SENTIMENTS, Posts
from reports.quotes import Reader, headlines, quotations, ranked
from reports.tally import change, places, tone_of
from reports.values import Concern, Tone

FEWEST, MOST = 3, 6
ENOUGH_FOR_MORE = 5
"""A fourth to sixth concern needs that many posts."""
PLACES, HEADLINES, QUOTATIONS = 5, 2, 2
_BLAMED = (Target.EMPLOYER, Target.UNION)


def concerns(posts: Mapping[str, Posts], before: Before, read: Reader) -> tuple[Concern, ...]:
    """By the posts in which somebody has an opinion or a need, then by all posts: else announcements would lead."""
    ordered = sorted(posts, key=lambda slug: (-_weight(posts[slug]), -len(posts[slug]), slug))
    chosen = [slug for rank, slug in enumerate(ordered[:MOST]) if rank < FEWEST or len(posts[slug]) >= ENOUGH_FOR_MORE]
    told = set[str | int]()
    return tuple(concern(slug, posts[slug], before, read, told) for slug in chosen)


def concern(slug: str, posts: Posts, before: Before, read: Reader, told: set[str | int] | None = None) -> Concern:
    """What is said in the posts of one topic; a headline that was `told` of another one is not told again."""
    tone = tone_of(posts)
    voices = posts.where(posts.voice)
    speaking = voices if len(voices) >= words.ENOUGH_FOR_TENDENCY else posts
    pressing = int(posts.pressing.sum())
    labels = (slug, "sentiment", "needs_answer")
    return Concern(
        topic=slug,
        posts=change(len(posts), before.topics.get(slug, 0), before),
        voices=len(voices),
        tone=tone,
        asks=int(posts.needs_answer.sum()),
        flagged=int(posts.flagged.sum()),
        pressing=pressing,
        tendency=words.tendency(feelings(speaking)),
        of_voices=speaking is voices,
        unsure=int(posts.unsure.sum()),
        intensity=words.intensity(pressing, len(posts)),
        places=places(posts)[:PLACES],
        headlines=headlines(posts, read, HEADLINES, slug, told),
        quotations=quotations(ranked(posts, _leading(tone_of(speaking)), slug), read, labels, QUOTATIONS),
    )


def _weight(posts: Posts) -> int:
    return int((posts.voice | posts.flagged | posts.negative).sum())


def feelings(posts: Posts) -> words.Feelings:
    """How the posts speak, for the word that names their tendency."""
    negative, bad = posts.where(posts.negative), SENTIMENTS.index(Sentiment.NEGATIVE)
    blamed = [negative.towards(target) == bad for target in _BLAMED]
    return words.Feelings(
        tone=tone_of(posts),
        against_policy=int((negative.towards(Target.POLICY) == bad).sum()),
        against_somebody=int(np.logical_or.reduce(blamed).sum()),
        asking=int(posts.needs_answer.sum()),
        asking_negative=int(negative.needs_answer.sum()),
    )


def _leading(tone: Tone) -> Sentiment:
    """The side that quotations should stand for; of equal sides the critical one."""
    if tone.negative >= tone.positive and tone.negative:
        return Sentiment.NEGATIVE
    return Sentiment.POSITIVE if tone.positive else Sentiment.NEUTRAL
