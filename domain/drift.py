"""When what comes in is no longer what the models know: three figures a week, and what is out of the usual."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from statistics import fmean, pstdev

LEAST_POSTS = 50
"""A week of fewer posts says nothing and is left out."""
LEAST_WEEKS = 4
"""Earlier weeks without which nothing is usual yet."""
SPREADS = 3.0
"""Standard deviations of the earlier weeks above their mean from which a figure is out of the usual."""


class Measure(StrEnum):
    UNKNOWN = "unknown"
    """Share of words that no training post has."""
    DOUBTFUL = "doubtful"
    """Share of posts whose relevance, tone or flag the model left open."""
    TOPICS = "topics"
    """Half the sum of differences between shares of topics, this week's and the earlier weeks' together: 0 to 1."""


FLOOR: Mapping[Measure, float] = {Measure.UNKNOWN: 0.03, Measure.DOUBTFUL: 0.05, Measure.TOPICS: 0.15}
"""What a figure must rise by at least: where weeks are alike, three deviations are next to nothing."""


@dataclass(frozen=True, slots=True)
class Week:
    first_day: date
    """Its Monday in Viet Nam."""
    posts: int
    unknown: float
    doubtful: float
    topics: Mapping[str, int]
    """Posts with each label."""


@dataclass(frozen=True, slots=True)
class Figure:
    measure: Measure
    value: float
    usual: float | None = None
    """Mean of the earlier weeks; None while they are too few."""
    limit: float | None = None

    @property
    def out(self) -> bool:
        return self.limit is not None and self.value > self.limit


@dataclass(frozen=True, slots=True)
class Drift:
    model: str
    weeks: tuple[Week, ...]
    """Oldest first; those with enough posts."""
    figures: tuple[Figure, ...]
    """Of the last week; none where no week has enough posts."""

    @property
    def sentences(self) -> tuple[str, ...]:
        """What is out of the usual, for staff; empty when nothing is."""
        return tuple(_sentence(self.weeks[-1].first_day, one) for one in self.figures if one.out)


def drift(model: str, weeks: Sequence[Week]) -> Drift:
    """Judge the last week by those before it."""
    enough = tuple(week for week in sorted(weeks, key=lambda week: week.first_day) if week.posts >= LEAST_POSTS)
    if not enough:
        return Drift(model, (), ())
    *earlier, last = enough
    series = {
        Measure.UNKNOWN: ([week.unknown for week in earlier], last.unknown),
        Measure.DOUBTFUL: ([week.doubtful for week in earlier], last.doubtful),
        Measure.TOPICS: (
            [_distance(week, [other for other in earlier if other is not week]) for week in earlier],
            _distance(last, earlier),
        ),
    }
    return Drift(model, enough, tuple(_figure(measure, *values) for measure, values in series.items()))


def _figure(measure: Measure, earlier: Sequence[float], value: float) -> Figure:
    if len(earlier) < LEAST_WEEKS:
        return Figure(measure, value)
    usual = fmean(earlier)
    return Figure(measure, value, usual, usual + max(SPREADS * pstdev(earlier), FLOOR[measure]))


def _distance(week: Week, others: Sequence[Week]) -> float:
    pooled: Counter[str] = Counter()
    for other in others:
        pooled.update(other.topics)
    here, there = sum(week.topics.values()), pooled.total()
    if not here or not there:
        return 0.0
    names = week.topics.keys() | pooled.keys()
    return sum(abs(week.topics.get(name, 0) / here - pooled[name] / there) for name in names) / 2


_SAID: Mapping[Measure, str] = {
    Measure.UNKNOWN: "{value} số từ là từ mô hình chưa gặp khi học (thường {usual}, mức báo {limit}); "
    "xem cụm từ mới, sửa nhãn vài chục tin rồi huấn luyện lại",
    Measure.DOUBTFUL: "{value} số tin mô hình còn phân vân (thường {usual}, mức báo {limit}); "
    "sửa nhãn các tin ấy để mô hình học thêm",
    Measure.TOPICS: "cơ cấu chủ đề lệch {value} so với các tuần trước (thường {usual}, mức báo {limit}); "
    "xem có sự kiện lớn không, nếu không thì kiểm tra nhãn chủ đề",
}


def _sentence(day: date, one: Figure) -> str:
    shares = {"value": one.value, "usual": one.usual or 0.0, "limit": one.limit or 0.0}
    said = _SAID[one.measure].format(**{name: _percent(share) for name, share in shares.items()})
    return f"Tuần từ {day:%d/%m/%Y}: {said}."


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %".replace(".", ",")
