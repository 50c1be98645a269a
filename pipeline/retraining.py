"""Learns from what reviewers corrected: train, measure, keep, and promote only what is not worse.

One at a time on a database, whoever starts it. A kill leaves the live model live: a candidate's folder appears whole or
not at all, and promotion replaces one file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from domain.settings import Settings
from models import artifact, readers, registry
from models.compare import Comparison
from models.corrections import Correction, labelled
from models.dataset import DatasetError
from models.post import PostInput
from models.predict import Predictor
from models.retrain import Retrained, retrain
from pipeline.context import see_that_there_is_room, topic_slugs
from pipeline.problems import Problem
from store import audit, jobs, labels
from store.db import Conn, connect
from store.labels import LabelledPost
from store.locks import lock_retraining

JOB = "retrain"
"""Name of its runs in `jobs`. Their summary: `why` it was refused, or what `summary` gives."""


@dataclass(frozen=True, slots=True)
class Outcome:
    before: str
    """The version that was live."""
    version: str
    """The candidate; it is kept either way."""
    promoted: bool
    retrained: Retrained


def retrain_from_reviews(dsn: str, settings: Settings, now: datetime, *, promote: bool = True) -> Outcome:
    """Raises Problem where it runs already, DatasetError for too few new corrections."""
    see_that_there_is_room(settings.models)
    with connect(dsn) as conn:
        conn.autocommit = True
        if not lock_retraining(conn):
            raise Problem("a training from corrections runs already; wait for its end")
        job = jobs.begin(conn, JOB)
        try:
            outcome = _learn(conn, settings, now, promote=promote)
        except DatasetError as error:
            jobs.finish(conn, job, "done", {"why": str(error)})
            raise
        except Exception as error:
            jobs.finish(conn, job, "failed", {"why": type(error).__name__})
            raise
        jobs.finish(conn, job, "done", summary(outcome))
        return outcome


def corrections(conn: Conn, topics: list[str]) -> list[Correction]:
    """What staff said of posts that are still stored, their own words for it and names left aside."""
    found = []
    for row in labels.every(conn):
        post = labelled(_input(row), _group(row), row.labels, topics, row.shown)
        if post is not None:
            found.append(Correction(post, row.made_at))
    return found


def summary(outcome: Outcome) -> Mapping[str, Any]:
    """For `jobs` and the page: versions, sizes, and each difference with its interval; no text."""
    return {
        "before": outcome.before,
        "version": outcome.version,
        "promoted": outcome.promoted,
        "not_worse": outcome.retrained.worth_promoting,
        "corrections": outcome.retrained.model.learnt.corrections,
        "gain": _figures(outcome.retrained.gain),
        "kept": _figures(outcome.retrained.kept),
    }


def _learn(conn: Conn, settings: Settings, now: datetime, *, promote: bool) -> Outcome:
    topics = topic_slugs(settings)
    live = Predictor.load(registry.ensure_live(settings.models, settings.config))
    found = retrain(live, readers.own(topics), corrections(conn, topics), topics)
    version = artifact.save(found.model, settings.models, now)
    # Somebody may have promoted or gone back in the meantime: the gain is not over that model.
    promoted = promote and found.worth_promoting and registry.live(settings.models).name == live.version
    if promoted:
        registry.promote(settings.models, version)
    outcome = Outcome(live.version, version, promoted, found)
    audit.add(conn, None, "model_promoted" if promoted else "model_kept", f"model:{version}", {"before": live.version})
    return outcome


def _input(row: LabelledPost) -> PostInput:
    return PostInput(f"post-{row.post_id}", row.text, row.title or row.context, row.kind.value)


def _group(row: LabelledPost) -> str:
    # Without a colon: posts of one story stand together, but each story has a writer of its own.
    return f"story-{row.story_id}" if row.story_id is not None else f"post-{row.post_id}"


def _figures(one: Comparison) -> dict[str, Any]:
    rows = {name: {key: round(value, 4) for key, value in asdict(row).items()} for name, row in one.differences.items()}
    return {"posts": one.posts, "groups": one.groups, "not_worse": one.not_worse, "figures": rows}
