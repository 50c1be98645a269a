"""Forty ways in which a site goes wrong: each ends in its own state, and nothing is lost in silence."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from fault_site import BAD, Site, running
from fault_table import EDITIONS, FAULTS, Fault
from pipeline_house import ROOT, House

from crawlers.spec import load_specs
from pipeline.tasks import kit_for, store_sources
from pipeline.work import process_waiting
from store import sources
from store.db import connect
from store.server import open_database
from store.sources import SourceHealth


@dataclass(frozen=True)
class Played:
    """What is in the store after the fault site was collected and processed."""

    sites: dict[str, Site]
    health: dict[str, SourceHealth]
    fetches: list[dict[str, Any]]
    pages: list[dict[str, Any]]
    posts: list[dict[str, Any]]

    def of(self, name: str, ending: str) -> str:
        found = [row for row in self.fetches if row["source"] == name and row["url"].endswith(ending)]
        assert len(found) == 1, (name, ending, found)
        return f"{found[0]['outcome']}:{found[0]['reason']}"


@pytest.fixture(scope="module")
def played(house: House, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    folder = tmp_path_factory.mktemp("faults")
    with running({fault.name: fault.routes for fault in FAULTS}) as sites, open_database(house.settings) as dsn:
        for fault in FAULTS:
            (folder / f"{fault.name}.toml").write_text(_toml(fault, sites[fault.name].base), encoding="utf-8")
        specs = {spec.slug: spec for spec in load_specs(folder)}
        store_sources(dsn, list(specs.values()))
        child = [sys.executable, str(Path(__file__).with_name("fault_child.py")), str(folder), dsn]
        done = subprocess.run(child, env={"PYTHONPATH": str(ROOT)}, capture_output=True, timeout=300, check=False)
        assert done.returncode == 0, done.stderr.decode()
        assert done.stderr == b""
        process_waiting(dsn, replace(kit_for(dsn, house.settings), specs=specs))
        with connect(dsn) as conn:
            yield Played(
                sites,
                {one.slug: one for one in sources.health(conn)},
                conn.execute("SELECT * FROM fetches").fetchall(),
                conn.execute("SELECT * FROM pages").fetchall(),
                conn.execute("SELECT * FROM posts").fetchall(),
            )


def _toml(fault: Fault, base: str) -> str:
    head = f'name = "{fault.name}"\nurl = "{base}/"\nkind = "press"\nlevel = "national"\n'
    return head + fault.more.format(port=base.rpartition(":")[2]) + "\n\n" + fault.entries.format(base=base)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_each_fault_has_its_state_and_its_reason(played: Played, fault: Fault) -> None:
    entry = fault.entries.format(base="").split('url = "')[1].split('"')[0]
    way = next(
        f"{row['outcome']}:{row['reason']}"
        for row in played.fetches
        if row["source"] == fault.name and row["role"] not in ("article", "robots") and entry in row["url"]
    )
    assert way.startswith(fault.way)
    if fault.page:
        assert played.of(fault.name, BAD) == fault.page
    aside = {row["reason"] for row in played.pages if row["source"] == fault.name and row["state"] == "set_aside"}
    assert aside == ({fault.aside} if fault.aside else set())
    assert played.health[fault.name].state == fault.state
    assert sum(row["source"] == fault.name for row in played.posts) == fault.posts


def test_there_are_at_least_thirty_faults_each_with_its_own_name() -> None:
    assert len({fault.name for fault in FAULTS}) == len(FAULTS) >= 30


def test_every_address_has_exactly_one_outcome(played: Played) -> None:
    assert set(Counter((row["source"], row["url"]) for row in played.fetches).values()) == {1}


def test_every_page_that_was_stored_is_a_post_or_set_aside_with_a_reason(played: Played) -> None:
    stored = Counter(row["source"] for row in played.fetches if row["role"] == "article" and row["outcome"] == "stored")
    assert stored == Counter(row["source"] for row in played.pages)
    assert {row["state"] for row in played.pages} == {"done", "set_aside"}
    assert all(row["reason"] for row in played.pages if row["state"] == "set_aside")
    read = Counter(row["source"] for row in played.pages if row["state"] == "done")
    assert read == Counter(row["source"] for row in played.posts)


def test_no_failure_is_shown_as_quiet_or_ok(played: Played) -> None:
    nothing = {fault.name for fault in FAULTS if fault.posts == 0}
    assert not [name for name in nothing if played.health[name].state in ("ok", "quiet")]


def test_no_post_lies_in_the_future_or_holds_what_a_file_of_this_machine_says(played: Played) -> None:
    future = [row for row in played.posts if row["source"] == "dates-in-2099" and "tương lai" in row["title"]]
    assert [row["published_at"] for row in future] == [None]
    assert not [row for row in played.posts if row["listed_at"] > row["fetched_at"]]
    assert not [row for row in played.posts if "\x00" in row["text"]]


@pytest.mark.parametrize(
    ("fault", "ends"),
    [
        ("one-article-on-three-hosts", ["stored:", "same:edition", "same:edition"]),
        ("first-edition-that-fails", ["failed:http-500", "failed:http-404", "stored:"]),
    ],
)
def test_one_article_on_three_hosts_is_read_once_and_from_the_first_that_gives_it(
    played: Played, fault: str, ends: list[str]
) -> None:
    by_host = {
        row["url"].partition("//")[2].partition(":")[0]: f"{row['outcome']}:{row['reason']}"
        for row in played.fetches
        if row["source"] == fault and row["role"] == "article"
    }
    assert by_host == dict(zip(EDITIONS, ends, strict=True))
    (post,) = [row for row in played.posts if row["source"] == fault]
    assert post["title"] == "Bài kia"
    assert "m.bao" not in post["url"]


def test_the_way_that_was_used_and_why_the_earlier_ones_were_not_is_on_record(played: Played) -> None:
    rows = [row for row in played.fetches if row["source"] == "feed-and-sitemap-gone-quiet"]
    ways = [row for row in sorted(rows, key=lambda row: row["id"]) if row["role"] not in ("article", "robots")]
    assert [(row["role"], row["outcome"], row["reason"]) for row in ways] == [
        ("feed", "stored", "frozen"),
        ("sitemap", "failed", "not-a-sitemap"),
        ("list", "stored", "fallback"),
    ]
