"""The life of a report on its pages: written into, signed as a file, approved, corrected, mailed only then."""

from __future__ import annotations

import io
import re
from datetime import date

import factory
import pytest
import web_help
from docx import Document
from starlette.testclient import TestClient

from api.doors import COOKIE
from api.guard import BODY_LIMIT, limit_of
from domain.settings import ROOT, settings_from
from domain.times import Window
from pipeline import mailing
from pipeline.papers import make_draft
from reports.freezing import freeze
from reports.letterhead import load_letterheads
from reports.rhythm import RhythmError
from reports.uploads import LARGEST
from store import audit, models, report_edits, reports
from store.db import connect
from store.users import Role, User

WEEK = Window(date(2026, 11, 16), date(2026, 11, 22))
TEXT = {
    "seen": "0",
    "assessment": "Dư luận lo về lương.\r\nCòn có thể tăng.",
    "what": ["Trả lời công khai", ""],
    "owner": ["Ban Chính sách", ""],
    "due": ["30/11/2026", ""],
    "remark": ["Tuần có mưa lớn.", "", "", "", ""],
}


@pytest.fixture
def draft(client: TestClient, dsn: str) -> int:
    with connect(dsn) as conn:
        web_help.fill(conn, [factory.post()])
        models.switch(conn, factory.MODEL)
        return make_draft(conn, settings_from({}), "weekly", WEEK, factory.NOON)


def as_person(client: TestClient, dsn: str, role: Role, login: str) -> User:
    return web_help.signed_in(client, dsn, role, login)


def turn_to(client: TestClient, dsn: str, user: User) -> None:
    with connect(dsn) as conn:
        client.cookies.set(COOKIE, web_help.session(conn, user))


def word() -> bytes:
    out = io.BytesIO()
    Document().save(out)
    return out.getvalue()


def test_a_reviewer_writes_and_a_lead_approves(client: TestClient, dsn: str, draft: int) -> None:
    as_person(client, dsn, Role.REVIEWER, "lan")
    saved = client.post(f"/bao-cao/{draft}/sua", data=TEXT)
    assert (saved.status_code, saved.headers["location"]) == (303, f"/bao-cao/{draft}?xong=luu")
    page = client.get(f"/bao-cao/{draft}").text
    assert "Dư luận lo về lương." in page
    assert "Duyệt và gửi" not in page
    assert "Trả lời công khai" in client.get(f"/bao-cao/{draft}/xem").text
    assert client.post(f"/bao-cao/{draft}/duyet", data={"seen": "1", "sure": "yes"}).status_code == 403
    as_person(client, dsn, Role.LEAD, "truong")
    assert "Duyệt và gửi" in client.get(f"/bao-cao/{draft}").text
    assert client.post(f"/bao-cao/{draft}/duyet", data={"seen": "1"}).status_code == 422
    assert client.post(f"/bao-cao/{draft}/duyet", data={"seen": "1", "sure": "yes"}).status_code == 303
    frozen = client.get(f"/bao-cao/{draft}").text
    assert "Đã duyệt" in frozen
    assert "Lưu phần viết" not in frozen
    assert "chưa có địa chỉ nhận loại báo cáo này" in frozen, "who gets letters stands in a file only"
    with connect(dsn) as conn:
        assert reports.head(conn, draft).state == "approved"
        actions = [(entry.action, entry.who) for entry in audit.newest(conn) if entry.action.startswith("report_")]
    assert ("report_approved", "truong") in actions
    assert ("report_edited", "lan") in actions


def test_the_second_of_two_editors_keeps_the_own_text_and_sees_the_other(
    client: TestClient, dsn: str, draft: int
) -> None:
    lan = as_person(client, dsn, Role.REVIEWER, "lan")
    minh = as_person(client, dsn, Role.REVIEWER, "minh")
    client.post(f"/bao-cao/{draft}/sua", data=TEXT)
    turn_to(client, dsn, lan)
    late = client.post(f"/bao-cao/{draft}/sua", data={"seen": "0", "assessment": "Ý của Lan"})
    assert late.status_code == 409
    assert "chưa lưu phần của bạn" in late.text
    assert minh.name in late.text
    assert ">Ý của Lan</textarea>" in late.text
    assert "Dư luận lo về lương." in late.text
    assert re.search(r'name="seen" value="1"', late.text)
    assert client.post(f"/bao-cao/{draft}/sua", data={"seen": "1", "assessment": "Hai bản ghép"}).status_code == 303
    with connect(dsn) as conn:
        assert [edit.revision for edit in report_edits.past(conn, draft)] == [2, 1]


def test_what_was_written_too_late_is_not_lost(client: TestClient, dsn: str, draft: int) -> None:
    as_person(client, dsn, Role.LEAD, "truong")
    client.post(f"/bao-cao/{draft}/duyet", data={"seen": "0", "sure": "yes"})
    late = client.post(f"/bao-cao/{draft}/sua", data=TEXT)
    assert late.status_code == 409
    assert "đã duyệt nên không sửa được" in late.text
    assert "Dư luận lo về lương." in late.text


