"""Every recorded page still gives what was read from it when it was recorded (`langnghe sources record`)."""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from crawling_help import ROOT

from crawlers.extract import extract
from crawlers.spec import SourceSpec, load_spec, load_specs
from crawlers.split import split
from demo.server import load_items
from domain.post import Page

RECORDED = Path(__file__).with_name("recorded")
BASE_PORT = 27600
FOLDERS = (ROOT / "demo" / "sources", ROOT / "crawlers" / "sources")


def spec_of(slug: str) -> SourceSpec:
    path = next(path for folder in FOLDERS if (path := folder / f"{slug}.toml").exists())
    return load_spec(path, BASE_PORT)


def recorded(slug: str) -> tuple[Page, dict[str, Any]]:
    expected = json.loads((RECORDED / f"{slug}.json").read_text(encoding="utf-8"))
    url = re.sub(r"practice:(\d+)", lambda found: f"127.0.0.1:{BASE_PORT + int(found[1])}", expected["url"])
    body = (RECORDED / f"{slug}.html").read_bytes()
    return Page(slug, url, datetime.fromisoformat(expected["fetched_at"]), 200, {}, body), expected


SLUGS = sorted(path.stem for path in RECORDED.glob("*.json"))


@pytest.mark.parametrize("slug", SLUGS)
def test_a_recorded_page_still_gives_what_was_read_from_it(slug: str) -> None:
    page, expected = recorded(slug)
    post = extract(page, spec_of(slug))[0]
    assert post.title == expected["title"]
    assert post.text.split("\n") == expected["text"]
    assert (post.published_at.isoformat() if post.published_at else None) == expected["published_at"]
    assert post.section == expected["section"]
    assert list(post.tags) == expected["tags"]


@pytest.mark.parametrize("slug", SLUGS)
def test_a_recorded_page_holds_nothing_that_would_be_cut(slug: str) -> None:
    page, _ = recorded(slug)
    parts = split(page, spec_of(slug))
    assert parts.remarks == ()
    assert len(parts.page.body) == pytest.approx(len(page.body), rel=0.01)


def test_no_recorded_page_holds_what_a_commenter_wrote() -> None:
    said = [one.text for items in load_items().values() for item in items for one in item.comments]
    kept = "".join(path.read_text(encoding="utf-8") for path in RECORDED.glob("*.html"))
    assert len(said) > 300
    assert not [text for text in said if text in kept]


def test_every_practice_source_with_pages_has_a_recorded_one() -> None:
    specs = load_specs(ROOT / "demo" / "sources", BASE_PORT)
    without = {"fanpage-cong-nhan", "trang-da-mat", "congdoan-cu"}  # an API, a dead site, the portal's twin
    assert {spec.slug for spec in specs} - without == set(SLUGS)
