"""The books of a crawl are checked from outside it: what was met and never spoken of is a loss, and is said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from crawlers.outcome import Conditional, FetchOutcome, Outcome, Role
from crawlers.spec import SourceSpec
from domain.standing import Tried
from domain.waiting import Waiting
from pipeline.accounts import Accounts, Balance, Watched, rounds
from reports import rounds as words
from store import sources
from store.db import connect
from store.sources import Round, SourceRow

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
SPECS = [
    SourceSpec.model_validate(
        {"slug": slug, "name": slug, "url": f"http://{slug}.vidu.vn/", "kind": "press", "level": "national",
         "enabled": False, "reason": "thử", "quiet_after_days": days}
    )
    for slug, days in (("mot", 30), ("hai", 14))
]  # fmt: skip


def said(slug: str, path: str, outcome: Outcome = Outcome.STORED, role: Role = Role.ARTICLE) -> FetchOutcome:
    return FetchOutcome(slug, f"http://{slug}.vidu.vn/{path}", role, NOW, 200, outcome)


class Nothing:
    def seen(self, urls: Sequence[str]) -> Mapping[str, Conditional]:
        return {}

    def heard(self, source: str, url: str) -> None:
        return None

    def waiting(self, source: str) -> Sequence[Waiting]:
        return ()


def test_an_address_that_nobody_spoke_of_is_a_loss_of_its_source() -> None:
    accounts = Accounts(SPECS)
    hear = accounts.hearing(lambda _: None)
    Watched(Nothing(), accounts).seen(["http://mot.vidu.vn/a", "http://mot.vidu.vn/b", "http://hai.vidu.vn/a"])
    hear(said("mot", "rss", role=Role.FEED))
    hear(said("mot", "a"))
    hear(said("mot", "robots.txt", role=Role.ROBOTS))
    hear(said("hai", "a", Outcome.FAILED))
    assert accounts.balances() == {"mot": Balance(seen=3, lost=1), "hai": Balance(seen=1, lost=0)}


def test_an_address_with_two_outcomes_is_wrong_too() -> None:
    accounts = Accounts(SPECS)
    hear = accounts.hearing(lambda _: None)
    hear(said("mot", "a"))
    hear(said("mot", "a", Outcome.SAME))
    assert accounts.balances()["mot"] == Balance(seen=1, lost=1)


def test_the_result_of_the_check_is_kept_with_the_round(dsn: str) -> None:
    with connect(dsn) as conn:
        sources.upsert(conn, [SourceRow(spec.slug, spec.name, spec.url, "press") for spec in SPECS])
    accounts = Accounts(SPECS)
    with rounds(dsn, accounts, ["mot", "hai"]):
        accounts.named(["http://mot.vidu.vn/mat"])
    with connect(dsn) as conn:
        health = {one.slug: one for one in sources.health(conn)}
    kept = health["mot"].last_round
    assert kept is not None
    assert (kept.seen, kept.lost) == (1, 1)
    assert not words.balanced(health["mot"])
    assert words.balance(health["mot"]) == "SỔ KHÔNG KHỚP: gặp 1 địa chỉ, 1 địa chỉ không có đúng một kết cục"
    assert words.balanced(health["hai"])
    assert [health[slug].rhythm.patience for slug in ("mot", "hai")] == [30, 14], "as their files say"


def test_four_heaps_take_every_outcome() -> None:
    found = words.heaps({outcome.value: 2 for outcome in Outcome})
    assert (found.stored, found.same, found.aside, found.refused, found.total) == (2, 2, 4, 2, 10)
    assert words.counted(found) == (
        "10 địa chỉ: 2 mới, 2 không đổi, 4 để lại, lần sau đọc tiếp, 2 quy tắc không cho đọc"
    )


def test_a_sum_that_the_table_of_requests_does_not_hold_is_wrong(dsn: str) -> None:
    with connect(dsn) as conn:
        sources.upsert(conn, [SourceRow("ba", "Ba", "http://ba.vidu.vn/", "press")])
        found = next(one for one in sources.health(conn) if one.slug == "ba")
    whole = replace(found, last_round=Round(NOW, NOW, 3, 0), last_outcomes={"stored": 1, "same": 2})
    assert words.balanced(whole)
    assert not words.balanced(replace(whole, last_outcomes={"stored": 1, "same": 1}))


def test_reasons_are_summed_in_words() -> None:
    tries = [
        Tried("failed", "http-503", 503, 3),
        Tried("set_aside", "over-limit", None, 2),
        Tried("stored", "", 200, 9),
    ]
    assert words.aside_reasons(tries) == "3 máy chủ trả lời 503 (lỗi ở phía trang), 2 đủ số trang cho một lần đọc"
