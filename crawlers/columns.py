"""Which column of a table holds what. Columns that name persons are told by their headings, and nobody reads them."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Final

from crawlers.errors import DocumentError


class Role(StrEnum):
    TEXT = "text"
    TITLE = "title"
    DATE = "date"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """What each role is read from, by number of the column from 0; and what is left unread."""

    columns: Mapping[Role, int]
    persons: tuple[int, ...]
    """Columns that name persons."""
    guessed: bool
    """No heading named the text: the column with the longest texts was taken."""


@dataclass(frozen=True, slots=True)
class _Words:
    """What headings say, as data/columns.toml lists it."""

    exact: Mapping[Role, frozenset[str]]
    within: Mapping[Role, tuple[str, ...]]
    persons: tuple[str, ...]
    whole: frozenset[str]


@cache
def _words() -> _Words:
    raw = tomllib.loads((Path(__file__).parent / "data" / "columns.toml").read_text(encoding="utf-8"))
    return _Words(
        exact={Role(role): frozenset(words) for role, words in raw["exact"].items()},
        within={Role(role): tuple(words) for role, words in raw["within"].items()},
        persons=tuple(raw["persons"]["words"]),
        whole=frozenset(raw["persons"]["whole"]),
    )


LEAST: Final = 15
"""Characters a text has on average, at least, where no heading names it."""


def plain(heading: str) -> str:
    """`Nội_dung (bài)` -> `noi dung bai`."""
    split = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", heading)
    bare = "".join(s for s in unicodedata.normalize("NFD", split.lower()) if not unicodedata.combining(s))
    return " ".join(re.findall(r"[a-z0-9]+", bare.replace("đ", "d")))


def names_persons(heading: str) -> bool:
    words, heading = _words(), plain(heading)
    if heading in words.whole:
        return True
    told = any(heading in known for known in words.exact.values())
    return not told and any(_within(word, heading) for word in words.persons)


def guess(headings: Sequence[str], sample: Sequence[Sequence[str]]) -> ColumnMap:
    """By headings; where none names the text, the column whose texts are longest in the sample."""
    persons = tuple(at for at, heading in enumerate(headings) if names_persons(heading))
    found: dict[Role, int] = {}
    for wanted in (_is_exactly, _holds):
        for role in Role:
            at = next((at for at, one in enumerate(headings) if wanted(role, plain(one))), None)
            if role not in found and at is not None and at not in persons and at not in found.values():
                found[role] = at
    by_length = Role.TEXT not in found
    if by_length and (at := _longest(len(headings), sample, {*persons, *found.values()})) is not None:
        found[Role.TEXT] = at
    return ColumnMap(found, persons, by_length and Role.TEXT in found)


def _is_exactly(role: Role, heading: str) -> bool:
    return heading in _words().exact[role]


def _holds(role: Role, heading: str) -> bool:
    return any(_within(word, heading) for word in _words().within[role])


def _within(word: str, heading: str) -> bool:
    return f" {word} " in f" {heading} "


def _longest(columns: int, sample: Sequence[Sequence[str]], taken: set[int]) -> int | None:
    lengths = {
        at: sum(len(row[at]) for row in sample if at < len(row)) / max(1, len(sample))
        for at in range(columns)
        if at not in taken
    }
    best = max(lengths, key=lambda at: lengths[at], default=None)
    return best if best is not None and lengths[best] >= LEAST else None


def chosen(guessed: ColumnMap, headings: Sequence[str], wanted: Mapping[Role, str]) -> ColumnMap:
    """The guess as a person changed it: a heading or a column's number from 1; empty for none. Raises DocumentError."""
    columns = dict(guessed.columns)
    for role, name in wanted.items():
        columns.pop(role, None)
        if name:
            columns[role] = _column(name, headings)
    for at in columns.values():
        if at in guessed.persons:
            raise DocumentError("person-column", f"cột “{headings[at]}” nói về người nên không được đọc; chọn cột khác")
    if len(set(columns.values())) < len(columns):
        raise DocumentError("same-column", "một cột đang được dùng cho hai việc; chọn lại mỗi việc một cột")
    return ColumnMap(columns, guessed.persons, guessed.guessed and Role.TEXT not in wanted)


def _column(name: str, headings: Sequence[str]) -> int:
    for same in (str, plain):
        if same(name) in (names := [same(one) for one in headings]):
            return names.index(same(name))
    if name.isdigit() and 0 < int(name) <= len(headings):
        return int(name) - 1
    raise DocumentError("no-column", "không có cột như vậy trong tệp; xem tên các cột ở phần xem trước")
