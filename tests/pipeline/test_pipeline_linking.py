"""Texts on one event find each other as they come; what people decided stays; copies keep their own count."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from factory import NOON, place, post, prediction
from saving_events import ids_of, save, staff

from domain.post import PostKind
from pipeline.linking import link_batch, link_waiting
from store import events, posts, reuniting
from store.db import Conn, connect

FIRE = (
    "Khoảng 10 giờ sáng, lửa bốc lên từ kho hạt nhựa của Công ty CP Nhựa Đại Lộc ở Mỹ Hào. Hơn 104 công nhân đang "
    "trong ca kịp chạy ra sân, tám xe chữa cháy được điều tới, đến trưa đám cháy mới được khống chế."
)
VISIT = (
    "Chiều nay, cán bộ công đoàn đến động viên công nhân Nhựa Đại Lộc sau vụ cháy kho hạt nhựa ở Mỹ Hào. Công ty "
    "cam kết trả lương ngừng việc cho 104 người trong thời gian sửa xưởng."
)
CAUSE = (
    "Kết quả ban đầu cho thấy lửa phát ra từ tủ điện của máy sấy hạt nhựa tại Nhựa Đại Lộc, Mỹ Hào; 104 công nhân "
    "được nghỉ hưởng lương đến hết tuần, một dây chuyền sẽ chạy lại."
)
OTHER = (
    "Lửa bùng lên ở khu sơn của Công ty TNHH Gỗ Thành Vinh, Mỹ Hào, giữa trưa. Sáu xe chữa cháy mất hai giờ mới "
    "khống chế được đám cháy, công nhân đang nghỉ trưa nên kịp chạy ra sân, không ai trong kho."
)


def told(number: int, title: str, text: str, **changes: Any) -> Any:
    values: dict[str, Any] = {
        "url": f"https://a.example/{number}",
        "title": title,
        "text": text,
        "places": (place("Hưng Yên", "33"),),
        "flag": None,
        "prediction": prediction(),
    }
    return post(**{**values, **changes})


ONE = told(1, "Cháy kho hạt nhựa Đại Lộc", FIRE)
TWO = told(2, "Thăm công nhân sau vụ cháy ở Đại Lộc", VISIT, published_at=NOON - timedelta(hours=3))
THREE = told(
    3,
    "Vụ cháy Nhựa Đại Lộc: chập điện",
    CAUSE,
    published_at=NOON - timedelta(days=-2),
    fetched_at=NOON + timedelta(days=2),
)
STRANGER = told(9, "Cháy xưởng gỗ Thành Vinh", OTHER)


@pytest.fixture
def conn(dsn: str) -> Iterator[Conn]:
    with connect(dsn) as connection:
        yield connection


def together(conn: Conn) -> set[frozenset[str]]:
    """The events, by the last signs of their addresses."""
    found = {events.of(conn, post_id) for post_id in ids_of(conn).values()} - {None}
    return {frozenset(row.url[-1] for row in events.members(conn, event)) for event in found if event is not None}


def linked(conn: Conn, *batch: Any) -> set[frozenset[str]]:
    save(conn, *batch)
    while link_batch(conn):
        pass
    return together(conn)


def test_different_texts_on_one_event_find_each_other_and_another_enterprise_stays_out(conn: Conn) -> None:
    assert linked(conn, ONE, STRANGER, TWO) == {frozenset("12")}
    assert linked(conn, THREE) == {frozenset("123")}


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 2, 1, 0), (2, 0, 3, 1)])
def test_the_order_of_arrival_does_not_matter(conn: Conn, order: tuple[int, ...]) -> None:
    batch = [ONE, TWO, THREE, STRANGER]
    for number in order:
        linked(conn, batch[number])
    assert together(conn) == {frozenset("123")}


def test_what_comes_weeks_later_is_no_longer_the_event(conn: Conn) -> None:
    late = NOON + timedelta(days=20)
    assert linked(conn, ONE, told(2, "Thăm Đại Lộc", VISIT, published_at=late, fetched_at=late)) == set()


def test_irrelevant_posts_and_comments_are_not_compared(conn: Conn) -> None:
    aside = told(2, "Thăm Đại Lộc", VISIT, prediction=prediction(relevant=False))
    comment = told(3, "", CAUSE, kind=PostKind.COMMENT)
    assert linked(conn, ONE, aside, comment) == set()
    assert link_batch(conn) == 0


def test_copies_come_along_and_keep_their_own_count(conn: Conn) -> None:
    copy = told(4, "Cháy kho hạt nhựa Đại Lộc", FIRE, published_at=NOON + timedelta(hours=0))
    assert linked(conn, ONE, copy) == set()
    assert linked(conn, TWO) == {frozenset("124")}
    later = told(5, "Cháy kho hạt nhựa Đại Lộc", f"{FIRE} Theo báo bạn.")
    assert linked(conn, later) == {frozenset("1245")}
    copies = {row.url[-1]: row.copies for row in posts.search(conn, posts.PostQuery()).posts}
    assert copies == {"1": 3, "4": 3, "5": 3, "2": 1}


def test_what_a_person_took_out_stays_out_with_its_copies(conn: Conn) -> None:
    linked(conn, ONE, TWO, THREE)
    reuniting.separate(conn, [ids_of(conn)["2"]], staff(conn))
    assert linked(conn, told(6, "Thăm công nhân sau vụ cháy ở Đại Lộc", f"{VISIT} Nguồn: báo bạn.")) == {
        frozenset("13")
    }
    assert linked(conn, told(2, "Thăm", f"{VISIT} Tin sửa lần hai.", fetched_at=NOON + timedelta(hours=5))) == {
        frozenset("13")
    }


def test_what_a_person_put_together_stays_together_and_may_grow(conn: Conn) -> None:
    linked(conn, ONE, TWO, STRANGER)
    ids = ids_of(conn)
    event = reuniting.unite(conn, ids["1"], ids["9"], staff(conn))
    assert {row.url[-1] for row in events.members(conn, event)} == {"1", "2", "9"}
    assert set(reuniting.pins(conn, list(ids.values()))) == set(ids.values())
    assert together(conn) == {frozenset("129")}


def test_a_text_that_changed_leaves_what_it_no_longer_tells_of(conn: Conn) -> None:
    linked(conn, ONE, TWO)
    blood = "Ngày hội hiến máu sáng nay thu 436 đơn vị máu từ 420 đoàn viên các khu công nghiệp, vượt kế hoạch đề ra."
    changed = told(2, "Hiến máu", blood, published_at=NOON - timedelta(hours=3), fetched_at=NOON + timedelta(hours=6))
    assert linked(conn, changed) == set()


def test_erased_posts_leave_their_event(conn: Conn) -> None:
    linked(conn, ONE, TWO)
    posts.erase(conn, [ids_of(conn)["1"]])
    assert together(conn) == set()
    assert conn.execute("SELECT count(*) AS n FROM event_marks").fetchone() != {"n": 0}
    posts.erase(conn, [ids_of(conn)["2"]])
    assert conn.execute("SELECT count(*) AS n FROM event_marks").fetchone() == {"n": 0}


def killed(*_: object) -> None:
    raise KeyboardInterrupt


def test_a_killed_batch_gives_its_posts_back(conn: Conn, dsn: str, monkeypatch: pytest.MonkeyPatch) -> None:
    save(conn, ONE, TWO)
    conn.commit()
    with monkeypatch.context() as patch:
        patch.setattr(events, "put", killed)
        with pytest.raises(KeyboardInterrupt):
            link_batch(conn)
    conn.rollback()
    assert together(conn) == set()
    assert link_waiting(dsn, batch=1) == 2
    assert together(conn) == {frozenset("12")}
