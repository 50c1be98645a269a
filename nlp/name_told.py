"""Names by what is said around them: an office of the state before, what only persons do after."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nlp.name_runs import Runs
from nlp.name_text import NOT_ALONE, NOT_OF_PERSONS, OF_STATE, SAID_OF_PERSONS

_LONGEST_OFFICE = 64
"""Letters before a name that may say an office of the state."""
_NEAR = 5
"""Words before a name that may say that it is a company's."""
CALLED = re.compile(r"\s+(?:ơi|oi|ui)(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Told(Runs):
    """Runs of words beside which the sentence says whose they are."""

    def of_state(self, first: int) -> bool:
        """bộ trưởng Bộ Nội vụ X: an office of the state stands before the name."""
        return OF_STATE.search(self.text[: self.words[first].start][-_LONGEST_OFFICE:]) is not None

    def large_ones(self) -> Iterator[int]:
        """Where a run of large words may begin a name: inside a sentence little else begins large."""
        for at, word in enumerate(self.words):
            if word.large and self.known(at) and not (at and word.joined and self.words[at - 1].large):
                yield at

    def told_of(self, at: int) -> tuple[int, int] | None:
        """hôm bữa Thủy kế toán nói · mượn tiền Dũng · Ngọc Hân trả lời · Hòa ơi."""
        run = self.large_run(at)
        if run is None or not self._are_given(*run) or (self.after_institution(at) and self.words[at - 1].low != "cho"):
            return None
        end = self.words[run[1] - 1].end
        if not (at and self.words[at].joined):
            told = SAID_OF_PERSONS if run[1] - run[0] > 1 else CALLED
            return run if told.match(self.text, end) else None
        if SAID_OF_PERSONS.match(self.text, end) and self.words[at - 1].low not in NOT_OF_PERSONS:
            return run
        return None if self._elsewhere(at) or self._in_phrase(run) else run

    def _are_given(self, first: int, end: int) -> bool:
        words = [word.low for word in self.words[first:end]]
        alone = len(words) == 1 and words[0] in NOT_ALONE
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
        after = self.words[run[1]] if run[1] < len(self.words) else None
        if run[1] - run[0] > 1:
            return False
        return self.words[run[0]].text.isupper() or (after is not None and after.joined and after.large)
