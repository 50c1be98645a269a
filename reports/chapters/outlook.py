"""VI and VII are for people to write. The program puts figures beside the empty space and proposes nothing."""

from __future__ import annotations

from collections.abc import Sequence

from reports import words
from reports.numbers import decimal, number
from reports.outline import Block, Column, Heading, Open, Paragraph, Table, labelled, row, said
from reports.queries import counted, posts
from reports.values import Outlook, TopicLine, WeeklyReport

EMPTY_ROWS = 3
NO_OUTLOOK = (
    "không dự báo; chưa đủ số tuần đã qua, sắp đến kỳ nghỉ dài, hoặc thử lại trên các tuần đã qua thì không chủ đề nào "
    "được dự báo đúng hơn cách lấy nguyên số của tuần trước."
)
OUTLOOK = (
    "Dự báo do máy tính từ số nội dung các tuần đã qua, chỉ nêu chủ đề mà khi thử lại có sai số nhỏ hơn ít nhất "
    "một phần mười so với cách lấy nguyên số của tuần trước; bốn trong năm tuần nên nằm trong khoảng, "
    "và số tuần đã nằm trong khoảng chỉ đếm ở những tuần đến sau các tuần dùng để tính khoảng ấy. Sự việc mới "
    "không dự báo được."
)
_OUTLOOK_COLUMNS = (
    Column("Chủ đề", 5),
    Column("Bảy ngày qua", 1.9, "right"),
    Column("Dự báo", 1.9, "right"),
    Column("Khoảng", 2.2, "right"),
    Column("Thử lại trên các tuần đã qua", 6),
)


def assessment(report: WeeklyReport) -> list[Block]:
    blocks: list[Block] = [Heading("VI. NHẬN ĐỊNH, DỰ BÁO")]
    blocks += [_linked(report, labelled(label, text)) for label, text in _figures(report)]
    return [*blocks, *_next_week(report), Open("Phần nhận định, dự báo do cán bộ viết.")]


def _linked(report: WeeklyReport, figures: Paragraph) -> Paragraph:
    tone = report.general.tone
    negative = words.part_of(tone.negative, tone.total)
    return counted(figures, (negative, posts(report.window, sentiment="negative"))) if tone.total else figures


def proposals(report: WeeklyReport) -> list[Block]:
    columns = (
        Column("TT", 1, "center"),
        Column("Nội dung đề xuất", 8),
        Column("Đơn vị chủ trì", 4),
        Column("Thời hạn", 2.6),
    )
    rows = tuple(row(str(place), "", "", "") for place in range(1, EMPTY_ROWS + 1))
    flags, asked = report.general.flags, report.questions
    figures = (
        f"Số liệu tham khảo: {number(flags.open)} nội dung trong danh sách cần xem xét chưa xử lý; "
        f"{number(asked.open)} câu hỏi, thông tin chưa trả lời; {number(report.incidents.total)} vụ việc tại mục III."
    )
    hint = "Phần đề xuất do cán bộ viết: nội dung, đơn vị chủ trì, thời hạn."
    table = Table("Đề xuất, kiến nghị", columns, rows)
    return [Heading("VII. ĐỀ XUẤT, KIẾN NGHỊ"), said(figures), Open(hint, lines=0), table]


CHAPTERS = (assessment, proposals)


def _figures(report: WeeklyReport) -> list[tuple[str, str]]:
    tone = report.general.tone
    if not tone.total:
        return [("Số liệu tham khảo", "không có nội dung trong kỳ.")]
    found = [("Nội dung tiêu cực", f"{words.part_of(tone.negative, tone.total)}.")]
    if report.rising:
        found.append(("Chủ đề tăng nhiều nhất", f"{_moved(report, report.rising)}."))
    if report.falling:
        found.append(("Chủ đề giảm nhiều nhất", f"{_moved(report, report.falling)}."))
    return found


def _next_week(report: WeeklyReport) -> list[Block]:
    """Only what looking back proves; that nothing is proved is said too."""
    if report.outlook is None:
        return []
    if not report.outlook:
        return [labelled("Số nội dung bảy ngày tới", NO_OUTLOOK)]
    rows = tuple(
        row(
            report.topic_name(item.topic),
            number(item.now),
            number(item.expected),
            f"{number(item.low)} - {number(item.high)}",
            _tried(item),
        )
        for item in report.outlook
    )
    return [said(OUTLOOK), Table("Dự báo số nội dung bảy ngày tới", _OUTLOOK_COLUMNS, rows)]


def _tried(item: Outlook) -> str:
    error = f"{item.weeks} tuần: sai {decimal(item.error)} (lặp lại tuần trước: sai {decimal(item.plain_error)})"
    return f"{error}; {held(item)}" if item.later else error


def held(item: Outlook) -> str:
    """How often such intervals held, on weeks that did not make them."""
    return f"{item.inside}/{item.later} tuần sau đó trong khoảng"


def _moved(report: WeeklyReport, lines: Sequence[TopicLine]) -> str:
    return "; ".join(f"{report.topic_name(item.topic)}: {words.change(item.posts)}" for item in lines)
