"""The daily list is frozen once, and what comes later stands apart."""

from __future__ import annotations

import io
from datetime import date, timedelta
from typing import Any

from factory import NOON, post
from invented import LETTERHEAD, TOPICS
from openpyxl import load_workbook

from domain.post import PostKind
from nlp.fingerprint import bands
from reports import docx, html
from reports.chapters import daily as page
from reports.freezing import freeze, frozen
from reports.outline import Table
from store import posts, sources
from store.db import Conn

DAY = date(2026, 11, 20)


def save(conn: Conn, number: int, **changes: Any) -> None:
    text = f"Công ty chưa trả lương tháng mười. {' '.join(f'câu{number}y{word}' for word in range(40))}"
    made = post(**{"url": f"https://congdoan.example/bai/{number}", "title": f"Tin {number}", "text": text, **changes})
    posts.save(conn, [made], [bands(made.fingerprint.minhash)])


def test_a_frozen_list_stays_and_later_items_stand_apart(conn: Conn) -> None:
    save(conn, 1)
    first = freeze(conn, DAY, LETTERHEAD, TOPICS, NOON)
    save(conn, 2, published_at=NOON + timedelta(hours=1))
    assert freeze(conn, DAY, LETTERHEAD, TOPICS, NOON + timedelta(hours=3)) == first
    found = frozen(conn, DAY)
    assert found is not None
    assert found.at == NOON
    assert [item.title for item in found.found.items] == ["Tin 1"]
    assert [item.title for item in found.later.items] == ["Tin 2"]


def test_a_day_that_was_not_frozen_has_no_list(conn: Conn) -> None:
    assert frozen(conn, DAY) is None


def test_every_format_says_what_came_later(conn: Conn) -> None:
    save(conn, 1)
    freeze(conn, DAY, LETTERHEAD, TOPICS, NOON)
    save(conn, 2)
    found = frozen(conn, DAY)
    assert found is not None
    document = page.document(found.found, found.later, LETTERHEAD, TOPICS, found.at)
    assert "Bổ sung sau khi chốt danh sách" in html.write(document)
    assert docx.write(document).startswith(b"PK")
    assert "Số:" not in html.write(document)
    table = load_workbook(io.BytesIO(page.sheet(found.found, found.later, TOPICS, found.at)))["Danh sách"]
    assert [values[10] for values in table.iter_rows(min_row=4, values_only=True)] == [None, "bổ sung"]


def test_of_a_comment_its_own_words_come_first(conn: Conn) -> None:
    save(conn, 1, kind=PostKind.COMMENT, title="", context="Bài về lương tháng mười của một công ty")
    freeze(conn, DAY, LETTERHEAD, TOPICS, NOON)
    found = frozen(conn, DAY)
    assert found is not None
    (table,) = [block for block in page.body(found.found, found.later, TOPICS) if isinstance(block, Table)]
    said = table.rows[0][3][0].text
    assert "câu1y0" in said.split("”")[0]
    assert said.endswith("(dưới bài: Bài về lương tháng mười của một công ty)")


def test_an_empty_day_is_a_list_too(conn: Conn) -> None:
    sources.health(conn)
    freeze(conn, DAY, LETTERHEAD, TOPICS, NOON)
    found = frozen(conn, DAY)
    assert found is not None
    assert "Không có nội dung nào cần xem" in str(page.body(found.found, found.later, TOPICS))
