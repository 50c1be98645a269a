"""What is decided about a post: one task each for relevance, every topic, sentiment, every target, answer and flag."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from domain.prediction import Sentiment, Target
from models.dataset import LabelledPost

RELEVANT, ANSWER, FLAG, SENTIMENT = "relevant", "needs_answer", "flag", "sentiment"
ABSENT = "absent"
UNKNOWN = -1
"""In place of a class, where nobody answered: a corrected topic says nothing of the tone."""
SENTIMENTS = tuple(Sentiment)
YES_NO = ("no", "yes")
STANCES = frozenset(f"target:{target.value}" for target in Target)
SHARED = (SENTIMENT, RELEVANT, FLAG, ANSWER)
"""Tasks whose scores the calibrators of targets read too."""

Ints = npt.NDArray[np.int64]
Doubles = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Task:
    """A choice between `classes`; one of two classes has a threshold, one of more has a bias for each class."""

    name: str
    """A topic slug, `relevant`, `needs_answer`, `flag`, `sentiment` or `target:<target>`: as evidence calls it."""
    classes: tuple[str, ...] = YES_NO

    @property
    def binary(self) -> bool:
        return self.classes == YES_NO

    @property
    def heads(self) -> int:
        """Linear scores that the task needs."""
        return 1 if self.binary else len(self.classes)


def target_task(target: Target) -> str:
    return f"target:{target.value}"


def all_tasks(topics: Sequence[str]) -> tuple[Task, ...]:
    """Every task, in the order in which an artifact keeps their scores."""
    stances = (ABSENT, *(sentiment.value for sentiment in SENTIMENTS))
    return (
        Task(RELEVANT),
        *(Task(topic) for topic in topics),
        Task(SENTIMENT, tuple(sentiment.value for sentiment in SENTIMENTS)),
        *(Task(target_task(target), stances) for target in Target),
        Task(ANSWER),
        Task(FLAG),
    )


def about_topics(tasks: Sequence[Task]) -> tuple[str, ...]:
    """Names of the tasks that are topics."""
    return tuple(task.name for task in tasks if task.binary and task.name not in {RELEVANT, ANSWER, FLAG})


def columns(tasks: Sequence[Task]) -> dict[str, slice]:
    """Where the scores of each task stand in a row of all scores."""
    ends = np.cumsum([task.heads for task in tasks])
    return {task.name: slice(int(end) - task.heads, int(end)) for task, end in zip(tasks, ends, strict=True)}


def inputs(task: Task, tasks: Sequence[Task], scores: Doubles) -> Doubles:
    """What the calibrator of `task` reads of all scores: its own, for relevance that of the surest topic too.

    A post that surely speaks of a topic is relevant whatever else stands in it (F1 .963 to .967 in cross-validation).
    A stance towards a target is its presence and a tone, and every post shows a tone while few show a stance: targets
    read the tone, relevance, flag and answer too (macro-F1 .588 to .600 with each writer's posts left out in turn).
    """
    where = columns(tasks)
    own = scores[:, where[task.name]]
    if task.name in STANCES:
        return np.column_stack([own, *(scores[:, where[name]] for name in SHARED)])
    if task.name != RELEVANT:
        return own
    topics = [where[name].start for name in about_topics(tasks)]
    return np.column_stack([own, scores[:, topics].max(axis=1)]) if topics else own


def truth(task: Task, posts: Sequence[LabelledPost]) -> Ints:
    """The class of each post, as its place in `task.classes`; UNKNOWN where nobody said it."""
    return np.array([_class_of(task, post) for post in posts], dtype=np.int64)


def _class_of(task: Task, post: LabelledPost) -> int:
    if post.known is not None and task.name not in post.known:
        return UNKNOWN
    if task.name == SENTIMENT:
        return task.classes.index(post.sentiment.value)
    if not task.binary:
        stance = post.targets.get(Target(task.name.removeprefix("target:")))
        return task.classes.index(stance.value if stance else ABSENT)
    return int(
        {RELEVANT: post.relevant, ANSWER: post.needs_answer, FLAG: post.flag}.get(task.name, task.name in post.topics)
    )
