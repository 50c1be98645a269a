"""The 34 provinces and cities in a text, by their old names, abbreviations, towns and industrial parks too.

What may mean several places is one ambiguous Place, never a guess; what may as well be no place (peace, a first name,
"needs workmen") counts only where the words around it speak for a place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from domain.post import Place
from nlp.name_words import Lexicon, load_lexicon
from nlp.place_table import DATA, Expression, PlaceTable, Rule, load_table
from nlp.place_text import Reading, read, trie
from nlp.tone import place_tones
from nlp.unicode import same_length_fold

_CUE = re.compile(
    r"(?<!\w)(?:o|tai|ve|que|tu|di|ra|vao|len|vo|den|lam|ngoai|trong|tren|duoi|ben"
    r"|tinh|tp|t\.p|thanh pho|tx|thi xa|huyen|quan|xa|phuong|mien|dat|khu|vung|ga|san bay|cang"
    r"|kcn|ccn|kcx|khu cong nghiep|khu che xuat|cum cong nghiep|cdkcn|cong doan cac kcn|chi nhanh|nha may"
    r"|ldld|lien doan lao dong|lien doan ld|bhxh|bao hiem xa hoi|ubnd|so noi vu|so ldtbxh|cong an"
    r"|nguoi|dan|cong nhan|cn|lao dong|doan vien)\s*[.:]?\s*$"
)
"""What before an expression speaks for a place; read without diacritics in small letters."""
_STRONG_CUE = re.compile(r"(?<!\w)(?:o|que|ve|tinh|tp|thanh pho|kcn|ldld|lien doan lao dong)\s*[.:]?\s*$")
"""The same for two letters that mostly mean something else."""
_AGAINST = re.compile(
    r"(?<!\w)(?:(?<!thanh )pho|duong|dai lo|xa lo|hem|ngo|bun bo|banh mi|bia|nem|bao|rap|ngan hang|khach san|tap doan"
    r"|chu tich|tu tuong|phong cach|dao duc|huan chuong|cong san|hoc vien chinh tri quoc gia|lang|bac|xay dung"
    r"|cau thu|ca si|anh\s?:)\s*$"
)
"""What before an expression speaks against a place."""
_KIN = re.compile(r"(?<!\w)(?:anh|chị|chi|ông|ong|bà|cô|chú|bác|thầy|bạn|dì|cậu|mợ|thím|bé|tên|ten)\s+$")
_LIST = re.compile(r"\s*(?:,|/|&|-|–|;|va|hoac|hay|den|qua|cung|\+)\s*(?:tinh|tp\.?|thanh pho)?\s*")
_FORMER = re.compile(r"\s*[(,]?\s*(?:cu|truoc day|truoc sap nhap)(?!\w)")
_LETTERS = frozenset({Rule.EXACT, Rule.EXACT_CUE})
_PLAIN = frozenset({Rule.ANY, Rule.MARKED})
_BEFORE = 28
"""Characters that are looked at before an expression."""


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Finds places; make it once with `load` and pass it on."""

    table: PlaceTable
    by_bare: Mapping[str, tuple[Expression, ...]]
    pattern: re.Pattern[str]
    lexicon: Lexicon

    @classmethod
    def load(cls, path: Path = DATA) -> Gazetteer:
        """Read the table of expressions."""
        table = load_table(path)
        by_bare: dict[str, tuple[Expression, ...]] = {}
        for expression in table.expressions:
            bare = same_length_fold(expression.text)
            by_bare[bare] = (*by_bare.get(bare, ()), expression)
        return cls(table, by_bare, re.compile(rf"(?<!\w)(?:{trie(by_bare)})(?!\w)"), load_lexicon())

    def find(self, text: str) -> tuple[Place, ...]:
        """Every place that `text` names, in its order."""
        reading = read(text)
        return tuple(self._place(reading, entries, start, end) for entries, start, end in self._accepted(reading))

    def _accepted(self, reading: Reading) -> Iterator[tuple[list[Expression], int, int]]:
        at, last = 0, -1
        while match := self.pattern.search(reading.bare, at):
            entries = [
                entry
                for entry in self.by_bare[match[0]]
                if _is_written(entry, reading, match.start()) and self._counts(entry, reading, match, last)
            ]
            if entries:
                yield entries, match.start(), match.end()
                at = last = match.end()
            else:
                at = match.start() + 1

    def _counts(self, entry: Expression, reading: Reading, match: re.Match[str], last: int) -> bool:
        start, end = match.span()
        before = reading.bare[max(0, start - _BEFORE) : start]
        if _AGAINST.search(before) or self._is_person(entry, reading, start, end):
            return False
        written, small = reading.text[start:end], reading.small[start:end]
        large = all(word[0].isupper() or not word[0].isalpha() for word in re.split(r"[\s-]+", written) if word)
        if (entry.rule is Rule.EXACT and written == entry.text) or (entry.rule is Rule.CAPITAL and large):
            return True
        if entry.rule is Rule.ALONE:
            return not re.match(r"\s[^\W\d_]", reading.text[end:]) or not reading.text[end + 1].isupper()
        if entry.rule is Rule.ANY or (entry.rule is Rule.MARKED and (large or small != reading.bare[start:end])):
            return True
        return self._has_cue(entry, reading, (start, end), last)

    def _has_cue(self, entry: Expression, reading: Reading, span: tuple[int, int], last: int) -> bool:
        start, end = span
        before = reading.bare[max(0, start - _BEFORE) : start]
        if (_STRONG_CUE if entry.rule in _LETTERS else _CUE).search(before) or _FORMER.match(reading.bare, end):
            return True
        if last >= 0 and _LIST.fullmatch(reading.bare, last, start):
            return True
        following = _LIST.match(reading.bare, end)
        after = self.pattern.match(reading.bare, following.end()) if following else None
        return after is not None and any(entry.rule in _PLAIN for entry in self.by_bare[after[0]])

    def _is_person(self, entry: Expression, reading: Reading, start: int, end: int) -> bool:
        """Nguyễn Thái Bình, chị Huế, anh Hà Giang."""
        word = re.search(r"(\w+) $", reading.text[max(0, start - _BEFORE) : start])
        if word and word[1][0].isupper() and word[1].lower() in self.lexicon.surname_plain:
            return not word[1].isupper()
        if not _KIN.search(reading.small[max(0, start - _BEFORE) : start]):
            return False
        return all(self.lexicon.is_syllable(part) for part in reading.small[start:end].split())

    def _place(self, reading: Reading, entries: list[Expression], start: int, end: int) -> Place:
        first, last = reading.offsets[start], reading.offsets[end]
        codes = tuple(sorted({code for entry in entries for code in entry.codes}))
        if len(codes) > 1:
            return Place(reading.text[start:end], "", ambiguous=True, candidates=codes, start=first, end=last)
        return Place(self.table.names[codes[0]], codes[0], old_name=entries[0].old_name, start=first, end=last)


def _is_written(entry: Expression, reading: Reading, start: int) -> bool:
    """Each letter as in the expression or without its marks: `Đong Nai` is Đồng Nai, `hà nàm` is not Hà Nam."""
    wanted = place_tones(entry.text.lower())
    end = start + len(wanted)
    return all(
        found in pair for found, *pair in zip(reading.small[start:end], wanted, same_length_fold(wanted), strict=True)
    )
