"""Staff, their sessions and keys, what they did, and what the program made."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from factory import NOON
from saving_help import lan

from domain.times import Window
from store import audit, jobs, keys, reports, searches, sessions, signals, users
from store.db import Conn
from store.errors import NotFound, Taken
from store.keys import NewKey, Scope
from store.signals import Campaign, Signal
from store.users import Role

SOON = datetime.now(UTC) + timedelta(hours=1)
WEEK = Window(NOON.date() - timedelta(days=6), NOON.date())


def test_a_login_is_lower_case_and_taken_once(ready: Conn) -> None:
    user = users.create(ready, " Hoa ", "Hoa", Role.ADMIN, "h")
    assert (user.login, user.role, user.active) == ("hoa", Role.ADMIN, True)
    with pytest.raises(Taken, match="another"):
        users.create(ready, "HOA", "Hoa khác", Role.VIEWER, "h")
    assert [each.login for each in users.every(ready)] == ["hoa", "lan"]


def test_credentials_are_of_active_users_only(ready: Conn) -> None:
    found = users.credentials(ready, "LAN")
    assert found is not None
    assert found.password_hash == "hash"
    users.change(ready, lan(ready), role=Role.VIEWER, active=True)
    assert users.get(ready, lan(ready)).role is Role.VIEWER
    users.change(ready, found.user.id, role=Role.VIEWER, active=False)
    assert users.credentials(ready, "lan") is None
    with pytest.raises(NotFound):
        users.get(ready, 10**9)


def test_a_session_ends_by_time_by_closing_and_with_its_user(ready: Conn) -> None:
    for name, expires in ((b"a", SOON), (b"b", SOON - timedelta(hours=2)), (b"c", SOON)):
        sessions.open_session(ready, name, lan(ready), expires)
    assert [sessions.lookup(ready, name) is not None for name in (b"a", b"b", b"c")] == [True, False, True]
    sessions.close(ready, b"a")
    assert sessions.lookup(ready, b"a") is None
    users.set_password(ready, lan(ready), "other")
    assert sessions.lookup(ready, b"c") is None


def test_a_revoked_key_opens_nothing(ready: Conn) -> None:
    key = keys.add(ready, NewKey(lan(ready), "bảng điều khiển", "ln_abc", b"k", (Scope.READ,), None))
    holder = keys.holder(ready, b"k")
    assert holder is not None
    assert (holder.user.login, holder.scopes) == ("lan", {Scope.READ})
    assert keys.every(ready, lan(ready))[0].last_used_at is not None
    assert not keys.revoke(ready, key, lan(ready) + 1)
    assert keys.revoke(ready, key, lan(ready))
    assert not keys.revoke(ready, key)
    assert keys.holder(ready, b"k") is None


def test_the_audit_log_reads_newest_first(ready: Conn) -> None:
    audit.add(ready, lan(ready), "sign-in", "lan")
    audit.add(ready, None, "purge", "pages", {"pages": 7})
    newest, oldest = audit.newest(ready)
    assert (newest.who, newest.action, newest.detail) == (None, "purge", {"pages": 7})
    assert audit.newest(ready, before=newest.id) == [oldest]
    assert oldest.who == "lan"


def test_the_newest_report_of_a_window_counts(ready: Conn) -> None:
    assert reports.latest(ready, "weekly", WEEK) is None
    first = reports.add(ready, "weekly", WEEK, value={"posts": 1}, docx=b"docx", html="<p>1</p>")
    second = reports.add(ready, "weekly", WEEK, value={"posts": 2}, docx=b"docx2", html="<p>2</p>", made_by=lan(ready))
    latest = reports.latest(ready, "weekly", WEEK)
    assert latest is not None
    assert (latest.id, latest.window, latest.made_by) == (second, WEEK, "Lan")
    assert reports.get(ready, first).docx == b"docx"
    assert reports.get(ready, second).value == {"posts": 2}
    assert [head.id for head in reports.newest(ready, "weekly")] == [second, first]
    assert reports.newest(ready, "monthly") == []
    with pytest.raises(NotFound):
        reports.get(ready, second + 1)


def test_a_run_that_was_killed_stays_open(ready: Conn) -> None:
    killed, done = jobs.begin(ready, "crawl"), jobs.begin(ready, "work")
    jobs.finish(ready, done, "done", {"posts": 3})
    assert [(job.id, job.outcome) for job in jobs.newest(ready)] == [(done, "done"), (killed, None)]
    assert jobs.newest(ready, "work")[0].summary == {"posts": 3}


def test_a_search_is_kept_under_one_name(ready: Conn) -> None:
    searches.put(ready, lan(ready), "nợ lương", {"topics": ["no-luong"]})
    searches.put(ready, lan(ready), "nợ lương", {"topics": ["no-luong"], "province": "75"})
    (kept,) = searches.every(ready, lan(ready))
    assert kept.query == {"topics": ["no-luong"], "province": "75"}
    assert searches.drop(ready, lan(ready), kept.id)
    assert searches.every(ready, lan(ready)) == []


def test_a_signal_said_again_is_the_same_signal(ready: Conn) -> None:
    signal = Signal("wave", NOON.date(), 30, 10, topic="no-luong")
    signals.put(ready, signal)
    signals.put(ready, replace(signal, value=31))
    assert signals.within(ready, WEEK) == [replace(signal, value=31)]


def test_campaigns_are_stored_by_slug(ready: Conn) -> None:
    campaign = Campaign("thang-cong-nhan", "Tháng Công nhân", ("tháng công nhân",), WEEK.first, WEEK.last)
    signals.put_campaigns(ready, [campaign, replace(campaign, name="Tháng Công nhân 2027")])
    assert [each.name for each in signals.campaigns(ready)] == ["Tháng Công nhân 2027"]
