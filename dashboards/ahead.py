"""What rose above its own past, what next week may bring, and what became of the questions: for the overview."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from dashboards.filters import Filters
from dashboards.formats import number
from dashboards.words import TARGET, Reference
from domain.post import PostKind
from domain.prediction import Target
from domain.times import Window
from reports.chapters.answers import after, hours
from reports.chapters.outlook import held
from reports.chapters.waves import KINDS, rarity, told
from reports.numbers import decimal
from reports.signals.answers import answered
from reports.signals.reading import kept, kept_phrases, next_week
from reports.signals.series import parts as parts_of
from reports.values import Answers, Key, Outlook, Wave
from store.db import Conn
from store.scopes import Scope

SHOWN = 3
"""Waves: as many alarms as a person reads in the morning."""
NO_TOPIC = "Chưa thuộc chủ đề nào"


@dataclass(frozen=True, slots=True)
class WaveLine:
    name: str
    told: str
    why: str
    href: str
    """Its posts."""


@dataclass(frozen=True, slots=True)
class OutlookLine:
    name: str
    now: str
    expected: str
    span: str
    proof: str


@dataclass(frozen=True, slots=True)
class AnswerLine:
    name: str
    asked: str
    owned: str
    answered: str
    open: str
    hours: str
    after: str


@dataclass(frozen=True, slots=True)
class Ahead:
    waves: tuple[WaveLine, ...]
    phrases: tuple[str, ...]
    outlook: tuple[OutlookLine, ...]
    answers: tuple[AnswerLine, ...]


def ahead(conn: Conn, last: date, now: datetime, reference: Reference, scope: Scope = None) -> Ahead:
    """As it looked on the evening of `last`, or on the one before while that day still runs.

    Somebody who looks after some provinces is told of their waves; new words and the outlook are of the whole country.
    """
    window = Window(last - timedelta(days=6), last)
    day = next((day for day in (last, last - timedelta(days=1)) if kept(conn, day) or kept_phrases(conn, day)), last)
    return Ahead(
        waves=tuple(_wave(wave, reference) for wave in _of(kept(conn, day), scope)[:SHOWN]),
        phrases=tuple(f"{phrase.text} ({number(phrase.posts)})" for phrase in kept_phrases(conn, day) if scope is None),
        outlook=tuple(_outlook(item, reference) for item in next_week(conn, last)) if scope is None else (),
        answers=tuple(_answers(item, reference) for item in answered(conn, window, now, scope)),
    )


def _of(waves: list[Wave], scope: Scope) -> list[Wave]:
    """Those of the viewer's provinces, also where a topic rose most in one of them."""
    return [wave for wave in waves if scope is None or any(_province(key) in scope for key in (wave.key, *wave.also))]


def _province(key: Key) -> str:
    """To which province a wave belongs; empty where to none."""
    return key.name if key.dimension == "province" else parts_of(key.name)[1] if key.dimension == "local" else ""


def _wave(wave: Wave, reference: Reference) -> WaveLine:
    parts = [f"từ ngữ nổi lên: {', '.join(phrase.text for phrase in wave.words)}"] if wave.words else []
    parts += (
        [f"nguồn: {', '.join(f'{name} ({number(posts)})' for name, posts in wave.sources)}"] if wave.sources else []
    )
    parts += [f"nơi được nhắc: {', '.join(place.name for place in wave.places)}"] if wave.places else []
    parts += [f"tăng rõ nhất tại: {most}"] if (most := _most_at(wave, reference)) else []
    parts += [wave.season] if wave.season else []
    parts += [rarity(wave)] if rarity(wave) else []
    return WaveLine(_name(wave.key, reference), told(wave), "; ".join(parts), _posts(wave))


def _most_at(wave: Wave, reference: Reference) -> str:
    """Provinces in which the topic itself rose."""
    own = [parts_of(key.name) for key in wave.also if key.dimension == "local"]
    return ", ".join(reference.provinces.get(code, code) for topic, code in own if topic == wave.key.name)


def _name(key: Key, reference: Reference) -> str:
    match key.dimension:
        case "topic":
            return reference.topic(key.name)
        case "province":
            return reference.provinces.get(key.name, key.name)
        case "target":
            return f"Ý kiến về {TARGET[Target(key.name)].lower()}"
        case "kind":
            return KINDS.get(key.name, key.name)
        case "local":
            topic, province = parts_of(key.name)
            return f"{reference.topic(topic)} tại {reference.provinces.get(province, province)}"


def _posts(wave: Wave) -> str:
    days, name = Filters(first=wave.first, last=wave.last), wave.key.name
    match wave.key.dimension:
        case "topic":
            return days.address(topics=(name,))
        case "province":
            return days.address(province=name)
        case "target":
            return days.address(target=Target(name))
        case "kind":
            return days.address(kind=PostKind(name))
        case "local":
            topic, province = parts_of(name)
            return days.address(topics=(topic,), province=province)


def _outlook(item: Outlook, reference: Reference) -> OutlookLine:
    proof = f"sai {decimal(item.error)}, lặp lại tuần trước sai {decimal(item.plain_error)} ({item.weeks} tuần)"
    proof += f"; {held(item)}" if item.later else ""
    span = f"{number(item.low)} - {number(item.high)}"
    return OutlookLine(reference.topic(item.topic), number(item.now), number(item.expected), span, proof)


def _answers(item: Answers, reference: Reference) -> AnswerLine:
    return AnswerLine(
        reference.topic(item.topic) if item.topic else NO_TOPIC,
        number(item.asked),
        number(item.owned),
        number(item.answered),
        number(item.open),
        hours(item.hours),
        after(item),
    )
