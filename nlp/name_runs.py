"""Runs of large words that can be a name, and what is no person although it looks like one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nlp.name_sets import CROSSING, MIDDLE, STREETS, WAYS
from nlp.name_text import MARKED, SCHOOL_ENDS, SCHOOLS, Word
from nlp.name_words import Lexicon

LONGEST = 4
"""Syllables of a Vietnamese name, as a rule."""


@dataclass(frozen=True, slots=True)
class Runs:
    """Answers are the first word of a name and the one after its last, or None."""

    text: str
    words: Sequence[Word]
    names: Lexicon

    def follows(self, at: int) -> bool:
        """Word `at` belongs to the word before it."""
        return at < len(self.words) and (self.words[at].joined or self.after_colon(at))

    def after_colon(self, first: int) -> bool:
        if not 0 < first < len(self.words):
            return False
        return self.text[self.words[first - 1].end : self.words[first].start].strip() in {":", "="}

    def after_institution(self, at: int) -> bool:
        """công ty Hoàng Long, đường Lê Lợi, ngã tư Võ Văn Ngân: named after or like a person."""
        if at < 1:
            return False
        if not self.words[at].joined:
            return self._after_street(at)
        before = self.words[at - 1].low
        if before in self.names.institution:
            return True
        if before in WAYS:
            return at > 1 and self.words[at - 2].low in CROSSING
        return before in SCHOOL_ENDS and [word.low for word in self.words[max(0, at - 3) : at]] in SCHOOLS

    def _after_street(self, at: int) -> bool:
        """đường Điện Biên Phủ, Ông Ích Khiêm: the second of two streets or schools."""
        if self.text[self.words[at - 1].end : self.words[at].start] != ", ":
            return False
        first = at - 1
        while first and self.words[first].large and self.words[first].joined:
            first -= 1
        return first < at - 2 and self.words[first].low in STREETS and not self.is_one(at + 1, MIDDLE)

    def large_run(self, first: int) -> tuple[int, int] | None:
        """Up to four words with large first letters; None where they are something else than a name."""
        names, words = self.names, self.words
        end = first
        while end < len(words) and end - first < LONGEST and words[end].large and (end == first or words[end].joined):
            if names.is_other(words[end].low) and not self.in_name(first, end):
                break
            if words[end].text.isupper() and len(words[end].text) > 1 and not names.is_syllable(words[end].low):
                break
            end += 1
        end = self.without_place(first, end)
        return (first, end) if end > first and not self.is_phrase(first, end) else None

    def in_name(self, first: int, at: int) -> bool:
        """A word that is mostly something else is part of a name when a name's syllable, next to văn or thị."""
        low = self.words[at].low
        if low == "em" and at == first + 3:
            return self.words[first + 1].low in MIDDLE
        if at > first:
            return self.names.is_syllable(low) or (at > first + 1 and self.words[at - 1].low in MIDDLE)
        if low not in self.names.surname or at + 1 >= len(self.words) or not self.words[at + 1].large:
            return False
        return self.is_one(at + 1, MIDDLE) or self._two_more(at + 1)

    def _two_more(self, at: int) -> bool:
        """Hồ Sỹ Đạt: a surname that is another word too, before a middle and a given name."""
        pair = self.words[at : at + 2]
        sure = all(word.large and word.joined and self.names.is_syllable(word.low) for word in pair)
        return len(pair) > 1 and sure and pair[0].low in self.names.middle and pair[1].low in self.names.given

    def is_phrase(self, first: int, end: int) -> bool:
        """One large word that begins a set phrase: `Ngân hàng`, `Công đoàn`."""
        follows = end < len(self.words) and self.words[end].joined
        return (
            end == first + 1 and follows and f"{self.words[first].low} {self.words[end].low}" in self.names.not_person
        )

    def without_place(self, first: int, end: int) -> int:
        """Cut a known place, street or set phrase off the end of a run; all of it may be one."""
        for start in range(first, end):
            for stop in range(end, start + 1, -1):
                if " ".join(word.low for word in self.words[start:stop]) in self.names.not_person:
                    head = self.words[first:start]
                    named = head and all(word.low in self.names.surname for word in head)
                    return end if named or self._is_long(head) else start
        return end

    def _is_long(self, head: Sequence[Word]) -> bool:
        """Lê Minh Hoàng Long: a surname and a middle name before two more syllables, whatever they are else."""
        return len(head) == 2 and head[0].low in self.names.surname and head[1].low in self.names.middle

    def like_a_place(self, first: int, end: int) -> bool:
        """An Bình, Xuân Sơn, Định Yên: two syllables of which villages and companies are made."""
        words = self.words[first:end]
        return len(words) == 2 and words[0].low in self.names.place_first and words[1].low in self.names.place_last

    def goes_on(self, end: int) -> bool:
        after = self.words[end] if end < len(self.words) else None
        return after is not None and after.joined and after.large

    def bracketed(self, at: int) -> tuple[int, int] | None:
        """bạn em (Thùy Dương)."""
        first = at + 1
        if first >= len(self.words) or self.text[self.words[at].end : self.words[first].start].strip() != "(":
            return None
        run = self.large_run(first)
        if run is None or not self.text.startswith(")", self.words[run[1] - 1].end):
            return None
        return run if all(self.known(word) for word in range(*run)) else None

    def is_given(self, low: str) -> bool:
        """A given name as it is written here: `tuan` only in a text without diacritics."""
        return low in self.names.given_written or (low in self.names.given and not self.is_marked())

    def is_marked(self) -> bool:
        """Outside of marks the text has diacritics, so a word without them is none of those that have."""
        return any(MARKED.search(word.low) for word in self.words)

    def known(self, at: int) -> bool:
        return self.names.is_syllable(self.words[at].low)

    def is_one(self, at: int, words: frozenset[str]) -> bool:
        return 0 <= at < len(self.words) and self.words[at].low in words
