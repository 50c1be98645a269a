"""The syllables of Vietnamese names and the words around them, from data/names.tsv."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from nlp.name_sets import ALIASES, ANSWERS, INTRODUCERS, IS, OFFICES, SPEAKERS
from nlp.place_table import load_table
from nlp.unicode import unaccented

DATA = Path(__file__).with_name("data") / "names.tsv"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Syllables in lower case, as written and without diacritics."""

    surname: frozenset[str]
    surname_weak: frozenset[str]
    surname_plain: frozenset[str]
    """Surnames that are trusted without diacritics too."""
    company: frozenset[str]
    named_thing: frozenset[str]
    """Before a large word these say what is called so, and that is no person."""
    surname_last: frozenset[str]
    """Of peoples who say it after the given name."""
    surname_written: frozenset[str]
    middle: frozenset[str]
    given: frozenset[str]
    given_written: frozenset[str]
    """Without the forms without diacritics."""
    kin: frozenset[str]
    title: frozenset[str]
    title_pair: frozenset[str]
    """Titles of two words, joined by `_`."""
    calls: frozenset[str]
    self: frozenset[str]
    institution: frozenset[str]
    rules: Mapping[str, tuple[str, ...]]
    """The rules that can begin at a word; most words have none."""
    networks: frozenset[str]
    not_nick: frozenset[str]
    """Large words after the name of a network that name no person: `Zalo OA`, `Facebook Tuyển Dụng`."""
    foreign: frozenset[str]
    """Surnames of Korea, China and Japan, said first."""
    western: frozenset[str]
    """Given names of the West, which are no other word."""
    opener: frozenset[str]
    """Given names that begin sentences as another word."""
    place_first: frozenset[str]
    """Syllables that villages and companies begin with, …"""
    place_last: frozenset[str]
    """… and end with: An Bình, Xuân Sơn."""
    not_small: frozenset[str]
    """Small words that are hardly ever names although a name is spelt like them."""
    not_name: frozenset[str]
    not_name_written: frozenset[str]
    """Without the forms without diacritics."""
    not_person: frozenset[str]
    """Whole expressions that look like names: places, streets, set phrases."""

    def is_other(self, word: str) -> bool:
        """`word` begins large for another reason; `Thu` is not `Thủ` without its mark."""
        return word in self.not_name and (word in self.not_name_written or not self.is_syllable(word))

    def is_syllable(self, word: str) -> bool:
        return word in self.given or word in self.surname or word in self.surname_weak or word in self.middle


@cache
def load_lexicon(path: Path = DATA) -> Lexicon:
    with path.open(encoding="utf-8", newline="") as file:
        rows = {row["kind"]: row["words"].lower() for row in csv.DictReader(file, delimiter="\t")}
    expressions = rows.pop("not_person").split("|") + [place.text.lower() for place in load_table().expressions]
    sets = {kind: _forms(words.split()) for kind, words in rows.items()}
    return Lexicon(
        **sets,
        surname_written=frozenset(f"{rows['surname']} {rows['surname_weak']}".split()),
        given_written=frozenset(word for word in sets["given"] if word in rows["given"].split() or not word.isascii()),
        not_name_written=frozenset(rows["not_name"].split()),
        not_person=_forms(expressions),
        rules=_rules(sets),
    )


def _rules(sets: Mapping[str, frozenset[str]]) -> Mapping[str, tuple[str, ...]]:
    """Rules of nlp.names by the words that they begin with."""
    pairs = {pair.split("_")[1] for pair in sets["title_pair"]}
    addressed = sets["kin"].union(sets["title"], pairs, OFFICES)
    surname = sets["surname"] | sets["surname_weak"]
    announcing = INTRODUCERS.union(IS, SPEAKERS, ALIASES, ANSWERS)
    others = addressed.union(sets["calls"], sets["networks"], surname)
    begins = {
        "introduced": announcing | (sets["self"] & others),
        "addressed": addressed,
        "called": sets["calls"],
        "nick": sets["networks"],
        "full": surname,
    }
    words = frozenset().union(*begins.values())
    return {word: tuple(rule for rule, those in begins.items() if word in those) for word in words}


def _forms(words: Iterable[str]) -> frozenset[str]:
    """The words, with the tone on the other letter (Thuỳ), and without diacritics."""
    return frozenset(form for word in words for form in (word, _OPEN.sub(_moved, word), unaccented(word)))


_OPEN = re.compile(r"(?<!q)(?:[òóỏõọ][ae]|[ùúủũụ]y)(?!\w)")


def _moved(open_vowels: re.Match[str]) -> str:
    """òa -> oà, ùy -> uỳ."""
    first, last = unicodedata.normalize("NFD", open_vowels[0][0]), open_vowels[0][1]
    return unicodedata.normalize("NFC", first[0] + last + first[1:])
