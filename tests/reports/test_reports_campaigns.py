"""Who carried a campaign, first when, how often, and who should have and did not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from factory import NOON, post
from invented import CONFIG, LETTERHEAD, TOPICS, WEEK, report, row

from domain.post import PostKind
from nlp.fingerprint import bands
from reports import xlsx_ahead
from reports.campaigns import Campaign, CampaignsError, as_text, coverage, load_campaigns, told
from reports.chapters import union
from reports.frozen import from_json, to_json
from reports.weekly import weekly_report
from store import posts, sources
from store.campaigns import query
from store.db import Conn
from store.sources import SourceRow

MONTH = Campaign(
    slug="thang-cong-nhan",
    name="Tháng Công nhân mẫu",
    phrases=("Tháng Công nhân", "02-NQ/TW"),
    first_day=date(2026, 11, 1),
    last_day=date(2026, 11, 30),
)


def save(conn: Conn, number: int, words: str, **changes: Any) -> None:
    text = f"{words} " + " ".join(f"câu{number}y{word}" for word in range(40))
    made = post(**{"url": f"https://congdoan.example/bai/{number}", "title": f"Tin {number}", "text": text, **changes})
    posts.save(conn, [made], [bands(made.fingerprint.minhash)])


def test_coverage_says_who_when_how_often_and_who_is_missing(conn: Conn) -> None:
    sources.upsert(conn, [SourceRow("cong-doan-hai", "Công đoàn hai", "https://hai.example", "union_portal")])
    sources.upsert(conn, [SourceRow("da-tat", "Đã tắt", "https://tat.example", "union_portal", enabled=False)])
    save(conn, 1, "Phát động THÁNG CÔNG NHÂN trong toàn tỉnh.", published_at=NOON - timedelta(days=9))
    save(conn, 2, "Học tập Nghị quyết số 02-NQ/TW ở cơ sở.")
    save(conn, 3, "Báo viết về Tháng công nhân năm nay.", source="bao-mau")
    save(conn, 4, "Công nhân được nghỉ một tháng.")
    save(conn, 5, "Tháng Công nhân có gì cho chúng tôi?", kind=PostKind.COMMENT)
    save(conn, 6, "Tháng Công nhân của năm trước.", published_at=NOON - timedelta(days=60))
    (found,) = coverage(conn, [MONTH], WEEK)
    assert [(line.name, line.posts, line.posts_now, line.on_duty) for line in found.lines] == [
        ("Công đoàn mẫu", 2, 1, True),
        ("Báo mẫu", 1, 1, False),
    ]
    assert found.lines[0].first == date(2026, 11, 11)
    assert found.gaps == ("Công đoàn hai",)
    assert (found.carried, found.on_duty, found.posts) == (1, 2, 3)
    assert "1 trong 2 nguồn" in told(found)
    assert "chưa thấy đăng  Công đoàn hai" in as_text([found])


def test_a_campaign_that_does_not_run_in_the_window_is_left_out(conn: Conn) -> None:
    over = MONTH.model_copy(update={"last_day": date(2026, 11, 15)})
    assert coverage(conn, [over], WEEK) == ()
    assert "Không có đợt" in as_text([])


def test_the_report_and_its_tables_say_the_same(conn: Conn) -> None:
    save(conn, 1, "Tháng Công nhân ở cơ sở.")
    found = weekly_report(conn, WEEK, LETTERHEAD, TOPICS, NOON, campaigns=[MONTH])
    assert "Tuyên truyền Tháng Công nhân mẫu" in str(union.chapter(found))
    assert xlsx_ahead.campaigns(found).rows[0][4:] == (1, 1)
    assert from_json(to_json(found)) == found


def test_without_campaigns_the_chapter_says_nothing_of_them() -> None:
    assert "Tuyên truyền" not in str(union.chapter(replace(report([row(1)]), campaigns=())))


def test_our_own_campaigns_can_be_read() -> None:
    assert all(query(each.phrases) for each in load_campaigns(CONFIG / "campaigns.toml"))


def test_a_phrase_is_syllables_that_follow_each_other() -> None:
    assert query(["02-NQ/TW", "Tháng Công nhân", "…"]) == "('02' <2> 'nq' <2> 'tw') | ('tháng' <2> 'công' <2> 'nhân')"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[campaign", "cannot be read as TOML"),
        ('[[campaign]]\nslug = "a"\n', "Field required"),
        ("[[campaign]]\nslug='a'\nname='aa'\nphrases=['x']\nfirst_day=2026-02-02\nlast_day=2026-01-01", "ends before"),
    ],
)
def test_every_mistake_in_the_file_is_named(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "campaigns.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CampaignsError, match=said):
        load_campaigns(path)
