"""The annex of tables of a report as .xlsx. Its numbers are those of the text: both are made of one WeeklyReport."""

from __future__ import annotations

from domain.small_cells import FEWEST
from reports import xlsx_ahead as ahead
from reports.chapters import subject
from reports.chapters.general import state_word
from reports.chapters.items import status, where_of
from reports.numbers import moment, small_cell
from reports.quotes import safe_url
from reports.sheets import Cell, Sheet, write
from reports.values import Change, Item, ItemList, Tone, TopicLine, WeeklyReport
from reports.words import CAVEAT, METHOD

_TONE = ("Tích cực", "Trung tính", "Tiêu cực")


def render(report: WeeklyReport) -> bytes:
    return write(sheets(report), title=" ".join(subject(report)), made_at=report.made_at)


def sheets(report: WeeklyReport) -> list[Sheet]:
    return [
        summary(report),
        by_topic(report),
        by_province(report),
        by_day(report),
        by_source(report),
        incidents(report),
        _items("Câu hỏi", "Câu hỏi, kiến nghị và thông tin chưa kiểm chứng cần trả lời", report, report.questions),
        _items("Cần xem xét", "Nội dung đưa vào danh sách cần xem xét và tình trạng xử lý", report, report.flagged),
        ahead.waves(report),
        ahead.outlook(report),
        ahead.loop(report),
        ahead.campaigns(report),
        method(report),
    ]


def summary(report: WeeklyReport) -> Sheet:
    found = report.general
    rows: list[tuple[Cell, ...]] = [
        ("Nội dung thu thập", *_change(found.posts)),
        ("Trong đó: ý kiến công chúng", found.voices, None, None),
        ("Trong đó: tin, bài", found.posts.now - found.voices, None, None),
        ("Tích cực", found.tone.positive, None, None),
        ("Trung tính", found.tone.neutral, None, None),
        ("Tiêu cực", found.tone.negative, None, None),
        ("Danh sách cần xem xét (vụ việc, câu hỏi)", found.flags.total, None, None),
        ("Trong đó: mức khẩn", found.flags.urgent, None, None),
        ("Trong đó: chưa xử lý", found.flags.open, None, None),
        ("Vụ việc (ngừng việc, tai nạn, bữa ăn)", report.incidents.total, None, None),
        ("Câu hỏi, thông tin cần trả lời", report.questions.total, None, None),
        ("Nội dung nói đến công đoàn", *_change(report.union.posts)),
        ("Trong đó: ý kiến công chúng", report.union.public.total if report.union.public else None, None, None),
        ("Trong đó: trang của công đoàn", report.union.own.total, None, None),
        ("Cán bộ đã xem", found.certainty.reviewed, None, None),
        ("Máy chưa chắc chắn, chưa có cán bộ xem", found.certainty.abstained, None, None),
    ]
    note = f"{' '.join(subject(report))}. Lập lúc {moment(report.made_at)}. {CAVEAT}"
    return Sheet("Tổng hợp", note, ("Chỉ tiêu", "Trong kỳ", "Kỳ trước", "Tăng, giảm"), rows)


def by_topic(report: WeeklyReport) -> Sheet:
    found = report.general
    rows = [_topic(report.topic_name(item.topic), item) for item in report.by_topic]
    rows.append(_topic("Chưa thuộc chủ đề nào", report.without_topic))
    rows.append(_topic("Tổng số nội dung", TopicLine("", found.posts, found.tone)))
    columns = ("Chủ đề", "Trong kỳ", "Kỳ trước", "Tăng, giảm", *_TONE)
    note = "Một nội dung có thể thuộc nhiều chủ đề, nên tổng các dòng có thể lớn hơn tổng số nội dung."
    return Sheet("Chủ đề", note, columns, rows, last_is_total=True)


