"""The weekly, monthly … report as one value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.times import Window
from domain.topics import Topic
from reports.letterhead import Letterhead
from reports.values.campaigns import CampaignCoverage
from reports.values.concerns import Concern, UnionOpinion
from reports.values.counts import ProvinceLine, TopicLine
from reports.values.general import General
from reports.values.items import Answers, Incidents, ItemList
from reports.values.signals import Outlook, Phrase, Wave


@dataclass(frozen=True, slots=True)
class WeeklyReport:
    window: Window
    compared: Window
    made_at: datetime
    letterhead: Letterhead
    """Whose report it is, so that a frozen one keeps its head."""
    running: bool
    """Made before the window ended: the week before counts up to the same hour only."""
    topics: tuple[Topic, ...]
    """As configured when the report was made, so that a frozen report keeps its names."""
    general: General
    concerns: tuple[Concern, ...]
    incidents: Incidents
    questions: ItemList
    union: UnionOpinion
    rising: tuple[TopicLine, ...]
    falling: tuple[TopicLine, ...]
    by_topic: tuple[TopicLine, ...]
    without_topic: TopicLine
    by_province: tuple[ProvinceLine, ...]
    flagged: ItemList
    waves: tuple[Wave, ...] | None = None
    """What rose above its own past; None where the past is too short to say."""
    campaigns: tuple[CampaignCoverage, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    """Words that are new or much more frequent than in the window before."""
    outlook: tuple[Outlook, ...] | None = None
    """None where nothing was asked for: a month's report says nothing of next week."""
    answers: tuple[Answers, ...] = ()
    """Of the window's questions, the most first."""

    def topic_name(self, slug: str) -> str:
        """Vietnamese name; the slug itself for a topic that is no longer configured."""
        return next((topic.name for topic in self.topics if topic.slug == slug), slug)

    def topic_short(self, slug: str) -> str:
        return next((topic.short for topic in self.topics if topic.slug == slug), slug)
