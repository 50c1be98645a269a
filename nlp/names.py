"""Names of persons in what the public wrote: after an introduction, a form of address or a title, and full names.

Rows of data/names.tsv say what is a surname, a middle or a given name, and what is none although it begins large.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nlp.findings import MARK, Finding
from nlp.name_words import Lexicon, load_lexicon

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LONGEST = 4
"""Syllables of a Vietnamese name, as a rule."""


@dataclass(frozen=True, slots=True)
class Word:
    start: int
    end: int
    text: str
    low: str
    joined: bool
    """Only a space lies between the word before and this one."""

    @property
    def large(self) -> bool:
        return self.text[0].isupper()


def _words(text: str) -> list[Word]:
    """The words outside of marks."""
    found: list[Word] = []
    for match in _WORD.finditer(MARK.sub(lambda mark: "." * len(mark[0]), text)):
        gap = text[found[-1].end : match.start()] if found else ""
        joined = gap == " " or (gap == ". " and found[-1].low in _ABBREVIATED)
        found.append(Word(match.start(), match.end(), match[0], match[0].lower(), joined))
    return found


def find_names(text: str) -> Iterator[Finding]:
    """Every name that one of the rules sees; they may overlap."""
    reader = _Reader(text, _words(text), load_lexicon())
    for at in range(len(reader.words)):
        for rule in (reader.introduced, reader.addressed, reader.called, reader.full, reader.beside_mark):
            if last := rule(at):
                first, end = last
                yield Finding(reader.words[first].start, reader.words[end - 1].end, "name")


@dataclass(frozen=True, slots=True)
class _Reader:
    """Each rule looks at word `at` and answers with the first word of a name and the one after its last, or None."""

    text: str
    words: Sequence[Word]
    names: Lexicon

    def introduced(self, at: int) -> tuple[int, int] | None:
        """em tên X · tên em là X · tôi là X · em chính là X."""
        words, names = self.words, self.names
        low = words[at].low
        if low in {"tên", "ten"}:
            first = at + 1
            if self._is(first, names.self) and self._is(first + 1, _IS):
                first += 2
            elif self._is(first, _IS):
                first += 1
            trusted = at == 0 or words[at - 1].low in names.self or first > at + 1 or self._after_colon(first)
            return self._run(first, trusted=trusted)
        if low in _IS and at and (words[at - 1].low in names.self or words[at - 1].low in {"chính", "chinh", "đây"}):
            return self._run(at + 1, trusted=False)
        return None

    def addressed(self, at: int) -> tuple[int, int] | None:
        """chị Hoa · anh Bế Văn Sự · tổ trưởng Hùng · chi hoa ben chuyen 5."""
        low = self.words[at].low
        if low not in self.names.kin and low not in self.names.title and not self._heads(at):
            return None
        if low == "bà" and at and self.words[at - 1].low == "hai":
            return None
        if not self._follows(at + 1) or f"{low} {self.words[at + 1].low}" in self.names.not_person:
            return None
        run = self._large_run(at + 1)
        if low in self.names.kin:
            return run or self._small_before_place(at + 1)
        return run if run and all(self._known(word) for word in range(*run)) else None

    def _heads(self, at: int) -> bool:
        """trưởng phòng, phó ban: the second word alone is no title."""
        return at > 0 and self.words[at].low in _OFFICES and self.words[at - 1].low in _HEADS and self.words[at].joined

    def called(self, at: int) -> tuple[int, int] | None:
        """gọi Thu · nhắn Bích · liên hệ Ánh."""
        if self.words[at].low not in self.names.calls or not self._follows(at + 1):
            return None
        run = self._large_run(at + 1)
        return run if run and self._known(run[0]) else None

    def full(self, at: int) -> tuple[int, int] | None:
        """Lê Văn Đực · Pham Thi Loan · nguyễn văn a."""
        words, names = self.words, self.names
        if self._after_institution(at):
            return None
        low = words[at].low
        second = words[at + 1] if at + 1 < len(words) and words[at + 1].joined else None
        if second is None or not (low in names.surname or low in names.surname_weak):
            return None
        if low not in names.surname_written and low not in names.surname_plain:
            return None
        marked = second.low in _MIDDLE and at + 2 < len(words) and words[at + 2].joined
        if not words[at].large:
            return self._small_full(at) if marked and not second.large else None
        run = self._large_run(at)
        if run is None or run[1] - run[0] < 2:
            return None
        shouted = all(word.text.isupper() and len(word.text) > 1 for word in words[run[0] : run[1]])
        sure = (
            low in names.surname
            and not shouted
            and all(names.is_syllable(w.low) or len(w.text) == 1 for w in words[run[0] + 1 : run[1]])
        )
        return run if marked or sure else None

    def beside_mark(self, at: int) -> tuple[int, int] | None:
        """Luân [số điện thoại] · [số điện thoại], Dịu."""
        if not self.words[at].large or (at and self.words[at].joined and self.words[at - 1].large):
            return None
        run = self._large_run(at)
        if run is None or not self._known(at) or self._after_institution(at):
            return None
        after = self.text[self.words[run[1] - 1].end :]
        before = self.text[: self.words[at].start]
        return run if _MARK_AFTER.match(after) or (_MARK_BEFORE.search(before) and _END.match(after)) else None

    def _run(self, first: int, *, trusted: bool) -> tuple[int, int] | None:
        """A name in large or small letters. `trusted`: the words before leave no doubt that a name follows."""
        if not self._follows(first):
            return None
        word = self.words[first]
        if word.large:
            run = self._large_run(first)
            if run is None:
                return None
            return run if trusted or run[1] - run[0] > 1 or self._known(first) else None
        return self._small_run(first) if trusted else self._small_full(first)

    def _after_institution(self, at: int) -> bool:
        """công ty Hoàng Long, đường Lê Lợi, quê Tuyên Hóa: named after or like a person."""
        return at > 0 and self.words[at].joined and self.words[at - 1].low in self.names.institution

    def _follows(self, at: int) -> bool:
        """Word `at` belongs to the word before it."""
        return at < len(self.words) and (self.words[at].joined or self._after_colon(at))

    def _after_colon(self, first: int) -> bool:
        if not 0 < first < len(self.words):
            return False
        return self.text[self.words[first - 1].end : self.words[first].start].strip() in {":", "="}

    def _large_run(self, first: int) -> tuple[int, int] | None:
        """Up to four words with large first letters; None where they are something else than a name."""
        names, words = self.names, self.words
        end = first
        while end < len(words) and end - first < _LONGEST and words[end].large and (end == first or words[end].joined):
            if names.is_other(words[end].low) and not self._in_name(first, end):
                break
            if words[end].text.isupper() and len(words[end].text) > 1 and not names.is_syllable(words[end].low):
                break
            end += 1
        end = self._without_place(first, end)
        return (first, end) if end > first and not self._is_phrase(first, end) else None

    def _in_name(self, first: int, at: int) -> bool:
        """A word that is mostly something else is part of a name after a name's syllable and before văn or thị."""
        low = self.words[at].low
        if at > first:
            return self.names.is_syllable(low)
        return low in self.names.surname and self._is(at + 1, _MIDDLE) and self.words[at + 1].large

    def _is_phrase(self, first: int, end: int) -> bool:
        """One large word that begins a set phrase: `Ngân hàng`, `Công đoàn`."""
        follows = end < len(self.words) and self.words[end].joined
        return (
            end == first + 1 and follows and f"{self.words[first].low} {self.words[end].low}" in self.names.not_person
        )

    def _without_place(self, first: int, end: int) -> int:
        """Cut a known place, street or set phrase off the end of a run; all of it may be one."""
        for start in range(first, end):
            for stop in range(end, start + 1, -1):
                if " ".join(word.low for word in self.words[start:stop]) in self.names.not_person:
                    head = self.words[first:start]
                    return end if head and all(word.low in self.names.surname for word in head) else start
        return end

    def _small_run(self, first: int) -> tuple[int, int] | None:
        """Name syllables in small letters, as many as are known ones."""
        end = first
        while (
            end < len(self.words)
            and end - first < _LONGEST
            and (end == first or self.words[end].joined)
            and self._known(end)
            and self.words[end].low not in self.names.not_small
        ):
            end += 1
        return (first, end) if end > first else None

    def _small_full(self, first: int) -> tuple[int, int] | None:
        """nguyễn thị hoa: a surname, văn or thị, and one or two syllables."""
        words, names = self.words, self.names
        if first + 2 >= len(words) or not (words[first + 1].joined and words[first + 2].joined):
            return None
        if words[first].low not in names.surname or words[first + 1].low not in _MIDDLE:
            return None
        if f"{words[first + 1].low} {words[first + 2].low}" in names.not_person:
            return None
        if words[first + 1].low in {"thi", "van"} and (words[first].low not in _PLAIN or self._is(first - 1, _VI)):
            return None
        end = first + 3
        if end < len(words) and words[end].joined and self._known(end - 1) and words[end].low in names.given:
            end += words[end].low not in self.names.not_small
        return (first, end)

    def _small_before_place(self, first: int) -> tuple[int, int] | None:
        """chi hoa ben chuyen 5 · anh tuấn [số điện thoại]."""
        if first >= len(self.words) or not self.words[first].joined or not self._known(first):
            return None
        word = self.words[first]
        if word.low in self.names.not_small or word.low in self.names.kin or self.words[first - 1].low in _SUBJECTS:
            return None
        return (first, first + 1) if _PLACE_AFTER.match(self.text[word.end :]) else None

    def _known(self, at: int) -> bool:
        return self.names.is_syllable(self.words[at].low)

    def _is(self, at: int, words: frozenset[str]) -> bool:
        return at < len(self.words) and self.words[at].low in words


