"""Serves the practice web on 127.0.0.1: one port a site, real HTTP with conditional GET and robots.txt."""

from __future__ import annotations

import gzip
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from demo.calendar import VIETNAM, Anchor, load_anchor, publish
from demo.changes import changed
from demo.content import Item
from demo.shapes import SHAPES
from demo.site import HERE, Request, Response, Site, SiteConfig, load_sites, templates

BASE_PORT = 18080


class PortTakenError(OSError):
    """Another program listens on a port of the practice web; the message says which and what to do."""


@dataclass(frozen=True, slots=True)
class Web:
    """The practice web of one data folder. `now` and the anchor are read at every request."""

    items: dict[str, tuple[Item, ...]]
    anchor_file: Path
    base_port: int
    clock: Callable[[], datetime]

    def site(self, config: SiteConfig) -> Site:
        now = self.clock()
        anchor: Anchor = load_anchor(self.anchor_file, now)
        items = changed(config.slug, self.items, edited=anchor.edited)
        base = f"http://127.0.0.1:{self.base_port + config.offset}"
        return Site(config, base, publish(items, anchor, now), templates())


def load_items(folder: Path = HERE / "content") -> dict[str, tuple[Item, ...]]:
    from demo.content import read_site

    return {path.stem: read_site(path) for path in sorted(folder.glob("*.txt"))}


def vietnam_now() -> datetime:
    return datetime.now(VIETNAM)


def answer(site: Site, request: Request) -> Response:
    """What the site says to one request; also robots.txt and 404."""
    if request.path == "/robots.txt":
        delay = f"Crawl-delay: {site.config.crawl_delay}\n" if site.config.crawl_delay else ""
        return Response(f"User-agent: *\nDisallow: /noi-bo/\n{delay}".encode(), "text/plain; charset=utf-8")
    found = SHAPES[site.config.shape](site, request)
    return found or Response("<!DOCTYPE html><title>404</title><h1>Không tìm thấy trang</h1>".encode(), status=404)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    web: Web
    config: SiteConfig

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        request = Request(parts.path, dict(parse_qsl(parts.query)), self.headers.get("Host", ""))
        self._send(answer(self.web.site(self.config), request))

    def _send(self, response: Response) -> None:
        if response.status == 200 and self.headers.get("If-None-Match") == response.etag:
            response = Response(b"", response.content_type, 304)
        body = response.body
        packed = "gzip" in self.headers.get("Accept-Encoding", "") and len(body) > 500
        if packed:
            body = gzip.compress(body, 1)
        self.send_response(response.status)
        if packed:
            self.send_header("Content-Encoding", "gzip")
        if response.status == 200:
            self.send_header("ETag", response.etag)
        self.send_header("Content-Type", response.content_type)
        self.send_header("Content-Length", str(len(body)))
        for name, value in response.headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
        """A practice web says nothing for each request."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request: object, client_address: object) -> None:
        """A crawler that hangs up is no news; anything else is a defect of the practice web and is shown."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


def start(data: Path, base_port: int = BASE_PORT, clock: Callable[[], datetime] = vietnam_now) -> list[_Server]:
    """Start every site in threads of this process. Raises PortTakenError."""
    web = Web(load_items(), data / "demo" / "anchor.json", base_port, clock)
    load_anchor(web.anchor_file, clock())
    servers: list[_Server] = []
    for config in load_sites():
        handler = type("SiteHandler", (Handler,), {"web": web, "config": config})
        try:
            server = _Server(("127.0.0.1", base_port + config.offset), handler)
        except OSError as error:
            stop(servers)
            raise PortTakenError(
                f"port {base_port + config.offset} of the practice web is taken by another program; "
                "stop it, or choose other ports with LANGNGHE_DEMO_PORT=28080"
            ) from error
        threading.Thread(target=server.serve_forever, name=config.slug, daemon=True).start()
        servers.append(server)
    return servers


def stop(servers: list[_Server]) -> None:
    for server in servers:
        server.shutdown()
        server.server_close()
