"""One model for all tests of this room: trained on models/data once a session (seconds)."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from domain.topics import load_topics
from models import artifact, readers
from models.dataset import LabelledPost
from models.model import Model
from models.predict import Predictor
from models.train import train

CONFIG = Path(__file__).parents[2] / "config"
MADE = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def topics() -> tuple[str, ...]:
    return tuple(topic.slug for topic in load_topics(CONFIG / "topics.toml"))


@pytest.fixture(scope="session")
def own_posts(topics: tuple[str, ...]) -> tuple[LabelledPost, ...]:
    return readers.own(topics)


@pytest.fixture(scope="session")
def model(own_posts: tuple[LabelledPost, ...], topics: tuple[str, ...]) -> Model:
    return train(own_posts, topics)


@pytest.fixture(scope="session")
def saved(model: Model, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the model, saved; tests that spoil it copy it first."""
    models_dir = tmp_path_factory.mktemp("models")
    return models_dir / artifact.save(model, models_dir, MADE)


@pytest.fixture(scope="session")
def predictor(saved: Path) -> Predictor:
    return Predictor.load(saved)
