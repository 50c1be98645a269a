"""What was found against what is so: the figures by which a model is judged, each with its interval."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from domain.prediction import Target
from models.judged import Judged
from models.metrics import Bools, calibration_error, f1, interval, macro_f1, precision, recall, resamples
from models.tasks import ANSWER, FLAG, RELEVANT, SENTIMENT, Doubles, Ints, target_task


@dataclass(frozen=True, slots=True)
class Figure:
    value: float
    low: float
    high: float
    """Ends of the 95 % bootstrap interval over groups."""
    support: int
    """Posts that have what is looked for."""


@dataclass(frozen=True, slots=True)
class TopicFigure:
    f1: float
    precision: float
    recall: float
    support: int


Picker = Callable[[Ints], float]


def figures(judged: Mapping[str, Judged], topics: Sequence[str], groups: Ints) -> dict[str, Figure]:
    """All figures by name. A topic that no post has is left out of the macro mean."""
    draws, everything = resamples(groups), np.arange(len(groups))
    return {
        name: Figure(picker(everything), *interval(picker, draws), support)
        for name, (picker, support) in pickers(judged, topics).items()
    }


def by_topic(judged: Mapping[str, Judged], topics: Sequence[str]) -> dict[str, TopicFigure]:
    """Each topic that some post has."""
    rows = {topic: (judged[topic].truth == 1, judged[topic].found == 1) for topic in topics}
    return {
        topic: TopicFigure(f1(truth, found), precision(truth, found), recall(truth, found), int(truth.sum()))
        for topic, (truth, found) in rows.items()
        if truth.any()
    }


def pickers(judged: Mapping[str, Judged], topics: Sequence[str]) -> dict[str, tuple[Picker, int]]:
    """By name, how each figure is taken from the posts at given places, and its support."""
    truth = np.stack([judged[topic].truth == 1 for topic in topics], axis=1)
    found = np.stack([judged[topic].found == 1 for topic in topics], axis=1)
    tone = judged[SENTIMENT]
    found_by: dict[str, tuple[Picker, int]] = {
        "relevance F1": (_binary(judged[RELEVANT], f1), _count(judged[RELEVANT])),
        "topics micro-F1": (lambda at: f1(truth[at], found[at]), int(truth.sum())),
        "topics macro-F1": (lambda at: _mean_f1(truth[at], found[at]), int(truth.any(axis=0).sum())),
        "sentiment macro-F1": (lambda at: macro_f1(tone.truth[at], tone.found[at], 3), _answered(tone)),
        "sentiment accuracy": (lambda at: right_share([tone], at), _answered(tone)),
        "targets macro-F1": (lambda at: _targets(judged, at), sum(_present(judged, target) for target in Target)),
    }
    for target in Target:
        found_by[f"target {target.value} macro-F1"] = (_stance(judged[target_task(target)]), _present(judged, target))
    for name, figure in {"recall": recall, "precision": precision, "F1": f1}.items():
        found_by[f"flag {name}"] = (_binary(judged[FLAG], figure), _count(judged[FLAG]))
    found_by["needs-answer F1"] = (_binary(judged[ANSWER], f1), _count(judged[ANSWER]))
    for name in (RELEVANT, FLAG, ANSWER):
        found_by[f"calibration error {name}"] = (_calibration(judged[name]), _count(judged[name]))
    stated = np.stack([judged[topic].stated for topic in topics], axis=1)
    said = np.stack([judged[topic].truth >= 0 for topic in topics], axis=1)
    found_by["calibration error topics"] = (
        lambda at: _calibration_of(said[at].ravel(), truth[at].ravel(), stated[at].ravel()),
        int(truth.sum()),
    )
    return found_by


def _binary(one: Judged, figure: Callable[[Bools, Bools], float]) -> Picker:
    return lambda at: figure(one.truth[at] == 1, one.found[at] == 1)


def _calibration(one: Judged) -> Picker:
    return lambda at: _calibration_of(one.truth[at] >= 0, one.truth[at] == 1, one.stated[at])


def _calibration_of(said: Bools, truth: Bools, stated: Doubles) -> float:
    return calibration_error(truth[said], stated[said])


def right_share(tasks: Iterable[Judged], at: Ints) -> float:
    """Share of the answers of people at these places that were found too; 0 where there is none."""
    rows = [(one.truth[at] >= 0, one.truth[at] == one.found[at]) for one in tasks]
    said = sum(int(known.sum()) for known, _ in rows)
    return sum(int((known & same).sum()) for known, same in rows) / said if said else 0.0


def _stance(one: Judged) -> Picker:
    """Macro-F1 over negative, neutral and positive; a post whose target was missed or invented counts against them."""
    return lambda at: _mean_f1(*_one_hot(one, at))


def _targets(judged: Mapping[str, Judged], at: Ints) -> float:
    """Mean of the four targets' macro-F1."""
    return float(np.mean([_stance(judged[target_task(target)])(at) for target in Target]))


def _one_hot(one: Judged, at: Ints) -> tuple[Bools, Bools]:
    values = np.arange(1, len(one.task.classes))
    return one.truth[at, None] == values, one.found[at, None] == values


def _mean_f1(truth: Bools, found: Bools) -> float:
    columns = [f1(truth[:, at], found[:, at]) for at in range(truth.shape[1]) if truth[:, at].any()]
    return float(np.mean(columns)) if columns else 0.0


def _answered(one: Judged) -> int:
    return int((one.truth >= 0).sum())


def _count(one: Judged) -> int:
    return int((one.truth == 1).sum())


def _present(judged: Mapping[str, Judged], target: Target) -> int:
    return int((judged[target_task(target)].truth > 0).sum())
