"""All posts of a search as a file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Path, Query
from pydantic import AfterValidator, Field
from starlette.responses import Response, StreamingResponse

from api.asking import PostFilters, checked
from api.doors import ExporterOf
from api.exports import parquet
from api.exports.columns import COLUMNS, Value, row
from api.exports.writers import FORMATS
from api.house import ConnOf, House, HouseOf
from api.problems import NOT_INSTALLED, Problem
from api.v1.refusals import BAD, FORBIDDEN, NO_PARQUET, SIGNED_IN
from api.values import names_of
from store import audit
from store.borrow import borrowed
from store.exporting import walk
from store.posts import PostQuery

router = APIRouter(tags=["posts"])

FILE: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "description": "A file, sent while it is made; a cell that would start a formula has an apostrophe before it",
        "content": {
            form.media_type.partition(";")[0]: {"schema": {"type": "string", "format": "binary"}}
            for form in FORMATS.values()
        },
    }
}


class ExportAsked(PostFilters):
    fields: Annotated[
        str,
        Field(max_length=500, description="Columns, with commas between; all by default", examples=["id,url,title"]),
        AfterValidator(names_of(COLUMNS)),
    ] = ""


@router.get(
    "/posts.{ending}",
    summary="Every post of a search as CSV, JSON lines, Parquet or XLSX; logged",
    response_class=Response,
    responses=FILE | SIGNED_IN | FORBIDDEN | BAD | NO_PARQUET,
)
def export(
    house: HouseOf,
    conn: ConnOf,
    viewer: ExporterOf,
    ending: Annotated[Literal["csv", "jsonl", "parquet", "xlsx"], Path(description="Kind of file")],
    given: Annotated[ExportAsked, Query()],
) -> Response:
    """As many rows as `GET /posts` finds with the same conditions, newest first. Quotations, never whole texts."""
    asked = checked(given, house.reference, viewer)
    if ending == "parquet" and not parquet.installed():
        raise Problem(NOT_INSTALLED, "Máy chủ chưa cài phần xuất Parquet; hãy chọn CSV, JSON hoặc Excel.")
    audit.add(
        conn, viewer.id, "posts_exported", f"posts.{ending}", given.model_dump(mode="json", exclude_defaults=True)
    )
    columns = tuple(given.fields.split(",")) if given.fields else tuple(COLUMNS)
    form = FORMATS[ending]
    pieces = form.write(columns, _rows(house, asked.query(1), columns))
    name = f"lang-nghe-{house.today}.{ending}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingResponse(pieces, media_type=form.media_type, headers=headers)


def _rows(house: House, query: PostQuery, columns: tuple[str, ...]) -> Iterator[dict[str, Value]]:
    """On a connection of its own: the request's is given back before its answer leaves."""
    with borrowed(house.pool) as conn:
        for post in walk(conn, query):
            yield row(post, columns)
