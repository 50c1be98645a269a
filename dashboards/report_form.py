"""What people write into a report, as a form: what stands there, what another has saved meanwhile, what the program
counted beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reports.document import Document
from reports.flash import KIND as FLASH
from reports.outline import Block, Heading, Paragraph
from reports.written import ASSESSMENT, PROPOSALS, REMARKED, Proposal, Written

EMPTY_ROWS = 3
"""Rows for new proposals; saving gives more."""
LONGEST, LONGEST_REMARK, LONGEST_CELL = 12_000, 4_000, 600
"""Characters."""


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    label: str
    text: str
    theirs: str = ""
    """What another person has saved there meanwhile, where it differs."""
    figures: tuple[str, ...] = ()
    """What the program says on it."""


@dataclass(frozen=True, slots=True)
class ReportForm:
    seen: int
    remarks: tuple[Field, ...]
    assessment: Field
    proposals: tuple[Proposal, ...] | None
    """None for a flash report, whose proposals are its only text."""
    their_proposals: tuple[Proposal, ...] = ()
    proposal_figures: tuple[str, ...] = ()
    uploaded: bool = False
    """A file of people's counts now; saving the form puts it aside."""
    longest: int = LONGEST
    longest_remark: int = LONGEST_REMARK
    longest_cell: int = LONGEST_CELL

    @property
    def remarked(self) -> bool:
        return any(one.text or one.theirs for one in self.remarks)


def report_form(
    kind: str, document: Document, text: Written, *, seen: int, theirs: Written | None = None, uploaded: bool = False
) -> ReportForm:
    """`text` fills the form; `theirs` is what another has saved since the person began."""
    saved, chapters = theirs or text, by_chapter(document.body)
    flash = kind == FLASH
    remarks = [
        Field(number, label, mine, other if other != mine else "")
        for number, label in REMARKED.items()
        for mine, other in [(text.remarks.get(number, ""), saved.remarks.get(number, ""))]
    ]
    return ReportForm(
        seen=seen,
        remarks=() if flash else tuple(remarks),
        assessment=Field(
            "assessment",
            "Đề xuất" if flash else "VI. Nhận định, dự báo",
            text.assessment,
            saved.assessment if saved.assessment != text.assessment else "",
            () if flash else chapters.get(ASSESSMENT, ()),
        ),
        proposals=None if flash else (*text.proposals, *[Proposal("")] * EMPTY_ROWS),
        their_proposals=saved.proposals if saved.proposals != text.proposals else (),
        proposal_figures=() if flash else chapters.get(PROPOSALS, ()),
        uploaded=uploaded,
    )


def by_chapter(blocks: Sequence[Block]) -> Mapping[str, tuple[str, ...]]:
    """The program's own sentences of each chapter, by its number."""
    found: dict[str, tuple[str, ...]] = {}
    number = ""
    for block in blocks:
        if isinstance(block, Heading) and block.level == 1:
            number = block.text.partition(".")[0]
        elif isinstance(block, Paragraph):
            found[number] = (*found.get(number, ()), "".join(run.text for run in block.runs))
    return found
