"""Two models on the same posts: each figure of both, and the difference with its interval."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np

from domain.prediction import Prediction
from models import dataset
from models.dataset import LabelledPost
from models.figures import Picker, pickers, right_share
from models.groups import grouped
from models.judged import Judged, judge
from models.metrics import Ints, resamples
from models.post import PostInput, Reading, read
from models.predict import Predictor
from models.tasks import all_tasks

DECIDING = ("topics micro-F1", "flag recall", "sentiment macro-F1", "relevance F1")
RIGHT = "right answers"
"""Share of the answers of reviewers that a model gives too; where posts are answered in part, this decides as well."""
"""Figures by which one model is better or worse than another."""
SLACK = 0.01
"""A loss up to this much is no loss: two readers differ by more."""


class Scorer(Protocol):
    """A model, whatever reads for it: ours, or heads on an encoder (`models.encoded`)."""

    @property
    def version(self) -> str: ...

    @property
    def topics(self) -> tuple[str, ...]: ...

    def predict_read(
        self, posts: Sequence[PostInput], readings: Sequence[Reading], *, evidence: bool
    ) -> list[Prediction]: ...


@dataclass(frozen=True, slots=True)
class Difference:
    before: float
    after: float
    low: float
    high: float
    """Ends of the 95 % interval of after - before, from a bootstrap over groups that draws the same posts for both."""

    @property
    def gain(self) -> float:
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Comparison:
    before: str
    after: str
    posts: int
    groups: int
    differences: Mapping[str, Difference]

    @property
    def not_worse(self) -> bool:
        """No deciding figure falls by more than SLACK, and none surely falls at all."""
        deciding = [one for name, one in self.differences.items() if name in (*DECIDING, RIGHT)]
        return all(one.gain >= -SLACK and one.high >= 0 for one in deciding)


def compare(before: Scorer, after: Scorer, posts: Sequence[LabelledPost]) -> Comparison:
    """Judge both models on posts that neither was trained on; topics are those that both know."""
    topics = [topic for topic in before.topics if topic in after.topics]
    readings = read([post.post for post in posts])
    groups = grouped(posts, readings)
    return Comparison(
        before.version,
        after.version,
        len(posts),
        len(np.unique(groups)),
        _differences((before, after), posts, readings, topics, groups),
    )


def _differences(
    both: tuple[Scorer, Scorer],
    posts: Sequence[LabelledPost],
    readings: Sequence[Reading],
    topics: Sequence[str],
    groups: Ints,
) -> dict[str, Difference]:
    tasks = all_tasks(topics)
    inputs = [post.post for post in posts]
    judged = [judge(tasks, posts, one.predict_read(inputs, readings, evidence=False)) for one in both]
    first, second = (_pickers(one, topics, posts) for one in judged)
    draws, everything = resamples(groups), np.arange(len(posts))
    found = {}
    for name, old in first.items():
        new = second[name]
        gains = [new(draw) - old(draw) for draw in draws]
        low, high = np.percentile(gains, [2.5, 97.5])
        found[name] = Difference(old(everything), new(everything), float(low), float(high))
    return found


def _pickers(judged: Mapping[str, Judged], topics: Sequence[str], posts: Sequence[LabelledPost]) -> dict[str, Picker]:
    """How each figure that somebody's answers support is taken."""
    partly = any(post.known is not None for post in posts)
    found = {name: picker for name, (picker, support) in pickers(judged, topics).items() if support or not partly}
    return found | ({RIGHT: lambda at: right_share(judged.values(), at)} if partly else {})


def table(comparison: Comparison) -> str:
    """The comparison as text, for people."""
    head = f"{comparison.before} -> {comparison.after} on {comparison.posts} posts in {comparison.groups} groups"
    lines = [head, "", f"{'figure':32} {'before':>7} {'after':>7} {'gain':>7}  95 % interval"]
    for name, one in comparison.differences.items():
        sure = "*" if one.low > 0 or one.high < 0 else ""
        gain = f"{one.gain:+7.3f}  {one.low:+.3f} … {one.high:+.3f} {sure}".rstrip()
        lines.append(f"{name:32} {one.before:7.3f} {one.after:7.3f} {gain}")
    verdict = "not worse" if comparison.not_worse else "worse"
    return "\n".join([*lines, "", f"The second model is {verdict} by {', '.join(DECIDING)}."])


def run(models_dir: Path, before: str, after: str, files: Sequence[Path]) -> Comparison:
    """`models compare`: two versions of a models folder on files of labelled posts.

    Raises ArtifactError for a model that cannot be used, DatasetError for such a file.
    """
    first, second = (Predictor.load(models_dir / version) for version in (before, after))
    return compare(first, second, dataset.load(files, second.topics))


def main(arguments: Sequence[str] | None = None) -> int:
    """`python -m models.compare MODELS_FOLDER VERSION VERSION FILE.jsonl …`."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    if len(given) < 4:
        sys.stderr.write("give the folder of models, two versions, and at least one file of labelled posts\n")
        return 2
    sys.stdout.write(table(run(Path(given[0]), given[1], given[2], [Path(name) for name in given[3:]])) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
