"""The whole line over the practice web: real HTTP, real Scrapy, real PostgreSQL."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from pipeline_house import House, commenter_names

from demo.changes import load_changes
from demo.server import load_items
from domain.times import Window, vietnam_day
from pipeline.papers import count, week_to_report, write_weekly
from reports import html
from reports.values import Key
from store import pages, sources
from store.db import Conn, connect
from store.server import open_database

PHONE = re.compile(r"(?<![\d.,/])0[35789](?:[ .-]?\d){8}(?![\d.,])")
EVERYTHING = ("posts", "pages", "post_revisions", "fetches", "reports", "stories", "audit_log", "jobs")


@pytest.fixture(scope="module")
def dsn(house: House) -> Iterator[str]:
    """The address of a database into which the practice web was collected twice, the second time with corrections."""
    with house.practice_web(), open_database(house.settings) as address:
        _collect(house)
        anchor = house.settings.data / "demo" / "anchor.json"
        anchor.write_text(json.dumps({**json.loads(anchor.read_text()), "edited": True}))
        _collect(house)
        yield address


def _collect(house: House) -> None:
    for command in (("crawl", "--practice-web"), ("process",)):
        done = house.run(*command)
        assert done.returncode == 0, done.stderr.decode()


@pytest.fixture
def conn(dsn: str) -> Iterator[Conn]:
    with connect(dsn) as opened:
        yield opened


def one(conn: Conn, query: str) -> int:
    row = conn.execute(query).fetchone() or {}
    return int(next(iter(row.values())))


def dump(conn: Conn) -> str:
    """Everything at rest as one text: raw pages too."""
    parts = [str(row["t"]) for table in EVERYTHING for row in conn.execute(f"SELECT t::text AS t FROM {table} t")]
    parts += [bytes(row["body"]).decode("utf-8", "replace") for row in conn.execute("SELECT body FROM pages")]
    return "\n".join(parts)


def test_every_post_of_every_living_site_is_stored(conn: Conn) -> None:
    stored = one(conn, "SELECT count(*) FROM posts")
    written = sum(1 + len(item.comments) for items in load_items().values() for item in items)
    answers = sum(bool(item.answer) for items in load_items().values() for item in items)
    copies = len(load_changes().copies)
    # Comments of today that are not out yet, and word-for-word twins of one minute, are the small rest.
    assert stored >= 0.97 * (written + answers + copies)
    assert stored >= 600
    assert pages.pending(conn) == 0


def test_no_commenter_is_named_anywhere_at_rest(conn: Conn) -> None:
    everything = dump(conn)
    found = [name for name in commenter_names() if name in everything]
    assert not found


def test_no_phone_number_of_a_commenter_is_left(conn: Conn) -> None:
    public = [row["text"] for row in conn.execute("SELECT text FROM posts WHERE kind IN ('comment', 'question')")]
    assert not [found[0] for text in public if (found := PHONE.search(text))]
    assert sum("[số điện thoại]" in text for text in public) > 20


def test_each_source_has_the_state_that_was_planted(conn: Conn) -> None:
    states = {health.slug: health.state for health in sources.health(conn) if health.enabled}
    assert states.pop("trang-da-mat") == "broken"
    assert states.pop("congdoan-cu") == "quiet"
    assert set(states.values()) == {"ok"}


def test_a_corrected_article_is_a_revision_and_not_a_second_post(conn: Conn) -> None:
    for edit in load_changes().edits:
        rows = conn.execute("SELECT id FROM posts WHERE title = %s", [edit.title]).fetchall()
        assert len(rows) == 1, edit.title
        kept = conn.execute("SELECT text FROM post_revisions WHERE post_id = %s", [rows[0]["id"]]).fetchall()
        assert len(kept) == 1
        assert edit.old in kept[0]["text"]
    assert one(conn, "SELECT count(*) FROM post_revisions") == len(load_changes().edits)


def test_syndicated_copies_share_the_story_of_their_original(conn: Conn) -> None:
    outlets = Counter(copy.title for copy in load_changes().copies)
    for title, copies in outlets.items():
        rows = conn.execute("SELECT source, story_id FROM posts WHERE title = %s", [title]).fetchall()
        assert len(rows) == copies + 1
        assert len({row["story_id"] for row in rows}) == 1
        assert rows[0]["story_id"] is not None


def test_robots_txt_is_obeyed(conn: Conn) -> None:
    rows = conn.execute("SELECT outcome, reason FROM fetches WHERE url LIKE '%%/noi-bo/%%'").fetchall()
    assert rows
    assert {(row["outcome"], row["reason"]) for row in rows} == {("refused", "robots")}


def test_flags_topics_and_provinces_are_found(conn: Conn) -> None:
    assert one(conn, "SELECT count(*) FROM flags") >= 50
    assert one(conn, "SELECT count(DISTINCT topic) FROM post_topics") >= 22
    assert one(conn, "SELECT count(DISTINCT code) FROM post_places") >= 20


def test_counts_agree_with_the_posts(conn: Conn) -> None:
    counted = one(conn, "SELECT sum(posts) FROM daily_counts WHERE topic = '' AND province = ''")
    assert counted == one(conn, "SELECT count(*) FROM posts")


def test_a_third_round_changes_nothing(conn: Conn, house: House) -> None:
    before = (one(conn, "SELECT count(*) FROM posts"), one(conn, "SELECT count(*) FROM pages"))
    conn.commit()
    _collect(house)
    assert (one(conn, "SELECT count(*) FROM posts"), one(conn, "SELECT count(*) FROM pages")) == before


def test_the_weekly_report_names_the_planted_wave(dsn: str, house: House) -> None:
    now = datetime.now(UTC) + timedelta(minutes=1)
    files = write_weekly(dsn, house.settings, week_to_report(house.settings, now), now)
    assert [path.suffix for path in files.paths] == [".docx", ".html", ".pdf", ".xlsx"]
    assert all(path.stat().st_size > 5_000 for path in files.paths)
    page = files.paths[1].read_text(encoding="utf-8")
    assert "Rút BHXH một lần" in page
    again = write_weekly(dsn, house.settings, week_to_report(house.settings, now), now + timedelta(seconds=1))
    assert again == files
    with connect(dsn) as conn:
        assert one(conn, "SELECT count(*) FROM reports") == 1


def test_the_planted_wave_is_found_explained_and_drawn(conn: Conn, house: House) -> None:
    """The rumour of the last seven days, whatever weekday it is."""
    now = datetime.now(UTC) + timedelta(minutes=1)
    found = count(conn, house.settings, Window(vietnam_day(now) - timedelta(days=6), vietnam_day(now)), now)
    assert found.waves
    (wave,) = (one for one in found.waves if one.key == Key("topic", "bhxh-mot-lan"))
    assert wave.sure
    assert wave.factor > 3
    assert wave.words
    assert len(wave.sources) > 1
    assert wave.examples
    page = html.render(found, found.letterhead)
    assert "Rút BHXH một lần: số nội dung mỗi ngày" in page


def test_a_flash_report_and_the_campaigns_come_from_the_command_line(conn: Conn, house: House) -> None:
    flagged = one(conn, "SELECT post_id FROM flags WHERE priority = 1 ORDER BY post_id LIMIT 1")
    conn.commit()
    done = house.run("flash", str(flagged))
    assert done.returncode == 0, done.stderr.decode()
    assert [path.rpartition(".")[2] for path in done.stdout.decode().split()] == ["docx", "html", "pdf"]
    campaigns = house.run("campaigns")
    assert "Đại hội XIV" in campaigns.stdout.decode()
    assert house.run("flash", "999999").returncode == 1
    assert house.run("report", "--week", "2099-W01").returncode == 1


def test_staff_are_added_and_get_new_passwords(conn: Conn, house: House) -> None:
    added = house.run("users", "add", "Lan", "Chị Lan", "--role", "lead", "--province", "da nang")
    assert added.returncode == 0, added.stderr.decode()
    assert "lan signs in with" in added.stdout.decode()
    assert house.run("users", "add", "lan", "Chị Lan").returncode == 1
    assert house.run("users", "add", "ba", "Chú Ba", "--role", "king").returncode == 1
    assert house.run("users", "add", "ba", "Chú Ba", "--province", "Xyz").returncode == 1
    assert "lan signs in with" in house.run("users", "reset", "lan").stdout.decode()
    assert "lead" in (listed := house.run("users", "list").stdout.decode())
    assert "(48)" in listed


def test_what_was_deleted_on_request_does_not_come_back(conn: Conn, house: House) -> None:
    row = conn.execute("SELECT url FROM posts WHERE source = 'congdoan-detmay' ORDER BY id LIMIT 1").fetchone() or {}
    conn.commit()
    assert house.run("erase", str(row["url"]), "--yes").returncode == 0
    _collect(house)
    assert conn.execute("SELECT 1 FROM posts WHERE url = %s", [row["url"]]).fetchone() is None
    assert house.run("erase", "http://127.0.0.1:1/khong-co", "--yes").returncode == 1
