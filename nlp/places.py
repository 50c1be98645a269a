"""The 34 provinces and cities in a text, by their old names, abbreviations, towns and industrial parks too.

What may mean several places is one ambiguous Place, never a guess; what may as well be no place (peace, a first name,
"needs workmen") counts only where the words around it speak for a place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from pathlib import Path

from domain.post import Place
from nlp.name_words import Lexicon, load_lexicon
from nlp.place_cues import AGAINST, CUE, DISH, FORMER, IN_PROVINCE, KIN, LIST, OPENING, SAID_OF_PLACES, STRONG_CUE, WORK
from nlp.place_table import DATA, Expression, PlaceTable, Rule, load_table
from nlp.place_text import Reading, read, trie
from nlp.tone import place_tones
from nlp.unicode import same_length_fold

_LETTERS = frozenset({Rule.EXACT, Rule.EXACT_CUE})
_WORDLIKE = frozenset({Rule.MARKED, Rule.CUE})
_PLAIN = frozenset({Rule.ANY, Rule.MARKED})
_BEFORE = 28
"""Characters that are looked at before an expression."""


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Finds places; make it once with `load` and pass it on."""

    table: PlaceTable
    by_bare: Mapping[str, tuple[Expression, ...]]
    pattern: re.Pattern[str]
    lexicon: Lexicon

    @classmethod
    def load(cls, path: Path = DATA) -> Gazetteer:
        """Read the table of expressions."""
        table = load_table(path)
        by_bare: dict[str, tuple[Expression, ...]] = {}
        for expression in table.expressions:
            bare = same_length_fold(expression.text)
            by_bare[bare] = (*by_bare.get(bare, ()), expression)
        return cls(table, by_bare, re.compile(rf"(?<!\w)(?:{trie(by_bare)})(?!\w)"), load_lexicon())

    def find(self, text: str) -> tuple[Place, ...]:
        """Every place that `text` names, in its order."""
        reading = read(text)
        accepted = list(self._accepted(reading))
        places = [self._place(reading, entries, start, end) for entries, start, end in accepted]
        for at, (here, there) in enumerate(pairwise(accepted)):
            town = all(entry.rule is Rule.CAPITAL for entry in here[0])
            if town and IN_PROVINCE.fullmatch(reading.bare, here[2], there[1]):
                places[at] = _town_of(places[at], places[at + 1])
        return tuple(places)

    def _accepted(self, reading: Reading) -> Iterator[tuple[list[Expression], int, int]]:
        at, last = 0, -1
        while match := self.pattern.search(reading.bare, at):
            entries = [
                entry
                for entry in self.by_bare[match[0]]
                if _is_written(entry, reading, match.start()) and self._counts(entry, reading, match, last)
            ]
            if entries:
                at = match.end()
                if entries[0].rule is not Rule.NONE:
                    yield entries, match.start(), at
                    last = at
            else:
                at = match.start() + 1

    def _counts(self, entry: Expression, reading: Reading, match: re.Match[str], last: int) -> bool:
        start, end = match.span()
        if entry.rule is Rule.NONE:
            return True
        if self._is_something_else(entry, reading, start, end):
            return False
        written, small = reading.text[start:end], reading.small[start:end]
        large = all(word[0].isupper() or not word[0].isalpha() for word in re.split(r"[\s-]+", written) if word)
        if (entry.rule is Rule.EXACT and written == entry.text) or (entry.rule is Rule.CAPITAL and large):
            return True
        if entry.rule is Rule.ALONE:
            return not re.match(r"\s[^\W\d_]", reading.text[end:]) or not reading.text[end + 1].isupper()
        if entry.rule is Rule.ANY or (entry.rule is Rule.MARKED and (large or small != reading.bare[start:end])):
            return True
        return self._has_cue(entry, reading, (start, end), last)

    def _has_cue(self, entry: Expression, reading: Reading, span: tuple[int, int], last: int) -> bool:
        start, end = span
        before = reading.bare[max(0, start - _BEFORE) : start]
        unmarked = entry.rule in _WORDLIKE and reading.text[start:end] == reading.bare[start:end]
        cue = STRONG_CUE if entry.rule in _LETTERS else CUE
        if (cue.search(before) and not (unmarked and WORK.search(before))) or FORMER.match(reading.bare, end):
            return True
        if last >= 0 and LIST.fullmatch(reading.bare, last, start):
            return True
        if entry.rule not in _LETTERS and OPENING.search(before) and SAID_OF_PLACES.match(reading.bare, end):
            return True
        following = LIST.match(reading.bare, end)
        after = self.pattern.match(reading.bare, following.end()) if following else None
        return after is not None and any(entry.rule in _PLAIN for entry in self.by_bare[after[0]])

    def _is_something_else(self, entry: Expression, reading: Reading, start: int, end: int) -> bool:
        before = slice(max(0, start - _BEFORE), start)
        if AGAINST.search(reading.bare[before]) or DISH.search(reading.small[before]):
            return True
        return self._is_person(entry, reading, start, end)

    def _is_person(self, entry: Expression, reading: Reading, start: int, end: int) -> bool:
        """Nguyễn Thái Bình, chị Huế, anh Hà Giang."""
        word = re.search(r"(\w+) $", reading.text[max(0, start - _BEFORE) : start])
        if word and word[1][0].isupper() and word[1].lower() in self.lexicon.surname_plain:
            return not word[1].isupper()
        if not KIN.search(reading.small[max(0, start - _BEFORE) : start]):
            return False
        return all(self.lexicon.is_syllable(part) for part in reading.small[start:end].split())

    def _place(self, reading: Reading, entries: list[Expression], start: int, end: int) -> Place:
        first, last = reading.offsets[start], reading.offsets[end]
        codes = tuple(sorted({code for entry in entries for code in entry.codes}))
        if len(codes) > 1:
            return Place(reading.text[start:end], "", ambiguous=True, candidates=codes, start=first, end=last)
        return Place(self.table.names[codes[0]], codes[0], old_name=entries[0].old_name, start=first, end=last)


def _town_of(town: Place, province: Place) -> Place:
    """`Đồng Văn, Hà Nam`: the province says which of several towns is meant."""
    if province.code not in town.candidates:
        return town
    return replace(town, name=province.name, code=province.code, ambiguous=False, candidates=())


def _is_written(entry: Expression, reading: Reading, start: int) -> bool:
    """Each letter as in the expression or without its marks: `Đong Nai` is Đồng Nai, `hà nàm` is not Hà Nam."""
    wanted, bare = _forms(entry.text)
    return all(map(_either, reading.small[start : start + len(wanted)], wanted, bare))


def _either(found: str, wanted: str, bare: str) -> bool:
    return found in (wanted, bare)


@cache
def _forms(text: str) -> tuple[str, str]:
    small = place_tones(text.lower())
    return small, same_length_fold(small)
