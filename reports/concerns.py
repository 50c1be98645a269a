"""II. The three to six topics that people speak of most."""

from __future__ import annotations

from collections.abc import Sequence

from domain.prediction import Sentiment, Target
from reports import words
from reports.before import Before
from reports.facts import Fact
from reports.quotes import Reader, headlines, quotations, ranked
from reports.tally import change, grouped, places, tone_of
from reports.values import Concern, Tone

FEWEST, MOST = 3, 6
ENOUGH_FOR_MORE = 5
"""A fourth to sixth concern needs that many posts."""
PLACES, HEADLINES, QUOTATIONS = 5, 3, 2
_BLAMED = (Target.EMPLOYER, Target.UNION)


def concerns(facts: Sequence[Fact], before: Before, read: Reader) -> tuple[Concern, ...]:
    """By the posts in which somebody has an opinion or a need, then by all posts: else announcements would lead."""
    posts = grouped(facts)
    ordered = sorted(posts, key=lambda slug: (-_weight(posts[slug]), -len(posts[slug]), slug))
    chosen = [slug for rank, slug in enumerate(ordered[:MOST]) if rank < FEWEST or len(posts[slug]) >= ENOUGH_FOR_MORE]
    return tuple(concern(slug, posts[slug], before, read) for slug in chosen)


def concern(slug: str, posts: Sequence[Fact], before: Before, read: Reader) -> Concern:
    """What is said in the posts of one topic."""
    tone = tone_of(posts)
    voices = [fact for fact in posts if fact.voice]
    speaking = voices if len(voices) >= words.ENOUGH_FOR_TENDENCY else posts
    pressing = sum(fact.pressing for fact in posts)
    labels = (slug, "sentiment", "needs_answer")
    return Concern(
        topic=slug,
        posts=change(len(posts), before.topics.get(slug, 0), before),
        voices=len(voices),
        tone=tone,
        asks=sum(fact.needs_answer for fact in posts),
        flagged=sum(fact.flagged for fact in posts),
        pressing=pressing,
        tendency=words.tendency(feelings(speaking)),
        of_voices=speaking is voices,
        unsure=sum(fact.unsure for fact in posts),
        intensity=words.intensity(pressing, len(posts)),
        places=places(posts)[:PLACES],
        headlines=headlines(posts, read, HEADLINES),
        quotations=quotations(ranked(posts, _leading(tone_of(speaking)), slug), read, labels, QUOTATIONS),
    )


def _weight(posts: Sequence[Fact]) -> int:
    return sum(fact.voice or fact.flagged or fact.sentiment is Sentiment.NEGATIVE for fact in posts)


def feelings(posts: Sequence[Fact]) -> words.Feelings:
    """How the posts speak, for the word that names their tendency."""
    negative = [fact for fact in posts if fact.sentiment is Sentiment.NEGATIVE]
    return words.Feelings(
        tone=tone_of(posts),
        against_policy=sum(fact.targets.get(Target.POLICY) is Sentiment.NEGATIVE for fact in negative),
        against_somebody=sum(_blames(fact) for fact in negative),
        asking=sum(fact.needs_answer for fact in posts),
        asking_negative=sum(fact.needs_answer for fact in negative),
    )


def _blames(fact: Fact) -> bool:
    return any(fact.targets.get(target) is Sentiment.NEGATIVE for target in _BLAMED)


def _leading(tone: Tone) -> Sentiment:
    """The side that quotations should stand for; of equal sides the critical one."""
    if tone.negative >= tone.positive and tone.negative:
        return Sentiment.NEGATIVE
    return Sentiment.POSITIVE if tone.positive else Sentiment.NEUTRAL
