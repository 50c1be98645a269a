"""V. Dư luận về hoạt động của công đoàn."""

from __future__ import annotations

from reports import words
from reports.campaigns import told
from reports.numbers import number, share
from reports.outline import Block, Column, Heading, Quote, Table, labelled, row, said
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
    blocks: list[Block] = [Heading(TITLE), said(_sum(found))]
    if found.topics:
        blocks.append(_table(report))
    for label, quotations in (
        ("Ý kiến ghi nhận, đồng tình:", found.praise),
        ("Ý kiến góp ý, phê bình:", found.criticism),
    ):
        if quotations:
            blocks += [said(label), *(Quote(item) for item in quotations)]
    return blocks + _campaigns(report)


def _campaigns(report: WeeklyReport) -> list[Block]:
    """Who carried the union's campaigns, and who did not."""
    return [labelled(f"Tuyên truyền {each.name}", told(each)) for each in report.campaigns]


def _sum(found: UnionOpinion) -> str:
    tone = found.tone
    clauses = "; ".join(words.breadth_clauses(tone))
    spread = f" Mức độ phổ biến: {clauses}." if clauses else ""
    compared = "" if found.posts.before is None else "so với kỳ trước: "
    return (
        f"Có {number(tone.total)} nội dung nói đến công đoàn; {compared}{words.change(found.posts)}. Trong đó "
        f"{number(tone.positive)} tích cực ({share(tone.positive, tone.total)}), {number(tone.neutral)} trung tính "
        f"({share(tone.neutral, tone.total)}), {number(tone.negative)} tiêu cực ({share(tone.negative, tone.total)})."
        f"{spread}"
    )


def _table(report: WeeklyReport) -> Table:
    columns = (Column("Chủ đề được nhắc cùng công đoàn", 8), Column("Số nội dung", 2.4, "right"), *TONE_COLUMNS)
    rows = tuple(
        row(report.topic_name(slug), number(tone.total), *tone_cells(tone)) for slug, tone in report.union.topics
    )
    return Table("Bảng 4. Thái độ đối với công đoàn theo chủ đề", columns, rows)


def tone_cells(tone: Tone) -> tuple[str, str, str]:
    return number(tone.positive), number(tone.neutral), number(tone.negative)
