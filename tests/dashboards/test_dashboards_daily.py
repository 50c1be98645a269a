"""The morning's list."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import web_help
from desk import Desk
from factory import NOON, evidence, place, post, prediction

from dashboards.daily import daily_page
from dashboards.viewer import Viewer
from domain.flag import Flag, Priority, Reason
from domain.post import Place, PostKind, ProcessedPost
from domain.prediction import Sentiment, Stance, Target
from domain.times import Window
from store import fetches, reports, reviews, sources
from store.reviews import Decision, Review
from store.sources import SourceRow
from store.users import Role

TODAY = NOON.date()


def alone(number: int, **changes: Any) -> ProcessedPost:
    """A post that is nobody's copy."""
    words = " ".join(f"câu{number}y{word}" for word in range(30))
    return post(url=f"https://a.example/{number}", text=words, prediction=prediction(), **changes)


def flag(priority: Priority) -> Flag:
    return Flag(priority, (Reason("model", f"Lý do {priority.slug}"),))


def test_the_most_urgent_stands_first(desk: Desk) -> None:
    batch = [
        post(
            url=f"https://a.example/{p}",
            title=p.slug,
            text=f"{p.slug} riêng " * 9,
            flag=flag(p),
            prediction=prediction(),
        )
        for p in (Priority.NORMAL, Priority.URGENT, Priority.HIGH)
    ]
    web_help.fill(desk.conn, batch)
    page = desk.daily()
    assert [(section.priority, section.cards[0].meta.title) for section in page.sections] == [
        ("urgent", "urgent"),
        ("high", "high"),
        ("normal", "normal"),
    ]
    assert (page.left, page.urgent_left, page.decided) == (3, 1, 0)


def test_a_story_stands_once_with_its_copies(desk: Desk) -> None:
    web_help.fill(desk.conn, [post(url=f"https://a.example/{n}") for n in range(3)])
    page = desk.daily()
    (card,) = page.sections[0].cards
    assert card.meta.more_copies == 2
    assert "và 2 bản sao" in desk.html(page)


def test_a_card_says_what_the_model_does_not_know(desk: Desk) -> None:
    said = prediction(
        abstained=("sentiment", "bhxh", "target:union"),
        targets={Target.UNION: Stance(Sentiment.POSITIVE, 0.55)},
    )
    web_help.fill(desk.conn, [post(prediction=said)])
    reading = desk.daily().sections[0].cards[0].reading
    assert reading.unsure == ("thái độ chung", "BHXH, BHYT", "công đoàn")
    assert [(about, chip.word, chip.sure, chip.percent) for about, chip in reading.targets] == [
        ("Công đoàn", "tích cực", "chưa chắc", "55\u202f%")
    ]


def test_many_doubts_are_counted_instead_of_listed(desk: Desk) -> None:
    slugs = tuple(desk.reference.topics)[:9]
    web_help.fill(desk.conn, [post(prediction=prediction(abstained=slugs))])
    unsure = desk.daily().sections[0].cards[0].reading.unsure
    assert len(unsure) == 6
    assert unsure[-1] == "4 nhãn khác"


def test_a_place_that_may_be_two_is_not_guessed(desk: Desk) -> None:
    places = (Place("ĐN", "", True, ("75", "48")), place(), Place("Hồ Chí Minh", "79", old_name="Bình Dương"))
    web_help.fill(desk.conn, [post(places=places)])
    assert desk.daily().sections[0].cards[0].meta.places == (
        "“ĐN” (chưa rõ: Đồng Nai hoặc Đà Nẵng)",
        "Đồng Nai",
        "Hồ Chí Minh (Bình Dương cũ)",
    )


def test_evidence_is_marked_and_said(desk: Desk) -> None:
    text = "Công ty nợ lương hai tháng, công nhân hỏi bao giờ trả?"
    said = prediction(evidence=(evidence(text, "no-luong", "nợ lương"), evidence(text, "relevant", "Công ty")))
    web_help.fill(desk.conn, [post(text=text, prediction=said)])
    page = desk.daily()
    assert page.sections[0].cards[0].signs == ("Nợ lương",)
    assert '<mark title="Dấu hiệu của: Nợ lương" data-sign="1">nợ lương</mark> hai tháng' in desk.html(page)


def test_only_what_carried_the_topics_is_marked_on_a_list(desk: Desk) -> None:
    text = "Công ty nợ lương hai tháng, anh em bức xúc lắm rồi."
    spans = (evidence(text, "sentiment", "bức xúc", 9.0), evidence(text, "no-luong", "nợ lương", 0.1))
    web_help.fill(desk.conn, [post(text=text, prediction=prediction(evidence=spans))])
    card = desk.daily().sections[0].cards[0]
    assert [piece.text for piece in card.excerpt if piece.labels] == ["nợ lương"]


