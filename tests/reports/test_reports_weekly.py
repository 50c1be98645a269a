"""The value of a weekly report: totals agree, nothing comes from outside, people outrank the model."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import (
    ACCIDENT,
    FOOD,
    QUESTION,
    SOURCES,
    STOPPAGE,
    WEEK,
    busy_week,
    flag,
    health,
    noon,
    report,
    row,
    text,
)

from domain.flag import Priority
from domain.post import Place, PostKind
from domain.prediction import Evidence, Sentiment, Target
from reports.values import Item, Tone, WeeklyReport
from reports.weeks import previous
from store.reporting import PostFacts

SLUGS = ("tien-luong", "no-luong", "bhxh", "an-toan-lao-dong", "ngung-viec-dinh-cong", "khong-con-dung")


@st.composite
def rows(draw: st.DrawFn) -> list[PostFacts]:
    """Posts of any make, some of them outside the week and some judged by people."""
    return [
        row(
            number,
            listed_at=noon(draw(st.dates(WEEK.first - timedelta(days=3), WEEK.last + timedelta(days=3)))),
            source=draw(st.sampled_from([slug for slug, _ in SOURCES])),
            kind=draw(st.sampled_from(list(PostKind))),
            story_id=draw(st.none() | st.integers(1, 3)),
            relevant=draw(st.booleans()),
            labels=tuple(draw(st.lists(st.sampled_from(SLUGS), max_size=3, unique=True))),
            sentiment=draw(st.sampled_from(Sentiment)),
            targets=draw(st.dictionaries(st.sampled_from(Target), st.sampled_from(Sentiment))),
            needs_answer=draw(st.booleans()),
            places=draw(st.sampled_from([(), (Place("Huế", "46"),), (Place("Huế", "46"), Place("Đồng Nai", "75"))])),
            flag=draw(st.none() | st.sampled_from([flag(ACCIDENT), flag(STOPPAGE, QUESTION)])),
            said=draw(st.sampled_from([{}, {"relevant": True}, {"relevant": False}, {"flag": False}, {"flag": True}])),
            decision=draw(st.sampled_from([None, "handled", "dismissed"])),
        )
        for number in range(1, draw(st.integers(0, 25)) + 1)
    ]


def expected(made: list[PostFacts]) -> list[PostFacts]:
    """Counted by hand: the relevant posts of the week, a person's word first."""
    return [
        item
        for item in made
        if WEEK.start <= item.listed_at < WEEK.end and bool(item.said.get("relevant", item.relevant))
    ]


def items_of(found: WeeklyReport) -> list[Item]:
    parts = (*(found.incidents.stoppages.items), *found.incidents.accidents.items, *found.incidents.food.items)
    return [*parts, *found.questions.items, *found.flagged.items]


@settings(max_examples=60, deadline=None)
@given(rows(), rows())
def test_all_totals_agree(made: list[PostFacts], before: list[PostFacts]) -> None:
    found = report(made, before)
    counted = expected(made)
    general = found.general
    assert general.posts.now == len(counted) == general.tone.total == sum(general.kinds.values())
    assert sum(day.posts for day in general.days) == sum(line.posts.now for line in general.sources) == len(counted)
    for line in found.by_topic:
        assert line.posts.now == line.tone.total == sum(line.topic in item.labels for item in counted)
    for province in found.by_province:
        there = [item for item in counted if province.place.code in ([at.code for at in item.places] or [""])]
        assert province.place.posts == len(there)
        assert sum(province.topics.values()) == sum(len(item.labels) for item in there)
    assert found.without_topic.posts.now == sum(not item.labels for item in counted)
    assert found.union.tone.total == sum(Target.UNION in item.targets for item in counted)
    assert found.general.flags.total == found.flagged.total


def test_an_empty_week_is_still_a_report() -> None:
    found = report()
    assert found.general.posts.now == 0
    assert found.general.tone == Tone()
    assert (found.concerns, found.by_topic, found.general.sources) == ((), (), ())
    assert [day.posts for day in found.general.days] == [0] * 7


