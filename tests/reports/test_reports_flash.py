"""A flash report is one page on one case, from one flagged post: all its papers, no more than its days."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

import pytest
from invented import ACCIDENT, AFTER, FOOD, LETTERHEAD, STOPPAGE, TOPICS, WEEK, flag, row, text

from domain.post import Place, PostKind
from domain.prediction import Sentiment
from reports import docx, html, pdf
from reports.chapters import flash as page
from reports.facts import effective
from reports.flash import FlashReport, compose
from reports.frozen import thaw, to_json
from store.errors import NotFound
from store.reporting import PostFacts, QuotedText

POISONED = {"labels": ("bua-an-ca",), "flag": flag(FOOD), "sentiment": Sentiment.NEGATIVE}
ROWS = [
    row(1, **POISONED, event_id=7),
    row(2, **POISONED, source="bao-mau", url="https://bao.example/tin/2", event_id=7),
    row(3, **POISONED, kind=PostKind.COMMENT, needs_answer=True, url="https://congdoan.example/tin/1"),
    row(4, labels=("nha-o",)),
    row(5, **POISONED, places=(Place("Hải Phòng", "31"),), event_id=8),
]
TEXTS = {
    1: text(1, "Khoảng 90 công nhân đau bụng sau bữa trưa, 12 người còn nằm viện.", title="Nghi ngộ độc ở xưởng mẫu"),
    2: text(2, "Nhiều người phải đi khám sau khi ăn ca.", title="Công nhân nhập viện sau bữa trưa"),
    3: text(3, "Ai trả viện phí cho chúng tôi, công ty hay nhà thầu suất ăn ạ?"),
    4: text(4),
    5: text(5, title="Một vụ khác ở nơi khác"),
}


def made(post_id: int, rows: Sequence[PostFacts] = ROWS, texts: Mapping[int, QuotedText] = TEXTS) -> FlashReport:
    def read(ids: Collection[int]) -> Mapping[int, QuotedText]:
        return {number: texts[number] for number in ids if number in texts}

    return compose(
        post_id, [effective(item) for item in rows], read, window=WEEK, letterhead=LETTERHEAD, topics=TOPICS, now=AFTER
    )


def test_the_case_is_told_by_all_its_papers_and_by_no_other_case() -> None:
    found = made(1)
    assert (found.articles, found.voices, found.sources) == (2, 1, 2)
    assert [item.post_id for item in found.reports] == [2]
    assert [item.post_id for item in found.asked] == [3]
    assert [place.code for place in found.places] == ["75"]


def test_any_post_of_the_case_leads_to_the_same_report() -> None:
    for number in (2, 3):
        assert made(number).lead == made(1).lead


def test_how_many_people_is_said_in_the_words_of_the_sources() -> None:
    assert made(1).people == ("khoảng 90 công nhân", "12 người")


def test_what_most_posts_are_listed_for_is_the_reason_that_is_told() -> None:
    both = {**POISONED, "flag": flag(ACCIDENT, FOOD)}
    rows = [row(1, **both), row(2, **POISONED, url="https://congdoan.example/tin/1")]
    assert made(1, rows).reasons == (FOOD.sentence, ACCIDENT.sentence)


def test_the_title_is_told_once_and_the_case_in_the_words_of_the_text() -> None:
    document = page.document(made(1))
    assert document.subject[0] == "Về việc: Nghi ngộ độc ở xưởng mẫu"
    assert "Nghi ngộ độc ở xưởng mẫu" not in str(document.body[0])
    assert "“Khoảng 90 công nhân đau bụng" in str(document.body[0])


def test_a_post_that_staff_found_irrelevant_gives_no_report() -> None:
    with pytest.raises(NotFound, match="no case"):
        made(1, [row(1, **POISONED, said={"relevant": False})])


def test_quotations_are_short_and_nothing_is_proposed_by_the_program() -> None:
    long = {1: text(1, "Rất dài. " * 300, title="Tiêu đề dài " * 40)}
    found = made(1, [row(1, labels=("ngung-viec-dinh-cong",), flag=flag(STOPPAGE))], long)
    assert len(found.what) <= 200
    assert page.document(found).subject[0].endswith("…")
    assert any("Cán bộ ghi" in str(block) for block in page.body(found))


def test_it_is_kept_as_it_was() -> None:
    assert thaw(to_json(made(1)), FlashReport) == made(1)


def test_every_format_says_it() -> None:
    document = page.document(made(1))
    assert docx.write(document).startswith(b"PK")
    assert "Ai trả viện phí" in html.write(document)


@pytest.mark.skipif(shutil.which("pdfinfo") is None, reason="poppler is not installed here")
def test_it_is_one_page_with_everything_as_long_as_it_may_be(tmp_path: Path) -> None:
    words = "Công nhân tổ hoàn thiện đau bụng và nôn sau bữa trưa, khoảng 90 người phải đi khám ở ba bệnh viện gần đó. "
    rows = [row(number, **POISONED, url=f"https://congdoan.example/{number}") for number in range(1, 9)]
    rows += [row(20 + number, **POISONED, kind=PostKind.COMMENT, needs_answer=True) for number in range(9)]
    texts = {item.id: text(item.id, words * 5, title=f"Tin số {item.id}: {words * 2}") for item in rows}
    document = page.document(made(1, rows, texts))
    (tmp_path / "typst.pdf").write_bytes(pdf.write(document))
    assert pages(tmp_path / "typst.pdf") == 1
    if shutil.which("soffice") is not None:
        (tmp_path / "f.docx").write_bytes(docx.write(document))
        profile = f"-env:UserInstallation=file://{tmp_path}/profile"
        command = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(tmp_path), "f.docx"]
        subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=180)
        assert pages(tmp_path / "f.pdf") == 1


def pages(path: Path) -> int:
    told = subprocess.run(["pdfinfo", str(path)], check=True, capture_output=True).stdout.decode()
    return int(next(line.split()[1] for line in told.splitlines() if line.startswith("Pages:")))
