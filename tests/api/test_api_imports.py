"""Bringing texts in by page: looked at first, stored without persons, taken back; and reports of grassroots unions."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import replace
from threading import Event
from typing import Any

import kit_help
import pytest
import web_help
from httpx import Response
from lxml import html as markup
from starlette.testclient import TestClient

import api.importing
import pipeline.importing
from api.reception import LARGEST
from domain.post import PostKind
from store import audit, flags, imports, labels, posts, undoing
from store.db import Conn, connect
from store.posts import PostQuery, PostRow
from store.users import Role

CSV = (
    "Người gửi,Nội dung,Ngày\n"
    'Trần Thị Mẫu,"Công ty nợ lương, gọi em 0912345678 <script>planted()</script>",20/11/2026\n'
    "Lê Văn Thử,,19/11/2026\n"
)
REPORT = {
    "province": "75",
    "topic": "bua-an-ca",
    "least": "30",
    "most": "50",
    "day": "2026-11-19",
    "organisation": "Công ty TNHH Minh Long",
    "asks": "Công nhân đề nghị đổi nhà cung cấp suất ăn, gặp chị Nguyễn Thị Mẫu, số 0912345678",
}


@pytest.fixture
def desk(client: TestClient, dsn: str) -> Iterator[TestClient]:
    """A reviewer before the page, and models that say the same of every post."""
    with connect(dsn) as conn:
        web_help.fill(conn, [])
    house = client.app.state.house  # type: ignore[attr-defined]
    client.app.state.house = replace(house, reception=kit_help.reception())  # type: ignore[attr-defined]
    web_help.signed_in(client, dsn)
    return client


def upload(client: TestClient, text: str = CSV, name: str = "bang.csv", **fields: str) -> str:
    answer = client.post("/nhap-bai", files={"file": (name, text.encode())}, data=fields)
    assert answer.status_code == 200, answer.text
    return answer.text


def ticket(page: str) -> str:
    found = re.search(r'name="ticket" value="([^"]+)"', page)
    assert found is not None
    return found[1]


def stored(dsn: str) -> list[PostRow]:
    with connect(dsn) as conn:
        return list(posts.search(conn, PostQuery(relevant=None)).posts)


def bring(client: TestClient, text: str = CSV, name: str = "bang.csv", **fields: str) -> str:
    """Look, import, and the page that says what came of it."""
    answer = client.post(
        "/nhap-bai/tiep", data={"ticket": ticket(upload(client, text, name)), "act": "import", **fields}
    )
    assert answer.status_code == 303, answer.text
    return client.get(answer.headers["location"]).text


def test_a_preview_shows_what_would_be_stored_and_stores_nothing(desk: TestClient, dsn: str) -> None:
    page = upload(desk)
    shown = " ".join(markup.document_fromstring(page).text_content().split())
    assert "Cột nói về người, không đọc: Người gửi" in shown
    assert "1 dòng nhập được" in shown
    assert "Dòng 3: không có nội dung" in shown
    assert "[số điện thoại]" in shown
    assert "<script>planted" not in page
    for given in ("0912345678", "Trần Thị Mẫu", "Lê Văn Thử"):
        assert given not in page
    assert stored(dsn) == []
    with connect(dsn) as conn:
        assert imports.newest(conn) == []


def test_an_import_is_stored_listed_logged_and_its_errors_can_be_taken_away(desk: TestClient, dsn: str) -> None:
    page = bring(desk, source="Hòm thư Mẫu")
    assert "Lô 1: xong." in page
    (post,) = stored(dsn)
    assert (post.source_name, post.kind) == ("Hòm thư Mẫu", PostKind.COMMENT)
    assert "planted()" in post.text
    assert "0912345678" not in post.text
    errors = desk.get("/nhap-bai/1/loi.csv")
    assert errors.content.decode("utf-8-sig").splitlines() == ["Dòng,Vì sao", "3,không có nội dung"]
    with connect(dsn) as conn:
        (batch,) = imports.newest(conn)
        assert (batch.who, batch.state, batch.added, batch.failed) == ("Nguyễn Lan", "done", 1, 1)
        assert [entry.action for entry in audit.newest(conn)] == ["import_begun"]
    assert "<script>planted" not in desk.get(f"/tin/{post.id}").text


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[Event]:
    """A long file's import, halted after its first rows until the event is set."""
    go_on, saved = Event(), imports.save

    def save(conn: Conn, import_id: int, *rest: Any) -> imports.Saved:
        if imports.get(conn, import_id).added:
            assert go_on.wait(30)
        return saved(conn, import_id, *rest)

    monkeypatch.setattr(imports, "save", save)
    monkeypatch.setattr(api.importing, "LONG", 0)
    monkeypatch.setattr(pipeline.importing, "STEP", 2)
    yield go_on
    go_on.set()


def until(client: TestClient, path: str, words: str) -> Response:
    for _ in range(200):
        answer = client.get(path)
        if words in answer.text:
            return answer
        time.sleep(0.05)
    raise AssertionError(f"{path} never says {words!r}")


