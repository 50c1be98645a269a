"""A model on disk: one folder a version with skops files, vocabulary, cues, manifest.json and card.md."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import numpy as np
import skops.io
from pydantic import ValidationError
from sklearn.feature_extraction.text import TfidfTransformer

from models import cues, space
from models.card import card
from models.figures import Figure
from models.files import sha256, write
from models.learn import Estimator
from models.manifest import FORMAT, DecisionRow, FigureRow, Manifest, SliceRow, packages, recipe, version_of
from models.model import Learnt, Model
from models.slices import Slice
from models.tasks import all_tasks
from models.thresholds import Decision

HEADS, CALIBRATORS, RARITY = "heads.skops", "calibrators.skops", "rarity.skops"
VOCABULARY, CUES = "vocabulary.txt", "cues.tsv"
FILES = (HEADS, CALIBRATORS, RARITY, VOCABULARY, CUES)
TRUSTED: frozenset[str] = frozenset()
"""Types beyond those of scikit-learn and numpy that skops knows; none is needed, so none is allowed."""


class ArtifactError(ValueError):
    """A model's folder cannot be used; the message says what does not match and what to do."""


def save(model: Model, models_dir: Path, made_at: datetime) -> str:
    """Write the model into a folder of its own and return its version; nothing is seen of it before it is whole."""
    version = version_of(model)
    beside = models_dir / f".{version}.{os.getpid()}"
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    _write_parts(model, beside)
    manifest = Manifest(
        format=FORMAT,
        version=version,
        made_at=made_at,
        data_digest=model.data_digest,
        posts=model.posts,
        topics=model.topics,
        packages=packages(),
        recipe=recipe(),
        decisions={
            name: DecisionRow(aim=one.aim, threshold=one.threshold, bias=one.bias)
            for name, one in model.decisions.items()
        },
        metrics={name: FigureRow(**asdict(one)) for name, one in model.measured.items()},
        slices={name: SliceRow(**asdict(one)) for name, one in model.sliced.items()},
        corrections=model.learnt.corrections,
        corrected_until=model.learnt.until,
        files={name: sha256(beside / name) for name in FILES},
    )
    write(beside / "card.md", card(manifest).encode())
    write(beside / "manifest.json", manifest.model_dump_json(indent=1).encode())
    _into_place(beside, models_dir / version)
    return version


def manifest_of(folder: Path) -> Manifest:
    """The manifest alone. Raises ArtifactError where there is none or it cannot be read."""
    try:
        manifest = Manifest.model_validate(json.loads((folder / "manifest.json").read_bytes()))
    except FileNotFoundError as error:
        raise ArtifactError(f"{folder.name}: there is no such model; see the list of models, or train one") from error
    except (OSError, ValueError) as error:
        kind = "is not as it should be" if isinstance(error, ValidationError) else "cannot be read"
        raise ArtifactError(f"{folder.name}: manifest.json {kind}; go back to another model or train again") from error
    if manifest.format != FORMAT:
        raise ArtifactError(
            f"{folder.name}: made by another version of Lắng Nghe (format {manifest.format}); train again"
        )
    if manifest.version != folder.name:
        raise ArtifactError(f"{folder.name}: the manifest is that of {manifest.version}; put the folder's name back")
    return manifest


def load(folder: Path) -> Model:
    """Read a model back, every file checked against its digest. Raises ArtifactError."""
    manifest = manifest_of(folder)
    _check_files(folder, manifest)
    names = (folder / VOCABULARY).read_text(encoding="utf-8").split("\n")
    rarity = np.asarray(_load(folder / RARITY).idf_, dtype=np.float32)
    cues_text = (folder / CUES).read_text(encoding="utf-8")
    tasks = all_tasks(manifest.topics)
    model = Model(
        topics=manifest.topics,
        tasks=tasks,
        space=space.make(names, rarity, cues.parse(cues_text)),
        cues_text=cues_text,
        heads=_load(folder / HEADS),
        calibrators=_load(folder / CALIBRATORS),
        decisions={name: Decision(row.aim, row.threshold, row.bias) for name, row in manifest.decisions.items()},
        data_digest=manifest.data_digest,
        posts=manifest.posts,
        measured={name: Figure(**row.model_dump()) for name, row in manifest.metrics.items()},
        sliced={name: Slice(**row.model_dump()) for name, row in manifest.slices.items()},
        learnt=Learnt(manifest.corrections, manifest.corrected_until),
    )
    _check_shapes(folder, model)
    return model


def _write_parts(model: Model, folder: Path) -> None:
    rarity = TfidfTransformer()
    rarity.idf_ = model.space.idf.astype(np.float64)
    skops.io.dump(dict(model.heads), folder / HEADS)
    skops.io.dump(dict(model.calibrators), folder / CALIBRATORS)
    skops.io.dump(rarity, folder / RARITY)
    (folder / VOCABULARY).write_text("\n".join(model.space.names), encoding="utf-8", newline="\n")
    (folder / CUES).write_text(model.cues_text, encoding="utf-8", newline="\n")


def _into_place(beside: Path, folder: Path) -> None:
    try:
        beside.rename(folder)
    except OSError:
        # The version is there already: same posts, same settings. The one that may be live stays.
        if not (folder / "manifest.json").exists():
            raise
        shutil.rmtree(beside)


def _check_files(folder: Path, manifest: Manifest) -> None:
    if set(manifest.files) != set(FILES):
        raise ArtifactError(f"{folder.name}: the manifest names other files than a model has; train again")
    for name, digest in manifest.files.items():
        if not (folder / name).is_file():
            raise ArtifactError(f"{folder.name}: {name} is missing; go back to another model or train again")
        if sha256(folder / name) != digest:
            raise ArtifactError(
                f"{folder.name}: {name} is not the file that was saved; go back to another model or train again"
            )


def _load(path: Path) -> Estimator:
    unknown = set(skops.io.get_untrusted_types(file=path)) - TRUSTED
    if unknown:
        raise ArtifactError(
            f"{path.parent.name}: {path.name} holds types that are not allowed: {', '.join(sorted(unknown))}"
        )
    return skops.io.load(path, trusted=sorted(TRUSTED))


def _check_shapes(folder: Path, model: Model) -> None:
    wanted = {task.name for task in model.tasks}
    same = set(model.heads) == set(model.calibrators) == set(model.decisions) == wanted
    wide = same and all(
        model.heads[task.name].coef_.shape == (task.heads, len(model.space.names)) for task in model.tasks
    )
    if not wide or len(model.space.idf) != len(model.space.names):
        raise ArtifactError(f"{folder.name}: its parts do not belong together; go back to another model or train again")
