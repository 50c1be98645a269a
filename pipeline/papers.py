"""Writes the documents: reports on a period and the flash report, stored and as files in the data folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from domain.settings import Settings
from domain.times import Window, parse_week, vietnam_day
from domain.topics import load_topics
from pipeline.problems import Problem
from reports import docx, flash, freezing, html, life, pdf, queries
from reports.campaigns import load_campaigns
from reports.chapters import daily as daily_page
from reports.flash import KIND as FLASH
from reports.freezing import Frozen
from reports.frozen import to_json
from reports.laid_out import document_of, sheets_of
from reports.letterhead import Letterhead, load_letterheads
from reports.naming import stem
from reports.values import WeeklyReport
from reports.weekly import weekly_report
from reports.weeks import Period, last_finished_period, period_with, week_with
from store import reports
from store.db import Conn, connect
from store.errors import NotFound
from store.reports import Report

WEEKLY = "weekly"
PERIOD: dict[str, Period] = {
    "month": "monthly",
    "quarter": "quarterly",
    "half": "half-yearly",
    "year": "yearly",
}
ASKED = {"week": WEEKLY, **PERIOD}
"""What people type, and the kind of report."""


@dataclass(frozen=True, slots=True)
class Files:
    """Where a report lies: `name` and one path a format, the .docx first."""

    name: str
    paths: tuple[Path, ...]


def week_to_report(settings: Settings, now: datetime) -> Window:
    """The report week of the day before `now`: on its first day the week that just ended is the one to read."""
    days = load_letterheads(settings.config / "letterhead.toml").weekly.window
    return week_with(vietnam_day(now) - timedelta(days=1), days)


def asked_window(settings: Settings, period: str, day: date | None, week: str, now: datetime) -> tuple[str, Window]:
    """The kind of report and its days, from what a person typed. Raises Problem."""
    if period not in ASKED:
        raise Problem(f"{period!r} is no period; say {', '.join(ASKED)}")
    days = load_letterheads(settings.config / "letterhead.toml").weekly.window
    kind = ASKED[period]
    if week:
        kind, window = WEEKLY, week_with(_iso(week).first + timedelta(days=3), days)
    elif kind == WEEKLY:
        window = week_with(day, days) if day else week_to_report(settings, now)
    else:
        calendar = PERIOD[period]
        window = period_with(day, calendar) if day else last_finished_period(vietnam_day(now), calendar)
    if window.start > now:
        raise Problem(f"{week or day} has not begun; name one that has")
    return kind, window


def _iso(week: str) -> Window:
    try:
        return parse_week(week)
    except ValueError as error:
        raise Problem(str(error)) from error


def write_weekly(dsn: str, settings: Settings, window: Window, now: datetime) -> Files:
    """The report of a week, in a transaction of its own."""
    with connect(dsn) as conn:
        return write(conn, settings, WEEKLY, window, now)


def write(conn: Conn, settings: Settings, kind: str, window: Window, now: datetime) -> Files:
    """Count a week, month, quarter …, store its report and write it as files. What says the same, was approved or has
    a file of people's stays; the files are those of the report that counts."""
    return write_files(conn, settings, make_draft(conn, settings, kind, window, now))


def make_draft(
    conn: Conn, settings: Settings, kind: str, window: Window, now: datetime, *, made_by: int | None = None
) -> int:
    """Returns the id of the report that counts."""
    value = count(conn, settings, window, now)
    return life.keep(conn, kind, window, to_json(value), now, made_by=made_by)


def count(conn: Conn, settings: Settings, window: Window, now: datetime) -> WeeklyReport:
    """What a report on these days says now."""
    topics = load_topics(settings.config / "topics.toml")
    campaigns = load_campaigns(settings.config / "campaigns.toml")
    return weekly_report(conn, window, _letterhead(settings), topics, now, campaigns=campaigns)


def write_files(conn: Conn, settings: Settings, report_id: int) -> Files:
    """A stored report as files in the data folder."""
    report = reports.get(conn, report_id)
    page = queries.at(report.html, settings.outgoing.pages)
    formats = {".docx": report.docx, ".html": page.encode()}
    if (printed := pdf_of(conn, report)) is not None:
        formats[".pdf"] = printed
    if tables := sheets_of(report):
        formats[".xlsx"] = tables
    return _write(settings.reports, stem(report.head.kind, report.head.window), formats)


def pdf_of(conn: Conn, report: Report) -> bytes | None:
    """None where a file of people's took its place: what the program would print is not what they signed."""
    known = life.current(conn, report.head.id)
    if known.docx is not None or report.pdf is not None:
        return None if known.docx is not None else report.pdf
    return pdf.write(document_of(report, known.text))


def correct(
    conn: Conn, settings: Settings, report_id: int, reason: str, *, who: int, now: datetime, again: bool
) -> int:
    """A new version of an approved report; `again`: with numbers counted anew."""
    head = reports.head(conn, report_id)
    value = to_json(count(conn, settings, head.window, now)) if again and head.kind != FLASH else None
    return life.correct(conn, report_id, reason, who=who, now=now, value=value)


def freeze_list(conn: Conn, settings: Settings, day: date, now: datetime) -> tuple[Frozen, Files]:
    """Freeze the list of a day, if that was not done yet, and write it as files with what came later."""
    if day > vietnam_day(now):
        raise Problem(f"{day} has not begun; its list cannot be frozen yet")
    topics = load_topics(settings.config / "topics.toml")
    report_id = freezing.freeze(conn, day, _letterhead(settings), topics, now)
    found = freezing.frozen(conn, day)
    if found is None:
        raise NotFound(f"there is no list {report_id}")
    formats = {ending: list_as(conn, settings, day, ending) for ending in (".docx", ".html", ".xlsx")}
    return found, _write(settings.reports, f"danh-sach-{day}", formats)


def list_as(conn: Conn, settings: Settings, day: date, ending: str) -> bytes:
    """A frozen list with what came later, as .docx, .html, .pdf or .xlsx. Raises NotFound."""
    found = freezing.frozen(conn, day)
    if found is None:
        raise NotFound(f"the list of {day} is not frozen")
    topics = load_topics(settings.config / "topics.toml")
    if ending == ".xlsx":
        return daily_page.sheet(found.found, found.later, topics, found.at)
    document = daily_page.document(found.found, found.later, _letterhead(settings), topics, found.at)
    if ending == ".html":
        return html.write(document).encode()
    return docx.write(document) if ending == ".docx" else pdf.write(document)


def make_flash(conn: Conn, settings: Settings, post_id: int, now: datetime, *, made_by: int | None = None) -> int:
    """The id of the draft about the case of a post. Raises NotFound for a post that no report may tell of."""
    topics = load_topics(settings.config / "topics.toml")
    report = flash.flash_report(conn, post_id, _letterhead(settings), topics, now)
    return life.keep(conn, FLASH, report.window, to_json(report), now, made_by=made_by, subject=str(post_id))


def write_flash(dsn: str, settings: Settings, post_id: int, now: datetime) -> Files:
    """A page on the case to which a post belongs. Raises NotFound for a post that no report may tell of."""
    with connect(dsn) as conn:
        stored = reports.get(conn, make_flash(conn, settings, post_id, now))
        formats = {".docx": stored.docx, ".html": stored.html.encode()}
        if (printed := pdf_of(conn, stored)) is not None:
            formats[".pdf"] = printed
    return _write(settings.reports, f"bao-cao-nhanh-{post_id}", formats)


def _letterhead(settings: Settings) -> Letterhead:
    return load_letterheads(settings.config / "letterhead.toml").named()


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
