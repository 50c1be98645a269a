"""What bench/once.py prints of stories: pairs, kinds of edits, B-cubed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from once_plants import EDITS, Text


@dataclass(frozen=True, slots=True)
class Planted:
    text: Text
    truth: str
    """Texts that are copies of each other have the same; everybody else has one of their own."""
    kind: str
    """How it came about: an edit, `original`, `series` …"""


def pairs(groups: Mapping[object, Sequence[int]]) -> set[tuple[int, int]]:
    return {pair for members in groups.values() for pair in combinations(sorted(members), 2)}


def grouped(names: Sequence[object]) -> dict[object, list[int]]:
    """Places by name; None stands alone."""
    groups: dict[object, list[int]] = defaultdict(list)
    for at, name in enumerate(names):
        if name is not None:
            groups[name].append(at)
    return groups


def copies(planted: Sequence[Planted], said: Sequence[int | None]) -> Iterator[str]:
    true, found = pairs(grouped([one.truth for one in planted])), pairs(grouped(said))
    hit = len(true & found)
    precision, recall = hit / max(1, len(found)), hit / max(1, len(true))
    yield f"(a) copies in one story: {len(planted)} texts, {len(true)} true pairs, {len(found)} found"
    yield f"    precision {precision:.4f}   recall {recall:.4f}"
    originals = {one.truth: at for at, one in enumerate(planted) if one.kind == "original"}
    kinds: dict[str, Counter[bool]] = defaultdict(Counter)
    for at, one in enumerate(planted):
        if one.kind in EDITS:
            kinds[one.kind][said[at] is not None and said[at] == said[originals[one.truth]]] += 1
    for kind, seen in kinds.items():
        yield f"    {kind:24} {seen[True]:4} of {seen.total():4} with their original  {seen[True] / seen.total():.3f}"
    wrong = Counter(tuple(sorted((planted[a].kind, planted[b].kind))) for a, b in found - true)
    for kinds_of, number in wrong.most_common(4):
        yield f"    confused: {number} pairs of {' and '.join(kinds_of)}"


def b_cubed(truth: Sequence[str], said: Sequence[int | None]) -> tuple[float, float, float]:
    """Precision, recall and F1 of B-cubed: for each text, of those beside it how many belong there, averaged."""
    alone = [name if name is not None else f"alone-{at}" for at, name in enumerate(said)]
    of_truth, of_said = grouped(truth), grouped(alone)
    common = [len(set(of_truth[truth[at]]) & set(of_said[alone[at]])) for at in range(len(truth))]
    precision = sum(n / len(of_said[alone[at]]) for at, n in enumerate(common)) / len(truth)
    recall = sum(n / len(of_truth[truth[at]]) for at, n in enumerate(common)) / len(truth)
    return precision, recall, 2 * precision * recall / (precision + recall)


def events(planted: Sequence[Planted], said: Sequence[int | None]) -> Iterator[str]:
    truth = [one.truth for one in planted]
    sizes = Counter(truth)
    yield f"(c) stories of the practice web: {len(planted)} texts, {len(sizes)} events"
    form = "    {:26} B-cubed precision {:.3f}  recall {:.3f}  F1 {:.3f}"
    yield form.format("all texts:", *b_cubed(truth, said))
    many = [at for at, name in enumerate(truth) if sizes[name] > 1]
    some = b_cubed([truth[at] for at in many], [said[at] for at in many])
    yield form.format("events of several texts:", *some)
    yield "    (a story joins copies only; different articles on one event are joined as events: bench/events.py)"
