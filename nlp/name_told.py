"""Names by what is said around them: an office of the state before, what only persons do after."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from nlp.name_runs import Runs
from nlp.name_text import NOT_ALONE, NOT_OF_PERSONS, OF_STATE, SAID_OF_PERSONS

_LONGEST_OFFICE = 64
"""Letters before a name that may say an office of the state."""


@dataclass(frozen=True, slots=True)
class Told(Runs):
    """Runs of words beside which the sentence says whose they are."""

    def of_state(self, first: int) -> bool:
        """bộ trưởng Bộ Nội vụ X: an office of the state stands before the name."""
        return OF_STATE.search(self.text[: self.words[first].start][-_LONGEST_OFFICE:]) is not None

    def large_ones(self) -> Iterator[int]:
        """Where a large word follows a small one: inside a sentence only names begin large."""
        for at, word in enumerate(self.words):
            if at and word.joined and word.large and not self.words[at - 1].large and self.known(at):
                yield at

    def told_of(self, at: int) -> tuple[int, int] | None:
        """ai biết Hồng Nhung hồi đó · tại Kiệt IT · hôm qua Thúy nói."""
        run = self.large_run(at)
        if run is None or self.after_institution(at) or self.words[at - 1].low in NOT_OF_PERSONS:
            return None
        last = self.words[run[1] - 1].low
        given = last in self.names.given and not (run[1] - run[0] == 1 and last in NOT_ALONE)
        told = given and SAID_OF_PERSONS.match(self.text, self.words[run[1] - 1].end)
        return run if told and all(self.known(word) for word in range(*run)) else None
