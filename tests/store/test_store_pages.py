"""Pages are queued once, claimed once and put aside with their reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from factory import NOON
from saving_help import prepare

from domain.post import Page, PostKind, Remark
from store import fetches, known, pages
from store.db import Conn, connect
from store.errors import UnknownSource

REMARK = Remark("Bao giờ có lương vậy ạ?", NOON, PostKind.QUESTION)
HEADERS = {"content-type": "text/html", "etag": '"a"', "last-modified": "Fri", "set-cookie": "id=1"}


def page(number: int = 1, body: bytes = b"<p>tin</p>", source: str = "congdoan-mau", minutes: int = 0) -> Page:
    moment = NOON + timedelta(minutes=minutes)
    return Page(source, f"https://congdoan.example/{number}", moment, 200, HEADERS, body)


def test_a_page_comes_back_as_it_was_stored(ready: Conn) -> None:
    assert pages.add(ready, page(body=b"\x00\xff tin"), [REMARK, Remark("Hay", None)])
    (stored,) = pages.claim(ready, 10)
    assert stored.page.body == b"\x00\xff tin"
    assert (stored.page.url, stored.page.fetched_at, stored.page.status) == (page().url, NOON, 200)
    assert stored.remarks == (REMARK, Remark("Hay", None))
    assert "set-cookie" not in stored.page.headers


def test_the_same_bytes_twice_are_one_row(ready: Conn) -> None:
    assert pages.add(ready, page(), [REMARK])
    assert not pages.add(ready, page(minutes=5), [REMARK])
    assert pages.pending(ready) == 1
    assert pages.add(ready, page(body=b"<p>tin sua</p>", minutes=9), [REMARK])
    assert pages.add(ready, page(body=b"<p>tin sua</p>", minutes=10), [])
    assert pages.pending(ready) == 3


def test_the_same_bytes_are_known_after_the_page_was_purged(ready: Conn) -> None:
    pages.add(ready, page())
    pages.done(ready, [stored.id for stored in pages.claim(ready, 9)])
    assert pages.purge(ready, NOON + timedelta(days=1)) == 1
    assert not pages.add(ready, page(minutes=5))


def test_waiting_pages_are_never_purged(ready: Conn) -> None:
    pages.add(ready, page())
    assert pages.purge(ready, NOON + timedelta(days=1)) == 0


def test_what_is_known_of_addresses_is_of_the_last_answer_and_the_first_visit(ready: Conn) -> None:
    urls = [page().url, page(2).url]
    assert known.pages(ready, ["congdoan-mau"], urls) == []
    pages.add(ready, page())
    newer = replace(page(body=b"<p>moi</p>", minutes=30), headers={"etag": '"b"'})
    pages.add(ready, newer)
    (one,) = known.pages(ready, ["congdoan-mau"], urls)
    assert (one.url, one.etag, one.last_modified, one.first_seen) == (urls[0], '"b"', None, NOON)
    assert known.pages(ready, ["bao-mau"], urls) == []


def test_pages_that_arrive_together_are_kept_once_in_their_order(ready: Conn) -> None:
    arrived = [page(2), page(1), page(1, minutes=1), page(1, body=b"<p>sua</p>", minutes=2), page(2, minutes=3)]
    assert pages.add_all(ready, [(one, ()) for one in arrived]) == [True, True, False, True, False]
    assert [stored.page.url[-1] for stored in pages.claim(ready, 9)] == ["2", "1", "1"]
    assert pages.add_all(ready, [(page(1), ()), (page(3), ())]) == [True, True]


def test_a_page_that_fails_is_put_aside_with_its_reason_and_can_be_retried(ready: Conn) -> None:
    pages.add(ready, page(1))
    pages.add(ready, page(2, source="bao-mau"))
    for stored in pages.claim(ready, 9):
        pages.set_aside(ready, stored.id, "empty", "no text found")
    assert [(row.source, row.reason, row.pages) for row in pages.aside(ready)] == [
        ("bao-mau", "empty", 1),
        ("congdoan-mau", "empty", 1),
    ]
    assert pages.claim(ready, 9) == []
    assert pages.retry(ready, "bao-mau") == 1
    assert pages.retry(ready) == 1
    assert pages.pending(ready) == 2


def test_two_workers_never_claim_the_same_page(store_dsn: str) -> None:
    with connect(store_dsn) as conn:
        prepare(conn)
        for number in range(6):
            pages.add(conn, page(number))
    with connect(store_dsn) as first, connect(store_dsn) as second:
        mine, others = pages.claim(first, 4), pages.claim(second, 4)
        assert [stored.page.url[-1] for stored in mine] == ["0", "1", "2", "3"]
        assert [stored.page.url[-1] for stored in others] == ["4", "5"]
        pages.done(second, [stored.id for stored in others])
        first.rollback()
    with connect(store_dsn) as third:
        assert [stored.id for stored in pages.claim(third, 9)] == [stored.id for stored in mine]


def test_a_page_of_an_unknown_source_is_refused(ready: Conn) -> None:
    with pytest.raises(UnknownSource, match=r"sources\.upsert"):
        pages.add(ready, page(source="khong-co"))


def test_fetches_are_counted_by_outcome(ready: Conn) -> None:
    for outcome, size in (("stored", 10), ("stored", 5), ("same", 0)):
        _fetch(ready, outcome, size=size)
    totals = {(row.role, row.outcome): (row.fetches, row.size) for row in fetches.totals(ready, NOON)}
    assert totals == {("article", "stored"): (2, 15), ("article", "same"): (1, 0)}
    assert fetches.totals(ready, NOON + timedelta(seconds=1)) == []
    assert fetches.purge(ready, NOON + timedelta(seconds=1)) == 3


def _fetch(conn: Conn, outcome: str, size: int = 0, reason: str = "") -> None:
    url = "https://congdoan.example/1"
    fetches.add(
        conn,
        source="congdoan-mau",
        url=url,
        role="article",
        at=NOON,
        status=200,
        outcome=outcome,
        reason=reason,
        size=size,
    )
