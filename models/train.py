"""From labelled posts to a model: features, linear heads, calibrators and thresholds, the same for the same posts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from models import cues, figures, learn, ridge, space
from models.dataset import DatasetError, LabelledPost, digest
from models.groups import folds, grouped, writers
from models.judged import judge
from models.learn import Estimator
from models.model import Model
from models.post import Reading, read
from models.slices import slices
from models.tasks import UNKNOWN, Doubles, Ints, Task, about_topics, all_tasks, inputs, truth
from models.thresholds import Decision, choose, pool
from models.verdict import Judge, predictions

FOLDS = 8
"""Parts left out in turn. No writer stands in two: real texts come from strangers too, and probabilities fitted on
posts of known hands would promise too much (calibration error of relevance on real texts .10 for .07)."""
LEAST = 50
READER = 2
"""Votes of a reader who did not write the post, against one of its writer: two such readers agree with each other as
readers of real texts do (topics .93), with the writer less (.85)."""


def train(
    dataset: Sequence[LabelledPost], topics: Sequence[str], *, limit: int | None = None, seed: int = 20261120
) -> Model:
    """Train every task. `limit` takes that many posts evenly from the whole, for a quick model in tests.

    Raises DatasetError for fewer than 50 posts of which everything is known.
    """
    posts = _evenly(dataset, limit)
    if sum(post.known is None for post in posts) < LEAST:
        raise DatasetError(f"{len(posts)} labelled posts are too few to train on; give at least {LEAST} whole ones")
    readings = read([post.post for post in posts])
    return train_on(posts, readings, topics, seed)


def train_on(posts: Sequence[LabelledPost], readings: Sequence[Reading], topics: Sequence[str], seed: int) -> Model:
    """Train on posts whose words are known already."""
    tasks = all_tasks(topics)
    cues_text = cues.FILE.read_text(encoding="utf-8")
    fitted = space.fit(readings, cues.parse(cues_text))
    matrix = fitted.matrix(readings)
    table = ridge.products(matrix)
    groups = grouped(posts, readings)
    wanted = _wanted(posts, tasks)
    # Reviewers mostly answer what a model got wrong: probabilities and thresholds fitted on that would learn to
    # distrust themselves. Such answers teach the heads alone, and change no fold of the other posts.
    whole = np.flatnonzero([post.known is None for post in posts])
    judging, groups = [posts[int(at)] for at in whole], groups[whole]
    fold = np.full(len(posts), ridge.ALWAYS)
    fold[whole] = folds(writers(judging, groups), FOLDS, seed)
    weights, scores = ridge.solve(table, wanted, fold)
    crossed = scores[whole]
    said, voices = _voices(judging)
    classes = {task.name: truth(task, voices) for task in tasks}
    calibrators = calibrators_of(crossed[said], classes, tasks)
    decisions = decisions_of(crossed[said], calibrators, classes, tasks)
    judged = judge(
        tasks, judging, predictions(Judge(tasks, tuple(topics), calibrators, decisions, "cross-fitted"), crossed)
    )
    return Model(
        topics=tuple(topics),
        tasks=tasks,
        space=fitted,
        cues_text=cues_text,
        heads=ridge.heads(matrix, weights, tasks),
        calibrators=calibrators,
        decisions=decisions,
        data_digest=digest(posts),
        posts=len(posts),
        measured=figures.figures(judged, topics, groups),
        sliced=slices(judged, judging, topics),
    )


def _evenly(dataset: Sequence[LabelledPost], limit: int | None) -> Sequence[LabelledPost]:
    if limit is None or limit >= len(dataset):
        return dataset
    return [dataset[at * len(dataset) // limit] for at in range(limit)]


def _voices(posts: Sequence[LabelledPost]) -> tuple[Ints, list[LabelledPost]]:
    """Every post as each of its readers labelled it, further readers twice, and at which place of `posts` it stands."""
    voices = [(post, *(voice for voice in post.again for _ in range(READER))) for post in posts]
    return np.repeat(np.arange(len(posts)), [len(some) for some in voices]), [one for some in voices for one in some]


def _wanted(posts: Sequence[LabelledPost], tasks: Sequence[Task]) -> Doubles:
    """What the heads shall say of each post: 1 or -1, or between them where its readers differ.

    Not a number where nobody was asked. Against readers of real texts, heads that learn from two readers order topics
    better than those that learn from the writer alone: see docs/retrain.md.
    """
    places, voices = _voices(posts)
    signs = ridge.signs({task.name: truth(task, voices) for task in tasks}, tasks)
    asked = ~np.isnan(signs)
    total, count = np.zeros((len(posts), signs.shape[1])), np.zeros((len(posts), signs.shape[1]))
    np.add.at(total, places, np.where(asked, signs, 0.0))
    np.add.at(count, places, asked)
    with np.errstate(invalid="ignore"):
        mean: Doubles = total / count
    return mean


def calibrators_of(crossed: Doubles, classes: Mapping[str, Ints], tasks: Sequence[Task]) -> dict[str, Estimator]:
    """Of each task, from cross-fitted scores to its classes; rows of which nobody was asked are left out."""
    found: dict[str, Estimator] = {}
    for task in tasks:
        asked = classes[task.name] != UNKNOWN
        found[task.name] = learn.fit_calibrator(inputs(task, tasks, crossed)[asked], classes[task.name][asked], task)
    return found


def decisions_of(
    crossed: Doubles, calibrators: Mapping[str, Estimator], classes: Mapping[str, Ints], tasks: Sequence[Task]
) -> dict[str, Decision]:
    found: dict[str, Decision] = {}
    for task in tasks:
        asked = classes[task.name] != UNKNOWN
        probabilities = learn.calibrate(inputs(task, tasks, crossed)[asked], calibrators[task.name])
        found[task.name] = choose(task, probabilities, classes[task.name][asked])
    positives = {name: int((classes[name] == 1).sum()) for name in about_topics(tasks)}
    return found | pool({name: found[name] for name in positives}, positives)
