"""II. Những vấn đề dư luận quan tâm."""

from __future__ import annotations

from collections.abc import Sequence

from domain.times import Window
from reports import words
from reports.chapters import waves
from reports.chapters.phrasing import place_list
from reports.charts import topic_bars
from reports.numbers import number, short_day
from reports.outline import Block, Figure, Heading, Line, Paragraph, Quote, Run, labelled, said, sentence
from reports.queries import counted, posts
from reports.values import Concern, Quotation, WeeklyReport

HEADLINES, PLACES = 2, 3
QUOTED = (2, 1, 1, 1, 0, 0)
"""Quotations of the first, second … concern, and how many headlines and places are told: the report has to be read."""
TITLE = "II. NHỮNG VẤN ĐỀ DƯ LUẬN QUAN TÂM"


def chapter(report: WeeklyReport) -> list[Block]:
    if not report.concerns:
        return [Heading(TITLE), said("Trong kỳ không có nội dung thuộc các chủ đề đang theo dõi.")]
    blocks: list[Block] = [
        Heading(TITLE),
        Figure(topic_bars(report), "Các chủ đề được nói đến nhiều nhất"),
    ]
    blocks += waves.part(report)
    for place, item in enumerate(report.concerns, 1):
        blocks += _concern(place, item, report.topic_name(item.topic), report.window)
    return blocks


def _concern(place: int, item: Concern, name: str, window: Window) -> list[Block]:
    size = counted(labelled("Quy mô", _size(item)), *_counts(item, window))
    blocks: list[Block] = [Heading(f"{place}. {name}", 2), size]
    if item.headlines:
        blocks.append(_headlines(item.headlines[:HEADLINES]))
    blocks.append(Paragraph((Run("Mức độ phổ biến: ", bold=True), Run(f"{_breadth(item)} "), *_feeling(item))))
    if item.places:
        blocks.append(labelled("Địa bàn được nhắc đến", f"{place_list(item.places[:PLACES])}."))
    return blocks + [Quote(quotation) for quotation in item.quotations[: QUOTED[place - 1]]]


def _size(item: Concern) -> str:
    clauses = [f"{number(item.posts.now)} nội dung, so với kỳ trước {words.change(item.posts)}"]
    if item.posts.before is None:
        clauses = [f"{number(item.posts.now)} nội dung; {words.change(item.posts)}"]
    if item.voices:
        clauses.append(f"{number(item.voices)} là ý kiến của công chúng")
    if item.asks:
        clauses.append(f"{number(item.asks)} cần giải đáp hoặc kiểm chứng")
    if item.flagged:
        clauses.append(f"{number(item.flagged)} nằm trong danh sách cần xem xét")
    return sentence(clauses)


def _counts(item: Concern, window: Window) -> list[tuple[str, str]]:
    """The figures of `_size` that a search can ask for, as they stand there."""
    found = [(f"{number(item.posts.now)} nội dung", posts(window, topic=item.topic))]
    if item.asks:
        asked = posts(window, topic=item.topic, needs_answer="true")
        found.append((f"{number(item.asks)} cần giải đáp", asked))
    if item.flagged:
        listed = posts(window, topic=item.topic, flagged="true")
        found.append((f"{number(item.flagged)} nằm trong danh sách", listed))
    return found


def _headlines(headlines: Sequence[Quotation]) -> Paragraph:
    runs = [Run("Nội dung: ", bold=True)]
    for place, item in enumerate(headlines):
        runs.append(Run(f"{'; ' if place else ''}“{item.text}” ("))
        runs += [Run(f"{item.source}, {short_day(item.day)}", url=item.url), Run(")")]
    return Paragraph((*runs, Run(".")))


def _breadth(item: Concern) -> str:
    clauses = words.breadth_clauses(item.tone)
    if clauses:
        return sentence(clauses)
    tone = item.tone
    return (
        f"chưa đủ {words.ENOUGH_FOR_BREADTH} nội dung để dùng từ chỉ mức độ phổ biến (tiêu cực "
        f"{number(tone.negative)}, trung tính {number(tone.neutral)}, tích cực {number(tone.positive)})."
    )


def _feeling(item: Concern) -> Line:
    pressing = f"{words.part_of(item.pressing, item.posts.now)} nội dung vừa tiêu cực vừa cần công đoàn xem xét"
    tendency, intensity = Run("Xu hướng: ", bold=True), Run("Cường độ: ", bold=True)
    basis = f" (theo {number(item.voices)} ý kiến công chúng)" if item.of_voices else ""
    sure = (
        f"{words.certainty(item.unsure, item.posts.now)}, máy chưa chắc ở {number(item.unsure)}/"
        f"{number(item.posts.now)} nội dung."
    )
    return (
        *(tendency, Run(f"{item.tendency}{basis}. ")),
        *(intensity, Run(f"{item.intensity}; {pressing}. ")),
        *(Run("Độ chắc chắn: ", bold=True), Run(sure)),
    )
