"""Searches that staff keep under a name. They are about topics, places and words; there is no search by person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from psycopg.types.json import Jsonb

from store.db import Conn
from store.sql import load


@dataclass(frozen=True, slots=True)
class SavedSearch:
    id: int
    name: str
    query: Mapping[str, Any]
    created_at: datetime


def put(conn: Conn, user_id: int, name: str, query: Mapping[str, Any]) -> None:
    """Keep a search, over an earlier one of the same name."""
    conn.execute(load("searches")["put"], {"user_id": user_id, "name": name, "query": Jsonb(dict(query))})


def every(conn: Conn, user_id: int) -> list[SavedSearch]:
    """A user's searches, newest first."""
    return [SavedSearch(**row) for row in conn.execute(load("searches")["every"], {"user_id": user_id})]


def drop(conn: Conn, user_id: int, search_id: int) -> bool:
    return conn.execute(load("searches")["drop"], {"user_id": user_id, "id": search_id}).rowcount == 1
