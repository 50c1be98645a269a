"""Golden tables by a second hand, written before reading the rules; the writer of the first tables wrote the rules too.

First measured, before any mending:
redaction: 191 lines, 138 planted pieces: recall .884, precision .940, 59 of 65 lines without a piece left whole.
places: 209 sentences: recall .903, precision .939, F1 .921. In six sentences the answer was wrong (a second province
not written down, or a town that two provinces have) and was corrected later; with that, still before mending, F1 .927.
Since then the rules were mended by looking at these lines: recall 1.000, precision .986 and F1 .989 now flatter too.
The third tables (70 lines, 70 sentences; their writer knew the rules by then) were measured before mending for them:
redaction of 49 pieces recall .918, precision .958; places F1 .966. Mended since: 1.000, 1.000 and .983.
The fourth tables (188 lines, 121 sentences; a third hand, who had not read the rules and sought forms they might miss),
before any mending: redaction of 138 pieces recall .819, precision .967; places F1 .972.
The fifth table (96 lines of still stranger forms, written after the rules were mended by the fourth), before any
mending by it: of 87 pieces recall .828, precision .975.
The sixth table (76 lines as people mostly write, after mending by the fifth), before any mending by it: of 65 pieces
recall .815, precision .981; what stayed: given names that nothing announces (`hôm bữa Thủy kế toán nói`), one badge.
The seventh (45 lines, after a rule for such names) was measured unseen and never mended for: of 37 pieces recall .946
(interval .82 to .99), precision 1.000.
The eighth to thirteenth (1,212 lines, 1,136 pieces of every kind; a fourth hand wrote the first three before reading a
rule and the others in other voices) were measured unseen, one after the other, the rules mended by each before the
next: recall .873, .872, .888, .912, .931, .902; precision .995, .967, .953, .987, .948, .979. So of a text that nobody
has looked at, and that gives away as much and as strangely as these do, expect 9 pieces in 10 to go, not all. What is
written here as a floor is the number after mending, and flatters.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from redaction_score import score

from nlp.places import Gazetteer

HERE = Path(__file__).parent


def rows(name: str) -> Iterator[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


TABLES = [("second", 160, 50), ("third", 70, 20), ("fourth", 180, 50), ("fifth", 90, 20), ("sixth", 70, 20)]


@pytest.mark.parametrize(("table", "lines", "whole"), TABLES)
def test_redaction_of_lines_by_a_second_hand_keeps_its_recall_and_precision(table: str, lines: int, whole: int) -> None:
    scores = [score(row["text"], by_public=row["voice"] == "public") for row in rows(f"golden_redact_{table}.tsv")]
    assert len(scores) >= lines
    assert sum(line.planted == 0 for line in scores) >= whole
    assert sum(line.covered for line in scores) / sum(line.planted for line in scores) >= 0.98
    assert sum(line.meant for line in scores) / sum(line.removed for line in scores) >= 0.98


@pytest.mark.parametrize("table", ["eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth"])
def test_redaction_of_workers_voices_keeps_its_recall_and_precision(table: str) -> None:
    scores = [score(row["text"], by_public=row["voice"] == "public") for row in rows(f"golden_redact_{table}.tsv")]
    assert len(scores) > 170
    assert sum(line.planted for line in scores) >= 150
    assert sum(line.planted == 0 for line in scores) >= 35
    assert sum(line.covered for line in scores) / sum(line.planted for line in scores) >= 0.975
    assert sum(line.meant for line in scores) / sum(line.removed for line in scores) >= 0.98


def test_redaction_of_the_table_it_was_never_mended_for_does_not_fall_back() -> None:
    scores = [score(row["text"], by_public=row["voice"] == "public") for row in rows("golden_redact_seventh.tsv")]
    assert sum(line.covered for line in scores) / sum(line.planted for line in scores) >= 0.94
    assert sum(line.meant for line in scores) / sum(line.removed for line in scores) >= 0.97


@pytest.mark.parametrize("table", ["second", "third", "fourth"])
def test_places_in_sentences_by_a_second_hand_keep_their_f1(table: str) -> None:
    gazetteer = Gazetteer.load()
    right = wanted = given = 0
    for row in rows(f"golden_places_{table}.tsv"):
        expected = set(row["places"].split()) - {"-"}
        places = gazetteer.find(row["text"])
        found = {f"?{','.join(place.candidates)}" if place.ambiguous else place.code for place in places}
        right, wanted, given = right + len(expected & found), wanted + len(expected), given + len(found)
    assert 2 * right / (wanted + given) >= 0.97
