"""An article whose headline changed comes under a new address and is still one post with a revision."""

from __future__ import annotations

from datetime import timedelta

import pytest
from factory import NOON, post
from saving_help import article, only, save

from domain.naming import name_of, number_of
from domain.post import PostKind
from store import posts
from store.db import Conn
from store.posts import PostQuery

TEXT = " ".join(f"câu{number} kể tiếp chuyện ở xưởng may số{number}" for number in range(30))
OLD = "https://congdoan.example/viec-lam/cho-luong-hai-thang-482913.html"
NEW = "https://congdoan.example/viec-lam/luong-da-ve-482913.html"
LATER = {"fetched_at": NOON + timedelta(hours=2)}


def test_a_new_headline_in_the_address_is_a_revision(ready: Conn) -> None:
    save(ready, post(url=OLD, text=TEXT))
    saved = save(ready, post(url=NEW, text=f"{TEXT} Lương đã về chiều nay.", title="Lương đã về", **LATER))
    assert (saved.new, saved.revised) == (0, 1)
    assert only(ready).title == "Lương đã về"
    assert len(posts.revisions(ready, only(ready).id)) == 1
    again = save(ready, post(url=NEW, text=f"{TEXT} Lương đã về chiều nay.", title="Lương đã về", **LATER))
    assert (again.new, again.revised, again.same) == (0, 0, 1)


@pytest.mark.parametrize(
    "changes",
    [
        {"url": NEW, "source": "bao-mau"},
        {"url": NEW.replace("482913", "482914")},
        {"url": NEW.replace("-482913.html", "-482913-phan-hai.html")},
        {"url": NEW, "published_at": NOON + timedelta(days=4), "fetched_at": NOON + timedelta(days=4)},
        {"url": NEW, "kind": PostKind.QUESTION},
        {"url": NEW, "text": " ".join(f"chuyện khác{number}" for number in range(90))},
    ],
    ids=["another outlet", "another number", "number inside", "another week", "a question", "another text"],
)
def test_what_only_looks_like_it_is_a_post_of_its_own(ready: Conn, changes: dict[str, object]) -> None:
    save(ready, post(url=OLD, text=TEXT))
    assert save(ready, post(**{"text": TEXT, **LATER, **changes})).new == 1


def test_two_articles_of_one_batch_keep_their_own_keys(ready: Conn) -> None:
    save(ready, post(url=OLD, text=TEXT))
    saved = save(ready, post(url=NEW, text=f"{TEXT} Thêm một câu.", **LATER), article(7))
    assert (saved.new, saved.revised) == (1, 1)
    assert {found.url for found in posts.search(ready, PostQuery()).posts} == {NEW, article(7).url}


@pytest.mark.parametrize(
    ("address", "number"),
    [
        (OLD, "482913"),
        ("https://bao.vn/tin/123456", "123456"),
        ("https://bao.vn/tieu-de-post99887.html?x=1", "99887"),
        ("https://bao.vn/gia-vang-ngay-20112026.html", ""),
        ("https://bao.vn/tin-20261120.html", ""),
        ("https://bao.vn/bai-12.html", ""),
        ("https://bao.vn/2026/11/20/", ""),
        ("import:abc", ""),
    ],
)
def test_the_number_of_an_article_stands_at_the_end_and_is_no_date(address: str, number: str) -> None:
    assert number_of(address) == number


@pytest.mark.parametrize("same", ["http://www.bao.vn/tin/1", "https://bao.vn/tin/1/", "https://www.bao.vn/tin/1"])
def test_scheme_www_and_a_last_slash_name_nothing(same: str) -> None:
    assert name_of(same) == name_of("https://bao.vn/tin/1") == "bao.vn/tin/1"
    assert name_of("import:abc") == "import:abc"
    assert name_of("https://bao.vn/tin?id=1") != name_of("https://bao.vn/tin?id=2")
