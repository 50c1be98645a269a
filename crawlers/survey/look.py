"""Looks at a site as a careful person would: front page, ways in, three articles. Nothing is kept."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from crawlers import links
from crawlers.errors import EntryError, ExtractionError
from crawlers.extract import extract
from crawlers.outcome import Role
from crawlers.readers import READERS
from crawlers.readers.found import Found, Reading
from crawlers.selecting import decode, parse_html
from crawlers.spec import Entry, EntryType, SourceSpec
from crawlers.split import split
from crawlers.survey import clues
from crawlers.survey.asking import Asker
from crawlers.traffic import row_page, utc_now
from domain.post import ExtractedPost, Page

SAMPLES = 3
_MOST_TRIES = 12
"""Ways in that are tried at one site; each waits for the host's pause."""
_GOOD = 3
"""Articles that make a way in worth proposing."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way in, and what it gave."""

    entry: Entry
    found: tuple[Found, ...] = ()
    reason: str = ""
    """Why it cannot be used; empty where it can."""

    @property
    def newest(self) -> datetime | None:
        return max((one.published_at for one in self.found if one.published_at), default=None)


@dataclass(frozen=True, slots=True)
class Sample:
    """One article as it would be stored; `reason` where it would not."""

    url: str
    page: Page | None = None
    posts: tuple[ExtractedPost, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found at a site. `trouble` says why there is nothing more to say."""

    url: str
    home: Page | None
    systems: tuple[str, ...] = ()
    ways: tuple[Way, ...] = ()
    samples: tuple[Sample, ...] = ()
    trouble: str = ""

    @property
    def usable(self) -> tuple[Way, ...]:
        return tuple(way for way in self.ways if way.found and not way.reason)


async def look(ask: Asker, spec: SourceSpec) -> Findings:
    """Look at a source's site: at the ways in of its own file, and where none is alive, at what else there is."""
    home = await ask.get(links.normalise(spec.url), Role.LIST)
    ways = [await _tried(ask, spec, entry) for entry in spec.entries]
    systems: tuple[clues.System, ...] = ()
    if home.page is not None:
        systems = clues.systems_of(decode(home.page.body, home.page.headers))
        if not any(way.found for way in ways):
            ways += await _search(ask, spec, home.page, systems)
    findings = Findings(spec.url, home.page, tuple(one.name for one in systems if one.name), tuple(ways))
    if not findings.usable:
        return replace(findings, trouble=home.reason or "no-way-in")
    return replace(findings, samples=await _samples(ask, spec, findings.usable[0].found))


async def _search(ask: Asker, spec: SourceSpec, home: Page, systems: Sequence[clues.System]) -> list[Way]:
    """Ways in that the site states, then those that its system usually has, then its front page as a list."""
    try:
        tree = parse_html(home.body, home.headers)
    except ExtractionError as error:
        return [Way(Entry(type=EntryType.LIST, url=home.url), reason=error.reason)]
    feeds = list(clues.stated_feeds(tree, home.url))
    for hub in clues.feed_hubs(tree, home.url)[:1]:
        answer = await ask.get(hub, Role.LIST)
        if answer.page is not None and b"<rss" not in answer.page.body[:500]:
            feeds += clues.stated_feeds(parse_html(answer.page.body, answer.page.headers), hub)
    stated = [Entry(type=EntryType.FEED, url=url) for url in dict.fromkeys(feeds)][:4]
    stated += [Entry(type=EntryType.SITEMAP, url=url) for url in ask.sitemaps(home.url) if _http(url)][:2]
    usual = [entry for system in systems for entry in system.entries(home.url)]
    ways = await _until_good(ask, spec, (*stated, *usual))
    return [*ways, await _tried(ask, spec, Entry(type=EntryType.LIST, url=home.url))]


def _http(url: str) -> bool:
    return url.startswith(("http://", "https://"))


async def _until_good(ask: Asker, spec: SourceSpec, entries: Iterable[Entry]) -> list[Way]:
    """Try ways in until one of a kind is good: a second feed beside a good one says nothing new."""
    ways: list[Way] = []
    good: set[EntryType] = set()
    for entry in dict.fromkeys(entries):
        if entry.type not in good and len(ways) < _MOST_TRIES:
            ways.append(await _tried(ask, spec, entry))
            if not ways[-1].reason and len(ways[-1].found) >= _GOOD:
                good.add(entry.type)
    return ways


async def _tried(ask: Asker, spec: SourceSpec, entry: Entry) -> Way:
    """Read a way in; of an index of sitemaps also the first two."""
    if entry.token_env and not os.environ.get(entry.token_env):
        return Way(entry, reason="no-token")
    reader = READERS[entry.type]
    reading = await _read(ask, spec, entry, reader.first(entry))
    if isinstance(reading, str):
        return Way(entry, reason=reading)
    found = list(reading.found)
    for url in reading.more[:2] if not found else ():
        more = await _read(ask, spec, entry, url)
        found += [] if isinstance(more, str) else more.found
    ours = tuple(one for one in found if one.row is not None or links.allowed(one.url, spec))
    return Way(entry, ours, "" if ours else "other-host" if found else "empty")


async def _read(ask: Asker, spec: SourceSpec, entry: Entry, url: str) -> Reading | str:
    reader = READERS[entry.type]
    secret = {reader.token: os.environ.get(entry.token_env, "")} if entry.token_env else None
    answer = await ask.get(url, reader.role, secret, render=bool(entry.render))
    if answer.page is None:
        return answer.reason
    try:
        return READERS[entry.type].read(answer.page, spec, entry)
    except EntryError as error:
        return error.reason


async def _samples(ask: Asker, spec: SourceSpec, found: Sequence[Found]) -> tuple[Sample, ...]:
    """The first articles of a way in that can be read, and those before them that cannot."""
    samples: list[Sample] = []
    for one in found[: 2 * SAMPLES]:
        if sum(not sample.reason for sample in samples) < SAMPLES:
            samples.append(await _sample(ask, spec, one))
    return tuple(samples)


async def _sample(ask: Asker, spec: SourceSpec, found: Found) -> Sample:
    if found.row is not None:
        return read_sample(row_page(spec.slug, found.url, found.row, utc_now()), spec)
    answer = await ask.get(found.url, Role.ARTICLE, render=bool(spec.render))
    return read_sample(answer.page, spec) if answer.page is not None else Sample(found.url, reason=answer.reason)


def read_sample(page: Page, spec: SourceSpec) -> Sample:
    """A page as a crawl would keep and read it."""
    parts = split(page, spec)
    try:
        posts = tuple(extract(parts.page, spec, parts.remarks))
    except ExtractionError as error:
        return Sample(page.url, parts.page, reason=error.reason)
    return Sample(page.url, parts.page, posts)
