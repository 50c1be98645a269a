"""What is done to a report: written into, replaced by a file, approved, corrected."""

from __future__ import annotations

from collections.abc import Callable
from itertools import zip_longest
from typing import Annotated

from fastapi import APIRouter, Depends, File, Form, Response, UploadFile
from pydantic import AfterValidator, BaseModel, Field

from api.doors import DeciderOf, LeadOf
from api.house import ConnOf, House, HouseOf
from api.pages.reply import html, see
from api.problems import BAD_REQUEST, Problem
from api.scope import whole_of
from api.values import Id, Revision, clean
from dashboards.report import report_page
from dashboards.report_form import LONGEST, LONGEST_CELL, LONGEST_REMARK
from dashboards.viewer import Viewer
from reports import life
from reports.laid_out import ReportError
from reports.life import EditConflict
from reports.rhythm import RhythmError
from reports.uploads import LARGEST, BadUpload
from reports.written import MOST_PROPOSALS, REMARKED, Proposal, Written
from store.db import Conn

router = APIRouter(dependencies=[Depends(whole_of)])

Remark = Annotated[str, Field(max_length=2 * LONGEST_REMARK), AfterValidator(clean)]
Cell = Annotated[str, Field(max_length=2 * LONGEST_CELL), AfterValidator(clean)]
Cells = Annotated[list[Cell], Field(max_length=MOST_PROPOSALS + 5)]


class Fields(BaseModel):
    """Browsers send two characters for the end of a line and count one."""

    seen: Revision
    assessment: Annotated[str, Field(max_length=2 * LONGEST), AfterValidator(clean)] = ""
    remark: Annotated[list[Remark], Field(max_length=len(REMARKED))] = []
    """In the order of the chapters."""
    what: Cells = []
    owner: Cells = []
    due: Cells = []

    def written(self) -> Written:
        rows = zip_longest(self.what, self.owner, self.due, fillvalue="")
        proposals = [Proposal(*(" ".join(cell.split()) for cell in row)) for row in rows]
        remarks = {number: _text(given) for number, given in zip(REMARKED, self.remark, strict=False)}
        return Written(
            remarks={number: text for number, text in remarks.items() if text},
            assessment=_text(self.assessment),
            proposals=tuple(one for one in proposals if one != Proposal(""))[:MOST_PROPOSALS],
        )


def _text(given: str) -> str:
    return "\n".join(line.rstrip() for line in given.strip().splitlines())


@router.post("/bao-cao/{report_id}/sua")
def edit(
    *, house: HouseOf, conn: ConnOf, viewer: DeciderOf, report_id: Id, form: Annotated[Fields, Form()]
) -> Response:
    mine = form.written()

    def save() -> None:
        life.save(conn, report_id, mine, seen=form.seen, who=viewer.id, now=house.now())

    return _done(house, conn, viewer, report_id, save, done="luu", mine=mine)


@router.post("/bao-cao/{report_id}/tep")
def upload(
    *,
    house: HouseOf,
    conn: ConnOf,
    viewer: DeciderOf,
    report_id: Id,
    seen: Annotated[int, Form(ge=0, le=1_000_000)],
    file: Annotated[UploadFile, File()],
) -> Response:
    body = file.file.read(LARGEST + 1)

    def take() -> None:
        life.upload(conn, report_id, body, seen=seen, who=viewer.id, now=house.now())

    return _done(house, conn, viewer, report_id, take, done="tep")


@router.post("/bao-cao/{report_id}/duyet")
def approve(
    *,
    house: HouseOf,
    conn: ConnOf,
    viewer: LeadOf,
    report_id: Id,
    seen: Annotated[int, Form(ge=0, le=1_000_000)],
    sure: Annotated[str, Form(max_length=3)] = "",
) -> Response:
    from pipeline import mailing

    if sure != "yes":
        raise Problem(BAD_REQUEST, "Hãy đánh dấu ô đã đọc trước khi duyệt.")

    def freeze() -> None:
        life.approve(conn, report_id, seen=seen, who=viewer.id, now=house.now(), name=viewer.name)
        mailing.address(conn, house.settings, report_id, house.now())

    return _done(house, conn, viewer, report_id, freeze, done="duyet")


@router.post("/bao-cao/{report_id}/dinh-chinh")
def correct(
    *,
    house: HouseOf,
    conn: ConnOf,
    viewer: LeadOf,
    report_id: Id,
    reason: Annotated[str, Form(min_length=3, max_length=300), AfterValidator(clean)],
    again: Annotated[str, Form(max_length=3)] = "",
) -> Response:
    from pipeline import papers

    try:
        made = papers.correct(
            conn,
            house.settings,
            report_id,
            " ".join(reason.split()),
            who=viewer.id,
            now=house.now(),
            again=again == "yes",
        )
    except ReportError as error:
        return html(house, report_page(conn, viewer, report_id, problem=str(error)), 409)
    return see(f"/bao-cao/{made}?xong=dinh-chinh")


def _done(
    house: House,
    conn: Conn,
    viewer: Viewer,
    report_id: int,
    act: Callable[[], None],
    *,
    done: str,
    mine: Written | None = None,
) -> Response:
    """The page again; with the reason and what the person wrote where it was refused."""
    try:
        with conn.transaction():
            act()
    except BadUpload as error:
        return html(house, report_page(conn, viewer, report_id, problem=str(error)), 422)
    except RhythmError:
        words = "Chưa duyệt: không đọc được config/reports.toml (ai nhận thư). Hãy báo quản trị sửa tệp rồi duyệt lại."
        return html(house, report_page(conn, viewer, report_id, problem=words), 503)
    except EditConflict as error:
        words = f"{error} Phần của bạn còn nguyên dưới đây; hãy ghép hai bản rồi lưu lại." if mine else str(error)
        return html(house, report_page(conn, viewer, report_id, problem=words, mine=mine), 409)
    except ReportError as error:
        words = f"{error} Phần của bạn còn nguyên dưới đây để chép đi." if mine else str(error)
        return html(house, report_page(conn, viewer, report_id, problem=words, mine=mine), 409)
    return see(f"/bao-cao/{report_id}?xong={done}")
