"""Paper, margins, fonts and the page number."""

from __future__ import annotations

from datetime import datetime

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from reports.docx.xml import page_number
from reports.letterhead import Letterhead

BODY, TABLE, QUOTE, CAPTION = "Doan van", "Trong bang", "Trich dan", "Ten bang"
"""Names of our styles."""
TABLE_ID = TABLE.replace(" ", "")


def prepare(document: Document, letterhead: Letterhead, *, title: str, made_at: datetime) -> None:
    _paper(document, letterhead)
    _page_number(document, letterhead)
    _defaults(document, letterhead)
    _styles(document, letterhead)
    _properties(document, letterhead, title, made_at)


def _paper(document: Document, letterhead: Letterhead) -> None:
    section, page = document.sections[0], letterhead.page
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(page.top), Mm(page.bottom)
    section.left_margin, section.right_margin = Mm(page.left), Mm(page.right)
    section.header_distance = Mm(page.top / 2)
    section.footer_distance = Mm(page.bottom / 2)


def _page_number(document: Document, letterhead: Letterhead) -> None:
    """Centred in the top margin, and none on the first page."""
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_header.is_linked_to_previous = False
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run()
    run.font.size = Pt(letterhead.sizes.page_number)
    page_number(run)


def _defaults(document: Document, letterhead: Letterhead) -> None:
    """The template that python-docx brings speaks English in Cambria, and leaves a gap after every paragraph."""
    styles = document.styles.element
    for properties in styles.iter(qn("w:rPrDefault")):
        fonts = properties.find(".//" + qn("w:rFonts"))
        fonts.attrib.clear()
        for script in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.set(qn(f"w:{script}"), letterhead.page.font)
        properties.find(".//" + qn("w:lang")).set(qn("w:val"), "vi-VN")
    for spacing in styles.iter(qn("w:spacing")):
        if spacing.getparent().getparent().tag == qn("w:pPrDefault"):
            spacing.set(qn("w:after"), "0")
            spacing.set(qn("w:line"), "240")
    zoom = document.settings.element.find(qn("w:zoom"))
    zoom.set(qn("w:percent"), "100")  # its template leaves it out, against the schema


def _styles(document: Document, letterhead: Letterhead) -> None:
    page, sizes = letterhead.page, letterhead.sizes
    _font(_style(document, "Normal"), letterhead, sizes.body)
    body = _new(document, BODY)
    body.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    body.paragraph_format.first_line_indent = Mm(page.first_line)
    body.paragraph_format.space_after = Pt(page.paragraph_gap)
    body.paragraph_format.line_spacing = page.line_spacing
    quote = _new(document, QUOTE, base=BODY)
    quote.paragraph_format.first_line_indent = Mm(0)
    quote.paragraph_format.left_indent = Mm(page.first_line)
    quote.paragraph_format.line_spacing = 1
    _font(_new(document, TABLE), letterhead, sizes.table)
    caption = _new(document, CAPTION)
    _font(caption, letterhead, 13)
    caption.font.italic = True
    caption.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    caption.paragraph_format.space_before = caption.paragraph_format.space_after = Pt(page.paragraph_gap)
    for level in (1, 2):
        _heading(_style(document, f"Heading {level}"), letterhead)


def _heading(style: ParagraphStyle, letterhead: Letterhead) -> None:
    _font(style, letterhead, letterhead.sizes.body)
    style.font.bold = True
    style.paragraph_format.first_line_indent = Mm(letterhead.page.first_line)
    style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(letterhead.page.paragraph_gap)
    style.paragraph_format.keep_with_next = True


def _font(style: ParagraphStyle, letterhead: Letterhead, points: float) -> None:
    style.font.name = letterhead.page.font
    style.font.size = Pt(points)
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)  # a theme font would win over the name
    for script in ("eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), letterhead.page.font)


def _style(document: Document, name: str) -> ParagraphStyle:
    found = document.styles[name]
    if not isinstance(found, ParagraphStyle):
        raise TypeError(f"style {name} is no paragraph style")
    return found


def _new(document: Document, name: str, base: str = "Normal") -> ParagraphStyle:
    document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style = _style(document, name)
    style.base_style = document.styles[base]
    return style


def _properties(document: Document, letterhead: Letterhead, title: str, made_at: datetime) -> None:
    properties = document.core_properties
    properties.title, properties.language = title, "vi-VN"
    properties.author = properties.last_modified_by = " ".join(letterhead.issuer)
    properties.comments = ""
    properties.created = properties.modified = made_at
