"""What only looks like an event is set aside and counted; a person's word outranks the pattern."""

from __future__ import annotations

import pytest
from invented import ACCIDENT, STOPPAGE, flag, report, row, text

from domain.flag import Priority
from domain.post import Place, PostKind
from reports.values import Item

HIT = {"labels": ("an-toan-lao-dong",), "flag": flag(ACCIDENT)}
STRIKE = {"labels": ("ngung-viec-dinh-cong",), "flag": flag(STOPPAGE)}


def reasons(title: str, words: str = "", **changes: object) -> dict[str, int]:
    found = report([row(1, **changes)], texts={1: text(1, words, title=title)}).incidents
    assert found.total == 1 - sum(count for _, count in found.set_aside)
    return dict(found.set_aside)


@pytest.mark.parametrize(
    ("title", "reason"),
    [
        ("Diễn tập ứng phó cháy nổ ở khu công nghiệp mẫu", "diễn tập, hội thi"),
        ("Kỷ niệm cuộc đình công của thợ mỏ năm 1936", "chuyện đã qua từ nhiều năm"),
        ("Khu công nghiệp mẫu không để xảy ra đình công", "nói rằng không xảy ra"),
        ("Cháy nhà máy ở Bangladesh, nhiều công nhân thiệt mạng", "ở nước ngoài"),
    ],
)
def test_drills_history_denials_and_news_from_abroad_are_no_events(title: str, reason: str) -> None:
    assert reasons(title, **HIT, places=()) == {reason: 1}


@pytest.mark.parametrize(
    "title",
    [
        "Sập giàn giáo ở Nghệ An, hai công nhân bị thương",
        "Hai lao động Việt Nam bị nạn ở Nhật Bản",
        "Gần 300 công nhân ngừng việc vì lương",
    ],
)
def test_what_happened_stays_in_the_table(title: str) -> None:
    assert reasons(title, **HIT, places=()) == {}


def test_a_country_counts_only_where_no_province_is_named() -> None:
    assert reasons("Tai nạn ở nhà máy vốn Hàn Quốc", **HIT, places=(Place("Đồng Nai", "75"),)) == {}


def test_the_age_of_a_company_in_the_text_of_an_article_makes_no_history_of_it() -> None:
    assert reasons("Cháy xưởng gỗ", "Xưởng mở từ năm 1998 cháy lúc rạng sáng, hai người bị thương.", **HIT) == {}


def test_what_somebody_tells_of_years_ago_is_no_event_of_this_week() -> None:
    words = "Hồi 2019 công ty mình cũng ngừng việc hai ngày rồi mới có lương"
    assert reasons("", words, **STRIKE, kind=PostKind.COMMENT) == {"chuyện đã qua từ nhiều năm": 1}


def test_a_doubtful_flag_makes_no_event_but_a_person_s_word_does() -> None:
    doubtful = {"labels": ("an-toan-lao-dong",), "flag": flag(ACCIDENT, priority=Priority.NORMAL)}
    assert reasons("Cháy xưởng gỗ", **doubtful) == {"máy cho là ít khả năng": 1}
    assert reasons("Diễn tập ứng phó cháy nổ", **doubtful, said={"topic:an-toan-lao-dong": True}) == {}


def test_an_item_without_a_place_tells_the_province_of_its_source_apart() -> None:
    found = report([row(1, **HIT, places=(), source_province="75")])
    (item,) = found.incidents.accidents.items
    assert isinstance(item, Item)
    assert (item.places, item.home) == ((), "75")
