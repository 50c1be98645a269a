"""Names in small letters: nothing but the words around them says that they are names."""

from __future__ import annotations

from dataclasses import dataclass

from nlp.name_after import END, JOB_AFTER, LIVES, OF_SPEAKERS, PLACE_AFTER, SPEAKS
from nlp.name_runs import LONGEST, Runs
from nlp.name_sets import MIDDLE, NOT_ALONE, NOT_PLAIN, NOT_SAID, PLAIN, SUBJECTS, VI

_WRITTEN = frozenset({"văn", "thị"})


@dataclass(frozen=True, slots=True)
class Small(Runs):
    """Runs of small words; answers like those of Runs."""

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
            return self.small_named(first) or self.small_middled(first) or self.small_run(first)
        return self.small_full(first) or self.small_long(first) or self.small_said(first)

    def small_run(self, first: int) -> tuple[int, int] | None:
        """Name syllables in small letters, as many as are known ones."""
        end = first
        while (
            end < len(self.words)
            and end - first < LONGEST
            and (end == first or self.words[end].joined)
            and self.known(end)
            and (self.words[end].low not in self.names.not_small or (end > first and self.words[end].low == "anh"))
        ):
            end += 1
        if end == first + 1 and self.words[first].low in NOT_ALONE:
            return None
        return (first, end) if end > first else None

    def small_named(self, first: int) -> tuple[int, int] | None:
        """họ tên vi văn pháo: between văn or thị with its mark and a surname stands a name, whatever it is."""
        after = [word for word in self.words[first + 1 : first + 3] if word.joined]
        surnames = self.names.surname | self.names.surname_weak
        sure = (
            self.is_one(first, surnames)
            and len(after) == 2
            and after[0].low in ({"văn", "thị"} if self.is_marked() else MIDDLE)
        )
        return (first, first + 3) if sure and after[1].low not in self.names.not_small else None

    def may_be_surname(self, at: int) -> bool:
        return self.is_one(at, self.names.surname) or self.is_one(at, self.names.surname_weak)

    def small_middled(self, first: int) -> tuple[int, int] | None:
        """toi ten do van thanh: after an introduction a surname is one whatever else it may be."""
        after = [word for word in self.words[first + 1 : first + 3] if word.joined]
        sure = self.may_be_surname(first) and len(after) == 2 and after[0].low in MIDDLE
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
        return (
            run
            if run
            and run[1] - run[0] > 2
            and self.words[first].low in self.names.surname
            and not self.is_one(first, NOT_PLAIN)
            else None
        )

    def sure_pair(self, first: int) -> bool:
        """vo thi ngoc diem: two syllables of names where the surname may be another word."""
        pair = self.words[first : first + 2]
        sure = all(self.names.is_syllable(word.low) and word.low not in self.names.not_small for word in pair)
        return len(pair) > 1 and pair[1].joined and sure

    def small_said(self, first: int) -> tuple[int, int] | None:
        """e là thảo bên may 2 · minh la tuan tai xe: one small given name before what speakers say of themselves."""
        word = self.words[first]
        other = word.low in NOT_SAID or word.low in NOT_ALONE or word.low in self.names.not_small
        if other or not self.is_given(word.low):
            return None
        end = first + 1
        if self._are_two(first):
            return (first, first + 2)
        if end < len(self.words) and self.words[end].joined and self.words[end].low in self.names.given:
            end += OF_SPEAKERS.match(self.text, self.words[end].end) is not None
        return (first, end) if OF_SPEAKERS.match(self.text, self.words[end - 1].end) else None

    def _are_two(self, first: int) -> bool:
        """em là yến nhi: two small given names with diacritics need no more."""
        pair = self.words[first : first + 2]
        if len(pair) < 2 or not pair[1].joined or f"{pair[0].low} {pair[1].low}" in self.names.not_person:
            return False
        given = all(word.low in self.names.given_written and word.low not in self.names.not_small for word in pair)
        return given and not pair[0].low.isascii() and pair[0].low not in self.names.opener

    def small_before_place(self, first: int) -> tuple[int, int] | None:
        """chi hoa ben chuyen 5 · chi ngoc lan phong nhan su · anh tuấn [số điện thoại]."""
        if first >= len(self.words):
            return None
        low = self.words[first - 1].low
        if (own := self.said_of_self(first)) or (low not in SUBJECTS and self._speaks(first)):
            return own or (first, first + 1)
        if low in SUBJECTS and (low not in {"a", "c"} or self.words[first].low.isascii()):
            return None
        return self._placed(first)

    def _placed(self, first: int) -> tuple[int, int] | None:
        for end in range(first, min(first + 2, len(self.words))):
            word = self.words[end]
            if not word.joined or not self.is_given(word.low) or self._is_other(word.low):
                return None
            if end > first and word.low in self.names.title:
                return None
            if PLACE_AFTER.match(self.text[word.end :]):
                return (first, end + 1)
        return None

    def _is_other(self, low: str) -> bool:
        return low in self.names.not_small or low in self.names.kin

    def said_of_self(self, first: int) -> tuple[int, int] | None:
        """em phương ở sóng thần: small given names that are no other word, before where the speaker lives or works."""
        for end in range(first, min(first + 2, len(self.words))):
            word = self.words[end]
            if word.large or not word.joined or word.low in self.names.not_small or not self.is_given(word.low):
                return None
            if word.low not in self.names.opener and (
                LIVES.match(self.text, word.end) or JOB_AFTER.match(self.text, word.end)
            ):
                return (first, end + 1)
        return None

    def _speaks(self, first: int) -> bool:
        """anh lực nói mai nghỉ: a small given name with its diacritics, before a verb of speech."""
        word = self.words[first]
        plain = word.low.isascii() or word.low in self.names.opener or word.low in self.names.not_small
        return not plain and word.joined and word.low in self.names.given and bool(SPEAKS.match(self.text, word.end))