def by_province(report: WeeklyReport) -> Sheet:
    topics = [item.topic for item in report.by_topic if item.posts.now]
    rows: list[tuple[Cell, ...]] = [
        (
            line.place.code,
            line.place.name,
            small_cell(line.place.posts) if line.place.code else line.place.posts,
            *(small_cell(line.topics.get(slug, 0)) for slug in topics),
        )
        for line in report.by_province
    ]
    columns = ("Mã", "Tỉnh, thành phố", "Số nội dung", *(report.topic_short(slug) for slug in topics))
    note = (
        f"Theo địa bàn nêu trong nội dung (34 tỉnh, thành phố); ô dưới {FEWEST} nội dung ghi <{FEWEST}. "
        "Không thống kê theo doanh nghiệp, xã, phường."
    )
    return Sheet("Địa bàn", note, columns, rows)


def by_day(report: WeeklyReport) -> Sheet:
    rows: list[tuple[Cell, ...]] = [(line.day, line.posts, *_tone(line.tone)) for line in report.general.days]
    tone = report.general.tone
    rows.append(("Tổng số", tone.total, *_tone(tone)))
    columns = ("Ngày", "Số nội dung", *_TONE)
    return Sheet("Theo ngày", "Theo ngày đăng, giờ Việt Nam.", columns, rows, last_is_total=True)


def by_source(report: WeeklyReport) -> Sheet:
    rows: list[tuple[Cell, ...]] = [
        (line.name, *_change(line.posts), state_word(line), line.evidence or line.reason)
        for line in report.general.sources
    ]
    rows.append(("Tổng số", *_change(report.general.posts), None, None))
    columns = ("Nguồn", "Trong kỳ", "Kỳ trước", "Tăng, giảm", "Tình trạng", "Căn cứ")
    return Sheet("Nguồn", "Tình trạng của nguồn tại thời điểm lập báo cáo.", columns, rows, last_is_total=True)


def incidents(report: WeeklyReport) -> Sheet:
    found = report.incidents
    parts = (("Ngừng việc", found.stoppages), ("Tai nạn, cháy nổ", found.accidents), ("An toàn bữa ăn", found.food))
    rows = [(name, *_item(report, item)) for name, part in parts for item in part.items]
    note = _listed("Vụ việc ghi nhận trong kỳ; thông tin cần được xác minh tại cơ sở", found.total, len(rows))
    return Sheet("Vụ việc", note, ("Loại", *_ITEM), rows)


_ITEM = (
    *("Ngày", "Nội dung", "Địa bàn", "Chủ đề", "Lý do", "Nguồn", "Liên kết"),
    *("Tin, bài", "Số nguồn", "Bản sao", "Ý kiến cần xem xét", "Tình trạng"),
)


def _items(name: str, note: str, report: WeeklyReport, found: ItemList) -> Sheet:
    rows = [_item(report, item) for item in found.items]
    return Sheet(name, _listed(note, found.total, len(rows)), _ITEM, rows)


def _listed(note: str, total: int, shown: int) -> str:
    return f"{note}: {total} mục." if shown == total else f"{note}: {total} mục, liệt kê {shown} mục cần xem trước."


def _item(report: WeeklyReport, item: Item) -> tuple[Cell, ...]:
    return (
        item.day,
        item.text,
        where_of(report, item),
        ", ".join(report.topic_name(slug) for slug in item.topics),
        "; ".join(item.reasons),
        item.source,
        safe_url(item.url),
        item.articles,
        item.sources,
        item.copies,
        item.remarks,
        status(item),
    )


def method(report: WeeklyReport) -> Sheet:
    models = ", ".join(report.general.certainty.models)
    rows = [(text.replace("\u00a0", " "),) for text in (CAVEAT, *METHOD)]
    note = f"Mô hình phân loại: {models or 'không có'}. Kết luận của cán bộ thay cho kết quả của máy."
    return Sheet("Cách tính", note, ("Cách tính và cách dùng từ",), rows)


def _topic(name: str, item: TopicLine) -> tuple[Cell, ...]:
    return (name, *_change(item.posts), *_tone(item.tone))


def _tone(tone: Tone) -> tuple[int, int, int]:
    return tone.positive, tone.neutral, tone.negative


def _change(posts: Change) -> tuple[int, int | None, int | None]:
    return posts.now, posts.before, None if posts.before is None else posts.difference
