"""The last round of a source in words: every address on exactly one heap, and whether the sum is right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from domain.standing import Tried
from reports.numbers import number
from reports.standing import reasons
from store.sources import SourceHealth

HEAPS: Final = {
    "ways": "lối vào",
    "stored": "mới",
    "same": "không đổi",
    "aside": "để lại, lần sau đọc tiếp",
    "refused": "quy tắc không cho đọc",
}


@dataclass(frozen=True, slots=True)
class Heaps:
    """Addresses by what became of them. `aside` holds what failed, too: both are tried again."""

    ways: int
    """Feeds, lists and the like that answered; what they named is on the other heaps."""
    stored: int
    same: int
    aside: int
    refused: int

    @property
    def total(self) -> int:
        return self.ways + self.stored + self.same + self.aside + self.refused

    def __add__(self, other: Heaps) -> Heaps:
        return Heaps(
            self.ways + other.ways,
            self.stored + other.stored,
            self.same + other.same,
            self.aside + other.aside,
            self.refused + other.refused,
        )


def heaps_of(source: SourceHealth) -> Heaps:
    """Of its last round."""
    return heaps(source.last_outcomes, sum(way.outcome == "stored" for way in source.ways))


def heaps(outcomes: Mapping[str, int], ways: int = 0) -> Heaps:
    """`ways`: those of the stored ones that are ways in.

    Raises KeyError for an outcome that belongs to no heap: a sum that leaves one out would be a lie.
    """
    into = {"stored": "stored", "same": "same", "set_aside": "aside", "failed": "aside", "refused": "refused"}
    counts: Counter[str] = Counter()
    for outcome, addresses in outcomes.items():
        counts[into[outcome]] += addresses
    return Heaps(ways, counts["stored"] - ways, counts["same"], counts["aside"], counts["refused"])


def counted(found: Heaps) -> str:
    """`43 địa chỉ: 3 mới, 38 không đổi, 2 để lại, lần sau đọc tiếp`."""
    parts = [f"{number(count)} {word}" for name, word in HEAPS.items() if (count := getattr(found, name))]
    return f"{number(found.total)} địa chỉ: {', '.join(parts)}" if parts else "0 địa chỉ"


def aside_reasons(articles: Sequence[Tried]) -> str:
    return reasons([tried for tried in articles if tried.outcome in ("set_aside", "failed", "refused")])


def balanced(source: SourceHealth) -> bool:
    """Whether every address that its last whole round met ended in exactly one heap."""
    last = source.last_round
    return last is not None and last.lost == 0 and heaps_of(source).total == last.seen


def balance(source: SourceHealth) -> str:
    """The same in words; empty where there was no whole round yet."""
    last = source.last_round
    if last is None:
        return ""
    if balanced(source):
        return "sổ khớp"
    missing = max(last.lost, abs(last.seen - heaps_of(source).total))
    return f"SỔ KHÔNG KHỚP: gặp {number(last.seen)} địa chỉ, {number(missing)} địa chỉ không có đúng một kết cục"


def owed(source: SourceHealth) -> str:
    """What was named and not settled; empty where nothing is."""
    if not source.owed:
        return ""
    return (
        f"{number(source.owed)} địa chỉ được nêu mà chưa đọc xong; các lần sau hỏi lại, kể cả khi lối vào không nêu nữa"
    )


def codes(source: SourceHealth) -> str:
    """`200 × 12, 304 × 3`, the commonest first; `không trả lời` where no answer came."""
    counts: Counter[str] = Counter()
    for way in source.ways:
        counts[_code(way.status, way.outcome)] += 1
    for tried in source.articles:
        if tried.asked:
            counts[_code(tried.status, tried.outcome)] += tried.articles
    return ", ".join(f"{code} × {number(times)}" for code, times in counts.most_common() if code)


def _code(status: int | None, outcome: str) -> str:
    return str(status) if status is not None else "không trả lời" if outcome == "failed" else ""
