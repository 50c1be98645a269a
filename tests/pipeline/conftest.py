"""A kit with a small model, and a data folder for the command line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from databases import folder
from pipeline_house import ROOT, House, free_base_port

from domain.settings import settings_from
from domain.topics import load_topics
from models import artifact, readers, registry
from models.train import train


@pytest.fixture(scope="session")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of models with one live model, trained on 900 of our posts."""
    models_dir = tmp_path_factory.mktemp("trained")
    topics = [topic.slug for topic in load_topics(ROOT / "config" / "topics.toml")]
    posts = readers.own(topics)
    registry.promote(models_dir, artifact.save(train(posts, topics, limit=900), models_dir, datetime.now(UTC)))
    return models_dir


@pytest.fixture(scope="module")
def house(trained: Path) -> Iterator[House]:
    """An empty data folder with a model: each file of tests has its own, or what one collects is found by another."""
    with folder() as data:
        (data / "models").symlink_to(trained)
        yield House(settings_from({"LANGNGHE_DATA": str(data)}), free_base_port())
