"""Short and playful spellings -> words, from data/teencode.tsv.

A row applies where the word before is one of `after` and the word after one of `before` (either may be empty: any),
both read without diacritics. The first row of a form that applies wins. `<number>` stands for any number, `<end>` for
the end of a sentence. Forms of one or two letters are taken as written, longer ones in any case.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from nlp.findings import MARK
from nlp.runs import ByRun
from nlp.unicode import same_length_fold

DATA = Path(__file__).with_name("data") / "teencode.tsv"
_WORD = re.compile(rf"(?P<mark>{MARK.pattern})|[^\W_]+(?:\.[^\W_]+)*")
_SHORT = 2
_GLUE = frozenset("-&'’@_:=")


@dataclass(frozen=True, slots=True)
class Row:
    meaning: str
    """Empty: the form stays as it is."""
    after: frozenset[str]
    before: frozenset[str]

    def applies(self, previous: str, following: str) -> bool:
        return (not self.after or previous in self.after) and (not self.before or following in self.before)


WORD, FORM, PHRASE = 1, 2, 4
"""What may stand in a run of characters without a space: bits of one number, for there are hundreds in every text."""


@dataclass(frozen=True, slots=True)
class Teencode:
    words: Mapping[str, tuple[Row, ...]]
    phrases: re.Pattern[str]
    meanings: Mapping[str, str]
    """Of the phrases."""
    looks: ByRun[int]

    def spell_out(self, text: str) -> str:
        """The text with every known form replaced."""
        runs = text.split(" ")
        looks = [self.looks[run] for run in runs]
        if any(look & PHRASE for look in set(looks)):
            text = self.phrases.sub(lambda match: self.meanings[match[0].lower()], text)
            runs = text.split(" ")
            looks = [self.looks[run] for run in runs]
        wanted = [at for at, look in enumerate(looks) if look & FORM]
        if wanted and "[" in text:
            return self._spelled(text, 0, len(text))
        made = {at: self._in_context(runs, looks, at) for at in wanted}
        return " ".join([made.get(at, run) for at, run in enumerate(runs)]) if made else text

    def _in_context(self, runs: Sequence[str], looks: Sequence[int], at: int) -> str:
        """One run spelled out: rows look no further than the next word on each side."""
        first = next((before for before in range(at - 1, -1, -1) if looks[before] & WORD), 0)
        last = next((after for after in range(at + 1, len(runs)) if looks[after] & WORD), at)
        before = "".join([f"{run} " for run in runs[first:at]])
        return self._spelled(" ".join([before + runs[at], *runs[at + 1 : last + 1]]), len(before), len(runs[at]))

    def _spelled(self, text: str, start: int, length: int) -> str:
        """That part of the text, with its forms replaced."""
        found = list(_WORD.finditer(text))
        end = start + length
        parts: list[str] = []
        at = start
        for number, match in enumerate(found):
            rows = self.rows(match) if start <= match.start() < end and not _is_part(text, match) else ()
            if not rows:
                continue
            before = found[number - 1] if number else None
            after = found[number + 1] if number + 1 < len(found) else None
            meaning = _meaning(rows, _context(text, before, match), _context(text, match, after, forward=True))
            if meaning:
                parts += (text[at : match.start()], meaning)
                at = match.end()
        return "".join([*parts, text[at:end]])

    def rows(self, match: re.Match[str]) -> tuple[Row, ...]:
        return () if match["mark"] else _rows(self.words, match[0])


def _rows(words: Mapping[str, tuple[Row, ...]], word: str) -> tuple[Row, ...]:
    return words.get(word if len(word) <= _SHORT else word.lower(), ())


def _look(words: Mapping[str, tuple[Row, ...]], telling: frozenset[str], run: str) -> int:
    found = [match[0] for match in _WORD.finditer(run)]
    form = any(_rows(words, word) for word in found)
    phrase = any(word in run.lower() for word in telling)
    return WORD * bool(found) | FORM * form | PHRASE * phrase


def _is_part(text: str, match: re.Match[str]) -> bool:
    """A letter or two of a longer thing: e-mail, R&D, k-pop."""
    around = text[max(0, match.start() - 1) : match.start()] + text[match.end() : match.end() + 1]
    return len(match[0]) <= _SHORT and any(char in _GLUE for char in around)


def _meaning(rows: tuple[Row, ...], previous: str, following: str) -> str:
    return next((row.meaning for row in rows if row.applies(previous, following)), "")


def _context(text: str, first: re.Match[str] | None, second: re.Match[str] | None, *, forward: bool = False) -> str:
    """The neighbour as the table names it; `<end>` beyond the end of a sentence."""
    if first is None or second is None or re.search(r"[.!?\n]", text[first.end() : second.start()]):
        return "<end>"
    word = same_length_fold((second if forward else first)[0])
    return "<number>" if word[0].isdigit() and not word.startswith("t") else word


@cache
def load_teencode(path: Path = DATA) -> Teencode:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    words: dict[str, tuple[Row, ...]] = {}
    for row in rows:
        made = Row(row["meaning"], _options(row["after"]), _options(row["before"]))
        words[row["form"]] = (*words.get(row["form"], ()), made)
    phrases = {form: rows[0].meaning for form, rows in words.items() if " " in form}
    longest_first = sorted(phrases, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)
    words = {form: rows for form, rows in words.items() if " " not in form}
    counts = Counter(word for phrase in phrases for word in phrase.split(" "))
    telling = frozenset(max(phrase.split(" "), key=lambda word: counts[word]) for phrase in phrases)
    return Teencode(words, pattern, phrases, ByRun(partial(_look, words, telling)))


def _options(column: str) -> frozenset[str]:
    return frozenset(column.split("|")) if column else frozenset()
