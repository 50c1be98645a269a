"""The whole practice web crawled over HTTP: what was written is found, who wrote a comment is not."""

from __future__ import annotations

import random
import re
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from crawling_help import ROOT, Crawled, finish_crawl, start_crawl

from crawlers.extract import extract
from crawlers.spec import SourceSpec, load_specs
from crawlers.split import split
from demo.calendar import Published
from demo.server import PortTakenError, Web, load_items, start, stop, vietnam_now
from demo.shapes.fanpage import TOKEN
from demo.site import Site, load_sites
from domain.post import ExtractedPost, Page, PageParts, PostKind

DELAYED = "congdoan-haiphong"
"""Asks for pauses; its own test looks at them, the others need its pages only once."""


@dataclass(frozen=True)
class Practice:
    base_port: int
    sites: dict[str, Site]
    specs: dict[str, SourceSpec]
    crawled: Crawled

    def read(self) -> Iterator[tuple[str, Published, PageParts, list[ExtractedPost]]]:
        """Every page with the item that it shows, split, and extracted."""
        for row in self.crawled.pages:
            spec = self.specs[row["source"]]
            page = Page(
                spec.slug, row["url"], datetime.fromisoformat(row["at"]), 200, row["headers"], row["body"].encode()
            )
            numbers = re.findall(r"\d{9}", row["url"])
            item = next(found for number in numbers if (found := self.sites[spec.slug].by_id(number)))
            parts = split(page, spec)
            yield spec.slug, item, parts, extract(parts.page, spec, parts.remarks)


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Practice]:
    folder = tmp_path_factory.mktemp("practice")
    began_at = vietnam_now()
    base_port, servers = _start(folder, began_at)
    web = Web(load_items(), folder / "demo" / "anchor.json", base_port, lambda: began_at)
    specs = {spec.slug: spec for spec in load_specs(ROOT / "demo" / "sources", base_port)}
    job = {
        "specs": str(ROOT / "demo" / "sources"),
        "base_port": base_port,
        "settings": {"contact": None, "allow_loopback": True},
    }
    began = time.monotonic()
    process = start_crawl(folder, job, {"LANGNGHE_DEMO_GRAPH_TOKEN": TOKEN})
    crawled = finish_crawl(process, folder, began)
    yield Practice(base_port, {config.slug: web.site(config) for config in load_sites()}, specs, crawled)
    stop(servers)


def _start(folder: Path, now: datetime) -> tuple[int, list[object]]:
    for _ in range(20):
        base_port = random.randrange(21_000, 29_000, 20)
        try:
            return base_port, list(start(folder, base_port, lambda: now))
        except PortTakenError:
            continue
    pytest.skip("no free ports for the practice web")


def test_the_crawl_is_quick_and_clean(practice: Practice) -> None:
    assert practice.crawled.exit_code == 0, practice.crawled.errors
    assert practice.crawled.errors == ""
    assert practice.crawled.summary["seconds"] < 25
    assert len(practice.crawled.pages) > 350


def test_every_item_of_every_site_is_found(practice: Practice) -> None:
    shown = {(slug, item.id) for slug, item, _, _ in practice.read()}
    wanted = {(slug, post.id) for slug, site in practice.sites.items() for post in site.posts}
    assert shown == wanted


def test_every_address_has_exactly_one_outcome(practice: Practice) -> None:
    per_address = Counter((row["source"], row["url"]) for row in practice.crawled.outcomes)
    assert set(per_address.values()) == {1}
    stored = {
        row["url"] for row in practice.crawled.outcomes if row["role"] == "article" and row["outcome"] == "stored"
    }
    assert stored == {page["url"] for page in practice.crawled.pages}


def test_titles_texts_dates_and_sections_are_those_that_were_written(practice: Practice) -> None:
    for slug, item, _, posts in practice.read():
        if slug in ("hoi-dap", "fanpage-cong-nhan"):
            continue
        post = posts[0]
        assert post.title == item.item.title
        assert post.text == "\n".join((item.item.lead, *item.item.body))
        assert post.section == item.item.section
        assert post.published_at is not None
        assert abs((post.published_at - item.published).total_seconds()) < 60


def test_page_posts_are_whole(practice: Practice) -> None:
    for slug, item, _, posts in practice.read():
        if slug == "fanpage-cong-nhan":
            said = "\n".join(part for part in (posts[0].title, posts[0].text) if part)
            assert said == "\n".join((item.item.lead, *item.item.body))
            assert posts[0].published_at == item.published


def test_questions_and_answers_are_told_apart(practice: Practice) -> None:
    seen = Counter[str]()
    for slug, item, _, posts in practice.read():
        if slug != "hoi-dap":
            continue
        question = next(post for post in posts if post.kind is PostKind.QUESTION)
        assert question.text == "\n".join((item.item.lead, *item.item.body))
        assert question.context == item.item.title
        assert question.published_at == item.published
        answers = [post for post in posts if post.kind is PostKind.NOTICE]
        assert [post.text for post in answers] == (["\n".join(item.item.answer)] if item.item.answer else [])
        seen["answered" if answers else "open"] += 1
    assert seen["answered"] > 10
    assert seen["open"] > 3


def test_comments_have_their_text_and_time(practice: Practice) -> None:
    total = 0
    for _, item, _, posts in practice.read():
        found = sorted((post.text, post.published_at) for post in posts if post.kind is PostKind.COMMENT)
        assert found == sorted((one.comment.text, one.published) for one in item.comments)
        total += len(found)
    assert total > 300


def test_no_commenters_name_survives_in_a_kept_page_or_a_post(practice: Practice) -> None:
    for _, item, parts, posts in practice.read():
        written = "\n".join((item.item.title, item.item.lead, *item.item.body, *item.item.answer))
        kept = parts.page.body.decode() + repr(dict(parts.page.headers))
        for one in item.comments:
            if one.comment.name not in written:  # a commenter may be a person of the story
                assert one.comment.name not in kept
                assert one.comment.name not in posts[0].text
            assert one.comment.text not in kept
        assert "Phóng viên Tập Dượt" not in kept
        assert "Người hỏi" not in kept


def test_the_dead_site_the_closed_address_and_the_frozen_feed_are_said(practice: Practice) -> None:
    said = {(row["source"], row["role"], row["outcome"], row["reason"]) for row in practice.crawled.outcomes}
    assert ("trang-da-mat", "feed", "failed", "unreachable") in said
    assert ("bao-nguoi-tho", "article", "refused", "robots") in said
    assert ("congdoan-cu", "feed", "stored", "frozen") in said


def test_the_token_is_nowhere(practice: Practice) -> None:
    assert TOKEN not in repr(practice.crawled.rows)
    assert TOKEN not in practice.crawled.errors


def test_the_pause_that_robots_txt_asks_for_is_kept(practice: Practice) -> None:
    moments = sorted(
        datetime.fromisoformat(row["at"])
        for row in practice.crawled.outcomes
        if row["source"] == DELAYED and row["status"]
    )
    assert len(moments) > 30
    assert (moments[-1] - moments[0]).total_seconds() >= 0.4 * (len(moments) - 2)