_ABBREVIATED = frozenset({"mr", "ms", "mrs", "bs", "ths"})
_HEADS = frozenset({"trưởng", "truong", "phó", "pho"})
_OFFICES = frozenset({"phòng", "phong", "ban", "ca", "kho", "xưởng", "xuong", "bộ phận", "khu", "đoàn", "nhóm"})
_IS = frozenset({"là", "la"})
_MIDDLE = frozenset({"văn", "thị", "van", "thi"})
_SUBJECTS = frozenset(
    {"em", "con", "bạn", "ban", "cháu", "chau", "vợ", "vo", "mẹ", "me", "ba", "má", "ma", "a", "c", "nhỏ"}
)
"""After these a small word is oftener a verb than a name: `em dang o`."""
_VI = frozenset({"vi"})
_PLAIN = frozenset({"nguyen", "huynh", "tran", "bui", "hoang", "pham", "ngo", "trinh"})
"""Surnames that are no other word without diacritics, unlike `ho van`, `do thi`, `truong thi`; save for `vi pham`."""
_MARKS = r"\[(?:số điện thoại|tài khoản|email|số định danh)\]"
_MARK_AFTER = re.compile(
    r"(?:,?\s(?:tổ|to|chuyền|chuyen)\s\d+)?[\s:,(-]{0,3}"
    rf"(?:(?:sđt|sdt|đt|dt|zalo|số|so|stk|email|mail|cccd)\s*:?\s*)?{_MARKS}",
    re.IGNORECASE,
)
_MARK_BEFORE = re.compile(rf"{_MARKS}[\s,(-]{{0,3}}$")
_END = re.compile(r"\s*(?:[.,;!?)(…]|$)")
_WORKPLACE = r"(?:chuyền|chuyen|tổ|to|xưởng|xuong|kho|ca|phòng|phong|kcs|qc|bộ phận|bo phan)"
_PLACE_AFTER = re.compile(rf"\s+(?:(?:bên|ben|ở|o)\s+)?{_WORKPLACE}\s+\w|{_MARK_AFTER.pattern}", re.IGNORECASE)
