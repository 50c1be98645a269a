"""How a source is doing, decided from evidence: what failed is never called quiet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal

from domain.rhythm import Rhythm

State = Literal["ok", "quiet", "empty", "broken", "blocked", "layout-changed", "disabled"]
Cause = Literal[
    "", "off", "imported", "never-read", "not-read",
    "way-in", "links-gone", "articles", "unreadable", "no-posts", "rhythm",
]  # fmt: skip
"""Which piece of evidence decided; the words for it follow from that."""

UNREAD_AFTER: Final = timedelta(hours=24)
LEAST_ARTICLES: Final = 3
"""Fewer articles that fail together prove nothing about the source."""
_REFUSALS: Final = frozenset(
    {"http-401", "http-403", "http-407", "http-429", "http-451", "robots", "robots-closed", "asked-to-wait"}
)
_NOT_ASKED: Final = frozenset({"known", "translation", "edition"})


@dataclass(frozen=True, slots=True)
class Way:
    """What one way in (feed, sitemap, list, API) answered in the last round."""

    url: str
    role: str
    status: int | None
    outcome: str
    reason: str

    @property
    def works(self) -> bool:
        """It named articles. A frozen one does, too: its silence is judged by the source's rhythm."""
        return self.outcome in ("stored", "same") and self.reason != "empty"

    @property
    def answers(self) -> bool:
        return self.outcome in ("stored", "same")


@dataclass(frozen=True, slots=True)
class Tried:
    """Articles of the last round that had one outcome for one reason."""

    outcome: str
    reason: str
    status: int | None
    articles: int

    @property
    def asked(self) -> bool:
        return self.outcome != "set_aside" and self.reason not in _NOT_ASKED


@dataclass(frozen=True, slots=True)
class Extraction:
    """The newest pages that were read against those before: how many gave nothing because of their layout."""

    newest: int = 0
    newest_lost: int = 0
    earlier: int = 0
    earlier_lost: int = 0

    @property
    def collapsed(self) -> bool:
        if self.newest < LEAST_ARTICLES or 2 * self.newest_lost <= self.newest:
            return False
        return self.earlier >= LEAST_ARTICLES and 2 * self.earlier_lost < self.earlier


@dataclass(frozen=True, slots=True)
class Evidence:
    enabled: bool
    posts: int
    last_fetch_at: datetime | None
    ways: Sequence[Way]
    articles: Sequence[Tried]
    extraction: Extraction
    rhythm: Rhythm
    imported: bool = False
    """People bring its texts in; nobody reads it by himself, so it can neither be late nor dead."""


@dataclass(frozen=True, slots=True)
class Standing:
    state: State
    cause: Cause

    @property
    def failing(self) -> bool:
        return self.state in ("broken", "blocked", "layout-changed")


def judge(found: Evidence, now: datetime) -> Standing:
    """In this order: is it read, does a way in work, do articles arrive, can they be read, is anything new."""
    if not found.enabled:
        return Standing("disabled", "off")
    if found.imported:
        return Standing("ok", "imported")
    if found.last_fetch_at is None:
        return Standing("ok", "imported") if found.posts else Standing("empty", "never-read")
    if now - found.last_fetch_at > UNREAD_AFTER:
        return Standing("broken", "not-read")
    return _ways(found) or _articles(found) or _layout(found) or _silence(found)


def _ways(found: Evidence) -> Standing | None:
    if not found.ways or any(way.works for way in found.ways):
        return None
    if any(way.answers for way in found.ways):
        return Standing("layout-changed" if found.posts else "empty", "links-gone")
    if all(way.outcome == "set_aside" and way.reason not in _REFUSALS for way in found.ways) and found.posts:
        return None  # the round was stopped before it could ask; the next one will
    return Standing("blocked" if any(refused(way.outcome, way.reason) for way in found.ways) else "broken", "way-in")


def refused(outcome: str, reason: str) -> bool:
    """Somebody said no, unlike a fault. A status is what the site says, a rule is what we say for it."""
    return outcome == "refused" or reason in _REFUSALS


def _articles(found: Evidence) -> Standing | None:
    """Ways in that work while every article fails: a wall before the articles, or addresses that lead nowhere."""
    asked = [tried for tried in found.articles if tried.asked]
    number = sum(tried.articles for tried in asked)
    if not number or any(tried.outcome in ("stored", "same") for tried in asked):
        return None
    if number < LEAST_ARTICLES and found.ways:
        return None
    walls = sum(tried.articles for tried in asked if refused(tried.outcome, tried.reason))
    return Standing("blocked" if 2 * walls >= number else "broken", "articles")


def _layout(found: Evidence) -> Standing | None:
    return Standing("layout-changed", "unreadable") if found.extraction.collapsed else None


def _silence(found: Evidence) -> Standing:
    if not found.posts:
        return Standing("empty", "no-posts")
    late = found.rhythm.unusual == "silent" or found.rhythm.late
    return Standing("quiet" if late else "ok", "rhythm")
