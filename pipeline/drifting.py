"""Watches whether posts are still what the models know, week by week, and keeps the answer for the page."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime, timedelta

from domain.drift import Drift, Week, drift
from domain.settings import Settings
from domain.times import Window, vietnam_day
from models import artifact, registry
from models.drift import unknown_share
from models.post import PostInput
from models.space import Space
from store import drifting, jobs
from store import models as versions
from store.db import Conn, connect
from store.drifting import WeekTally

JOB = "drift"
WEEKS = 9
"""Whole weeks that are looked at: one, and two months to judge it by."""
SAMPLE = 200
"""Posts a week whose words are looked up: its share of unknown words to within half a point."""


def watch(dsn: str, settings: Settings, now: datetime) -> Drift:
    """Judge the last whole week and note the result. Raises ArtifactError where the model cannot be used."""
    space = artifact.load(registry.ensure_live(settings.models, settings.config)).space
    with connect(dsn) as conn:
        job = jobs.begin(conn, JOB)
        found = measure(conn, space, now)
        jobs.finish(conn, job, "done", _noted(found))
    return found


def measure(conn: Conn, space: Space, now: datetime) -> Drift:
    """The last whole weeks as the version that is live in the database read them."""
    model = versions.live(conn)
    if model is None:
        return Drift("", (), ())
    today = vietnam_day(now)
    monday = today - timedelta(days=today.weekday())
    window = Window(monday - timedelta(weeks=WEEKS), monday - timedelta(days=1))
    tallies = drifting.weeks(conn, model, window.start, window.end)
    return drift(model, [_week(conn, space, tally) for tally in tallies])


def last(conn: Conn) -> Drift | None:
    """What `watch` found last; None before the first time."""
    done = next((job for job in jobs.newest(conn, JOB) if job.outcome == "done"), None)
    if done is None:
        return None
    weeks = [Week(**{**row, "first_day": date.fromisoformat(row["first_day"])}) for row in done.summary["weeks"]]
    return drift(done.summary["model"], weeks)


def _week(conn: Conn, space: Space, tally: WeekTally) -> Week:
    window = Window(tally.first_day, tally.first_day + timedelta(days=6))
    rows = drifting.sample(conn, window.start, window.end, SAMPLE)
    posts = [PostInput("", row.text, row.title or row.context, row.kind.value) for row in rows]
    return Week(tally.first_day, tally.posts, unknown_share(space, posts), tally.doubtful / tally.posts, tally.topics)


def _noted(found: Drift) -> dict[str, object]:
    weeks = [{**asdict(week), "first_day": week.first_day.isoformat()} for week in found.weeks]
    return {"model": found.model, "weeks": weeks, "sentences": list(found.sentences)}
