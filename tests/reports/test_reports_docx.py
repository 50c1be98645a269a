"""The .docx has the layout of Decree 30/2020, Annex I, and opens in LibreOffice where that is installed."""

from __future__ import annotations

import io
import zipfile
from itertools import pairwise

import pytest
from docx import Document
from docx.document import Document as Opened
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.table import Table
from docx.text.paragraph import Paragraph
from invented import CONFIG, LETTERHEAD, busy_week, report, row, text
from lxml import etree

from reports import docx
from reports.docx.foot import recipient_lines
from reports.docx.widths import width_mm
from reports.letterhead import load_letterheads

WEEK_OF_ALL = busy_week()


@pytest.fixture(scope="module")
def rendered() -> bytes:
    return docx.render(WEEK_OF_ALL, LETTERHEAD)


@pytest.fixture
def document(rendered: bytes) -> Opened:
    return Document(io.BytesIO(rendered))


def every_paragraph(document: Opened) -> list[Paragraph]:
    return [Paragraph(element, document) for element in document.element.body.iter(qn("w:p"))]


def named(document: Opened, words: str) -> Paragraph:
    return next(paragraph for paragraph in every_paragraph(document) if paragraph.text.startswith(words))


def points(paragraph: Paragraph) -> float:
    size = paragraph.runs[0].font.size
    assert size is not None
    return size.pt


def test_the_page_is_a4_with_the_decree_s_margins(document: Opened) -> None:
    (section,) = document.sections
    assert section.page_width is not None
    assert section.page_height is not None
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    margins = [section.top_margin, section.bottom_margin, section.left_margin, section.right_margin]
    found = [round(side.mm) for side in margins if side is not None]
    assert found == [20, 20, 30, 20]


def test_the_page_number_is_centred_above_the_text_but_not_on_the_first_page(document: Opened) -> None:
    (section,) = document.sections
    assert section.different_first_page_header_footer
    assert "PAGE" not in etree.tostring(section.first_page_header._element).decode()
    (paragraph,) = section.header.paragraphs
    assert "PAGE" in etree.tostring(paragraph._p).decode()
    assert paragraph.alignment is WD_ALIGN_PARAGRAPH.CENTER
    assert points(paragraph) == 13
    assert section.header_distance is not None
    assert section.header_distance < Mm(20)


def test_every_font_is_times_new_roman_and_every_colour_black(rendered: bytes, document: Opened) -> None:
    with zipfile.ZipFile(io.BytesIO(rendered)) as archive:
        body = archive.read("word/document.xml").decode()
    assert "<w:color " not in body
    for name in ("Normal", "Heading 1", "Heading 2", "Doan van", "Trong bang"):
        style = document.styles[name]
        while style.font.name is None and style.base_style is not None:  # type: ignore[attr-defined]
            style = style.base_style  # type: ignore[attr-defined]
        assert style.font.name == "Times New Roman"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("words", "size", "bold", "italic"),
    [
        ("TỔNG LIÊN ĐOÀN", 12, False, False),
        ("LIÊN ĐOÀN LAO ĐỘNG", 12, True, False),
        ("CỘNG HÒA XÃ HỘI", 12, True, False),
        ("Độc lập - Tự do", 13, True, False),
        ("Số: ", 13, False, False),
        ("………………, ngày", 13, False, True),
        ("BÁO CÁO", 14, True, False),
        ("Tình hình dư luận", 14, True, False),
        ("TM. BAN THƯỜNG VỤ", 14, True, False),
        ("PHÓ CHỦ TỊCH", 14, True, False),
        ("Nơi nhận:", 12, True, True),
        ("- Lưu: ", 11, False, False),
    ],
)
def test_each_part_has_its_size_and_weight(document: Opened, words: str, size: float, bold: bool, italic: bool) -> None:
    paragraph = named(document, words)
    run = paragraph.runs[0]
    assert (points(paragraph), bool(run.bold), bool(run.italic)) == (size, bold, italic)


def test_number_and_date_are_open_in_a_draft(document: Opened) -> None:
    assert named(document, "Số:").text.split() == ["Số:", "/BC-LĐLĐ"]
    assert named(document, "………………, ngày").text.split()[-3:] == ["tháng", "năm", "2026"]


def test_body_text_is_14_justified_with_the_first_line_indented(document: Opened) -> None:
    style = document.styles["Doan van"]
    form = style.paragraph_format  # type: ignore[attr-defined]
    assert form.alignment is WD_ALIGN_PARAGRAPH.JUSTIFY
    assert round(form.first_line_indent.mm, 1) == 12.7
    assert form.space_after.pt >= 6
    assert 1 <= form.line_spacing <= 1.5
    assert document.styles["Normal"].font.size.pt == 14  # type: ignore[attr-defined]
    assert named(document, "Về sắc thái chung").style is not None
    assert named(document, "Về sắc thái chung").style.name == "Doan van"  # type: ignore[union-attr]


