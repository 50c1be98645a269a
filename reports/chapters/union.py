"""V. Dư luận về hoạt động của công đoàn."""

from __future__ import annotations

from reports import words
from reports.campaigns import told
from reports.numbers import number
from reports.outline import Block, Column, Heading, Paragraph, Quote, Table, labelled, row, said
from reports.queries import counted, posts
from reports.values import Tone, UnionOpinion, WeeklyReport

TITLE = "V. DƯ LUẬN VỀ TỔ CHỨC VÀ HOẠT ĐỘNG CÔNG ĐOÀN"
TONE_COLUMNS = (
    Column("Tích cực", 2, "right"),
    Column("Trung tính", 2, "right"),
    Column("Tiêu cực", 2, "right"),
)


def chapter(report: WeeklyReport) -> list[Block]:
    found = report.union
    if not found.posts.now:
        nothing = said("Trong kỳ không có nội dung nói đến tổ chức và hoạt động công đoàn.")
        return [Heading(TITLE), nothing, *_campaigns(report)]
    blocks: list[Block] = [Heading(TITLE), _linked(said(_sum(found)), report)]
    if found.topics:
        blocks.append(_table(report))
    for label, quotations in (
        ("Ý kiến ghi nhận, đồng tình:", found.praise),
        ("Ý kiến góp ý, phản ánh:", found.criticism),
    ):
        if quotations:
            blocks += [said(label), *(Quote(item) for item in quotations)]
    return blocks + _campaigns(report)


def _campaigns(report: WeeklyReport) -> list[Block]:
    """Who carried the union's campaigns, and who did not."""
    return [labelled(f"Tuyên truyền {each.name}", told(each)) for each in report.campaigns]


def _sum(found: UnionOpinion) -> str:
    tone = found.tone
    compared = "" if found.posts.before is None else "so với kỳ trước: "
    counted = f"Có {number(tone.total)} nội dung nói đến công đoàn; {compared}{words.change(found.posts)}."
    if found.public is None:
        return f"{counted} {_first_upper(_sides(tone))}.{_spread(tone)}"
    return (
        f"{counted} Ý kiến của công chúng: {_voiced(found.public)}. Báo chí: {_voiced(found.press)}. "
        f"Trang của chính công đoàn ({number(found.own.total)} tin, bài) là hoạt động của tổ chức, không tính là dư "
        f"luận.{_spread(found.public)}"
    )


def _linked(paragraph: Paragraph, report: WeeklyReport) -> Paragraph:
    total = f"{number(report.union.tone.total)} nội dung"
    return counted(paragraph, (total, posts(report.window, target="union")))


def _voiced(tone: Tone) -> str:
    return f"{number(tone.total)} nội dung, {_sides(tone)}" if tone.total else "không có"


def _sides(tone: Tone) -> str:
    sides = ((tone.positive, "tích cực"), (tone.neutral, "trung tính"), (tone.negative, "tiêu cực"))
    return ", ".join(f"{number(count)} {name}" for count, name in sides)


def _spread(tone: Tone) -> str:
    clauses = "; ".join(words.breadth_clauses(tone))
    return f" Mức độ phổ biến: {clauses}." if clauses else ""


def _first_upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _table(report: WeeklyReport) -> Table:
    columns = (Column("Chủ đề được nhắc cùng công đoàn", 8), Column("Số nội dung", 2.4, "right"), *TONE_COLUMNS)
    rows = tuple(
        row(report.topic_name(slug), number(tone.total), *tone_cells(tone)) for slug, tone in report.union.topics
    )
    return Table("Thái độ đối với công đoàn theo chủ đề (công chúng và báo chí)", columns, rows)


def tone_cells(tone: Tone) -> tuple[str, str, str]:
    return number(tone.positive), number(tone.neutral), number(tone.negative)
