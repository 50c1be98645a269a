"""The flash report (báo cáo nhanh): one page on one flagged case: what, where, when, how many, what they ask for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.post import PostKind
from domain.times import Window, aware, vietnam_day
from domain.topics import Topic
from reports.events import events
from reports.facts import Fact, effective
from reports.gathered import table
from reports.letterhead import Letterhead
from reports.quotes import Reader, cut, one_line, quotation
from reports.tally import places, tone_of
from reports.values import PlaceCount, Quotation, Tone
from store import reporting
from store.db import Conn
from store.errors import NotFound
from store.reporting import QuotedText

KIND = "flash"
AROUND = timedelta(days=4)
"""Before and after the post: a case is told of within days."""
REPORTS, ASKED, NUMBERS = 2, 2, 3
_PEOPLE = re.compile(
    r"(?:(?:khoảng|hơn|gần|trên|cả|ít nhất)\s+)?\d{1,3}(?:\.\d{3})*\s+"
    r"(?:nữ |nam )?(?:công nhân|lao động|người|ca\b|gia đình|chị em|anh em)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class FlashReport:
    post_id: int
    """The item from which the report was asked for."""
    window: Window
    made_at: datetime
    letterhead: Letterhead
    topics: tuple[Topic, ...]
    lead: Quotation
    what: str
    """In the words of the earliest article, else of the post itself; at most 200 characters."""
    first_at: datetime
    topic_slugs: tuple[str, ...]
    reasons: tuple[str, ...]
    places: tuple[PlaceCount, ...]
    people: tuple[str, ...]
    """How many, as the texts say it; not checked and not added up."""
    articles: int
    sources: int
    voices: int
    tone: Tone
    reports: tuple[Quotation, ...]
    """Further articles, the union's own first."""
    asked: tuple[Quotation, ...]
    decision: str | None
    open_items: int
    title: str = ""
    """Of the earliest article; empty where a post has none, and in reports from before it stood apart from `what`."""


def flash_report(
    conn: Conn, post_id: int, letterhead: Letterhead, topics: Sequence[Topic], now: datetime
) -> FlashReport:
    """The case to which a post belongs, as it looks at `now`. Raises NotFound for a post that no report may tell of."""
    window = _around(conn, post_id, now)

    def read(ids: Collection[int]) -> Mapping[int, QuotedText]:
        return reporting.texts(conn, ids, window) if ids else {}

    facts = [effective(row) for row in reporting.facts(conn, window)]
    return compose(post_id, facts, read, window=window, letterhead=letterhead, topics=topics, now=now)


def _around(conn: Conn, post_id: int, now: datetime) -> Window:
    listed_at = reporting.listed_at(conn, post_id)
    if listed_at is None:
        raise NotFound(f"post {post_id} is not stored; it may have been deleted on request")
    return Window(vietnam_day(listed_at - AROUND), vietnam_day(max(listed_at, min(aware(now), listed_at + AROUND))))


def compose(
    post_id: int,
    facts: Sequence[Fact],
    read: Reader,
    *,
    window: Window,
    letterhead: Letterhead,
    topics: Sequence[Topic],
    now: datetime,
) -> FlashReport:
    """Pure: the value from what was read."""
    case = case_of(post_id, [fact for fact in facts if fact.relevant])
    texts = read([fact.id for fact in case])
    known = [fact for fact in case if fact.id in texts]
    if not known:
        raise NotFound(f"post {post_id} is not relevant by the live model or by staff; there is no case to report")
    lead, articles = known[0], [fact for fact in case if not fact.voice]
    flagged = [fact for fact in case if fact.flagged]
    whole = table(case)
    return FlashReport(
        post_id=post_id,
        window=window,
        made_at=aware(now),
        letterhead=letterhead,
        topics=tuple(topics),
        lead=quotation(lead, texts[lead.id], lead.topics),
        what=cut(texts[lead.id].text or texts[lead.id].title),
        first_at=min(fact.listed_at for fact in case),
        topic_slugs=tuple(dict.fromkeys(slug for fact in case[:5] for slug in fact.topics))[:3],
        reasons=tuple(name for name, _ in Counter(reason for fact in case for reason in fact.reasons).most_common()),
        places=places(whole)[:3],
        people=_people([texts[fact.id] for fact in known]),
        articles=len(articles),
        sources=len({fact.source for fact in case}),
        voices=len(case) - len(articles),
        tone=tone_of(whole.where(whole.voice)),
        reports=_reports(known[1:], texts),
        asked=_asked(known, texts),
        decision=next((fact.decision for fact in case if fact.decision is not None), None),
        open_items=sum(fact.decision is None for fact in flagged),
        title=cut(texts[lead.id].title),
    )


def case_of(post_id: int, facts: Sequence[Fact]) -> list[Fact]:
    """The posts of the case: copies, the same pages, other papers' words on the same event; articles first.

    Raises NotFound where the post is not among the facts.
    """
    found = next((event for event in events(facts) if any(fact.id == post_id for fact in event)), None)
    if found is None:
        raise NotFound(f"post {post_id} is not relevant by the live model or by staff; there is no case to report")
    return found


def _people(texts: Sequence[QuotedText]) -> tuple[str, ...]:
    found = (match for text in texts for match in _PEOPLE.findall(one_line(f"{text.title}. {text.text}")))
    return tuple(dict.fromkeys(match.lower() for match in found))[:NUMBERS]


def _reports(facts: Sequence[Fact], texts: Mapping[int, QuotedText]) -> tuple[Quotation, ...]:
    told = [fact for fact in facts if not fact.voice and texts[fact.id].title]
    told.sort(key=lambda fact: (fact.kind is not PostKind.RELEASE, -fact.listed_at.timestamp(), fact.id))
    made = (_headline(fact, texts[fact.id]) for fact in told)
    return tuple({item.text.casefold(): item for item in made}.values())[:REPORTS]


def _headline(fact: Fact, text: QuotedText) -> Quotation:
    return Quotation(fact.id, cut(text.title, 120), fact.source_name, text.url, fact.day)


def _asked(facts: Sequence[Fact], texts: Mapping[int, QuotedText]) -> tuple[Quotation, ...]:
    asking = [fact for fact in facts if fact.voice and fact.needs_answer]
    made = [quotation(fact, texts[fact.id], ("needs_answer", *fact.topics)) for fact in asking]
    return tuple(item for item in made if len(item.text) >= 20)[:ASKED]
