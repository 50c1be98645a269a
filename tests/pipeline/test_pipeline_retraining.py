"""What reviewers corrected is learnt by one training at a time, and goes live only where it is not worse."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from factory import post, prediction

from domain.settings import Settings, settings_from
from domain.topics import load_topics
from models import artifact, readers, registry
from models.compare import DECIDING, Comparison, Difference
from models.dataset import DatasetError
from models.model import Learnt, Model
from models.retrain import Retrained
from models.train import train
from nlp.fingerprint import bands
from pipeline import drifting, retraining
from pipeline.problems import Problem
from store import audit, corrections, erasing, jobs, posts, sources, users
from store import models as versions
from store.corrections import Correction
from store.db import Conn, connect
from store.locks import lock_retraining
from store.sources import SourceRow

NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
CONFIG = Path(__file__).parents[2] / "config"
TOPICS = [topic.slug for topic in load_topics(CONFIG / "topics.toml")]


@pytest.fixture(scope="module")
def small() -> Model:
    return train(readers.own(TOPICS), TOPICS, limit=80)


@pytest.fixture
def settings(tmp_path: Path, small: Model) -> Settings:
    chosen = settings_from({"LANGNGHE_DATA": str(tmp_path)})
    registry.promote(chosen.models, artifact.save(small, chosen.models, NOW - timedelta(days=30)))
    return chosen


@pytest.fixture
def conn(dsn: str) -> Iterator[Conn]:
    with connect(dsn) as opened:
        opened.autocommit = True
        versions.register(opened, prediction().model)
        sources.upsert(opened, [SourceRow("congdoan-mau", "Công đoàn mẫu", "https://congdoan.example", "union_portal")])
        users.create(opened, "lan", "Lan", users.Role.REVIEWER, "hash")
        yield opened


def stored(conn: Conn, count: int) -> list[int]:
    """Posts that no two share a word of, the same each time."""
    texts = [" ".join(f"câu{number}y{word}" for word in range(30)) for number in range(count)]
    batch = [post(url=f"https://congdoan.example/bai/{at}", text=text) for at, text in enumerate(texts)]
    posts.save(conn, batch, [bands(each.fingerprint.minhash) for each in batch])
    return [int(row["post_id"]) for row in conn.execute("SELECT post_id FROM post_keys ORDER BY post_id")]


def correct(conn: Conn, post_id: int, task: str, value: bool | str) -> None:
    found = users.credentials(conn, "lan")
    assert found is not None
    corrections.record(conn, Correction(post_id, found.user.id, task, value, None, 0))


def found_to_be(better: bool, settings: Settings) -> Any:
    small = artifact.load(registry.live(settings.models))
    one = Difference(0.5, 0.6, 0.05, 0.15) if better else Difference(0.6, 0.5, -0.15, -0.05)
    gain = Comparison("live", "candidate", 10, 10, dict.fromkeys(DECIDING, one))
    model = replace(small, data_digest="1" * 64, learnt=Learnt(30, NOW))
    return lambda *_: Retrained(model, gain, replace(gain, differences={}))


def test_only_what_was_answered_about_posts_that_are_still_stored_is_learnt(conn: Conn) -> None:
    first, second, third = stored(conn, 3)
    correct(conn, first, "topic:no-luong", True)
    correct(conn, second, "sentiment", "negative")
    correct(conn, third, "place:75", True)
    found = retraining.corrections(conn, TOPICS)
    assert [one.post.known for one in found] == [{*TOPICS, "relevant"}, {"sentiment"}]
    erasing.erase(conn, [first])
    assert [one.post.post.id for one in retraining.corrections(conn, TOPICS)] == [f"post-{second}"]


def test_few_corrections_are_refused_in_a_sentence_which_is_kept(dsn: str, conn: Conn, settings: Settings) -> None:
    correct(conn, stored(conn, 1)[0], "topic:no-luong", True)
    with pytest.raises(DatasetError, match="1 posts were corrected, too few to show a gain; wait for 30"):
        retraining.retrain_from_reviews(dsn, settings, NOW)
    (job,) = jobs.newest(conn, retraining.JOB)
    assert job.outcome == "done"
    assert "wait for 30" in job.summary["why"]


def test_two_trainings_never_run_at_once(dsn: str, conn: Conn, settings: Settings) -> None:
    assert lock_retraining(conn)
    with pytest.raises(Problem, match="runs already"):
        retraining.retrain_from_reviews(dsn, settings, NOW)
    assert jobs.newest(conn, retraining.JOB) == []


@pytest.mark.parametrize("better", [True, False])
def test_a_candidate_goes_live_only_where_it_is_not_worse(
    dsn: str, conn: Conn, settings: Settings, monkeypatch: pytest.MonkeyPatch, better: bool
) -> None:
    monkeypatch.setattr(retraining, "retrain", found_to_be(better, settings))
    before = registry.live(settings.models).name
    outcome = retraining.retrain_from_reviews(dsn, settings, NOW)
    assert outcome.promoted is better
    assert registry.live(settings.models).name == (outcome.version if better else before)
    assert len(registry.entries(settings.models)) == 2
    assert jobs.newest(conn, retraining.JOB)[0].summary["promoted"] is better
    assert [(entry.action, entry.subject) for entry in audit.newest(conn)] == [
        ("model_promoted" if better else "model_kept", f"model:{outcome.version}")
    ]
    if better:
        assert artifact.manifest_of(settings.models / outcome.version).corrections == 30
        assert registry.rollback(settings.models) == before


def test_a_better_candidate_waits_where_that_was_asked(
    dsn: str, conn: Conn, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retraining, "retrain", found_to_be(True, settings))
    assert not retraining.retrain_from_reviews(dsn, settings, NOW, promote=False).promoted


def test_a_training_that_fails_is_noted_without_its_words(
    dsn: str, conn: Conn, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(*_: object) -> Retrained:
        raise ValueError("chị Lan ở chuyền 3")

    monkeypatch.setattr(retraining, "retrain", break_down)
    with pytest.raises(ValueError, match="chuyền"):
        retraining.retrain_from_reviews(dsn, settings, NOW)
    (job,) = jobs.newest(conn, retraining.JOB)
    assert (job.outcome, job.summary) == ("failed", {"why": "ValueError"})


def test_words_that_no_model_knows_are_counted_by_week_and_kept_for_the_page(
    dsn: str, conn: Conn, settings: Settings
) -> None:
    assert drifting.last(conn) is None
    times = [NOW - timedelta(days=7), NOW - timedelta(days=14)]
    texts = ("công ty nợ lương công nhân", "zzq xxk wwv")
    batch = [
        post(
            url=f"https://congdoan.example/{week}/{at}", text=f"{texts[week]} {at}", published_at=time, fetched_at=time
        )
        for week, time in enumerate(times)
        for at in range(50)
    ]
    posts.save(conn, batch, [bands(each.fingerprint.minhash) for each in batch])
    found = drifting.watch(dsn, settings, NOW)
    assert [(week.posts, week.unknown == 1.0, week.unknown < 0.2) for week in found.weeks] == [
        (50, True, False),
        (50, False, True),
    ]
    assert drifting.last(conn) == found
