"""What a way in named is remembered as it was said, one version each."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from factory import NOON

from domain.heard import Heard
from store import heard, sources
from store.db import Conn
from store.sources import SourceRow

FEED = "https://bao.vidu.vn/rss"
SAID = Heard(
    "bao", FEED, '"1"', "", NOON, "luat", (("https://bao.vidu.vn/a-1.html", NOON), ("https://bao.vidu.vn/b", None)), ()
)


def test_a_way_in_is_remembered_word_for_word_and_the_newest_answer_counts(ready: Conn) -> None:
    sources.upsert(ready, [SourceRow("bao", "Báo thử", "https://bao.vidu.vn", "press")])
    assert heard.of(ready, "bao", FEED) is None
    heard.keep(ready, [])
    heard.keep(ready, [SAID])
    assert heard.of(ready, "bao", FEED) == SAID
    later = replace(SAID, etag="", last_modified="hôm nay", whole_at=NOON + timedelta(hours=7), named=(), more=(FEED,))
    heard.keep(ready, [later])
    assert heard.of(ready, "bao", FEED) == later
    assert heard.of(ready, "bao", FEED + "2") is None


def test_what_is_too_old_to_be_of_use_is_forgotten(ready: Conn) -> None:
    sources.upsert(ready, [SourceRow("bao", "Báo thử", "https://bao.vidu.vn", "press")])
    heard.keep(ready, [SAID, replace(SAID, url=FEED + "2", whole_at=NOON + timedelta(days=2))])
    assert heard.purge(ready, NOON + timedelta(days=1)) == 1
    assert heard.of(ready, "bao", FEED) is None
