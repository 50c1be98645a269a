"""The rules that put a post in front of a person. A flag exists so that the union helps, answers or checks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from domain.prediction import Prediction, Sentiment, Target
from domain.toml_file import read_toml


class Priority(IntEnum):
    URGENT = 1
    HIGH = 2
    NORMAL = 3

    @property
    def slug(self) -> str:
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a post was flagged: the rule's slug and its sentence in Vietnamese."""

    rule: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Flag:
    priority: Priority
    reasons: tuple[Reason, ...]


class FlagRulesError(ValueError):
    """config/flags.toml cannot be used; the message says where and what to do."""


class Rule(BaseModel):
    """One rule. It fires when every condition that it names holds."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    slug: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
    sentence: Annotated[str, Field(min_length=5)]
    priority: Annotated[int, Field(ge=1, le=3)]
    any_topic: tuple[str, ...] = ()
    targets: dict[Target, Sentiment] = Field(default_factory=dict)
    sentiment: Sentiment | None = None
    needs_answer: bool | None = None
    suggested: bool | None = None
    """Whether the flag classifier must (true) or must not (false) have suggested a flag."""
    min_flag_prob: Annotated[float, Field(ge=0, le=1)] = 0.0
    last_resort: bool = False
    """The rule is looked at only when no other fired: its reason says less than theirs."""

    def fires(self, prediction: Prediction) -> bool:
        if self.any_topic and not set(self.any_topic) & set(prediction.labels):
            return False
        if self.sentiment is not None and prediction.sentiment != self.sentiment:
            return False
        if self.needs_answer is not None and prediction.needs_answer != self.needs_answer:
            return False
        if self.suggested is not None and prediction.flag_suggested != self.suggested:
            return False
        if prediction.flag_prob < self.min_flag_prob:
            return False
        return all(
            target in prediction.targets and prediction.targets[target].label == wanted
            for target, wanted in self.targets.items()
        )


class FlagRules(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    doubtful_below: Annotated[float, Field(ge=0, le=1)] = 0.0
    """Probability of a flag under which it is put in front of a person all the same, after all the others."""
    rule: tuple[Rule, ...]


def load_flag_rules(path: Path, topics: Sequence[str]) -> FlagRules:
    """Read the rules. Raises FlagRulesError for bad TOML, an unknown key or an unknown topic."""
    rules = read_toml(path, FlagRules, FlagRulesError)
    for rule in rules.rule:
        unknown = sorted(set(rule.any_topic) - set(topics))
        if unknown:
            raise FlagRulesError(
                f"{path}: rule {rule.slug!r} names unknown topics {', '.join(unknown)}; see config/topics.toml"
            )
    return rules


def decide(prediction: Prediction, rules: FlagRules) -> Flag | None:
    """The flag of a post: every rule that fires is a reason, the most urgent gives the priority of a sure one."""
    if not prediction.relevant:
        return None
    firing = [rule for rule in rules.rule if rule.fires(prediction)]
    fired = [rule for rule in firing if not rule.last_resort] or firing
    if not fired:
        return None
    sure = prediction.flag_prob >= rules.doubtful_below
    return Flag(
        priority=Priority(min(rule.priority for rule in fired)) if sure else Priority.NORMAL,
        reasons=tuple(Reason(rule.slug, rule.sentence) for rule in fired),
    )
