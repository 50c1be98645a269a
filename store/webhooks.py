"""Programs of the union that take signed messages."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from store.db import Conn
from store.errors import NotFound
from store.sql import load


@dataclass(frozen=True, slots=True)
class Webhook:
    id: int
    name: str
    url: str
    created_at: datetime
    old_until: datetime | None
    """Until then the secret before signs too."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a message goes and what signs it; for whoever sends it and nobody else."""

    url: str
    secret: bytes = field(repr=False)
    old_secret: bytes | None = field(repr=False)


def add(conn: Conn, user_id: int, name: str, url: str, secret: bytes) -> int:
    """Returns its number."""
    values = {"user_id": user_id, "name": name, "url": url, "secret": secret}
    row = conn.execute(load("webhooks")["add"], values).fetchone() or {}
    return int(row["id"])


def every(conn: Conn, user_id: int) -> list[Webhook]:
    return [Webhook(**row) for row in conn.execute(load("webhooks")["every"], {"user_id": user_id})]


def rotate(conn: Conn, user_id: int, webhook_id: int, secret: bytes, until: datetime) -> bool:
    """A new secret; the one before signs too until then. False for a webhook of nobody or of somebody else."""
    values = {"user_id": user_id, "id": webhook_id, "secret": secret, "until": until}
    return conn.execute(load("webhooks")["rotate"], values).rowcount == 1


def drop(conn: Conn, user_id: int, webhook_id: int) -> bool:
    """With the alerts that go there."""
    return conn.execute(load("webhooks")["drop"], {"user_id": user_id, "id": webhook_id}).rowcount == 1


def target(conn: Conn, webhook_id: int, now: datetime) -> Target:
    """Raises NotFound."""
    row = conn.execute(load("webhooks")["target"], {"id": webhook_id, "now": now}).fetchone()
    if row is None:
        raise NotFound(f"there is no webhook {webhook_id}")
    return Target(row["url"], bytes(row["secret"]), bytes(row["old_secret"]) if row["old_secret"] else None)
