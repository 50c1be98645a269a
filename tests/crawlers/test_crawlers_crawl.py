"""The crawl itself, over real HTTP on loopback: every address has one outcome, and manners hold."""

from __future__ import annotations

import gzip
import os
import random
import signal
import socket
import time
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from crawling_help import (
    Answer,
    Crawled,
    SmallWeb,
    a_feed,
    a_job,
    a_source,
    an_article,
    finish_crawl,
    start_crawl,
)

from crawlers.outcome import Conditional
from crawlers.traffic import conditions, forced

FEED = '[[entries]]\ntype = "feed"\nurl = "{base}/feed"'
TEXT = "Công nhân ba xưởng đề nghị công ty nói rõ cách tính tiền chuyên cần trong tháng này."
Make = Callable[[], SmallWeb]
Run = Callable[..., Crawled]


def site(web: SmallWeb, *paths: str, **answers: Answer | Callable[[int], Answer]) -> str:
    """A source with a feed of these articles; `answers` by path without the slash."""
    web.answers["/feed"] = Answer(a_feed(*(web.base + path for path in paths)))
    for path in paths:
        web.answers.setdefault(path, Answer(an_article(f"Bài {path}", TEXT, TEXT + " Thêm.")))
    for name, answer in answers.items():
        web.answers["/" + name] = answer
    return a_source(web.base, FEED.format(base=web.base))


def test_faults_of_every_kind_end_in_one_named_outcome(small_web: Make, run_crawl: Run) -> None:
    webs = {
        name: small_web() for name in ("good", "wall", "closed", "html", "elsewhere", "private", "big", "sick", "pdf")
    }
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        dead = f"http://127.0.0.1:{taken.getsockname()[1]}"
    sources = {name: site(web, "/a-1.html", "/b-2.html") for name, web in webs.items()}
    sources["dead"] = a_source(dead, FEED.format(base=dead))
    webs["good"].answers["/b-2.html"] = Answer("", 404)
    webs["wall"].answers["/feed"] = Answer("<html><script>document.cookie='x=1';location.reload()</script></html>")
    webs["closed"].answers["/robots.txt"] = Answer("ban", 500)
    webs["html"].answers["/robots.txt"] = Answer("User-agent: *\nDisallow: /b-")
    webs["elsewhere"].answers["/a-1.html"] = Answer("", 302, {"Location": webs["good"].base + "/a-1.html"})
    webs["elsewhere"].answers["/feed"] = Answer(
        a_feed(webs["elsewhere"].base + "/a-1.html", "http://khac.vidu.vn/x-9.html")
    )
    webs["private"].answers["/a-1.html"] = Answer("", 301, {"Location": "http://10.0.0.7/noi-bo"})
    webs["private"].answers["/b-2.html"] = Answer("", 302, {"Location": "/b-2.html"})
    sources["private"] = a_source(webs["private"].base, FEED.format(base=webs["private"].base), 'hosts = ["10.0.0.7"]')
    webs["big"].answers["/a-1.html"] = Answer(b"<p>" + b"x" * 300_000)
    webs["big"].answers["/b-2.html"] = Answer(gzip.compress(b"x" * 3_000_000), headers={"Content-Encoding": "gzip"})
    webs["sick"].answers["/a-1.html"] = lambda times: Answer("", 503) if times < 2 else Answer(an_article("Khỏi", TEXT))
    webs["sick"].answers["/b-2.html"] = Answer("", 500)
    webs["pdf"].answers["/a-1.html"] = Answer(b"%PDF-1.7 \x00 <html>")
    webs["pdf"].answers["/b-2.html"] = Answer("  ")
    done = run_crawl(sources, contact="ban@vidu.vn", max_bytes=200_000)

    assert done.exit_code == 0, done.errors
    found = {(row["source"], row["url"].rpartition("/")[2]): (row["outcome"], row["reason"]) for row in done.outcomes}
    wanted = {
        ("good", "a-1.html"): ("stored", ""),
        ("good", "b-2.html"): ("failed", "http-404"),
        ("wall", "feed"): ("failed", "not-a-feed"),
        ("closed", "feed"): ("refused", "robots-closed"),
        ("html", "a-1.html"): ("stored", ""),
        ("html", "b-2.html"): ("refused", "robots"),
        ("elsewhere", "a-1.html"): ("refused", "other-host"),
        ("elsewhere", "x-9.html"): ("refused", "other-host"),
        ("private", "a-1.html"): ("refused", "private-address"),
        ("private", "b-2.html"): ("failed", "redirect-loop"),
        ("big", "a-1.html"): ("failed", "too-big"),
        ("big", "b-2.html"): ("failed", "too-big"),
        ("sick", "a-1.html"): ("stored", ""),
        ("sick", "b-2.html"): ("failed", "http-500"),
        ("pdf", "a-1.html"): ("failed", "wrong-type"),
        ("pdf", "b-2.html"): ("failed", "empty"),
        ("dead", "feed"): ("failed", "unreachable"),
    }
    assert {key: found.get(key) for key in wanted} == wanted
    per_address = Counter((row["source"], row["url"]) for row in done.outcomes)
    assert set(per_address.values()) == {1}
    assert sum(sum(counts.values()) for counts in done.summary["counts"].values()) == sum(
        row["role"] != "robots" for row in done.outcomes
    )


