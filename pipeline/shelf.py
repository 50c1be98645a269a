"""The models of this installation as values, for a page: each with its figures, which one judges, and going back.

The room of the models is loaded only when somebody asks: a server that shows lists does without it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from domain.drift import Drift
from store.db import Conn


class ShelfError(ValueError):
    """A model could not be promoted, or there is none to go back to; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure with its 95 % interval."""

    value: float
    low: float
    high: float
    support: int


@dataclass(frozen=True, slots=True)
class Part:
    """How well a model does on one part of the posts."""

    posts: int
    relevance: float
    topics: float
    sentiment: float
    flag_recall: float


@dataclass(frozen=True, slots=True)
class Version:
    version: str
    live: bool
    made_at: datetime | None
    posts: int
    """Labelled posts that it learnt from."""
    corrections: int
    """Of them those that staff corrected here."""
    topics: int
    figures: Mapping[str, Measured]
    parts: Mapping[str, Part]
    damaged: bool
    """Its manifest cannot be read; it cannot be promoted."""


def versions(models_dir: Path) -> tuple[Version, ...]:
    """Every model, newest first; damaged ones last."""
    from models import artifact, registry

    return tuple(
        _version(entry.version, entry.live, None if entry.fault else artifact.manifest_of(models_dir / entry.version))
        for entry in registry.entries(models_dir)
    )


def promote(models_dir: Path, version: str) -> None:
    """Raises ShelfError for a model that is unknown or damaged."""
    from models import registry
    from models.artifact import ArtifactError

    try:
        registry.promote(models_dir, version)
    except ArtifactError as error:
        raise ShelfError(str(error)) from error


def go_back(models_dir: Path) -> str:
    """The version that is live again. Raises ShelfError where there was none before, or it is damaged."""
    from models import registry
    from models.artifact import ArtifactError

    try:
        return registry.rollback(models_dir)
    except ArtifactError as error:
        raise ShelfError(str(error)) from error


def drift(conn: Conn) -> Drift | None:
    """What the weekly watch found last; None before the first time."""
    from pipeline.drifting import last

    return last(conn)


def _version(name: str, live: bool, manifest: object) -> Version:
    from models.manifest import Manifest

    if not isinstance(manifest, Manifest):
        return Version(name, live, None, 0, 0, 0, {}, {}, damaged=True)
    figures = {key: Measured(row.value, row.low, row.high, row.support) for key, row in manifest.metrics.items()}
    parts = {
        key: Part(row.posts, row.relevance_f1, row.topics_f1, row.sentiment_f1, row.flag_recall)
        for key, row in manifest.slices.items()
    }
    return Version(
        version=name,
        live=live,
        made_at=manifest.made_at,
        posts=manifest.posts,
        corrections=manifest.corrections,
        topics=len(manifest.topics),
        figures=figures,
        parts=parts,
        damaged=False,
    )
