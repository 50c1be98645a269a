"""The form for what a grassroots union reports."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import Annotated

from fastapi import APIRouter, Form, Query, Response
from pydantic import AfterValidator, BaseModel, Field

from api.doors import DeciderOf
from api.house import ConnOf, House, HouseOf
from api.pages.reply import html, see
from api.values import clean
from dashboards.grassroots import HOME, LONGEST, Filled, grassroots_page
from domain.grassroots import MOST_PEOPLE
from domain.times import VIETNAM

router = APIRouter()

Small = Annotated[str, Field(max_length=40), AfterValidator(clean)]


class Fields(BaseModel):
    province: Small = ""
    topic: Small = ""
    least: Small = ""
    most: Small = ""
    day: Small = ""
    organisation: Annotated[str, Field(max_length=200), AfterValidator(clean)] = ""
    # Browsers send two characters for the end of a line and count one.
    asks: Annotated[str, Field(max_length=2 * LONGEST), AfterValidator(clean)] = ""


class Mistake(ValueError):  # noqa: N818 - it is the person's
    """What the person has to put right, in a sentence."""


@router.get(HOME)
def show(house: HouseOf, viewer: DeciderOf, xong: Annotated[int | None, Query(ge=1, le=2**62)] = None) -> Response:
    stored = f"/tin/{xong}" if xong else ""
    return html(house, grassroots_page(viewer, house.reference, house.today, stored=stored))


@router.post(HOME)
def file(*, house: HouseOf, conn: ConnOf, viewer: DeciderOf, form: Annotated[Fields, Form()]) -> Response:
    from pipeline import grassroots

    try:
        least, most = _people(form)
        day = _day(form, house)
        names = _names(form, house)
        organisation, asks = " ".join(form.organisation.split()), _asks(form)
        if organisation and not grassroots.is_organisation(organisation):
            raise Mistake("Ô doanh nghiệp chỉ nhận tên tổ chức, như “Công ty …”, “Nhà máy …”; không ghi tên người.")
    except Mistake as mistake:
        filled = Filled(**form.model_dump())
        page = grassroots_page(viewer, house.reference, house.today, filled, problem=str(mistake))
        return html(house, page, 422)
    report = grassroots.Report(form.province, form.topic, least, most, asks, day, organisation)
    kit = house.reception.kit(conn)
    return see(f"{HOME}?xong={grassroots.file(conn, report, kit, user_id=viewer.id, names=names, now=house.now())}")


def _people(form: Fields) -> tuple[int, int]:
    numbers = [text.strip().replace(".", "") for text in (form.least, form.most or form.least)]
    if not all(text.isascii() and text.isdigit() and 0 < int(text) <= MOST_PEOPLE for text in numbers):
        raise Mistake("Hãy ghi bao nhiêu người, bằng số; nếu chỉ ước lượng thì ghi ít nhất và nhiều nhất.")
    least, most = sorted(int(text) for text in numbers)
    return least, most


def _day(form: Fields, house: House) -> datetime:
    try:
        day = datetime.strptime(form.day, "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        raise Mistake("Hãy chọn ngày.") from None
    if not day.year >= 2000 or day > house.today:
        raise Mistake("Ngày không được ở tương lai; hãy chọn lại.")
    return datetime.combine(day, time.min, VIETNAM).astimezone(UTC)


def _names(form: Fields, house: House) -> tuple[str, str]:
    """Of topic and province."""
    topic, province = house.reference.topics.get(form.topic), house.reference.provinces.get(form.province)
    if topic is None or province is None:
        raise Mistake("Hãy chọn tỉnh, thành phố và chủ đề trong danh sách.")
    return topic.name, province


def _asks(form: Fields) -> str:
    lines = [line.strip() for line in form.asks.splitlines() if line.strip()]
    if sum(len(line) for line in lines) < 10:
        raise Mistake("Hãy viết họ nói gì, đề nghị gì; ít nhất một câu.")
    return "\n".join(lines)
