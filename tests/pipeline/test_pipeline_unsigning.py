"""No name of a writer stays in an old database: what newer rules would not have stored is taken out of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from pipeline_house import House

import pipeline.unsigning
from domain.post import ExtractedPost, Page, PostKind, Remark
from pipeline.context import all_specs
from pipeline.kit import Kit, load_kit
from pipeline.process import process_posts
from pipeline.surveying import replay
from pipeline.unsigning import Unsigned, unsign, unsign_if_rules_changed
from pipeline.work import process_waiting
from store import jobs, pages, posts, sources
from store.db import Conn, connect
from store.sources import SourceRow

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
NAME = "Quách Thị Bưởi"
FIRST = "Sáng nay, đại diện công đoàn đã gặp ban giám đốc để nghe giải thích về bảng chấm công mới của ba phân xưởng."
SECOND = "Hai bên thống nhất đối chiếu từng ca làm, chậm nhất cuối tuần sẽ có kết quả cho từng tổ ở Đồng Nai."
MORE = "Công đoàn cơ sở cho biết sẽ niêm yết kết quả ở bảng tin của xưởng để mọi người cùng xem."
SOURCE = "hoi-dap"


@pytest.fixture(scope="module")
def kit(house: House) -> Kit:
    return load_kit(house.settings, all_specs())


def stored(conn: Conn, kit: Kit, number: int, *versions: Sequence[str], kind: PostKind = PostKind.NEWS) -> None:
    """A post as an older program stored it, whose extraction did not know the names for what they are."""
    url = f"http://vidu.vn/bai-{number}.html"
    for later, lines in enumerate(versions):
        page = Page(SOURCE, url, NOW + later * timedelta(hours=1), 200, {}, b"")
        text = "\n".join(lines)
        found = ExtractedPost(kind, url, "" if kind is PostKind.COMMENT else f"Bài thứ {number}", text, NOW)
        posts.save(conn, *process_posts([(page, found)], kit))
        conn.commit()


@pytest.fixture
def old(dsn: str, kit: Kit) -> str:
    with connect(dsn) as conn:
        sources.upsert(conn, [SourceRow(SOURCE, "Hỏi đáp", "http://vidu.vn", "question_column")])
        conn.commit()
        stored(conn, kit, 1, [FIRST, SECOND, NAME])
        stored(conn, kit, 2, [f"Bài, ảnh: {NAME}", FIRST, MORE], [NAME, FIRST, MORE, SECOND])
        stored(conn, kit, 3, [MORE, SECOND, NAME.upper()], [MORE, SECOND])
        stored(conn, kit, 4, [FIRST, SECOND])
        stored(conn, kit, 5, ["Xưởng em cũng vậy, chờ hoài không thấy ai trả lời."], kind=PostKind.COMMENT)
        for number, signed in ((1, f"<p class=x><b>{NAME}</b></p>"), (4, "")):
            body = (
                f"<html><body><h1>Bài thứ {number}</h1><div><p>{FIRST}</p><p>{SECOND}</p>{signed}</div></body></html>"
            )
            page = Page(SOURCE, f"http://vidu.vn/bai-{number}.html", NOW, 200, {}, body.encode())
            pages.add(conn, page, [Remark("Đồng ý với bài này.", None)])
        pages.done(conn, [page.id for page in pages.claim(conn, 9)])
    return dsn


def places_of(dsn: str, words: str) -> list[str]:
    """Tables of which some row says these words, in whatever column; raw pages too."""
    with connect(dsn) as conn:
        tables = [
            row["name"]
            for row in conn.execute(
                "SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
            )
        ]
        found = [
            name for name in tables
            if conn.execute(f"SELECT FROM {name} t WHERE t::text ILIKE %s LIMIT 1", (f"%{words}%",)).rowcount  # type: ignore[arg-type]
        ]  # fmt: skip
        bodies = [bytes(row["body"]).decode() for row in conn.execute("SELECT body FROM pages")]
    return found + ["raw pages"] * any(words in body for body in bodies)


def test_an_old_database_holds_the_names_and_a_cleaned_one_none(old: str, kit: Kit) -> None:
    assert {"post_revisions", "raw pages"} < set(places_of(old, "Bưởi"))
    assert unsign(old, kit.specs, lambda: kit) == Unsigned(pages=2, posts=2, revisions=2)
    assert places_of(old, "Bưởi") == []
    assert places_of(old, "bưởi") == places_of(old, "buoi") == [], "nor can they be searched for"
    assert unsign(old, kit.specs, lambda: kit) == Unsigned()


def test_everything_else_stays_as_it_was(old: str, kit: Kit) -> None:
    with connect(old) as conn:
        before = {row["id"]: row for row in conn.execute("SELECT * FROM posts ORDER BY id")}
        counts = conn.execute("SELECT day, source, kind, sum(posts) AS n FROM daily_counts GROUP BY 1, 2, 3").fetchall()
    unsign(old, kit.specs, lambda: kit)
    with connect(old) as conn:
        after = {row["id"]: row for row in conn.execute("SELECT * FROM posts ORDER BY id")}
        assert (
            counts
            == conn.execute("SELECT day, source, kind, sum(posts) AS n FROM daily_counts GROUP BY 1, 2, 3").fetchall()
        )
        assert conn.execute("SELECT count(*) AS n FROM predictions").fetchall() == [{"n": 5}]
        revisions = {row["post_id"]: row["text"] for row in conn.execute("SELECT post_id, text FROM post_revisions")}
    assert {number: row["text"] for number, row in after.items()} | revisions == {
        1: f"{FIRST}\n{SECOND}",
        2: f"{FIRST}\n{MORE}",
        3: f"{MORE}\n{SECOND}",
        4: f"{FIRST}\n{SECOND}",
        5: before[5]["text"],
    }
    assert after[2]["text"] == f"{FIRST}\n{MORE}\n{SECOND}"
    assert list(revisions) == [2], "where only the name had changed, no earlier version is left"
    for name in ("listed_at", "published_at", "fetched_at", "version_at", "redactions", "url", "title"):
        assert {number: row[name] for number, row in after.items()} == {
            number: row[name] for number, row in before.items()
        }


def test_interrupted_it_goes_on_where_it_is_begun_again(old: str, kit: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline.unsigning, "TEXTS", 1)
    monkeypatch.setattr(pipeline.unsigning, "cache", lambda make: make)
    kits = [kit]
    with pytest.raises(IndexError):
        unsign_if_rules_changed(old, kit.specs, kits.pop)
    assert "posts" in {name.partition("_")[0] for name in places_of(old, "Bưởi")}
    assert unsign_if_rules_changed(old, kit.specs, lambda: kit) == Unsigned(posts=1, revisions=2)
    assert places_of(old, "Bưởi") == []
    assert unsign_if_rules_changed(old, kit.specs, lambda: kit) is None, "once for each set of rules"
    with connect(old) as conn:
        assert [(job.name.partition(":")[0], job.outcome) for job in jobs.newest(conn)] == [
            ("unsigned", "done"), ("unsigned", None),
        ]  # fmt: skip


def test_replay_cleans_first_so_that_no_revision_keeps_a_name(old: str, house: House) -> None:
    assert replay(SOURCE, old, house.settings) == 2
    assert places_of(old, "Bưởi") == []
    process_waiting(old, load_kit(house.settings, all_specs()))
    assert places_of(old, "Bưởi") == []
