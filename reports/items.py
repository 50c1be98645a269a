"""III, IV and the annex: flagged and asked things, one a story, with what became of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from domain.flag import Priority
from domain.post import PostKind
from reports.events import events
from reports.facts import Fact
from reports.misread import misread
from reports.quotes import Reader, cut, excerpt
from reports.tally import stories
from reports.values import Incidents, Item, ItemList
from store.reporting import QuotedText

IN_TABLE = 100
IN_ANNEX = 500
"""Kept in the value, for the annex of tables; documents show fewer of them (reports.chapters)."""
CLOSED = frozenset({"not_relevant", "dismissed"})
"""A person found nothing to do, of whichever copy."""

_FOOD, _STOPPAGE, _ACCIDENT = "food", "stoppage", "accident"
READ = 1000
"""Events whose words are looked at: of a window with more nobody reads the table row by row."""
_KINDS = {
    _FOOD: ("food-poisoning", "bua-an-ca"),
    _STOPPAGE: ("stoppage", "ngung-viec-dinh-cong"),
    _ACCIDENT: ("accident", "an-toan-lao-dong"),
}
"""Rule and topic."""


def incidents(facts: Sequence[Fact], read: Reader) -> Incidents:
    """From flags: the rule of config/flags.toml fired and the topic still holds, or a person gave the topic.

    An event is one row of one kind: all its articles with copies and with what people write below them.
    """
    told = [_telling_first(event) for event in events(facts) if kinds_of(event)]
    texts = read([event[0].id for event in told[:READ]])
    why = [_only_looks_like_one(event, texts) for event in told]
    found = [event for event, reason in zip(told, why, strict=True) if not reason]
    of_kind: dict[str, list[list[Fact]]] = {kind: [] for kind in _KINDS}
    for event in found:
        of_kind[_kind(event)].append(event)
    lists = {kind: _listed(of_kind[kind], read, IN_TABLE) for kind in _KINDS}
    aside = tuple(Counter(reason for reason in why if reason).most_common())
    return Incidents(lists[_STOPPAGE], lists[_ACCIDENT], lists[_FOOD], aside)


def _only_looks_like_one(event: Sequence[Fact], texts: Mapping[int, QuotedText]) -> str:
    return misread([fact for fact in event if kinds_of([fact])], event[0], texts.get(event[0].id))


def _telling_first(event: Sequence[Fact]) -> list[Fact]:
    """Press and unions before the public, and of each side those that tell of the incident."""
    return sorted(event, key=lambda fact: (fact.voice, not kinds_of([fact])))


def _kind(event: Sequence[Fact]) -> str:
    """Under which an event stands: food poisoning is no second accident, else what leads is mainly about it."""
    spoken = [kind for kind in _KINDS if kind in kinds_of(event)]
    if _FOOD in spoken:
        return _FOOD
    topics = event[0].topics
    return min(spoken, key=lambda kind: topics.index(_KINDS[kind][1]) if _KINDS[kind][1] in topics else len(topics))


def kinds_of(event: Sequence[Fact]) -> frozenset[str]:
    """Of which kinds of incident some post of the event tells."""
    return frozenset(kind for kind, names in _KINDS.items() if any(_incident(fact, *names) for fact in event))


def _incident(fact: Fact, rule: str, topic: str) -> bool:
    named = rule in fact.rules and topic in fact.topics
    return fact.flagged and fact.decision not in CLOSED and (named or topic in fact.chosen_topics)


def questions(facts: Sequence[Fact], read: Reader) -> ItemList:
    """What needs an answer and stood in front of staff; questions without a flag are nobody's work."""
    return item_list(
        facts, read, lambda fact: fact.needs_answer and fact.flagged and fact.decision not in CLOSED, IN_TABLE
    )


def flagged(facts: Sequence[Fact], read: Reader) -> ItemList:
    return item_list(facts, read, lambda fact: fact.listed, IN_ANNEX)


def item_list(facts: Sequence[Fact], read: Reader, holds: Callable[[Fact], bool], most: int) -> ItemList:
    """Stories of which some copy holds."""
    return _listed(stories([fact for fact in facts if holds(fact)]), read, most)


def _listed(groups: Sequence[Sequence[Fact]], read: Reader, most: int) -> ItemList:
    """Open ones first, the urgent first, then the newest."""
    chosen = sorted(groups, key=_pressing_first)
    texts = read([posts[0].id for posts in chosen[:most]])
    items = [_item(posts, texts[posts[0].id]) for posts in chosen[:most] if posts[0].id in texts]
    return ItemList(len(chosen), sum(_decision(posts) is None for posts in chosen), tuple(items))


def _pressing_first(copies: Sequence[Fact]) -> tuple[bool, int, float, int]:
    lead = copies[0]
    return (_decision(copies) is not None, _priority(copies) or Priority.NORMAL, -lead.listed_at.timestamp(), lead.id)


def _item(copies: Sequence[Fact], text: QuotedText) -> Item:
    lead = copies[0]
    same = sum(fact.story == lead.story for fact in copies)
    others = [fact for fact in copies if fact.story != lead.story]
    return Item(
        post_id=lead.id,
        kind=lead.kind,
        day=lead.day,
        text=_words(lead, text),
        topics=lead.topics,
        places=tuple(name for _, name in lead.places),
        source=lead.source_name,
        url=text.url,
        copies=same - 1,
        remarks=sum(fact.voice and fact.flagged for fact in others),
        reports=sum(not fact.voice for fact in others),
        priority=_priority(copies),
        home=lead.home,
        reasons=tuple(dict.fromkeys(reason for copy in copies for reason in copy.reasons)),
        decision=_decision(copies),
        articles=sum(not fact.voice for fact in copies),
        sources=len({fact.source for fact in copies}),
        event=next((fact.event for fact in copies if fact.event is not None), None),
    )


def _words(fact: Fact, text: QuotedText) -> str:
    """A title tells what happened; what the public wrote is told by its own words."""
    if text.title and (not fact.voice or fact.kind is PostKind.REVIEW):
        return cut(text.title)
    return excerpt(text.text or text.title, text.evidence, ("needs_answer", "flag", *fact.topics))


def _priority(copies: Sequence[Fact]) -> Priority | None:
    return min((fact.priority for fact in copies if fact.priority is not None), default=None)


def _decision(copies: Sequence[Fact]) -> str | None:
    return next((fact.decision for fact in copies if fact.decision is not None), None)
