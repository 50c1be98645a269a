"""One post as a report counts it: what the model says, overruled by what people say."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from domain.flag import Priority
from domain.post import Place, PostKind
from domain.prediction import Sentiment, Target
from domain.times import vietnam_day
from store.reporting import PostFacts

VOICES = frozenset({PostKind.COMMENT, PostKind.QUESTION, PostKind.REVIEW, PostKind.GRASSROOTS})
"""What the public wrote, or grassroots unions heard. The other kinds are press and union pages."""
UNION_SOURCES = frozenset({"union_portal", "industry"})
"""Kinds of sources that unions publish themselves."""


class Fact(NamedTuple):
    id: int
    listed_at: datetime
    day: date
    source: str
    source_name: str
    kind: PostKind
    url: str
    """Equal for an article and what people write below it."""
    story: int
    """Equal for copies of one text; negative post id for a text that nobody copied."""
    places: tuple[tuple[str, str], ...]
    """Codes and names of provinces that are certain."""
    model: str
    relevant: bool
    topics: tuple[str, ...]
    chosen_topics: frozenset[str]
    """Topics that a person gave."""
    sentiment: Sentiment
    targets: Mapping[Target, Sentiment]
    needs_answer: bool
    flagged: bool
    """The union can do something: by the rules, or because a person says so; never against a person's word."""
    listed: bool
    """It stood in front of staff, who may have found that there is nothing to do."""
    priority: Priority | None
    rules: frozenset[str]
    reasons: tuple[str, ...]
    decision: str | None
    human: bool
    unsure: bool
    source_kind: str = ""
    home: str = ""
    """Province of the source; empty for a national one."""
    certain: float = 1.0
    """How sure the classifier is of relevance, first topic and sentiment together; 1 where a person has looked."""
    event: int | None = None
    """Equal for texts that tell of the same in other words."""

    @property
    def voice(self) -> bool:
        return self.kind in VOICES

    @property
    def own_press(self) -> bool:
        return own_press(self.kind, self.source_kind)

    @property
    def pressing(self) -> bool:
        return self.flagged and self.sentiment is Sentiment.NEGATIVE


def own_press(kind: PostKind, source_kind: str) -> bool:
    """A union's own page speaks: that is its work, not an opinion on it."""
    return kind not in VOICES and (source_kind in UNION_SOURCES or kind is PostKind.RELEASE)


def certain_places(places: tuple[Place, ...]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted({(place.code, place.name) for place in places if place.code and not place.ambiguous}))


def effective(row: PostFacts) -> Fact:
    """The post with every answer of staff in the place of the model's."""
    said = row.said
    relevant = bool(said.get("relevant", row.relevant))
    flagged = relevant and bool(said.get("flag", row.flag is not None))
    human = bool(said) or row.decision is not None
    return Fact(
        id=row.id,
        listed_at=row.listed_at,
        day=vietnam_day(row.listed_at),
        source=row.source,
        source_name=row.source_name,
        kind=row.kind,
        url=row.url,
        story=row.story_id if row.story_id is not None else -row.id,
        places=certain_places(row.places) if row.places else (),
        model=row.model,
        relevant=relevant,
        topics=_topics(row.labels, said),
        chosen_topics=frozenset(_given(said, "topic:", wanted=True)) if said else frozenset(),
        sentiment=Sentiment(said.get("sentiment", row.sentiment)),
        targets=_targets(row.targets, said),
        needs_answer=bool(said.get("needs_answer", row.needs_answer)),
        flagged=flagged,
        listed=relevant and (flagged or row.flag is not None),
        priority=row.flag.priority if row.flag else Priority.NORMAL if flagged else None,
        rules=frozenset(reason.rule for reason in row.flag.reasons) if row.flag else frozenset(),
        reasons=tuple(reason.sentence for reason in row.flag.reasons) if row.flag else (),
        decision=row.decision,
        human=human,
        unsure=bool(row.abstained) and not human,
        source_kind=row.source_kind,
        home=row.source_province,
        certain=1.0 if human else row.certain,
        event=row.event_id,
    )


def _given(said: Mapping[str, Any], prefix: str, *, wanted: bool) -> list[str]:
    return [task.removeprefix(prefix) for task, value in said.items() if task.startswith(prefix) and value is wanted]


def _topics(labels: tuple[str, ...], said: Mapping[str, Any]) -> tuple[str, ...]:
    if not said:
        return labels
    refused = set(_given(said, "topic:", wanted=False))
    added = _given(said, "topic:", wanted=True)
    return tuple(dict.fromkeys([slug for slug in labels if slug not in refused] + sorted(added)))


def _targets(targets: Mapping[Target, Sentiment], said: Mapping[str, Any]) -> Mapping[Target, Sentiment]:
    """A person's answer that is no sentiment means that the post does not speak of the target."""
    if not said:
        return targets
    found = dict(targets)
    sentiments = {str(sentiment) for sentiment in Sentiment}
    for target in Target:
        if f"target:{target}" in said:
            found.pop(target, None)
            if said[f"target:{target}"] in sentiments:
                found[target] = Sentiment(said[f"target:{target}"])
    return found
