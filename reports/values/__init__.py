"""What a report says, as values. Every document is made of one WeeklyReport and of nothing else."""

from __future__ import annotations

from reports.values.campaigns import CampaignCoverage, CampaignLine
from reports.values.concerns import Concern, UnionOpinion
from reports.values.counts import Change, PlaceCount, ProvinceLine, Quotation, Tone, TopicLine
from reports.values.general import Certainty, DayCount, FlagCounts, General, SourceLine
from reports.values.items import Answers, Incidents, Item, ItemList
from reports.values.report import WeeklyReport
from reports.values.signals import DayLevel, Dimension, Key, Outlook, Phrase, Wave

__all__ = [
    "Answers",
    "CampaignCoverage",
    "CampaignLine",
    "Certainty",
    "Change",
    "Concern",
    "DayCount",
    "DayLevel",
    "Dimension",
    "FlagCounts",
    "General",
    "Incidents",
    "Item",
    "ItemList",
    "Key",
    "Outlook",
    "Phrase",
    "PlaceCount",
    "ProvinceLine",
    "Quotation",
    "SourceLine",
    "Tone",
    "TopicLine",
    "UnionOpinion",
    "Wave",
    "WeeklyReport",
]
