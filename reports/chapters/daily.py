"""The daily list as a document: a table that people tick off."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from domain.post import PostKind
from domain.topics import Topic
from reports.chapters.items import DECISIONS, OPEN
from reports.daily import OLDER, PRIORITIES, DailyItem, DailyList
from reports.document import Document
from reports.facts import VOICES
from reports.letterhead import Letterhead
from reports.numbers import clock, day, moment, number
from reports.outline import Block, Column, Line, Table, line, row, said
from reports.quotes import cut
from reports.sheets import Cell, Sheet, write

KIND = "DANH SÁCH"
TITLE, SAID = 70, 120
_COLUMNS = (
    Column("TT", 1.1, "center"),
    Column("Mức", 2, "center"),
    Column("Giờ", 1.6, "center"),
    Column("Nội dung", 8.4),
    Column("Chủ đề", 2.8),
    Column("Nguồn", 2.8),
    Column("Tình trạng", 2.1),
)


def document(
    found: DailyList, later: DailyList, letterhead: Letterhead, topics: Sequence[Topic], at: datetime
) -> Document:
    """`found` as it was frozen `at`, and what came to the list `later`. A list for the house has no report's number."""
    return Document(
        letterhead=letterhead.model_copy(update={"symbol": ""}),
        kind=KIND,
        subject=(f"Nội dung cần xem xét ngày {day(found.day)}", f"(chốt lúc {moment(at)})"),
        made_at=at,
        body=body(found, later, topics),
        status=f"Hệ thống Lắng Nghe chốt lúc {moment(at)}; mục đến sau nằm ở phần bổ sung",
    )


def body(found: DailyList, later: DailyList, topics: Sequence[Topic]) -> list[Block]:
    names = {topic.slug: topic.short for topic in topics}
    if not found.items:
        blocks: list[Block] = [said("Không có nội dung nào cần xem trong ngày tính đến lúc chốt danh sách.")]
    else:
        blocks = [
            said(f"{number(len(found.items))} mục, {number(found.open)} chưa xử lý khi chốt danh sách."),
            Table("", _COLUMNS, tuple(_row(place, item, names) for place, item in enumerate(found.items, 1))),
        ]
    if later.items:
        begin = len(found.items) + 1
        rows = tuple(_row(place, item, names) for place, item in enumerate(later.items, begin))
        blocks.append(Table("Bổ sung sau khi chốt danh sách", _COLUMNS, rows))
    if found.open_before:
        blocks.append(said(f"Còn {number(found.open_before)} mục chưa xử lý của {OLDER.days} ngày trước."))
    return blocks


def sheet(found: DailyList, later: DailyList, topics: Sequence[Topic], at: datetime) -> bytes:
    """The same list as .xlsx."""
    names = {topic.slug: topic.name for topic in topics}
    rows = [_cells(item, names, "") for item in found.items] + [_cells(item, names, "bổ sung") for item in later.items]
    columns = (
        "Mức",
        "Giờ",
        "Tiêu đề",
        "Trích",
        "Chủ đề",
        "Địa bàn",
        "Lý do",
        "Nguồn",
        "Liên kết",
        "Tình trạng",
        "Ghi chú",
    )
    title = f"Nội dung cần xem xét ngày {day(found.day)}, chốt lúc {moment(at)}"
    return write([Sheet("Danh sách", title, columns, rows)], title=title, made_at=at)


def _row(place: int, item: DailyItem, names: Mapping[str, str]) -> tuple[Line, ...]:
    return row(
        str(place),
        PRIORITIES[item.priority].capitalize(),
        clock(item.listed_at) if item.dated else "-",
        _told(item),
        ", ".join(names.get(slug, slug) for slug in item.topics) or "Chưa rõ",
        line(item.source, url=item.url),
        status(item),
    )


def _told(item: DailyItem) -> str:
    """Of an article its title first; of what the public wrote its own words, and below which article they stand."""
    if item.kind not in VOICES or not item.excerpt:
        return cut(": ".join(part for part in (item.title, item.excerpt) if part), TITLE + SAID)
    below = (
        f" ({'dưới bài' if item.kind is PostKind.COMMENT else 'về'}: {cut(item.title, TITLE)})" if item.title else ""
    )
    return f"“{cut(item.excerpt, SAID)}”{below}"


def _cells(item: DailyItem, names: Mapping[str, str], note: str) -> tuple[Cell, ...]:
    return (
        PRIORITIES[item.priority].capitalize(),
        clock(item.listed_at) if item.dated else "",
        item.title,
        item.excerpt,
        ", ".join(names.get(slug, slug) for slug in item.topics),
        ", ".join(dict.fromkeys(item.places)),
        "; ".join(reason.sentence for reason in item.reasons),
        item.source,
        item.url,
        status(item),
        note,
    )


def status(item: DailyItem) -> str:
    return OPEN if item.decision is None else DECISIONS.get(item.decision, item.decision)
