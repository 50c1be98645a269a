"""A search as it is kept beside its address, so that the worker can ask it without anybody at a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pydantic import TypeAdapter

from store.searching import PostQuery

_QUERY: TypeAdapter[PostQuery] = TypeAdapter(PostQuery)


def to_json(query: PostQuery) -> dict[str, Any]:
    """Without the page and without the days: an alert is about what comes."""
    plain = replace(query, cursor=None, limit=PostQuery().limit, first=None, last=None, scope=None)
    found: dict[str, Any] = _QUERY.dump_python(plain, mode="json", exclude_defaults=True)
    return found


def from_json(given: Mapping[str, Any]) -> PostQuery:
    return _QUERY.validate_python(dict(given))
