"""A report is a draft that people edit, then approved and frozen; a correction is a new version."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import timedelta

import psycopg
import pytest
from docx import Document
from factory import NOON
from invented import report

from reports import html, life
from reports.frozen import to_json
from reports.laid_out import Unreadable, document_of, sheets_of
from reports.life import EditConflict, ReportClosed
from reports.written import NOTHING, Proposal, Written
from store import audit, users
from store import reports as stored
from store.db import Conn

VALUE = report()
WEEK = VALUE.window
TEXT = Written(
    remarks={"I": "Tuần này có mưa lớn."},
    assessment="Dư luận lo về lương.\nTháng tới có thể còn tăng.",
    proposals=(Proposal("Trả lời về lương tháng 13", "Ban Chính sách", "30/11/2026"),),
)


@pytest.fixture
def who(conn: Conn) -> int:
    return next(user.id for user in users.every(conn) if user.login == "lan")


def made(conn: Conn) -> int:
    return life.keep(conn, "weekly", WEEK, to_json(VALUE), NOON)


def words(docx: bytes) -> str:
    document = Document(io.BytesIO(docx))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


def test_what_people_write_stands_in_every_format_and_apart_from_the_numbers(conn: Conn, who: int) -> None:
    report_id = made(conn)
    before = stored.get(conn, report_id)
    assert life.save(conn, report_id, TEXT, seen=0, who=who, now=NOON) == 1
    after = stored.get(conn, report_id)
    for said in ("Tuần này có mưa lớn.", "Dư luận lo về lương.", "Trả lời về lương tháng 13", "Ban Chính sách"):
        assert said in words(after.docx)
        assert said in after.html
        assert said not in before.html
    assert after.value == before.value
    assert "Phần nhận định, dự báo do cán bộ viết" not in after.html
    assert after.head.revision == 1


def test_two_editors_never_overwrite_each_other(conn: Conn, who: int) -> None:
    report_id = made(conn)
    life.save(conn, report_id, TEXT, seen=0, who=who, now=NOON)
    with pytest.raises(EditConflict, match="Lan"):
        life.save(conn, report_id, Written(assessment="Bản của người khác"), seen=0, who=who, now=NOON)
    assert life.current(conn, report_id).text == TEXT
    with pytest.raises(EditConflict):
        life.approve(conn, report_id, seen=0, who=who, now=NOON, name="Lan")
    assert stored.head(conn, report_id).state == "draft"


def test_an_approved_report_never_changes(conn: Conn, who: int) -> None:
    report_id = made(conn)
    life.approve(conn, report_id, seen=0, who=who, now=NOON, name="Lan")
    frozen = stored.get(conn, report_id)
    assert (frozen.head.state, frozen.head.approved_by) == ("approved", "Lan")
    assert (frozen.pdf or b"").startswith(b"%PDF")
    assert sheets_of(frozen) == frozen.xlsx
    assert "Đã duyệt lúc" in frozen.html
    with pytest.raises(ReportClosed, match="đã duyệt"):
        life.save(conn, report_id, TEXT, seen=0, who=who, now=NOON)
    more = to_json(replace(VALUE, running=True))
    assert life.keep(conn, "weekly", WEEK, more, NOON) == report_id, "newer numbers do not touch what was approved"
    with pytest.raises(psycopg.errors.RaiseException, match="frozen"), conn.transaction():
        conn.execute("UPDATE reports SET html = '' WHERE id = %s", [report_id])


def test_a_correction_is_a_new_version_with_a_reason_and_the_old_one_stays(conn: Conn, who: int) -> None:
    report_id = made(conn)
    life.save(conn, report_id, TEXT, seen=0, who=who, now=NOON)
    with pytest.raises(ReportClosed, match="Chỉ đính chính bản đã duyệt"):
        life.correct(conn, report_id, "Sai số", who=who, now=NOON)
    life.approve(conn, report_id, seen=1, who=who, now=NOON, name="Lan")
    kept = stored.get(conn, report_id)
    second = life.correct(conn, report_id, "Sai tên đơn vị", who=who, now=NOON + timedelta(days=1))
    head = stored.head(conn, second)
    assert (head.version, head.replaces, head.reason, head.state) == (2, report_id, "Sai tên đơn vị", "draft")
    assert life.current(conn, second).text == TEXT
    assert stored.get(conn, report_id) == kept
    assert [one.version for one in stored.versions(conn, report_id)] == [2, 1]
    with pytest.raises(ReportClosed):
        life.correct(conn, report_id, "Lần nữa", who=who, now=NOON)


def test_new_numbers_take_along_what_people_wrote(conn: Conn, who: int) -> None:
    first = made(conn)
    assert made(conn) == first, "the same numbers make no new version"
    life.save(conn, first, TEXT, seen=0, who=who, now=NOON)
    second = life.keep(conn, "weekly", WEEK, to_json(replace(VALUE, running=True)), NOON)
    assert second != first
    assert life.current(conn, second).text == TEXT
    assert "Dư luận lo về lương." in stored.get(conn, second).html
    with pytest.raises(ReportClosed, match="bản mới hơn"):
        life.save(conn, first, NOTHING, seen=1, who=who, now=NOON)


def test_a_file_of_people_is_the_signed_version_until_somebody_edits_again(conn: Conn, who: int) -> None:
    report_id = made(conn)
    life.save(conn, report_id, TEXT, seen=0, who=who, now=NOON)
    document, out = Document(io.BytesIO(stored.get(conn, report_id).docx)), io.BytesIO()
    document.add_paragraph("Thêm bằng tay")
    document.save(out)
    assert life.upload(conn, report_id, out.getvalue(), seen=1, who=who, now=NOON) == 2
    assert stored.get(conn, report_id).docx == out.getvalue()
    assert "Thêm bằng tay" not in stored.get(conn, report_id).html, "a file is never shown as a page"
    more = to_json(replace(VALUE, running=True))
    assert life.keep(conn, "weekly", WEEK, more, NOON) == report_id, "newer numbers do not put the file aside"
    life.approve(conn, report_id, seen=2, who=who, now=NOON, name="Lan")
    assert stored.get(conn, report_id).docx == out.getvalue()


def test_who_did_what_when_is_written_down(conn: Conn, who: int) -> None:
    report_id = made(conn)
    life.save(conn, report_id, TEXT, seen=0, who=who, now=NOON)
    life.approve(conn, report_id, seen=1, who=who, now=NOON, name="Lan")
    second = life.correct(conn, report_id, "Sai số", who=who, now=NOON)
    found = [(entry.action, entry.subject, entry.who) for entry in audit.newest(conn)]
    assert found == [
        ("report_made", f"report:{second}", "lan"),
        ("report_approved", f"report:{report_id}", "lan"),
        ("report_edited", f"report:{report_id}", "lan"),
        ("report_made", f"report:{report_id}", None),
    ]


def test_a_report_of_another_program_version_is_told_and_not_guessed(conn: Conn) -> None:
    report_id = stored.add(conn, "weekly", WEEK, value={"old": True}, docx=b"PK", html="<p>")
    with pytest.raises(Unreadable, match="bản Word"):
        document_of(stored.get(conn, report_id))


def test_a_line_of_people_is_text_and_never_markup(conn: Conn, who: int) -> None:
    report_id = made(conn)
    life.save(conn, report_id, Written(assessment="<script>alert(1)</script>"), seen=0, who=who, now=NOON)
    found = stored.get(conn, report_id)
    assert "<script>" not in found.html
    assert "&lt;script&gt;" in html.write(document_of(found, life.current(conn, report_id).text))
