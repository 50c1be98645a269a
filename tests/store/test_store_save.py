"""What posts.save promises: each post once, its versions kept, its counts right."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from factory import NOON, TEXT, place, post, prediction
from saving_help import article, lan, only, save

from domain.post import PostKind
from domain.times import Window
from store import counts, flags, models, partitions, posts, reviews, rollup
from store.db import Conn
from store.errors import NotFound, UnknownSource, WrongModel
from store.posts import PostQuery, SaveResult
from store.reviews import Decision, Review

LATER = NOON + timedelta(hours=3)
EDITED = TEXT.replace("Gần ba trăm", "Hơn bốn trăm")


def test_a_post_comes_back_as_it_was_saved(ready: Conn) -> None:
    given = post(tags=("lương", "may mặc"), section="Đời sống", redactions={"phone": 1})
    assert save(ready, given) == SaveResult(new=1)
    found = posts.get(ready, only(ready).id)
    for name in (
        "source",
        "kind",
        "url",
        "title",
        "text",
        "context",
        "section",
        "tags",
        "places",
        "redactions",
        "flag",
    ):
        assert getattr(found, name) == getattr(given, name), name
    assert found.published_at == found.listed_at == NOON
    assert found.source_name == "Công đoàn mẫu"
    assert found.copies == 1
    assert found.prediction.labels == given.prediction.labels
    assert found.prediction.targets == given.prediction.targets
    assert [e.text for e in found.prediction.evidence] == [e.text for e in given.prediction.evidence]


def test_saving_twice_changes_nothing(ready: Conn) -> None:
    save(ready, post(), article(1))
    before = _tables(ready)
    assert save(ready, post(), article(1), post()) == SaveResult(same=3)
    assert _tables(ready) == before


def test_a_changed_text_keeps_the_old_version(ready: Conn) -> None:
    save(ready, post())
    number = only(ready).id
    assert save(ready, post(text=EDITED, fetched_at=LATER)) == SaveResult(revised=1)
    assert only(ready).text == EDITED
    assert only(ready).id == number
    (old,) = posts.revisions(ready, number)
    assert (old.text, old.version_at, old.replaced_at) == (TEXT, NOON, LATER)


def test_what_was_found_in_the_old_text_goes_with_it(ready: Conn) -> None:
    save(ready, post())
    calm = prediction(labels=("thuong-tet",), topics={"thuong-tet": 0.9}, targets={})
    save(ready, post(text=EDITED, fetched_at=LATER, prediction=calm, flag=None, places=(place("Huế", "46"),)))
    assert only(ready).flag is None
    assert posts.search(ready, PostQuery(topics=("no-luong",))).posts == ()
    assert len(posts.search(ready, PostQuery(topics=("thuong-tet",), province="46")).posts) == 1
    assert posts.search(ready, PostQuery(province="75")).posts == ()
    _agree(ready)


def test_an_older_version_never_replaces_a_newer_one(ready: Conn) -> None:
    save(ready, post(text=EDITED, fetched_at=LATER))
    assert save(ready, post()) == SaveResult(same=1)
    assert only(ready).text == EDITED


def test_versions_in_one_batch_follow_in_the_order_of_their_fetches(ready: Conn) -> None:
    assert save(ready, post(text=EDITED, fetched_at=LATER), post()) == SaveResult(new=1, revised=1)
    assert only(ready).text == EDITED
    _agree(ready)


def test_a_date_learned_later_moves_the_post_to_its_day(ready: Conn) -> None:
    save(ready, post(published_at=None))
    assert only(ready).listed_at == NOON
    october = datetime(2026, 10, 2, 1, tzinfo=UTC)
    assert save(ready, post(published_at=october, fetched_at=LATER)) == SaveResult(revised=1)
    assert only(ready).listed_at == october
    assert posts.get(ready, only(ready).id).published_at == october
    _agree(ready)


def test_an_undated_post_keeps_its_place_when_it_is_edited(ready: Conn) -> None:
    save(ready, post(published_at=None))
    save(ready, post(published_at=None, text=EDITED, fetched_at=NOON + timedelta(days=9)))
    assert only(ready).listed_at == NOON
    assert only(ready).published_at is None


def test_a_date_ahead_of_its_fetch_is_not_believed(ready: Conn) -> None:
    save(ready, post(published_at=NOON + timedelta(days=400)))
    assert only(ready).listed_at == NOON


@pytest.mark.parametrize("year", [1, 1998, 2023, 2024, 2025])
def test_a_post_of_any_year_finds_its_month(ready: Conn, year: int) -> None:
    moment = datetime(year, 12, 31, 17, tzinfo=UTC)
    save(ready, post(published_at=moment))
    assert only(ready).listed_at == moment


def test_months_are_made_ahead_once(ready: Conn) -> None:
    day = datetime(2031, 11, 30, tzinfo=UTC).date()
    assert partitions.ahead(ready, day, months=2) == 3
    assert partitions.ahead(ready, day, months=2) == 0


def test_a_decided_flag_survives_an_edit_that_clears_it(ready: Conn) -> None:
    save(ready, post())
    number = only(ready).id
    reviews.record(ready, Review(number, lan(ready), Decision.FORWARDED))
    save(ready, post(text=EDITED, fetched_at=LATER, flag=None))
    assert only(ready).flag is not None
    assert [item.decision for item in flags.flagged_on(ready, NOON.date())] == [Decision.FORWARDED]
    _agree(ready)


def test_an_undecided_flag_goes_with_the_text_that_raised_it(ready: Conn) -> None:
    save(ready, post())
    save(ready, post(text=EDITED, fetched_at=LATER, flag=None))
    assert flags.flagged_on(ready, NOON.date()) == []
    _agree(ready)


def test_counts_equal_a_recount_after_a_mixed_history(ready: Conn) -> None:
    save(ready, post(), *(article(n, source="bao-mau", places=(place(), place("Huế", "46"))) for n in range(5)))
    save(ready, article(1, fetched_at=LATER, text="Bài đã gỡ nội dung và thay bằng tin khác hẳn.", flag=None))
    save(ready, article(9, prediction=prediction(relevant=False, labels=(), targets={}), flag=None))
    _agree(ready)
    posts.erase(ready, [only_id for (only_id,) in _ids(ready)][:3])
    _agree(ready)


def test_an_erased_post_leaves_nothing_and_does_not_come_back(ready: Conn) -> None:
    save(ready, post())
    save(ready, post(text=EDITED, fetched_at=LATER))
    number = only(ready).id
    reviews.record(ready, Review(number, lan(ready), Decision.HANDLED))
    assert posts.erase(ready, [number]) == 1
    left = {name for name, rows in _tables(ready).items() if rows} - {"models", "sources", "users"}
    assert left == {"post_keys"}
    assert save(ready, post(text=TEXT, fetched_at=LATER + timedelta(days=1))) == SaveResult(same=1)
    with pytest.raises(NotFound, match="deleted"):
        posts.get(ready, number)


def test_posts_read_by_another_model_are_refused(ready: Conn) -> None:
    save(ready, post())
    with pytest.raises(WrongModel, match="restart the worker"):
        save(ready, article(1, prediction=prediction(model="other")))
    assert models.live(ready) == "test-1"


def test_an_unknown_source_is_refused(ready: Conn) -> None:
    with pytest.raises(UnknownSource, match="khong-co"):
        save(ready, post(source="khong-co"))


def test_a_long_text_still_fits_its_search_vector(ready: Conn) -> None:
    words = (*(f"từ{n}" for n in range(120_000)), "x" * 5000, "")
    save(ready, post(lexemes=words))
    assert len(posts.search(ready, PostQuery(tsquery="'từ5' <-> 'từ6'")).posts) == 1


def test_strange_lexemes_are_stored_as_they_are(ready: Conn) -> None:
    given = ("d'arc", "a\\b", "x:1", "công_đoàn", "d'arc", "a b", "''")
    save(ready, post(lexemes=given))
    row = ready.execute("SELECT array_agg(lexeme) AS found FROM posts, unnest(search)").fetchone() or {}
    assert set(row["found"]) == set(given)


def test_characters_that_postgresql_refuses_do_not_stop_a_batch(ready: Conn) -> None:
    bad = "Lương\0 tháng \ud83d đã trả"
    save(ready, post(text=bad + TEXT, title="a\0b", section="\0", tags=("\0x",), lexemes=("a\0", "\ud83d")))
    assert only(ready).text == "Lương  tháng ? đã trả" + TEXT
    assert only(ready).tags == (" x",)


def test_a_comment_stands_alone_however_alike(ready: Conn) -> None:
    comments = [
        replace(post(url=f"https://congdoan.example/{n}"), kind=PostKind.COMMENT, title="", context="Bài")
        for n in (1, 2)
    ]
    save(ready, *comments)
    assert {found.copies for found in posts.search(ready, PostQuery()).posts} == {1}


def _ids(conn: Conn) -> list[tuple[int]]:
    return [(row["post_id"],) for row in conn.execute("SELECT post_id FROM post_keys ORDER BY post_id")]


def _tables(conn: Conn) -> dict[str, list[str]]:
    """Every row of every table, as text."""
    names = conn.execute(
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')"
        " AND NOT relispartition AND relname !~ '(procrastinate|alembic)'"
    ).fetchall()
    return {
        row["relname"]: [
            r["t"] for r in conn.execute(f"SELECT t::text AS t FROM {row['relname']} t ORDER BY 1".encode())
        ]
        for row in names
    }


def _agree(conn: Conn) -> None:
    """The rollups as they were kept equal those counted afresh, and they agree with the posts."""
    kept = {name: rows for name, rows in _tables(conn).items() if name.startswith(("daily", "post_facts"))}
    rollup.rebuild(conn, "test-1")
    assert kept == {name: rows for name, rows in _tables(conn).items() if name.startswith(("daily", "post_facts"))}
    year = Window(date(2026, 1, 1), date(2026, 12, 31))
    assert counts.totals(conn, year).posts == posts.count(conn, PostQuery())
