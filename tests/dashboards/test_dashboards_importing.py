"""What a file says is text on the page of its preview, whatever it says."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
import web_help
from desk import Desk
from factory import NOON, post, prediction
from test_dashboards_escape import PLANTED, check

from dashboards.grassroots import Filled, grassroots_page
from dashboards.importing import Given, Looked, import_page, shown_all
from domain.post import PostKind
from store import imports
from store.imports import RowProblem
from store.sources import SourceRow, upsert


@pytest.mark.parametrize("planted", PLANTED)
def test_planted_markup_of_a_file_stays_text(desk: Desk, planted: str) -> None:
    upsert(desk.conn, [SourceRow("planted", planted, "import:", "import")])
    number = imports.begin(desk.conn, user_id=None, form=planted, source="planted")
    found = post(text=planted, title=planted, kind=PostKind.COMMENT, prediction=prediction(labels=(planted,)))
    looked = Looked(
        ticket=planted,
        notes=(planted,),
        headings=(planted, "b"),
        roles={"text": planted},
        persons=(planted,),
        guessed=True,
        rows=2,
        failed=1,
        problems=(RowProblem(1, planted),),
        shown=shown_all([replace(found, redactions={planted: 1})], desk.reference),
    )
    page = import_page(desk.conn, desk.viewer, NOON, Given(planted, planted, planted, planted), done=number)
    for shown in (page, replace(page, looked=looked, problem=planted, trouble=(RowProblem(1, planted),))):
        check(desk.html(shown))
    filled = Filled(*(planted,) * 7)
    check(desk.html(grassroots_page(desk.viewer, desk.reference, NOON.date(), filled, problem=planted)))


def test_an_import_that_was_killed_is_not_said_to_run(desk: Desk) -> None:
    web_help.fill(desk.conn, [])
    imports.begin(desk.conn, user_id=None, form="csv", source="bao-tho")
    (batch,) = imports.newest(desk.conn)

    def state(later: timedelta) -> str:
        return import_page(desk.conn, desk.viewer, batch.touched_at + later).lines[0].state

    assert state(timedelta(seconds=30)) == "đang nhập"
    assert state(timedelta(minutes=10)) == "bị ngắt giữa chừng"
