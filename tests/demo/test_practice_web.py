from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from demo.calendar import CYCLE, VIETNAM, Anchor, edited, load_anchor, publish
from demo.changes import changed, load_changes
from demo.content import ContentError, read_site
from demo.server import Web, answer, load_items
from demo.site import HERE, Request, load_sites, slug

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=VIETNAM)
ITEMS = load_items()
TOPICS_EXPECTED = 24


@pytest.fixture
def web(tmp_path: Path) -> Web:
    return Web(ITEMS, tmp_path / "anchor.json", 18080, lambda: NOON)


def test_there_are_at_least_six_hundred_posts_on_at_least_eight_sites() -> None:
    posts = sum(1 + len(item.comments) for items in ITEMS.values() for item in items)
    assert len(load_sites()) >= 8
    assert posts >= 600


def test_every_topic_is_written_about() -> None:
    found = Counter(topic for items in ITEMS.values() for item in items for topic in item.label.topics)
    assert len(found) == TOPICS_EXPECTED
    assert min(found.values()) >= 3


def test_four_weeks_end_today_whenever_it_is_started(web: Web) -> None:
    days = {
        (NOON.date() - post.published.date()).days
        for config in load_sites()
        for post in web.site(config).posts
        if config.slug != "congdoan-cu"
    }
    assert days == set(range(CYCLE))


def test_an_address_keeps_its_date_on_later_days() -> None:
    anchor = Anchor(NOON)
    first = {post.id: post.published for post in publish(ITEMS["bao-nguoi-tho"], anchor, NOON)}
    later = {
        post.id: post.published for post in publish(ITEMS["bao-nguoi-tho"], anchor, NOON + timedelta(days=3, hours=11))
    }
    shared = first.keys() & later.keys()
    assert len(shared) > len(first) // 2
    assert all(first[post] == later[post] for post in shared)
    assert later.keys() - first.keys()


def test_nothing_is_published_in_the_future() -> None:
    early = datetime(2026, 11, 20, 0, 10, tzinfo=VIETNAM)
    for items in ITEMS.values():
        for post in publish(items, Anchor(early), early):
            assert post.published <= early
            assert all(comment.published <= early for comment in post.comments)


def test_the_rumour_is_a_wave_of_the_last_week() -> None:
    days = [
        comment.days_ago
        for items in ITEMS.values()
        for item in items
        for comment in item.comments
        if "bhxh-mot-lan" in comment.label.topics
    ]
    last_week = sum(day < 7 for day in days)
    usual_week = (len(days) - last_week) / 3
    assert last_week >= 3 * usual_week
    assert last_week >= 45


def test_planted_copies_and_corrections_find_their_originals() -> None:
    copies = sum(item.number >= 900 for config in load_sites() for item in changed(config.slug, ITEMS, edited=False))
    assert copies == len(load_changes().copies)
    for edit in load_changes().edits:
        before = next(i for i in changed(edit.site, ITEMS, edited=False) if i.title == edit.title)
        after = next(i for i in changed(edit.site, ITEMS, edited=True) if i.title == edit.title)
        assert before != after


def test_the_corrections_come_out_once_and_stay(tmp_path: Path) -> None:
    path = tmp_path / "anchor.json"
    anchor = load_anchor(path, NOON)
    edited(path, anchor)
    assert load_anchor(path, NOON + timedelta(days=1)) == Anchor(NOON, edited=True)


def test_every_list_and_article_of_every_site_answers(web: Web) -> None:
    starts = {
        "portal": "/rss/tin-moi.rss",
        "wordpress": "/wp-json/wp/v2/posts",
        "nukeviet": "/vi/news/rss/",
        "newspaper": "/sitemap.xml",
        "questions": "/hoi-dap",
        "liferay": "/c/journal/rss",
        "news": "/rss/home.rss",
    }
    for config in load_sites():
        site = web.site(config)
        if config.shape in starts:
            response = answer(site, Request(starts[config.shape], {}, ""))
            assert response.status == 200
            assert site.posts[0].id.encode() in response.body or b"/sitemaps/news.xml" in response.body


def test_the_fanpage_names_writers_only_when_asked(web: Web) -> None:
    config = next(config for config in load_sites() if config.shape == "fanpage")
    path = "/v25.0/104000000000001/posts"
    asked = {"access_token": "ma-tap-duot", "fields": "message,comments{message,from}"}
    modest = {**asked, "fields": "message,comments{message,created_time}"}
    assert b'"from"' in answer(web.site(config), Request(path, asked, "")).body
    assert b'"from"' not in answer(web.site(config), Request(path, modest, "")).body
    assert answer(web.site(config), Request(path, {}, "")).status == 400


def test_a_bad_content_file_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "site.txt"
    path.write_text("=== 3 | wrong\n# Tiêu đề\nLời\n", encoding="utf-8")
    with pytest.raises(ContentError, match=r"site\.txt:1"):
        read_site(path)


def test_slugs_are_plain_ascii() -> None:
    assert slug("Tiền lương ở Đồng Nai: 5 điều!") == "tien-luong-o-dong-nai-5-dieu"


def test_content_lies_beside_the_code() -> None:
    assert {path.stem for path in (HERE / "content").glob("*.txt")} == {config.slug for config in load_sites()}


def test_a_post_of_the_fanpage_opens_in_a_browser(web: Web) -> None:
    site = web.site(next(config for config in load_sites() if config.shape == "fanpage"))
    page = answer(site, Request(f"/104000000000001/posts/{site.posts[0].id}", {}, ""))
    assert page.status == 200
    assert site.posts[0].item.lead[:20] in page.body.decode()
