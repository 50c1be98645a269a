"""The fault site: one loopback port for each way in which a site can go wrong."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

NOW = datetime.now(UTC)
FRESH, OLD, FUTURE = NOW - timedelta(hours=3), NOW - timedelta(days=60), datetime(2099, 1, 2, 3, 4, tzinfo=UTC)
TEXT = (
    "Công nhân ca đêm của ba xưởng đề nghị công ty nói rõ cách tính tiền chuyên cần, vì bảng lương tháng này trừ cả "
    "những ngày nghỉ ốm có giấy bệnh viện. Công đoàn cơ sở hẹn trả lời bằng văn bản trước thứ sáu."
)
GOOD = "/bai-tot-100001.html"
BAD = "/bai-hong-200002.html"


@dataclass(frozen=True)
class Reply:
    """An answer; `raw` writes to the socket by itself."""

    body: bytes | str = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    raw: Callable[[BaseHTTPRequestHandler], None] | None = None


def article(title: str, *, when: datetime = FRESH, body: str = "") -> Reply:
    date = f'<meta property="article:published_time" content="{when.isoformat()}">'
    inner = body or f"<p>{TEXT}</p><p>{title}: đó là điều công nhân hỏi nhiều nhất trong tuần.</p>"
    return Reply(
        f"<!DOCTYPE html><html><head><title>{title}</title>{date}</head><body><h1>{title}</h1>{inner}</body></html>"
    )


def feed(*links: str, when: datetime = FRESH, head: str = "", prolog: str = "") -> Reply:
    date = format_datetime(when)
    items = "".join(f"<item><title>Bài</title><link>{link}</link><pubDate>{date}</pubDate></item>" for link in links)
    text = f'<?xml version="1.0" encoding="utf-8"?>{prolog}<rss version="2.0"><channel><title>T</title>{head}{items}'
    return Reply(text + "</channel></rss>", headers={"Content-Type": "application/rss+xml"})


def drip(handler: BaseHTTPRequestHandler) -> None:
    """A byte now and then, for longer than anybody waits."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100000\r\n\r\n")
    for _ in range(60):
        handler.wfile.write(b"x")
        handler.wfile.flush()
        time.sleep(0.3)


def says(data: bytes) -> Reply:
    """These bytes and then the end of the connection."""

    def write(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(data)
        handler.close_connection = True

    return Reply(raw=write)


def huge(handler: BaseHTTPRequestHandler) -> None:
    """50 MB in pieces, without saying so before."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n")
    for _ in range(50 * 16):
        handler.wfile.write(b"10000\r\n" + b"x" * 65536 + b"\r\n")


def pause(seconds: float) -> Reply:
    return Reply(raw=lambda _: time.sleep(seconds))


Routes = dict[str, Reply | Callable[[str], Reply]]


@dataclass(frozen=True)
class Site:
    """A running site: `base` is its address."""

    base: str
    server: ThreadingHTTPServer


def start_site(routes: Callable[[str], Routes]) -> Site:
    """`routes(base)` says what it answers: `//host/path`, a path, or `*` with the path as argument for the rest."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            host = (self.headers["Host"] or "").partition(":")[0]
            found = (
                table.get(f"//{host}{self.path}") or table.get(self.path) or table.get("*") or Reply("không có", 404)
            )
            reply = found(self.path) if callable(found) else found
            try:
                self._send(reply)
            except ConnectionError:
                self.close_connection = True  # the crawler hung up, as it should

        def _send(self, reply: Reply) -> None:
            if reply.raw is not None:
                reply.raw(self)
                self.close_connection = True
                return
            body = reply.body.encode() if isinstance(reply.body, str) else reply.body
            self.send_response(reply.status)
            headers = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body))}
            for name, value in {**headers, **reply.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    base = f"http://127.0.0.1:{server.server_address[1]}"
    table = {
        "/feed": feed(base + GOOD, base + BAD), GOOD: article("Bài đọc được"), BAD: article("Bài kia"), **routes(base),
    }  # fmt: skip
    # Closing waits for its next look whether it shall go on: half a second each, were it the usual one.
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    return Site(base, server)


@contextmanager
def running(sites: Mapping[str, Callable[[str], Routes]]) -> Iterator[dict[str, Site]]:
    with ExitStack() as stack:
        started = {name: start_site(routes) for name, routes in sites.items()}
        for site in started.values():
            stack.callback(site.server.server_close)
            stack.callback(site.server.shutdown)
        yield started


def packed(data: bytes, keep: float = 1.0) -> Reply:
    whole = gzip.compress(data)
    return Reply(whole[: int(len(whole) * keep)], headers={"Content-Encoding": "gzip"})


def many(paths: Sequence[str], following: str) -> Reply:
    """A list page that names these articles and one more list page."""
    listed = "".join(f'<p><a href="{path}">một bài của trang này</a></p>' for path in paths)
    return Reply(f'{listed}<a class="sau" href="{following}">tháng sau</a>')
