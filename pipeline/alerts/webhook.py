"""Signed messages to programs of the union."""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
from contextlib import suppress
from datetime import datetime
from typing import Final

from crawlers.manners.addresses import may_connect
from domain.outgoing import Outgoing
from pipeline.alerts.destinations import Destination, destination
from pipeline.alerts.message import Message, as_json
from pipeline.alerts.signing import headers
from pipeline.alerts.trouble import Undelivered
from store.webhooks import Target

SECONDS: Final = 10.0
"""Of silence."""
DEADLINE: Final = 30.0
"""Seconds for all of it; shorter than the lease of a message."""


class _Pinned(http.client.HTTPSConnection):
    """Connects to the address that was checked, so that a second DNS answer leads nowhere else; follows no redirect."""

    def __init__(self, to: Destination, address: str) -> None:
        self.context = ssl.create_default_context()
        super().__init__(to.host, to.port, timeout=SECONDS, context=self.context)
        self.to, self.address = to, address

    def connect(self) -> None:
        plain = socket.create_connection((self.address, self.to.port), SECONDS)
        self.sock = self.context.wrap_socket(plain, server_hostname=self.to.host) if self.to.secure else plain

    def cut(self) -> None:
        with suppress(OSError):
            if self.sock is not None:
                self.sock.shutdown(socket.SHUT_RDWR)


def send(message: Message, target: Target, outgoing: Outgoing, now: datetime) -> None:
    """Raises Undelivered, and BadDestinationError for an address that may not be written to."""
    to = destination(target.url, outgoing)
    body = as_json(message)
    connection = _Pinned(to, _address(to))
    # A receiver that drips its answer byte by byte is not waited for: others have messages too.
    end = threading.Timer(DEADLINE, connection.cut)
    end.start()
    try:
        connection.request("POST", to.path, body, headers(message.id, body, target, now))
        status = connection.getresponse().status
    except (OSError, http.client.HTTPException) as error:
        raise Undelivered(f"không nối được ({type(error).__name__})") from error
    finally:
        end.cancel()
        connection.close()
    if not 200 <= status < 300:
        redirected = "; không đi theo chuyển hướng" if 300 <= status < 400 else ""
        raise Undelivered(f"máy nhận trả lời {status}{redirected}")


def _address(to: Destination) -> str:
    """Raises Undelivered for an unknown name, and for a public one that leads to a private address."""
    try:
        answers = socket.getaddrinfo(to.host, to.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Undelivered("không tìm thấy tên máy") from error
    addresses = [str(answer[4][0]) for answer in answers]
    if not to.listed and not all(may_connect(address, allow_loopback=False) for address in addresses):
        raise Undelivered("tên máy dẫn tới địa chỉ nội bộ")
    return addresses[0]
