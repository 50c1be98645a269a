"""What people write into a report, kept apart from what the program counted, and put into its place when it is laid
out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from reports.outline import Block, Heading, Open, Table, labelled, row, said

REMARKED = {
    "I": "I. Tình hình chung",
    "II": "II. Các vấn đề được quan tâm",
    "III": "III. Quan hệ lao động, vụ việc",
    "IV": "IV. Câu hỏi, thông tin cần trả lời",
    "V": "V. Ý kiến về hoạt động công đoàn",
}
"""Chapters that people may add a remark to, by their number."""
ASSESSMENT, PROPOSALS = "VI", "VII"
REMARK = "Nhận xét của cán bộ"
MOST_PROPOSALS = 20


@dataclass(frozen=True, slots=True)
class Proposal:
    what: str
    owner: str = ""
    due: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    remarks: Mapping[str, str] = field(default_factory=dict)
    """By the number of the chapter."""
    assessment: str = ""
    """Chapter VI; of a flash report its proposals. A line is a paragraph."""
    proposals: tuple[Proposal, ...] = ()


NOTHING = Written()


def filled(blocks: Sequence[Block], written: Written) -> list[Block]:
    """The body of a report with the text of people where the program left room."""
    if written == NOTHING:
        return list(blocks)
    found: list[Block] = []
    for number, chapter in _chapters(blocks):
        if number == ASSESSMENT and written.assessment:
            found += [block for block in chapter if not isinstance(block, Open)] + paragraphs(written.assessment)
        elif number == PROPOSALS and written.proposals:
            found += [_proposed(block, written) for block in chapter if not isinstance(block, Open)]
        else:
            found += chapter
            if text := written.remarks.get(number, ""):
                first, *rest = lines(text)
                found += [labelled(REMARK, first), *(said(line) for line in rest)]
    return found


def paragraphs(text: str) -> list[Block]:
    return [said(line) for line in lines(text)]


def lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def _chapters(blocks: Sequence[Block]) -> Iterator[tuple[str, list[Block]]]:
    """Each chapter with its number; what stands before the first has none."""
    number, chapter = "", list[Block]()
    for block in blocks:
        if isinstance(block, Heading) and block.level == 1:
            yield number, chapter
            number, chapter = block.text.partition(".")[0], []
        chapter.append(block)
    yield number, chapter


def _proposed(block: Block, written: Written) -> Block:
    if not isinstance(block, Table):
        return block
    rows = [row(str(place), one.what, one.owner, one.due) for place, one in enumerate(written.proposals, 1)]
    return replace(block, rows=tuple(rows))
