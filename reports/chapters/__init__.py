"""The chapters of the weekly report in Vietnamese: values in, blocks out. Every format says exactly these words."""

from __future__ import annotations

from reports.chapters import annexes, concerns, general, items, outlook, union
from reports.numbers import day
from reports.outline import Block
from reports.values import WeeklyReport
from reports.weeks import week_number

CHAPTERS = (general.chapter, concerns.chapter, items.incidents, items.questions, union.chapter, *outlook.CHAPTERS)


def subject(report: WeeklyReport) -> tuple[str, str]:
    """Two lines under BÁO CÁO."""
    window = report.window
    return (
        f"Tình hình dư luận xã hội trong công nhân, viên chức, lao động tuần {week_number(window)}",
        f"(từ ngày {day(window.first)} đến ngày {day(window.last)})",
    )


def body(report: WeeklyReport) -> list[Block]:
    """I to VII."""
    return [block for chapter in CHAPTERS for block in chapter(report)]


def annex(report: WeeklyReport) -> list[Block]:
    return [block for chapter in annexes.CHAPTERS for block in chapter(report)]
