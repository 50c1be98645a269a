"""A look at a file, and its import, for the page: what was understood goes back to whoever sent it, in their words."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from fastapi import Response

from api.house import House
from api.long_import import LONG, begin
from api.pages.reply import html, see
from api.problems import CONFLICT, UNAVAILABLE
from api.reception import Waiting
from dashboards.importing import HOME, Given, Looked, import_page, shown_all
from dashboards.viewer import Viewer
from domain.post import PostKind
from store.borrow import borrowed
from store.db import Conn
from store.errors import ImportStopped, WrongModel

if TYPE_CHECKING:
    from pipeline.import_rows import Options, Reading

_STOPPED: Final = (
    "Lô này dừng giữa chừng: có người vừa hoàn tác nó, hoặc mô hình vừa được thay. "
    "Hãy xem danh sách lô bên dưới rồi nhập lại nếu vẫn muốn; tin đã lưu không bị trùng."
)
_NOT_BEGUN: Final = (
    "Máy chủ đang bận, chưa bắt đầu nhập được. "
    "Hãy quay lại và bấm Nhập lần nữa sau ít phút; nếu vẫn thế, hãy báo quản trị."
)
_HOPELESS: Final = frozenset(
    {"empty", "binary", "encoding", "too-large", "no-text", "bomb", "unreadable", "not-json", "no-text-column", "day"}
)
"""Reasons for which other columns would not help."""


def looked(house: House, conn: Conn, viewer: Viewer, waiting: Waiting, given: Given) -> Response:
    from crawlers.errors import DocumentError
    from pipeline.import_words import sentence
    from pipeline.importing import preview

    page = import_page(conn, viewer, house.now(), given)
    try:
        reading = _read(house, waiting, given)
    except DocumentError as error:
        # Columns that do not fit are chosen again from the guess; what cannot be read at all needs another file.
        fresh = None if error.reason in _HOPELESS else _without_columns(house, waiting, given)
        view = _view(house, waiting, fresh) if fresh else None
        return html(house, replace(page, problem=_capital(sentence(error)), looked=view), 422)
    found = preview(reading, house.reception.kit(conn), house.now())
    view = replace(
        _view(house, waiting, reading),
        rows=found.rows,
        failed=found.failed,
        problems=found.problems[:20],
        shown=shown_all(found.shown, house.reference),
    )
    return html(house, replace(page, looked=view))


def _without_columns(house: House, waiting: Waiting, given: Given) -> Reading:
    return _read(house, waiting, replace(given, mapping={}))


def _view(house: House, waiting: Waiting, reading: Reading) -> Looked:
    return Looked(
        ticket=waiting.ticket,
        notes=reading.notes,
        headings=reading.headings,
        roles={role.value: name for role, name in reading.roles.items()},
        persons=reading.persons,
        guessed=reading.guessed,
        rows=0,
        failed=0,
        problems=(),
        shown=(),
    )


def _read(house: House, waiting: Waiting, given: Given) -> Reading:
    from pipeline.import_rows import read

    return read(waiting.opener, waiting.name, _options(house, given), house.now())


def _options(house: House, given: Given) -> Options:
    """Raises DocumentError for a day that is none."""
    from crawlers import dates
    from crawlers.columns import Role
    from crawlers.errors import DocumentError
    from pipeline.import_rows import Options

    now = house.now()
    moment = dates.plausible(dates.parse(given.day, now), now) if given.day else None
    if given.day and moment is None:
        raise DocumentError("day", "ngày chung không đọc được hoặc ở tương lai; viết như 20/11/2026")
    kind = PostKind(given.kind) if given.kind in set(PostKind) else None
    lines = {"lines": True, "whole": False}.get(given.lines)
    return Options(kind, moment, {Role(role): name for role, name in given.mapping.items()}, lines)


def imported(house: House, conn: Conn, viewer: Viewer, waiting: Waiting, given: Given, *, rows: int) -> Response:
    """`rows`: how many the preview counted; of a long file the page shows how many of them are through."""
    from crawlers.errors import DocumentError
    from pipeline.import_files import source_of
    from pipeline.import_words import sentence
    from pipeline.importing import run

    try:
        reading = _read(house, waiting, given)
        source = source_of(conn, given.source)
        kit = house.reception.kit(conn)
        # Other connections: what was stored must last even if the rest fails.
        bring = partial(run, reading, kit, lambda: own(house), source=source, user_id=viewer.id, now=house.now())
        long = len(waiting.body) >= LONG
        number = begin(lambda begun: bring(begun=begun)) if long else bring().import_id
    except DocumentError as error:
        page = import_page(conn, viewer, house.now(), given)
        return html(house, replace(page, problem=_capital(sentence(error))), 422)
    except (ImportStopped, WrongModel):
        page = import_page(conn, viewer, house.now(), given)
        return html(house, replace(page, problem=_STOPPED), CONFLICT.status)
    if number is None:
        page = import_page(conn, viewer, house.now(), given)
        return html(house, replace(page, problem=_NOT_BEGUN), UNAVAILABLE.status)
    house.reception.drop(viewer.id)
    return see(f"{HOME}?xong={number}" + (f"&dong={rows}" if rows else ""))


def own(house: House) -> AbstractContextManager[Conn]:
    return borrowed(house.pool)


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."
