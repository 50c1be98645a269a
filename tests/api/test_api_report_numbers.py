"""The number in a report and the number of posts behind its link are the same."""

from __future__ import annotations

import html
import re
from datetime import date, timedelta
from urllib.parse import urlencode

import factory
import pytest
import web_help
from starlette.testclient import TestClient

from domain.post import PostKind, ProcessedPost
from domain.prediction import Sentiment, Stance, Target
from domain.settings import settings_from
from domain.times import Window
from pipeline.papers import make_draft
from reports import queries
from reports.outline import Paragraph, Run, labelled
from store import labels, models, reports
from store.db import connect

WEEK = Window(date(2026, 11, 16), date(2026, 11, 22))
LINK = re.compile(r'<a class="counts" href="([^"]+)"[^>]*>(?:<[bi]>)*([0-9.]+)')
TOTAL = re.compile(r'class="total"[^>]*>\s*(?:<[^>]+>)*\s*<b>([0-9.]+)</b>')


def told(number: int) -> ProcessedPost:
    """One of two dozen: topics, tones, sources and days in turn, two of them outside of the week."""
    sentiment = (Sentiment.NEGATIVE, Sentiment.NEUTRAL, Sentiment.POSITIVE)[number % 3]
    targets = {Target.UNION: Stance(sentiment, 0.9)} if number % 4 == 0 else {}
    said = factory.prediction(
        labels=(("no-luong",), ("no-luong", "bhxh"), ())[number % 3], sentiment=sentiment, targets=targets
    )
    return factory.post(
        source=("bao-tho", "congdoan-mau")[number % 2],
        url=f"https://a.example/{number}",
        title=f"Tin {number}",
        text=" ".join(f"lời{number}k{word}" for word in range(30)),
        kind=PostKind.NEWS,
        published_at=factory.NOON - timedelta(days=9 if number > 21 else number % 4, hours=1),
        prediction=said,
    )


@pytest.fixture
def page(client: TestClient, dsn: str) -> str:
    """The report of that week, on screen for somebody who is signed in."""
    with connect(dsn) as conn:
        web_help.fill(conn, [told(number) for number in range(24)])
        models.switch(conn, factory.MODEL)
        report_id = make_draft(conn, settings_from({}), "weekly", WEEK, factory.NOON)
        found = reports.get(conn, report_id).html
    web_help.signed_in(client, dsn)
    return found


def test_every_linked_number_is_the_number_of_posts_that_its_search_finds(client: TestClient, page: str) -> None:
    links = _links(page)
    wanted = {"topic=", "sentiment=", "source=", "target=", "province="}
    assert {name for name in wanted if any(name in href for href, _ in links)} == wanted
    assert len(links) >= 12
    wrong = []
    for href, figure in sorted(links):
        count = _total(client, href)
        if count != figure:
            wrong.append((href, figure, count))
    assert wrong == []


def wave_of(number: int) -> ProcessedPost:
    """Two posts a day about housing for four weeks, and in the last two days twenty about the lump sum in Đồng Nai."""
    quiet = number < 56
    return factory.post(
        source=("bao-tho", "congdoan-mau")[number % 2],
        url=f"https://a.example/{number}",
        text=" ".join(f"lời{number}k{word}" for word in range(30)),
        kind=PostKind.NEWS,
        published_at=factory.NOON - timedelta(days=number // 2 if quiet else number % 2, hours=1),
        prediction=factory.prediction(labels=("nha-o",) if quiet else ("bhxh-mot-lan",), targets={}),
        flag=None,
    )


def test_the_number_of_a_wave_leads_to_its_posts(client: TestClient, dsn: str) -> None:
    with connect(dsn) as conn:
        web_help.fill(conn, [wave_of(number) for number in range(76)])
        models.switch(conn, factory.MODEL)
        found = reports.get(conn, make_draft(conn, settings_from({}), "weekly", WEEK, factory.NOON)).html
    web_help.signed_in(client, dsn)
    wave = f"/tim-kiem?{urlencode({'topic': 'bhxh-mot-lan', 'from': '2026-11-19', 'to': '2026-11-20'})}"
    assert (wave, 20) in _links(found)
    assert [href for href, figure in _links(found) if _total(client, href) != figure] == []


def _links(page: str) -> set[tuple[str, int]]:
    return {(html.unescape(href), int(figure.replace(".", ""))) for href, figure in LINK.findall(page)}


def _total(client: TestClient, href: str) -> int:
    answer = client.get(href)
    assert answer.status_code == 200
    found = TOTAL.search(answer.text)
    return int(found.group(1).replace(".", "")) if found else 0


def test_after_corrections_a_number_and_its_search_differ_by_no_more_posts_than_people_have_looked_at(
    client: TestClient, dsn: str
) -> None:
    with connect(dsn) as conn:
        web_help.fill(conn, [told(number) for number in range(24)])
        models.switch(conn, factory.MODEL)
        mai = web_help.staff(conn, login="mai").id
        first, second = (web_help.id_of(conn, f"https://a.example/{number}") for number in (1, 4))
        labels.put(conn, first, "topic:bhxh", False, mai)
        labels.put(conn, first, "topic:nha-o", True, mai)
        labels.put(conn, second, "sentiment", "positive", mai)
        found = reports.get(conn, make_draft(conn, settings_from({}), "weekly", WEEK, factory.NOON)).html
    web_help.signed_in(client, dsn)
    gaps = {href: figure - _total(client, href) for href, figure in _links(found)}
    moved = {href: gap for href, gap in gaps.items() if gap}
    assert max(abs(gap) for gap in moved.values()) == 2
    assert all(any(word in href for word in ("topic=bhxh", "topic=nha-o", "sentiment=")) for href in moved)
    assert "ở 2 nội dung đã xem" in found


def test_a_page_that_leaves_the_house_leads_to_the_staff_pages(client: TestClient, page: str) -> None:
    taken = client.get("/api/v1/reports/1.html").text
    assert 'href="/tim-kiem?' in page
    assert 'href="/tim-kiem?' not in taken
    assert 'href="http://127.0.0.1:8000/tim-kiem?' in taken


def test_figures_are_linked_in_the_order_of_the_text_and_nothing_is_reworded() -> None:
    said = labelled("Quy mô", "24 nội dung, 4 cần giải đáp; 24 nằm trong danh sách.")
    linked = queries.counted(said, ("24 nội dung", "/a"), ("4 cần", "/b"), ("99", "/c"))
    assert "".join(run.text for run in linked.runs) == "".join(run.text for run in said.runs)
    assert [(run.text, run.query) for run in linked.runs if run.query] == [("24 nội dung", "/a"), ("4 cần", "/b")]
    assert queries.counted(Paragraph((Run("không"),)), ("1", "/a")) == Paragraph((Run("không"),))
