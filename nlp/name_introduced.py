"""Names that their bearers or others announce: em tên X, gọi X, zalo X."""

from __future__ import annotations

from dataclasses import dataclass

from nlp.name_addressed import Addressed
from nlp.name_after import MARK_BEFORE
from nlp.name_runs import LONGEST
from nlp.name_sets import ALIASED, ALIASES, ANSWERS, INTRODUCERS, IS, NICK_FILLERS, SPEAKERS, TELLS

_INDEED = frozenset({"chính", "chinh", "đây"})


@dataclass(frozen=True, slots=True)
class Introduced(Addressed):
    """Each rule looks at word `at` and answers with the first word of a name and the one after its last, or None."""

    def introduced(self, at: int) -> tuple[int, int] | None:
        """em tên X · tên em là X · tôi là X · em chính là X · mình Ngọc Bích · dạ ngọc mai tổ 5 · biệt danh X."""
        low = self.words[at].low
        if low in INTRODUCERS:
            return self._announced(at)
        if low in IS:
            return self._is(at)
        if low in ANSWERS:
            return self.said_of_self(at + 1) if at + 1 < len(self.words) else None
        if low in ALIASES and self.is_one(at - 1, ALIASED) and self.words[at].joined:
            first = at + 2 if self.is_one(at + 1, IS) else at + 1
            return self.large_run(first) if self.follows(first) else None
        return self._of_self(at) if low in self.names.self or low in SPEAKERS else None

    def _announced(self, at: int) -> tuple[int, int] | None:
        names = self.names
        first = at + 1
        if self.is_one(first, names.self) and self.is_one(first + 1, IS):
            first += 2
        elif self.is_one(first, IS):
            first += 1
        told = self.is_one(at - 1, names.self) or self.is_one(at - 1, TELLS)
        trusted = at == 0 or told or first > at + 1 or self.after_colon(first)
        if run := self.run(first, trusted=trusted):
            return run
        return self.other_pair(first) or self.strange(first) if trusted or self._names_a_person(at) else None

    def _is(self, at: int) -> tuple[int, int] | None:
        if self.is_one(at - 1, self.names.self) or self.is_one(at - 1, _INDEED):
            return self.run(at + 1, trusted=False) or self.small_middled(at + 1)
        return None

    def _of_self(self, at: int) -> tuple[int, int] | None:
        """vợ tôi Hòa · mình Ngọc Bích · em (Thùy Dương)."""
        words = self.words
        if words[at].low in self.names.self and (bracketed := self.bracketed(at)):
            return bracketed
        run = self.large_run(at + 1) if self.follows(at + 1) else None
        if run is None or not self.known(run[0]):
            return None
        if self.is_one(at - 1, self.names.kin) and words[at].joined and words[run[0]].joined:
            return run
        speaks = words[at].low in SPEAKERS and (at == 0 or not words[at].joined)
        return run if speaks and run[1] - run[0] > 1 and all(self.known(word) for word in range(*run)) else None

    def _names_a_person(self, at: int) -> bool:
        """thằng tài xế tên Bin, but no `quán tên`, `công ty tên`."""
        before = self.words[at - 1].low
        names = self.names
        thing = before in names.named_thing or before in names.institution or before in names.company
        return self.words[at].joined and not thing

    def called(self, at: int) -> tuple[int, int] | None:
        """gọi Thu · nhắn Bích · liên hệ Ánh · [số điện thoại] gap tho."""
        if self.words[at].low not in self.names.calls or not self.follows(at + 1):
            return None
        if (
            self._after_number(at)
            and self.words[at + 1].low in self.names.given
            and not self.is_one(at + 1, self.names.kin)
        ):
            return (at + 1, at + 2)
        run = self.large_run(at + 1)
        return run if run and self.known(run[0]) and not self.like_a_place(*run) else None

    def _after_number(self, at: int) -> bool:
        """Without diacritics nothing else tells a name after `gap` from another word."""
        return not self.is_marked() and MARK_BEFORE.search(self.text[: self.words[at].start].rstrip()) is not None

    def nick(self, at: int) -> tuple[int, int] | None:
        """fb Bống Bang · Zalo Mẹ Cún Con: two or more large words, whatever they are."""
        words, names, first = self.words, self.names, at + 1
        while self.is_one(first, NICK_FILLERS) and words[first].joined and not words[first].large:
            first += 1
        if words[at].low not in names.networks or not self.follows(first):
            return None
        end = first
        while end < len(words) and end - first < LONGEST and words[end].large and (end == first or words[end].joined):
            word = words[end]
            other = end == first and names.is_other(word.low) and word.low not in names.kin
            if other or word.text.isupper() or (word.low in names.not_nick and not self.goes_on(end + 1)):
                break
            end += 1
        phrase = " ".join(word.low for word in words[first:end])
        return (first, end) if end - first > 1 and phrase not in names.not_person else None

    def strange(self, first: int) -> tuple[int, int] | None:
        """tên Bin: any large word that is no other."""
        return self.large_run(first) if self.follows(first) and self.words[first].large else None

    def other_pair(self, first: int) -> tuple[int, int] | None:
        """tên Trường Giang: after an introduction a name may begin with a word that is mostly something else."""
        pair = self.words[first : first + 2]
        if len(pair) < 2 or not (pair[0].large and pair[1].large and pair[1].joined and self.follows(first)):
            return None
        named = self.names.is_syllable(pair[0].low) and pair[1].low in self.names.given
        return (first, first + 2) if named and f"{pair[0].low} {pair[1].low}" not in self.names.not_person else None
