"""What a reader sees: every document drawn by the programs that open it.

A page that is empty, cut off, over its margins, without its rules, pictures or letters fails; a face that is a little
wider, or another version of the program, does not.
"""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from drawn_pages import MM, Page, convert, pages, told, unlike
from invented import LETTERHEAD, busy_week
from papers_made import LETTERS, documents, printed, tables, word

from reports import docx

pytestmark = pytest.mark.skipif(
    shutil.which("soffice") is None or shutil.which("pdftoppm") is None,
    reason="LibreOffice and poppler are not installed here",
)
GOLDEN = Path(__file__).with_name("golden_pages.txt")
"""First pages in squares of a centimetre, looked at by a person: `#` much ink, `+` some, `.` none."""
NAMES = ("week", "week-of-the-department", "week-of-letters", "empty-week", "flash", "list", "empty-list")
TABLES, CALC = ("list", "week"), Path("/usr/lib/libreoffice/program/libsclo.so")
ABOVE = 17
"""Millimetres: the margin, without what the accents of a bold capital take of it."""
MAKERS = ("", "-typst")
"""The Word file as LibreOffice draws it, and the PDF."""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("office")
    for name in documents():
        (folder / f"{name}.docx").write_bytes(word(name))
        (folder / f"{name}-typst.pdf").write_bytes(printed(name))
    (folder / "long-week.docx").write_bytes(docx.render(busy_week(1000), LETTERHEAD))
    for name in TABLES:
        (folder / f"{name}-tables.xlsx").write_bytes(tables()[name])
    sheets = [f"{name}-tables.xlsx" for name in TABLES] if CALC.exists() else []
    convert(folder, [*(f"{name}.docx" for name in (*documents(), "long-week")), *sheets])
    return folder


def faults(page: Page, number: int) -> list[str]:
    """What is wrong with a page, by the decree's margins."""
    found = {
        "not A4": abs(page.grey.shape[0] / MM - 297) > 1 or abs(page.grey.shape[1] / MM - 210) > 1,
        "empty": page.ink(20, 277, 30, 190) < 0.004,
        "left margin": page.ink(0, 297, 0, 28) > 0,
        "right margin": page.ink(0, 297, 192, 210) > 0,
        "lower margin": page.ink(279, 297) > 0,
        "page number": (page.ink(0, ABOVE, 95, 125) > 0) is not (number > 1),
        "beside the page number": page.ink(0, ABOVE, 0, 95) + page.ink(0, ABOVE, 125, 210) > 0,
    }
    if number == 1:
        issuer, motto = page.rules(20, 50, 30, 92), page.rules(20, 50, 92, 190)
        found |= {
            "rule under the issuer": not any(12 < rule < 45 for rule in issuer),
            "rule under the motto": not any(50 < rule < 60 for rule in motto),
            "two columns": min(page.ink(20, 45, 31, 90), page.ink(20, 45, 92, 189)) < 0.02,
            "subject": page.ink(45, 75, 40, 180) < 0.01,
        }
    return [name for name, wrong in found.items() if wrong]


@pytest.mark.parametrize("maker", MAKERS)
@pytest.mark.parametrize("name", NAMES)
def test_every_page_is_drawn_as_the_decree_says(office: Path, name: str, maker: str) -> None:
    drawn = pages(office / f"{name}{maker}.pdf")
    assert drawn
    assert {number: wrong for number, page in enumerate(drawn, 1) if (wrong := faults(page, number))} == {}


def test_a_broken_page_is_found(office: Path) -> None:
    first, second = pages(office / "week.pdf")[:2]
    blank = np.full_like(first.grey, 255)
    moved = replace(first, grey=np.roll(first.grey, -round(12 * MM), axis=1))
    headless = first.grey.copy()
    headless[: round(50 * MM)] = 255
    assert faults(first, 1) == []
    assert "empty" in faults(Page(blank), 1)
    assert "left margin" in faults(moved, 1)
    assert {"rule under the issuer", "rule under the motto", "two columns"} <= set(faults(Page(headless), 1))
    assert "page number" in faults(second, 1)
    assert "page number" in faults(first, 2)
    assert "not A4" in faults(Page(first.grey[: round(280 * MM)]), 1)


@pytest.mark.parametrize("name", ["empty-week", "flash", "list"])
def test_first_pages_look_as_they_did_when_a_person_looked_at_them(office: Path, name: str) -> None:
    golden = {block.split("\n")[0]: block.split("\n")[1:] for block in GOLDEN.read_text().strip().split("\n\n")}
    first = pages(office / f"{name}.pdf")[0]
    assert unlike(first, golden[name]) < 0.1
    others = [known for other, known in golden.items() if other != name]
    assert all(unlike(first, known) > 0.15 for known in others)


@pytest.mark.parametrize("maker", MAKERS)
def test_accents_and_the_dong_are_drawn_in_one_serif_face(office: Path, maker: str) -> None:
    path = office / f"week-of-letters{maker}.pdf"
    assert LETTERS in " ".join(" ".join(told(path)).split())
    fonts = subprocess.run(["pdffonts", path], check=True, capture_output=True).stdout.decode().splitlines()[2:]
    families = {line.split()[0].partition("+")[2].partition("-")[0] for line in fonts}
    assert len(families) == 1, families
    assert families <= {"LiberationSerif", "Tinos", "TimesNewRomanPSMT", "TimesNewRomanPS", "LibertinusSerif"}
    assert all(line.split()[-5] == "yes" for line in fonts), "every face lies in the file"


def test_pictures_stand_in_both_files(office: Path) -> None:
    for maker in MAKERS:
        listed = subprocess.run(["pdfimages", "-list", office / f"week{maker}.pdf"], check=True, capture_output=True)
        kinds = [line.split()[2] for line in listed.stdout.decode().splitlines()[2:]]
        assert kinds.count("image") == 3


def test_pages_count_on_from_the_second_and_the_first_says_whose_it_is(office: Path) -> None:
    words = told(office / "week.pdf")
    first_lines = [page.strip().splitlines()[0].strip() for page in words]
    assert first_lines[1:] == [str(number) for number in range(2, len(words) + 1)]
    assert first_lines[0].startswith("TỔNG LIÊN ĐOÀN")
    assert "không phải điều tra" in " ".join(words)


def test_a_busy_week_has_a_body_that_people_read(office: Path) -> None:
    """A thousand posts, every table full: about eight pages before the annexes."""
    words = told(office / "long-week.pdf")
    assert next(number for number, page in enumerate(words) if "Phụ lục 1." in page) <= 9
    assert len(words) <= 14


@pytest.mark.skipif(not CALC.exists(), reason="libreoffice-calc is not installed here")
def test_tables_print_on_pages_with_their_heads_and_nothing_cut_off(office: Path) -> None:
    for name in TABLES:
        drawn, words = pages(office / f"{name}-tables.pdf"), told(office / f"{name}-tables.pdf")
        assert all(page.grey.shape[1] > page.grey.shape[0] for page in drawn), "across"
        assert all(page.ink(20, 190, 15, 280) > 0.0005 for page in drawn)
        assert all(page.ink(0, 205, 283, 297) == 0 for page in drawn), "nothing runs over the right edge"
        assert f"1/{len(words)}" in words[0]
    listed = " ".join(" ".join(told(office / "list-tables.pdf")).split())
    assert "1.800.000 ₫" in listed
    assert "bổ sung" in listed