def test_a_comment_is_shown_under_its_article(desk: Desk) -> None:
    web_help.fill(desk.conn, [post(kind=PostKind.COMMENT, title="", context="Bài về lương")])
    assert "Bình luận dưới bài “Bài về lương”" in desk.html(desk.daily())


def test_what_is_decided_stands_last_with_its_decision(desk: Desk) -> None:
    web_help.fill(desk.conn, [alone(1), alone(2)])
    user = web_help.staff(desk.conn)
    newest = desk.daily().sections[0].cards[0]
    number = int(newest.anchor.removeprefix("tin-"))
    reviews.record(desk.conn, Review(number, user.id, Decision.FORWARDED, "Ban Chính sách"))
    page = desk.daily()
    first, last = page.sections[0].cards
    assert first.open
    assert last.anchor == newest.anchor
    assert last.decided is not None
    assert (last.decided.word, last.decided.line, last.decided.by) == ("Đã chuyển", "Ban Chính sách", "Nguyễn Lan")
    assert (page.left, page.decided) == (1, 1)


def test_a_finished_list_says_where_to_go_on(desk: Desk) -> None:
    earlier = NOON - timedelta(days=3)
    old = post(url="https://a.example/old", text="Chuyện cũ. " * 9, published_at=earlier, fetched_at=earlier)
    web_help.fill(desk.conn, [alone(1), old])
    assert "data-finished hidden" in desk.html(desk.daily())
    user = web_help.staff(desk.conn)
    number = int(desk.daily().sections[0].cards[0].anchor.removeprefix("tin-"))
    reviews.record(desk.conn, Review(number, user.id, Decision.HANDLED, ""))
    shown = desk.html(desk.daily())
    assert "data-finished>" in shown
    assert '<a href="/ngay/2026-11-17">mở ngày 17/11/2026</a>' in shown


def test_open_items_of_earlier_days_are_not_forgotten(desk: Desk) -> None:
    earlier = NOON - timedelta(days=3)
    web_help.fill(desk.conn, [post(url="https://a.example/old", published_at=earlier, fetched_at=earlier)])
    page = desk.daily()
    assert page.sections == ()
    assert [(one.href, one.items) for one in page.earlier] == [("/ngay/2026-11-17", 1)]
    assert page.earlier_items == 1


def test_who_may_only_read_gets_no_forms(desk: Desk) -> None:
    web_help.fill(desk.conn, [post()])
    reading = replace(desk, viewer=Viewer(1, "xem", "Xem", Role.VIEWER))
    page = reading.daily()
    assert page.sections[0].cards[0].controls is None
    assert "quyet-dinh" not in desk.html(page)


def test_an_empty_day_is_a_whole_page(desk: Desk) -> None:
    assert "Không có tin nào cần xem" in desk.html(desk.daily())


def test_a_closed_list_is_one_click_away(desk: Desk) -> None:
    assert desk.daily().frozen == ""
    number = reports.add(
        desk.conn, "daily", Window(TODAY, TODAY), value={}, docx=b"PK", html="<p>Danh sách", state="frozen"
    )
    page = desk.daily()
    assert page.frozen == f"/bao-cao/{number}"
    assert "Bản đã chốt lúc" in desk.html(page)


def test_the_newest_day_has_no_day_after(desk: Desk) -> None:
    page = desk.daily()
    assert (page.before, page.after) == ("/ngay/2026-11-19", "")
    yesterday = daily_page(desk.conn, desk.viewer, desk.reference, TODAY - timedelta(days=1), NOON)
    assert yesterday.after == "/"


def test_a_source_that_is_dead_or_blocked_is_said_above_the_list_of_today(desk: Desk) -> None:
    web_help.fill(desk.conn, [alone(1)])
    assert (desk.daily().alarms, "nguồn tin cần xem" in desk.html(desk.daily())) == ((), False)
    for slug, reason in (("chan", "http-403"), ("hong", "timeout")):
        sources.upsert(desk.conn, [SourceRow(slug, f"Báo {slug}", f"https://{slug}.example/", "press")])
        fetches.add(
            desk.conn, source=slug, url=f"https://{slug}.example/rss", role="feed", at=NOON - timedelta(hours=1),
            status=None, outcome="failed", reason=reason,
        )  # fmt: skip
    page = desk.daily()
    assert page.alarms == ("Báo chan (bị chặn)", "Báo hong (hỏng)")
    said = desk.html(page)
    told = "danh sách có thể thiếu tin: Báo chan (bị chặn); Báo hong (hỏng)."
    assert f'<a href="/nguon">2 nguồn tin cần xem</a>, {told}' in said
    yesterday = daily_page(desk.conn, desk.viewer, desk.reference, TODAY - timedelta(days=1), NOON)
    assert yesterday.alarms == ()
