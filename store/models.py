"""Versions of the classifiers, and which one is live."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from psycopg.types.json import Jsonb

from store import rollup
from store.db import Conn
from store.errors import WrongModel
from store.locks import lock_posts
from store.sql import load


@dataclass(frozen=True, slots=True)
class ModelRow:
    version: str
    manifest: Mapping[str, Any]
    added_at: datetime
    live: bool
    live_since: datetime | None


def register(conn: Conn, version: str, manifest: Mapping[str, Any] | None = None) -> None:
    """Make a version known; the very first one goes live. Does nothing for a known one but renew its manifest."""
    conn.execute(load("models")["register"], {"version": version, "manifest": Jsonb(dict(manifest or {}))})
    conn.execute(load("models")["first_live"], {"version": version})


def live(conn: Conn) -> str | None:
    """The live version; None before the first `register`."""
    row = conn.execute(load("models")["live"]).fetchone()
    return None if row is None else str(row["version"])


def every(conn: Conn) -> list[ModelRow]:
    """All versions, newest first."""
    return [ModelRow(**row) for row in conn.execute(load("models")["every"])]


def switch(conn: Conn, version: str) -> None:
    """Make `version` live: its counts are made, and flags that people decided about go with it.

    Raises WrongModel for an unknown version and for one that has not read every post (predictions.insert_many).
    """
    lock_posts(conn)
    statements = load("models")
    if conn.execute(statements["known"], {"version": version}).fetchone() is not None:
        conn.execute(statements["carry_wordless"], {"version": version})
    row = conn.execute(statements["state"], {"version": version}).fetchone()
    if row is None:
        raise WrongModel(f"model {version} is not registered; train or register it first")
    if row["missing"]:
        raise WrongModel(f"model {version} has not read {row['missing']} posts; let it read them, then switch")
    if row["live"]:
        return
    conn.execute(statements["carry_decided_flags"], {"version": version})
    conn.execute(statements["retire"])
    conn.execute(statements["go_live"], {"version": version})
    rollup.rebuild(conn, version)


def forget(conn: Conn, version: str) -> None:
    """Delete everything that a version said. Raises WrongModel for the live one."""
    if live(conn) == version:
        raise WrongModel(f"model {version} is live; switch to another before deleting it")
    for table in ("daily_counts", "daily_topics", "daily_targets", "flags", "post_topics", "predictions", "models"):
        conn.execute(load("models")[f"forget_{table}"], {"version": version})
