"""Reports over real PostgreSQL: the same numbers as the API's, people's words for every copy, the daily list."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from factory import NOON, TEXT, UNPAID, post, prediction
from invented import AFTER, LETTERHEAD, TOPICS, WEEK

from domain.flag import Flag, Priority, Reason
from domain.post import PostKind, ProcessedPost
from domain.prediction import Sentiment, Stance, Target
from nlp.fingerprint import bands
from reports import docx, html
from reports.daily import as_text, daily_list
from reports.values import Tone, WeeklyReport
from reports.weekly import weekly_report
from store import counts, labels, posts, reporting, reviews, users
from store.db import Conn
from store.reviews import Decision, Review

DAY = date(2026, 11, 20)


def save(conn: Conn, *batch: ProcessedPost) -> None:
    posts.save(conn, batch, [bands(each.fingerprint.minhash) for each in batch])


def article(number: int, **changes: Any) -> ProcessedPost:
    """A post of its own address and text, which nobody copied."""
    text = " ".join(f"câu{number}y{word}" for word in range(40))
    return post(**{"url": f"https://congdoan.example/bai/{number}", "text": text, **changes})


def written(conn: Conn) -> WeeklyReport:
    return weekly_report(conn, WEEK, LETTERHEAD, TOPICS, AFTER)


def reviewer(conn: Conn) -> int:
    found = users.credentials(conn, "lan")
    assert found is not None
    return found.user.id


def ids(conn: Conn) -> list[int]:
    return [fact.id for fact in reporting.facts(conn, WEEK)]


def test_numbers_equal_those_of_the_counts_for_the_same_window(conn: Conn) -> None:
    calm = prediction(sentiment=Sentiment.NEUTRAL, labels=("bhxh", "viec-lam"))
    union_posts = prediction(targets={Target.UNION: Stance(Sentiment.POSITIVE, 0.9)})
    save(
        conn,
        *(article(number, published_at=NOON - timedelta(days=number)) for number in range(8)),
        *(article(50 + number, prediction=union_posts, kind=PostKind.COMMENT) for number in range(3)),
        *(article(20 + number, prediction=calm, flag=None, source="bao-mau") for number in range(5)),
        article(40, prediction=prediction(relevant=False, labels=()), flag=None),
    )
    found, totals = written(conn), counts.totals(conn, WEEK)
    assert found.general.posts.now == totals.relevant > 0
    tone = found.general.tone
    assert (tone.positive, tone.neutral, tone.negative) == (totals.positive, totals.neutral, totals.negative)
    assert {line.topic: line.posts.now for line in found.by_topic if line.posts.now} == {
        line.topic: line.relevant for line in counts.by_topic(conn, WEEK)
    }
    assert [day.posts for day in found.general.days] == [day.relevant for day in counts.by_day(conn, WEEK)]
    listed = {line.place.code: line.place.posts for line in found.by_province if line.place.code}
    assert listed == {line.province: line.relevant for line in counts.by_province(conn, WEEK)}
    gave = {line.slug: line.posts.now for line in found.general.sources if line.posts.now}
    assert gave == {line.source: line.relevant for line in counts.by_source(conn, WEEK)}
    kinds = {str(kind): posts for kind, posts in found.general.kinds.items()}
    assert kinds == {line.kind: line.relevant for line in counts.by_kind(conn, WEEK)}
    (union,) = (line for line in counts.by_target(conn, WEEK) if line.target is Target.UNION)
    assert found.union.tone == Tone(union.positive, union.neutral, union.negative)


def test_one_decision_on_a_copy_holds_for_the_whole_story(conn: Conn) -> None:
    save(conn, post(), post(url="https://bao.example/tin/9", source="bao-mau", published_at=NOON + timedelta(hours=1)))
    first, second = ids(conn)
    assert written(conn).flagged.items[0].copies == 1
    reviews.record(conn, Review(second, reviewer(conn), Decision.NOT_RELEVANT))
    assert written(conn).general.posts.now == 0
    conn.commit()  # the newest decision counts, and a moment is that of the transaction
    reviews.record(conn, Review(first, reviewer(conn), Decision.HANDLED))
    assert written(conn).general.posts.now == 2


def test_a_correction_changes_every_number_that_it_touches(conn: Conn) -> None:
    save(conn, article(1), article(2))
    labels.put(conn, ids(conn)[0], "sentiment", "positive", reviewer(conn))
    labels.put(conn, ids(conn)[0], "topic:no-luong", False, reviewer(conn))
    labels.put(conn, ids(conn)[0], "topic:nha-o", True, reviewer(conn))
    found = written(conn)
    assert (found.general.tone.positive, found.general.tone.negative) == (1, 1)
    assert {line.topic: line.posts.now for line in found.by_topic} == {"nha-o": 1, "no-luong": 1}
    assert found.general.certainty.reviewed == 1


def test_texts_from_outside_the_window_are_never_read(conn: Conn) -> None:
    save(conn, article(1, published_at=NOON - timedelta(days=30)), article(2))
    (inside,) = ids(conn)
    assert set(reporting.texts(conn, range(1, 10), WEEK)) == {inside}


@pytest.mark.parametrize("count", [0, 1])
def test_a_week_of_the_database_is_rendered_however_little_it_has(conn: Conn, count: int) -> None:
    save(conn, *(article(number) for number in range(count)))
    found = written(conn)
    assert found.general.posts.now == count
    assert docx.render(found, LETTERHEAD).startswith(b"PK")
    assert "không phải điều tra" in html.render(found, LETTERHEAD)


def test_the_daily_list_tells_what_staff_need(conn: Conn) -> None:
    stances = {Target.EMPLOYER: Stance(Sentiment.NEGATIVE, 0.8), Target.UNION: Stance(Sentiment.POSITIVE, 0.7)}
    save(conn, post(prediction=prediction(targets=stances)))
    found = daily_list(conn, DAY)
    text = as_text(found, TOPICS)
    for words in (
        "Danh sách cần xem: Thứ Sáu, 20/11/2026",
        "1 mục, 1 chưa xử lý.",
        "[KHẨN] 12:00 · Công đoàn mẫu · Đồng Nai",
        "Chủ đề:   Nợ lương",
        "tiêu cực (công đoàn tích cực, doanh nghiệp tiêu cực)",
        "Lý do:    Người lao động bị nợ lương, chậm trả chế độ",
        "Trích:    “Gần ba trăm công nhân",
        "Nguồn:    https://congdoan.example/tin/1",
    ):
        assert words in text


def test_the_daily_list_has_urgent_items_first_and_no_long_excerpt(conn: Conn) -> None:
    normal = Flag(Priority.NORMAL, (Reason("model", "Máy cho rằng cần xem"),))
    save(conn, article(1, flag=normal), article(2, flag=UNPAID, text=f"{TEXT}\n" * 5), article(3, flag=None))
    items = daily_list(conn, DAY).items
    assert [item.priority for item in items] == [Priority.URGENT, Priority.NORMAL]
    assert all(len(item.excerpt) <= 200 for item in items)


def test_a_comment_is_listed_under_the_title_of_its_article(conn: Conn) -> None:
    save(conn, article(1, kind=PostKind.COMMENT, title="", context="Công nhân chờ lương", published_at=None))
    (item,) = daily_list(conn, DAY).items
    assert (item.title, item.dated) == ("Công nhân chờ lương", False)
    text = as_text(daily_list(conn, DAY), TOPICS)
    assert "không rõ giờ đăng" in text
    assert "Dưới bài: Công nhân chờ lương" in text


def test_copies_are_counted_and_open_items_of_earlier_days_are_not_forgotten(conn: Conn) -> None:
    save(conn, post(), post(url="https://bao.example/tin/9", source="bao-mau"))
    text = as_text(daily_list(conn, DAY), TOPICS)
    assert "(và 1 bản sao)" in text
    tomorrow = daily_list(conn, DAY + timedelta(days=1))
    assert (tomorrow.items, tomorrow.open_before) == ((), 1)
    assert "Không có nội dung nào cần xem trong ngày. Còn 1 mục chưa xử lý" in as_text(tomorrow, TOPICS)


def test_a_decided_item_stays_on_the_list_and_is_no_longer_open(conn: Conn) -> None:
    save(conn, post())
    reviews.record(conn, Review(ids(conn)[0], reviewer(conn), Decision.FORWARDED))
    found = daily_list(conn, DAY)
    assert ([item.decision for item in found.items], found.open) == (["forwarded"], 0)
