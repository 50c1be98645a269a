"""Golden tables by a second hand, who wrote them before reading the rules; the first tables' writer wrote the rules too.

First measured, before any mending:
redaction: 191 lines, 138 planted pieces: recall .884, precision .940, 59 of 65 lines without a piece left whole.
places: 209 sentences: recall .903, precision .939, F1 .921.
Since then the rules were mended by looking at these lines, so the figures below flatter as the first tables' do.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

from redaction_score import score

from nlp.places import Gazetteer

HERE = Path(__file__).parent


def rows(name: str) -> Iterator[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def test_redaction_of_a_second_hand_s_lines_keeps_its_recall_and_precision() -> None:
    scores = [score(row["text"], by_public=row["voice"] == "public") for row in rows("golden_redact_second.tsv")]
    assert len(scores) >= 160
    assert sum(line.planted == 0 for line in scores) >= 50
    assert sum(line.covered for line in scores) / sum(line.planted for line in scores) >= 0.88
    assert sum(line.meant for line in scores) / sum(line.removed for line in scores) >= 0.93


def test_places_in_a_second_hand_s_sentences_keep_their_f1() -> None:
    gazetteer = Gazetteer.load()
    right = wanted = given = 0
    for row in rows("golden_places_second.tsv"):
        expected = set(row["places"].split()) - {"-"}
        places = gazetteer.find(row["text"])
        found = {f"?{','.join(place.candidates)}" if place.ambiguous else place.code for place in places}
        right, wanted, given = right + len(expected & found), wanted + len(expected), given + len(found)
    assert 2 * right / (wanted + given) >= 0.92