def test_rules_are_as_long_as_the_decree_says(document: Opened) -> None:
    """Under the issuer a third to a half of its name, under the motto as long as its text."""
    issuer, motto, _ = (length for length in rules(document))
    assert 1 / 3 <= issuer / width_mm("LIÊN ĐOÀN LAO ĐỘNG", 12) <= 1 / 2
    assert abs(motto - width_mm("Độc lập - Tự do - Hạnh phúc", 13)) < 1


def rules(document: Opened) -> list[float]:
    head = document.tables[0]
    found = []
    for paragraph in every_paragraph(document):
        if paragraph._p.find(".//" + qn("w:pBdr")) is None:
            continue
        cells = [cell for cell in head.rows[0].cells if any(paragraph._p is other._p for other in cell.paragraphs)]
        width = cells[0].width.mm if cells and cells[0].width else 160.0
        left, right = paragraph.paragraph_format.left_indent, paragraph.paragraph_format.right_indent
        assert left is not None
        assert right is not None
        found.append(width - left.mm - right.mm)
    return found


def test_recipients_end_with_semicolons_and_the_archive_with_a_full_stop(document: Opened) -> None:
    lines = recipient_lines(LETTERHEAD)
    assert all(line.startswith("- ") and line.endswith(";") for line in lines[:-1])
    assert lines[-1] == "- Lưu: VT, TG."
    assert [paragraph.text for paragraph in every_paragraph(document) if paragraph.text.startswith("- ")] == lines


def test_all_chapters_and_annexes_stand_there_in_order(document: Opened) -> None:
    heads = [item.text for item in document.paragraphs if item.style is not None and item.style.name == "Heading 1"]
    assert [head.split(".")[0] for head in heads] == [
        *("I", "II", "III", "IV", "V", "VI", "VII"),
        *(f"Phụ lục {number}" for number in range(1, 5)),
    ]


def test_table_heads_repeat_and_rows_are_never_torn(document: Opened) -> None:
    for table in document.tables[1:]:
        if table.style is not None and table.style.name == "Table Grid":
            assert table.rows[0]._tr.find(".//" + qn("w:tblHeader")) is not None
            assert all(row._tr.find(".//" + qn("w:cantSplit")) is not None for row in table.rows)


ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl pBdr shd tabs spacing ind jc outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs color sz szCs u lang",
    "tblPr": "tblStyle tblW jc tblInd tblBorders tblLayout tblCellMar tblLook",
    "trPr": "cantSplit trHeight tblHeader",
    "tcPr": "tcW gridSpan vAlign",
}
"""Of the schema's sequences the members that we use; Word calls a file with another order damaged."""


@pytest.mark.parametrize("parent", ORDER)
def test_properties_stand_in_the_schema_s_order(document: Opened, parent: str) -> None:
    allowed = ORDER[parent].split()
    found = list(document.element.body.iter(qn(f"w:{parent}")))
    assert found
    for element in found:
        names = [etree.QName(child).localname for child in element]
        assert names == sorted(names, key=allowed.index)
        assert len(names) == len(set(names))


def test_every_picture_says_what_it_shows(document: Opened) -> None:
    pictures = list(document.element.body.iter(qn("wp:docPr")))
    assert len(pictures) == 3
    assert all(len(picture.get("descr", "")) > 30 for picture in pictures)


def test_the_same_report_gives_the_same_bytes(rendered: bytes) -> None:
    assert docx.render(WEEK_OF_ALL, LETTERHEAD) == rendered


def test_another_letterhead_has_its_own_head() -> None:
    other = load_letterheads(CONFIG / "letterhead.toml").named("ban")
    opened = Document(io.BytesIO(docx.render(report(), other)))
    assert named(opened, "Số:").text.endswith("/BC-TGNC")
    assert not any(paragraph.text.startswith("TM.") for paragraph in every_paragraph(opened))


def test_crawled_text_stays_text_whatever_it_holds() -> None:
    planted = text(
        1, words="<w:p/> & \x00\x0b \ud800 ]]> {{ x }} " * 3, title="\x01<b>Tin</b> & tức", url="javascript:x"
    )
    opened = Document(io.BytesIO(docx.render(report([row(1)], texts={1: planted}), LETTERHEAD)))
    words = "\n".join(paragraph.text for paragraph in every_paragraph(opened))
    assert "<b>Tin</b> & tức" in words
    assert "<w:p/> & ]]> {{ x }}" in words
    targets = [relation.target_ref for relation in opened.part.rels.values() if relation.is_external]
    assert targets == []


def test_no_signature_stands_alone_and_no_heading_is_parted_from_its_table(document: Opened) -> None:
    content = list(document.iter_inner_content())
    for before, after in pairwise(content):
        if isinstance(after, Table) and isinstance(before, Paragraph) and before.text:
            of_a_figure = before.text.startswith("Biểu đồ")
            assert before.paragraph_format.keep_with_next or of_a_figure, before.text
    heads = [item.cell(0, 0).text if isinstance(item, Table) else "" for item in content]
    foot = next(place for place, words in enumerate(heads) if "Nơi nhận" in words)
    for above in content[foot - 2 : foot]:
        assert isinstance(above, Paragraph)
        assert above.paragraph_format.keep_with_next
