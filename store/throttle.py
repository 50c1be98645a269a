"""How often signing in has failed lately, for an account and for an address. The audit log knows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from store.db import Conn
from store.sql import load

FAILED = "sign_in_failed"


@dataclass(frozen=True, slots=True)
class Failures:
    account: int
    address: int


def failures(conn: Conn, subject: str, address: str, since: datetime) -> Failures:
    """Failed sign-ins since a moment, with this subject, and from this address."""
    values = {"action": FAILED, "subject": subject, "address": address, "since": since}
    row = conn.execute(load("throttle")["failures"], values).fetchone() or {"account": 0, "address": 0}
    return Failures(**row)
