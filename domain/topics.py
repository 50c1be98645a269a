"""The topics of config/topics.toml."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from domain.toml_file import read_toml


class TopicsError(ValueError):
    """config/topics.toml cannot be used; the message says where and what to do."""


class Topic(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    slug: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
    name: Annotated[str, Field(min_length=2)]
    """Vietnamese, as staff read it."""
    short: Annotated[str, Field(min_length=2, max_length=24)]
    """Vietnamese, for a chip or a chart's axis."""
    name_en: Annotated[str, Field(min_length=2)]


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    topic: tuple[Topic, ...]


def load_topics(path: Path) -> tuple[Topic, ...]:
    """Read the topics in their order. Raises TopicsError for bad TOML, an unknown key, a slug given twice."""
    topics = read_toml(path, _File, TopicsError).topic
    slugs = [topic.slug for topic in topics]
    twice = sorted({slug for slug in slugs if slugs.count(slug) > 1})
    if twice:
        raise TopicsError(f"{path}: topic {twice[0]!r} stands there twice; remove one")
    return topics
