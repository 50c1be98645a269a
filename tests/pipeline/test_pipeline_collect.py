"""What a crawl hands over is kept once, however often it is handed over."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

import pytest

from crawlers import dates
from crawlers.outcome import Arrival, FetchOutcome, Outcome, Role
from crawlers.spec import SourceSpec
from domain.post import Page
from pipeline.collect import StoreSink
from pipeline.hosts import undisturbed
from store import sources
from store.db import Conn, connect
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


def of_host(slug: str, *hosts: str) -> SourceSpec:
    return SPEC.model_copy(update={"slug": slug, "url": f"https://{hosts[0]}/", "hosts": hosts[1:]})


def test_a_host_that_one_crawl_reads_is_left_alone_by_others(dsn: str, capsys: pytest.CaptureFixture[str]) -> None:
    first, second = of_host("mot", "bao.vidu.vn", "anh.vidu.vn"), of_host("hai", "www.bao.vidu.vn")
    other, both = of_host("ba", "khac.vidu.vn"), of_host("bon", "a.vidu.vn", "bao.vidu.vn")
    with connect(dsn) as worker, connect(dsn) as by_hand, connect(dsn) as third:
        worker.autocommit = by_hand.autocommit = third.autocommit = True
        worker_number = worker.info.backend_pid
        assert undisturbed(worker, [first, second]) == [first, second]
        assert capsys.readouterr().err == ""
        assert undisturbed(by_hand, [second, other, both]) == [other]
        assert "not read now: hai, bon; another crawl is reading the same host" in capsys.readouterr().err
        assert undisturbed(third, [of_host("nam", "a.vidu.vn")]) != []
        worker.close()
        wait_for_end_of(third, worker_number)
        assert undisturbed(by_hand, [second]) == [second]


def wait_for_end_of(conn: Conn, number: int) -> None:
    """The server's side of a connection ends a moment after ours."""
    for _ in range(500):
        if not conn.execute("SELECT 1 FROM pg_stat_activity WHERE pid = %s", (number,)).fetchall():
            return
        time.sleep(0.01)
    raise AssertionError(f"backend {number} does not end")
