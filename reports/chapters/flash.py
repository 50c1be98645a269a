"""The page of a flash report. It has to stay one page: every part has a limit."""

from __future__ import annotations

from collections.abc import Sequence

from reports.chapters.items import DECISIONS
from reports.chapters.phrasing import place_list, source_of
from reports.document import Document
from reports.flash import FlashReport
from reports.letterhead import Letterhead
from reports.numbers import moment, number
from reports.outline import Block, Open, Paragraph, Run, labelled, said
from reports.quotes import cut
from reports.values import Quotation
from reports.written import NOTHING, Written, lines

KIND = "BÁO CÁO NHANH"
SUBJECT, SAID = 110, 90
"""Characters."""
PROPOSED = "7. Đề xuất"
CAVEAT = "Thông tin từ nguồn công khai, chưa được xác minh tại cơ sở; trích dẫn đã che thông tin cá nhân."


def document(report: FlashReport, text: Written = NOTHING, status: str = "") -> Document:
    return Document(
        letterhead=_tight(report.letterhead),
        kind=KIND,
        subject=(
            f"Về việc: {cut(report.title or report.what.split('. ')[0].rstrip('.'), SUBJECT)}",
            f"(tính đến {moment(report.made_at)})",
        ),
        made_at=report.made_at,
        body=proposed(body(report), text),
        status=status,
    )


def proposed(blocks: list[Block], text: Written) -> list[Block]:
    """With the proposals of people in the place of the room for them."""
    if not text.assessment:
        return blocks
    first, *rest = lines(text.assessment)
    return [*(block for block in blocks if not isinstance(block, Open)), labelled(PROPOSED, first), *map(said, rest)]


def _tight(letterhead: Letterhead) -> Letterhead:
    """The smallest type and spacing that the decree allows, so that the case stays on one page."""
    sizes = letterhead.sizes.model_copy(update={"body": 13.0})
    page = letterhead.page.model_copy(update={"line_spacing": 1.0, "paragraph_gap": 6.0})
    return letterhead.model_copy(update={"sizes": sizes, "page": page})


def body(report: FlashReport) -> list[Block]:
    parts: list[Block] = [
        _what(report),
        labelled("2. Thời gian, địa bàn", _when_and_where(report)),
        labelled("3. Quy mô, mức độ lan truyền", _size(report)),
        _quoted("4. Người lao động hỏi, đề nghị", report.asked, "chưa ghi nhận câu hỏi hoặc đề nghị cụ thể."),
        _quoted("5. Thông tin liên quan", report.reports, "chưa có tin, bài khác."),
        labelled("6. Đã xử lý", _done(report)),
        Paragraph((Run(CAVEAT, italic=True),)),
        Open(f"{PROPOSED}. Cán bộ ghi nội dung, đơn vị chủ trì, thời hạn.", lines=2),
    ]
    return parts


def _what(report: FlashReport) -> Paragraph:
    source = (Run(" ("), Run(source_of(report.lead), url=report.lead.url), Run(")."))
    why = f" Lý do đưa vào danh sách: {'; '.join(report.reasons[:1]).lower()}." if report.reasons else ""
    return Paragraph((Run("1. Sự việc: ", bold=True), Run(f"“{report.what}”"), *source, Run(why)))


def _when_and_where(report: FlashReport) -> str:
    where = f"địa bàn nêu trong nội dung: {place_list(report.places)}" if report.places else "chưa rõ địa bàn"
    return f"thông tin đầu tiên lúc {moment(report.first_at)}; {where}."


def _size(report: FlashReport) -> str:
    said = f"các nguồn nêu: {', '.join(report.people)}; " if report.people else "chưa rõ số người; "
    spread = f"{number(report.articles)} tin, bài và {number(report.voices)} ý kiến từ {number(report.sources)} nguồn"
    negative = f", {number(report.tone.negative)} ý kiến tiêu cực" if report.voices else ""
    return f"{said}{spread}{negative}."


def _quoted(label: str, quotations: Sequence[Quotation], nothing: str) -> Paragraph:
    if not quotations:
        return labelled(label, nothing)
    runs = [Run(f"{label}: ", bold=True)]
    for place, item in enumerate(quotations):
        runs += [Run(f"{'; ' if place else ''}“{cut(item.text, SAID)}” ("), Run(item.source, url=item.url), Run(")")]
    return Paragraph((*runs, Run(".")))


def _done(report: FlashReport) -> str:
    if report.decision is None:
        return f"chưa có ý kiến xử lý; {number(report.open_items)} nội dung trong danh sách đang chờ."
    return f"{DECISIONS.get(report.decision, report.decision).lower()}; còn {number(report.open_items)} nội dung chờ."
