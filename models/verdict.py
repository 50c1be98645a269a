"""From the scores of all heads to predictions: probabilities, decisions, and what follows from irrelevance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from domain.prediction import Prediction, Sentiment, Stance, Target
from models.answers import Answers, Row
from models.learn import Estimator
from models.tasks import ABSENT, ANSWER, FLAG, RELEVANT, SENTIMENT, Doubles, Task, target_task
from models.thresholds import Decision

_TONES = tuple(Sentiment)
_STANCES = (ABSENT, *Sentiment)
_TARGETS = tuple((target, target_task(target)) for target in Target)


@dataclass(frozen=True)
class Judge:
    """How scores become predictions; a part of a model."""

    tasks: tuple[Task, ...]
    topics: tuple[str, ...]
    calibrators: Mapping[str, Estimator]
    decisions: Mapping[str, Decision]
    version: str

    @cached_property
    def answers(self) -> Answers:
        return Answers(self.tasks, self.calibrators, self.decisions)


def predictions(judge: Judge, scores: Doubles) -> list[Prediction]:
    """One Prediction a row of `scores`, without evidence. An irrelevant post has no topics, targets, answer or flag."""
    return [_prediction(judge, row) for row in judge.answers.rows(scores)]


def _prediction(judge: Judge, row: Row) -> Prediction:
    relevant = RELEVANT in row.said
    topics = {topic: row.yes[topic] for topic in judge.topics}
    labels = [name for name in row.said if name in topics] if relevant else []
    return Prediction(
        model=judge.version,
        relevant=relevant,
        relevant_prob=row.yes[RELEVANT],
        topics=topics,
        labels=tuple(sorted(labels, key=lambda topic: -topics[topic])),
        sentiment=_TONES[row.chosen[SENTIMENT]],
        sentiment_probs=dict(zip(_TONES, row.shares[SENTIMENT], strict=True)),
        targets=_stances(row) if relevant else {},
        needs_answer=relevant and ANSWER in row.said,
        needs_answer_prob=row.yes[ANSWER],
        flag_prob=row.yes[FLAG],
        flag_suggested=relevant and FLAG in row.said,
        abstained=row.doubtful,
    )


def _stances(row: Row) -> dict[Target, Stance]:
    return {
        target: Stance(Sentiment(_STANCES[chosen]), row.shares[name][chosen])
        for target, name in _TARGETS
        if (chosen := row.chosen[name])
    }
