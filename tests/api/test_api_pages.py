"""What pages do that the API does not."""

from __future__ import annotations

from datetime import timedelta

import pytest
import web_help
from factory import NOON, post
from lxml import html
from starlette.testclient import TestClient

from domain.times import Window
from store import audit, reports
from store.db import connect
from store.errors import DatabaseUnavailable

REPORT = "<!doctype html><style>p { color: teal }</style><p>Báo cáo</p>"


@pytest.fixture
def desk(client: TestClient, dsn: str) -> TestClient:
    with connect(dsn) as conn:
        web_help.fill(conn, [post(), post(url="https://bao.example/1", source="bao-tho")])
        changed = post(text="Bài đã sửa: công ty hẹn trả lương trước thứ Bảy.", fetched_at=NOON + timedelta(hours=1))
        web_help.fill(conn, [changed])
        window = Window(NOON.date() - timedelta(days=4), NOON.date())
        reports.add(conn, "weekly", window, value={}, docx=b"PK\x03\x04", html=REPORT)
    web_help.signed_in(client, dsn)
    return client


@pytest.mark.parametrize(
    "path",
    [
        *("/", "/ngay/2026-11-19", "/tim-kiem?q=lương", "/tin/1", "/nguon", "/bao-cao", "/tai-khoan", "/api/v1/docs"),
        *("/viec", "/toan-canh", "/tim-kiem/chon", "/tuyen-truyen", "/mo-hinh", "/bao-cao/1", "/bao-cao?loai=weekly"),
        *("/nhap-bai", "/co-so", "/bao-tin"),
    ],
)
def test_every_page_stands_on_its_feet(desk: TestClient, path: str) -> None:
    """Vietnamese, one heading, a way past the menu, a label for every field, ids only once."""
    answer = desk.get(path)
    assert answer.status_code == 200
    tree = html.document_fromstring(answer.text)
    assert tree.get("lang") == "vi"
    assert len(tree.xpath("//h1")) == 1
    assert tree.xpath("//a[@class='skip']/@href") == ["#noi-dung"]
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    labelled = set(tree.xpath("//label/@for"))
    for field in tree.xpath("//input[not(@type='hidden')] | //select | //textarea"):
        named = field.get("id") in labelled or field.xpath("ancestor::label") or field.get("aria-label")
        assert named, html.tostring(field)
    assert tree.xpath("//*[@style]") == []
    assert tree.xpath("//script[not(@src)]") == []
    assert all(link.startswith("/static/") for link in tree.xpath("//link/@href | //script/@src | //img/@src"))


def test_a_flash_report_is_made_from_the_page_of_its_post(desk: TestClient, dsn: str) -> None:
    assert 'action="/tin/1/bao-cao-nhanh"' in desk.get("/tin/1").text
    made = desk.post("/tin/1/bao-cao-nhanh")
    assert (made.status_code, made.headers["location"]) == (303, "/bao-cao/2?xong=lap")
    assert "Báo cáo nhanh" in desk.get("/bao-cao/2").text
    with connect(dsn) as conn:
        assert (reports.head(conn, 2).subject, reports.head(conn, 2).made_by) == ("1", "Nguyễn Lan")
    web_help.signed_in(desk, dsn, login="dong-nai", provinces=("75",))
    assert "bao-cao-nhanh" not in desk.get("/tin/1").text
    assert desk.post("/tin/1/bao-cao-nhanh").status_code == 403


def test_a_page_names_a_wrong_field_as_people_do(desk: TestClient) -> None:
    answer = desk.get("/tim-kiem?from=2026-13-40", headers={"Accept": "text/html"})
    assert answer.status_code == 422
    assert "“Từ ngày”: phải là ngày có thật" in answer.text


def test_links_out_of_the_house_say_nothing_of_where_from(desk: TestClient) -> None:
    for path in ("/tin/1", "/nguon"):
        tree = html.document_fromstring(desk.get(path).text)
        outside = tree.xpath("//a[starts-with(@href, 'http')]")
        assert outside
        assert all("noreferrer" in link.get("rel", "") for link in outside)


def test_the_page_of_a_post_shows_its_story_and_what_it_said_before(desk: TestClient, dsn: str) -> None:
    pages = [html.document_fromstring(desk.get(f"/tin/{number}").text).text_content() for number in (1, 2)]
    assert "Nguồn đã sửa 1 lần" in pages[0]
    assert "Gần ba trăm công nhân xưởng may" in pages[0]
    assert "Bài đã sửa: công ty hẹn trả lương" in pages[0]
    with connect(dsn) as conn:
        seen = [entry.subject for entry in audit.newest(conn) if entry.action == "post_viewed"]
    assert seen == ["post:2", "post:1"]


