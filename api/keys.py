"""Making API keys. A key is shown once; what is stored is its digest and its first letters."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Final

from dashboards.viewer import Viewer
from store import audit, keys
from store.db import Conn
from store.keys import NewKey, Scope

MARK: Final = "ln_"
SHOWN: Final = len(MARK) + 8
LIFETIMES: Final = (30, 90, 365)
"""Days; a key without an end is forgotten and never taken back."""


def make_key(conn: Conn, viewer: Viewer, name: str, scopes: frozenset[Scope], *, days: int, now: datetime) -> str:
    """A new key of the viewer; returns it, this once. Writing is for those who may decide."""
    key = MARK + secrets.token_urlsafe(32)
    allowed = tuple(scope for scope in Scope if scope in scopes and (scope is not Scope.WRITE or viewer.decides))
    new = NewKey(viewer.id, name, key[:SHOWN], key_digest(key), allowed, now + timedelta(days=days))
    key_id = keys.add(conn, new)
    audit.add(conn, viewer.id, "key_created", f"key:{key_id}", {"scopes": list(allowed), "days": days})
    return key


def key_digest(key: str) -> bytes:
    """A key has 256 random bits, so a fast digest is enough: there is nothing to guess."""
    return hashlib.sha256(key.encode()).digest()
