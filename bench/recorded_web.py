"""Recorded pages of ../shared/pages on loopback, one site a port, and the sources that read them there.

The pages are served as they were recorded, but that addresses of their own site lead to loopback; a <base href> on
another host stays.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from crawlers.spec import SourceSpec, load_spec
from domain.settings import ROOT

ARTICLE = "/dau-bung-keo-dai-phat-hien-ung-thu-lymphoma-ruot-non-4954454.html"
EXPECTED = "vnexpress.net_article_2025-10-22.expected.json"
"""What people checked to be in that article."""
FEED = "/rss/tin-moi-nhat.rss"
DESKS = ("dulich", "giadinh", "giaitri", "kinhdoanh", "suckhoe", "thethao")


@dataclass(frozen=True)
class Recorded:
    """One site: which file lies at which path, and how many article links it must yield."""

    slug: str
    files: Mapping[str, str]
    hosts: tuple[str, ...]
    """Its own hosts as the pages write them."""
    entries: tuple[tuple[str, str], ...]
    """Type and path of its ways in."""
    link: str
    """Pattern of an article's address in the raw page, path only: our own count, made without the crawler."""
    made: Mapping[str, str] = field(default_factory=dict)
    """Pages that we add, for an article to which no recorded list leads."""
    spec: Mapping[str, Any] = field(default_factory=dict)
    """For a site without a file in crawlers/sources."""


SITES = (
    Recorded(
        "laodong",
        {"/": "laodong.vn_home_2021-08.html"},
        ("laodong.vn", "laodongtre.laodong.vn"),
        (("list", "/"),),
        r"-\d+\.(?:ldo|bld)",
    ),
    Recorded(
        "dantri",
        {"/": "dantri.com.vn_home_2019-06.html"},
        ("dantri.com.vn",),
        (("list", "/"),),
        r"/[a-z0-9-]+/[a-z0-9-]+-\d{14,20}\.htm",
    ),
    Recorded(
        "danviet",
        {"/": "danviet.vn_home_2021-08.html"},
        ("danviet.vn",),
        (("list", "/"),),
        r"-\d{14,20}\.htm",
        spec={"name": "Dân Việt", "kind": "press", "level": "national", "article": r"-\d{14,20}\.htm$"},
    ),
    Recorded(
        "vnexpress",
        {FEED: "vnexpress.net_rss_tin-moi-nhat_2017-11-14.xml", ARTICLE: "vnexpress.net_article_2025-10-22.html"},
        ("vnexpress.net", *(f"{desk}.vnexpress.net" for desk in DESKS)),
        (("feed", FEED), ("list", "/")),
        r"-\d{7}\.html",
        made={"/": f'<a href="{ARTICLE}">bài</a>'},
    ),
    Recorded(
        "ldld-phutho",
        {
            "/": "ldld-phutho_index.html",
            "/tintuc.php": "ldld-phutho_tintuc.html",
            "/tintuc-detail.php": "ldld-phutho_tintuc-detail.html",
        },
        (),
        (("list", "/"), ("list", "/tintuc.php")),
        r"tintuc-detail\.php",
        spec={"name": "LĐLĐ Phú Thọ", "kind": "union_portal", "level": "province", "province": "25"}
        | {"article": r"^/tintuc-detail\.php$", "selectors": {"title": "h1.fz-36", "date": "h1.fz-36 + div"}},
    ),
)


@contextmanager
def served(pages: Path) -> Iterator[dict[str, SourceSpec]]:
    """The sources on loopback, for as long as their sites are open."""
    with ExitStack() as stack:
        yield {site.slug: _spec(site, stack.enter_context(_open(site, pages))) for site in SITES}


def links_in(site: Recorded, pages: Path) -> set[str]:
    """Paths of the articles that the raw list pages and feeds link to."""
    lists = [path for _, path in site.entries]
    texts = [(pages / site.files[path]).read_text("utf-8") if path in site.files else site.made[path] for path in lists]
    own = "|".join(re.escape(host) for host in site.hosts) or "-"
    begins = rf"""(?:href=["']|<link>(?:<!\[CDATA\[)?)(?:https?://(?:{own}))?(?!https?:|//)/?"""
    pattern = re.compile(rf"""{begins}([^"'<>#?\s]*?{site.link})(?=["'#?<\]])""")
    return {"/" + found.lstrip("/") for text in texts for found in pattern.findall(text)}


def _spec(site: Recorded, base: str) -> SourceSpec:
    entries = [{"type": kind, "url": base + path} for kind, path in site.entries]
    here = {"slug": site.slug, "url": base + "/", "hosts": (), "enabled": True, "reason": "", "entries": entries}
    if site.spec:
        return SourceSpec.model_validate({**site.spec, **here})
    known = load_spec(ROOT / "crawlers" / "sources" / f"{site.slug}.toml")
    return SourceSpec.model_validate(known.model_dump() | here)


@contextmanager
def _open(site: Recorded, pages: Path) -> Iterator[str]:
    bodies: dict[str, bytes] = {}

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            body = bodies.get(self.path)
            self.send_response(404 if body is None else 200)
            kind = "application/rss+xml" if self.path == FEED else "text/html"
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.send_header("Content-Length", str(len(body or b"")))
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
            """Nobody reads it."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    base = f"http://127.0.0.1:{server.server_address[1]}"
    for path, file in site.files.items():
        bodies[path] = _homed((pages / file).read_text("utf-8"), site, base).encode()
    bodies |= {path: text.encode() for path, text in site.made.items()}
    threading.Thread(target=server.serve_forever, name=site.slug, daemon=True).start()
    try:
        yield base
    finally:
        server.shutdown()
        server.server_close()


def _homed(text: str, site: Recorded, base: str) -> str:
    for host in site.hosts:
        text = re.sub(rf"https?://{re.escape(host)}(?=[/\"'<])", base, text)
    return text
