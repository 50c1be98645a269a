from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import skops.io
from sklearn.preprocessing import FunctionTransformer

from models import artifact
from models.artifact import ArtifactError
from models.files import sha256
from models.model import Model


def _copy(saved: Path, to: Path) -> Path:
    return Path(shutil.copytree(saved, to / saved.name))


def _forge(folder: Path, name: str) -> None:
    """Write the digest of a changed file into the manifest, as somebody would who wants it loaded."""
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    manifest["files"][name] = sha256(folder / name)
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


def test_what_was_saved_is_what_is_loaded(saved: Path, model: Model) -> None:
    loaded = artifact.load(saved)
    assert loaded.decisions == model.decisions
    assert loaded.space.names == model.space.names
    assert all((loaded.heads[name].coef_ == head.coef_).all() for name, head in model.heads.items())


def test_the_same_model_gets_the_same_version(saved: Path, model: Model) -> None:
    before = (saved / "manifest.json").read_bytes()
    again = artifact.save(model, saved.parent, artifact.manifest_of(saved).made_at)
    assert again == saved.name
    assert (saved / "manifest.json").read_bytes() == before


def test_the_manifest_and_card_say_what_it_is(saved: Path, model: Model) -> None:
    manifest = artifact.manifest_of(saved)
    assert manifest.data_digest == model.data_digest
    assert manifest.posts == model.posts
    assert manifest.decisions["flag"].aim.startswith("recall")
    card = (saved / "card.md").read_text(encoding="utf-8")
    assert saved.name in card
    assert "never persons" in card


@pytest.mark.parametrize("name", artifact.FILES)
def test_a_changed_file_is_refused(saved: Path, tmp_path: Path, name: str) -> None:
    folder = _copy(saved, tmp_path)
    content = bytearray((folder / name).read_bytes())
    content[len(content) // 2] ^= 1
    (folder / name).write_bytes(content)
    with pytest.raises(ArtifactError, match=f"{name} is not the file that was saved"):
        artifact.load(folder)


def test_a_missing_file_is_refused(saved: Path, tmp_path: Path) -> None:
    folder = _copy(saved, tmp_path)
    (folder / "heads.skops").unlink()
    with pytest.raises(ArtifactError, match=r"heads\.skops is missing"):
        artifact.load(folder)


def test_a_type_that_is_not_allowed_is_refused_even_with_a_forged_digest(saved: Path, tmp_path: Path) -> None:
    folder = _copy(saved, tmp_path)
    skops.io.dump({"flag": FunctionTransformer(func=shutil.rmtree)}, folder / "heads.skops")
    _forge(folder, "heads.skops")
    with pytest.raises(ArtifactError, match="types that are not allowed"):
        artifact.load(folder)


def test_parts_of_two_models_are_refused(saved: Path, tmp_path: Path) -> None:
    folder = _copy(saved, tmp_path)
    with (folder / "vocabulary.txt").open("a", encoding="utf-8") as file:
        file.write("\nw:thừa")
    _forge(folder, "vocabulary.txt")
    with pytest.raises(ArtifactError, match="do not belong together"):
        artifact.load(folder)


def test_another_format_is_refused(saved: Path, tmp_path: Path) -> None:
    folder = _copy(saved, tmp_path)
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    (folder / "manifest.json").write_text(json.dumps(manifest | {"format": 0}), encoding="utf-8")
    with pytest.raises(ArtifactError, match="another version of Lắng Nghe"):
        artifact.load(folder)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"{}", b"\xff\xfe"])
def test_a_damaged_manifest_is_refused(saved: Path, tmp_path: Path, content: bytes) -> None:
    folder = _copy(saved, tmp_path)
    (folder / "manifest.json").write_bytes(content)
    with pytest.raises(ArtifactError, match=r"manifest\.json"):
        artifact.load(folder)


def test_a_folder_under_another_name_is_refused(saved: Path, tmp_path: Path) -> None:
    folder = _copy(saved, tmp_path).rename(tmp_path / "m-other")
    with pytest.raises(ArtifactError, match="put the folder's name back"):
        artifact.load(folder)


def test_no_folder_is_no_model(tmp_path: Path) -> None:
    with pytest.raises(ArtifactError, match="no such model"):
        artifact.load(tmp_path / "m-none")