def test_a_week_with_one_post_is_still_a_report() -> None:
    found = report([row(1)])
    (concern,) = found.concerns
    assert (concern.topic, concern.posts.now, concern.tendency) == ("tien-luong", 1, "chưa rõ")
    assert concern.posts.before is None


def test_without_the_health_of_sources_their_posts_are_counted_all_the_same() -> None:
    (line,) = report([row(1)]).general.sources
    assert (line.name, line.posts.now, line.state) == ("Cổng công đoàn mẫu", 1, "unknown")


def test_a_silent_source_is_listed_with_its_state() -> None:
    lines = report([row(1)], sources=[health("congdoan-mau"), health("bao-mau", state="blocked")]).general.sources
    assert [(line.slug, line.posts.now, line.state) for line in lines] == [
        ("congdoan-mau", 1, "ok"),
        ("bao-mau", 0, "blocked"),
    ]


def test_nothing_comes_from_outside_the_window() -> None:
    outside = [WEEK.start - timedelta(seconds=1), WEEK.end]
    made = [row(number, listed_at=moment, flag=flag(STOPPAGE)) for number, moment in enumerate(outside, 1)]
    found = report(made, made)
    assert found.general.posts.now == 0
    assert items_of(found) == []
    assert found.general.posts.before == 1  # the first lies in the week before


def test_the_first_and_the_last_moment_of_the_week_are_inside() -> None:
    moments = [WEEK.start, WEEK.end - timedelta(microseconds=1)]
    found = report([row(number, listed_at=moment) for number, moment in enumerate(moments, 1)])
    assert [day.posts for day in found.general.days] == [1, 0, 0, 0, 0, 0, 1]


def test_a_running_week_is_compared_with_as_much_of_the_week_before() -> None:
    before = [row(100 + day, listed_at=noon(previous(WEEK).first + timedelta(days=day))) for day in range(7)]
    found = report([row(1, listed_at=noon(WEEK.first))], before, now=noon(WEEK.first + timedelta(days=1), 18))
    assert found.running
    assert found.general.posts.before == 2
    assert report([row(1)], before).general.posts.before == 7


def test_copies_are_one_item_with_its_copies_and_the_earliest_leads() -> None:
    made = [
        row(
            number,
            listed_at=noon(date(2026, 11, 20 - number)),
            story_id=5,
            labels=("ngung-viec-dinh-cong",),
            flag=flag(STOPPAGE),
        )
        for number in (1, 2, 3)
    ]
    (item,) = report(made).incidents.stoppages.items
    assert (item.post_id, item.copies, item.day) == (3, 2, date(2026, 11, 17))


STRIKE = {"labels": ("ngung-viec-dinh-cong",), "flag": flag(STOPPAGE)}


def test_an_incident_needs_its_flag_and_its_topic() -> None:
    made = [
        row(1, **STRIKE),
        row(2, labels=("ngung-viec-dinh-cong",)),
        row(3, **STRIKE, said={"topic:ngung-viec-dinh-cong": False}),
        row(4, **STRIKE, said={"flag": False}, decision="dismissed"),
        row(5, **STRIKE, decision="dismissed"),
        row(6, said={"flag": True, "topic:ngung-viec-dinh-cong": True}),
        row(7, labels=("an-toan-lao-dong",), flag=flag(ACCIDENT)),
    ]
    found = report(made).incidents
    assert {item.post_id for item in found.stoppages.items} == {1, 6}
    assert [item.post_id for item in found.accidents.items] == [7]
    assert found.food.total == 0


def test_what_a_person_dismissed_stays_in_the_annex_with_its_status() -> None:
    found = report([row(1, **STRIKE, said={"flag": False}, decision="dismissed")])
    assert [item.decision for item in found.flagged.items] == ["dismissed"]
    assert (found.general.flags.total, found.general.flags.open) == (1, 0)


def test_what_a_person_found_irrelevant_is_nowhere() -> None:
    found = report([row(1, **STRIKE, said={"relevant": False, "flag": False}, decision="not_relevant")])
    assert found.general.posts.now == 0
    assert items_of(found) == []


