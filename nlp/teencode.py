"""Short and playful spellings -> words, from data/teencode.tsv.

A row applies where the word before is one of `after` and the word after one of `before` (either may be empty: any),
both read without diacritics. The first row of a form that applies wins. `<number>` stands for any number, `<end>` for
the end of a sentence. Forms of one or two letters are taken as written, longer ones in any case.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from nlp.findings import MARK
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


@dataclass(frozen=True, slots=True)
class Teencode:
    words: Mapping[str, tuple[Row, ...]]
    phrases: re.Pattern[str]
    meanings: Mapping[str, str]
    """Of the phrases."""

    def spell_out(self, text: str) -> str:
        """The text with every known form replaced."""
        text = self.phrases.sub(lambda match: self.meanings[match[0].lower()], text)
        found = list(_WORD.finditer(text))
        parts: list[str] = []
        at = 0
        for number, match in enumerate(found):
            word = match[0]
            rows = (
                ()
                if match["mark"] or _is_part(text, match)
                else self.words.get(word if len(word) <= _SHORT else word.lower(), ())
            )
            if not rows:
                continue
            before = found[number - 1] if number else None
            after = found[number + 1] if number + 1 < len(found) else None
            meaning = _meaning(rows, _context(text, before, match), _context(text, match, after, forward=True))
            if meaning:
                parts += (text[at : match.start()], meaning)
                at = match.end()
        return "".join([*parts, text[at:]])


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
    return Teencode({form: rows for form, rows in words.items() if " " not in form}, pattern, phrases)


def _options(column: str) -> frozenset[str]:
    return frozenset(column.split("|")) if column else frozenset()
