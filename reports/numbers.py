"""Numbers, shares, days and times as Vietnamese readers write them."""

from __future__ import annotations

from datetime import date, datetime

from domain.small_cells import FEWEST, small
from domain.times import VIETNAM, aware

_NO_BREAK = "\u00a0"
MINUS = "\u2212"
_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")


def number(value: int) -> str:
    """`1.234`."""
    return f"{value:,}".replace(",", ".")


def small_cell(value: int) -> int | str:
    """`0`, `<5` for one to four, else the number."""
    return f"<{FEWEST}" if small(value) else value


def decimal(value: float) -> str:
    """`2,5`; whole from ten on."""
    return number(round(value)) if value >= 10 else f"{value:.1f}".replace(".", ",")


def signed(value: int) -> str:
    """`+12`, `-3` with a true minus sign, `0`."""
    sign = "+" if value > 0 else MINUS if value < 0 else ""
    return f"{sign}{number(abs(value))}"


def share(part: int, whole: int) -> str:
    """`12,5 %`; a dash where there is no whole. Rounded half up, in integers: floats would round 0,25 to 0,2."""
    if whole == 0:
        return "-"
    tenths = (2000 * part + whole) // (2 * whole)
    return f"{number(tenths // 10)},{tenths % 10}{_NO_BREAK}%"


def day(value: date) -> str:
    """`05/11/2026`: two digits always, as in `from … to …`."""
    return f"{value:%d/%m/%Y}"


def short_day(value: date) -> str:
    """`05/11`."""
    return f"{value:%d/%m}"


def weekday(value: date) -> str:
    """`Thứ Sáu, 20/11/2026`."""
    return f"{_WEEKDAYS[value.weekday()]}, {day(value)}"


def clock(moment: datetime) -> str:
    """`07:05`, in Viet Nam."""
    return f"{aware(moment).astimezone(VIETNAM):%H:%M}"


def moment(value: datetime) -> str:
    """`07 giờ 05 ngày 20/11/2026`, in Viet Nam."""
    local = aware(value).astimezone(VIETNAM)
    return f"{local:%H} giờ {local:%M} ngày {day(local.date())}"


def dateline(place: str, signed_on: date | None, year: int) -> str:
    """`Đồng Nai, ngày 05 tháng 02 năm 2026`; a draft leaves day and month open.

    Days below 10 and the months 1 and 2 get a leading zero, others do not (Decree 30/2020, Annex I).
    """
    if signed_on is None:
        return f"{place}, ngày {_NO_BREAK * 6} tháng {_NO_BREAK * 6} năm {year}"
    month = f"{signed_on.month:02d}" if signed_on.month < 3 else str(signed_on.month)
    return f"{place}, ngày {signed_on.day:02d} tháng {month} năm {signed_on.year}"
