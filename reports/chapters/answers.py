"""What became of the questions: who had them, what was answered in public and how soon, and whether the wave fell."""

from __future__ import annotations

from reports.numbers import decimal, number, short_day
from reports.outline import Block, Column, Line, Table, row, said
from reports.values import Answers, WeeklyReport

SHOWN = 3
NO_TOPIC = "Chưa thuộc chủ đề nào"
_COLUMNS = (
    Column("Chủ đề", 5.4),
    Column("Câu hỏi", 1.8, "right"),
    Column("Đã giao", 1.8, "right"),
    Column("Đã trả lời", 1.8, "right"),
    Column("Chưa xử lý", 1.8, "right"),
    Column("Một nửa trả lời trong", 2.6),
    Column("Sau khi trả lời", 4),
)


def part(report: WeeklyReport) -> list[Block]:
    """In chapter IV, where somebody asked."""
    if not report.answers:
        return []
    if not any(item.owned or item.answered for item in report.answers):
        return [said(_untouched(report))]
    note = (
        "Vòng trả lời (mỗi bản tin tính một lần, theo chủ đề chính): câu hỏi được đưa vào danh sách, người phụ trách, "
        "trả lời công khai, và số nội dung cùng chủ đề mỗi ngày trong ba ngày trước và ba ngày sau trả lời đầu tiên. "
        "Giảm sau khi trả lời chưa chứng minh rằng giảm do trả lời."
    )
    rows = tuple(_row(report, item) for item in report.answers)
    return [said(note), Table("Theo dõi trả lời", _COLUMNS, rows)]


def _untouched(report: WeeklyReport) -> str:
    """A table of noughts says no more than this."""
    most = ", ".join(f"{name_of(report, item)} ({number(item.asked)})" for item in report.answers[:SHOWN])
    return (
        "Chưa câu hỏi nào được giao người phụ trách hoặc được trả lời công khai. Các chủ đề có nhiều câu hỏi nhất "
        f"(mỗi bản tin tính một lần, theo chủ đề chính): {most}."
    )


def name_of(report: WeeklyReport, item: Answers) -> str:
    return report.topic_name(item.topic) if item.topic else NO_TOPIC


def _row(report: WeeklyReport, item: Answers) -> tuple[Line, ...]:
    counts = (number(count) for count in (item.asked, item.owned, item.answered, item.open))
    return row(name_of(report, item), *counts, hours(item.hours), after(item))


def hours(value: float | None) -> str:
    """`35 phút`, `5 giờ`, `4 ngày`."""
    if value is None:
        return "chưa có"
    if value < 1:
        return f"{round(value * 60)} phút"
    return f"{round(value)} giờ" if value < 72 else f"{round(value / 24)} ngày"


def after(item: Answers) -> str:
    if item.first_answer is None:
        return "chưa trả lời"
    if item.after is None:
        return f"trả lời {short_day(item.first_answer)}, chưa đủ ba ngày để so sánh"
    word = {True: "đã giảm", False: "chưa giảm", None: "quá ít để kết luận"}[item.fell]
    return (
        f"{word}: {decimal(item.before)} xuống {decimal(item.after)}"
        if item.fell
        else (f"{word}: trước {decimal(item.before)}, sau {decimal(item.after)}")
    )
