"""Next week is told only where looking back proves the forecast, with the proof beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import accumulate

import numpy as np
import pytest
from invented import report, row

from reports import xlsx_ahead
from reports.chapters.outlook import NO_OUTLOOK, assessment
from reports.outline import Table
from reports.signals.outlook import BEFORE_INTERVAL, LEAST, TRIED, outlook, outlooks, resting
from reports.values import Outlook

LEVEL = [int(count) for count in np.random.default_rng(3).poisson(40, 26)]
WALK = list(accumulate([3] * 26, initial=20))[1:]
"""Three more each week: the week before is a better guess than any mean."""


def test_noise_around_a_level_is_forecast_and_the_trial_is_told() -> None:
    found = outlook("bhxh", LEVEL)
    assert found is not None
    assert found.low < found.expected < found.high
    assert 30 < found.expected < 50
    assert found.error < found.plain_error
    assert found.weeks == 26 - LEAST
    assert found.later == found.weeks - BEFORE_INTERVAL
    assert 0.6 * found.later <= found.inside <= found.later


def test_where_the_plainest_forecast_is_as_good_nothing_is_told() -> None:
    assert outlook("bhxh", WALK) is None


@pytest.mark.parametrize("counts", [[], LEVEL[: LEAST + TRIED - 1], [1, 0, 2, 1] * 6])
def test_too_few_weeks_or_posts_say_nothing(counts: list[int]) -> None:
    assert outlook("bhxh", counts) is None


def test_most_intervals_hold_the_week_that_comes() -> None:
    """And what the page says of past weeks is what the coming one will see: nothing is counted where it was learned."""
    chance, held, told = np.random.default_rng(7), 0, []
    for _ in range(200):
        counts = [int(count) for count in chance.negative_binomial(8, 8 / (8 + 30), 27)]
        found = outlook("bhxh", counts[:-1])
        if found is not None:
            told.append(found)
            held += found.low <= counts[-1] <= found.high
    assert len(told) > 100
    said = sum(found.inside for found in told) / sum(found.later for found in told)
    assert 0.74 <= held / len(told) <= 0.9
    assert abs(said - held / len(told)) < 0.06


def test_a_series_that_grew_restless_shows_it_in_the_weeks_that_intervals_missed() -> None:
    """The weeks that make an interval hold in it whatever happens; later ones need not."""
    restless = [40, 41, 39, 40, 42, 38, 40, 41, 39, 40, 41, 40, 60, 25, 62, 22, 58, 28, 61, 24, 57, 30, 59, 26, 60, 40]
    found = outlook("bhxh", restless)
    assert found is not None
    assert found.inside < 0.6 * found.later


def test_weeks_of_tet_are_neither_forecast_nor_learned_from() -> None:
    before_tet = date(2027, 2, 3)
    assert resting(before_tet + timedelta(days=1))
    assert outlooks({"bhxh": LEVEL}, before_tet) == ()
    after = date(2027, 3, 7)
    counts = [0 if resting(after - timedelta(days=7 * ago + 6)) else LEVEL[ago] for ago in range(25, -1, -1)]
    assert 0 in counts
    (found,) = outlooks({"bhxh": counts}, after)
    assert found.low > 10


def test_the_chapter_shows_the_trial_or_says_why_there_is_no_forecast() -> None:
    item = Outlook("bhxh", 41, 40, 31, 50, 20, 5.2, 7.5, 11, 14)
    found = replace(report([row(1)]), outlook=(item,))
    (table,) = [block for block in assessment(found) if isinstance(block, Table)]
    assert [cell[0].text for cell in table.rows[0]][1:4] == ["41", "40", "31 - 50"]
    assert "11/14 tuần sau đó" in table.rows[0][4][0].text
    assert xlsx_ahead.outlook(found).rows[0][1:5] == (41, 40, 31, 50)
    assert NO_OUTLOOK in str(assessment(replace(found, outlook=())))
    assert NO_OUTLOOK not in str(assessment(replace(found, outlook=None)))


def test_a_topic_of_this_week_only_is_no_history() -> None:
    assert outlooks({"bhxh": [], "nha-o": [9]}, date(2026, 7, 5)) == ()
