"""Sends reports to the list of config/reports.toml: when a lead has approved them, the daily list when it is frozen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from email.message import EmailMessage
from functools import partial

from domain.settings import Settings
from domain.topics import Topic, load_topics
from pipeline.alerts.mail import headed, mail_of, post
from pipeline.alerts.outbox import Outbox, send_round
from pipeline.alerts.trouble import Undelivered
from pipeline.papers import pdf_of
from reports.chapters import daily as daily_page
from reports.daily import as_text
from reports.freezing import KIND as DAILY
from reports.freezing import Frozen, frozen
from reports.naming import file_name, title_of
from reports.rhythm import load_rhythm
from store import audit, report_letters, reports
from store.db import Conn, connect
from store.report_letters import Claimed
from store.reports import Report

WORD = "application", "vnd.openxmlformats-officedocument.wordprocessingml.document"
SHEET = "application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF = "application", "pdf"


def address(conn: Conn, settings: Settings, report_id: int, now: datetime) -> int:
    """Put a letter to everybody on the list of its kind into the box; a draft has none. Returns how many are new."""
    head = reports.head(conn, report_id)
    wanted = load_rhythm(settings.config / "reports.toml").addresses(head.kind)
    domains = settings.outgoing.mail_domains
    allowed = [one for one in wanted if not domains or one.rpartition("@")[2].lower() in domains]
    return report_letters.add(conn, report_id, sorted(set(allowed)), now)


def send_reports(dsn: str, settings: Settings, now: Callable[[], datetime]) -> int:
    """How many letters arrived. Several workers may do this at once."""
    box = Outbox(report_letters.claim, partial(_deliver, dsn, settings), _postpone, _give_up)
    return send_round(dsn, box, now)


def _deliver(dsn: str, settings: Settings, claimed: Claimed, now: datetime) -> bool:
    letter = _letter(dsn, settings, claimed, now)
    post(letter, settings.outgoing)  # No connection is held meanwhile: another's server may take its time.
    with connect(dsn) as conn:
        report_letters.finish(conn, claimed.id, "sent", now)
        audit.add(conn, None, "report_mailed", f"report:{claimed.report_id}", {"letter": str(claimed.key)})
    return True


def _letter(dsn: str, settings: Settings, claimed: Claimed, now: datetime) -> EmailMessage:
    mail, pages = mail_of(settings.outgoing), settings.outgoing.pages
    with connect(dsn) as conn:
        report = reports.get(conn, claimed.report_id)
        about = f"[Lắng Nghe] {title_of(report.head)}"
        letter = headed(str(claimed.key), claimed.address, about, mail, now)
        if report.head.kind != DAILY:
            return put_report(letter, report, pdf_of(conn, report), pages)
        found = frozen(conn, report.head.window.first)
    if found is None:
        raise Undelivered("danh sách không còn", final=True)
    return put_list(letter, report, found, load_topics(settings.config / "topics.toml"), pages)


def put_report(letter: EmailMessage, report: Report, printed: bytes | None, pages: str) -> EmailMessage:
    head = report.head
    again = f" Bản {head.version} thay bản trước. Lý do: {head.reason}." if head.version > 1 and head.reason else ""
    lines = (
        f"{title_of(head)}, đã duyệt; xin gửi kèm.{again}",
        "",
        f"Xem trên trang: {pages}/bao-cao/{head.id}",
        "Số liệu tính trên nội dung công khai thu thập được, không phải điều tra xã hội học.",
    )
    letter.set_content("\n".join(lines) + "\n")
    letter.add_attachment(report.docx, *WORD, filename=file_name(head, "docx"))
    if printed is not None:
        letter.add_attachment(printed, *PDF, filename=file_name(head, "pdf"))
    return letter


def put_list(letter: EmailMessage, report: Report, found: Frozen, topics: Sequence[Topic], pages: str) -> EmailMessage:
    page = f"{pages}/bao-cao/{report.head.id}/xem"
    letter.set_content(f"{as_text(found.found, topics)}\nDanh sách này và phần bổ sung trong ngày: {page}\n")
    letter.add_attachment(report.docx, *WORD, filename=file_name(report.head, "docx"))
    tables = daily_page.sheet(found.found, found.later, topics, found.at)
    letter.add_attachment(tables, *SHEET, filename=file_name(report.head, "xlsx"))
    return letter


def _postpone(conn: Conn, claimed: Claimed, until: datetime, why: str) -> None:
    report_letters.postpone(conn, claimed.id, until, why)


def _give_up(conn: Conn, claimed: Claimed, now: datetime, why: str) -> None:
    report_letters.finish(conn, claimed.id, "dead", now, why)
    audit.add(conn, None, "report_not_mailed", f"report:{claimed.report_id}", {"attempts": claimed.attempts})
