"""III, IV and the annex: flagged and asked things, one a story, with what became of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from domain.flag import Priority
from domain.post import PostKind
from reports.facts import Fact
from reports.quotes import Reader, cut, excerpt
from reports.tally import stories
from reports.values import Incidents, Item, ItemList
from store.reporting import QuotedText

IN_TABLE = 15
IN_ANNEX = 100
CLOSED = frozenset({"not_relevant", "dismissed"})
"""A person found nothing to do, of whichever copy."""

_STOPPAGE = ("stoppage", "ngung-viec-dinh-cong")
_ACCIDENT = ("accident", "an-toan-lao-dong")
_FOOD = ("food-poisoning", "bua-an-ca")


def incidents(facts: Sequence[Fact], read: Reader) -> Incidents:
    """From flags: the rule of config/flags.toml fired and the topic still holds, or a person gave the topic."""
    return Incidents(*(item_list(facts, read, _incident(*which), IN_TABLE) for which in (_STOPPAGE, _ACCIDENT, _FOOD)))


def _incident(rule: str, topic: str) -> Callable[[Fact], bool]:
    def holds(fact: Fact) -> bool:
        named = rule in fact.rules and topic in fact.topics
        return fact.flagged and fact.decision not in CLOSED and (named or topic in fact.chosen_topics)

    return holds


def questions(facts: Sequence[Fact], read: Reader) -> ItemList:
    """What needs an answer and stood in front of staff; questions without a flag are nobody's work."""
    return item_list(
        facts, read, lambda fact: fact.needs_answer and fact.flagged and fact.decision not in CLOSED, IN_TABLE
    )


def flagged(facts: Sequence[Fact], read: Reader) -> ItemList:
    return item_list(facts, read, lambda fact: fact.listed, IN_ANNEX)


def item_list(facts: Sequence[Fact], read: Reader, holds: Callable[[Fact], bool], most: int) -> ItemList:
    """Stories of which some copy holds; open ones first, the urgent first, then the newest."""
    chosen = sorted(stories([fact for fact in facts if holds(fact)]), key=_pressing_first)
    texts = read([copies[0].id for copies in chosen[:most]])
    items = [_item(copies, texts[copies[0].id]) for copies in chosen[:most] if copies[0].id in texts]
    return ItemList(len(chosen), sum(_decision(copies) is None for copies in chosen), tuple(items))


def _pressing_first(copies: Sequence[Fact]) -> tuple[bool, int, float, int]:
    lead = copies[0]
    return (_decision(copies) is not None, _priority(copies) or Priority.NORMAL, -lead.listed_at.timestamp(), lead.id)


def _item(copies: Sequence[Fact], text: QuotedText) -> Item:
    lead = copies[0]
    return Item(
        post_id=lead.id,
        kind=lead.kind,
        day=lead.day,
        text=_words(lead, text),
        topics=lead.topics,
        places=tuple(name for _, name in lead.places),
        source=lead.source_name,
        url=text.url,
        copies=len(copies) - 1,
        priority=_priority(copies),
        reasons=tuple(dict.fromkeys(reason for copy in copies for reason in copy.reasons)),
        decision=_decision(copies),
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