def test_open_and_urgent_items_come_first() -> None:
    asked = {"needs_answer": True, "kind": PostKind.QUESTION}
    made = [
        row(1, **asked, flag=flag(QUESTION, priority=Priority.URGENT), decision="answered"),
        row(2, **asked, flag=flag(QUESTION, priority=Priority.HIGH)),
        row(3, **asked, flag=flag(QUESTION, priority=Priority.URGENT)),
        row(4, **asked),
    ]
    found = report(made).questions
    assert [item.post_id for item in found.items] == [3, 2, 1]
    assert (found.total, found.open) == (3, 2)


def test_concerns_are_three_to_six_and_lead_with_opinions_not_announcements() -> None:
    news = [row(number, labels=("phong-trao-van-the",)) for number in range(1, 30)]
    voices = [row(100 + number, labels=("no-luong",), kind=PostKind.COMMENT) for number in range(10)]
    few = [row(200 + number, labels=(slug,)) for number, slug in enumerate(("bhxh", "nha-o", "viec-lam"))]
    assert [item.topic for item in report([*news, *voices, *few]).concerns][:2] == ["no-luong", "phong-trao-van-the"]
    assert len(report([*news, *voices, *few]).concerns) == 3
    assert len(busy_week().concerns) == 6


def test_quotations_stand_for_the_leading_side_and_tell_their_source() -> None:
    made = [row(1, sentiment=Sentiment.POSITIVE)]
    made += [row(number, sentiment=Sentiment.NEGATIVE, kind=PostKind.COMMENT) for number in (2, 3)]
    (concern,) = report(made, texts={number: text(number) for number in (1, 2, 3)}).concerns
    assert {quotation.post_id for quotation in concern.quotations} == {2, 3}
    assert all(quotation.url and quotation.source for quotation in concern.quotations)


def test_the_union_is_judged_by_what_is_said_of_it_not_by_the_post_s_tone() -> None:
    praised = row(1, sentiment=Sentiment.NEGATIVE, targets={Target.UNION: Sentiment.POSITIVE})
    found = report([praised, row(2)]).union
    assert found.tone == Tone(positive=1)
    assert [item.post_id for item in found.praise] == [1]
    assert found.criticism == ()


def test_what_a_union_writes_of_itself_is_no_opinion_on_it() -> None:
    praise = {"targets": {Target.UNION: Sentiment.POSITIVE}}
    blame = {"targets": {Target.UNION: Sentiment.NEGATIVE}}
    found = report(
        [
            row(1, **praise, source_kind="union_portal"),
            row(2, **praise, kind=PostKind.RELEASE),
            row(3, **praise, source_kind="press", labels=("bhxh",)),
            row(4, **blame, source_kind="union_portal", kind=PostKind.COMMENT),
        ]
    ).union
    assert (found.own, found.press, found.public) == (Tone(positive=2), Tone(positive=1), Tone(negative=1))
    assert [item.post_id for item in found.praise] == [3]
    assert [item.post_id for item in found.criticism] == [4]
    assert sum(tone.total for _, tone in found.topics) == 2


def test_the_surest_post_about_the_topic_is_quoted_before_the_newest() -> None:
    voice = {"kind": PostKind.COMMENT, "sentiment": Sentiment.NEGATIVE}
    made = [
        row(1, **voice, certain=0.9, listed_at=noon(date(2026, 11, 16))),
        row(2, **voice, certain=0.4, listed_at=noon(date(2026, 11, 20))),
        row(3, **voice, certain=0.95, labels=("bhxh", "tien-luong")),
        row(4, **voice, certain=0.99, abstained=("sentiment",)),
        row(5, **voice, certain=0.8),
    ]
    wages = next(item for item in report(made).concerns if item.topic == "tien-luong")
    assert [item.post_id for item in wages.quotations] == [1, 5]


