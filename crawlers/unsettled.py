"""What earlier runs were told of and did not settle: killed, stopped, over their limit, or failed for the time being.

Feeds forget their older items, and list pages are left where everything on them is known: without this, an article
that failed once would be lost as soon as nothing names it any more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from scrapy.http import Request

from crawlers.readers import READERS
from crawlers.readers.found import Found
from crawlers.ways import Ways
from domain.waiting import Waiting


def unsettled(ways: Ways) -> Iterator[Iterable[Request]]:
    """First further answers of ways in, which may name articles themselves; then articles that were not met since."""
    waiting = ways.run.known.waiting(ways.spec.slug)
    yield _answers(ways, [one for one in waiting if one.way])
    yield _articles(ways, [one.url for one in waiting if not one.way and not ways.ledger.met(one.url)])


def _answers(ways: Ways, waiting: Sequence[Waiting]) -> Iterator[Request]:
    entries = {READERS[entry.type].first(entry): entry for entry in ways.spec.entries}
    for one in waiting:
        if one.way in entries:
            yield from ways.requests(entries[one.way], one.url)


def _articles(ways: Ways, waiting: Sequence[str]) -> Iterator[Request]:
    """As many as this run may still read: the others wait on without a word about each."""
    urls = waiting[: max(0, ways.spec.max_articles - ways.articles.fetched)]
    held = ways.run.known.seen(urls) if urls else {}
    for url in urls:
        yield from ways.article(Found(url), held.get(url), ways.spec.entries[0])
