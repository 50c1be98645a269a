"""Looks at sources for a person: checks those that are known, drafts new ones, records their test pages."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from crawlers import links
from crawlers.errors import ExtractionError
from crawlers.extract import extract
from crawlers.manners.addresses import is_loopback
from crawlers.outcome import CrawlSettings, Role
from crawlers.run import user_agent
from crawlers.spec import SourceSpec
from crawlers.survey.asking import Asker, Visit, visit_all
from crawlers.survey.look import Findings, Sample, look, read_sample
from crawlers.survey.propose import as_toml, proposal, slug_for, tentative
from domain.post import Page, PostKind
from domain.settings import ROOT, Settings
from pipeline.context import PRACTICE_SOURCES, SOURCES, all_specs, database, practice_port, practice_specs, real_specs
from pipeline.hosts import resting, undisturbed
from pipeline.problems import Problem
from pipeline.tasks import kit_for
from pipeline.unsigning import unsign
from store import pages, pauses
from store.db import connect

BY_PUBLIC = frozenset({PostKind.COMMENT, PostKind.QUESTION, PostKind.REVIEW})
T = TypeVar("T")
RECORDED = ROOT / "tests" / "crawlers" / "recorded"


@dataclass(frozen=True, slots=True)
class Looked:
    """A source, what was found at its site, and the file that would suit it."""

    spec: SourceSpec
    findings: Findings
    draft: SourceSpec

    @property
    def sound(self) -> bool:
        """Whether a crawl would bring posts today."""
        return any(not sample.reason for sample in self.findings.samples)


@dataclass(frozen=True, slots=True)
class Recorded:
    page: Path
    expected: Path


def check(slugs: Sequence[str], settings: Settings, *, practice: bool) -> list[Looked]:
    """Look at the named sources, enabled or not; without a name at all that are enabled. Raises Problem."""
    everything = practice_specs() if practice else real_specs()
    specs = [known(slug) for slug in slugs] if slugs else [spec for spec in everything.values() if spec.enabled]
    if not specs:
        raise Problem("no source is enabled; name one to look at: langnghe sources check SLUG")
    return _look(specs, settings)


def add(url: str, settings: Settings) -> Looked:
    """Look at a site that is no source yet. Raises Problem."""
    try:
        spec = tentative(url)
    except ValueError as error:
        raise Problem(str(error)) from error
    for one in all_specs().values():
        if links.same_site(links.host_of(one.url), links.host_of(spec.url)) and (SOURCES / f"{one.slug}.toml").exists():
            raise Problem(f"{spec.url} is the site of {one.slug}; look at it with: langnghe sources check {one.slug}")
    return _look([spec], settings)[0]


def known(slug: str) -> SourceSpec:
    specs = all_specs()
    if slug not in specs:
        raise Problem(f"there is no source {slug!r}; `langnghe sources list --all` shows them")
    return specs[slug]


def _look(specs: Sequence[SourceSpec], settings: Settings) -> list[Looked]:
    done = _visited([Visit(spec, partial(look, spec=spec)) for spec in specs], settings)
    return [Looked(spec, one, proposal(spec, one)) for spec, one in done]


def _visited(visits: Sequence[Visit[T]], settings: Settings) -> list[tuple[SourceSpec, T]]:
    """What was found at each site that nobody else reads now. Raises Problem where another reads them all."""
    manners = _manners(settings, [visit.spec for visit in visits])
    user_agent([visit.spec for visit in visits], settings.contact)  # says what is missing before a server is started
    with database(settings) as dsn, connect(dsn) as conn:
        conn.autocommit = True
        ours = undisturbed(conn, [visit.spec for visit in visits])
        if not ours:
            raise Problem("nothing was looked at; try again when the crawl that reads the same host is through")
        told = partial(pauses.note, conn)
        free = [visit for visit in visits if visit.spec in ours]
        found = visit_all(free, manners, resting=resting(conn, ours), told_to_wait=told)
    return [(visit.spec, one) for visit, one in zip(free, found, strict=True) if one is not None]


def _manners(settings: Settings, specs: Sequence[SourceSpec]) -> CrawlSettings:
    """Loopback is for the practice web and for nothing else."""
    near = all(_is_practice(spec.url) for spec in specs)
    return CrawlSettings(settings.contact, allow_loopback=near, private_hosts=settings.private_sources)


def _is_practice(url: str) -> bool:
    parts = urlsplit(url)
    hosts = {host for spec in practice_specs().values() for host in spec.read_hosts}
    return is_loopback(parts.hostname or "") and parts.netloc.lower() in hosts


def write(looked: Looked, folder: Path = SOURCES) -> Path:
    """Keep the draft as a source file. Raises Problem where there is one of that name."""
    path = folder / f"{slug_for(looked.spec.url)}.toml"
    if path.exists():
        raise Problem(f"{path} is there already; look at it with: langnghe sources check {path.stem}")
    path.write_text(as_toml(looked.draft), encoding="utf-8")
    return path


def record(slug: str, url: str, settings: Settings, folder: Path = RECORDED) -> Recorded:
    """Fetch one page and keep it as a test page: without comment blocks and persons, with what is read from it."""
    spec = known(slug)
    found = next((one for _, one in _visited([Visit(spec, partial(_one_page, url=url, spec=spec))], settings)), None)
    if found is None or found.page is None or found.reason:
        raise Problem(f"{url} gives no post ({found.reason if found else 'stopped'}); nothing was recorded")
    expected = json.dumps(expectation(found.page, spec), ensure_ascii=False, indent=1)
    folder.mkdir(parents=True, exist_ok=True)
    files = Recorded(folder / f"{slug}.html", folder / f"{slug}.json")
    files.page.write_bytes(found.page.body)
    files.expected.write_text(expected + "\n", encoding="utf-8")
    return files


async def _one_page(ask: Asker, url: str, spec: SourceSpec) -> Sample:
    answer = await ask.get(links.normalise(url), Role.ARTICLE)
    return read_sample(answer.page, spec) if answer.page is not None else Sample(url, reason=answer.reason)


def expectation(page: Page, spec: SourceSpec) -> dict[str, object]:
    """What the kept page gives by itself: the article's own parts, and nothing that the public wrote."""
    try:
        post = extract(page, spec)[0]
    except (ExtractionError, IndexError) as error:
        raise Problem(f"{page.url} holds only what the public wrote; nothing was recorded, choose another") from error
    return {
        "url": _portable(page.url, spec),
        "fetched_at": page.fetched_at.isoformat(timespec="seconds"),
        "title": post.title,
        "published_at": post.published_at.isoformat() if post.published_at else None,
        "section": post.section,
        "tags": list(post.tags),
        "text": post.text.split("\n"),
    }


def _portable(url: str, spec: SourceSpec) -> str:
    """An address of the practice web as its source files write it, whatever port it listened on."""
    port = urlsplit(url).port
    if not (PRACTICE_SOURCES / f"{spec.slug}.toml").exists() or port is None:
        return url
    return url.replace(f"127.0.0.1:{port}", f"practice:{port - practice_port()}", 1)


def replay(slug: str | None, dsn: str, settings: Settings) -> int:
    """Let the kept pages of a source, or of all, be read again: after a repair of its file. Returns how many.

    First they and its posts lose what newer rules for names take out, or the old version would stay as a revision.
    """
    if slug is not None:
        known(slug)
    unsign(dsn, all_specs(), partial(kit_for, dsn, settings), slug)
    with connect(dsn) as conn:
        return pages.replay(conn, slug)
