"""One topic in one province: found where neither the topic nor the province moves, and never counted out when small."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from invented import WEEK, noon, report, row, text

from domain.post import Place
from reports import xlsx_ahead
from reports.chapters import waves as page
from reports.facts import Fact, effective
from reports.gathered import table
from reports.signals.detect import DISCOVERIES, LOCAL, Alarm, detect
from reports.signals.series import Counts, History, local_key, parts
from reports.signals.watch import LOCAL_DAYS, Past, watch
from reports.values import Key, Wave
from store.reporting import QuotedText

FIRST, DAYS, TOPICS, PROVINCES = date(2026, 6, 1), 60, 8, 12


def pairs(seed: int = 3) -> Counts:
    """A post in five days of each topic in each province."""
    return np.random.default_rng(seed).negative_binomial(4, 4 / 4.2, (TOPICS, PROVINCES, DAYS)).astype(float)


def alarms(counts: Counts, begin: int = 50) -> list[Alarm]:
    keys = [Key("topic", f"t{topic}") for topic in range(TOPICS)]
    keys += [Key("province", f"{province:02d}") for province in range(PROVINCES)]
    rows = np.concatenate((counts.sum(axis=1), counts.sum(axis=0)))
    total = counts.sum(axis=(0, 1))
    named = tuple(local_key(f"t{topic}", f"{province:02d}") for topic in range(TOPICS) for province in range(PROVINCES))
    local = History(FIRST, named, counts.reshape(len(named), -1), total)
    found = History(FIRST, tuple(keys), rows, total)
    return detect(found, found.days[begin], found.days[-1], local)[0]


def test_a_wave_in_one_province_is_sure_on_its_first_day_where_its_topic_is_not() -> None:
    counts = pairs()
    counts[2, 5, 55] = 6
    told = [alarm for alarm in alarms(counts, 55) if alarm.day == FIRST + timedelta(days=55)]
    assert {alarm.key for alarm in told if alarm.sure} == {local_key("t2", "05")}


def test_what_a_province_always_has_is_no_wave_there() -> None:
    counts = pairs()
    counts[2, 5] += 6
    assert [alarm for alarm in alarms(counts) if alarm.key == local_key("t2", "05")] == []


def test_quiet_days_of_small_places_raise_no_more_than_promised() -> None:
    told = [alarm for seed in range(4) for alarm in alarms(pairs(seed), 30) if alarm.key.dimension == "local"]
    assert len(told) < 4 * 30 * LOCAL / 3
    assert sum(alarm.sure for alarm in told) < 4 * 30 * DISCOVERIES


def test_the_name_of_a_pair_tells_both() -> None:
    assert parts(local_key("bhxh-mot-lan", "75").name) == ("bhxh-mot-lan", "75")


USUAL = [
    (WEEK.first - timedelta(days=day), dimension, name, posts)
    for day in range(1, 40)
    for dimension, name, posts in (("topic", "bhxh", 9), ("province", "24", 2), ("topic", "nha-o", 9))
]
PAST = Past(USUAL, {day: 20 for day, *_ in USUAL}, [])


def told(number: int, day: int, source: str, code: str = "24") -> Fact:
    place = (Place(name="Bắc Ninh", code=code),) if code else ()
    listed_at = noon(WEEK.first + timedelta(days=day))
    return effective(row(number, labels=("bhxh",), places=place, listed_at=listed_at, source=source))


def watched(facts: Sequence[Fact], past: Past = PAST) -> tuple[Wave, ...]:
    def read(ids: Collection[int]) -> Mapping[int, QuotedText]:
        return {number: text(number) for number in ids}

    return watch(past, table(facts), WEEK, read, lambda _: {}) or ()


EVERYWHERE = [told(100 + number, number % 7, "bao-mau", "") for number in range(56)]
HERE = [told(number, 3, ("bao-mau", "hoi-dap")[number % 2]) for number in range(4)]


def test_a_wave_of_several_sources_in_a_province_is_told_and_one_article_with_its_remarks_is_not() -> None:
    assert local_key("bhxh", "24") in {wave.key for wave in watched([*EVERYWHERE, *HERE])}
    alone = [fact._replace(source="bao-mau", source_name="Báo") for fact in HERE]
    assert local_key("bhxh", "24") not in {wave.key for wave in watched([*EVERYWHERE, *alone])}


def test_one_to_four_posts_of_a_topic_in_a_province_are_not_counted_out() -> None:
    (wave,) = [wave for wave in watched([*EVERYWHERE, *HERE]) if wave.key.dimension == "local"]
    found = replace(report([row(1, places=(Place(name="Bắc Ninh", code="24"),))]), waves=(wave,))
    said = str(page.part(found))
    assert "tại Bắc Ninh" in said
    assert "dưới 5 nội dung" in said
    assert "4 nội dung" not in said
    assert {values[3] for values in xlsx_ahead.waves(found).rows} <= {0, "<5"}


def test_a_topic_says_in_which_province_it_rose_most() -> None:
    (wave,) = [wave for wave in watched([*EVERYWHERE, *HERE]) if wave.key.dimension == "local"]
    whole = replace(wave, key=Key("topic", "bhxh"), also=(wave.key, Key("target", "policy")))
    found = replace(report([row(1, places=(Place(name="Bắc Ninh", code="24"),))]), waves=(whole,))
    said = str(page.part(found))
    assert "tăng rõ nhất tại: Bắc Ninh; cùng đợt: ý kiến về chính sách" in said


@pytest.mark.parametrize("days", [LOCAL_DAYS, LOCAL_DAYS + 1])
def test_a_window_of_more_than_a_month_has_no_waves_of_places(days: int) -> None:
    window = replace(WEEK, first=WEEK.last - timedelta(days=days - 1))
    past = replace(PAST, rows=[(day - timedelta(days=days), *rest) for day, *rest in USUAL])
    past = replace(past, totals={day: 20 for day, *_ in past.rows})
    spread = [told(1000 + number, -(number % (days - 7)), "bao-mau", "") for number in range(9 * (days - 7))]

    def read(ids: Collection[int]) -> Mapping[int, QuotedText]:
        return {number: text(number) for number in ids}

    found = watch(past, table([*spread, *EVERYWHERE, *HERE]), window, read, lambda _: {}) or ()
    keys = {key for wave in found for key in (wave.key, *wave.also)}
    assert (local_key("bhxh", "24") in keys) == (days <= LOCAL_DAYS)
