"""A report as JSON and back, for the store: a frozen report is rendered again from its own value."""

from __future__ import annotations

from functools import cache
from typing import Any, cast

from pydantic import TypeAdapter

from reports.values import WeeklyReport


@cache
def _adapter() -> TypeAdapter[WeeklyReport]:
    return TypeAdapter(WeeklyReport)


def to_json(report: WeeklyReport) -> dict[str, Any]:
    """Ready for a jsonb column."""
    return cast(dict[str, Any], _adapter().dump_python(report, mode="json"))


def from_json(value: dict[str, Any]) -> WeeklyReport:
    """Raises pydantic.ValidationError for a value of another program version."""
    return _adapter().validate_python(value)
