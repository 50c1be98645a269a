"""Documents that are due are made once, however late, whatever is killed, and mailed once."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import factory
import pytest
import web_help
from alert_help import Box, mail_server

from domain.outgoing import Mail, Outgoing
from domain.settings import Settings, settings_from
from pipeline import due, mailing, papers
from pipeline.alerts.timing import LEASE
from pipeline.due import do_due
from pipeline.mailing import send_reports
from pipeline.problems import Problem
from reports import life
from store import audit, models, report_letters, reports, timetable, users
from store.db import connect
from store.users import Role

FRIDAY = datetime(2026, 11, 20, 7, 0, tzinfo=UTC)
WHO = "vanphong@union.example"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Our own configuration, with an address for the list and for the weekly report."""
    made = settings_from({"LANGNGHE_DATA": str(tmp_path / "data")})
    shutil.copytree(made.config, tmp_path / "config")
    rhythm = tmp_path / "config" / "reports.toml"
    text = rhythm.read_text(encoding="utf-8")
    text = text.replace("\ndaily = []\nweekly = []", f'\ndaily = ["{WHO}"]\nweekly = ["{WHO}", "hai@union.example"]')
    rhythm.write_text(text, encoding="utf-8")
    return replace(made, root=tmp_path)


def reading(dsn: str, *, days: int = 2) -> None:
    """One flagged post, read so many days before that Friday."""
    seen = FRIDAY - timedelta(days=days)
    with connect(dsn) as conn:
        web_help.fill(conn, [replace(factory.post(), published_at=seen, fetched_at=seen)])
        models.switch(conn, factory.MODEL)


def kinds(dsn: str) -> list[str]:
    with connect(dsn) as conn:
        return sorted(head.kind for head in reports.newest(conn))


def with_mail(settings: Settings, port: int) -> Settings:
    return replace(settings, outgoing=Outgoing(mail=Mail("127.0.0.1", port, "nghe@union.example", "none")))


def to_whom(box: Box) -> list[str]:
    return sorted(str(letter["To"]) for letter in box.letters)


def approved(dsn: str, settings: Settings) -> int:
    with connect(dsn) as conn:
        lead = users.create(conn, "truong", "Trần Trưởng", Role.LEAD, "hash")
        head = reports.newest(conn, "weekly")[0]
        life.approve(conn, head.id, seen=0, who=lead.id, now=FRIDAY, name=lead.name)
        mailing.address(conn, settings, head.id, FRIDAY)
    return head.id


def test_nothing_is_made_before_anything_was_read(dsn: str, settings: Settings) -> None:
    assert do_due(dsn, settings, FRIDAY) == []
    assert kinds(dsn) == []


def test_what_is_due_is_made_once_and_what_was_missed_is_made_up_for(dsn: str, settings: Settings) -> None:
    reading(dsn)
    late = FRIDAY + timedelta(days=1)
    made = do_due(dsn, settings, late)
    assert [one.what for one in made if one.what == "daily"] == ["daily"] * 3
    assert kinds(dsn) == ["daily", "daily", "daily", "weekly"]
    assert do_due(dsn, settings, late + timedelta(minutes=5)) == []
    assert kinds(dsn) == ["daily", "daily", "daily", "weekly"]
    with connect(dsn) as conn:
        (weekly,) = reports.newest(conn, "weekly")
    assert weekly.window == papers.week_to_report(settings, FRIDAY), "of the week that was due, however late it is"
    assert sorted(path.suffix for path in settings.reports.glob("bao-cao-tuan-*")) == [
        ".docx",
        ".html",
        ".pdf",
        ".xlsx",
    ]


def test_after_weeks_without_power_each_missed_report_is_made_for_its_own_days(dsn: str, settings: Settings) -> None:
    reading(dsn)
    back = datetime(2027, 1, 8, 8, 0, tzinfo=UTC)
    made = do_due(dsn, settings, back)
    with connect(dsn) as conn:
        heads = reports.newest(conn)
    days: dict[str, list[str]] = {}
    for head in sorted(heads, key=lambda head: head.window.first):
        days.setdefault(head.kind, []).append(f"{head.window.first:%d/%m/%y}-{head.window.last:%d/%m/%y}")
    weeks = ["14/12/26-20/12/26", "21/12/26-27/12/26", "28/12/26-03/01/27", "04/01/27-10/01/27"]
    assert days["weekly"] == weeks
    assert days["daily"] == ["06/01/27-06/01/27", "07/01/27-07/01/27", "08/01/27-08/01/27"]
    assert (days["monthly"], days["quarterly"]) == (["01/12/26-31/12/26"], ["01/10/26-31/12/26"])
    assert (days["half-yearly"], days["yearly"]) == (["01/07/26-31/12/26"], ["01/01/26-31/12/26"])
    assert [one.at for one in made] == sorted(one.at for one in made), "the oldest first"
    assert do_due(dsn, settings, back + timedelta(hours=1)) == []


def test_two_workers_make_it_once(dsn: str, settings: Settings) -> None:
    reading(dsn)
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda _: do_due(dsn, settings, FRIDAY), range(2)))
    assert kinds(dsn).count("weekly") == 1
    assert kinds(dsn).count("daily") == 2


