"""A wave in one province is named with its topic, leads to its posts, and is told to who looks after that province."""

from __future__ import annotations

import pytest
from factory import NOON

from dashboards.ahead import ahead
from dashboards.words import Reference
from reports.frozen import to_json
from reports.signals.series import local_key
from reports.values import DayLevel, Key, Wave
from store import signals
from store.db import Conn
from store.signals import Signal

TODAY = NOON.date()
HERE = local_key("no-luong", "75")


def keep(conn: Conn, key: Key, *also: Key, observed: int = 6) -> None:
    wave = Wave(key, TODAY, TODAY, observed, 0.2, 1, 1e-6, also, (), (), (), (), "", (DayLevel(TODAY, 6, 0.2, 2.0),))
    signals.put(conn, Signal("wave", TODAY, observed, 0.2, topic="no-luong", province="75", detail=to_json(wave)))


def test_it_is_named_and_leads_to_the_posts_of_both(conn: Conn, reference: Reference) -> None:
    keep(conn, HERE)
    (line,) = ahead(conn, TODAY, NOON, reference).waves
    assert line.name == "Nợ lương tại Đồng Nai"
    assert line.told.startswith("6 nội dung")
    assert "topic=no-luong" in line.href
    assert "province=75" in line.href


def test_a_topic_says_in_which_province_it_rose_most(conn: Conn, reference: Reference) -> None:
    keep(conn, Key("topic", "no-luong"), HERE, local_key("bhxh", "31"))
    (line,) = ahead(conn, TODAY, NOON, reference).waves
    assert "tăng rõ nhất tại: Đồng Nai" in line.why
    assert "Hải Phòng" not in line.why


def test_one_to_four_posts_are_not_counted_out(conn: Conn, reference: Reference) -> None:
    keep(conn, HERE, observed=4)
    (line,) = ahead(conn, TODAY, NOON, reference).waves
    assert line.told.startswith("dưới 5 nội dung")


@pytest.mark.parametrize(
    ("key", "also"), [(HERE, ()), (Key("province", "75"), ()), (Key("topic", "no-luong"), (HERE,))]
)
def test_who_looks_after_the_province_is_told_of_it_and_others_are_not(
    conn: Conn, reference: Reference, key: Key, also: tuple[Key, ...]
) -> None:
    keep(conn, key, *also)
    assert len(ahead(conn, TODAY, NOON, reference, ("75",)).waves) == 1
    assert ahead(conn, TODAY, NOON, reference, ("31",)).waves == ()
