"""From the scores of all heads to predictions: probabilities, decisions, and what follows from irrelevance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from domain.prediction import Prediction, Sentiment, Stance, Target
from models import learn
from models.learn import Estimator
from models.tasks import ABSENT, ANSWER, FLAG, RELEVANT, SENTIMENT, Doubles, Ints, Task, inputs, target_task
from models.thresholds import Decision, decide


@dataclass(frozen=True, slots=True)
class Judge:
    """How scores become predictions; a part of a model."""

    tasks: tuple[Task, ...]
    topics: tuple[str, ...]
    calibrators: Mapping[str, Estimator]
    decisions: Mapping[str, Decision]
    version: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What one task says of all posts of a batch."""

    probabilities: Doubles
    chosen: Ints
    doubtful: npt.NDArray[np.bool_]


def predictions(judge: Judge, scores: Doubles) -> list[Prediction]:
    """One Prediction a row of `scores`, without evidence. An irrelevant post has no topics, targets, answer or flag."""
    answers = _answers(judge, scores)
    return [_prediction(judge, answers, at) for at in range(len(scores))]


def _answers(judge: Judge, scores: Doubles) -> dict[str, Answer]:
    answers = {}
    for task in judge.tasks:
        probabilities = learn.calibrate(inputs(task, judge.tasks, scores), judge.calibrators[task.name])
        # Four decimals: more would state a certainty that calibration does not give, and differ between machines.
        answers[task.name] = Answer(np.round(probabilities, 4), *decide(judge.decisions[task.name], probabilities))
    return answers


def _prediction(judge: Judge, answers: Mapping[str, Answer], at: int) -> Prediction:
    relevant = bool(answers[RELEVANT].chosen[at])
    topics = {topic: _yes(answers[topic], at) for topic in judge.topics}
    labels = [topic for topic in topics if relevant and answers[topic].chosen[at]]
    tone = answers[SENTIMENT]
    return Prediction(
        model=judge.version,
        relevant=relevant,
        relevant_prob=_yes(answers[RELEVANT], at),
        topics=topics,
        labels=tuple(sorted(labels, key=lambda topic: -topics[topic])),
        sentiment=tuple(Sentiment)[int(tone.chosen[at])],
        sentiment_probs={one: float(tone.probabilities[at, place]) for place, one in enumerate(Sentiment)},
        targets=_stances(answers, at) if relevant else {},
        needs_answer=relevant and bool(answers[ANSWER].chosen[at]),
        needs_answer_prob=_yes(answers[ANSWER], at),
        flag_prob=_yes(answers[FLAG], at),
        flag_suggested=relevant and bool(answers[FLAG].chosen[at]),
        abstained=tuple(name for name, answer in answers.items() if answer.doubtful[at]),
    )


def _yes(answer: Answer, at: int) -> float:
    return float(answer.probabilities[at, 1])


def _stances(answers: Mapping[str, Answer], at: int) -> dict[Target, Stance]:
    classes = (ABSENT, *Sentiment)
    found: dict[Target, Stance] = {}
    for target in Target:
        answer = answers[target_task(target)]
        chosen = int(answer.chosen[at])
        if chosen:
            found[target] = Stance(Sentiment(classes[chosen]), float(answer.probabilities[at, chosen]))
    return found
