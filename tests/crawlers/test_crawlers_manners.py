"""How we behave, without a network."""

from __future__ import annotations

import asyncio
import time

import pytest
from scrapy.http import Response
from test_crawlers_split import a_spec
from twisted.internet.error import DNSLookupError

from crawlers.errors import CrawlRefused
from crawlers.manners import robots
from crawlers.manners.addresses import GuardedResolver, is_loopback, may_connect, resolves_to_allowed
from crawlers.manners.gate import FLOOR, Gates
from crawlers.manners.middleware import asked_pause
from crawlers.manners.turned import reason_of
from crawlers.outcome import CrawlSettings
from crawlers.run import scrapy_settings, user_agent
from domain.settings import SettingsError, settings_from

FEED = {"type": "feed", "url": "https://bao.vidu.vn/rss"}


@pytest.mark.parametrize(
    "address",
    ["10.0.0.1", "192.168.1.9", "172.16.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "255.255.255.255",
     "224.0.0.1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "::ffff:10.0.0.1",
     "::ffff:127.0.0.1", "127.0.0.1", "127.8.8.8", "::1", "no-address", ""],
)  # fmt: skip
def test_private_addresses_are_never_connected_to(address: str) -> None:
    assert not may_connect(address, allow_loopback=False)


@pytest.mark.parametrize("address", ["10.0.0.1", "192.168.1.9", "172.16.0.1", "fc00::1", "113.160.1.1"])
def test_a_host_that_the_operator_lists_may_lie_in_a_private_network(address: str) -> None:
    assert may_connect(address, allow_loopback=False, listed=True)


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "169.254.169.254", "fe80::1", "0.0.0.0", "224.0.0.1", "::"])
def test_no_list_opens_this_machine_or_link_local_addresses(address: str) -> None:
    assert not may_connect(address, allow_loopback=False, listed=True)


def test_the_list_counts_for_the_name_and_for_no_other() -> None:
    resolver = object.__new__(GuardedResolver)
    resolver.private_hosts = frozenset({"tin.noibo"})
    assert resolver._checked("10.0.0.7", "TIN.noibo") == "10.0.0.7"
    with pytest.raises(DNSLookupError):
        resolver._checked("10.0.0.7", "khac.noibo")
    said = asyncio.run(resolves_to_allowed("10.0.0.7", allow_loopback=False, private_hosts={"10.0.0.7"}))
    other = asyncio.run(resolves_to_allowed("10.0.0.8", allow_loopback=False, private_hosts={"10.0.0.7"}))
    assert (said, other) == (True, False)


def test_the_operator_lists_names_not_addresses_of_pages() -> None:
    assert settings_from({"LANGNGHE_PRIVATE_SOURCES": "Tin.noibo, 10.0.0.7"}).private_sources == {
        "tin.noibo",
        "10.0.0.7",
    }
    with pytest.raises(SettingsError, match="without port"):
        settings_from({"LANGNGHE_PRIVATE_SOURCES": "http://tin.noibo/"})


def test_loopback_is_allowed_only_by_the_caller() -> None:
    assert may_connect("127.0.0.1", allow_loopback=True)
    assert may_connect("::1", allow_loopback=True)
    assert not may_connect("10.0.0.1", allow_loopback=True)
    assert may_connect("113.160.1.1", allow_loopback=False)
    assert is_loopback("127.0.0.1")
    assert is_loopback("[::1]")
    assert not is_loopback("bao.vidu.vn")


@pytest.mark.parametrize(
    ("status", "allowed"), [(500, False), (503, False), (429, False), (404, True), (403, True), (410, True)]
)
def test_robots_is_closed_on_errors_of_the_server_and_open_where_there_is_none(status: int, allowed: bool) -> None:
    assert robots.read(status, b"User-agent: *\nDisallow: /").allow("http://vidu.vn/a") is allowed


def test_robots_rules_and_delays_are_read() -> None:
    rules = robots.read(
        200,
        b"User-agent: *\nDisallow: /noi-bo/\nCrawl-delay: 2.5\n\n"
        b"User-agent: LangNghe\nDisallow: /rieng/\nRequest-rate: 1/9",
    )
    assert rules.allow("http://vidu.vn/noi-bo/a")
    assert not rules.allow("http://vidu.vn/rieng/a")
    assert rules.crawl_delay == 9.0
    assert robots.read(200, b"\xff\xfe<html>").allow("http://vidu.vn/a")


