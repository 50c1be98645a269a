"""How good the classifiers are: on posts of their own kind that they did not see, and on any labelled file."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from domain.prediction import Prediction
from domain.topics import load_topics
from models import dataset, readers
from models.dataset import LabelledPost
from models.figures import Figure, TopicFigure, by_topic, figures
from models.groups import folds, grouped
from models.judged import judge
from models.metrics import Ints
from models.post import read
from models.predict import Predictor
from models.slices import Slice, rows, slices
from models.tasks import all_tasks
from models.train import train, train_on

FOLDS = 5
READERS: Mapping[str, float] = {
    "topics micro-F1": 0.93,
    "flag F1": 0.97,
    "sentiment accuracy": 0.90,
    "targets macro-F1": 0.77,
    "relevance F1": 0.97,
}
"""How well two careful readers agree on real texts of this kind, by the same rules: the most one can ask of a model."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """`figures` by name and `topics` by slug, on `posts` posts in `groups` independent groups."""

    title: str
    posts: int
    groups: int
    figures: Mapping[str, Figure]
    topics: Mapping[str, TopicFigure]
    slices: Mapping[str, Slice]


def cross_validate(posts: Sequence[LabelledPost], topics: Sequence[str], *, seed: int = 7) -> Evaluation:
    """Train everything anew, thresholds too, without each fifth of the groups, and judge that fifth."""
    readings = read([post.post for post in posts])
    groups = grouped(posts, readings)
    fold = folds(groups, FOLDS, seed)
    said: dict[int, Prediction] = {}
    for held in range(FOLDS):
        away, here = (list(map(int, np.flatnonzero(side))) for side in (fold != held, fold == held))
        model = train_on([posts[at] for at in away], [readings[at] for at in away], topics, seed)
        predictor = Predictor(model, f"fold-{held}")
        found = predictor.predict_read([posts[at].post for at in here], [readings[at] for at in here], evidence=False)
        said.update(zip(here, found, strict=True))
    return _judge("grouped cross-validation", posts, [said[at] for at in range(len(posts))], topics, groups)


def on_file(predictor: Predictor, posts: Sequence[LabelledPost], title: str) -> Evaluation:
    """Judge a ready model on labelled posts that it must not have been trained on."""
    groups = grouped(posts, read([post.post for post in posts]))
    said = predictor.predict([post.post for post in posts], evidence=False)
    return _judge(title, posts, said, predictor.topics, groups)


def table(evaluation: Evaluation) -> str:
    """The evaluation as text, for people."""
    lines = [f"{evaluation.title}: {evaluation.posts} posts in {evaluation.groups} groups", ""]
    lines.append(f"{'figure':32} {'value':>6}  {'95 % interval':15} {'support':>7}  two readers")
    for name, one in evaluation.figures.items():
        people = f"{READERS[name]:.2f}" if name in READERS else ""
        lines.append(f"{name:32} {one.value:6.3f}  {one.low:.3f} - {one.high:.3f}   {one.support:7}  {people}".rstrip())
    lines += ["", f"{'topic':24} {'F1':>6} {'precision':>10} {'recall':>7} {'support':>8}"]
    for slug, row in evaluation.topics.items():
        lines.append(f"{slug:24} {row.f1:6.3f} {row.precision:10.3f} {row.recall:7.3f} {row.support:8}")
    return "\n".join([*lines, "", *rows(evaluation.slices)])


def _judge(
    title: str, posts: Sequence[LabelledPost], said: Sequence[Prediction], topics: Sequence[str], groups: Ints
) -> Evaluation:
    judged = judge(all_tasks(topics), posts, said)
    return Evaluation(
        title=title,
        posts=len(posts),
        groups=len(np.unique(groups)),
        figures=figures(judged, topics, groups),
        topics=by_topic(judged, topics),
        slices=slices(judged, posts, topics),
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """`python -m models.evaluate [FILE.jsonl …]`: cross-validation on models/data, then a fresh model on each file."""
    root = Path(__file__).parent.parent
    topics = [topic.slug for topic in load_topics(root / "config" / "topics.toml")]
    own = readers.own(topics)
    sys.stdout.write(table(cross_validate(own, topics)) + "\n")
    files = [Path(name) for name in (sys.argv[1:] if arguments is None else arguments)]
    if not files:
        return 0
    predictor = Predictor(train(own, topics), "fresh")
    for path in files:
        sys.stdout.write("\n" + table(on_file(predictor, dataset.load([path], topics), path.name)) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
