from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from models import artifact, registry
from models.artifact import ArtifactError
from models.model import Model
from models.predict import Predictor

CONFIG = Path(__file__).parents[2] / "config"


@pytest.fixture
def house(saved: Path, model: Model, tmp_path: Path) -> tuple[Path, str, str]:
    """A models folder with two versions, the second made a day later."""
    shutil.copytree(saved, tmp_path / saved.name)
    later = replace(model, data_digest="0" * 64)
    made = artifact.manifest_of(saved).made_at + timedelta(days=1)
    return tmp_path, saved.name, artifact.save(later, tmp_path, made)


def test_models_are_listed_newest_first(house: tuple[Path, str, str]) -> None:
    folder, first, second = house
    registry.promote(folder, first)
    assert [(entry.version, entry.live) for entry in registry.entries(folder)] == [(second, False), (first, True)]


def test_promotion_makes_live_and_rollback_goes_back(house: tuple[Path, str, str]) -> None:
    folder, first, second = house
    registry.promote(folder, first)
    registry.promote(folder, second)
    assert registry.live(folder).name == second
    assert registry.rollback(folder) == first
    assert registry.live(folder).name == first
    with pytest.raises(ArtifactError, match="no earlier model"):
        registry.rollback(folder)


def test_a_damaged_model_is_listed_with_its_fault_and_never_promoted(house: tuple[Path, str, str]) -> None:
    folder, first, second = house
    registry.promote(folder, first)
    (folder / second / "heads.skops").write_bytes(b"x")
    with pytest.raises(ArtifactError, match="not the file"):
        registry.promote(folder, second)
    (folder / second / "manifest.json").write_bytes(b"x")
    assert "manifest" in registry.entries(folder)[-1].fault
    assert registry.live(folder).name == first


@pytest.mark.parametrize("version", ["m-none", "../etc", ".", ""])
def test_an_unknown_model_is_not_promoted(house: tuple[Path, str, str], version: str) -> None:
    with pytest.raises(ArtifactError, match="no such model"):
        registry.promote(house[0], version)


def test_nothing_live_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(ArtifactError, match="no model is live"):
        registry.live(tmp_path)
    assert registry.entries(tmp_path / "none") == ()


def test_a_half_written_model_is_not_seen(house: tuple[Path, str, str]) -> None:
    folder, first, _ = house
    (folder / f".{first}.123").mkdir()
    (folder / ".live.123").write_text("m-broken", encoding="utf-8")
    assert len(registry.entries(folder)) == 2


def test_a_model_is_trained_once_where_none_is_live(
    tmp_path: Path, model: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    trained: list[int] = []

    def train(*_: object) -> Model:
        trained.append(1)
        return model

    monkeypatch.setattr(registry, "train", train)
    first = registry.ensure_live(tmp_path / "models", CONFIG)
    assert registry.ensure_live(tmp_path / "models", CONFIG) == first
    assert len(trained) == 1
    assert Predictor.load(first).version == first.name
