"""What a weekly report says, as values. Every document is made of one WeeklyReport and of nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from domain.flag import Priority
from domain.post import PostKind
from domain.times import Window
from domain.topics import Topic
from reports.letterhead import Letterhead


@dataclass(frozen=True, slots=True)
class Change:
    """Posts of the window, and of the one before; None where nothing was collected then."""

    now: int
    before: int | None

    @property
    def difference(self) -> int:
        return self.now - (self.before or 0)


@dataclass(frozen=True, slots=True)
class Tone:
    positive: int = 0
    neutral: int = 0
    negative: int = 0

    @property
    def total(self) -> int:
        return self.positive + self.neutral + self.negative


@dataclass(frozen=True, slots=True)
class PlaceCount:
    """Posts that name a province or city. `code` is empty for posts that name none for certain."""

    code: str
    name: str
    posts: int


@dataclass(frozen=True, slots=True)
class Quotation:
    """At most 200 characters of redacted text with the way to its source."""

    post_id: int
    text: str
    source: str
    url: str
    day: date


@dataclass(frozen=True, slots=True)
class SourceLine:
    slug: str
    name: str
    posts: Change
    state: str
    """`store.sources.State` when the report was made; `unknown` where the source's health is not."""
    reason: str
    last_item_at: datetime | None
    word: str = ""
    """The state as staff read it, and what shows it; empty in reports that were made before there were such words."""
    evidence: str = ""
    alarm: bool = False


@dataclass(frozen=True, slots=True)
class DayCount:
    day: date
    posts: int
    tone: Tone


@dataclass(frozen=True, slots=True)
class FlagCounts:
    """Posts in front of staff. `urgent` of `total`; a decided one has a decision, however it went."""

    total: int
    urgent: int
    decided: int

    @property
    def open(self) -> int:
        return self.total - self.decided


@dataclass(frozen=True, slots=True)
class Certainty:
    """How far the labels can be believed."""

    models: tuple[str, ...]
    reviewed: int
    """Posts that a person decided about or labelled."""
    abstained: int
    """Posts of which the classifier was unsure about something, and no person has looked."""


@dataclass(frozen=True, slots=True)
class General:
    posts: Change
    voices: int
    """Comments, questions and reviews: what the public wrote. The rest is press and union pages."""
    kinds: Mapping[PostKind, int]
    tone: Tone
    days: tuple[DayCount, ...]
    sources: tuple[SourceLine, ...]
    flags: FlagCounts
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class Concern:
    """One topic that people speak of."""

    topic: str
    posts: Change
    voices: int
    tone: Tone
    asks: int
    flagged: int
    pressing: int
    """Negative and flagged: what the intensity goes by."""
    tendency: str
    intensity: str
    places: tuple[PlaceCount, ...]
    headlines: tuple[Quotation, ...]
    quotations: tuple[Quotation, ...]
    of_voices: bool = False
    """The tendency is that of what the public wrote; else of all posts, for too few of them are the public's."""
    unsure: int = 0
    """Posts of which the classifier was unsure about something, and no person has looked."""


@dataclass(frozen=True, slots=True)
class Item:
    """One flagged or asked thing: the earliest post of a story in the window, for all its copies."""

    post_id: int
    kind: PostKind
    day: date
    text: str
    topics: tuple[str, ...]
    places: tuple[str, ...]
    source: str
    url: str
    copies: int
    """Other posts of the window with the same text."""
    remarks: int
    """What people write about it, mostly below an article; counted for incidents only."""
    priority: Priority | None
    reasons: tuple[str, ...]
    decision: str | None
    """Latest of any copy; None while nobody decided."""
    reports: int = 0
    """Further articles on the same event in other words; counted for incidents only."""
    home: str = ""
    """Province of the source, for a post that names none; empty for a national source."""


@dataclass(frozen=True, slots=True)
class ItemList:
    """`total` items, of which the most pressing are listed."""

    total: int
    open: int
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Incidents:
    """Stoppages, accidents, food poisoning."""

    stoppages: ItemList
    accidents: ItemList
    food: ItemList
    set_aside: tuple[tuple[str, int], ...] = ()
    """Stories that only look like an event, by what they are: drills, history, news from abroad …"""

    @property
    def total(self) -> int:
        return self.stoppages.total + self.accidents.total + self.food.total


