"""Annexes: topic by sentiment, province by topic, flagged items with their status, and how the words were chosen."""

from __future__ import annotations

from collections import Counter

from domain.small_cells import FEWEST
from domain.times import Window
from reports.chapters.items import IN_ANNEX, flagged_table
from reports.chapters.union import TONE_COLUMNS, tone_cells
from reports.charts import sentiment_bars
from reports.numbers import number, small_cell
from reports.outline import Block, Column, Figure, Heading, Line, Table, line, row, said
from reports.queries import posts
from reports.values import ProvinceLine, TopicLine, WeeklyReport
from reports.words import METHOD, change_cell

TOPIC_COLUMNS = 6
"""As many as A4 holds beside the provinces."""
LEADS = (
    "Trong tệp Word và PDF, con số đếm được bằng một lần tìm kiếm dẫn tới các nội dung ấy trên trang của hệ thống. "
    "Trang cần đăng nhập và đọc dữ liệu đang lưu, nên có thể khác số đã chốt nếu sau đó nội dung được sửa hoặc xóa."
)
CORRECTED = (
    "Báo cáo tính theo kết luận của cán bộ ở {} nội dung đã xem; trang tìm kiếm, biểu đồ và API tính theo nhãn của "
    "máy, nên số ở đó có thể chênh nhiều nhất chừng ấy nội dung."
)
NOTHING = "Trong kỳ không có nội dung nào."


def topics(report: WeeklyReport) -> list[Block]:
    title = Heading("Phụ lục 1. Chủ đề và sắc thái")
    if not report.general.posts.now:
        return [title, said(NOTHING)]
    columns = (
        Column("Chủ đề", 8),
        Column("Số nội dung", 2.2, "right"),
        Column("So với kỳ trước", 2.6, "right"),
        *TONE_COLUMNS,
    )
    lines = [_topic_row(report.topic_name(item.topic), item, report.window) for item in report.by_topic]
    if report.without_topic.posts.now:
        lines.append(_topic_row("Chưa thuộc chủ đề nào", report.without_topic))
    total = report.general
    lines.append(_topic_row("Tổng số nội dung", TopicLine("", total.posts, total.tone), report.window))
    chart = Figure(sentiment_bars(report), "Biểu đồ phụ lục. Sắc thái của các chủ đề (trong ngoặc là số nội dung)")
    return [title, chart, Table("", columns, tuple(lines), last_is_total=True)]


def _topic_row(name: str, item: TopicLine, window: Window | None = None) -> tuple[Line, ...]:
    """`window`: each number leads to its posts; the search cannot ask for posts without any topic."""
    if window is None:
        return row(name, number(item.posts.now), change_cell(item.posts), *tone_cells(item.tone))
    sides = ((item.tone.positive, "positive"), (item.tone.neutral, "neutral"), (item.tone.negative, "negative"))
    tones = (line(number(count), query=posts(window, topic=item.topic, sentiment=side)) for count, side in sides)
    total = line(number(item.posts.now), query=posts(window, topic=item.topic))
    return row(name, total, change_cell(item.posts), *tones)


def provinces(report: WeeklyReport) -> list[Block]:
    title = Heading("Phụ lục 2. Địa bàn và chủ đề")
    if not report.general.posts.now:
        return [title, said(NOTHING)]
    shown = [item.topic for item in report.by_topic if item.posts.now][:TOPIC_COLUMNS]
    columns = (
        Column("Tỉnh, thành phố", 4),
        *(Column(report.topic_short(slug), 2, "right") for slug in shown),
        Column("Tổng số nội dung", 2, "right"),
    )
    rows = [_province_row(item, shown, report.window) for item in report.by_province]
    totals = Counter({item.topic: item.posts.now for item in report.by_topic})
    rows.append(row("Cả kỳ", *(number(totals[slug]) for slug in shown), number(report.general.posts.now)))
    note = said(
        "Tính theo địa bàn nêu trong nội dung, theo 34 tỉnh, thành phố từ ngày 01/7/2025; "
        f"chỉ ghi các chủ đề có nhiều nội dung nhất; ô dưới {FEWEST} nội dung ghi “<{FEWEST}”. "
        "Không thống kê theo doanh nghiệp, xã, phường."
    )
    return [title, note, Table("", columns, tuple(rows), last_is_total=True)]


def _province_row(item: ProvinceLine, shown: list[str], window: Window) -> tuple[Line, ...]:
    cells = (_cell(item.topics.get(slug, 0), window, item, slug) for slug in shown)
    whole = _cell(item.place.posts, window, item) if item.place.code else line(number(item.place.posts))
    return row(item.place.name, *cells, whole)


def _cell(count: int, window: Window, item: ProvinceLine, topic: str = "") -> Line:
    """Small cells lead nowhere: they are small so that nobody looks who it was."""
    shown = small_cell(count)
    if isinstance(shown, str) or not shown or not item.place.code:
        return line(shown if isinstance(shown, str) else number(shown))
    return line(number(shown), query=posts(window, province=item.place.code, topic=topic))


def flagged(report: WeeklyReport) -> list[Block]:
    found = report.flagged
    title = Heading("Phụ lục 3. Nội dung cần xem xét và tình trạng xử lý")
    if not found.total:
        return [title, said("Không có nội dung nào phải đưa vào danh sách trong kỳ.")]
    told = f"{number(found.total)} mục, còn {number(found.open)} chưa xử lý."
    if found.total > IN_ANNEX:
        told = f"{told} Liệt kê {number(IN_ANNEX)} mục cần xem trước; các mục còn lại ở phụ lục số liệu (.xlsx)."
    return [title, said(told), flagged_table(report)]


def method(report: WeeklyReport) -> list[Block]:
    told = [*METHOD, LEADS] if report.letterhead.pages else [*METHOD]
    reviewed = report.general.certainty.reviewed
    told += [CORRECTED.format(number(reviewed))] if reviewed else []
    return [Heading("Phụ lục 4. Cách tính và cách dùng từ"), *(said(text) for text in told)]


CHAPTERS = (topics, provinces, flagged, method)
