"""The classifiers: what they are for, how good they were, how they do now, what staff put right, going back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import ClassVar, Final

from dashboards.formats import day_digits, moment, number
from dashboards.frame import Frame
from dashboards.viewer import Viewer
from dashboards.words import KIND, Reference
from domain.drift import Drift
from domain.post import PostKind
from domain.times import Window
from pipeline import shelf
from pipeline.shelf import Version
from reports.numbers import share
from store import counts, labels, models
from store.db import Conn
from store.labels import TaskTally

WEEKS: Final = 8
FIGURES: Final = {
    "relevance F1": "Liên quan đến việc làm và công đoàn",
    "topics micro-F1": "Chủ đề, tính chung",
    "topics macro-F1": "Chủ đề, mỗi chủ đề như nhau",
    "sentiment macro-F1": "Thái độ chung, mỗi thái độ như nhau",
    "sentiment accuracy": "Thái độ chung, phần đoán đúng",
    "targets macro-F1": "Thái độ theo đối tượng, tính chung",
    "target workers macro-F1": "Thái độ với người lao động",
    "target union macro-F1": "Thái độ với công đoàn",
    "target employer macro-F1": "Thái độ với doanh nghiệp",
    "target policy macro-F1": "Thái độ với chính sách",
    "flag recall": "Cần xem: phần không bỏ sót",
    "flag precision": "Cần xem: phần báo đúng",
    "flag F1": "Cần xem, tính chung",
    "needs-answer F1": "Cần trả lời",
}
"""Figures that staff are shown; those of calibration are for the card that the command line prints."""
_PARTS: Final = {
    "diacritics: with": "có dấu",
    "diacritics: without": "không dấu",
    "length: long": "bài dài",
    "length: middle": "bài vừa",
    "length: short": "bài ngắn",
    "region: north": "nói đến miền Bắc",
    "region: centre": "nói đến miền Trung, Tây Nguyên",
    "region: south": "nói đến miền Nam",
    "region: several": "nói đến nhiều miền",
    "region: none": "không nói đến tỉnh nào",
} | {f"kind: {kind.value}": KIND[kind].lower() for kind in PostKind}


@dataclass(frozen=True, slots=True)
class FigureLine:
    words: str
    value: str
    interval: str
    support: str


@dataclass(frozen=True, slots=True)
class PartLine:
    words: str
    posts: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WeekLine:
    """What the live model said of a week: where this leaps, posts have changed, or the model no longer fits them."""

    words: str
    posts: str
    relevant: str
    flagged: str
    negative: str


@dataclass(frozen=True, slots=True)
class DriftLine:
    """A whole week that the weekly watch looked at."""

    words: str
    posts: str
    unknown: str
    doubtful: str


@dataclass(frozen=True, slots=True)
class SaidLine:
    words: str
    posts: str
    note: str


@dataclass(frozen=True, slots=True)
class VersionLine:
    version: str
    made: str
    posts: str
    live: bool
    showing: bool
    """Its labels are those on the pages."""
    damaged: bool


@dataclass(frozen=True, slots=True)
class ModelsPage:
    template: ClassVar[str] = "models.html"
    frame: Frame
    live: VersionLine | None
    topics: int
    corrections: str
    figures: tuple[FigureLine, ...]
    parts: tuple[PartLine, ...]
    drift: tuple[DriftLine, ...]
    warnings: tuple[str, ...]
    """What is out of the usual, in sentences."""
    weeks: tuple[WeekLine, ...]
    said: tuple[SaidLine, ...]
    versions: tuple[VersionLine, ...]
    may_go_back: bool
    leads: bool
    waiting: str
    """The chosen version, where it has not read all posts yet; else empty."""
    problem: str = ""
    done: str = ""


def models_page(conn: Conn, viewer: Viewer, reference: Reference, folder: Path, today: date) -> ModelsPage:
    found = shelf.versions(folder)
    showing = models.live(conn)
    watched = shelf.drift(conn)
    lines = tuple(_line(one, showing) for one in found)
    chosen = next((one for one in found if one.live), None)
    return ModelsPage(
        frame=Frame("Mô hình", "mo-hinh", viewer),
        live=next((line for line in lines if line.live), None),
        topics=chosen.topics if chosen else 0,
        corrections=number(chosen.corrections) if chosen and chosen.corrections else "",
        figures=_figures(chosen) if chosen else (),
        parts=_parts(chosen) if chosen else (),
        drift=_drift(watched),
        warnings=watched.sentences if watched else (),
        weeks=_weeks(conn, today),
        said=_said(labels.tally(conn), reference),
        versions=lines,
        may_go_back=viewer.leads and len([one for one in found if not one.damaged]) > 1,
        leads=viewer.leads,
        waiting=chosen.version if chosen and showing and chosen.version != showing else "",
    )


def _line(one: Version, showing: str | None) -> VersionLine:
    made = moment(one.made_at) if one.made_at else "không rõ"
    return VersionLine(one.version, made, number(one.posts), one.live, one.version == showing, one.damaged)


def _figures(one: Version) -> tuple[FigureLine, ...]:
    return tuple(
        FigureLine(
            words,
            _two(row.value),
            f"{_two(row.low)}–{_two(row.high)}",
            f"{number(row.support)} chủ đề" if name == "topics macro-F1" else number(row.support),
        )
        for name, words in FIGURES.items()
        if (row := one.figures.get(name)) is not None
    )


def _parts(one: Version) -> tuple[PartLine, ...]:
    return tuple(
        PartLine(
            _PARTS[name].capitalize(),
            number(row.posts),
            tuple(_two(value) for value in (row.relevance, row.topics, row.sentiment, row.flag_recall)),
        )
        for name, row in one.parts.items()
        if name in _PARTS
    )


def _weeks(conn: Conn, today: date) -> tuple[WeekLine, ...]:
    """Newest first, back to the first that had any posts."""
    found = [_week(conn, today - timedelta(days=7 * back)) for back in range(WEEKS)]
    while found and found[-1].posts == "0":
        found.pop()
    return tuple(found)


def _week(conn: Conn, last: date) -> WeekLine:
    found = counts.totals(conn, Window(last - timedelta(days=6), last))
    return WeekLine(
        f"đến {day_digits(last)}",
        number(found.posts),
        share(found.relevant, found.posts),
        share(found.flagged, found.posts),
        share(found.negative, found.relevant),
    )


def _drift(watched: Drift | None) -> tuple[DriftLine, ...]:
    return tuple(
        DriftLine(f"từ {day_digits(week.first_day)}", number(week.posts), _tenths(week.unknown), _tenths(week.doubtful))
        for week in reversed(watched.weeks if watched else ())
    )


def _tenths(part: float) -> str:
    return share(round(part * 10_000), 10_000)


def _said(tally: Sequence[TaskTally], reference: Reference) -> tuple[SaidLine, ...]:
    judged: Mapping[str, str] = {
        "flag": "Cần xem: người duyệt đồng ý với máy",
        "relevant": "Liên quan: người duyệt đồng ý với máy",
    }
    return tuple(
        SaidLine(judged[one.task], number(one.posts), f"{number(one.yes)} tin ({share(one.yes, one.posts)})")
        if one.task in judged
        else SaidLine(f"Sửa nhãn: {_task(one.task, reference)}", number(one.posts), "")
        for one in tally
    )


def _task(task: str, reference: Reference) -> str:
    kind, _, code = task.partition(":")
    return f"nơi, {reference.provinces.get(code, code)}" if kind == "place" else reference.task(task)


def _two(value: float) -> str:
    return f"{value:.2f}".replace(".", ",")
