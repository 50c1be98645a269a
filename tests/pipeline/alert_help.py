"""A receiver of webhooks and a mail server on loopback, and searches that tell of new posts."""

from __future__ import annotations

import asyncio
import http.server
import threading
import time as time_module
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, time
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from typing import Any

import factory
import web_help
from aiosmtpd.smtp import SMTP

from domain.post import ProcessedPost
from pipeline.alerts.timing import next_due
from store import alerts, asked, searches, webhooks
from store.alerts import NewAlert, Tier
from store.db import connect
from store.posts import PostQuery

SECRET = b"a secret of thirty-two bytes ..."


@dataclass
class Receiver:
    port: int = 0
    status: int = 200
    drips: bool = False
    """Answers with a byte now and then, and never to the end."""
    got: list[tuple[dict[str, str], bytes]] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/nhan?tu=nghe"

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"


@contextmanager
def receiver() -> Iterator[Receiver]:
    """A program that takes messages and answers with `status`."""
    found = Receiver()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            found.got.append(({name.lower(): value for name, value in self.headers.items()}, body))
            with suppress(OSError):
                while found.drips:
                    self.wfile.write(b"H")
                    time_module.sleep(0.02)
            self.send_response(found.status)
            self.send_header("Location", f"http://{found.host}/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *args: Any) -> None:
            return

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    found.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield found
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class Box:
    """Letters that a mail server took."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802  aiosmtpd's name
        self.letters.append(BytesParser(EmailMessage, policy=default).parsebytes(envelope.content))
        return "250 taken"

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _o: Any) -> str:  # noqa: N802
        if address.startswith("khong-co"):
            return "550 nobody here"
        envelope.rcpt_tos.append(address)
        return "250 OK"


@contextmanager
def mail_server(**options: Any) -> Iterator[tuple[Box, int]]:
    """Takes letters on a free port; `ssl` for TLS from the first byte, `tls_context` for STARTTLS."""
    box, loop = Box(), asyncio.new_event_loop()
    over = options.pop("ssl", None)
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    making = loop.create_server(lambda: SMTP(box, loop=loop, **options), "127.0.0.1", 0, ssl=over)
    server = asyncio.run_coroutine_threadsafe(making, loop).result(10)
    try:
        yield box, server.sockets[0].getsockname()[1]
    finally:
        asyncio.run_coroutine_threadsafe(_ended(server), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _ended(server: asyncio.Server) -> None:
    server.close()
    while connections := asyncio.all_tasks() - {asyncio.current_task()}:
        for one in connections:
            one.cancel()
        await asyncio.gather(*connections, return_exceptions=True)


def told(number: int, **changes: Any) -> ProcessedPost:
    values = {"text": " ".join(f"lời{number}k{word}" for word in range(30)), "prediction": factory.prediction()}
    return factory.post(url=f"https://a.example/{number}", **values | changes)


def stored(dsn: str, *batch: ProcessedPost) -> None:
    with connect(dsn) as conn:
        web_help.fill(conn, batch)


@dataclass(frozen=True)
class Set:
    alert: int
    user: int


def set_up(
    dsn: str,
    *,
    tier: Tier = "at_once",
    url: str = "",
    address: str = "ban-tuyen-giao@union.example",
    query: PostQuery | None = None,
    muted: tuple[time, time] | None = None,
    most: int = 10,
    now: datetime = factory.NOON,
    provinces: Sequence[str] = (),
    login: str = "lan",
) -> Set:
    """An alert of a new member of staff; by e-mail, or to `url`."""
    with connect(dsn) as conn:
        user = web_help.staff(conn, login=login, provinces=provinces)
        kept = {"address": "/tim-kiem?topic=no-luong", "asked": asked.to_json(query or PostQuery(topics=("no-luong",)))}
        searches.put(conn, user.id, "Nợ lương", kept)
        webhook = webhooks.add(conn, user.id, "Bảng", url, SECRET) if url else None
        search = searches.every(conn, user.id)[0].id
        new = NewAlert(search, tier, webhook, "" if url else address, muted, most, next_due(tier, now))
        return Set(alerts.add(conn, user.id, new), user.id)
