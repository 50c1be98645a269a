"""A host that asked for a pause is left alone until it is over."""

from __future__ import annotations

from datetime import timedelta

from factory import NOON

from store import jobs, pauses
from store.db import Conn


def test_a_host_rests_until_its_pause_is_over(ready: Conn) -> None:
    pauses.note(ready, "bao.vidu.vn", NOON + timedelta(hours=1))
    pauses.note(ready, "khac.vidu.vn:81", NOON)
    pauses.note(ready, "bao.vidu.vn", NOON + timedelta(minutes=5))
    hosts = ["bao.vidu.vn", "khac.vidu.vn:81", "chua-hoi.vidu.vn"]
    assert pauses.resting(ready, hosts, NOON) == {"bao.vidu.vn"}
    assert pauses.resting(ready, hosts, NOON - timedelta(minutes=1)) == {"bao.vidu.vn", "khac.vidu.vn:81"}
    assert pauses.resting(ready, hosts, NOON + timedelta(hours=1)) == set()
    assert pauses.resting(ready, hosts[1:], NOON) == set()


def test_pauses_that_are_over_are_forgotten_and_none_shows_among_the_jobs(ready: Conn) -> None:
    pauses.note(ready, "bao.vidu.vn", NOON + timedelta(hours=1))
    pauses.note(ready, "khac.vidu.vn", NOON - timedelta(hours=1))
    assert pauses.purge(ready, NOON) == 1
    assert pauses.resting(ready, ["bao.vidu.vn"], NOON) == {"bao.vidu.vn"}
    assert jobs.newest(ready) == []
