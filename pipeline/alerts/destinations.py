"""Where webhooks may lead: public addresses over https, and hosts of the house that its operator lists."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from domain.outgoing import Outgoing

_PORTS: Final = {"https": 443, "http": 80}


class BadDestinationError(ValueError):
    """The address cannot be written to; the sentence says why, for staff."""


@dataclass(frozen=True, slots=True)
class Destination:
    secure: bool
    host: str
    port: int
    path: str
    listed: bool
    """The operator lists it: it may be private."""


def destination(url: str, outgoing: Outgoing) -> Destination:
    """As it is written; names are looked up when a message leaves. Raises BadDestinationError."""
    try:
        parts = urlsplit(url)
        port = parts.port or _PORTS.get(parts.scheme, 0)
    except ValueError as error:
        raise BadDestinationError("Địa chỉ không đúng dạng; hãy viết như https://may.example/nhan-tin.") from error
    host = (parts.hostname or "").lower()
    if not host or not port or not url.isascii() or any(letter.isspace() for letter in url):
        raise BadDestinationError("Địa chỉ không đúng dạng; hãy viết như https://may.example/nhan-tin.")
    if parts.username or parts.password or parts.fragment:
        raise BadDestinationError("Địa chỉ không được chứa tên, mật khẩu hoặc dấu #.")
    listed = f"{host}:{port}" in outgoing.private_hosts
    if not listed and (parts.scheme != "https" or _private(host)):
        raise BadDestinationError(
            "Chỉ gửi qua https đến máy công khai; máy trong nhà phải được ghi vào LANGNGHE_WEBHOOK_HOSTS của máy chủ."
        )
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Destination(parts.scheme == "https", host, port, path, listed)


def _private(host: str) -> bool:
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return host == "localhost" or "." not in host
