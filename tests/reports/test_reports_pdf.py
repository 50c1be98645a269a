"""The PDF says what the .docx says, on A4, with Vietnamese letters of one face, and takes no text for markup."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from invented import LETTERHEAD, busy_week, report, row, text

from reports import pdf
from reports.faces import faces

WEEK_OF_ALL = busy_week()
needs_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not installed here")


@pytest.fixture(scope="module")
def rendered() -> bytes:
    return pdf.render(WEEK_OF_ALL, LETTERHEAD)


def told(made: bytes, folder: Path, *command: str) -> str:
    (folder / "w.pdf").write_bytes(made)
    return subprocess.run([*command], cwd=folder, check=True, capture_output=True).stdout.decode()


def words(made: bytes, folder: Path) -> str:
    return told(made, folder, "pdftotext", "-layout", "w.pdf", "-")


def test_the_same_report_gives_the_same_bytes(rendered: bytes) -> None:
    assert rendered.startswith(b"%PDF")
    assert pdf.render(WEEK_OF_ALL, LETTERHEAD) == rendered


@needs_poppler
def test_chapters_stand_there_and_no_number_on_the_first_page(rendered: bytes, tmp_path: Path) -> None:
    pages = [page for page in words(rendered, tmp_path).split("\f") if page.strip()]
    first = [page.strip().splitlines()[0].strip() for page in pages]
    assert first[1:] == [str(number) for number in range(2, len(pages) + 1)]
    assert first[0].startswith("TỔNG LIÊN ĐOÀN")
    for chapter in ("I. TÌNH HÌNH CHUNG", "VII. ĐỀ XUẤT, KIẾN NGHỊ", "Phụ lục 4.", "Nơi nhận:", "không phải điều tra"):
        assert any(chapter in page for page in pages)


@needs_poppler
def test_accents_and_dong_sign_come_from_one_face_that_lies_in_the_file(tmp_path: Path) -> None:
    said = "Lương tháng 10 còn nợ 1.800.000 ₫, ai cũng nghĩ: “Ở trọ, ăn bữa đực bữa cái”, mỗi người một nỗi."
    made = pdf.render(report([row(1)], texts={1: text(1, said)}), LETTERHEAD)
    assert "1.800.000 ₫" in words(made, tmp_path)
    fonts = told(made, tmp_path, "pdffonts", "w.pdf").splitlines()[2:]
    families = {re.split(r"[-\s]", line.partition("+")[2])[0] for line in fonts}
    assert len(families) == 1
    assert all(" yes " in line for line in fonts)


@needs_poppler
def test_crawled_text_never_becomes_markup(tmp_path: Path) -> None:
    planted = '#panic("x") *đậm* $x^2$ #include "document.json" <nhãn> \\ `mã` công nhân hỏi lương'
    made = pdf.render(report([row(1)], texts={1: text(1, planted, title=planted)}), LETTERHEAD)
    assert '#panic("x") *đậm* $x^2$ #include' in words(made, tmp_path)


def test_an_empty_week_is_a_document_too() -> None:
    assert pdf.render(report(), LETTERHEAD).startswith(b"%PDF")


def test_a_face_that_this_machine_lacks_is_replaced_by_one_that_typst_brings() -> None:
    assert faces(("No Such Face", "Libertinus Serif")).family == "Libertinus Serif"
