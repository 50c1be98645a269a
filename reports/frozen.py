"""A report as JSON and back, for the store: a frozen report is rendered again from its own value."""

from __future__ import annotations

from functools import cache
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter

from reports.values import WeeklyReport

Value = TypeVar("Value")


@cache
def _adapter(kind: type[Any]) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def to_json(report: object) -> dict[str, Any]:
    """Ready for a jsonb column."""
    return cast(dict[str, Any], _adapter(cast(Any, type(report))).dump_python(report, mode="json"))


def from_json(value: dict[str, Any]) -> WeeklyReport:
    """Raises pydantic.ValidationError for a value of another program version."""
    return thaw(value, WeeklyReport)


def thaw(value: dict[str, Any], kind: type[Value]) -> Value:
    """The same for a report of any kind."""
    return cast(Value, _adapter(cast(Any, kind)).validate_python(value))