def test_the_tendency_is_that_of_the_public_where_enough_of_it_spoke() -> None:
    news = [row(number, sentiment=Sentiment.POSITIVE) for number in range(1, 20)]
    angry = {"sentiment": Sentiment.NEGATIVE, "targets": {Target.EMPLOYER: Sentiment.NEGATIVE}}
    voices = [row(100 + number, **angry, kind=PostKind.COMMENT) for number in range(5)]
    (spoken,) = report([*news, *voices]).concerns
    (unspoken,) = report([*news, *voices[:4]]).concerns
    assert (spoken.of_voices, spoken.tendency) == (True, "bức xúc")
    assert (unspoken.of_voices, unspoken.tendency) == (False, "tán thành, đồng tình")


@pytest.mark.parametrize("count", [0, 9])
def test_rising_and_falling_need_a_week_before(count: int) -> None:
    then = noon(previous(WEEK).first)
    found = report([row(1)], [row(100 + number, labels=("bhxh",), listed_at=then) for number in range(count)])
    assert [item.topic for item in found.rising] == (["tien-luong"] if count else [])
    assert [item.topic for item in found.falling] == (["bhxh"] if count else [])


def test_an_event_is_one_row_led_by_its_article() -> None:
    page = {"labels": ("ngung-viec-dinh-cong",), "flag": flag(STOPPAGE), "url": "https://congdoan.example/tin/5"}
    early = noon(date(2026, 11, 17))
    made = [
        row(1, **page, kind=PostKind.COMMENT, listed_at=early),
        row(2, **page, story_id=8),
        row(3, **page, kind=PostKind.COMMENT),
        row(4, **{**page, "url": "https://bao.example/tin/9"}, story_id=8),
        row(5, **{**page, "url": "https://bao.example/tin/9"}, kind=PostKind.COMMENT),
        row(6, **{**page, "url": "https://bao.example/tin/10"}),
    ]
    found = report(made).incidents.stoppages
    assert {(item.post_id, item.copies, item.remarks) for item in found.items} == {(2, 1, 3), (6, 0, 0)}


def test_an_event_is_of_one_kind_and_food_poisoning_is_no_second_accident() -> None:
    both = {"labels": ("an-toan-lao-dong", "bua-an-ca"), "flag": flag(ACCIDENT, FOOD)}
    found = report([row(1, **both), row(2, labels=("an-toan-lao-dong",), flag=flag(ACCIDENT))]).incidents
    assert [item.post_id for item in found.food.items] == [1]
    assert [item.post_id for item in found.accidents.items] == [2]
    assert found.total == 2


def test_an_event_of_two_kinds_stands_under_the_one_that_it_is_mainly_about() -> None:
    fire = {"labels": ("an-toan-lao-dong", "ngung-viec-dinh-cong"), "flag": flag(ACCIDENT, STOPPAGE)}
    strike = {"labels": ("ngung-viec-dinh-cong", "an-toan-lao-dong"), "flag": flag(ACCIDENT, STOPPAGE)}
    found = report([row(1, **fire), row(2, **strike)]).incidents
    assert [item.post_id for item in found.accidents.items] == [1]
    assert [item.post_id for item in found.stoppages.items] == [2]


def test_days_that_lie_ahead_are_not_days_without_posts() -> None:
    wednesday = report([row(1)], now=noon(date(2026, 11, 18), 20))
    assert [day.posts for day in wednesday.general.days] == [0, 0, 1]


def test_quotations_tell_something_and_their_own_words_carried_the_topic() -> None:
    made = [row(number, kind=PostKind.COMMENT) for number in (1, 2, 3)]
    words = "Lương tháng này lại thấp hơn tháng trước dù cả chuyền đều đi làm đủ ngày công."
    span = Evidence("tien-luong", 0, 5, "Lương", 1.0)
    texts = {1: text(1, "Ừ, đúng như vậy đó bà con ơi, nghe mà buồn"), 2: text(2, words, evidence=[span]), 3: text(3)}
    (concern,) = report(made, texts=texts).concerns
    assert concern.quotations[0].post_id == 2
