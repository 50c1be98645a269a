"""The expressions of data/provinces.tsv: provinces of now and before July 2025, towns, industrial parks, abbreviations.

Column `rule` says when an expression counts. `any`: in large or small letters, with or without diacritics. `marked`:
the same, but small and without diacritics only after a cue, a word such as "ở" or "tỉnh" (`can tho` = needs workmen).
`capital`: in large letters, or after a cue. `cue`: only after a cue. `exact`: as written, or in any case after a cue.
`exact_cue`: after a cue only. `alone`: where no name follows (thủ đô). `none`: longer than a place's name, and none.
`new …`: the row that names the code.
"""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

DATA = Path(__file__).with_name("data") / "provinces.tsv"


class Rule(StrEnum):
    ANY = "any"
    ALONE = "alone"
    MARKED = "marked"
    CAPITAL = "capital"
    CUE = "cue"
    EXACT = "exact"
    EXACT_CUE = "exact_cue"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Expression:
    """What may be written for a place, and what it may mean: several codes are an ambiguity."""

    text: str
    codes: tuple[str, ...]
    old_name: str
    rule: Rule


@dataclass(frozen=True, slots=True)
class PlaceTable:
    names: Mapping[str, str]
    """Code -> present name."""
    expressions: tuple[Expression, ...]


@cache
def load_table(path: Path = DATA) -> PlaceTable:
    """Read the table. Raises ValueError for an unknown rule or code."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    names = {row["codes"]: row["expression"] for row in rows if row["rule"].startswith("new ")}
    expressions = tuple(
        Expression(
            unicodedata.normalize("NFC", row["expression"]),
            tuple(row["codes"].split(",")) if row["rule"] != Rule.NONE else (),
            row["old_name"],
            Rule(row["rule"].removeprefix("new ")),
        )
        for row in rows
    )
    unknown = {code for expression in expressions for code in expression.codes} - names.keys()
    if unknown:
        raise ValueError(f"{path.name}: no row names the code {min(unknown)}; give it one with the rule 'new any'")
    return PlaceTable(names, expressions)
