"""Ways in that say "not changed": they name what they named before, and nothing is lost by it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from crawling_help import NOW, Answer, Crawled, SmallWeb, a_feed, a_page, a_source, an_article

from crawlers.readers.found import Found, Reading
from crawlers.recall import WHOLE_AFTER, form_of, may_last, recalled, still_good, to_remember
from crawlers.spec import Entry, SourceSpec

Make = Callable[[], SmallWeb]
Run = Callable[..., Crawled]
TEXT = "Công nhân xưởng may đề nghị công ty nói rõ cách tính tiền tăng ca của tháng này. " * 3
BASE = "http://bao.vidu.vn"
TAGGED = {"ETag": '"mot"', "Last-Modified": "Fri, 20 Nov 2026 01:00:00 GMT"}
SITEMAP = "<urlset><url><loc>{base}/a-1.html</loc></url><url><loc>{base}/b-2.html</loc></url></urlset>"
INDEX = "<sitemapindex><sitemap><loc>{base}/phan.xml</loc></sitemap></sitemapindex>"
LIST = '<a class="t" href="/a-1.html">a</a><a class="t" href="/b-2.html">b</a><a class="s" href="/ds?p=2">2</a>'


def spec(**more: object) -> SourceSpec:
    entry = {"type": "feed", "url": f"{BASE}/feed"}
    return SourceSpec.model_validate(
        {
            "slug": "vidu",
            "name": "Báo thử",
            "url": BASE,
            "kind": "press",
            "level": "national",
            "entries": [entry],
            **more,
        }
    )


def once_changed(body: str) -> Callable[[int], Answer]:
    """Whole at the first visit, then 304."""
    return lambda times: Answer(body, headers=TAGGED) if times < 2 else Answer("", 304)


def test_what_is_remembered_is_read_once_more_as_it_was() -> None:
    reading = Reading((Found(f"{BASE}/a", NOW), Found(f"{BASE}/b")), (f"{BASE}/trang-2",))
    page = a_page("", url=f"{BASE}/feed")
    page = replace(page, headers={"etag": '"1"'})
    kept = to_remember(reading, page, "luat")
    assert kept is not None
    assert recalled(kept) == reading
    assert (kept.etag, kept.last_modified, kept.whole_at) == ('"1"', "", NOW)


def test_nothing_is_remembered_that_a_304_would_lose() -> None:
    found = Found(f"{BASE}/a", NOW)
    page = replace(a_page("", url=f"{BASE}/feed"), headers={"etag": '"1"'})
    assert to_remember(Reading(()), page, "luat") is None, "an empty answer is asked for whole again"
    api = Entry.model_validate({"type": "wordpress", "url": f"{BASE}/wp-json/wp/v2/posts"})
    shown = Entry.model_validate({"type": "list", "url": f"{BASE}/tin", "render": "browser"})
    assert not may_last(api), "posts come with the answer"
    assert not may_last(shown), "its scripts show other things under the same bytes"
    assert to_remember(Reading((found,)), replace(page, headers={}), "luat") is None


def test_after_six_hours_or_a_repair_of_the_source_the_whole_answer_is_asked_for() -> None:
    one = spec()
    form = form_of(one, one.entries[0])
    page = replace(a_page("", url=f"{BASE}/feed"), headers={"etag": '"1"'})
    kept = to_remember(Reading((Found(f"{BASE}/a"),)), page, form)
    assert still_good(kept, form, NOW + WHOLE_AFTER - timedelta(seconds=1)) == kept
    assert still_good(kept, form, NOW + WHOLE_AFTER) is None
    repaired = (spec(article="-\\d+"), spec(hosts=["anh.vidu.vn"]))
    assert not [other for other in repaired if still_good(kept, form_of(other, other.entries[0]), NOW)]
    listed = Entry(type=one.entries[0].type, url=one.entries[0].url, follow="tin")
    assert still_good(kept, form_of(one, listed), NOW) is None


@pytest.mark.parametrize(
    ("kind", "answers"),
    [
        ("feed", {"/vao": a_feed("{base}/a-1.html", "{base}/b-2.html")}),
        ("sitemap", {"/vao": SITEMAP}),
        ("sitemap", {"/vao": INDEX, "/phan.xml": SITEMAP}),
        ("list", {"/vao": LIST, "/ds?p=2": '<a class="t" href="/c-3.html">c</a>'}),
    ],
    ids=["feed", "sitemap", "sitemap-index", "list-with-pages"],
)
def test_a_way_in_that_has_not_changed_is_a_good_round_and_loses_nothing(
    small_web: Make, run_crawl: Run, kind: str, answers: dict[str, str]
) -> None:
    web = small_web()
    for path, body in answers.items():
        web.answers[path] = once_changed(body.replace("{base}", web.base))
    web.answers["/a-1.html"] = Answer(an_article("Bài một", TEXT, TEXT))
    web.answers["/b-2.html"] = lambda times: Answer("", 404) if times < 2 else Answer(an_article("Bài hai", TEXT))
    web.answers["/c-3.html"] = Answer(an_article("Bài ba", TEXT, TEXT))
    web.answers["/du-phong"] = Answer("không ai được hỏi tới đây")
    entry = f'[[entries]]\ntype = "{kind}"\nurl = "{web.base}/vao"\n'
    entry += 'links = "a.t"\nnext = "a.s"\n' if kind == "list" else ""
    spare = f'[[entries]]\ntype = "list"\nfallback = true\nurl = "{web.base}/du-phong"'
    source = a_source(web.base, entry + spare, 'article = "-\\\\d[.]html$"')
    first = run_crawl({"mot": source})
    assert first.of("/b-2.html") == ("failed", "http-404")
    assert {one["url"].removeprefix(web.base) for one in first.heard} == set(answers)
    again = run_crawl({"mot": source}, heard=first.heard)
    assert {path: again.of(path) for path in answers} == dict.fromkeys(answers, ("same", ""))
    assert {path: web.headers(path)[1]["If-None-Match"] for path in answers} == dict.fromkeys(answers, '"mot"')
    assert web.headers("/vao")[1]["If-Modified-Since"] == TAGGED["Last-Modified"]
    assert again.of("/b-2.html") == ("stored", "")
    assert len(again.pages) == (3 if kind == "list" else 2)
    assert not again.heard
    assert web.times("/du-phong") == []


def test_a_frozen_feed_stays_frozen_when_it_says_that_nothing_has_changed(small_web: Make, run_crawl: Run) -> None:
    web = small_web()
    web.answers["/feed"] = once_changed(a_feed(f"{web.base}/a-1.html", date="Wed, 01 Jul 2026 08:00:00 +0700"))
    web.answers["/a-1.html"] = Answer(an_article("Bài một", TEXT, TEXT))
    web.answers["/ds"] = Answer('<a href="/cong-nhan-nha-may-may-100200.html">x</a>')
    ways = '[[entries]]\ntype = "feed"\nurl = "{0}/feed"\n[[entries]]\ntype = "list"\nfallback = true\nurl = "{0}/ds"'
    source = a_source(web.base, ways.format(web.base))
    first = run_crawl({"mot": source})
    again = run_crawl({"mot": source}, heard=first.heard)
    assert again.of("/feed") == ("same", "frozen")
    assert again.of("/ds") == ("stored", "fallback")


def test_a_304_that_nobody_asked_for_is_a_failure(small_web: Make, run_crawl: Run) -> None:
    web = small_web()
    web.answers["/feed"] = Answer("", 304)
    source = a_source(web.base, f'[[entries]]\ntype = "feed"\nurl = "{web.base}/feed"')
    assert run_crawl({"mot": source}).of("/feed") == ("failed", "http-304")
