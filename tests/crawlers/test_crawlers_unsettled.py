"""What was named once is asked for until it is settled: by another edition, in a later run, named or not."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from crawling_help import Answer, Crawled, SmallWeb, a_feed, a_job, a_source, an_article, finish_crawl, start_crawl

Make = Callable[[], SmallWeb]
Run = Callable[..., Crawled]
TEXT = "Công nhân xưởng may đề nghị công ty nói rõ cách tính tiền tăng ca của tháng này. " * 3
FEED = '[[entries]]\ntype = "feed"\nurl = "{0}/feed"'
LIST = '[[entries]]\ntype = "list"\nurl = "{0}/ds"\nlinks = "a.t"\nnext = "a.s"'
LONG_AGO = "2026-01-01T00:00:00+00:00"
PLAIN, AMP, ONE = "/bai-1.html", "/bai-1.html/amp", "/bai-1.html?amp=1"


def test_where_the_first_edition_fails_the_next_one_is_asked_for_in_the_same_run(
    small_web: Make, run_crawl: Run
) -> None:
    web = small_web()
    web.answers["/feed"] = Answer(a_feed(*(web.base + path for path in (AMP, ONE, PLAIN, PLAIN + "/amp/"))))
    web.answers[ONE] = Answer("", 410)
    web.answers[PLAIN] = Answer(an_article("Bài một", TEXT, TEXT))
    done = run_crawl({"mot": a_source(web.base, FEED.format(web.base))})
    assert done.of(AMP) == ("failed", "http-404")
    assert done.of(ONE) == ("failed", "http-410")
    assert done.of(PLAIN) == ("stored", "")
    assert done.of("/amp/") == ("same", "edition")
    assert len(done.outcomes) == 6
    assert web.times(PLAIN + "/amp/") == []


def test_an_edition_that_robots_txt_forbids_gives_way_to_one_that_it_allows(small_web: Make, run_crawl: Run) -> None:
    web = small_web()
    web.answers["/robots.txt"] = Answer("User-agent: *\nDisallow: /*/amp")
    web.answers["/feed"] = Answer(a_feed(web.base + AMP, web.base + PLAIN))
    web.answers[PLAIN] = Answer(an_article("Bài một", TEXT, TEXT))
    done = run_crawl({"mot": a_source(web.base, FEED.format(web.base))})
    assert (done.of(AMP), done.of(PLAIN)) == (("refused", "robots"), ("stored", ""))


def test_an_article_over_the_limit_waits_with_all_its_editions(small_web: Make, run_crawl: Run) -> None:
    web = small_web()
    web.answers["/feed"] = Answer(a_feed(*(web.base + path for path in ("/bai-0.html", AMP, PLAIN))))
    web.answers["/bai-0.html"] = web.answers[AMP] = web.answers[PLAIN] = Answer(an_article("Bài", TEXT, TEXT))
    source = a_source(web.base, FEED.format(web.base), "max_articles = 1")
    done = run_crawl({"mot": source})
    assert done.of(AMP) == done.of(PLAIN) == ("set_aside", "over-limit")
    assert [one["url"] for one in done.left] == [web.base + AMP, web.base + PLAIN]


def test_an_article_that_failed_is_asked_for_again_when_the_feed_has_forgotten_it(
    small_web: Make, run_crawl: Run
) -> None:
    web = small_web()
    web.answers["/feed"] = lambda times: Answer(a_feed(web.base + (PLAIN if times < 2 else "/moi-2.html")))
    web.answers[PLAIN] = lambda times: Answer("", 500) if times < 2 else Answer(an_article("Bài một", TEXT, TEXT))
    web.answers["/moi-2.html"] = Answer(an_article("Bài hai", TEXT, TEXT))
    source = a_source(web.base, FEED.format(web.base))
    first = run_crawl({"mot": source}, retries=0)
    assert first.of(PLAIN) == ("failed", "http-500")
    again = run_crawl({"mot": source}, waiting=first.left, retries=0)
    assert (again.of(PLAIN), again.of("/moi-2.html")) == (("stored", ""), ("stored", ""))
    assert again.left == []


def test_list_pages_over_the_limit_are_not_owed_or_a_calendar_without_end_would_be_followed_for_ever(
    small_web: Make, run_crawl: Run
) -> None:
    web = small_web()
    for number in range(9):
        following = f'<a class="s" href="/ds?p={number + 1}">sau</a>'
        path = f"/ds?p={number}" if number else "/ds"
        web.answers[path] = Answer(f'<a class="t" href="/bai-{number}.html">a</a>{following}')
        web.answers[f"/bai-{number}.html"] = Answer(an_article(f"Bài {number}", TEXT, TEXT))
    entry = LIST.format(web.base) + "\npages = 3"
    done = run_crawl({"mot": a_source(web.base, entry, 'article = "-\\\\d[.]html$"')})
    assert done.of("/ds?p=2") == ("stored", "")
    assert done.of("/ds?p=3") == ("set_aside", "over-limit")
    assert done.left == []


def test_what_waits_takes_only_the_room_that_this_run_has_left(small_web: Make, run_crawl: Run) -> None:
    web = small_web()
    paths = [f"/bai-{number}.html" for number in range(6)]
    web.answers["/feed"] = Answer(a_feed(web.base + paths[0]))
    for path in paths:
        web.answers[path] = Answer(an_article(f"Bài {path}", TEXT, TEXT))
    left = [{"source": "mot", "url": web.base + path, "way": ""} for path in paths]
    done = run_crawl({"mot": a_source(web.base, FEED.format(web.base), "max_articles = 3")}, waiting=left)
    assert [row["url"].removeprefix(web.base) for row in done.outcomes if row["role"] == "article"] == paths[:3]


def test_what_is_gone_for_good_is_not_asked_for_for_ever(small_web: Make, run_crawl: Run) -> None:
    web = small_web()
    web.answers["/feed"] = Answer(a_feed(web.base + PLAIN))
    done = run_crawl({"mot": a_source(web.base, FEED.format(web.base))})
    assert done.of(PLAIN) == ("failed", "http-404")
    assert done.left == []


def test_a_second_list_page_that_failed_is_read_in_the_next_run_although_the_first_has_nothing_new(
    small_web: Make, run_crawl: Run
) -> None:
    web = small_web()
    web.answers["/ds"] = Answer('<a class="t" href="/bai-1.html">a</a><a class="s" href="/ds?p=2">2</a>')
    web.answers["/ds?p=2"] = lambda times: (
        Answer("", 500)
        if times < 2
        else Answer('<a class="t" href="/bai-2.html">b</a><a class="s" href="/ds?p=3">3</a>')
    )
    web.answers["/ds?p=3"] = Answer('<a class="t" href="/bai-3.html">c</a>')
    for number in (1, 2, 3):
        web.answers[f"/bai-{number}.html"] = Answer(an_article(f"Bài {number}", TEXT, TEXT))
    source = a_source(web.base, LIST.format(web.base), 'article = "-\\\\d[.]html$"')
    first = run_crawl({"mot": source}, retries=0)
    assert first.of("/ds?p=2") == ("failed", "http-500")
    known = {f"{web.base}/bai-1.html": {"etag": "", "last_modified": "", "first_seen": LONG_AGO}}
    again = run_crawl({"mot": source}, known=known, waiting=first.left, retries=0)
    assert again.of("/bai-1.html") == ("same", "known")
    assert [again.of(path) for path in ("/ds?p=2", "/bai-2.html", "/ds?p=3", "/bai-3.html")] == [("stored", "")] * 4


@pytest.mark.parametrize("killed", [signal.SIGTERM, signal.SIGKILL])
def test_what_a_stopped_or_killed_run_did_not_come_to_is_left_to_the_next(
    small_web: Make, tmp_path: Path, run_crawl: Run, killed: signal.Signals
) -> None:
    web = small_web()
    paths = [f"/bai-{number}.html" for number in range(5)]
    web.answers["/feed"] = lambda times: Answer(
        a_feed(*(web.base + path for path in (paths if times < 2 else paths[:1])))
    )
    for path in paths:
        web.answers[path] = Answer(an_article(f"Bài {path}", TEXT, TEXT))
    web.answers["/robots.txt"] = lambda times: Answer("User-agent: *\nCrawl-delay: 0.3" if times < 2 else "")
    source, began = a_source(web.base, FEED.format(web.base)), time.monotonic()
    process = start_crawl(tmp_path, a_job(tmp_path, {"mot": source}))
    while len(web.asked) < 4 and time.monotonic() - began < 30:
        time.sleep(0.05)
    os.kill(process.pid, killed)
    first = finish_crawl(process, tmp_path, began)
    stored = {page["url"] for page in first.pages}
    assert 0 < len(stored) < 5
    again = run_crawl({"mot": source}, waiting=first.left)
    assert stored | {page["url"] for page in again.pages} == {web.base + path for path in paths}
