"""Bringing texts in by form: preview, import, the rows that could not be read, undoing. A file is never kept."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import Annotated, Final, Literal

from fastapi import APIRouter, File, Form, Query, Response, UploadFile
from pydantic import AfterValidator, BaseModel, Field

from api.doors import DeciderOf
from api.house import ConnOf, HouseOf
from api.importing import imported, looked, own
from api.pages.reply import html, see
from api.problems import BAD_REQUEST, TOO_LARGE, Problem
from api.reception import LARGEST
from api.values import Id, clean
from dashboards.importing import HOME, Given, import_page
from store import imports

router = APIRouter()
PASTED: Final = "dan.txt"
AGAIN: Final = 4
"""Seconds after which the page of a running import is shown anew."""
_ROLES: Final = ("text", "title", "date", "link")

Short = Annotated[str, Field(max_length=200), AfterValidator(clean)]


class Choices(BaseModel):
    """What a person says of a file."""

    kind: Literal["", "news", "release", "notice", "question", "comment", "review", "advert"] = ""
    source: Annotated[str, Field(max_length=100), AfterValidator(clean)] = ""
    day: Annotated[str, Field(max_length=40), AfterValidator(clean)] = ""
    lines: Literal["", "lines", "whole"] = ""


class Again(Choices):
    """The same, of a file that waits, with columns."""

    ticket: Annotated[str, Field(max_length=60)] = ""
    act: Literal["look", "import"] = "look"
    text: Short = ""
    title: Short = ""
    date: Short = ""
    link: Short = ""
    rows: Annotated[int, Field(ge=0, le=10_000_000)] = 0
    """As the preview counted them."""


@router.get(HOME)
def show(
    *,
    house: HouseOf,
    conn: ConnOf,
    viewer: DeciderOf,
    xong: Annotated[int | None, Query(ge=0, le=2**62)] = None,
    dong: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
    yen: bool = False,
) -> Response:
    """While an import runs its page comes again by itself, without a script; `yen` keeps it still."""
    page = import_page(conn, viewer, house.now(), done=xong, rows=dong)
    answer = html(house, page)
    if page.running and not yen:
        answer.headers["Refresh"] = str(AGAIN)
    return answer


@router.post(HOME)
def look(
    *,
    house: HouseOf,
    conn: ConnOf,
    viewer: DeciderOf,
    file: Annotated[UploadFile | None, File()] = None,
    pasted: Annotated[str, Form(max_length=LARGEST)] = "",
    kind: Annotated[str, Form(max_length=20)] = "",
    source: Annotated[str, Form(max_length=100), AfterValidator(clean)] = "",
    day: Annotated[str, Form(max_length=40), AfterValidator(clean)] = "",
    lines: Annotated[str, Form(max_length=10)] = "",
) -> Response:
    """Nothing is stored: the file waits in memory until its reviewer imports it or forgets it."""
    given = Given(kind, source, day, lines)
    named = bool(file and file.filename)
    body = file.file.read(LARGEST + 1) if file and named else pasted.encode()
    if len(body) > LARGEST:
        raise Problem(TOO_LARGE, "Tệp lớn hơn 10 MB. Hãy chia nhỏ, hoặc nhờ quản trị dùng lệnh ./langnghe import.")
    if not body.strip():
        page = import_page(conn, viewer, house.now(), given)
        return html(house, replace(page, problem="Hãy chọn một tệp hoặc dán chữ vào ô."), 422)
    name = file.filename if file and named and file.filename else PASTED
    return looked(house, conn, viewer, house.reception.take(viewer.id, name, body, house.now()), given)


@router.post(f"{HOME}/tiep")
def go_on(*, house: HouseOf, conn: ConnOf, viewer: DeciderOf, form: Annotated[Again, Form()]) -> Response:
    """Another look with other columns, or the import itself."""
    mapping = {role: value for role in _ROLES if (value := getattr(form, role)) or role in form.model_fields_set}
    given = Given(form.kind, form.source, form.day, form.lines, mapping)
    waiting = house.reception.waiting(viewer.id, form.ticket, house.now())
    if waiting is None:
        page = import_page(conn, viewer, house.now(), given)
        return html(house, replace(page, problem="Tệp không còn trong bộ nhớ. Hãy chọn lại tệp rồi xem thử."), 422)
    if form.act == "look":
        return looked(house, conn, viewer, waiting, given)
    return imported(house, conn, viewer, waiting, given, rows=form.rows)


@router.get(f"{HOME}/{{import_id}}/loi.csv")
def problems(conn: ConnOf, _viewer: DeciderOf, import_id: Id) -> Response:
    """Rows and why, for a spreadsheet: it takes UTF-8 for such only after a mark."""
    imports.get(conn, import_id)
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(("Dòng", "Vì sao"))
    rows.writerows((problem.row, problem.why) for problem in imports.problems_of(conn, import_id))
    headers = {"Content-Disposition": f'attachment; filename="loi-nhap-{import_id}.csv"'}
    return Response(out.getvalue().encode("utf-8-sig"), media_type="text/csv; charset=utf-8", headers=headers)


@router.post(f"{HOME}/{{import_id}}/hoan-tac")
def undo(
    *, house: HouseOf, conn: ConnOf, viewer: DeciderOf, import_id: Id, sure: Annotated[str, Form(max_length=3)] = ""
) -> Response:
    from pipeline.import_undo import undo as take_back

    imports.get(conn, import_id)
    if sure != "yes":
        raise Problem(BAD_REQUEST, "Hãy đánh dấu ô xác nhận trước khi hoàn tác.")
    take_back(lambda: own(house), import_id, viewer.id)
    return see(f"{HOME}?xong={import_id}")
