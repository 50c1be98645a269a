"""Waves: found soon, told once and explained; quiet weeks, holidays, new sources and short histories raise nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from invented import TOPICS, WEEK, health, noon, report, row, text

from domain.post import PostKind
from domain.prediction import Target
from domain.times import Window
from reports.before import Before, before_of
from reports.chapters import waves as page
from reports.facts import Fact, effective
from reports.frozen import from_json, to_json
from reports.gathered import table
from reports.outline import Block, Figure, Paragraph
from reports.signals.calendar import TET, days_to_tet, quiet, season
from reports.signals.detect import A_DAY, DISCOVERIES, Alarm, detect
from reports.signals.phrases import telling
from reports.signals.series import History
from reports.signals.spelling import as_written
from reports.signals.watch import Past, looked_back, new_phrases, watch
from reports.signals.waves import grouped
from reports.values import Key, Phrase, Wave
from store.reporting import QuotedText

MONDAY = date(2026, 6, 1)


def simulated(days: int = 60, series: int = 40, first: date = MONDAY, seed: int = 7, rate: float = 4.0) -> History:
    chance = np.random.default_rng(seed)
    weekdays = np.array([0.5 if (first + timedelta(days=day)).weekday() == 6 else 1.1 for day in range(days)])
    counts = chance.negative_binomial(8, 8 / (8 + rate * weekdays), (series, days)).astype(float)
    keys = tuple(Key("topic", f"t{number}") for number in range(series))
    return History(first, keys, counts, counts.sum(axis=0))


def alarms(found: History, begin: int = 30) -> list[Alarm]:
    return detect(found, found.days[begin], found.days[-1])[0]


def test_quiet_weeks_raise_no_more_false_alarms_than_promised() -> None:
    told = [alarms(simulated(seed=seed)) for seed in range(4)]
    waves = [group for history in told for group in grouped(history)]
    assert len(waves) < 4 * 30 * A_DAY / 2
    assert max(Counter(alarm.day for alarm in history).most_common(1)[0][1] for history in told) <= A_DAY
    sure = [group for group in waves if any(alarm.sure for alarm in group)]
    assert len(sure) < 4 * 30 * 2 * DISCOVERIES


def test_a_sure_alarm_is_rarer_than_a_possible_one() -> None:
    found = simulated(rate=10, series=20)
    found.counts[5, 45:50] = 40
    told = alarms(found)
    assert {alarm.day for alarm in told if alarm.sure and alarm.key == found.keys[5]} >= set(found.days[45:50])
    possible = [alarm for alarm in told if not alarm.sure]
    assert possible
    assert max(alarm.once_in for alarm in possible) <= 1 / DISCOVERIES < max(alarm.once_in for alarm in told)


def test_a_day_on_which_everything_is_spoken_of_less_teaches_no_lower_level() -> None:
    """Half of the sources did not answer on two days; the wave of the next day is measured against whole days."""
    found = simulated(rate=10, series=20)
    expected = {level.day: level.expected[3] for level in detect(found, found.days[45], found.days[45])[1]}
    found.counts[:, 40:42] = np.floor(found.counts[:, 40:42] / 2)
    less = {level.day: level.expected[3] for level in detect(found, found.days[45], found.days[45])[1]}
    assert less[found.days[45]] == pytest.approx(expected[found.days[45]], rel=0.05)


def test_eight_waves_at_once_are_all_told_where_they_are_sure() -> None:
    found = simulated(rate=10)
    found.counts[:8, 45:47] = 60
    assert len({alarm.key for alarm in alarms(found, 45) if alarm.sure and alarm.day == found.days[46]}) >= 8


def test_a_wave_of_three_times_the_usual_is_found_within_two_days() -> None:
    delays = []
    for seed in range(4):
        found = simulated(seed=seed, rate=10, series=20)
        found.counts[5, 45:50] = 30
        own = [alarm for alarm in alarms(found, 45) if alarm.key == Key("topic", "t5")]
        assert own[0].observed > own[0].bound >= own[0].expected
        delays.append((own[0].day - found.days[45]).days)
    assert max(delays) <= 1


def test_a_wave_does_not_become_its_own_usual_within_a_week() -> None:
    found = simulated(series=12)
    found.counts[0, 40:48] = 40
    days = {alarm.day for alarm in alarms(found) if alarm.key == found.keys[0]}
    assert set(found.days[40:48]) <= days


def test_a_history_of_a_few_days_gives_no_verdict() -> None:
    found = simulated(days=11)
    found.counts[0, 10] = 500
    assert detect(found, found.days[0], found.days[-1]) == ([], [])


def test_days_before_the_first_crawl_are_no_quiet_history() -> None:
    """Eleven weeks ago three old posts, then nothing, then forty a day."""
    found = simulated(days=90)
    found.counts[:, :60] = 0
    found.counts[0, 3] = 3
    told = alarms(History(found.first, found.keys, found.counts, found.counts.sum(axis=0)), 60)
    assert len(told) <= 30 * A_DAY / 1.5
    assert sum(alarm.sure for alarm in told) <= 5


def test_twenty_new_sources_are_no_twenty_waves() -> None:
    found = simulated(days=60)
    found.counts[:, 50:] = simulated(seed=8, rate=10).counts[:, 50:]
    told = alarms(History(found.first, found.keys, found.counts, found.counts.sum(axis=0)), 57)
    assert len(told) <= 3 * A_DAY
    assert sum(alarm.sure for alarm in told) <= 1


def test_tet_and_holidays_are_no_usual_days() -> None:
    assert all(quiet(tet) for tet in TET)
    assert quiet(date(2026, 5, 1))
    assert not quiet(date(2026, 11, 20))
    assert days_to_tet(date(2027, 1, 1)) == 36
    assert "còn 36 ngày đến Tết" in season(date(2027, 1, 1))
    assert season(date(2026, 8, 3)) == ""
    assert days_to_tet(date(2041, 1, 1)) is None


def test_each_new_year_lies_at_a_new_moon() -> None:
    """29.53 days a month, to within the day that the sun and the moon may swing."""
    for tet in TET:
        moons = (tet - TET[0]).days / 29.530588853
        assert abs(moons - round(moons)) * 29.53 < 1.5
        assert date(tet.year, 1, 21) <= tet <= date(tet.year, 2, 20)


def test_the_weeks_after_tet_bring_no_more_than_without_it() -> None:
    def after(halved: float, seed: int) -> int:
        found = simulated(days=80, first=date(2026, 12, 10), seed=seed)
        resting = [place for place, day in enumerate(found.days) if quiet(day)]
        found.counts[:, resting] = np.floor(found.counts[:, resting] * halved)
        whole = History(found.first, found.keys, found.counts, found.counts.sum(axis=0))
        return sum(alarm.sure and alarm.day > date(2027, 2, 12) for alarm in alarms(whole, 60))

    assert sum(after(0.3, seed) for seed in range(3)) <= sum(after(1.0, seed) for seed in range(3)) + 2


def test_alarms_of_following_days_are_one_wave() -> None:
    key = Key("topic", "bhxh")
    days = [date(2026, 11, day) for day in (2, 3, 5, 12)]
    told = [Alarm(key, day, 1, 9, 2.0, 5, 0.001, 5.0, sure=True) for day in days]
    assert [len(group) for group in grouped(told)] == [3, 1]


def test_telling_words_are_those_that_others_lack() -> None:
    now, before = {"tin_đồn": 12, "công_nhân": 30, "lạ": 2}, {"tin_đồn": 1, "công_nhân": 60}
    assert [phrase.text for phrase in telling(now, 40, before, 80, most=5)] == ["tin đồn"]
    assert telling({}, 0, before, 80, most=5) == ()


def test_names_among_the_words_are_written_as_names_and_provinces_are_told_as_places() -> None:
    own = table([effective(row(1)), effective(row(2))])
    texts = {1: text(1, "Ở Giày Lam Sơn, đơn giá bị giảm."), 2: text(2, "Đơn giá của Lam Sơn ở Đồng Nai.")}
    words = [Phrase(word, 2, 0, 5.0) for word in ("lam sơn", "đơn giá", "đồng nai", "không thấy")]
    told = as_written(words, own, lambda ids: {number: texts[number] for number in ids})
    assert [phrase.text for phrase in told] == ["Lam Sơn", "đơn giá", "không thấy"]


USUAL = [(WEEK.first - timedelta(days=day), "topic", "bhxh-mot-lan", 1) for day in range(1, 40)]
PAST = Past(USUAL, {day: 20 for day, *_ in USUAL})


def asked(number: int, day: int, slug: str = "bhxh-mot-lan") -> Fact:
    post = row(
        number,
        labels=(slug,),
        kind=PostKind.COMMENT,
        listed_at=noon(WEEK.first + timedelta(days=day)),
        targets={Target.POLICY: "negative"},
    )
    return effective(post)


def watched(facts: Sequence[Fact], past: Past = PAST) -> tuple[Wave, ...] | None:
    texts = {fact.id: text(fact.id) for fact in facts}

    def read(ids: Collection[int]) -> Mapping[int, QuotedText]:
        return {number: texts[number] for number in ids}

    def count(ids: Collection[int]) -> Mapping[str, int]:
        return Counter({"tin_đồn": len([number for number in ids if number < 100]), "công_nhân": len(ids)})

    return watch(past, table(facts), WEEK, read, count)


WAVE = [asked(number, 3 + number % 3) for number in range(1, 41)]
REST = [asked(100 + number, number % 7, "nha-o") for number in range(21)]


def test_a_wave_is_told_once_with_its_words_sources_and_posts() -> None:
    found = watched([*WAVE, *REST])
    assert found is not None
    first = found[0]
    assert first.key == Key("topic", "bhxh-mot-lan")
    assert first.observed == 40
    assert first.factor > 5
    assert first.first == WEEK.first + timedelta(days=3)
    assert [phrase.text for phrase in first.words] == ["tin đồn"]
    assert first.sources == (("Cổng công đoàn mẫu", 40),)
    assert first.places[0].posts == 40
    assert {item.post_id for item in first.examples} <= {fact.id for fact in WAVE}
    assert Key("target", "policy") in first.also


def test_nothing_from_outside_the_window_is_in_a_wave() -> None:
    outside = [asked(500 + number, 9) for number in range(60)]
    found = watched([*WAVE, *REST, *outside])
    assert found is not None
    assert found[0].observed == 40
    assert all(level.day <= WEEK.last for wave in found for level in wave.days)


def test_the_end_of_last_weeks_wave_is_none_of_this_week() -> None:
    eve = WEEK.first - timedelta(days=1)
    past = Past([*USUAL, (eve, "topic", "bhxh-mot-lan", 40)], {**PAST.totals, eve: 60})
    found = watched([asked(1, 0), *REST], past)
    assert found is not None
    assert Key("topic", "bhxh-mot-lan") not in {wave.key for wave in found}


def test_without_a_past_nothing_is_claimed_and_an_empty_week_has_no_wave() -> None:
    assert watched(WAVE, Past()) is None
    assert watched([]) == ()


def test_the_past_ends_where_the_window_begins() -> None:
    assert looked_back(WEEK).last == WEEK.first - timedelta(days=1)


def test_new_words_need_a_week_before_and_several_posts() -> None:
    def count(ids: Collection[int]) -> Mapping[str, int]:
        return {"tin_đồn": 9, "bữa_ăn": 30} if min(ids) < 100 else {"bữa_ăn": 20}

    assert [item.text for item in new_phrases(table(WAVE), before_of(table(REST)), count)] == ["tin đồn"]
    assert new_phrases(table(WAVE), Before(), count) == ()


def test_a_new_word_of_posts_that_no_topic_covers_is_marked() -> None:
    bare = [fact._replace(topics=()) for fact in WAVE[:8]]

    def count(ids: Collection[int]) -> Mapping[str, int]:
        new = len([number for number in ids if number <= 10])
        return {"chấm_công": new} | ({"bữa_ăn": len(ids)} if max(ids) > 10 else {})

    (found,) = new_phrases(table([*bare, *WAVE[8:]]), before_of(table(REST)), count)
    assert (found.text, found.posts, found.uncovered) == ("chấm công", 10, 8)
    whole = replace(report([row(1)]), waves=(), phrases=(found,))
    assert "chưa thuộc chủ đề nào: chấm công" in str(page.part(whole))


def _told(blocks: Sequence[Block]) -> str:
    """What a reader reads, figures by their captions."""
    runs = [run.text for block in blocks if isinstance(block, Paragraph) for run in block.runs]
    return "".join([*runs, *(block.caption for block in blocks if isinstance(block, Figure))])


def test_the_chapter_says_how_many_against_what_and_draws_it() -> None:
    found = replace(report([row(1)], sources=[health("congdoan-mau")]), waves=watched([*WAVE, *REST]))
    said = _told(page.part(found))
    assert "40 nội dung từ 19/11 đến 21/11" in said or "40 nội dung từ 19/11 đến 22/11" in said
    assert "mức thường thấy" in said
    assert "tin đồn" in said
    assert "số nội dung mỗi ngày và mức thường thấy" in said
    assert found.topics == TOPICS
    assert from_json(to_json(found)) == found


@pytest.mark.parametrize(("waves", "said"), [((), "Không có chủ đề"), (None, "")])
def test_silence_is_said_and_ignorance_is_not_called_silence(waves: tuple[Wave, ...] | None, said: str) -> None:
    blocks = page.part(replace(report([row(1)]), waves=waves))
    assert (said in str(blocks)) if said else blocks == []


def test_a_window_of_days_has_its_levels() -> None:
    found = simulated()
    window = Window(found.days[-7], found.days[-1])
    assert [level.day for level in detect(found, window.first, window.last)[1]] == found.days[-7:]
