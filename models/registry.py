"""Which models there are and which one is live.

The file `live` names the live version in its first line and the earlier ones below, newest first: promotion and going
back each replace one file, so a killed program leaves the one state or the other.
"""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from domain.topics import load_topics
from models import artifact, readers
from models.artifact import ArtifactError
from models.files import write
from models.train import train

KEPT = 20
"""Earlier versions that `live` remembers."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A model in the folder. `fault` says why it could not be used; empty when its manifest reads well."""

    version: str
    live: bool
    made_at: datetime | None
    posts: int
    fault: str = ""


def entries(models_dir: Path) -> tuple[Entry, ...]:
    """Every model, newest first; damaged ones with their fault, last."""
    live = _history(models_dir)[:1]
    found = [_entry(folder, folder.name in live) for folder in _folders(models_dir)]
    oldest = datetime.min.replace(tzinfo=UTC)
    return tuple(sorted(found, key=lambda entry: (entry.made_at or oldest, entry.version), reverse=True))


def live(models_dir: Path) -> Path:
    """The folder of the live model. Raises ArtifactError where none is live or its folder is gone."""
    history = _history(models_dir)
    if not history:
        raise ArtifactError("no model is live; train one with `langnghe models train`")
    folder = models_dir / history[0]
    if not folder.is_dir():
        raise ArtifactError(f"{history[0]} is live but its folder is gone; go back to another model or train again")
    return folder


def promote(models_dir: Path, version: str) -> None:
    """Make a model live, after it has been read whole. Raises ArtifactError where it cannot be used."""
    _usable(models_dir, version)
    with _alone(models_dir):
        history = _history(models_dir)
        if history[:1] != [version]:
            _point(models_dir, [version, *history])


def rollback(models_dir: Path) -> str:
    """Make the model live that was so before, and return its version. Raises ArtifactError where there is none."""
    with _alone(models_dir):
        history = _history(models_dir)
        if len(history) < 2:
            raise ArtifactError("there is no earlier model to go back to")
        _usable(models_dir, history[1])
        _point(models_dir, history[1:])
        return history[1]


def ensure_live(models_dir: Path, config: Path) -> Path:
    """The live model's folder; where no model was ever live, one is trained from models/data first (seconds)."""
    models_dir.mkdir(parents=True, exist_ok=True)
    with _alone(models_dir):
        if not _history(models_dir):
            topics = [topic.slug for topic in load_topics(config / "topics.toml")]
            model = train(readers.own(topics), topics)
            _point(models_dir, [artifact.save(model, models_dir, datetime.now(UTC))])
    return live(models_dir)


def _usable(models_dir: Path, version: str) -> None:
    if version not in {folder.name for folder in _folders(models_dir)}:
        raise ArtifactError(f"{version}: there is no such model; see the list of models")
    artifact.load(models_dir / version)


def _folders(models_dir: Path) -> list[Path]:
    if not models_dir.is_dir():
        return []
    return sorted(path for path in models_dir.iterdir() if path.is_dir() and not path.name.startswith("."))


def _entry(folder: Path, is_live: bool) -> Entry:
    try:
        manifest = artifact.manifest_of(folder)
    except ArtifactError as error:
        return Entry(folder.name, is_live, None, 0, str(error))
    return Entry(folder.name, is_live, manifest.made_at, manifest.posts)


def _history(models_dir: Path) -> list[str]:
    try:
        return (models_dir / "live").read_text(encoding="utf-8").split()
    except FileNotFoundError:
        return []


def _point(models_dir: Path, history: list[str]) -> None:
    write(models_dir / "live", ("\n".join(history[: KEPT + 1]) + "\n").encode())


@contextmanager
def _alone(models_dir: Path) -> Iterator[None]:
    """Hold the folder's lock; the system drops it with the process, however that ends."""
    with (models_dir / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
