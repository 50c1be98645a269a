"""Names of persons in what the public wrote: after an introduction, a form of address or a title, and full names.

Rows of data/names.tsv say what is a surname, a middle or a given name, and what is none although it begins large.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from nlp.findings import MARK, Finding
from nlp.name_lists import find_listed
from nlp.name_runs import LONGEST
from nlp.name_text import (
    END,
    HEADS,
    INTRODUCERS,
    IS,
    LOOKS,
    MARK_AFTER,
    MARK_BEFORE,
    MIDDLE,
    NOT_ALONE,
    OFFICES,
    ORDINALS,
    ROMAJI,
    SPEAKERS,
    words_of,
)
from nlp.name_told import Told
from nlp.name_words import load_lexicon


def find_names(text: str) -> Iterator[Finding]:
    """Every name that one of the rules sees; they may overlap."""
    names = load_lexicon()
    words = words_of(text)
    reader = _Rules(text, words, names)
    rules = (reader.introduced, reader.addressed, reader.called, reader.nick, reader.full)
    marked = MARK.search(text) is not None
    yield from find_listed(text, names)
    for at in reader.large_ones():
        if (last := reader.told_of(at)) and not reader.of_state(at):
            yield Finding(words[last[0]].start, words[last[1] - 1].end, "name")
    for at, word in enumerate(words):
        for rule in (*(rules if word.low in names.openings else ()), *((reader.beside_mark,) if marked else ())):
            if (last := rule(at)) and not reader.of_state(last[0]):
                first, end = last
                yield Finding(words[first].start, words[end - 1].end, "name")


@dataclass(frozen=True, slots=True)
class _Rules(Told):
    """Each rule looks at word `at` and answers with the first word of a name and the one after its last, or None."""

    def introduced(self, at: int) -> tuple[int, int] | None:
        """em tên X · tên em là X · tôi là X · em chính là X · mình Ngọc Bích."""
        words, names = self.words, self.names
        low = words[at].low
        if low in INTRODUCERS:
            first = at + 1
            if self.is_one(first, names.self) and self.is_one(first + 1, IS):
                first += 2
            elif self.is_one(first, IS):
                first += 1
            trusted = at == 0 or words[at - 1].low in names.self or first > at + 1 or self.after_colon(first)
            return self.run(first, trusted=trusted)
        if low in self.names.self and (bracketed := self.bracketed(at)):
            return bracketed
        if low in SPEAKERS and (at == 0 or not words[at].joined):
            run = self.large_run(at + 1) if self.follows(at + 1) else None
            return run if run and run[1] - run[0] > 1 and all(self.known(word) for word in range(*run)) else None
        if low in IS and at and (words[at - 1].low in names.self or words[at - 1].low in {"chính", "chinh", "đây"}):
            return self.run(at + 1, trusted=False)
        return None

    def addressed(self, at: int) -> tuple[int, int] | None:
        """chị Hoa · anh Bế Văn Sự · tổ trưởng Hùng · chi hoa ben chuyen 5."""
        low = self.words[at].low
        if low not in self.names.kin and not self._titled(at) and not self._heads(at):
            return None
        if bracketed := self.bracketed(at):
            return bracketed
        if low == "bà" and at and self.words[at - 1].low == "hai":
            return None
        if not self.follows(at + 1) or f"{low} {self.words[at + 1].low}" in self.names.not_person:
            return None
        return self._after_kin(at) if low in self.names.kin else self._after_title(at)

    def _after_kin(self, at: int) -> tuple[int, int] | None:
        second = self.words[at + 1]
        if second.low in ORDINALS and not second.large:
            run = self.large_run(at + 2) if self.follows(at + 2) else None
            return run if run and self.known(run[0]) else None
        run = self.large_run(at + 1)
        if run and not second.joined and not self.known(at + 1):
            return None
        return self._with_looks(run) or self.small_before_place(at + 1)

    def _after_title(self, at: int) -> tuple[int, int] | None:
        """Chuyên gia Nhật is no name, tổ trưởng Nhật is one."""
        run = self.large_run(at + 1)
        first = self.words[at + 1].low
        if run is None or (first in NOT_ALONE and run[1] - run[0] == 1 and self.words[at].low not in self.names.title):
            return None
        return run if self.known(run[0]) or ROMAJI.fullmatch(first) else None

    def _with_looks(self, run: tuple[int, int] | None) -> tuple[int, int] | None:
        """thằng Tí còi."""
        if run and self.is_one(run[1], LOOKS) and self.words[run[1]].joined:
            return (run[0], run[1] + 1)
        return run

    def _titled(self, at: int) -> bool:
        """tổ trưởng, leader; y tá, phiên dịch, bảo vệ are titles as two words only."""
        low = self.words[at].low
        if low in self.names.title:
            return True
        return at > 0 and self.words[at].joined and f"{self.words[at - 1].low}_{low}" in self.names.title_pair

    def _heads(self, at: int) -> bool:
        """trưởng phòng, phó ban: the second word alone is no title."""
        return at > 0 and self.words[at].low in OFFICES and self.words[at - 1].low in HEADS and self.words[at].joined

    def called(self, at: int) -> tuple[int, int] | None:
        """gọi Thu · nhắn Bích · liên hệ Ánh."""
        if self.words[at].low not in self.names.calls or not self.follows(at + 1):
            return None
        run = self.large_run(at + 1)
        return run if run and self.known(run[0]) else None

    def nick(self, at: int) -> tuple[int, int] | None:
        """fb Bống Bang · Zalo Mẹ Cún Con: two or more large words, whatever they are."""
        words, names, first = self.words, self.names, at + 1
        if words[at].low not in names.networks or not self.follows(first):
            return None
        end = first
        while end < len(words) and end - first < LONGEST and words[end].large and (end == first or words[end].joined):
            word = words[end]
            other = end == first and names.is_other(word.low) and word.low not in names.kin
            if other or word.low in names.not_nick or word.text.isupper():
                break
            end += 1
        phrase = " ".join(word.low for word in words[first:end])
        return (first, end) if end - first > 1 and phrase not in names.not_person else None

    def full(self, at: int) -> tuple[int, int] | None:
        """Lê Văn Đực · Pham Thi Loan · nguyễn văn a."""
        words, names = self.words, self.names
        if self.after_institution(at):
            return None
        low = words[at].low
        second = words[at + 1] if at + 1 < len(words) and words[at + 1].joined else None
        if second is None or not (low in names.surname or low in names.surname_weak):
            return None
        if low not in names.surname_written and low not in names.surname_plain:
            return None
        marked = second.low in MIDDLE and at + 2 < len(words) and words[at + 2].joined
        if not words[at].large:
            return self.small_full(at) if marked and not second.large else None
        run = self.large_run(at)
        if run is None or run[1] - run[0] < 2:
            return None
        shouted = all(word.text.isupper() and len(word.text) > 1 for word in words[run[0] : run[1]])
        sure = low in names.surname and not shouted and self.sounds_like_a_name(*run)
        return run if marked or sure or self.of_people(*run) else None

    def beside_mark(self, at: int) -> tuple[int, int] | None:
        """Luân [số điện thoại] · [số điện thoại], Dịu."""
        if not self.words[at].large or (at and self.words[at].joined and self.words[at - 1].large):
            return None
        run = self.large_run(at)
        if run is None or not self.known(at) or self.after_institution(at):
            return None
        after = self.text[self.words[run[1] - 1].end :]
        before = self.text[: self.words[at].start]
        return run if MARK_AFTER.match(after) or (MARK_BEFORE.search(before) and END.match(after)) else None
