"""What a text tells of, for finding texts on the same event: its rare words, what it names, what it counts.

Names of people are left out: what links texts is what happened, never who.
"""

from __future__ import annotations

import csv
import hashlib
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from domain.post import Words
from domain.same_event import Told
from nlp.lexicon import join
from nlp.named import firms_in, names_in, towns_in
from nlp.numbers_told import days_in, figures_in

DATA = Path(__file__).with_name("data") / "commonness.tsv"
"""In how many of the posts that we wrote a word, a name or a figure stands; made by bench/commonness.py."""
LEAST = 5
"""Terms in fewer posts are not listed, and count as if in so many."""
MARKS = 14
"""Of a text's heaviest words, by which others like it are looked for."""
_NAME_COUNTS = 1.2
_WORD = re.compile(r"[^\W\d_]")


@cache
def commonness(path: Path = DATA) -> tuple[int, Mapping[str, int]]:
    """Of how many posts, and by term in how many of them."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = {term: int(posts) for term, posts in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)}
    return rows.pop("*"), rows


def tell(title: str, text: str, words: Words, provinces: Iterable[str] = ()) -> Told:
    """`words`: title and text segmented, see nlp.segment; `provinces`: the codes that were found in them."""
    whole = f"{title}. {text}"
    listed = commonness()[1]
    names, firms = names_in(whole), firms_in(whole)
    towns = towns_in(whole)
    figures = {
        figure: weight for figure, digits in figures_in(whole).items() if (weight := _counts(figure, digits)) > 0
    }
    days = frozenset(day for day in days_in(whole) if day not in listed)
    terms = Counter(word for word in join(words).lower().split() if _WORD.search(word))
    weights = {word: (1 + math.log(times)) * rarity(word) for word, times in terms.items()}
    weights |= {f"«{name}»": _NAME_COUNTS * rarity(name) for name in names}
    weights |= figures | {day: rarity(day) for day in days}
    size = math.sqrt(sum(weight**2 for weight in weights.values())) or 1.0
    return Told(
        terms={term: weight / size for term, weight in weights.items()},
        names=names,
        rare=frozenset(name for name in names if name not in listed and name not in towns) | firms,
        firms=firms,
        towns=towns,
        provinces=frozenset(provinces),
        figures=figures,
        days=days,
    )


def marks(told: Told) -> frozenset[int]:
    """Signed 64-bit numbers: texts that share two are worth comparing."""
    heaviest = sorted((term for term in told.terms if term not in told.figures), key=lambda t: (-told.terms[t], t))
    telling = {figure for figure, weight in told.figures.items() if weight >= 4}
    found = {*heaviest[:MARKS], *(f"«{name}»" for name in told.rare), *told.towns, *told.days, *telling}
    return frozenset(_mark(term) for term in found)


def rarity(term: str) -> float:
    """The logarithm of how seldom a term is, as in TF-IDF."""
    posts, listed = commonness()
    return math.log((posts + 1) / (listed.get(term, LEAST - 1) + 1))


def _counts(figure: str, digits: int) -> float:
    """A figure says the more the more digits it has that are not 0 at its end; one that many texts have says little."""
    by_digits = {0: 2.0, 1: 2.5, 2: 4.0}.get(digits, 6.0)
    posts, listed = commonness()
    return min(by_digits, math.log((posts + 1) / (2 * listed.get(figure, 0) + 1)))


def _mark(term: str) -> int:
    return int.from_bytes(
        hashlib.blake2b(term.encode("utf-8", "replace"), digest_size=8).digest(), "little", signed=True
    )
