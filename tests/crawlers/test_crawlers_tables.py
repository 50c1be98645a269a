"""Tables as staff save them: columns, encodings, delimiters, workbooks; and what is refused."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import datetime
from typing import IO

import pytest
from openpyxl import Workbook

from crawlers import sheets
from crawlers.columns import Role, chosen, guess, names_persons
from crawlers.errors import DocumentError
from crawlers.tables import csv_table, jsonl_table, lines_table, xlsx_table

LINE = "Công nhân xưởng may hỏi khi nào được trả lương tháng Mười, tổ trưởng chưa trả lời."


def opener(data: bytes) -> Callable[[], IO[bytes]]:
    return lambda: io.BytesIO(data)


def workbook(*rows: tuple[object, ...]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    "heading",
    [
        "Tác giả",
        "Người đăng",
        "Họ và tên",
        "author_name",
        "UserName",
        "profile URL",
        "SĐT",
        "Số điện thoại",
        "Email",
        "Tên",
        "Tài khoản",
    ],
)
def test_a_column_that_names_persons_is_known_by_its_heading(heading: str) -> None:
    assert names_persons(heading)


@pytest.mark.parametrize(
    "heading",
    ["Nội dung", "Tiêu đề", "Ngày đăng", "Link bài viết", "Tên bài", "Comment", "Nguồn", "Lượt thích"],
)
def test_other_columns_name_nobody(heading: str) -> None:
    assert not names_persons(heading)


@pytest.mark.parametrize(
    ("headings", "roles"),
    [
        (("STT", "Tiêu đề", "Nội dung", "Ngày đăng", "Đường dẫn"), {"title": 1, "text": 2, "date": 3, "link": 4}),
        (("Tác giả", "NỘI DUNG BÌNH LUẬN", "Thời gian đăng"), {"text": 1, "date": 2}),
        (("created_at", "username", "message", "permalink"), {"date": 0, "text": 2, "link": 3}),
        (("Text", "Publish Date", "Author", "URL", "Headline"), {"text": 0, "date": 1, "link": 3, "title": 4}),
    ],
)
def test_columns_are_found_by_vietnamese_and_english_headings(headings: tuple[str, ...], roles: dict[str, int]) -> None:
    assert guess(headings, []).columns == {Role(role): at for role, at in roles.items()}


def test_without_a_heading_for_it_the_longest_texts_are_the_text_but_never_a_persons_column() -> None:
    found = guess(("A", "Họ tên", "B"), [("1", "x" * 300, LINE)])
    assert found.columns == {Role.TEXT: 2}
    assert found.guessed


def test_a_person_may_choose_another_column_but_never_one_that_names_persons() -> None:
    headings = ("Ghi chú", "Nội dung", "Người viết")
    found = guess(headings, [])
    assert chosen(found, headings, {Role.TEXT: "ghi chú"}).columns[Role.TEXT] == 0
    assert chosen(found, headings, {Role.TEXT: "1", Role.DATE: ""}).columns == {Role.TEXT: 0}
    for name, reason in (("Người viết", "person-column"), ("3", "person-column"), ("Khác", "no-column")):
        with pytest.raises(DocumentError) as raised:
            chosen(found, headings, {Role.TEXT: name})
        assert raised.value.reason == reason
    with pytest.raises(DocumentError, match="hai việc"):
        chosen(found, headings, {Role.DATE: "Nội dung"})


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_csv_of_any_usual_encoding_and_delimiter_is_read(encoding: str, delimiter: str) -> None:
    text = f'Ngày{delimiter}Nội dung\r\n20/11/2026{delimiter}"Một, hai; ba| bốn\nnăm ""sáu"""\r\n'
    table = csv_table(opener(text.encode(encoding)))
    assert table.headings == ("Ngày", "Nội dung")
    (row,) = table.records()
    assert (row.number, row.cells) == (2, ("20/11/2026", 'Một, hai; ba| bốn\nnăm "sáu"'))


def test_windows_1258_is_told_from_utf8_even_where_it_shows_late() -> None:
    data = b"Ngay,Noi dung\n" + b"20/11/2026,x\n" * 200_000 + "20/11/2026,tiê\u0300n lương\n".encode("cp1258")
    table = csv_table(opener(data))
    assert "Windows-1258" in table.notes[0]
    *_, last = table.records()
    assert last.cells[1] == "tiê\u0300n lương"


def test_a_table_without_headings_loses_no_row() -> None:
    table = csv_table(opener(f"20/11/2026;{LINE}\n21/11/2026;{LINE}\n".encode()))
    assert table.headings == ("Cột 1", "Cột 2")
    assert [row.number for row in table.records()] == [1, 2]


def test_a_quotation_mark_that_nobody_closed_is_said_with_its_row() -> None:
    rows = list(csv_table(opener(b'a,b\n1,2\n3,"' + b"x" * 1_100_000)).records())
    assert [bool(row.problem) for row in rows] == [False, True]
    assert rows[1].number == 3


def test_json_lines_are_read_and_what_is_none_is_said() -> None:
    table = jsonl_table(opener('{"text": "Một", "user": {"name": "x"}}\n\nkhông phải\n{"text": 5}\n[1]\n'.encode()))
    assert table.headings == ("text", "user")
    assert [(row.number, row.cells, bool(row.problem)) for row in table.records()] == [
        (1, ("Một", ""), False), (3, (), True), (4, ("5", ""), False), (5, (), True),
    ]  # fmt: skip


def test_lines_are_posts_of_their_own() -> None:
    rows = list(lines_table(opener("\ufeffMột\r\n\r\nHai\n".encode())).records())
    assert [(row.number, row.cells) for row in rows] == [(1, ("Một",)), (3, ("Hai",))]


def test_a_workbook_gives_values_and_never_formulas() -> None:
    rows = (
        ("Nội dung", "Ngày", "Số"),
        ("Một", datetime(2026, 11, 20), 3.0),  # noqa: DTZ001 - Excel knows no zones
        ("=1+1", datetime(2026, 11, 20, 8, 5), None),  # noqa: DTZ001
    )
    table = xlsx_table(opener(workbook(*rows)))
    assert table.headings == ("Nội dung", "Ngày", "Số")
    assert [row.cells for row in table.records()] == [("Một", "20/11/2026", "3"), ("", "20/11/2026 08:05:00")]


def bomb(content: bytes, name: str = "xl/worksheets/sheet1.xml") -> bytes:
    out = io.BytesIO(workbook(("Nội dung",)))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (bomb(b" " * 20_000_000, "xl/more.xml"), "bomb"),
        (bomb(b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x/>', "xl/more.xml"), "unreadable"),
        (b"PK\x03\x04 broken", "unreadable"),
        (b"no workbook at all", "unreadable"),
    ],
)
def test_a_workbook_that_grows_or_declares_entities_or_is_broken_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(DocumentError) as raised:
        xlsx_table(opener(data))
    assert raised.value.reason == reason


def test_a_workbook_larger_than_any_honest_one_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "LARGEST", 1_000)
    with pytest.raises(DocumentError, match="phình"):
        xlsx_table(opener(workbook(("Nội dung",))))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"%PDF-1.7", "binary"),
        (bytes(range(1, 32)) * 40, "binary"),
        ("C«ng ®oµn tØnh tæ chøc ®èi tho¹i víi c«ng nh©n vÒ tiÒn vµ b÷a ¨n ca".encode(), "encoding"),
    ],
)
def test_a_file_that_is_no_table_is_refused_with_a_reason(data: bytes, reason: str) -> None:
    with pytest.raises(DocumentError) as raised:
        csv_table(opener(data))
    assert raised.value.reason == reason
