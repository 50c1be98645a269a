"""Sheets of the annex on what rose, what may come, what became of questions, and who carried a campaign."""

from __future__ import annotations

from reports.chapters import answers
from reports.chapters.outlook import NO_OUTLOOK, OUTLOOK
from reports.chapters.waves import name_of
from reports.numbers import small_cell
from reports.sheets import Cell, Sheet
from reports.values import WeeklyReport


def waves(report: WeeklyReport) -> Sheet:
    rows: list[tuple[Cell, ...]] = [
        (
            *(name_of(report, wave.key), "rõ" if wave.sure else "chưa rõ", level.day),
            *(
                small_cell(level.posts) if wave.key.dimension == "local" else level.posts,
                level.expected,
                int(level.bound),
                "có" if level.day >= wave.first else "",
            ),
        )
        for wave in report.waves or ()
        for level in wave.days
    ]
    columns = ("Đợt tăng", "Mức rõ", "Ngày", "Số nội dung", "Mức thường thấy", "Ngưỡng một ngày", "Trong đợt")
    return Sheet("Đợt tăng", "Số nội dung mỗi ngày so với mức thường thấy của chính chuỗi đó.", columns, rows)


def outlook(report: WeeklyReport) -> Sheet:
    rows: list[tuple[Cell, ...]] = [
        (
            *(report.topic_name(item.topic), item.now, item.expected, item.low, item.high),
            *(item.weeks, item.error, item.plain_error, item.inside, item.later or None),
        )
        for item in report.outlook or ()
    ]
    columns = (
        *("Chủ đề", "Bảy ngày qua", "Dự báo bảy ngày tới", "Thấp", "Cao"),
        *(
            "Số tuần thử lại",
            "Sai số",
            "Sai số nếu lặp lại tuần trước",
            "Số tuần sau đó trong khoảng",
            "Số tuần sau đó đã đếm",
        ),
    )
    return Sheet("Dự báo", OUTLOOK if rows else f"Số nội dung bảy ngày tới: {NO_OUTLOOK}", columns, rows)


def loop(report: WeeklyReport) -> Sheet:
    rows: list[tuple[Cell, ...]] = [
        (
            *(answers.name_of(report, item), item.asked, item.owned, item.answered, item.open),
            *(None if item.hours is None else round(item.hours, 1), item.first_answer),
            *(item.before if item.first_answer else None, item.after, answers.after(item)),
        )
        for item in report.answers
    ]
    columns = (
        *("Chủ đề chính", "Câu hỏi", "Đã giao", "Đã trả lời", "Chưa xử lý", "Một nửa trả lời trong (giờ)"),
        *("Trả lời đầu tiên", "Nội dung mỗi ngày trước đó", "Nội dung mỗi ngày sau đó", "Sau khi trả lời"),
    )
    return Sheet("Vòng trả lời", "Câu hỏi trong danh sách, mỗi bản tin tính một lần.", columns, rows)


def campaigns(report: WeeklyReport) -> Sheet:
    rows: list[tuple[Cell, ...]] = []
    for each in report.campaigns:
        duty = {True: "Có", False: "Không"}
        rows += [
            (each.name, line.name, duty[line.on_duty], line.first, line.posts_now, line.posts) for line in each.lines
        ]
        rows += [(each.name, name, duty[True], None, 0, 0) for name in each.gaps]
    columns = ("Đợt tuyên truyền", "Nguồn", "Phải đăng", "Đăng lần đầu", "Trong kỳ", "Từ đầu đợt")
    return Sheet("Tuyên truyền", "Nguồn đã đăng và chưa thấy đăng, theo config/campaigns.toml.", columns, rows)
