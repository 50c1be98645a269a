"""The 34 provinces and cities in a text, by their old names, abbreviations, towns and industrial parks too."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from domain.post import Place
from nlp.unicode import unaccented, well_formed

DATA = Path(__file__).with_name("data") / "provinces.tsv"


@dataclass(frozen=True, slots=True)
class Entry:
    """What one expression may mean."""

    codes: tuple[str, ...]
    old_name: str


@dataclass(frozen=True, slots=True)
class Gazetteer:
    names: Mapping[str, str]
    entries: Mapping[str, Entry]
    pattern: re.Pattern[str]

    @classmethod
    def load(cls, path: Path = DATA) -> Gazetteer:
        """Read the table of expressions."""
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file, delimiter="\t"))
        names: dict[str, str] = {}
        entries: dict[str, Entry] = {}
        for row in rows:
            entry = Entry(tuple(row["codes"].split(",")), row["old_name"])
            if row["kind"] == "name" and not row["old_name"]:
                names[row["codes"]] = row["expression"]
            entries[row["expression"]] = entry
            if row["kind"] == "name":
                entries[unaccented(row["expression"]).lower()] = entry
        longest_first = sorted(entries, key=len, reverse=True)
        return cls(names, entries, re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)"))

    def find(self, text: str) -> tuple[Place, ...]:
        """Every place that `text` names, in its order; spans are offsets in `text` where it is NFC."""
        normal = unicodedata.normalize("NFC", well_formed(text))
        return tuple(self._place(match) for match in self.pattern.finditer(normal))

    def _place(self, match: re.Match[str]) -> Place:
        entry = self.entries[match[0]]
        if len(entry.codes) > 1:
            return Place(match[0], "", True, entry.codes, "", match.start(), match.end())
        (code,) = entry.codes
        return Place(self.names[code], code, old_name=entry.old_name, start=match.start(), end=match.end())
