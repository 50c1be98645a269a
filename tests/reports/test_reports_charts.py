"""Charts: one declaration, both forms, Vietnamese letters, words beside the picture."""

from __future__ import annotations

import struct
from dataclasses import replace
from datetime import date, timedelta

import pytest
from invented import busy_week, report, row
from lxml import etree

from domain.times import Window
from reports.charts import TOPICS, sentiment_bars, topic_bars
from reports.timeline import MOST, posts_per_day
from reports.values import DayCount, Tone

WEEK_OF_ALL = busy_week()


def texts(svg: str) -> list[str]:
    return [element.text or "" for element in etree.fromstring(svg.encode()).iter("{http://www.w3.org/2000/svg}text")]


def test_a_chart_is_drawn_as_svg_and_as_png() -> None:
    for chart in (posts_per_day(WEEK_OF_ALL), topic_bars(WEEK_OF_ALL), sentiment_bars(WEEK_OF_ALL)):
        assert etree.fromstring(chart.svg().encode()).tag.endswith("svg")
        png = chart.png()
        assert png.startswith(b"\x89PNG")
        assert struct.unpack(">I", png[16:20])[0] > 1200  # sharp when printed


def test_the_svg_takes_its_colours_from_the_page() -> None:
    svg = topic_bars(WEEK_OF_ALL).svg()
    assert "var(--chart-now)" in svg
    assert "var(--chart-ink)" in svg
    assert "#1f5f8b" not in svg


def test_numbers_on_the_chart_are_those_of_the_report() -> None:
    shown = texts(posts_per_day(WEEK_OF_ALL).svg())
    assert [str(day.posts) for day in WEEK_OF_ALL.general.days] == [text for text in shown if "/" not in text]


@pytest.mark.parametrize(
    ("months", "bars", "first"), [(1, 5, "01/01"), (3, 13, "01/01"), (6, 6, "T1/26"), (12, 12, "T1/26")]
)
def test_a_long_window_has_no_more_bars_than_can_carry_their_numbers(months: int, bars: int, first: str) -> None:
    last = date(2026 + months // 12, months % 12 + 1, 1) - timedelta(days=1)
    window = Window(date(2026, 1, 1), last)
    days = tuple(DayCount(window.first + timedelta(days=n), n, Tone()) for n in range(window.days))
    made = replace(WEEK_OF_ALL, general=replace(WEEK_OF_ALL.general, days=days))
    shown = texts(posts_per_day(made).svg())
    names, numbers = [text for text in shown if "/" in text], [text for text in shown if "/" not in text]
    assert (len(names), names[0]) == (bars, first)
    assert bars <= MOST
    assert sum(int(text.replace(".", "")) for text in numbers) == sum(day.posts for day in days)


def test_topics_are_named_in_vietnamese_in_order_and_no_more_than_fit() -> None:
    names = [WEEK_OF_ALL.topic_short(line.topic) for line in WEEK_OF_ALL.by_topic[:TOPICS]]
    shown = texts(topic_bars(WEEK_OF_ALL).svg())
    assert [text for text in shown if text in names] == names
    assert {"Kỳ này", "Kỳ trước"} <= set(shown)


def test_without_a_week_before_no_bars_are_invented_for_it() -> None:
    assert "Kỳ trước" not in texts(topic_bars(report([row(1)])).svg())


def test_the_alternative_text_has_the_numbers() -> None:
    assert posts_per_day(report([row(1)])).alt.startswith("Số nội dung theo ngày. Thứ Hai, 16/11/2026: 0; ")
    assert "Tiền lương (1): tiêu cực 0,0\u00a0%, trung tính 100,0\u00a0%" in sentiment_bars(report([row(1)])).alt
