"""Sites that were well and turn bad between two visits: the state says what happened, and the books still balance."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from fault_site import TEXT, Reply, Routes, article, feed, running
from pipeline_house import ROOT, House

from crawlers.spec import load_specs
from pipeline.source_tables import round_ended
from pipeline.tasks import kit_for, store_sources
from pipeline.work import process_waiting
from reports import rounds, standing
from store import sources
from store.db import connect
from store.server import open_database
from store.sources import SourceHealth

FEED = '[[entries]]\ntype = "feed"\nurl = "{base}/feed"\n'
LIST = '[[entries]]\ntype = "list"\nurl = "{base}/ds"\n'
FALLBACK = LIST + "fallback = true\n"
OLD = tuple(f"/bai-cu-{n}00000.html" for n in range(1, 5))
NEW = tuple(f"/bai-moi-{n}00000.html" for n in range(1, 5))


@dataclass
class Turn:
    """What a site answers before and after; `*` answers for every article."""

    name: str
    entries: str
    before: Callable[[str], Routes]
    after: Callable[[str], Routes]
    state: str
    cause: str
    alarm: bool = True
    turned: bool = field(default=False, init=False)

    def routes(self, base: str) -> Routes:
        first, then = self.before(base), self.after(base)

        def now(path: str) -> Reply:
            table = then if self.turned else first
            reply = table.get(path) or table.get("*") or Reply("không có", 404)
            return reply(path) if callable(reply) else reply

        return {"*": now, "/feed": now, "/robots.txt": Reply("không có", 404)}


def readable(path: str) -> Reply:
    return article(f"Bài ở {path}", body=f"<p>{TEXT}</p><p>Chuyện ở {path} là một chuyện khác.</p>")


def named(base: str, paths: tuple[str, ...]) -> Reply:
    return feed(*(base + path for path in paths))


def listing(paths: tuple[str, ...]) -> Reply:
    return Reply("".join(f'<p><a href="{path}">một bài đăng trên trang này</a></p>' for path in paths))


def well(base: str) -> Routes:
    return {"/feed": named(base, OLD), "/ds": listing(OLD), "*": readable}


def after(**replies: Reply | Callable[[str], Reply]) -> Callable[[str], Routes]:
    """As before, but for these; `feed_new`: the feed names new articles."""

    def routes(base: str) -> Routes:
        new = {"/feed": named(base, NEW)} if replies.get("rest") else {}
        changed = {f"/{name}": reply for name, reply in replies.items() if name != "rest"}
        return {**well(base), **new, **changed, **({"*": replies["rest"]} if "rest" in replies else {})}

    return routes


EMPTY_SHELL = Reply("<!DOCTYPE html><html><body><h1>Công đoàn</h1><div id=app></div></body></html>")
TURNS = (
    Turn("van-tot", FEED, well, after(rest=readable), "ok", "rhythm", alarm=False),
    Turn("bi-chan", FEED, well, after(feed=Reply("cấm", 403)), "blocked", "way-in"),
    Turn("bao-qua-nhieu", FEED, well, after(feed=Reply("", 429, {"Retry-After": "3600"})), "blocked", "way-in"),
    Turn("may-chu-hong", FEED, well, after(feed=Reply("lỗi", 500)), "broken", "way-in"),
    Turn("tuong-cookie", FEED, well, after(feed=Reply("<script>location.reload()</script>")), "broken", "way-in"),
    Turn("danh-sach-doi", LIST, well, after(ds=EMPTY_SHELL), "layout-changed", "links-gone"),
    Turn("nguon-rong", FEED, well, after(feed=feed()), "layout-changed", "links-gone"),
    Turn("nguon-rong-co-du-phong", FEED + FALLBACK, well, after(feed=feed()), "ok", "rhythm", alarm=False),
    Turn("bai-bi-chan", FEED, well, after(rest=Reply("cấm", 403)), "blocked", "articles"),
    Turn("bai-hong", FEED, well, after(rest=Reply("lỗi", 500)), "broken", "articles"),
    Turn("bai-doi-khuon", FEED, well, after(rest=EMPTY_SHELL), "layout-changed", "unreadable"),
)  # fmt: skip


@pytest.fixture(scope="module")
def health(house: House, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, SourceHealth]]:
    folder = tmp_path_factory.mktemp("turns")
    with running({turn.name: turn.routes for turn in TURNS}) as sites, open_database(house.settings) as dsn:
        for turn in TURNS:
            base = sites[turn.name].base
            head = f'name = "{turn.name}"\nurl = "{base}/"\nkind = "press"\nlevel = "national"\n\n'
            (folder / f"{turn.name}.toml").write_text(head + turn.entries.format(base=base), encoding="utf-8")
        specs = {spec.slug: spec for spec in load_specs(folder)}
        store_sources(dsn, list(specs.values()))
        kit = replace(kit_for(dsn, house.settings), specs=specs)
        for visit in range(2):
            for turn in TURNS:
                turn.turned = bool(visit)
            child = [sys.executable, str(Path(__file__).with_name("fault_child.py")), str(folder), dsn]
            done = subprocess.run(child, env={"PYTHONPATH": str(ROOT)}, capture_output=True, timeout=120, check=False)
            assert done.returncode == 0, done.stderr.decode()
            process_waiting(dsn, kit)
            if not visit:
                with connect(dsn) as conn:
                    assert {one.state for one in sources.health(conn)} == {"ok"}
        with connect(dsn) as conn:
            yield {one.slug: one for one in sources.health(conn)}


@pytest.mark.parametrize("turn", TURNS, ids=lambda turn: turn.name)
def test_a_site_that_turns_bad_has_the_state_that_says_how(health: dict[str, SourceHealth], turn: Turn) -> None:
    found = health[turn.name]
    assert (found.state, found.cause, found.alarm) == (turn.state, turn.cause, turn.alarm)
    assert bool(standing.advice(found)) is turn.alarm
    assert standing.evidence(found)


def test_trouble_began_with_the_second_visit(health: dict[str, SourceHealth]) -> None:
    for turn in TURNS:
        found = health[turn.name]
        if turn.cause in ("way-in", "links-gone", "unreadable"):
            assert found.last_round is not None
            assert found.since is not None
            assert found.since >= found.last_round.began_at


def test_the_books_of_every_round_balance(health: dict[str, SourceHealth]) -> None:
    assert [slug for slug, found in health.items() if not rounds.balanced(found)] == []
    assert round_ended(list(health.values())).endswith("sổ khớp, không mất địa chỉ nào")


def test_the_fallback_that_is_read_is_named_with_the_reason(health: dict[str, SourceHealth]) -> None:
    said = standing.entry(health["nguon-rong-co-du-phong"])
    assert said == "Dự phòng: trang danh sách, vì nguồn cấp tin: không có bài nào"


def test_the_evidence_names_code_and_numbers(health: dict[str, SourceHealth]) -> None:
    assert "máy chủ trả lời 403 (từ chối máy đọc)" in standing.evidence(health["bi-chan"])
    assert "4 trong 4 trang mới nhất" in standing.evidence(health["bai-doi-khuon"])
    assert "4 máy chủ trả lời 500" in standing.evidence(health["bai-hong"])
    assert "200 × 5" in rounds.codes(health["van-tot"])
