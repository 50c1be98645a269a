"""The chapters of the weekly report in Vietnamese: values in, blocks out. Every format says exactly these words."""

from __future__ import annotations

from reports import words
from reports.chapters import annexes, concerns, general, items, outlook, union
from reports.chapters.numbering import numbered
from reports.document import Document, Tile
from reports.letterhead import Letterhead
from reports.numbers import day, number, share
from reports.outline import Block
from reports.values import WeeklyReport
from reports.weeks import name_of
from reports.written import NOTHING, Written, filled

CHAPTERS = (general.chapter, concerns.chapter, items.incidents, items.questions, union.chapter, *outlook.CHAPTERS)
KIND = "BÁO CÁO"


def document(report: WeeklyReport, letterhead: Letterhead, text: Written = NOTHING, status: str = "") -> Document:
    """`text`: what people wrote; `status`: the line that says what became of it, for a draft empty."""
    return Document(
        letterhead=letterhead,
        kind=KIND,
        subject=subject(report),
        made_at=report.made_at,
        body=filled(body(report), text),
        annex=annex(report),
        tiles=tiles(report),
        status=status,
    )


def subject(report: WeeklyReport) -> tuple[str, str]:
    """Two lines under BÁO CÁO."""
    window = report.window
    return (
        f"Tình hình dư luận xã hội trong công nhân, viên chức, lao động {_unbroken(name_of(window))}".rstrip(),
        f"(từ ngày {day(window.first)} đến ngày {day(window.last)})",
    )


def _unbroken(name: str) -> str:
    """A year alone on a line of the head reads badly."""
    return name.replace(" ", "\u00a0")


def body(report: WeeklyReport) -> list[Block]:
    """I to VII."""
    return numbered([block for chapter in CHAPTERS for block in chapter(report)])


def annex(report: WeeklyReport) -> list[Block]:
    return [block for chapter in annexes.CHAPTERS for block in chapter(report)]


def tiles(report: WeeklyReport) -> tuple[Tile, ...]:
    found = report.general
    return (
        Tile("Nội dung thu thập", number(found.posts.now), words.change(found.posts)),
        Tile("Ý kiến công chúng", number(found.voices), share(found.voices, found.posts.now)),
        Tile("Tiêu cực", share(found.tone.negative, found.tone.total), f"{number(found.tone.negative)} nội dung"),
        Tile("Cần xem xét", number(found.flags.total), f"{number(found.flags.open)} chưa xử lý"),
    )
