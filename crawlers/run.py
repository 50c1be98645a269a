"""One crawl: real Scrapy in this process, once. Callers run it in a child process, as a reactor cannot start twice."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from scrapy import Spider

from crawlers.errors import CrawlRefused
from crawlers.handover import Handover
from crawlers.manners.addresses import LOOPBACK_SETTING, PRIVATE_SETTING, is_loopback
from crawlers.manners.gate import Gates
from crawlers.manners.robots import AGENT
from crawlers.outcome import (
    Conditional,
    CrawlSettings,
    CrawlSummary,
    FetchOutcome,
    Known,
    Outcome,
    Role,
    Sink,
)
from crawlers.spec import SourceSpec
from crawlers.spider import SourceSpider
from crawlers.traffic import Run, utc_now

__all__ = [
    "Conditional",
    "CrawlSettings",
    "CrawlSummary",
    "FetchOutcome",
    "Known",
    "Outcome",
    "Role",
    "Sink",
    "crawl",
    "user_agent",
]


_NOT_NEEDED = (
    "scrapy.spidermiddlewares.httperror.HttpErrorMiddleware",
    "scrapy.spidermiddlewares.referer.RefererMiddleware",
    "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware",
    "scrapy.spidermiddlewares.depth.DepthMiddleware",
    "scrapy.spidermiddlewares.metacopy.MetaCopyDetectionMiddleware",
)
_UNUSED = (
    "scrapy.extensions.corestats.CoreStats",
    "scrapy.extensions.logcount.LogCount",
    "scrapy.extensions.feedexport.FeedExporter",
)


def crawl(
    specs: Sequence[SourceSpec],
    *,
    settings: CrawlSettings,
    sink: Sink,
    known: Known,
    clock: Callable[[], datetime] = utc_now,
    resting: Collection[str] = (),
    told_to_wait: Callable[[str, datetime], None] = lambda host, until: None,
) -> CrawlSummary:
    """Crawl every enabled source; SIGTERM and SIGINT end it cleanly. Call it once in a process.

    `resting`: hosts that asked an earlier crawl for a pause; they are left alone, and that is said of each address.
    `told_to_wait` hears of a host that asks for a longer pause than this crawl will wait, at once: a kill loses none.
    Raises CrawlRefused when a host outside would be asked without a contact, and whatever the sink raises.
    """
    enabled = [spec for spec in specs if spec.enabled]
    agent = user_agent(enabled, settings.contact)
    if not enabled:
        return CrawlSummary({}, 0.0, stopped=False)
    began = time.monotonic()
    with Handover(sink) as handover:
        run = Run(settings, known, Gates(settings, frozenset(resting)), clock, handover, told_to_wait)
        launch([(SourceSpider, {"spec": spec, "run": run}) for spec in enabled], enabled, settings, agent)
    if handover.failure is not None:
        raise handover.failure
    return CrawlSummary(handover.counts, time.monotonic() - began, run.stopped)


def user_agent(specs: Sequence[SourceSpec], contact: str | None) -> str:
    """Who we say we are. Raises CrawlRefused where somebody outside would not learn whom to write to."""
    outside = [spec for spec in specs if not all(is_loopback(host.partition(":")[0]) for host in spec.read_hosts)]
    if outside and not contact:
        raise CrawlRefused(
            f"{outside[0].name} lies outside and no contact is set; "
            "set LANGNGHE_CONTACT to an e-mail address or web page of yours, so that its owner can reach you"
        )
    clean = "".join(sign for sign in contact or "" if sign.isprintable() and sign not in "()")
    return f"{AGENT}/0.1 (+{clean or 'practice'})"


def launch(
    spiders: Sequence[tuple[type[Spider], Mapping[str, Any]]],
    specs: Sequence[SourceSpec],
    settings: CrawlSettings,
    agent: str,
) -> None:
    """Run these spiders side by side until all are through. Once in a process: a reactor cannot start twice."""
    from scrapy.crawler import AsyncCrawlerProcess  # importing it takes a reactor's time; only a crawl needs it

    _silence()
    near = sorted({host for spec in specs for host in spec.read_hosts if is_loopback(host.partition(":")[0])})
    outside = any(host not in near for spec in specs for host in spec.read_hosts)
    process = AsyncCrawlerProcess(scrapy_settings(settings, agent, near, outside=outside))
    _silence()
    for kind, arguments in spiders:
        process.crawl(kind, **arguments)
    process.start()


def _silence() -> None:
    """What Scrapy logs holds addresses, tokens included. Starting, it sets its loggers again: so before and after."""
    for name in ("scrapy", "twisted", "asyncio"):
        logger = logging.getLogger(name)
        logger.propagate = False
        logger.setLevel(logging.CRITICAL)
        logger.addHandler(logging.NullHandler())


def scrapy_settings(
    settings: CrawlSettings, agent: str, loopback_hosts: Sequence[str], *, outside: bool
) -> dict[str, Any]:
    """Scrapy's settings with its unsafe defaults set right. Pauses and robots.txt are ours: see `manners`."""
    return {
        "USER_AGENT": agent,
        "DEFAULT_REQUEST_HEADERS": {
            "Accept": "text/html,application/xml,application/json,*/*;q=0.5",
            "Accept-Language": "vi",
        },
        "DOWNLOADER_MIDDLEWARES": {
            "crawlers.manners.middleware.Manners": 100,
            "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
            "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
            "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
            "scrapy.downloadermiddlewares.stats.DownloaderStats": None,
        },
        "SPIDER_MIDDLEWARES": dict.fromkeys(_NOT_NEEDED),
        "DOWNLOAD_HANDLERS": {"data": None, "file": None, "ftp": None, "s3": None},
        "DOWNLOAD_VERIFY_CERTIFICATES": True,
        "DOWNLOAD_MAXSIZE": settings.max_bytes,
        "DOWNLOAD_WARNSIZE": 0,
        "DOWNLOAD_TIMEOUT": settings.timeout,
        "DOWNLOAD_DELAY": 0,
        "CONCURRENT_REQUESTS": 8,
        "CONCURRENT_ITEMS": 1,  # we make no items; Scrapy would start this many tasks for each answer
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1 if outside else 8,  # also how many connections to a host are kept open
        "DOWNLOAD_SLOTS": {host: {"concurrency": 8, "delay": 0, "jitter": 0} for host in loopback_hosts},
        "TWISTED_DNS_RESOLVER": "crawlers.manners.addresses.GuardedResolver",
        "DNS_TIMEOUT": 20,
        LOOPBACK_SETTING: settings.allow_loopback,
        PRIVATE_SETTING: sorted(settings.private_hosts),
        "REDIRECT_MAX_TIMES": 5,
        "METAREFRESH_ENABLED": False,
        "HTTPERROR_ALLOW_ALL": True,
        "HTTPPROXY_ENABLED": False,
        "COOKIES_ENABLED": False,
        "REFERER_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
        "LOG_ENABLED": False,
        "LOG_INSTALL_ROOT_HANDLER": False,
        "LOGSTATS_INTERVAL": 0,
        "MEMUSAGE_ENABLED": False,
        "CLOSESPIDER_TIMEOUT": settings.max_seconds,
        "STATS_CLASS": "scrapy.statscollectors.DummyStatsCollector",
        "EXTENSIONS": dict.fromkeys(_UNUSED),
    }
