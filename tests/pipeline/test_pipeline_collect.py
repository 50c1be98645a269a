"""What a crawl hands over is kept once, however often it is handed over."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from crawlers import dates
from crawlers.outcome import Arrival, FetchOutcome, Outcome, Role
from crawlers.spec import SourceSpec
from domain.post import Page
from pipeline.collect import StoreSink
from store import sources
from store.db import connect
from store.sources import SourceRow

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
SPEC = SourceSpec.model_validate(
    {"slug": "thu", "name": "Báo thử", "url": "http://bao.vidu.vn/", "kind": "press", "level": "national",
     "enabled": False, "reason": "thử",
     "remarks": [{"block": ".bl", "item": "p", "text": "span", "time": "i"}]}
)  # fmt: skip


def a_page(said: str, at: datetime, text: str = "Xưởng em cũng vậy.") -> Page:
    comment = f"<div class=bl><p><span>{text}</span><i>{said}</i></p></div>"
    body = f"<h1>Bài về thưởng Tết</h1><p>Công ty chưa trả lời công nhân.</p>{comment}"
    return Page("thu", "http://bao.vidu.vn/bai-1.html", at, 200, {"content-type": "text/html"}, body.encode())


def arrived(page: Page) -> Arrival:
    return Arrival(FetchOutcome("thu", page.url, Role.ARTICLE, page.fetched_at, 200, Outcome.STORED), page, SPEC)


def test_a_comment_with_a_relative_time_makes_no_new_version_of_its_page_at_every_visit(dsn: str) -> None:
    later = NOW + timedelta(minutes=50)
    assert dates.parse("2 giờ trước", NOW) != dates.parse("2 giờ trước", later)
    with connect(dsn) as conn:
        conn.autocommit = True
        sources.upsert(conn, [SourceRow("thu", "Báo thử", "http://bao.vidu.vn/", "press")])
        sink = StoreSink(conn, lambda _: None)
        pages = [
            a_page("2 giờ trước", NOW),
            a_page("2 giờ trước", later),
            a_page("3 giờ trước", later),
            a_page("3 giờ trước", later, "Xưởng em thì khác."),
        ]
        kept = [sink.take([arrived(page)])[0].outcome for page in pages]
    assert kept == [Outcome.STORED, Outcome.SAME, Outcome.SAME, Outcome.STORED]