@dataclass(frozen=True, slots=True)
class UnionOpinion:
    """`tone` is that of all posts that speak of a union: of the public, the press, and the unions' own pages."""

    posts: Change
    tone: Tone
    topics: tuple[tuple[str, Tone], ...]
    """Of the public and the press."""
    praise: tuple[Quotation, ...]
    criticism: tuple[Quotation, ...]
    public: Tone | None = None
    """None in reports that were made before the three were told apart."""
    press: Tone = field(default_factory=Tone)
    own: Tone = field(default_factory=Tone)


@dataclass(frozen=True, slots=True)
class TopicLine:
    topic: str
    posts: Change
    tone: Tone


@dataclass(frozen=True, slots=True)
class ProvinceLine:
    place: PlaceCount
    topics: Mapping[str, int]


Dimension = Literal["topic", "province", "target", "kind"]


@dataclass(frozen=True, slots=True)
class Key:
    """One watched series: a topic's slug, a province's code, a target, or a kind of post."""

    dimension: Dimension
    name: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """A word that some posts use more than others do."""

    text: str
    posts: int
    before: int
    """Posts that have it of those compared with."""
    z: float
    uncovered: int = 0
    """Posts that have it and no topic."""


@dataclass(frozen=True, slots=True)
class DayLevel:
    day: date
    posts: int
    expected: float
    bound: float


@dataclass(frozen=True, slots=True)
class Wave:
    """Something that is spoken of more than usual, and why the program says so."""

    key: Key
    first: date
    last: date
    observed: int
    """From the first alarm's day to the end of what was looked at."""
    expected: float
    alarms: int
    p: float
    """Of its clearest alarm."""
    also: tuple[Key, ...]
    """Other series that moved with the same posts."""
    words: tuple[Phrase, ...]
    sources: tuple[tuple[str, int], ...]
    places: tuple[PlaceCount, ...]
    examples: tuple[Quotation, ...]
    season: str
    days: tuple[DayLevel, ...]
    sure: bool = True
    """It passed the false discovery rate on one of its days; else it is worth a look, and may be chance."""
    once_in: float | None = None
    """Days in which chance alone brings a clearest alarm like its own; None in reports from before it was reckoned."""

    @property
    def factor(self) -> float:
        return self.observed / max(self.expected, 0.1)


@dataclass(frozen=True, slots=True)
class Outlook:
    """A topic's next seven days, and what trying the same on past weeks gave."""

    topic: str
    now: int
    """Posts of the last seven whole days."""
    expected: int
    low: int
    high: int
    """Between them four of five weeks should lie."""
    weeks: int
    """On which it was tried."""
    error: float
    """Mean of the differences, in posts."""
    plain_error: float
    """Of the forecast that next week is as this week."""
    inside: int
    """Of `later` weeks, those that lay in the interval made of the weeks before each."""
    later: int = 0
    """0 in reports from before it was measured so: there `inside` counts weeks that made the interval themselves."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What became of a topic's flagged questions."""

    topic: str
    asked: int
    owned: int
    """Passed to somebody."""
    answered: int
    """With a public answer."""
    open: int
    """Nobody has decided anything."""
    hours: float | None
    """Half of the answers came within so many; None without any."""
    first_answer: date | None
    before: float
    """Posts of the topic a day, in the three days up to the first answer's."""
    after: float | None
    """In the three days after it; None while they are not over."""

    @property
    def fell(self) -> bool | None:
        """Whether less was written after the answer; None where it is too early, or too little was written to say."""
        if self.after is None or self.before < 1:
            return None
        return self.after <= 0.7 * self.before


@dataclass(frozen=True, slots=True)
class CampaignLine:
    """One source that carried a campaign."""

    source: str
    name: str
    on_duty: bool
    posts: int
    """Since the campaign began."""
    posts_now: int
    """In the window."""
    first: date


@dataclass(frozen=True, slots=True)
class CampaignCoverage:
    slug: str
    name: str
    first_day: date
    last_day: date
    lines: tuple[CampaignLine, ...]
    """The earliest first."""
    gaps: tuple[str, ...]
    """Names of sources on duty that did not carry it."""

    @property
    def carried(self) -> int:
        return sum(line.on_duty for line in self.lines)

    @property
    def on_duty(self) -> int:
        return self.carried + len(self.gaps)

    @property
    def posts(self) -> int:
        return sum(line.posts for line in self.lines)

    @property
    def posts_now(self) -> int:
        return sum(line.posts_now for line in self.lines)


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
