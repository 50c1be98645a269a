"""How messages to programs are signed, as standardwebhooks.com describes it: HMAC-SHA256 over id, time and body."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime
from typing import Final

from store.webhooks import Target

AGENT: Final = "LangNghe-webhook/1"
MARK: Final = "whsec_"


def headers(key: str, body: bytes, target: Target, now: datetime) -> dict[str, str]:
    moment = str(int(now.timestamp()))
    secrets = [secret for secret in (target.secret, target.old_secret) if secret is not None]
    return {
        "Content-Type": "application/json",
        "User-Agent": AGENT,
        "Idempotency-Key": key,
        "webhook-id": key,
        "webhook-timestamp": moment,
        "webhook-signature": " ".join(signature(secret, key, moment, body) for secret in secrets),
    }


def signature(secret: bytes, key: str, moment: str, body: bytes) -> str:
    digest = hmac.new(secret, f"{key}.{moment}.".encode() + body, hashlib.sha256).digest()
    return f"v1,{base64.b64encode(digest).decode()}"


def verified(secret: bytes, given: Mapping[str, str], body: bytes) -> bool:
    """What a receiver does; it also refuses a time that is minutes away, and an id that it has seen."""
    wanted = signature(secret, given["webhook-id"], given["webhook-timestamp"], body)
    return any(hmac.compare_digest(wanted, one) for one in given["webhook-signature"].split())


def shown(secret: bytes) -> str:
    """The secret as receivers take it."""
    return MARK + base64.b64encode(secret).decode()