def test_an_unlisted_private_address_is_refused_even_when_the_source_names_it(small_web: Make, run_crawl: Run) -> None:
    web = small_web()
    source = site(web, "/a-1.html")
    done = run_crawl({"mot": source}, contact="ban@vidu.vn", allow_loopback=False)
    assert done.of("/feed") == ("refused", "private-address")
    assert web.asked == []


def test_the_outside_is_not_asked_without_a_contact(run_crawl: Run) -> None:
    done = run_crawl({"xa": a_source("https://bao.vidu.vn", FEED.format(base="https://bao.vidu.vn"))})
    assert done.exit_code == 1
    assert "LANGNGHE_CONTACT" in done.rows[0]["sentence"]


def test_known_articles_are_asked_for_again_only_while_they_are_young(small_web: Make, run_crawl: Run) -> None:
    web = small_web()
    young = "/moi-2.html"
    source = site(web, "/cu-1.html", young, "/la-3.html")
    web.answers[young] = Answer("", 304)
    recent = time.strftime("%Y-%m-%dT%H:%M:%S+00:00", time.gmtime(time.time() - 3600))
    known = {
        f"{web.base}/cu-1.html": {"etag": '"x"', "last_modified": "", "first_seen": "2026-01-01T00:00:00+00:00"},
        f"{web.base}{young}": {
            "etag": '"y"',
            "last_modified": "Fri, 20 Nov 2026 01:00:00 GMT",
            "first_seen": recent,
            "whole_at": recent,
        },
    }
    done = run_crawl({"mot": source}, known=known)
    assert done.of("/cu-1.html") == ("same", "known")
    assert done.of(young) == ("same", "")
    assert done.of("/la-3.html") == ("stored", "")
    assert web.times("/cu-1.html") == []
    assert web.headers(young)[0]["If-None-Match"] == '"y"'
    assert "If-None-Match" not in web.headers("/la-3.html")[0]


@pytest.mark.parametrize("hours", [(8,), (8, 14, 20), range(24)], ids=["once-a-day", "thrice", "each-hour"])
def test_every_young_article_comes_whole_again_each_day_whenever_it_is_crawled(hours: Sequence[int]) -> None:
    """Four weeks of rounds that each begin some minutes sooner or later, and a server that always says 304."""
    midnight, pick = datetime(2026, 11, 2, tzinfo=UTC), random.Random(1)
    rounds = [
        midnight + timedelta(days=day, hours=hour, minutes=pick.uniform(0, 9)) for day in range(28) for hour in hours
    ]
    whole = [rounds[0]]
    for now in rounds[1:]:
        if forced(Conditional('"1"', "", rounds[0], None, whole[-1]), now):
            whole.append(now)
    assert max(later - sooner for sooner, later in pairwise(whole)) < timedelta(hours=25)
    assert len(hours) == 1 or len(whole) < len(rounds) / 2
    assert forced(None, midnight)
    assert conditions(None) == {}


def test_crawl_delay_and_retry_after_hold_on_loopback_too(small_web: Make, run_crawl: Run) -> None:
    slow, told = small_web(), small_web()
    sources = {"cham": site(slow, "/a-1.html", "/b-2.html"), "doi": site(told, "/a-1.html")}
    slow.answers["/robots.txt"] = Answer("User-agent: *\nCrawl-delay: 0.5")
    told.answers["/a-1.html"] = lambda times: (
        Answer("", 429, {"Retry-After": "1"}) if times < 2 else Answer(an_article("Bài", TEXT, TEXT))
    )
    done = run_crawl(sources)
    assert Counter(row["outcome"] for row in done.outcomes)["stored"] == 7, done.outcomes
    moments = [at for at, _, _ in slow.asked]
    assert min(later - earlier for earlier, later in pairwise(moments)) >= 0.49
    first, second = told.times("/a-1.html")
    assert second - first >= 1.0


def test_a_host_that_asks_for_a_long_pause_or_blocks_is_left_alone(small_web: Make, run_crawl: Run) -> None:
    busy, hostile = small_web(), small_web()
    paths = [f"/bai-{number}.html" for number in range(12)]
    sources = {"ban": site(busy, *paths), "chan": site(hostile, *paths)}
    hostile.answers["/robots.txt"] = Answer("User-agent: *\nCrawl-delay: 0.05")
    busy.answers["/robots.txt"] = Answer("User-agent: *\nCrawl-delay: 0.05")
    for path in paths:
        busy.answers[path] = Answer("", 503, {"Retry-After": "3600"})
        hostile.answers[path] = Answer("khong", 403)
    done = run_crawl(sources)
    outcomes = Counter(
        (row["source"], row["outcome"], row["reason"]) for row in done.outcomes if row["role"] == "article"
    )
    assert outcomes["ban", "set_aside", "asked-to-wait"] >= 10
    assert outcomes["chan", "failed", "http-403"] >= 3
    assert outcomes["chan", "set_aside", "blocked"] >= 7
    assert sum(outcomes.values()) == 24
    assert len([path for _, path, _ in hostile.asked if path.startswith("/bai")]) <= 5


