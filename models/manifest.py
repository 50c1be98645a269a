"""manifest.json of an artifact: what the model is, made from what, and the digest of each of its files."""

from __future__ import annotations

import hashlib
import json
from importlib.metadata import version as package_version
from typing import Annotated, Any

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from models.features import FAMILIES, GRAMS, LEAD, LONGEST
from models.model import Model
from models.ridge import PENALTY
from models.space import LEAST, SHARE

FORMAT = 3
"""Raised when features or files of an artifact change their meaning; another format is not loaded."""
PACKAGES = ("scikit-learn", "skops", "numpy", "scipy", "underthesea")

Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class DecisionRow(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    aim: str
    threshold: Annotated[float, Field(gt=0, lt=1)] = 0.5
    bias: tuple[float, ...] = ()


class FigureRow(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    value: float
    low: float
    high: float
    support: int


class SliceRow(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    posts: int
    relevance_f1: float
    topics_f1: float
    sentiment_f1: float
    flag_recall: float
    flag_precision: float
    flags: int


class Manifest(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    format: int
    version: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9.-]{2,60}$")]
    made_at: AwareDatetime
    data_digest: Digest
    posts: int
    topics: tuple[str, ...]
    packages: dict[str, str]
    recipe: dict[str, Any]
    decisions: dict[str, DecisionRow]
    metrics: dict[str, FigureRow]
    """On cross-fitted scores while training; thresholds were chosen on the same posts."""
    slices: dict[str, SliceRow]
    """The same for parts of the posts."""
    corrections: int = 0
    """Posts among them that reviewers corrected."""
    corrected_until: AwareDatetime | None = None
    """When the newest of those corrections was made: later ones are news to the model."""
    files: dict[str, Digest]


def packages() -> dict[str, str]:
    return {name: package_version(name) for name in PACKAGES}


def recipe() -> dict[str, Any]:
    """The settings of code that shaped the weights."""
    return {
        "families": FAMILIES,
        "grams": list(GRAMS),
        "lead": LEAD,
        "longest": LONGEST,
        "least": LEAST,
        "share": SHARE,
        "penalty": PENALTY,
    }


def version_of(model: Model) -> str:
    """The same posts, topics, cues, settings and packages give the same version."""
    parts = [FORMAT, model.data_digest, model.topics, model.cues_text, recipe(), packages()]
    return "m-" + hashlib.sha256(json.dumps(parts, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:12]
