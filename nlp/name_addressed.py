"""Names after a form of address or a title."""

from __future__ import annotations

from dataclasses import dataclass

from nlp.name_after import OF_PERSONS
from nlp.name_sets import CROSSING, HEADS, HOMES, LOOKS, NOT_ALONE, OFFICES, ORDINALS, SHOPS, WAYS
from nlp.name_text import ROMAJI
from nlp.name_told import Told

_TWO = frozenset({"hai"})


@dataclass(frozen=True, slots=True)
class Addressed(Told):
    """Each rule looks at word `at` and answers with the first word of a name and the one after its last, or None."""

    def addressed(self, at: int) -> tuple[int, int] | None:
        """chị Hoa · anh Bế Văn Sự · tổ trưởng Hùng · chi hoa ben chuyen 5."""
        low = self.words[at].low
        if self._is_no_person(at) or (low not in self.names.kin and not self._titled(at) and not self._heads(at)):
            return None
        if bracketed := self.bracketed(at):
            return bracketed
        if not self.follows(at + 1) or f"{low} {self.words[at + 1].low}" in self.names.not_person:
            return None
        run = self._after_kin(at) if low in self.names.kin else self._after_title(at)
        return run or self.other_alone(at + 1)

    def _is_no_person(self, at: int) -> bool:
        """quán cơm Bà Năm · đường Ông Ích Khiêm · ngã ba Huế · Hai Bà Trưng."""
        word = self.words[at]
        if word.large and (self.is_one(at - 1, SHOPS) or self.after_institution(at)):
            return True
        return (word.low in WAYS and self.is_one(at - 1, CROSSING)) or (word.low == "bà" and self.is_one(at - 1, _TWO))

    def _after_kin(self, at: int) -> tuple[int, int] | None:
        second = self.words[at + 1]
        if second.low in ORDINALS and not second.large:
            run = self.large_run(at + 2) if self.follows(at + 2) else None
            return run if run and self.known(run[0]) else None
        run = self.large_run(at + 1)
        if run and not second.joined and not self.known(at + 1):
            return None
        if run and self.like_a_place(*run) and self.is_one(at - 1, HOMES):
            return None
        return self._with_looks(run) or self.small_before_place(at + 1)

    def _after_title(self, at: int) -> tuple[int, int] | None:
        """Chuyên gia Nhật is no name, tổ trưởng Nhật is one."""
        run = self.large_run(at + 1)
        first = self.words[at + 1].low
        if run is None or (
            first in NOT_ALONE - ORDINALS and run[1] - run[0] == 1 and self.words[at].low not in self.names.title
        ):
            return None
        return run if self.known(run[0]) or ROMAJI.fullmatch(first) or not first.isascii() else None

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

    def other_alone(self, first: int) -> tuple[int, int] | None:
        """bs Lương ký · gặp anh Nhân nhé: a large word that is mostly another, alone and no part of a phrase."""
        word = self.words[first]
        after = self.words[first + 1] if first + 1 < len(self.words) else None
        if not (word.large and word.joined) or word.text.isupper() or word.low not in self.names.given:
            return None
        if after is None or not after.joined:
            return (first, first + 1)
        phrase = after.large or f"{word.low} {after.low}" in self.names.not_person
        return None if phrase or not OF_PERSONS.match(self.text, word.end) else (first, first + 1)
