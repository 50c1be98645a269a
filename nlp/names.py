"""Names of persons in what the public wrote: after an introduction, a form of address or a title, and full names.

Rows of data/names.tsv say what is a surname, a middle or a given name, and what is none although it begins large.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nlp.findings import MARK, Finding
from nlp.name_after import END, MARK_AFTER, MARK_BEFORE
from nlp.name_introduced import Introduced
from nlp.name_lists import find_listed
from nlp.name_sets import MIDDLE, NOT_ALONE, PLACES_FOLLOW, SHOPS
from nlp.name_signed import find_repeated, find_signed
from nlp.name_text import words_of
from nlp.name_words import load_lexicon

_MIDDLES = frozenset({"thị", "văn", "a", "seo"})


def find_names(text: str) -> Iterator[Finding]:
    """Every name that one of the rules sees; they may overlap."""
    reader = _Rules(text, words_of(text), load_lexicon())
    found = [*_by_rules(reader), *find_signed(text, reader)]
    yield from found
    yield from find_repeated(found, reader)


def _by_rules(reader: _Rules) -> Iterator[Finding]:
    yield from find_listed(reader.text, reader.names)
    for first, end in _runs(reader, [at for at, word in enumerate(reader.words) if word.large]):
        if not reader.of_state(first):
            yield Finding(reader.words[first].start, reader.words[end - 1].end, "name")


def _runs(reader: _Rules, large: Sequence[int]) -> Iterator[tuple[int, int]]:
    """`large`: which words begin large."""
    rules = reader.names.rules
    for at in large:
        if reader.words[at].low == "thị" and (run := reader.only_middle(at)):
            yield run
        if at and reader.words[at].low in _MIDDLES and (run := reader.other_middle(at - 1)):
            yield run
    for at in reader.large_ones(large):
        if run := reader.told_of(at):
            yield run
    for at, word in enumerate(reader.words):
        for rule in rules.get(word.low, ()):
            if run := getattr(reader, rule)(at):
                yield run
    for at in large if MARK.search(reader.text) else ():
        if run := reader.beside_mark(at):
            yield run


@dataclass(frozen=True, slots=True)
class _Rules(Introduced):
    """Each rule looks at word `at` and answers with the first word of a name and the one after its last, or None."""

    def full(self, at: int) -> tuple[int, int] | None:
        """Lê Văn Đực · Pham Thi Loan · nguyễn văn a."""
        words, names = self.words, self.names
        low = words[at].low
        second = words[at + 1] if at + 1 < len(words) and words[at + 1].joined else None
        if second is None or not self._is_surname(low) or self.after_institution(at):
            return None
        marked = second.low in MIDDLE and at + 2 < len(words) and words[at + 2].joined
        if not words[at].large:
            return self.small_full(at) if marked and not second.large else None
        run = self.large_run(at)
        if run is None or run[1] - run[0] < 2 or self.like_a_place(*run):
            return None
        if run[1] - run[0] == 2 and self.is_one(at - 1, PLACES_FOLLOW | SHOPS):
            return None
        shouted = all(word.text.isupper() and len(word.text) > 1 for word in words[run[0] : run[1]])
        sure = low in names.surname and not shouted and self.sounds_like_a_name(*run)
        return run if marked or sure or self.of_people(*run) else None

    def _is_surname(self, low: str) -> bool:
        names = self.names
        sure = low in names.surname_written or low in names.surname_plain
        return sure and (low in names.surname or low in names.surname_weak)

    def other_middle(self, at: int) -> tuple[int, int] | None:
        """Chamaléa Thị Liên · Lý A Dơ: between large words a middle name says that they are a name."""
        three = self.words[at : at + 3]
        if len(three) < 3 or not all(word.large for word in three) or not (three[1].joined and three[2].joined):
            return None
        middle = three[1].low in {"thị", "văn"} or (three[1].low in {"a", "seo"} and three[0].low in self.names.surname)
        shouted = three[2].text.isupper() and len(three[2].text) > 1
        if not middle or shouted or three[0].low in self.names.institution or self.after_institution(at):
            return None
        more = at + 3 < len(self.words) and self.words[at + 3].joined and self.words[at + 3].large
        return (at, at + 3 + (more and self.known(at + 3)))

    def only_middle(self, at: int) -> tuple[int, int] | None:
        """Thị Nem: the peoples of the south have no surname before it."""
        if (at and self.words[at].joined and self.words[at - 1].large) or not self.goes_on(at + 1):
            return None
        pair = f"{self.words[at].low} {self.words[at + 1].low}"
        return None if self.words[at].text.isupper() or pair in self.names.not_person else (at, at + 2)

    def beside_mark(self, at: int) -> tuple[int, int] | None:
        """Luân [số điện thoại] · [số điện thoại], Dịu."""
        if not self.words[at].large or (at and self.words[at].joined and self.words[at - 1].large):
            return None
        run = self.large_run(at)
        alone = run is not None and run[1] - run[0] == 1
        if run is None or not self.known(at) or self.after_institution(at) or (alone and self.is_one(at, NOT_ALONE)):
            return None
        after = self.text[self.words[run[1] - 1].end :]
        before = self.text[: self.words[at].start]
        return run if MARK_AFTER.match(after) or (MARK_BEFORE.search(before) and END.match(after)) else None

    def sounds_like_a_name(self, first: int, end: int) -> bool:
        """After the surname syllables of names, initials, or at last one that only a name has: Đinh Công Trứ."""
        rest = self.words[first + 1 : end]
        strange = [word for word in rest if not (self.names.is_syllable(word.low) or len(word.text) == 1)]
        if not strange:
            return True
        last = rest[-1]
        return strange == [last] and len(rest) > 1 and rest[-2].low in self.names.middle and not last.text.isascii()

    def of_people(self, first: int, end: int) -> bool:
        """Y Bhem Niê, H'Hoa Êban, Điểu K'Ré: surnames of the highlands come last or first."""
        words = self.words[first:end]
        return words[0].low in {"y", "h"} and words[-1].low in self.names.surname_last
