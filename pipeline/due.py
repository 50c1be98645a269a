"""Makes the documents that are due, each once: the work and the mark that it is done are one transaction.

A kill undoes both; the next round, some minutes later or at the next start, does it then.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from domain.settings import Settings
from domain.times import Window, vietnam_day
from domain.topics import load_topics
from pipeline import mailing, papers
from pipeline.context import say
from pipeline.problems import Problem, explain
from reports import freezing
from reports.letterhead import load_letterheads
from reports.rhythm import Due, due_until, load_rhythm
from reports.signals.reading import watch_day
from reports.weeks import last_finished_period
from store import timetable
from store.db import Conn, connect

KNOWN = timedelta(days=60)
"""Longer than anything is made up for."""
YESTERDAY = timedelta(days=1)


def do_due(dsn: str, settings: Settings, now: datetime) -> list[Due]:
    """Make what is due and was not made yet; returns it. Raises Problem after all the others were tried."""
    rhythm = load_rhythm(settings.config / "reports.toml")
    with connect(dsn) as conn:
        known = timetable.done(conn, now - KNOWN)
        waiting = [due for due in due_until(rhythm, now) if (due.what, due.at) not in known]
        since = timetable.reading_since(conn) if waiting else None
    # What was due before anything was read is not made up for: nobody waits for it.
    owed = [due for due in waiting if since is not None and due.at >= since]
    failed = [due for due in owed if not _tried(dsn, settings, due, now)]
    if failed:
        raise Problem(f"{', '.join(due.what for due in failed)} could not be made; it is tried again in some minutes")
    return owed


def _tried(dsn: str, settings: Settings, due: Due, now: datetime) -> bool:
    """One that fails must not hold up the others; what its exception says may quote a post."""
    try:
        with connect(dsn) as conn:
            if timetable.begin(conn, due.what, due.at):
                _do(conn, settings, due, now)
    except Exception as error:
        say(f"{due.what} of {due.day}: {explain(error) or type(error).__name__}")
        return False
    return True


def _do(conn: Conn, settings: Settings, due: Due, now: datetime) -> None:
    if due.what == "signals":
        watch_day(conn, due.day - YESTERDAY)
    elif due.what == "daily":
        freeze_day(conn, settings, due, now)
    else:
        files = papers.write(conn, settings, due.what, window_of(settings, due), now)
        say(f"{due.what} report: {files.paths[0]}")


def freeze_day(conn: Conn, settings: Settings, due: Due, now: datetime) -> None:
    """Keep the list and put its letters into the box."""
    letterhead = load_letterheads(settings.config / "letterhead.toml").named()
    report_id = freezing.freeze(conn, due.day, letterhead, load_topics(settings.config / "topics.toml"), now)
    if due.day == vietnam_day(now):  # Nobody wants the list of a day gone by in the morning's letters.
        mailing.address(conn, settings, report_id, now)


def window_of(settings: Settings, due: Due) -> Window:
    """The days that a report due then is about, however late it is made."""
    if due.what in {"weekly", "signals", "daily"}:
        return papers.week_to_report(settings, due.at)
    return last_finished_period(vietnam_day(due.at), due.what)  # type: ignore[arg-type]