def test_a_long_import_goes_on_beside_its_page_which_says_how_far_it_has_come(
    desk: TestClient, dsn: str, held: Event
) -> None:
    text = "Nội dung\n" + "".join(f"Ý kiến thứ {number} của công nhân xưởng may về bữa ăn ca\n" for number in range(5))
    shown = upload(desk, text)
    answer = desk.post("/nhap-bai/tiep", data={"ticket": ticket(shown), "act": "import", "rows": "5"})
    assert answer.headers["location"] == "/nhap-bai?xong=1&dong=5"
    page = until(desk, "/nhap-bai?xong=1&dong=5", "Đã qua 2 trên 5 dòng: 2 mới, 0 đã có, 0 dòng lỗi.")
    assert 'name="rows" value="5"' in shown
    assert page.headers["Refresh"] == "4"
    assert '<progress max="5" value="2"' in page.text
    assert "Refresh" not in desk.get("/nhap-bai?xong=1&dong=5&yen=1").headers, "who reads slowly keeps the page still"
    held.set()
    page = until(desk, "/nhap-bai?xong=1&dong=5", "Lô 1: xong.")
    assert "Refresh" not in page.headers
    assert len(stored(dsn)) == 5


def test_a_long_import_that_cannot_begin_is_said_and_its_file_still_waits(
    desk: TestClient, dsn: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(api.importing, "LONG", 0)
    given = {"ticket": ticket(upload(desk)), "act": "import"}
    with monkeypatch.context() as patched:
        patched.setattr(imports, "begin", broken)
        answer = desk.post("/nhap-bai/tiep", data=given)
    assert answer.status_code == 503
    assert "chưa bắt đầu nhập được" in answer.text
    assert desk.post("/nhap-bai/tiep", data=given).headers["location"] == "/nhap-bai?xong=1"


def test_a_long_import_that_is_undone_meanwhile_ends_and_says_so(desk: TestClient, dsn: str, held: Event) -> None:
    text = "Nội dung\n" + "".join(f"Ý kiến thứ {number} của công nhân xưởng may về bữa ăn ca\n" for number in range(5))
    desk.post("/nhap-bai/tiep", data={"ticket": ticket(upload(desk, text)), "act": "import"})
    until(desk, "/nhap-bai?xong=1", "Đã qua 2 dòng")
    with connect(dsn) as conn:
        undoing.begin(conn, 1, None)
    held.set()
    assert "Refresh" not in until(desk, "/nhap-bai?xong=1", "đang hoàn tác").headers


def test_columns_and_kind_can_be_changed_before_the_import(desk: TestClient, dsn: str) -> None:
    table = "Ghi chú,Nội dung,Khác\nMột câu hỏi,không phải,\n"
    page = desk.post(
        "/nhap-bai/tiep", data={"ticket": ticket(upload(desk, table)), "text": "Ghi chú", "kind": "question"}
    )
    assert page.status_code == 200
    assert "Một câu hỏi" in page.text
    done = desk.post(
        "/nhap-bai/tiep", data={"ticket": ticket(page.text), "text": "Ghi chú", "kind": "question", "act": "import"}
    )
    assert done.status_code == 303
    (post,) = stored(dsn)
    assert (post.kind, post.text) == (PostKind.QUESTION, "Một câu hỏi")


def test_a_column_that_names_persons_cannot_be_chosen(desk: TestClient, dsn: str) -> None:
    given = {"ticket": ticket(upload(desk)), "text": "Người gửi", "act": "import"}
    answer = desk.post("/nhap-bai/tiep", data=given)
    assert answer.status_code == 422
    assert "nói về người nên không được đọc" in answer.text
    assert stored(dsn) == []


def test_pasted_lines_are_posts(desk: TestClient, dsn: str) -> None:
    page = desk.post(
        "/nhap-bai", data={"pasted": "Bao giờ có lương?\r\nBữa ăn ca nhạt quá\r\n", "day": "20/11/2026"}
    ).text
    assert "mỗi dòng là một tin" in page.lower()
    assert desk.post("/nhap-bai/tiep", data={"ticket": ticket(page), "act": "import"}).status_code == 303
    assert sorted(post.text for post in stored(dsn)) == ["Bao giờ có lương?", "Bữa ăn ca nhạt quá"]


@pytest.mark.parametrize(
    ("fields", "name", "body", "words"),
    [
        ({}, "", b"", "Hãy chọn một tệp hoặc dán chữ"),
        ({}, "a.csv", b"%PDF-1.7", "không phải văn bản"),
        ({}, "a.xlsx", b"PK\x03\x04 broken", "Không đọc được tệp Excel"),
        ({"day": "32/13/2026"}, "a.csv", CSV.encode(), "ngày chung"),
        ({}, "a.csv", b"x,y\n1,2\n", "chưa biết cột nào"),
    ],
)
def test_what_cannot_be_read_is_said_in_words(
    desk: TestClient, fields: dict[str, str], name: str, body: bytes, words: str
) -> None:
    answer = desk.post("/nhap-bai", files={"file": (name, body)} if name else None, data=fields)
    assert answer.status_code == 422
    assert words.lower() in answer.text.lower()


def test_a_file_over_the_limit_is_refused_with_a_sentence(desk: TestClient) -> None:
    answer = desk.post("/nhap-bai", files={"file": ("a.csv", b"x" * (LARGEST + 1))})
    assert answer.status_code == 413
    assert "10 MB" in answer.text
    answer = desk.post("/nhap-bai", files={"file": ("a.csv", b"x" * (LARGEST + 100_000))})
    assert answer.status_code == 413


def test_a_waiting_file_is_its_owners_and_is_forgotten(desk: TestClient, dsn: str) -> None:
    first = ticket(upload(desk))
    second = ticket(upload(desk))
    assert desk.post("/nhap-bai/tiep", data={"ticket": first, "act": "import"}).status_code == 422
    web_help.signed_in(desk, dsn, Role.ADMIN, "khac")
    answer = desk.post("/nhap-bai/tiep", data={"ticket": second, "act": "import"})
    assert answer.status_code == 422
    assert "không còn trong bộ nhớ" in answer.text
    assert stored(dsn) == []


def test_undoing_asks_first_then_takes_the_posts_away(desk: TestClient, dsn: str) -> None:
    bring(desk)
    assert desk.post("/nhap-bai/1/hoan-tac").status_code == 422
    assert len(stored(dsn)) == 1
    answer = desk.post("/nhap-bai/1/hoan-tac", data={"sure": "yes"})
    assert "Lô 1: đã hoàn tác." in desk.get(answer.headers["location"]).text
    assert stored(dsn) == []
    assert desk.post("/nhap-bai/99/hoan-tac", data={"sure": "yes"}).status_code == 404


def test_an_import_that_somebody_undoes_meanwhile_ends_in_words(
    desk: TestClient, dsn: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = {"ticket": ticket(upload(desk)), "act": "import"}
    saved = imports.save

    def undone_first(conn: Conn, import_id: int, *rest: Any) -> imports.Saved:
        with connect(dsn) as other:
            undoing.begin(other, import_id, None)
        return saved(conn, import_id, *rest)

    monkeypatch.setattr(imports, "save", undone_first)
    answer = desk.post("/nhap-bai/tiep", data=given)
    assert answer.status_code == 409
    assert "dừng giữa chừng" in answer.text
    assert stored(dsn) == []


def test_a_report_of_a_grassroots_union_stands_on_the_list_without_names(desk: TestClient, dsn: str) -> None:
    answer = desk.post("/co-so", data=REPORT)
    assert answer.status_code == 303
    (post,) = stored(dsn)
    assert (post.kind, post.source) == (PostKind.GRASSROOTS, "cong-doan-co-so")
    assert post.prediction.labels[0] == "bua-an-ca"
    assert [place.code for place in post.places] == ["75"]
    assert "Nguyễn Thị Mẫu" not in post.text
    assert "0912345678" not in post.text
    assert "Công ty TNHH Minh Long" in post.title
    with connect(dsn) as conn:
        item = flags.item(conn, post.id)
        (labelled,) = labels.every(conn)
    assert item is not None
    assert item.reasons[-1].rule == "grassroots"
    assert labelled.labels == {"relevant": True, "topic:bua-an-ca": True, "place:75": True}
    for page in ("/", f"/tin/{post.id}", "/tim-kiem?topic=bua-an-ca", "/tim-kiem?province=75&kind=grassroots"):
        assert "30–50 người" in desk.get(page).text, page
    again = desk.post("/co-so", data=REPORT)
    assert again.headers["location"] == answer.headers["location"]
    assert len(stored(dsn)) == 1
    elsewhere = desk.post("/co-so", data={**REPORT, "province": "48", "least": "12", "most": ""})
    assert elsewhere.headers["location"] != answer.headers["location"]
    assert "12 người" in desk.get(elsewhere.headers["location"].replace("/co-so?xong=", "/tin/")).text


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"province": ""}, "tỉnh, thành phố và chủ đề"),
        ({"topic": "khong-co"}, "tỉnh, thành phố và chủ đề"),
        ({"least": "vài chục"}, "bao nhiêu người"),
        ({"least": "0"}, "bao nhiêu người"),
        ({"day": "2026-11-21"}, "tương lai"),
        ({"day": "hôm qua"}, "chọn ngày"),
        ({"organisation": "Nguyễn Văn Mẫu"}, "chỉ nhận tên tổ chức"),
        ({"organisation": "Công ty của anh Nguyễn Văn Mẫu 0912345678"}, "chỉ nhận tên tổ chức"),
        ({"asks": "ừ"}, "đề nghị gì"),
    ],
)
def test_a_report_that_lacks_something_says_so_and_keeps_what_was_typed(
    desk: TestClient, dsn: str, changed: dict[str, str], words: str
) -> None:
    answer = desk.post("/co-so", data=REPORT | changed)
    assert answer.status_code == 422
    assert words in answer.text
    assert (REPORT | changed)["asks"] in answer.text
    assert stored(dsn) == []


def test_a_report_can_be_taken_back_like_any_import(desk: TestClient, dsn: str) -> None:
    desk.post("/co-so", data=REPORT)
    desk.post("/nhap-bai/1/hoan-tac", data={"sure": "yes"})
    assert stored(dsn) == []
