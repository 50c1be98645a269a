"""What the classifiers say of one post."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Sentiment(StrEnum):
    POSITIVE = "positive"
    NEUTRAL = "neutral"
    NEGATIVE = "negative"


class Target(StrEnum):
    WORKERS = "workers"
    UNION = "union"
    EMPLOYER = "employer"
    POLICY = "policy"


@dataclass(frozen=True, slots=True)
class Stance:
    """Sentiment towards one target, with its probability."""

    label: Sentiment
    prob: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """A span of the displayed text that carried a label, heaviest first in a list."""

    label: str
    """A topic slug, `sentiment`, `needs_answer`, `flag`, `relevant` or `target:<target>`."""
    start: int
    end: int
    text: str
    weight: float


@dataclass(frozen=True, slots=True)
class Prediction:
    """Calibrated probabilities, and the labels that the thresholds of `model` make of them."""

    model: str
    """Version of the live model that said it."""
    relevant: bool
    relevant_prob: float
    topics: Mapping[str, float]
    """Every topic slug with its probability."""
    labels: tuple[str, ...]
    """Slugs over their thresholds, most probable first; empty for an irrelevant post."""
    sentiment: Sentiment
    sentiment_probs: Mapping[Sentiment, float]
    targets: Mapping[Target, Stance]
    """Only the targets that the post speaks of."""
    needs_answer: bool
    needs_answer_prob: float
    flag_prob: float
    flag_suggested: bool
    """`flag_prob` is over its threshold. The flag itself is decided by the rules of config/flags.toml."""
    abstained: tuple[str, ...] = ()
    """Tasks on which the model was too unsure to be believed: `relevant`, `sentiment`, `flag`, a topic slug …"""
    evidence: tuple[Evidence, ...] = ()
