"""The annex of tables has the numbers of the text, and no cell of it computes anything."""

from __future__ import annotations

import io
from typing import Any

import pytest
from invented import busy_week, report, row, text
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from reports import xlsx
from reports.numbers import small_cell

WEEK_OF_ALL = busy_week()


def opened(made: bytes) -> Workbook:
    return load_workbook(io.BytesIO(made))


def table(book: Workbook, name: str) -> list[tuple[Any, ...]]:
    return [tuple(values) for values in book[name].iter_rows(min_row=4, values_only=True)]


@pytest.fixture(scope="module")
def book() -> Workbook:
    return opened(xlsx.render(WEEK_OF_ALL))


def test_totals_are_those_of_the_report(book: Workbook) -> None:
    posts = WEEK_OF_ALL.general.posts
    summary = {line[0]: line[1:] for line in table(book, "Tổng hợp")}
    assert summary["Nội dung thu thập"] == (posts.now, posts.before, posts.difference)
    assert table(book, "Chủ đề")[-1][1] == table(book, "Theo ngày")[-1][1] == table(book, "Nguồn")[-1][1] == posts.now
    for name, at in (("Theo ngày", 1), ("Nguồn", 1)):
        *lines, total = table(book, name)
        assert sum(line[at] for line in lines) == total[at]


def test_every_topic_and_province_has_its_number(book: Workbook) -> None:
    found = {line[0]: line[1] for line in table(book, "Chủ đề")}
    assert all(found[WEEK_OF_ALL.topic_name(line.topic)] == line.posts.now for line in WEEK_OF_ALL.by_topic)
    assert {line[1]: line[2] for line in table(book, "Địa bàn")} == {
        line.place.name: small_cell(line.place.posts) for line in WEEK_OF_ALL.by_province
    }


def test_every_item_stands_there_and_not_only_those_of_the_text(book: Workbook) -> None:
    assert len(table(book, "Cần xem xét")) == WEEK_OF_ALL.flagged.total
    assert len(table(book, "Câu hỏi")) == WEEK_OF_ALL.questions.total
    assert len(table(book, "Vụ việc")) == WEEK_OF_ALL.incidents.total


def test_a_text_that_looks_like_a_formula_stays_a_text() -> None:
    planted = '=HYPERLINK("http://x.example";"bấm vào đây") và công nhân hỏi lương tháng mười'
    asked = row(1, needs_answer=True, said={"flag": True})
    made = opened(xlsx.render(report([asked], texts={1: text(1, planted)})))
    cell = made["Câu hỏi"]["B4"]
    assert cell.data_type == "s"
    assert cell.quotePrefix
    assert str(cell.value).startswith("=HYPERLINK")


def test_the_same_report_gives_the_same_bytes() -> None:
    assert xlsx.render(WEEK_OF_ALL) == xlsx.render(WEEK_OF_ALL)


def test_an_empty_week_is_a_workbook_too() -> None:
    assert "Tổng hợp" in opened(xlsx.render(report())).sheetnames
