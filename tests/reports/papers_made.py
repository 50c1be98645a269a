"""Every document that the house makes, from invented weeks: for tests that look at all of them."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from invented import AFTER, LETTERHEAD, STOPPAGE, TOPICS, WEEK, busy_week, flag, report, row, text

from domain.flag import Priority, Reason
from domain.post import PostKind
from domain.prediction import Sentiment, Target
from reports import docx, flash, html, pdf, xlsx
from reports.chapters import daily as daily_page
from reports.chapters import document as weekly_document
from reports.chapters import flash as flash_page
from reports.daily import DailyItem, DailyList
from reports.document import Document
from reports.facts import effective
from reports.letterhead import load_letterheads

CONFIG = Path(__file__).parents[2] / "config"
BAN = load_letterheads(CONFIG / "letterhead.toml").named("ban")
LETTERS = "Ắ ằ ẵ Ặ ợ Ữ ỹ Ỵ 1.800.000 ₫ … –"
"""Accents that poor faces lack, and the dong."""


def item(number: int, at: datetime = AFTER, **changes: object) -> DailyItem:
    values: dict[str, object] = {
        "post_id": number,
        "listed_at": at - timedelta(hours=number),
        "dated": number != 3,
        "source": "Báo Người Thợ mẫu",
        "kind": PostKind.NEWS,
        "title": f"Công nhân xưởng {number} chờ lương tháng 10",
        "excerpt": "Gần ba trăm công nhân chưa nhận lương, công ty hẹn trả 1.800.000 ₫ một người vào tuần sau.",
        "url": f"https://bao.example/tin/{number}",
        "topics": ("no-luong", "tien-luong")[: 1 + number % 2],
        "places": ("Đồng Nai",),
        "sentiment": Sentiment.NEGATIVE,
        "targets": {Target.EMPLOYER: Sentiment.NEGATIVE},
        "priority": list(Priority)[number % 3],
        "reasons": (Reason("unpaid-wages", "Người lao động bị nợ lương, chậm trả chế độ"),),
        "copies": number % 2,
        "decision": (None, "handled", "forwarded")[number % 3],
    }
    return DailyItem(**{**values, **changes})  # type: ignore[arg-type]


LIST = DailyList(WEEK.last, tuple(item(number) for number in range(1, 9)), 4)
LATER = DailyList(WEEK.last, tuple(item(number) for number in range(20, 22)), 4)


def flash_document() -> Document:
    rows = [
        row(1, labels=("ngung-viec-dinh-cong",), flag=flag(STOPPAGE), sentiment=Sentiment.NEGATIVE),
        row(2, labels=("ngung-viec-dinh-cong",), kind=PostKind.COMMENT, needs_answer=True, flag=flag(STOPPAGE)),
    ]
    texts = {
        1: text(1, "Hơn 300 công nhân ngừng việc từ sáng để hỏi về thưởng Tết.", title="Ngừng việc ở xưởng may mẫu"),
        2: text(2, "Công ty bao giờ trả lời chúng tôi về mức thưởng năm nay ạ?", url="https://congdoan.example/tin/1"),
    }
    made = flash.compose(
        1,
        [effective(each) for each in rows],
        lambda ids: {number: texts[number] for number in ids},
        window=WEEK,
        letterhead=LETTERHEAD,
        topics=TOPICS,
        now=AFTER,
    )
    return flash_page.document(made)


@cache
def documents() -> dict[str, Document]:
    """By name; every kind of block is in one of them."""
    planted = {1: text(1, f"Người lao động viết: {LETTERS} và mong sớm có câu trả lời.")}
    return {
        "week": weekly_document(busy_week(), LETTERHEAD),
        "week-of-the-department": weekly_document(busy_week(40), BAN),
        "week-of-letters": weekly_document(report([row(1, kind=PostKind.COMMENT)], texts=planted), LETTERHEAD),
        "empty-week": weekly_document(report(), LETTERHEAD),
        "flash": flash_document(),
        "list": daily_page.document(LIST, LATER, LETTERHEAD, TOPICS, AFTER),
        "empty-list": daily_page.document(DailyList(WEEK.last, (), 0), DailyList(WEEK.last, (), 0), BAN, TOPICS, AFTER),
    }


@cache
def word(name: str) -> bytes:
    return docx.write(documents()[name])


@cache
def printed(name: str) -> bytes:
    return pdf.write(documents()[name])


@cache
def page(name: str) -> str:
    return html.write(documents()[name])


@cache
def tables() -> dict[str, bytes]:
    return {
        "week": xlsx.render(busy_week()),
        "empty-week": xlsx.render(report()),
        "list": daily_page.sheet(LIST, LATER, TOPICS, AFTER),
    }
