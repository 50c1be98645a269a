"""What people bring in is stored once, without persons, and can be taken back."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

import pytest
import web_help

from crawlers.columns import Role
from domain.flag import load_flag_rules
from domain.post import PostKind
from domain.prediction import Prediction
from domain.settings import settings_from
from domain.topics import load_topics
from models.predict import PostInput, Predictor
from models.registry import live
from nlp.places import Gazetteer
from pipeline import grassroots
from pipeline.import_files import parse_map, source_of
from pipeline.import_rows import Options, Reading, public_link, read
from pipeline.import_undo import undo
from pipeline.importing import OWN, Outcome, preview, run
from pipeline.kit import Kit
from pipeline.rereading import read_archive
from store import flags, imports, models, posts, reviews, undoing
from store.db import Conn, connect
from store.errors import ImportStopped
from store.posts import PostQuery, PostRow
from store.reviews import Decision, Review

NOW = datetime(2026, 11, 20, 5, tzinfo=UTC)
CSV = """Tác giả,Nội dung,Ngày,SĐT
Trần Thị Mẫu,"Công ty ở Đồng Nai nợ lương hai tháng, gọi em 0912345678 nhé",20/11/2026,0987654321
Lê Văn Thử,Công đoàn hỗ trợ nhanh quá,19/11/2026,
Phạm Mẫu,,18/11/2026,
Ngô Thử,Bữa ăn ca dạo này tốt hơn,32/13/2026,
Vũ Mẫu,Công đoàn hỗ trợ nhanh quá,17/11/2026,
"""


@pytest.fixture(scope="module")
def kit(trained: Path) -> Kit:
    config = settings_from({}).config
    topics = load_topics(config / "topics.toml")
    rules = load_flag_rules(config / "flags.toml", [topic.slug for topic in topics])
    return Kit({}, rules, topics, Predictor.load(live(trained)), Gazetteer.load())


def reading(text: str, name: str = "bang.csv", options: Options | None = None) -> Reading:
    def opener() -> IO[bytes]:
        return io.BytesIO(text.encode())

    return read(opener, name, options or Options(), NOW)


def bring(dsn: str, kit: Kit, text: str, name: str = "bang.csv", options: Options | None = None) -> Outcome:
    with connect(dsn) as conn:
        models.register(conn, kit.predictor.version)
    return run(reading(text, name, options), kit, lambda: connect(dsn), source=OWN, user_id=None, now=NOW)


def stored(dsn: str) -> list[PostRow]:
    with connect(dsn) as conn:
        return list(posts.search(conn, PostQuery(limit=500, relevant=None)).posts)


def everything(conn: Conn) -> str:
    """All tables as text, but the models' and the queue's."""
    names = [row["name"] for row in conn.execute("SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND "
             "relnamespace = 'public'::regnamespace AND relname !~ 'procrastinate|alembic|models'")]  # fmt: skip
    rows = [conn.execute(f'SELECT t::text FROM "{name}" t'.encode()).fetchall() for name in names]
    return str(rows)


def counted(conn: Conn) -> tuple[int, int]:
    """Posts by the rollup, and what the views say it should be."""
    held = conn.execute("SELECT coalesce(sum(posts), 0) AS n FROM daily_counts WHERE topic = '' AND province = ''")
    real = conn.execute("SELECT count(*) AS n FROM count_rows WHERE topic = '' AND province = ''")
    return int((held.fetchone() or {})["n"]), int((real.fetchone() or {})["n"])


def test_good_rows_go_in_bad_ones_are_named_and_persons_never_arrive(dsn: str, kit: Kit) -> None:
    found = reading(CSV)
    assert found.persons == ("Tác giả", "SĐT")
    assert found.headings == ("Nội dung", "Ngày")
    outcome = bring(dsn, kit, CSV)
    assert (outcome.added, outcome.known, outcome.failed) == (3, 0, 2)
    assert [(problem.row, problem.why.split(";")[0]) for problem in outcome.problems] == [
        (4, "không có nội dung"),
        (5, "không đọc được ngày"),
    ]
    with connect(dsn) as conn:
        kept = everything(conn)
        assert imports.problems_of(conn, outcome.import_id) == list(outcome.problems)
    for given in ("Trần Thị Mẫu", "Lê Văn Thử", "0987654321", "0912345678", "bang.csv"):
        assert given not in kept
    assert "[số điện thoại]" in kept
    assert {post.kind for post in stored(dsn)} == {PostKind.COMMENT}


def test_a_dry_run_shows_redacted_posts_and_stores_nothing(dsn: str, kit: Kit) -> None:
    with connect(dsn) as conn:
        before = everything(conn)
    shown = preview(reading(CSV), kit, NOW)
    assert (shown.rows, shown.failed, len(shown.shown)) == (5, 2, 3)
    assert "0912345678" not in shown.shown[0].text
    with connect(dsn) as conn:
        assert everything(conn) == before


def test_the_same_file_again_adds_nothing_and_a_longer_one_only_what_is_new(dsn: str, kit: Kit) -> None:
    bring(dsn, kit, CSV)
    again = bring(dsn, kit, CSV)
    assert (again.added, again.known) == (0, 3)
    longer = bring(dsn, kit, CSV + "x,Công đoàn hỗ trợ nhanh quá,20/11/2026,\nx,Ý kiến mới toanh,20/11/2026,\n")
    assert (longer.added, longer.known) == (2, 3)


def test_a_row_with_an_address_is_the_post_that_a_crawl_would_name(dsn: str, kit: Kit) -> None:
    link = "https://congdoan.example/tin/1?utm_source=x"
    with connect(dsn) as conn:
        models.register(conn, kit.predictor.version)
    texts = ("Một đoạn dài của bài", "Một đoạn dài của bài", "Đoạn khác")
    table = "Tiêu đề,Nội dung,Link\n" + "".join(f"Tin,{text},{link}\n" for text in texts)
    outcome = bring(dsn, kit, table)
    assert (outcome.added, outcome.known, outcome.failed) == (1, 1, 1)
    (post,) = stored(dsn)
    assert (post.kind, post.url) == (PostKind.NEWS, "https://congdoan.example/tin/1")
    with connect(dsn) as conn:
        row = conn.execute("SELECT key = sha256(convert_to(%s, 'UTF8')) AS same FROM post_keys", (post.url,)).fetchone()
    assert row == {"same": True}


@pytest.mark.parametrize(
    ("link", "kept"),
    [
        ("https://bao.example/a?fbclid=1", "https://bao.example/a"),
        ("https://www.facebook.com/nguyen.van.mau/posts/123", ""),
        ("https://m.facebook.com/groups/1/permalink/2?comment_id=3", ""),
        ("https://www.tiktok.com/@mau", ""),
        ("javascript:alert(1)", ""),
        ("xem bài", ""),
    ],
)
def test_an_address_that_leads_to_a_person_is_not_kept(link: str, kept: str) -> None:
    assert public_link(link) == kept


@pytest.mark.parametrize(
    ("text", "posts_found", "form"),
    [
        ("Chỉ một dòng hỏi về lương", 1, "lines"),
        ("Câu một\nCâu hai\n\tCâu ba\n", 3, "lines"),
        (
            "Thông báo đối thoại\n\nCông đoàn cơ sở tổ chức đối thoại với công ty vào cuối tháng này tại xưởng.",
            1,
            "text",
        ),
    ],
)
def test_a_text_is_lines_or_a_document_as_it_looks(text: str, posts_found: int, form: str) -> None:
    found = reading(text, "a.txt")
    assert (len(list(found.taken())), found.form) == (posts_found, form)


def test_what_is_guessed_can_be_said() -> None:
    text = "Câu một\nCâu hai\n\nCâu ba\n"
    assert len(list(reading(text, "a.txt", Options(lines=True)).taken())) == 3
    day = datetime(2026, 11, 1, tzinfo=UTC)
    options = Options(PostKind.QUESTION, day, parse_map("text=Ngày, giờ,date="))
    (taken,) = reading('"Ngày, giờ",Nội dung\nHỏi gì đó,x\n', options=options).taken()
    assert taken.post is not None
    assert (taken.post.kind, taken.post.text, taken.post.published_at) == (PostKind.QUESTION, "Hỏi gì đó", day)
    with pytest.raises(ValueError, match="--map"):
        parse_map("author=Tác giả")
    assert parse_map("") == {}
    assert Role.TEXT in reading(CSV).roles


def test_a_source_is_a_known_one_or_a_new_one_of_imports(dsn: str) -> None:
    with connect(dsn) as conn:
        web_help.fill(conn, [])
        assert source_of(conn, "Báo Người Thợ").slug == "bao-tho"
        assert source_of(conn, "bao-tho").kind == "press"
        assert source_of(conn, "") == OWN
        fresh = source_of(conn, "Hòm thư Đồng Nai")
    assert (fresh.slug, fresh.kind) == ("nhap-hom-thu-dong-nai", "import")


def test_undoing_takes_away_what_only_this_import_brought(dsn: str, kit: Kit) -> None:
    first = bring(dsn, kit, CSV)
    second = bring(dsn, kit, CSV.replace("Bữa ăn ca dạo này tốt hơn,32/13/2026", "Ý kiến riêng,20/11/2026"))
    assert (second.added, second.known) == (1, 3)
    done = undo(lambda: connect(dsn), first.import_id, None)
    assert (done.state, done.removed, done.kept) == ("undone", 0, 3)
    done = undo(lambda: connect(dsn), second.import_id, None)
    assert (done.state, done.removed) == ("undone", 4)
    with connect(dsn) as conn:
        assert counted(conn) == (0, 0)
        for table in ("posts", "post_keys", "predictions", "flags", "post_topics", "post_places", "post_bands"):
            row = conn.execute(f"SELECT count(*) AS n FROM {table}".encode()).fetchone()
            assert row == {"n": 0}, table
        actions = [row["action"] for row in conn.execute("SELECT action FROM audit_log ORDER BY id")]
    assert actions == ["import_begun", "import_begun", "import_undone", "import_undone"]
    assert bring(dsn, kit, CSV).added == 3, "what was undone may be brought in again"


def test_a_post_that_somebody_decided_about_stays(dsn: str, kit: Kit) -> None:
    outcome = bring(dsn, kit, CSV)
    with connect(dsn) as conn:
        user = web_help.staff(conn)
        decided = stored(dsn)[0].id
        reviews.record(conn, Review(decided, user.id, Decision.HANDLED))
    done = undo(lambda: connect(dsn), outcome.import_id, None)
    assert (done.removed, done.kept) == (2, 1)
    assert [post.id for post in stored(dsn)] == [decided]
    with connect(dsn) as conn:
        assert counted(conn) == (1, 1)
        assert len(reviews.history(conn, decided)) == 1


@pytest.mark.parametrize(("read", "removed"), [("before", 1), ("after", 0)])
def test_a_post_whose_page_a_crawl_read_since_stays(dsn: str, kit: Kit, read: str, removed: int) -> None:
    outcome = bring(dsn, kit, "Tiêu đề,Nội dung,Link\nTin,Một đoạn dài của bài,https://bao.example/tin/1\n")
    with connect(dsn) as conn:
        web_help.fill(conn, [])
        statement = "INSERT INTO validators (source, url, seen_at) VALUES ('bao-tho', %s, now() + %s::interval)"
        conn.execute(statement, ("https://bao.example/tin/1", "1 hour" if read == "after" else "-1 hour"))
    done = undo(lambda: connect(dsn), outcome.import_id, None)
    assert (done.removed, done.kept) == (removed, 1 - removed)


class Killed(BaseException):
    """What a kill is to a test."""


def test_a_kill_amid_an_import_or_its_undoing_loses_and_doubles_nothing(
    dsn: str, kit: Kit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.importing.STEP", 2)
    text = "Nội dung\n" + "".join(f"Ý kiến số {number} về lương\n" for number in range(7))
    with connect(dsn) as conn:
        models.register(conn, kit.predictor.version)
    opened = 0

    @contextmanager
    def dying() -> Iterator[Conn]:
        """The third step is rolled back, and nothing is written after it."""
        nonlocal opened
        opened += 1
        with connect(dsn) as conn:
            yield conn
            if opened > 3:
                raise Killed

    with pytest.raises(Killed):
        run(reading(text), kit, dying, source=OWN, user_id=None, now=NOW)
    assert len(stored(dsn)) == 4
    with connect(dsn) as conn:
        (half,) = imports.newest(conn)
    assert (half.state, half.added) == ("running", 4)
    whole = bring(dsn, kit, text)
    assert (whole.added, whole.known) == (3, 4)

    monkeypatch.setattr(undoing.step, "__defaults__", (2,))
    undo(lambda: connect(dsn), half.id, None)
    opened = 1
    with pytest.raises(Killed):
        undo(dying, whole.import_id, None)
    with connect(dsn) as conn:
        assert imports.get(conn, whole.import_id).state == "undoing"
        assert counted(conn) == (len(stored(dsn)), len(stored(dsn)))
    done = undo(lambda: connect(dsn), whole.import_id, None)
    assert (done.state, done.removed) == ("undone", 7)
    assert stored(dsn) == []


def test_an_import_that_is_undone_while_it_runs_stops(dsn: str, kit: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.importing.STEP", 1)
    with connect(dsn) as conn:
        models.register(conn, kit.predictor.version)

    def take_back(outcome: Outcome) -> None:
        undo(lambda: connect(dsn), outcome.import_id, None)

    with pytest.raises(ImportStopped, match="undone meanwhile"):
        run(reading(CSV), kit, lambda: connect(dsn), source=OWN, user_id=None, now=NOW, progress=take_back)
    assert stored(dsn) == []


def test_a_row_that_our_program_cannot_read_stops_no_other(dsn: str, kit: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    class Choosy:
        version = kit.predictor.version

        def predict(self, inputs: list[object]) -> object:
            if any("nhanh quá" in str(one) for one in inputs):
                raise RuntimeError
            return kit.predictor.predict(inputs)  # type: ignore[arg-type]

    outcome = bring(dsn, replace(kit, predictor=Choosy()), CSV)  # type: ignore[arg-type]
    assert (outcome.added, outcome.failed) == (1, 4)
    assert [problem.row for problem in outcome.problems] == [3, 4, 5, 6]


class Younger:
    """The same model under another version."""

    version = "younger"

    def __init__(self, kit: Kit) -> None:
        self._of = kit.predictor

    def predict(self, inputs: list[PostInput]) -> list[Prediction]:
        return [replace(one, model=self.version, relevant=False, labels=()) for one in self._of.predict(inputs)]


def test_what_people_said_of_a_report_stays_when_another_model_reads_it(dsn: str, kit: Kit) -> None:
    report = grassroots.Report("75", "bua-an-ca", 20, 30, "Anh em đề nghị đổi suất ăn ca cho ngon hơn", NOW)
    with connect(dsn) as conn:
        models.register(conn, kit.predictor.version)
        user = web_help.staff(conn)
        names = ("Bữa ăn ca", "Đồng Nai")
        number = grassroots.file(conn, report, kit, user_id=user.id, names=names, now=NOW)
        models.register(conn, Younger.version)
    read_archive(dsn, replace(kit, predictor=Younger(kit)))  # type: ignore[arg-type]
    with connect(dsn) as conn:
        item = flags.item(conn, number)
        assert counted(conn) == (2, 2), "both models count it"
    assert item is not None
    assert (item.post.prediction.model, item.post.prediction.labels) == ("younger", ("bua-an-ca",))
    assert [reason.rule for reason in item.reasons][-1] == "grassroots"


def test_the_sentence_about_a_row_quotes_nothing_of_it() -> None:
    for taken in reading(CSV.replace("32/13/2026", "Nguyễn Văn Mẫu")).taken():
        assert "Mẫu" not in taken.why