def test_a_file_is_kept_and_given_back_as_it_came(client: TestClient, dsn: str, draft: int) -> None:
    as_person(client, dsn, Role.REVIEWER, "lan")
    body, where = word(), f"/bao-cao/{draft}/tep"
    assert client.post(where, data={"seen": "0"}, files={"file": ("a.docx", body)}).status_code == 303
    got = client.get(f"/bao-cao/{draft}/word")
    assert got.content == body
    assert got.headers["content-disposition"].startswith("attachment")
    assert client.get(f"/bao-cao/{draft}/tep/1").content == body
    assert client.get(f"/bao-cao/{draft}/pdf").status_code == 404
    refused = client.post(where, data={"seen": "1"}, files={"file": ("b.docx", b"<html><script>alert(1)</script>")})
    assert refused.status_code == 422
    assert "không phải tệp Word" in refused.text
    assert client.get(f"/bao-cao/{draft}/word").content == body
    big = client.post(where, data={"seen": "1"}, files={"file": ("c.docx", bytes(LARGEST + 2 * BODY_LIMIT))})
    assert big.status_code == 413


def test_a_correction_asks_for_a_reason_and_links_both_versions(client: TestClient, dsn: str, draft: int) -> None:
    as_person(client, dsn, Role.LEAD, "truong")
    client.post(f"/bao-cao/{draft}/duyet", data={"seen": "0", "sure": "yes"})
    assert client.post(f"/bao-cao/{draft}/dinh-chinh", data={"reason": ""}).status_code in {400, 422}
    made = client.post(f"/bao-cao/{draft}/dinh-chinh", data={"reason": "Sai địa danh", "again": "yes"})
    second = made.headers["location"].partition("?")[0]
    assert made.status_code == 303
    page = client.get(second).text
    assert "Sai địa danh" in page
    assert f'href="/bao-cao/{draft}"' in page
    old = client.get(f"/bao-cao/{draft}").text
    assert "Đã có bản mới hơn" in old
    assert client.post(f"/bao-cao/{draft}/dinh-chinh", data={"reason": "Lần nữa"}).status_code == 409


def test_the_document_leads_back_and_to_its_files(client: TestClient, dsn: str, draft: int) -> None:
    as_person(client, dsn, Role.VIEWER, "xem")
    page = client.get(f"/bao-cao/{draft}/xem")
    for href in ("/bao-cao", f"/bao-cao/{draft}", *(f"/bao-cao/{draft}/{end}" for end in ("word", "pdf", "excel"))):
        assert f'href="{href}"' in page.text
    assert "sandbox" in page.headers["content-security-policy"]
    assert client.get(f"/bao-cao/{draft}/pdf?in=1").headers["content-disposition"].startswith("inline")
    assert client.get(f"/bao-cao/{draft}/pdf").content.startswith(b"%PDF")
    assert client.get(f"/bao-cao/{draft}/excel").content.startswith(b"PK")
    assert client.post(f"/bao-cao/{draft}/sua", data=TEXT).status_code == 403


def test_a_report_is_made_from_the_page(client: TestClient, dsn: str, draft: int) -> None:
    as_person(client, dsn, Role.REVIEWER, "lan")
    made = client.post("/bao-cao", data={"period": "month", "day": "2026-11-20"})
    assert made.status_code == 303
    assert "Báo cáo tháng" in client.get(made.headers["location"]).text
    assert client.post("/bao-cao", data={"period": "month", "day": "20/11/2027"}).status_code == 422


def test_a_list_of_addresses_that_cannot_be_read_stops_the_approval(
    client: TestClient, dsn: str, draft: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreadable(_: object) -> None:
        raise RhythmError("config/reports.toml: mail")

    monkeypatch.setattr(mailing, "load_rhythm", unreadable)
    as_person(client, dsn, Role.LEAD, "truong")
    answer = client.post(f"/bao-cao/{draft}/duyet", data={"seen": "0", "sure": "yes"})
    assert answer.status_code == 503
    assert "config/reports.toml" in answer.text
    with connect(dsn) as conn:
        assert reports.head(conn, draft).state == "draft"


def test_a_frozen_list_has_one_address_all_day_and_an_addendum(client: TestClient, dsn: str) -> None:
    as_person(client, dsn, Role.VIEWER, "xem")
    with connect(dsn) as conn:
        web_help.fill(conn, [factory.post()])
        report_id = freeze(
            conn, factory.NOON.date(), load_letterheads(ROOT / "config" / "letterhead.toml").named(), (), factory.NOON
        )
        assert "Bổ sung sau khi chốt" not in client.get(f"/bao-cao/{report_id}/xem").text
        later = factory.post(url="https://congdoan.example/tin/9", text=" ".join(f"chữ{n}" for n in range(40)))
        web_help.fill(conn, [later])
    assert "Bổ sung sau khi chốt" in client.get(f"/bao-cao/{report_id}/xem").text
    for ending in ("word", "pdf", "excel"):
        assert client.get(f"/bao-cao/{report_id}/{ending}").status_code == 200
    assert "Lưu phần viết" not in client.get(f"/bao-cao/{report_id}").text


def test_only_addresses_that_take_much_may_get_much() -> None:
    assert limit_of("/bao-cao/12/tep") > limit_of("/bao-cao/12/sua") > limit_of("/bao-cao/12/duyet") == BODY_LIMIT
    assert limit_of("/bao-cao/x/tep") == BODY_LIMIT