def test_another_outlets_copy_is_linked(client: TestClient, dsn: str) -> None:
    with connect(dsn) as conn:
        web_help.fill(conn, [post(), post(url="https://bao.example/1", source="bao-tho")])
    web_help.signed_in(client, dsn)
    assert "Cùng câu chuyện" in client.get("/tin/1").text
    assert 'href="/tin/2"' in client.get("/tin/1").text


def test_a_report_is_downloaded_and_logged(desk: TestClient, dsn: str) -> None:
    word = desk.get("/bao-cao/1/word")
    assert word.content == b"PK\x03\x04"
    assert 'filename="lang-nghe-weekly-2026-11-16-2026-11-20.docx"' in word.headers["content-disposition"]
    assert desk.get("/api/v1/reports/1.docx").content == word.content
    with connect(dsn) as conn:
        log = [(entry.action, entry.subject) for entry in audit.newest(conn)][:2]
    assert log == [("report_downloaded", "report:1")] * 2
    (listed,) = desk.get("/api/v1/reports").json()["reports"]
    assert desk.get(listed["docx"]).status_code == desk.get(listed["html"]).status_code == 200


def test_a_report_on_screen_may_have_styles_but_run_nothing(desk: TestClient) -> None:
    answer = desk.get("/bao-cao/1/xem")
    assert answer.text.endswith(REPORT)
    policy = answer.headers["content-security-policy"]
    assert "style-src 'unsafe-inline'" in policy
    assert "script-src" not in policy
    assert "sandbox" in policy
    assert "allow-scripts" not in policy


def test_an_empty_house_has_whole_pages(client: TestClient, dsn: str) -> None:
    web_help.signed_in(client, dsn)
    for path in ("/", "/tim-kiem", "/nguon", "/bao-cao", "/ngay/2026-01-01"):
        assert client.get(path).status_code == 200


def test_a_page_that_is_not_there_is_said_so_in_vietnamese(desk: TestClient) -> None:
    for path in ("/khong-co", "/tin/99", "/bao-cao/99", "/ngay/2026-13-01", "/ngay/xyz"):
        answer = desk.get(path)
        assert answer.status_code in {404, 422}
        assert answer.headers["content-type"].startswith("text/html")
        assert 'lang="vi"' in answer.text


def test_who_is_not_signed_in_comes_back_to_where_they_wanted(client: TestClient) -> None:
    answer = client.get("/tim-kiem?q=lương&topic=bhxh")
    assert answer.status_code == 303
    page = client.get(answer.headers["location"]).text
    wanted = html.document_fromstring(page).xpath("//input[@name='onward']/@value")[0]
    assert wanted.startswith("/tim-kiem?q=")
    assert "topic=bhxh" in wanted


def test_a_session_that_ends_while_a_script_works_is_a_401_and_no_redirect(client: TestClient) -> None:
    sent = client.post("/tin/1/quyet-dinh", data={"decision": "handled"}, headers={"X-Langnghe-Part": "card"})
    assert sent.status_code == 401


def test_without_a_database_people_get_a_sentence(desk: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: object) -> None:
        raise DatabaseUnavailable("secret address")

    monkeypatch.setattr("api.pages.sources.sources_page", away)
    page = desk.get("/nguon")
    assert page.status_code == 503
    assert "cơ sở dữ liệu" in page.text
    assert "secret" not in page.text
    assert page.headers["retry-after"] == "5"


def test_a_wrong_condition_keeps_the_others_in_the_form(desk: TestClient) -> None:
    page = desk.get("/tim-kiem?from=2026-11-20&to=2026-11-01&topic=bhxh")
    assert page.status_code == 422
    tree = html.document_fromstring(page.text)
    assert tree.xpath("//select[@name='topic']/option[@selected]/@value") == ["bhxh"]
    assert tree.xpath("//input[@name='from']/@value") == ["2026-11-20"]
    assert "Ngày cuối đứng trước ngày đầu" in page.text


def test_the_reference_names_every_operation_with_an_example(desk: TestClient) -> None:
    document = desk.get("/api/v1/openapi.json").json()
    page = desk.get("/api/v1/docs").text
    for path, item in document["paths"].items():
        for method, operation in item.items():
            assert f"<b>{method.upper()}</b> {path}" in page
            assert operation["summary"]
            good = next(body for status, body in operation["responses"].items() if status.startswith("2"))
            for media in good.get("content", {}).values():
                assert media["schema"], f"{method} {path}"
    for name, schema in document["components"]["schemas"].items():
        if name.endswith(("In", "Session", "SignIn", "PostOut", "PostsOut", "FlagsOut", "StatsOut", "ReportOut")):
            assert schema["examples"], name
    assert "http://" not in page.replace("http://testserver", "")