def test_a_host_outside_waits_five_seconds_whatever_the_settings_say() -> None:
    gates = Gates(CrawlSettings(contact="a", delay=0.0))
    assert gates.of("bao.vidu.vn", "bao.vidu.vn").delay == FLOOR
    assert gates.of("bao.vidu.vn", "bao.vidu.vn") is gates.of("bao.vidu.vn", "bao.vidu.vn")
    assert Gates(CrawlSettings(contact="a", delay=9.0)).of("x", "x").delay == 9.0
    assert gates.of("127.0.0.1:80", "127.0.0.1").delay == 0.0


def test_requests_of_two_sources_on_one_host_go_one_after_another() -> None:
    async def take() -> list[float]:
        gate = Gates(CrawlSettings(contact="a")).of("127.0.0.1:80", "127.0.0.1")
        gate.delay, gate.jitter = 0.1, 0.0
        moments: list[float] = []

        async def one() -> None:
            assert await gate.turn(lambda: True)
            moments.append(time.monotonic())

        await asyncio.gather(*(one() for _ in range(4)))
        return moments

    moments = asyncio.run(take())
    assert moments[-1] - moments[0] >= 0.29


def test_a_waiting_request_gives_up_when_the_crawl_stops_or_the_gate_closes() -> None:
    async def wait(stopped: bool) -> bool:
        gate = Gates(CrawlSettings(contact="a")).of("x", "x")
        gate.hold(60)
        gate.closed = "" if stopped else "blocked"
        return await gate.turn(lambda: not stopped)

    assert asyncio.run(wait(stopped=True)) is False
    assert asyncio.run(wait(stopped=False)) is False


def test_a_refusal_makes_the_pause_longer_and_three_failures_close_the_gate() -> None:
    gate = Gates(CrawlSettings(contact="a")).of("x", "x")
    gate.slow_down()
    assert gate.delay == 2 * FLOOR
    for _ in range(9):
        gate.slow_down()
    assert gate.delay == 60.0
    for expected in ("", "", "timeout"):
        gate.failed("timeout")
        assert gate.closed == expected


@pytest.mark.parametrize(
    ("text", "seconds"), [("7", 7.0), ("", None), ("mai", None), ("Fri, 20 Nov 2020 08:00:00 GMT", 0.0)]
)
def test_retry_after_is_read_in_both_forms(text: str, seconds: float | None) -> None:
    assert asked_pause(Response("http://vidu.vn", status=429, headers={"Retry-After": text} if text else {})) == seconds


def test_the_outside_learns_whom_to_write_to_or_is_not_asked() -> None:
    outside = a_spec(enabled=True, entries=[FEED])
    with pytest.raises(CrawlRefused, match="LANGNGHE_CONTACT"):
        user_agent([outside], None)
    assert user_agent([outside], "ban@vidu.vn") == "LangNghe/0.1 (+ban@vidu.vn)"
    assert user_agent([outside], "a\r\nX: (y)") == "LangNghe/0.1 (+aX: y)"
    near = a_spec(enabled=True, url="http://127.0.0.1:1/", entries=[{"type": "feed", "url": "http://127.0.0.1:1/rss"}])
    assert user_agent([near], None) == "LangNghe/0.1 (+practice)"


def test_scrapys_unsafe_defaults_are_set_right() -> None:
    made = scrapy_settings(CrawlSettings(contact="a"), "LangNghe/0.1 (+a)", (), outside=True)
    assert made["DOWNLOAD_VERIFY_CERTIFICATES"] is True
    assert made["COOKIES_ENABLED"] is False
    assert made["TELNETCONSOLE_ENABLED"] is False
    assert made["DOWNLOAD_MAXSIZE"] <= 5_000_000
    assert made["CONCURRENT_REQUESTS_PER_DOMAIN"] == 1
    assert made["DOWNLOADER_MIDDLEWARES"]["crawlers.manners.middleware.Manners"] == 100
    assert all(handler is None for handler in made["DOWNLOAD_HANDLERS"].values())


def test_no_field_of_the_settings_turns_manners_off() -> None:
    assert not {
        name for name in CrawlSettings.__dataclass_fields__ if "robots" in name or "verify" in name or "floor" in name
    }


def test_a_failure_is_named_without_its_text() -> None:
    assert reason_of(RuntimeError("GET http://x/?access_token=bi-mat")) == "error"