def test_a_pause_longer_than_a_crawl_is_told_and_heeded_by_the_next(small_web: Make, run_crawl: Run) -> None:
    web = small_web()
    source = site(web, "/a-1.html")
    web.answers["/feed"] = Answer("", 429, {"Retry-After": "3600"})
    host = web.base.removeprefix("http://")
    first = run_crawl({"ban": source})
    told = [(row["host"], datetime.fromisoformat(row["until"])) for row in first.rows if row["what"] == "pause"]
    assert [where for where, _ in told] == [host]
    until = told[0][1]
    assert timedelta(minutes=58) < until - datetime.now(UTC) <= timedelta(hours=1)
    asked = len(web.asked)
    again = run_crawl({"ban": source}, resting=[host])
    assert again.outcomes[-1]["reason"] == "asked-to-wait"
    assert len(web.asked) == asked


def test_a_fallback_is_read_only_when_the_first_way_is_frozen_or_broken(small_web: Make, run_crawl: Run) -> None:
    lists = '\n[[entries]]\ntype = "list"\nfallback = true\nurl = "{base}/ds"\nlinks = "a.tin"'
    fresh, frozen, broken = small_web(), small_web(), small_web()
    sources = {}
    for name, web in {"tuoi": fresh, "dong": frozen, "hong": broken}.items():
        web.answers["/ds"] = Answer(f'<a class="tin" href="/lao-dong-mua-he-nam-nay-{name}-100200.html">x</a>')
        site(web, "/a-1.html")
        sources[name] = a_source(web.base, (FEED + lists).format(base=web.base))
    frozen.answers["/feed"] = Answer(a_feed(frozen.base + "/a-1.html", date="Wed, 01 Jul 2026 08:00:00 +0700"))
    broken.answers["/feed"] = Answer("loi", 404)
    done = run_crawl(sources)
    asked = {(row["source"], row["role"]): row["reason"] for row in done.outcomes}
    assert ("tuoi", "list") not in asked
    assert asked["dong", "feed"] == "frozen"
    assert asked["dong", "list"] == "fallback"
    assert asked["hong", "feed"] == "http-404"
    assert asked["hong", "list"] == "fallback"


def test_who_we_are_is_said_and_cookies_are_not_kept(small_web: Make, run_crawl: Run) -> None:
    web = small_web()
    source = site(web, "/a-1.html", "/b-2.html")
    web.answers["/feed"] = Answer(
        a_feed(f"{web.base}/a-1.html", f"{web.base}/b-2.html"), headers={"Set-Cookie": "theo=doi; Path=/"}
    )
    run_crawl({"mot": source}, contact="tuyengiao@vidu.vn")
    assert {headers["User-Agent"] for _, _, headers in web.asked} == {"LangNghe/0.1 (+tuyengiao@vidu.vn)"}
    assert not any("Cookie" in headers or "Referer" in headers for _, _, headers in web.asked)
    assert [path for _, path, _ in web.asked].count("/robots.txt") == 1


def test_sigterm_ends_the_crawl_cleanly_and_loses_nothing(small_web: Make, tmp_path: Path) -> None:
    web = small_web()
    paths = [f"/bai-{number}.html" for number in range(40)]
    source = site(web, *paths)
    web.answers["/robots.txt"] = Answer("User-agent: *\nCrawl-delay: 0.3")
    began = time.monotonic()
    process = start_crawl(tmp_path, a_job(tmp_path, {"mot": source}))
    while len(web.asked) < 5 and time.monotonic() - began < 30:
        time.sleep(0.05)
    assert len(web.asked) >= 5, "the crawl did not begin"
    os.kill(process.pid, signal.SIGTERM)
    done = finish_crawl(process, tmp_path, began)
    assert done.exit_code == 0, done.errors
    assert done.summary["stopped"] is True
    articles = [row for row in done.outcomes if row["role"] == "article"]
    assert len(articles) == 40
    assert Counter(row["reason"] for row in articles)["stopped"] >= 30
    stored = {row["url"] for row in articles if row["outcome"] == "stored"}
    assert stored == {page["url"] for page in done.pages}


def test_what_the_sink_raises_ends_the_crawl_and_reaches_the_caller(small_web: Make, tmp_path: Path) -> None:
    web = small_web()
    source = site(web, "/a-1.html", "/b-2.html")
    job = a_job(tmp_path, {"mot": source})
    job["break_sink"] = True
    done = finish_crawl(start_crawl(tmp_path, job), tmp_path, time.monotonic())
    assert done.exit_code == 3
