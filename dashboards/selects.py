"""The drop-down lists of the search form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboards.filters import Filters
from dashboards.formats import vietnamese_order
from dashboards.words import KIND, SENTIMENT, SOURCE_KIND, STATUS, TARGET, Reference


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    words: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Select:
    name: str
    label: str
    choices: tuple[Choice, ...]


def selects(filters: Filters, reference: Reference, names: Mapping[str, str]) -> tuple[Select, ...]:
    topic = filters.topics[0] if filters.topics else ""
    by_tone = [(tone.value, words) for tone, words in SENTIMENT.items()]
    provinces = sorted(reference.provinces.items(), key=lambda pair: vietnamese_order(pair[1]))
    by_name = sorted(names.items(), key=lambda pair: vietnamese_order(pair[1]))
    return (
        _select("topic", "Chủ đề", [(slug, t.name) for slug, t in reference.topics.items()], topic),
        _select("sentiment", "Thái độ chung", by_tone, filters.sentiment),
        _select("target", "Nói về", [(target.value, words) for target, words in TARGET.items()], filters.target),
        _select("target_sentiment", "… với thái độ", by_tone, filters.target_sentiment),
        _select("province", "Tỉnh, thành phố", provinces, filters.province),
        _select("source", "Nguồn", by_name, filters.source),
        _select("source_kind", "Loại nguồn", list(SOURCE_KIND.items()), filters.source_kind),
        _select("kind", "Loại tin", [(kind.value, words) for kind, words in KIND.items()], filters.kind),
        _select("status", "Tình trạng", list(STATUS.items()), filters.status),
    )


def _select(name: str, label: str, pairs: Sequence[tuple[str, str]], chosen: str | None) -> Select:
    choices = [Choice("", "Tất cả", not chosen), *(Choice(value, words, value == chosen) for value, words in pairs)]
    return Select(name, label, tuple(choices))
