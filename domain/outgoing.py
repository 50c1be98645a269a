"""What leaves by itself: where the staff pages are, the mail server, and which hosts of the house may be written to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, get_args

from domain.errors import SettingsError

Tls = Literal["starttls", "tls", "none"]
_LOCAL: Final = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Mail:
    host: str
    port: int
    sender: str
    tls: Tls
    user: str = ""
    password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Outgoing:
    pages: str = "http://127.0.0.1:8000"
    """Where staff open the pages: links in messages begin with it."""
    mail: Mail | None = None
    """None: nothing is sent by e-mail."""
    mail_domains: frozenset[str] = frozenset()
    """Messages go to addresses of these domains only; empty for any."""
    private_hosts: frozenset[str] = frozenset()
    """`host:port` inside the house that webhooks may reach, over http too. All others must be public, over https."""


def outgoing_from(env: Mapping[str, str]) -> Outgoing:
    """Read LANGNGHE_URL, LANGNGHE_MAIL_* and LANGNGHE_WEBHOOK_HOSTS. Raises SettingsError."""
    pages = (
        env.get("LANGNGHE_URL") or f"http://{env.get('LANGNGHE_HOST', '127.0.0.1')}:{env.get('LANGNGHE_PORT', '8000')}"
    )
    if not pages.startswith(("http://", "https://")):
        raise SettingsError("LANGNGHE_URL must begin with https:// or http://; give the address of the staff pages")
    hosts = _listed(env, "LANGNGHE_WEBHOOK_HOSTS")
    if any(not host.rpartition(":")[2].isdigit() or not host.rpartition(":")[0] for host in hosts):
        raise SettingsError("LANGNGHE_WEBHOOK_HOSTS must list host:port with commas between, for example 10.0.0.5:8443")
    return Outgoing(pages.rstrip("/"), _mail(env), _listed(env, "LANGNGHE_MAIL_DOMAINS"), hosts)


def _listed(env: Mapping[str, str], name: str) -> frozenset[str]:
    return frozenset(one.strip().lower() for one in env.get(name, "").split(",") if one.strip())


def _mail(env: Mapping[str, str]) -> Mail | None:
    host = env.get("LANGNGHE_MAIL_HOST", "")
    if not host:
        return None
    tls, sender = env.get("LANGNGHE_MAIL_TLS") or "starttls", env.get("LANGNGHE_MAIL_FROM", "")
    if tls not in get_args(Tls):
        raise SettingsError("LANGNGHE_MAIL_TLS must be starttls, tls or none")
    if tls == "none" and host not in _LOCAL:
        raise SettingsError("LANGNGHE_MAIL_TLS=none is for a mail server on this machine; use starttls or tls")
    if "@" not in sender:
        raise SettingsError("LANGNGHE_MAIL_FROM must be the address that messages come from")
    port = env.get("LANGNGHE_MAIL_PORT") or {"starttls": "587", "tls": "465", "none": "25"}[tls]
    if not port.isdigit() or not 0 < int(port) < 65536:
        raise SettingsError("LANGNGHE_MAIL_PORT must be a number from 1 to 65535")
    return Mail(
        host,
        int(port),
        sender,
        "tls" if tls == "tls" else "none" if tls == "none" else "starttls",
        env.get("LANGNGHE_MAIL_USER", ""),
        env.get("LANGNGHE_MAIL_PASSWORD", ""),
    )
