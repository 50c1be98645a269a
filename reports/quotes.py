"""Short quotations: a press work is protected, so never more than 200 characters, always with the way to the source."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple, Protocol

import numpy as np

from domain.prediction import Evidence, Sentiment
from reports.columns import SENTIMENTS, Posts
from reports.values import Quotation
from store.reporting import QuotedText

LONGEST = 200
SHORTEST = 25
"""Below that a remark says too little to stand for others."""
TELLING = 60
CANDIDATES = 12


class Quotable(Protocol):
    """A post of which words may be told."""

    @property
    def id(self) -> int: ...
    @property
    def source_name(self) -> str: ...
    @property
    def day(self) -> date: ...


class Lead(NamedTuple):
    """The earliest post of a story."""

    id: int
    source_name: str
    day: date


Reader = Callable[[Collection[int]], Mapping[int, QuotedText]]
"""Gives the texts of posts of the window by id."""

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PICTOGRAPHS = re.compile(
    "[\u200d\u20e3\u2600-\u27bf\u2b00-\u2bff\ufe0e\ufe0f\U0001f000-\U0001faff\U000e0000-\U000e007f]"
)
_NOT_URL = re.compile(r"[\s<>\"\x00-\x1f\ud800-\udfff]")
_SPACE = re.compile(r"\s+")
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+")


def one_line(text: str) -> str:
    """On one line, without what XML forbids (a .docx with it would not open) and pictures that Times lacks."""
    return _SPACE.sub(" ", _PICTOGRAPHS.sub("", _NOT_XML.sub("", text))).strip()


def cut(text: str, longest: int = LONGEST) -> str:
    """At most `longest` characters, ending with a whole word and `…` where something is left out."""
    line = one_line(text)
    if len(line) <= longest:
        return line
    head = line[: longest - 1]
    words, _, _ = head.rpartition(" ")
    return (words if len(words) > longest // 2 else head).rstrip(" ,;:-.") + "…"


def excerpt(text: str, evidence: Sequence[Evidence] = (), labels: Collection[str] = ()) -> str:
    """The whole text if it is short, else from the sentence that carried one of the labels most."""
    if len(one_line(text)) <= LONGEST:
        return one_line(text)
    spans = [item for item in evidence if item.label in labels and 0 <= item.start < item.end <= len(text)]
    start = _sentence_start(text, max(spans, key=lambda item: item.weight).start) if spans else 0
    if not text[:start].strip():
        return cut(text)
    return "… " + cut(text[start:], LONGEST - 2)


def _sentence_start(text: str, position: int) -> int:
    """Where the sentence or paragraph around `position` begins."""
    starts = [match.end() for match in _SENTENCE_END.finditer(text, 0, position)]
    return max([0, text.rfind("\n", 0, position) + 1, *starts[-1:]])


def ranked(posts: Posts, sentiment: Sentiment | None = None, topic: str = "") -> list[Lead]:
    """One post a story, best to quote first: of the wanted sentiment, by the public, mainly about the topic, told most
    often, of the surest labels. Its day decides only between equals: what was said last is not what says most."""
    _, firsts, copies = np.unique(posts.story, return_index=True, return_counts=True)
    leads = posts.at(firsts)
    unwanted = leads.sentiment != (leads.sentiment if sentiment is None else SENTIMENTS.index(sentiment))
    aside = ~leads.mainly(topic) if topic else np.zeros(len(leads), dtype=bool)
    rank = 8 * unwanted + 4 * ~leads.voice + 2 * leads.unsure + aside
    if len(leads) > CANDIDATES:  # the others would only be sorted
        best = rank <= np.partition(rank, CANDIDATES)[CANDIDATES]
        leads, rank, copies = leads.where(best), rank[best], copies[best]
    order = np.lexsort((leads.id, -leads.listed_at, -leads.certain, -copies, rank))
    return [_lead(leads, place) for place in order[:CANDIDATES].tolist()]


def _lead(posts: Posts, place: int) -> Lead:
    source = posts.words.sources[posts.source[place]]
    return Lead(int(posts.id[place]), source.name, date.fromordinal(int(posts.day[place])))


def quotations(facts: Sequence[Quotable], read: Reader, labels: Collection[str], most: int) -> tuple[Quotation, ...]:
    """Up to `most` different quotations of the given posts: telling ones first, else in their order."""
    texts = read([fact.id for fact in facts])
    known = [fact for fact in facts if fact.id in texts]
    known.sort(key=lambda fact: not _telling(texts[fact.id], labels))
    made = ((quotation(fact, texts[fact.id], labels), texts[fact.id].event_id) for fact in known)
    return _different(((item, event) for item, event in made if len(item.text) >= SHORTEST), most)


def _telling(text: QuotedText, labels: Collection[str]) -> bool:
    """Long enough to say something, and its own words carried the label: not those of the article above it."""
    return len(text.text) >= TELLING and any(item.label in labels for item in text.evidence)


def headlines(
    posts: Posts, read: Reader, most: int, topic: str = "", told: set[str | int] | None = None
) -> tuple[Quotation, ...]:
    """What the titles say: of press and union pages, those that are mainly about the topic and the most copied first.

    What was `told` before, in these words or of the same event, is told again only where there is nothing else; what is
    told now is put to it.
    """
    mainly = posts.mainly(topic) if topic else ~posts.voice
    titled = [*ranked(posts.where(~posts.voice & mainly)), *ranked(posts.where(~posts.voice & ~mainly))]
    texts = read([fact.id for fact in titled])
    made = [
        (_quoted(fact, texts[fact.id], texts[fact.id].title), texts[fact.id].event_id)
        for fact in titled
        if fact.id in texts
    ]
    known = [(item, event) for item, event in made if item.text]
    fresh = [(item, event) for item, event in known if not _marks(item, event) & (told or set())]
    chosen = _different(fresh, most) or _different(known, 1)
    if told is not None:
        told.update(mark for item, event in known if item in chosen for mark in _marks(item, event))
    return chosen


def quotation(fact: Quotable, text: QuotedText, labels: Collection[str]) -> Quotation:
    return _quoted(fact, text, excerpt(text.text or text.title, text.evidence, labels))


def _quoted(fact: Quotable, text: QuotedText, words: str) -> Quotation:
    return Quotation(fact.id, cut(words), fact.source_name, text.url, fact.day)


def _different(made: Iterable[tuple[Quotation, int | None]], most: int) -> tuple[Quotation, ...]:
    """The first of each text and of each event."""
    found: list[Quotation] = []
    known: set[str | int] = set()
    for item, event in made:
        marks = _marks(item, event)
        found += [] if marks & known else [item]
        known |= marks
        if len(found) == most:
            break
    return tuple(found)


def _marks(item: Quotation, event: int | None) -> set[str | int]:
    return {item.text.casefold()} | (set() if event is None else {event})


def safe_url(url: str) -> str:
    """The address if a browser may follow it, else nothing: crawled pages decide what stands there."""
    return url if url.startswith(("https://", "http://")) and not _NOT_URL.search(url) else ""
