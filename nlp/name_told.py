"""Names by what is said around them: an office of the state before, what only persons do after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nlp.name_after import AT_WORK, CALLED, JOB_AFTER, OF_COMPANIES, OF_PERSONS, SAID_OF_PERSONS, SPEAKS, SPOKEN_TO
from nlp.name_sets import BESIDE, NOT_ALONE, NOT_OF_PERSONS, ORDINALS
from nlp.name_small import Small
from nlp.name_text import OF_STATE, SYLLABLE

_LONGEST_OFFICE = 64
"""Letters before a name that may say an office of the state."""
_NEAR = 5
"""Words before a name that may say that it is a company's."""


@dataclass(frozen=True, slots=True)
class Told(Small):
    """Runs of words beside which the sentence says whose they are."""

    def of_state(self, first: int) -> bool:
        """bộ trưởng Bộ Nội vụ X: an office of the state stands before the name."""
        return OF_STATE.search(self.text[: self.words[first].start][-_LONGEST_OFFICE:]) is not None

    def large_ones(self, large: Sequence[int]) -> Iterator[int]:
        """Where a run of `large` words may begin a name: inside a sentence little else begins large."""
        for at in large:
            may_be = self.known(at) or self._is_syllable(at)
            if may_be and not (at and self.words[at].joined and self._large_name(at - 1)):
                yield at

    def _large_name(self, at: int) -> bool:
        """A large word before a name that could begin it; `Lương` in `Lương Thoa 9tr` begins the sentence."""
        word = self.words[at]
        if not word.large or word.low in self.names.title:
            return word.large and word.low not in self.names.title
        if word.low in self.names.kin or (at and word.joined) or not self._heads_sentence(at):
            return True
        strange = not self.known(at) and SYLLABLE.fullmatch(word.low) is not None
        pair = f"{word.low} {self.words[at + 1].low}"
        return not (self.names.is_other(word.low) or strange) or pair in self.names.not_person

    def told_of(self, at: int) -> tuple[int, int] | None:
        """hôm bữa Thủy kế toán nói · mượn tiền Dũng · Ngọc Hân trả lời · Hòa ơi."""
        run = self.large_run(at)
        if run and self._is_foreign(*run):
            return run
        if run is None or (run[1] - run[0] == 1 and not self.known(at)):
            return run if run and self._does_what_persons_do(at) else self._addressed_by_all(at)
        if not self._are_given(*run) or (self.after_institution(at) and self.words[at - 1].low != "cho"):
            return None
        if not (at and self.words[at].joined):
            return run if self._opens(*run) else None
        if SAID_OF_PERSONS.match(self.text, self._end(run)) and self.words[at - 1].low not in NOT_OF_PERSONS:
            return run
        elsewhere = self._elsewhere(at) and not self.is_one(at - 1, BESIDE)
        return None if elsewhere or self._in_phrase(run) or self.like_a_place(*run) else run

    def _is_syllable(self, at: int) -> bool:
        word = self.words[at].low
        return SYLLABLE.fullmatch(word) is not None and not self.names.is_other(word) and word not in self.names.kin

    def _does_what_persons_do(self, at: int) -> bool:
        """hỏi Nhạo ơi · hôm qua Khuể kế toán nói: a syllable that no table of names has."""
        end = self.words[at].end
        if not (at and self.words[at].joined):
            return self.text.startswith(" ơi", end) or AT_WORK.match(self.text, end) is not None
        before = self.words[at - 1].low
        if self.after_institution(at) or before in NOT_OF_PERSONS or before in self.names.named_thing:
            return False
        told = SAID_OF_PERSONS.match(self.text, end) or JOB_AFTER.match(self.text, end)
        return told is not None and not self._elsewhere(at)

    def _addressed_by_all(self, at: int) -> tuple[int, int] | None:
        """Hoàng Long bạn nói sao: a place's name too, but who is spoken to is none."""
        pair = self.words[at : at + 2]
        if (at and self.words[at].joined) or len(pair) < 2 or not (pair[1].large and pair[1].joined):
            return None
        known = self.known(at) and self.known(at + 1) and not self.names.is_other(pair[0].low)
        return (at, at + 2) if known and SPOKEN_TO.match(self.text, pair[1].end) else None

    def _is_foreign(self, first: int, end: int) -> bool:
        """Kim Soo Hyun giám đốc xưởng 2."""
        known = end - first > 1 and self.words[first].low in self.names.foreign
        if known and end - first > 2 and not all(self.known(at) for at in range(first, end)):
            return all(self.words[at].text.isascii() for at in range(first, end))
        return known and JOB_AFTER.match(self.text, self._end((first, end))) is not None

    def _opens(self, first: int, end: int) -> bool:
        """At the head of a sentence every word is large: what follows must say that it is a person."""
        at = self._end((first, end))
        if CALLED.match(self.text, at):
            return True
        shouted = any(word.text.isupper() and len(word.text) > 1 for word in self.words[first:end])
        said = not shouted and OF_PERSONS.match(self.text, at) is not None
        if end - first == 1:
            if self.words[first].low in self.names.western and not shouted:
                return not self.goes_on(end)
            return said and self.words[first].low not in self.names.opener and self.is_given(self.words[first].low)
        if SAID_OF_PERSONS.match(self.text, at):
            return True
        if shouted or self.like_a_place(first, end) or self.goes_on(end):
            return False
        return not OF_COMPANIES.match(self.text, at) if self._heads_sentence(first) else said

    def _heads_sentence(self, at: int) -> bool:
        return at == 0 or self.text[self.words[at - 1].end : self.words[at].start].strip(" ,;-/&+(\"'") != ""

    def _end(self, run: tuple[int, int]) -> int:
        return self.words[run[1] - 1].end

    def _are_given(self, first: int, end: int) -> bool:
        words = [word.low for word in self.words[first:end]]
        if len(words) == 2 and words[0] in ORDINALS:
            return True
        alone = len(words) == 1 and words[0] in NOT_ALONE and not SPEAKS.match(self.text, self._end((first, end)))
        return words[-1] in self.names.given and not alone and all(map(self.names.is_syllable, words))

    def _elsewhere(self, at: int) -> bool:
        """After words of places and things, and a few words after one for a company: `công ty Bao bì Thiên Lộc`."""
        before = [word.low for word in self.words[max(0, at - _NEAR) : at]]
        return (
            before[-1] in NOT_OF_PERSONS
            or before[-1] in self.names.named_thing
            or not self.names.company.isdisjoint(before)
        )

    def _in_phrase(self, run: tuple[int, int]) -> bool:
        """Letters that stand for something (`mã PO`), or a large word that goes on."""
        if run[1] - run[0] > 1:
            return False
        return self.words[run[0]].text.isupper() or self.goes_on(run[1])