def test_one_that_fails_holds_up_no_other_and_is_tried_again(
    dsn: str, settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    reading(dsn)

    def break_down(*_: object) -> None:
        raise ValueError("chị Hoa ở tổ may 3 kể chuyện này")

    with monkeypatch.context() as broken:
        broken.setattr(due, "watch_day", break_down)
        with pytest.raises(Problem, match="signals"):
            do_due(dsn, settings, FRIDAY)
    assert "Hoa" not in capsys.readouterr().err
    assert kinds(dsn) == ["daily", "daily", "weekly"]
    assert {one.what for one in do_due(dsn, settings, FRIDAY)} == {"signals"}


def test_work_that_is_cut_off_leaves_no_mark(dsn: str) -> None:
    def cut_off() -> None:
        with connect(dsn) as conn:
            assert timetable.begin(conn, "weekly", FRIDAY)
            raise RuntimeError("killed")

    with pytest.raises(RuntimeError, match="killed"):
        cut_off()
    with connect(dsn) as conn:
        assert timetable.done(conn, FRIDAY) == set()
        assert timetable.begin(conn, "weekly", FRIDAY)
        assert not timetable.begin(conn, "weekly", FRIDAY)


def test_the_daily_list_is_mailed_when_it_is_frozen(dsn: str, settings: Settings) -> None:
    reading(dsn, days=0)
    morning = FRIDAY + timedelta(days=1)
    do_due(dsn, settings, morning)
    with mail_server() as (box, port):
        sent = [send_reports(dsn, with_mail(settings, port), lambda: morning) for _ in range(2)]
    assert sent == [1, 0]
    (letter,) = box.letters
    assert letter["To"] == WHO
    assert "Danh sách" in str(letter["Subject"])
    names = [str(part.get_filename()) for part in letter.iter_attachments()]
    assert [name.rpartition(".")[2] for name in names] == ["docx", "xlsx"]


def test_a_report_is_mailed_after_approval_only_and_to_nobody_twice(dsn: str, settings: Settings) -> None:
    reading(dsn)
    with connect(dsn) as conn:
        papers.write(conn, settings, "weekly", papers.week_to_report(settings, FRIDAY), FRIDAY)
        draft = reports.newest(conn, "weekly")[0].id
        assert mailing.address(conn, settings, draft, FRIDAY) == 0, "a draft goes to nobody"
    report_id = approved(dsn, settings)
    with connect(dsn) as conn:
        assert mailing.address(conn, settings, report_id, FRIDAY) == 0, "everybody has a letter already"
    with mail_server() as (box, port):
        sent = [send_reports(dsn, with_mail(settings, port), lambda: FRIDAY) for _ in range(2)]
    assert sent == [2, 0]
    assert to_whom(box) == ["hai@union.example", WHO]
    attached = {str(part.get_filename()): part.get_content() for part in box.letters[0].iter_attachments()}
    assert [name.rpartition(".")[2] for name in attached] == ["docx", "pdf"]
    with connect(dsn) as conn:
        stored = reports.get(conn, report_id)
        assert list(attached.values()) == [stored.docx, stored.pdf]
        assert [entry.action for entry in audit.newest(conn)][:2] == ["report_mailed"] * 2


def test_a_letter_that_was_cut_off_leaves_again_under_the_same_id_after_its_lease(
    dsn: str, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading(dsn, days=0)
    morning = FRIDAY + timedelta(days=1)
    do_due(dsn, settings, morning)
    with mail_server() as (box, port):
        chosen = with_mail(settings, port)
        with monkeypatch.context() as killed:
            killed.setattr(report_letters, "finish", _kill)
            with pytest.raises(KeyboardInterrupt):
                send_reports(dsn, chosen, lambda: morning)
        assert send_reports(dsn, chosen, lambda: morning) == 0, "another has it in hand"
        assert send_reports(dsn, chosen, lambda: morning + LEASE) == 1
    first, second = box.letters
    assert first["Message-ID"] == second["Message-ID"]


def _kill(*_: object) -> None:
    raise KeyboardInterrupt


def test_a_server_that_is_away_is_tried_again_and_an_unknown_address_given_up(dsn: str, settings: Settings) -> None:
    reading(dsn, days=0)
    morning = FRIDAY + timedelta(days=1)
    do_due(dsn, settings, morning)
    assert send_reports(dsn, settings, lambda: morning) == 0
    with connect(dsn) as conn:
        daily = reports.newest(conn, "daily")[0].id
        report_letters.add(conn, daily, ["khong-co@union.example"], morning)
        (known,) = [one for one in report_letters.of_report(conn, daily) if one.address == WHO]
    assert (known.state, known.attempts) == ("waiting", 1)
    assert "LANGNGHE_MAIL_HOST" in known.trouble
    with mail_server() as (box, port):
        send_reports(dsn, with_mail(settings, port), lambda: morning + timedelta(hours=1))
    assert to_whom(box) == [WHO]
    with connect(dsn) as conn:
        states = {one.address: one.state for one in report_letters.of_report(conn, daily)}
    assert states == {WHO: "sent", "khong-co@union.example": "dead"}


def test_only_the_domains_of_the_house_get_letters(dsn: str, settings: Settings) -> None:
    reading(dsn, days=0)
    strict = replace(settings, outgoing=Outgoing(mail_domains=frozenset({"khac.example"})))
    do_due(dsn, strict, FRIDAY + timedelta(days=1))
    with connect(dsn) as conn:
        daily = reports.newest(conn, "daily")[0].id
        assert report_letters.of_report(conn, daily) == []
