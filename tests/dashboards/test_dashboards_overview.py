"""The week at a glance: every province has its tile, every mark leads to what it counts, the words say the same."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from html import unescape
from urllib.parse import parse_qs, urlsplit

import factory
import web_help
from desk import Desk

from api.asking import PostFilters
from dashboards.overview import overview_page
from dashboards.tiles import TILES
from nlp.place_table import load_table
from reports.frozen import to_json
from reports.values import DayLevel, Key, Phrase, PlaceCount, Wave
from store import events, fetches, posts, reviews, signals, sources, users
from store.reviews import Decision, Review
from store.signals import Signal
from store.sources import SourceRow


def test_every_province_has_a_tile_of_its_own() -> None:
    assert set(TILES) == set(load_table().names)
    assert len({place[:2] for place in TILES.values()}) == 34


def test_the_overview_counts_this_week_beside_the_last(desk: Desk) -> None:
    old = factory.post(
        url="https://a.example/old", text="Một chuyện cũ.", published_at=factory.NOON - timedelta(days=8)
    )
    web_help.fill(desk.conn, [*factory.posts(3), old])
    lan = users.create(desk.conn, "lan", "Lan", users.Role.REVIEWER, "x")
    reviews.record(desk.conn, Review(1, lan.id, Decision.ANSWERED, "https://a.example/tra-loi"))
    today = factory.NOON.date()
    page = overview_page(desk.conn, desk.viewer, desk.reference, today, factory.NOON)
    assert [(tile.now, tile.before) for tile in page.tiles][:2] == [("3", "1"), ("3", "1")]
    volume, tones, heat, tiles = page.figures
    assert volume.lines == (("Nợ lương", "3", "1"),)
    assert tones.lines == (("Nợ lương", "3", "0", "0", "100,0\u00a0%"),)
    assert heat.lines[0][1:] == ("3 tiêu cực trong 3", "0 tiêu cực trong 0", "3 tiêu cực trong 3", "0 tiêu cực trong 0")
    assert tiles.lines == (("Đồng Nai", "3", "3"),)
    (urgent,) = page.speed
    assert urgent.hours != "chưa có"
    assert (urgent.items, urgent.decided, urgent.answered) == ("3", "1", "1")
    html = desk.html(page)
    assert "/tim-kiem?province=75&amp;from=2026-11-14&amp;to=2026-11-20" in html
    assert not re.search(r"<svg[^>]*>.*<script", html, re.DOTALL)
    assert "style=" not in html


def test_each_mark_says_what_it_counts_and_leads_to_just_those_posts(desk: Desk) -> None:
    web_help.fill(desk.conn, factory.posts(3))
    page = overview_page(desk.conn, desk.viewer, desk.reference, factory.NOON.date(), factory.NOON)
    drawn = "".join(figure.svg for figure in page.figures)
    assert set(re.findall(r"""href="([^?"]*)""", drawn)) == {"/tim-kiem"}
    marks = dict(re.findall(r'<a href="([^"]*)"><path aria-label="([^"]*)"', drawn))
    assert len(marks) == drawn.count("<a ")
    assert marks["/tim-kiem?topic=no-luong&amp;sentiment=negative&amp;from=2026-11-14&amp;to=2026-11-20"] == (
        "Nợ lương, tiêu cực: 3 tin"
    )
    assert not re.search(r"aria-label=\"(Y-axis|X-axis|Symbol|Title)", drawn)
    assert "roledescription" not in drawn
    tiles = {tile.href: f": {tile.now} " for tile in page.tiles}
    assert len(tiles) == 4
    for address, told in (marks | tiles).items():
        asked = PostFilters.model_validate(_asked(unescape(address))).filters()
        found = posts.search(desk.conn, asked.query("", limit=50, cursor=None)).posts
        assert f": {len(found)} " in told, address


def _asked(address: str) -> dict[str, object]:
    given = parse_qs(urlsplit(address).query)
    return {name: values if name == "topic" else values[0] for name, values in given.items()}


def test_an_empty_week_says_so(desk: Desk) -> None:
    today = factory.NOON.date()
    web_help.fill(desk.conn, [])
    page = overview_page(desk.conn, desk.viewer, desk.reference, today, factory.NOON)
    assert [figure.lines for figure in page.figures] == [()]
    assert "Không có tin nào cần xem" in desk.html(page)


def test_what_nobody_decided_has_no_speed(desk: Desk) -> None:
    web_help.fill(desk.conn, factory.posts(2))
    today = factory.NOON.date()
    (urgent,) = overview_page(desk.conn, desk.viewer, desk.reference, today, factory.NOON).speed
    assert (urgent.items, urgent.decided, urgent.hours) == ("2", "0", "chưa có")


def test_sources_in_trouble_are_named_for_their_posts_are_missing(desk: Desk) -> None:
    web_help.fill(desk.conn, factory.posts(2))
    today = factory.NOON.date()
    assert overview_page(desk.conn, desk.viewer, desk.reference, today, factory.NOON).alarms == ()
    sources.upsert(desk.conn, [SourceRow("hong", "Báo Hỏng", "https://hong.example/", "press")])
    at = factory.NOON - timedelta(hours=1)
    fetches.add(
        desk.conn, source="hong", url="https://hong.example/rss", role="feed", at=at, status=403, outcome="failed",
        reason="http-403",
    )  # fmt: skip
    page = overview_page(desk.conn, desk.viewer, desk.reference, today, factory.NOON)
    assert page.alarms == ("Báo Hỏng (bị chặn)",)
    assert "1 nguồn tin cần xem" in desk.html(page)


def test_what_rose_and_what_was_asked_stand_on_the_page_with_the_way_to_their_posts(desk: Desk) -> None:
    web_help.fill(desk.conn, factory.posts(3))
    today = factory.NOON.date()
    key, level = Key("topic", "no-luong"), DayLevel(today, 40, 4.0, 11.0)
    phrase = Phrase("tin đồn", 12, 0, 5.0)
    place = PlaceCount("75", "Đồng Nai", 9)
    wave = Wave(
        key, today, today, 40, 4.0, 1, 1e-6, (), (phrase,), (("Báo mẫu", 30),), (place,), (), "", (level,)
    )  # fmt: skip
    signals.put(desk.conn, Signal("wave", today, 40, 4.0, topic="no-luong", detail=to_json(wave)))
    signals.put(desk.conn, Signal("phrases", today, 1, 0, detail={"phrases": [to_json(phrase)]}))
    page = overview_page(desk.conn, desk.viewer, desk.reference, today, factory.NOON)
    (line,) = page.ahead.waves
    assert (line.name, line.told.startswith("40 nội dung")) == ("Nợ lương", True)
    assert all(word in line.why for word in ("tin đồn", "Báo mẫu (30)", "Đồng Nai"))
    assert "topic=no-luong" in line.href
    assert "from=2026-11-20" in line.href
    assert page.ahead.phrases == ("tin đồn (12)",)
    assert page.ahead.outlook == ()
    html = desk.html(page)
    assert "Tăng bất thường" in html
    assert "Không dự báo" in html
    assert "style=" not in html


def test_events_stand_there_that_several_texts_tell_of(desk: Desk) -> None:
    web_help.fill(
        desk.conn, [*factory.posts(4), factory.post(url="https://d.example/", places=(factory.place("Huế", "46"),))]
    )
    for ids in ((1, 2, 3), (4, 5)):
        events.put(desk.conn, dict.fromkeys(ids, events.begin(desk.conn)))
    today = factory.NOON.date()
    page = overview_page(desk.conn, desk.viewer, desk.reference, today, factory.NOON)
    assert [(line.href, line.title, line.words) for line in page.events] == [
        ("/su-viec/1", "Tin số 1", "3 bài viết riêng, 1 nguồn"),
        ("/su-viec/2", "Tin số 4", "2 bài viết riêng, 1 nguồn"),
    ]
    assert '<a href="/su-viec/1">Tin số 1</a>' in desk.html(page)
    some = replace(desk.viewer, provinces=("75",))
    assert len(overview_page(desk.conn, some, desk.reference, today, factory.NOON).events) == 1
