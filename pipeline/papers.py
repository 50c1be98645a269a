"""Writes the documents: the weekly report and the flash report, stored and as files in the data folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from domain.settings import Settings
from domain.times import Window, vietnam_day, week_label
from domain.topics import load_topics
from reports import chapters, docx, flash, html, pdf, xlsx
from reports.campaigns import load_campaigns
from reports.chapters import flash as flash_chapters
from reports.frozen import to_json
from reports.letterhead import Letterhead, load_letterheads
from reports.values import WeeklyReport
from reports.weekly import weekly_report
from reports.weeks import week_with
from store import reports, sources
from store.db import Conn, connect

WEEKLY = "weekly"


@dataclass(frozen=True, slots=True)
class Files:
    """Where a report lies: `name` and one path a format, the .docx first."""

    name: str
    paths: tuple[Path, ...]


def week_to_report(settings: Settings, now: datetime) -> Window:
    """The report week of the day before `now`: on its first day the week that just ended is the one to read."""
    days = load_letterheads(settings.config / "letterhead.toml").weekly.window
    return week_with(vietnam_day(now) - timedelta(days=1), days)


def report_week(settings: Settings, week: Window) -> Window:
    """The report days of an ISO week, by config/letterhead.toml: a week from Friday to Thursday ends in it."""
    days = load_letterheads(settings.config / "letterhead.toml").weekly.window
    return week_with(week.first + timedelta(days=3), days)


def write_weekly(dsn: str, settings: Settings, window: Window, now: datetime) -> Files:
    """Make the report of a week, store it and write it as files; when nothing changed, the stored one stays."""
    letterhead = _letterhead(settings)
    topics = load_topics(settings.config / "topics.toml")
    campaigns = load_campaigns(settings.config / "campaigns.toml")
    with connect(dsn) as conn:
        report = weekly_report(conn, window, letterhead, topics, now, campaigns=campaigns)
        stored = _stored(conn, window, to_json(report))
        if stored is None:
            document, page = docx.render(report, letterhead), html.render(report, letterhead)
            reports.add(conn, WEEKLY, window, value=to_json(report), docx=document, html=page)
        else:
            document, page = stored.docx, stored.html
    return _weekly_files(settings.reports, report, letterhead, document, page)


def write_due_weekly(dsn: str, settings: Settings, now: datetime) -> Files | None:
    """The report that is due at `now`; None where nothing was ever collected, for then nobody waits for one."""
    with connect(dsn) as conn:
        if not any(health.posts_total for health in sources.health(conn)):
            return None
    return write_weekly(dsn, settings, week_to_report(settings, now), now)


def write_flash(dsn: str, settings: Settings, post_id: int, now: datetime) -> Files:
    """A page on the case to which a post belongs. Raises NotFound for a post that no report may tell of."""
    letterhead = _letterhead(settings)
    with connect(dsn) as conn:
        report = flash.flash_report(conn, post_id, letterhead, load_topics(settings.config / "topics.toml"), now)
        document = flash_chapters.document(report)
        formats = {".docx": docx.write(document), ".html": html.write(document).encode(), ".pdf": pdf.write(document)}
        page = formats[".html"].decode()
        flash.keep(conn, report, docx=formats[".docx"], html=page, value=to_json(report))
    return _write(settings.reports, f"bao-cao-nhanh-{post_id}", formats)


def _letterhead(settings: Settings) -> Letterhead:
    return load_letterheads(settings.config / "letterhead.toml").named()


def _stored(conn: Conn, window: Window, value: Mapping[str, object]) -> reports.Report | None:
    """The newest stored report of this window, if it says the same."""
    head = reports.latest(conn, WEEKLY, window)
    if head is None:
        return None
    stored = reports.get(conn, head.id)
    return stored if {**stored.value, "made_at": ""} == {**value, "made_at": ""} else None


def _weekly_files(folder: Path, report: WeeklyReport, letterhead: Letterhead, document: bytes, page: str) -> Files:
    formats = {
        ".docx": document,
        ".html": page.encode(),
        ".pdf": pdf.write(chapters.document(report, letterhead)),
        ".xlsx": xlsx.render(report),
    }
    return _write(folder, f"bao-cao-tuan-{week_label(report.window)}", formats)


def _write(folder: Path, stem: str, formats: Mapping[str, bytes]) -> Files:
    """Each file appears whole: a reader, or a kill, never meets half of one."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for suffix, content in formats.items():
        path = folder / f"{stem}{suffix}"
        beside = path.with_suffix(f"{suffix}.new")
        beside.write_bytes(content)
        beside.replace(path)
        paths.append(path)
    return Files(stem, tuple(paths))
