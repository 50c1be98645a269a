"""Numbers lead to the posts that they count, in files too where the address of the pages is written down."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from invented import LETTERHEAD, busy_week
from pydantic import ValidationError

from reports import docx, html, pdf
from reports.letterhead import Letterhead
from reports.weekly import WeeklyReport

PAGES = "https://langnghe.example"
AT_HOME = LETTERHEAD.model_copy(update={"pages": PAGES})
REPORT = busy_week()


def targets(report: WeeklyReport, letterhead: Letterhead) -> list[tuple[str, str, bool]]:
    """Address, words, and whether they are underlined, of each link in the order of the text."""
    opened = Document(io.BytesIO(docx.render(report, letterhead)))
    found = []
    for link in opened.element.body.iter(qn("w:hyperlink")):
        words = "".join(text.text or "" for text in link.iter(qn("w:t")))
        address = opened.part.rels[link.get(qn("r:id"))].target_ref
        found.append((address, words, link.find(".//" + qn("w:u")) is not None))
    return found


def test_the_numbers_that_lead_somewhere_on_the_page_do_so_in_word() -> None:
    shown = re.findall(r'class="counts" href="([^"]+)"[^>]*>([^<]+)<', html.render(REPORT, LETTERHEAD))
    linked = [(address, words) for address, words, _ in targets(REPORT, AT_HOME) if address.startswith(PAGES)]
    assert len(shown) > 40
    assert linked == [(PAGES + address.replace("&amp;", "&"), words.replace("&#34;", '"')) for address, words in shown]


def test_they_print_as_plain_text_and_sources_stay_underlined() -> None:
    for address, _, underlined in targets(REPORT, AT_HOME):
        assert underlined is not address.startswith(PAGES)


def test_without_an_address_no_number_leads_anywhere() -> None:
    assert all("/tim-kiem" not in address for address, _, _ in targets(REPORT, LETTERHEAD))
    assert targets(REPORT, LETTERHEAD)


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not installed here")
def test_the_pdf_leads_there_too_and_reads_the_same(tmp_path: Path) -> None:
    for name, letterhead in (("plain", LETTERHEAD), ("linked", AT_HOME)):
        (tmp_path / f"{name}.pdf").write_bytes(pdf.render(REPORT, letterhead))
    assert f"{PAGES}/tim-kiem".encode() in (tmp_path / "linked.pdf").read_bytes()
    told = [
        subprocess.run(["pdftotext", f"{tmp_path}/{name}.pdf", "-"], check=True, capture_output=True).stdout
        for name in ("plain", "linked")
    ]
    assert told[0] == told[1]


@pytest.mark.parametrize("pages", ["langnghe.example", "javascript:alert(1)", "https://x.example/", 'https://x"y'])
def test_only_a_plain_address_is_taken(pages: str) -> None:
    with pytest.raises(ValidationError):
        Letterhead.model_validate(LETTERHEAD.model_dump() | {"pages": pages})
