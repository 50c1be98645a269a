"""Runs of words that can be a name: capitals in a row, or syllables of names in small letters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nlp.name_text import (
    CROSSING,
    END,
    MIDDLE,
    NOT_PLAIN,
    PLACE_AFTER,
    PLAIN,
    SCHOOL_ENDS,
    SCHOOLS,
    SUBJECTS,
    VI,
    WAYS,
    Word,
)
from nlp.name_words import Lexicon

LONGEST = 4
"""Syllables of a Vietnamese name, as a rule."""


@dataclass(frozen=True, slots=True)
class Runs:
    """Answers are the first word of a name and the one after its last, or None."""

    text: str
    words: Sequence[Word]
    names: Lexicon

    def run(self, first: int, *, trusted: bool) -> tuple[int, int] | None:
        """A name in large or small letters. `trusted`: the words before leave no doubt that a name follows."""
        if not self.follows(first):
            return None
        word = self.words[first]
        if word.large:
            run = self.large_run(first)
            if run is None:
                return None
            return run if trusted or run[1] - run[0] > 1 or self.known(first) else None
        if trusted:
            return self.small_run(first) or self.small_middled(first)
        return self.small_full(first) or self.small_long(first)

    def after_institution(self, at: int) -> bool:
        """công ty Hoàng Long, đường Lê Lợi, ngã tư Võ Văn Ngân: named after or like a person."""
        if at < 1 or not self.words[at].joined:
            return False
        before = self.words[at - 1].low
        if before in self.names.institution:
            return True
        if before in WAYS:
            return at > 1 and self.words[at - 2].low in CROSSING
        return before in SCHOOL_ENDS and [word.low for word in self.words[max(0, at - 3) : at]] in SCHOOLS

    def follows(self, at: int) -> bool:
        """Word `at` belongs to the word before it."""
        return at < len(self.words) and (self.words[at].joined or self.after_colon(at))

    def after_colon(self, first: int) -> bool:
        if not 0 < first < len(self.words):
            return False
        return self.text[self.words[first - 1].end : self.words[first].start].strip() in {":", "="}

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
        return low in self.names.surname and self.is_one(at + 1, MIDDLE) and self.words[at + 1].large

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

    def small_run(self, first: int) -> tuple[int, int] | None:
        """Name syllables in small letters, as many as are known ones."""
        end = first
        while (
            end < len(self.words)
            and end - first < LONGEST
            and (end == first or self.words[end].joined)
            and self.known(end)
            and self.words[end].low not in self.names.not_small
        ):
            end += 1
        return (first, end) if end > first else None

    def small_middled(self, first: int) -> tuple[int, int] | None:
        """toi ten do van thanh: after an introduction a surname is one whatever else it may be."""
        after = [word for word in self.words[first + 1 : first + 3] if word.joined]
        sure = self.words[first].low in self.names.surname and len(after) == 2 and after[0].low in MIDDLE
        return (first, first + 3) if sure and self.known(first + 2) else None

    def small_full(self, first: int) -> tuple[int, int] | None:
        """nguyễn thị hoa: a surname, văn or thị, and one or two syllables."""
        words, names = self.words, self.names
        if first + 2 >= len(words) or not (words[first + 1].joined and words[first + 2].joined):
            return None
        if words[first].low not in names.surname or words[first + 1].low not in MIDDLE:
            return None
        if f"{words[first + 1].low} {words[first + 2].low}" in names.not_person:
            return None
        plain = words[first + 1].low in {"thi", "van"}
        if plain and self.is_one(first - 1, VI):
            return None
        sure = words[first].low in PLAIN or (words[first].low not in NOT_PLAIN and self.sure_pair(first + 2))
        if plain and not sure:
            return None
        end = first + 3
        if end < len(words) and words[end].joined and self.known(end - 1) and words[end].low in names.given:
            end += words[end].low not in self.names.not_small or bool(END.match(self.text[words[end].end :]))
        return (first, end)

    def small_long(self, first: int) -> tuple[int, int] | None:
        """toi la tran quoc toan: a surname and two or more syllables of names, after an introduction only."""
        run = self.small_run(first)
        return run if run and run[1] - run[0] > 2 and self.words[first].low in self.names.surname - NOT_PLAIN else None

    def sure_pair(self, first: int) -> bool:
        """vo thi ngoc diem: two syllables of names where the surname may be another word."""
        pair = self.words[first : first + 2]
        sure = all(self.names.is_syllable(word.low) and word.low not in self.names.not_small for word in pair)
        return len(pair) > 1 and pair[1].joined and sure

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

    def bracketed(self, at: int) -> tuple[int, int] | None:
        """bạn em (Thùy Dương)."""
        first = at + 1
        if first >= len(self.words) or self.text[self.words[at].end : self.words[first].start].strip() != "(":
            return None
        run = self.large_run(first)
        if run is None or not self.text.startswith(")", self.words[run[1] - 1].end):
            return None
        return run if all(self.known(word) for word in range(*run)) else None

    def small_before_place(self, first: int) -> tuple[int, int] | None:
        """chi hoa ben chuyen 5 · chi ngoc lan phong nhan su · anh tuấn [số điện thoại]."""
        if first >= len(self.words):
            return None
        low = self.words[first - 1].low
        if low in SUBJECTS and (low not in {"a", "c"} or self.words[first].low.isascii()):
            return None
        for end in range(first, min(first + 2, len(self.words))):
            word = self.words[end]
            if not word.joined or not self.known(end) or word.low in self.names.not_small | self.names.kin:
                return None
            if end > first and word.low in self.names.title:
                return None
            if PLACE_AFTER.match(self.text[word.end :]):
                return (first, end + 1)
        return None

    def known(self, at: int) -> bool:
        return self.names.is_syllable(self.words[at].low)

    def is_one(self, at: int, words: frozenset[str]) -> bool:
        return at < len(self.words) and self.words[at].low in words
