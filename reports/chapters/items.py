"""III. Ngừng việc, tai nạn, ngộ độc; IV. Câu hỏi và thông tin cần trả lời."""

from __future__ import annotations

from collections.abc import Sequence

from reports import queries
from reports.chapters import answers
from reports.numbers import number, short_day
from reports.outline import Block, Column, Heading, Line, Run, Table, line, row, said
from reports.values import Incidents, Item, ItemList, WeeklyReport

DECISIONS = {
    "relevant": "Đã xác nhận",
    "not_relevant": "Không liên quan",
    "handled": "Đã xử lý",
    "forwarded": "Đã chuyển",
    "answered": "Đã trả lời",
    "dismissed": "Không cần xử lý",
}
OPEN = "Chưa xử lý"
IN_BODY = 7
"""Rows of a table: a report that is read has about eight pages. The rest is in the annex of tables (.xlsx)."""
IN_ANNEX = 15
REASONS = 2
"""Of an item in the annex; the tables (.xlsx) have all."""

_COLUMNS = (
    Column("TT", 1.2, "center"),
    Column("Ngày", 1.8, "center"),
    Column("Nội dung", 7.6),
    Column("Địa bàn", 2.5),
    Column("Nguồn", 3.4),
    Column("Tình trạng", 3),
)


def incidents(report: WeeklyReport) -> list[Block]:
    found = report.incidents
    title = Heading("III. QUAN HỆ LAO ĐỘNG, NGỪNG VIỆC TẬP THỂ, TAI NẠN LAO ĐỘNG, NGỘ ĐỘC THỰC PHẨM")
    if not found.total:
        return [title, said(f"Trong kỳ chưa ghi nhận vụ việc nào từ các nguồn được theo dõi.{_aside(found)}")]
    parts = (("Ngừng việc", found.stoppages), ("Tai nạn, cháy nổ", found.accidents), ("An toàn bữa ăn", found.food))
    counts = ", ".join(f"{name.lower()} {number(part.total)}" for name, part in parts)
    chosen = _chosen(parts)
    rows = [_kinded(report, place, name, item) for place, (name, item) in enumerate(chosen, 1)]
    columns = (_COLUMNS[0], Column("Loại", 2.2), *_COLUMNS[1:])
    told = f"Ghi nhận {number(found.total)} vụ việc ({counts}); thông tin cần được xác minh tại cơ sở.{_aside(found)}"
    return [
        title,
        said(told),
        Table("Vụ việc ghi nhận trong kỳ", columns, tuple(rows)),
        *_left_off(found.total - len(rows)),
    ]


def _aside(found: Incidents) -> str:
    """What looks like an event and is none stays on the list of flagged items, where a person can say otherwise."""
    if not found.set_aside:
        return ""
    listed = ", ".join(f"{name}: {number(count)}" for name, count in found.set_aside)
    return f" Không tính là vụ việc, còn trong danh sách cần xem xét: {listed}."


def _chosen(parts: Sequence[tuple[str, ItemList]]) -> list[tuple[str, Item]]:
    """Of each kind its share of the rows, the most pressing; kinds stay in their order."""
    room = dict.fromkeys((name for name, _ in parts), 0)
    while sum(room.values()) < IN_BODY:
        growing = [name for name, part in parts if room[name] < len(part.items)]
        if not growing:
            break
        for name in growing[: IN_BODY - sum(room.values())]:
            room[name] += 1
    return [(name, item) for name, part in parts for item in part.items[: room[name]]]


def questions(report: WeeklyReport) -> list[Block]:
    found = report.questions
    title = Heading("IV. CÂU HỎI, KIẾN NGHỊ VÀ THÔNG TIN CHƯA KIỂM CHỨNG CẦN TRẢ LỜI")
    if not found.total:
        return [title, said("Trong kỳ chưa ghi nhận câu hỏi hoặc thông tin cần trả lời.")]
    rows = tuple(item_row(report, place, item) for place, item in enumerate(found.items[:IN_BODY], 1))
    return [
        title,
        said(f"Có {number(found.total)} câu hỏi, thông tin cần trả lời; {_left(found)}."),
        Table("Câu hỏi và thông tin cần trả lời", _COLUMNS, rows),
        *_left_off(found.total - len(rows)),
        *answers.part(report),
    ]


def _left(found: ItemList) -> str:
    if found.open == found.total:
        return "chưa nội dung nào được xử lý"
    return f"còn {number(found.open)} chưa xử lý" if found.open else "đã xử lý hết"


def flagged_table(report: WeeklyReport) -> Table:
    columns = (
        *_COLUMNS[:2],
        Column("Nội dung", 7),
        Column("Lý do", 5.6),
        Column("Nguồn", 3),
        Column("Tình trạng", 2.4),
    )
    rows = tuple(_reasoned(report, place, item) for place, item in enumerate(report.flagged.items[:IN_ANNEX], 1))
    return Table("", columns, rows)


def item_row(report: WeeklyReport, place: int, item: Item) -> tuple[Line, ...]:
    where = where_of(report, item) or "Không rõ"
    return row(str(place), short_day(item.day), _told(item), where, _source(item), status(item))


def where_of(report: WeeklyReport, item: Item) -> str:
    """What the post says; else the province of its source, said to be that."""
    home = province_name(report, item.home) if item.home and not item.places else ""
    return f"{home} (theo nguồn)" if home else ", ".join(item.places)


def province_name(report: WeeklyReport, code: str) -> str:
    """As posts of the report name it; empty for a province that none of them names."""
    return next((line.place.name for line in report.by_province if line.place.code == code), "")


def _kinded(report: WeeklyReport, place: int, kind: str, item: Item) -> tuple[Line, ...]:
    cells = item_row(report, place, item)
    return (cells[0], line(kind), *cells[1:])


def _reasoned(report: WeeklyReport, place: int, item: Item) -> tuple[Line, ...]:
    cells = item_row(report, place, item)
    why = "; ".join(item.reasons[:REASONS]) or "Cán bộ đưa vào danh sách"
    return (*cells[:3], line(why), *cells[4:])


def _told(item: Item) -> Line:
    """What happened, and how many tell of it: their number leads to the page that shows them all."""
    remarks = f"{number(item.remarks)} ý kiến cần xem xét" if item.remarks else ""
    if item.articles < 2:
        more = [f"{number(item.copies)} bản sao"] if item.copies else []
        more += [remarks] if remarks else []
        return (Run(f"{item.text} ({'; '.join(more)})" if more else item.text),)
    told = f"{number(item.articles)} tin, bài của {number(item.sources)} nguồn"
    return (
        Run(f"{item.text} ("),
        Run(told, query=queries.event(item.event) if item.event is not None else ""),
        Run(f"; {remarks})" if remarks else ")"),
    )


def _source(item: Item) -> Line:
    return line(item.source, url=item.url)


def status(item: Item) -> str:
    return OPEN if item.decision is None else DECISIONS.get(item.decision, item.decision)


def _left_off(missing: int) -> list[Block]:
    """Says how many are not in the table, so that nobody takes it for everything."""
    if not missing:
        return []
    return [said(f"Còn {number(missing)} mục khác trong phụ lục số liệu (.xlsx) và trên trang danh sách của hệ thống.")]
