"""A channel through an API in the shape of YouTube's, on loopback: text and time, never a name."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from crawling_help import NOW, Answer, Crawled, SmallWeb, a_page, a_source
from pydantic import ValidationError

from crawlers.errors import EntryError
from crawlers.extract import extract
from crawlers.readers import youtube
from crawlers.readers.answers import with_query
from crawlers.spec import Entry, EntryType, SourceSpec, load_spec
from crawlers.split import split
from domain.post import Page, PostKind

KEY = "ma-khoa-tap-duot"
NAME = "Người Xem Tập Dượt"
CHANNEL = "/youtube/v3/playlistItems?playlistId=UUtapduot"


def a_video(
    number: int, description: str = "Công đoàn hướng dẫn cách đọc bảng lương.\nXem thêm ở phần dưới."
) -> object:
    return {"snippet": {
        "publishedAt": f"2026-11-{number:02}T01:30:00Z", "title": f"Đọc bảng lương, phần {number} & hỏi đáp",
        "description": description, "channelTitle": NAME, "videoOwnerChannelTitle": NAME,
        "resourceId": {"kind": "youtube#video", "videoId": f"vid{number}"},
    }}  # fmt: skip


def a_comment(text: str) -> object:
    said = {"textOriginal": text, "publishedAt": "2026-11-19T02:00:00Z", "authorDisplayName": NAME}
    return {
        "id": "Ugx-1",
        "snippet": {"topLevelComment": {"id": "Ugx-1", "snippet": {**said, "authorChannelUrl": "x"}}},
    }


def as_json(**value: object) -> Answer:
    return Answer(json.dumps(value, ensure_ascii=False), headers={"Content-Type": "application/json; charset=UTF-8"})


def an_entry(base: str) -> Entry:
    return Entry(type=EntryType.YOUTUBE, url=base + CHANNEL, token_env="LANGNGHE_THU_KHOA")


@pytest.fixture
def channel(
    small_web: Callable[[], SmallWeb],
    run_crawl: Callable[..., Crawled],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> tuple[SmallWeb, Crawled, SourceSpec]:
    """A channel of three videos on two answers; comments of the second are turned off."""
    monkeypatch.setenv("LANGNGHE_THU_KHOA", KEY)
    web = small_web()
    first = youtube.first(an_entry(web.base))

    def path(url: str) -> str:
        return with_query(url, key=KEY).removeprefix(web.base)

    web.answers[path(first)] = as_json(items=[a_video(18), a_video(17, "")], nextPageToken="TRANG2")
    gone = {"snippet": {"title": "Private video", "resourceId": {"videoId": "x"}}}
    web.answers[path(with_query(first, pageToken="TRANG2"))] = as_json(items=[a_video(16), gone])
    page = a_page(json.dumps({"items": [a_video(18), a_video(17), a_video(16)]}), url=first)
    found = youtube.read(page, SourceSpec.model_construct(), an_entry(web.base)).found
    texts = (["Phần phụ cấp xem ở đâu ạ?", "Cảm ơn công đoàn."], [], ["Mong có thêm phần tăng ca."])
    for one, said in zip(found, texts, strict=True):
        web.answers[path(one.comments_at)] = as_json(items=[a_comment(text) for text in said])
    web.answers[path(found[1].comments_at)] = Answer('{"error": {"code": 403}}', 403)
    entry = f'[[entries]]\ntype = "youtube"\nurl = "{web.base}{CHANNEL}"\ntoken_env = "LANGNGHE_THU_KHOA"'
    done = run_crawl({"kenh": a_source(web.base, entry)})
    return web, done, load_spec(tmp_path / "sources" / "kenh.toml")


def test_videos_and_comments_come_with_text_and_time_and_nothing_else(
    channel: tuple[SmallWeb, Crawled, SourceSpec],
) -> None:
    _, done, spec = channel
    assert done.errors == ""
    read = {}
    for row in done.pages:
        page = Page("kenh", row["url"], datetime.fromisoformat(row["at"]), 200, row["headers"], row["body"].encode())
        parts = split(page, spec)
        assert NAME not in parts.page.body.decode()
        read[row["url"][-5:]] = extract(parts.page, spec, parts.remarks) if parts.remarks or b"<p>" in page.body else []
    assert set(read) == {"vid18", "vid17", "vid16"}
    video, *comments = read["vid18"]
    assert video.title == "Đọc bảng lương, phần 18 & hỏi đáp"
    assert video.text == "Công đoàn hướng dẫn cách đọc bảng lương.\nXem thêm ở phần dưới."
    assert video.published_at == datetime.fromisoformat("2026-11-18T01:30:00+00:00")
    assert video.url == "https://www.youtube.com/watch?v=vid18"
    assert [(one.kind, one.text, one.context) for one in comments] == [
        (PostKind.COMMENT, "Phần phụ cấp xem ở đâu ạ?", video.title),
        (PostKind.COMMENT, "Cảm ơn công đoàn.", video.title),
    ]
    assert comments[0].published_at == datetime.fromisoformat("2026-11-19T02:00:00+00:00")


def test_every_address_has_one_outcome_and_comments_that_are_off_cost_no_video(
    channel: tuple[SmallWeb, Crawled, SourceSpec],
) -> None:
    _, done, _ = channel
    said = sorted((row["role"], row["outcome"], row["reason"]) for row in done.outcomes if row["role"] != "robots")
    assert said == sorted(
        [("api", "stored", "")] * 4 + [("api", "failed", "http-403")] + [("article", "stored", "")] * 3
    )


def test_no_name_is_asked_for_and_the_key_is_kept_nowhere(channel: tuple[SmallWeb, Crawled, SourceSpec]) -> None:
    web, done, _ = channel
    asked = [parse_qs(urlsplit(path).query) for _, path, _ in web.asked if "youtube" in path]
    assert len(asked) == 5
    for query in asked:
        assert query["key"] == [KEY]
        assert not [word for word in ("author", "channel", "owner", "id,") if word in query["fields"][0].lower()]
    assert KEY not in repr(done.rows)


def test_a_video_without_description_comes_as_what_is_said_under_it() -> None:
    entry = an_entry("https://api.vidu.vn")
    page = a_page(json.dumps({"items": [a_video(17, "")]}), url=youtube.first(entry))
    (found,) = youtube.read(page, SourceSpec.model_construct(), entry).found
    answer = a_page(json.dumps({"items": [a_comment("Hay quá.")]}), url=found.comments_at)
    row = youtube.with_comments(found.row or b"", answer)
    parts = split(Page("kenh", found.url, NOW, 200, {"content-type": "application/json"}, row), None)
    (post,) = extract(parts.page, None, parts.remarks)
    assert (post.kind, post.text, post.context) == (PostKind.COMMENT, "Hay quá.", "Đọc bảng lương, phần 17 & hỏi đáp")


@pytest.mark.parametrize(("body", "reason"), [('{"error": {"code": 403}}', "api-error"), ("<html>", "not-json")])
def test_an_api_that_refuses_is_named(body: str, reason: str) -> None:
    with pytest.raises(EntryError) as error:
        youtube.read(a_page(body), SourceSpec.model_construct(), an_entry("https://api.vidu.vn"))
    assert error.value.reason == reason


def test_a_key_never_stands_in_a_file() -> None:
    with pytest.raises(ValidationError, match="token_env"):
        Entry(type=EntryType.YOUTUBE, url="https://api.vidu.vn" + CHANNEL)
    with pytest.raises(ValidationError, match="must not hold"):
        Entry(type=EntryType.YOUTUBE, url=f"https://api.vidu.vn{CHANNEL}&key=x", token_env="X")
