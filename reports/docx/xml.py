"""The few pieces of WordprocessingML that python-docx has no word for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.table import Table, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run


def element(name: str, values: Mapping[str, str] | None = None) -> Any:
    """`<name values…/>` with the usual prefix `w:`."""
    made = OxmlElement(name)
    for key, value in (values or {}).items():
        made.set(qn(key), value)
    return made


def page_number(run: Run) -> None:
    """A field that Word and LibreOffice fill with the number of the page."""
    for part in ("begin", "", "separate", "text", "end"):
        if part == "text":
            run._r.append(_text("w:t", "2"))
        elif part:
            run._r.append(element("w:fldChar", {"w:fldCharType": part}))
        else:
            run._r.append(_text("w:instrText", " PAGE "))


def _text(name: str, text: str) -> Any:
    made = element(name, {"xml:space": "preserve"})
    made.text = text
    return made


def rule_below(paragraph: Paragraph, eighths: int = 6) -> None:
    """A line under the paragraph, between its indents; `eighths` of a point thick."""
    border = element("w:bottom", {"w:val": "single", "w:sz": str(eighths), "w:space": "0", "w:color": "000000"})
    borders = element("w:pBdr")
    borders.append(border)
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def link(paragraph: Paragraph, run: Run, url: str) -> None:
    """Make a run of the paragraph lead to `url`."""
    target = paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    hyperlink = element("w:hyperlink", {"r:id": target, "w:history": "1"})
    run._r.addprevious(hyperlink)
    hyperlink.append(run._r)


def alternative(picture: Any, text: str) -> None:
    """What a picture shows, for those who do not see it."""
    picture._inline.docPr.set("descr", text)


def repeat_on_each_page(row: _Row) -> None:
    row._tr.get_or_add_trPr().append(element("w:tblHeader"))


def keep_whole(row: _Row) -> None:
    row._tr.get_or_add_trPr().insert(0, element("w:cantSplit"))


def column_widths(table: Table, millimetres: Sequence[float]) -> None:
    """For the grid and for every cell: LibreOffice goes by the one, Word by the other."""
    table.autofit = False
    for column, width in zip(table.columns, millimetres, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, millimetres, strict=True):
            cell.width = Mm(width)


def cell_margins(table: Table, *, sides: int, above: int = 0) -> None:
    """Room in every cell, in twips: left and right, above and below."""
    margins = element("w:tblCellMar")
    for side, room in (("top", above), ("left", sides), ("bottom", above), ("right", sides)):
        margins.append(element(f"w:{side}", {"w:w": str(room), "w:type": "dxa"}))
    properties = table._tbl.tblPr
    properties.append(margins)
    look = properties.find(qn("w:tblLook"))
    if look is not None:  # the schema wants the margins before it
        properties.append(look)
