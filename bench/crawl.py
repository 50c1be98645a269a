"""Speed of collection in one run: our crawl against bare Scrapy, our extraction against plain trafilatura.

    python bench/crawl.py [--pages 2000] [--memory 20000]

1. Fetch and store pages of a loopback site: our crawl into our store (manners, splitting, redaction, PostgreSQL), and
   bare Scrapy writing each body to a file, with as many requests at a time; three times each, in turns, of which the
   quickest counts. Aim: at least 0.8 of bare Scrapy.
2. Extraction: kept pages a second with the source's selectors, against plain trafilatura calls. Aim: at least 3 times.
3. Memory of the extraction worker over many pages: it must stay flat.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
TURNS = 3
"""Both crawl so often, in turns, and the quickest of each counts: whatever else runs slows now one, now the other."""
TEXT = """công nhân công đoàn tiền lương thưởng Tết nhà trọ ca đêm xưởng may bảo hiểm xã hội đối thoại kiến nghị
trả lời bữa ăn giữa ca an toàn lao động tổ trưởng hợp đồng tăng ca phụ cấp nghỉ phép phường xã khu công nghiệp"""
WORDS = tuple(TEXT.split())
SPEC = """name = "Trang đo"
url = "{base}/"
kind = "press"
level = "national"
max_articles = 5000

[[entries]]
type = "feed"
url = "{base}/feed"

[selectors]
title = "h1.title"
lead = ".sapo"
body = ".noi-dung"
date = ".ngay"

[[remarks]]
block = ".binh-luan"
item = "li"
text = "p"
"""
BARE = """
import re, sys, scrapy
from pathlib import Path
from scrapy.crawler import CrawlerProcess
class Bare(scrapy.Spider):
    name = "bare"
    async def start(self):
        yield scrapy.Request(sys.argv[1] + "/feed", self.links)
    def links(self, response):
        for url in re.findall("<link>(.*?)</link>", response.text):
            yield scrapy.Request(url, self.keep)
    def keep(self, response):
        Path(sys.argv[2], response.url.rpartition("/")[2]).write_bytes(response.body)
process = CrawlerProcess({"LOG_ENABLED": False, "CONCURRENT_REQUESTS_PER_DOMAIN": 8, "TELNETCONSOLE_ENABLED": False})
process.crawl(Bare)
process.start()
"""
OURS = """
import sys
from pathlib import Path
from crawlers.outcome import CrawlSettings
from crawlers.spec import load_specs
from pipeline.collect import collect
specs = {spec.slug: spec for spec in load_specs(Path(sys.argv[1]))}
collect(sys.argv[2], specs, CrawlSettings(contact=None, allow_loopback=True), lambda _: None)
"""


def a_page(number: int) -> bytes:
    """A news page as they are: menu, article, related list, a few comments; some 20 kB."""
    pick = random.Random(number)
    paragraphs = "".join(f"<p>{sentence(pick, 60)}</p>" for _ in range(9))
    menu = "".join(f"<li><a href='/muc-{n}'>{sentence(pick, 3)}</a></li>" for n in range(60))
    others = "".join(f"<li><a href='/bai-{n}000.html'>{sentence(pick, 9)}</a></li>" for n in range(40))
    said = "".join(f"<li><b>Người {n}</b><p>{sentence(pick, 25)}</p></li>" for n in range(5))
    head = f"<head><title>{sentence(pick, 8)}</title><meta charset=utf-8></head>"
    body = f"<h1 class=title>{sentence(pick, 10)} {number}</h1><span class=ngay>20/11/2026 08:{number % 60:02}</span>"
    article = f"<div class=sapo>{sentence(pick, 30)}</div><div class=noi-dung>{paragraphs}</div>"
    return (
        f"<!DOCTYPE html><html>{head}<body><nav><ul>{menu}</ul></nav><article>{body}{article}</article>"
        f"<aside><ul>{others}</ul></aside><div class=binh-luan><ul>{said}</ul></div></body></html>"
    ).encode()


def sentence(pick: random.Random, words: int) -> str:
    return " ".join(pick.choices(WORDS, k=words)).capitalize() + "."


def serve(pages: int) -> ThreadingHTTPServer:
    made = {f"/bai-{number:05}000.html": a_page(number) for number in range(pages)}

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = 65536  # head and body in one packet: in two, each answer would wait for the other side's delayed ack

        def do_GET(self) -> None:
            body = feed if self.path == "/feed" else made.get(self.path, b"")
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    base = f"http://127.0.0.1:{server.server_address[1]}"
    items = "".join(f"<item><link>{base}{path}</link></item>" for path in made)
    feed = f'<?xml version="1.0"?><rss version="2.0"><channel>{items}</channel></rss>'.encode()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def crawls(pages: int) -> None:
    from crawlers.spec import load_specs
    from domain.settings import settings_from
    from pipeline.tasks import store_sources
    from store.db import connect
    from store.server import open_database

    server = subprocess.Popen([sys.executable, __file__, "--serve", str(pages)], stdout=subprocess.PIPE, text=True)
    try:
        base = (server.stdout.readline() if server.stdout else "").strip()
        with tempfile.TemporaryDirectory() as folder:
            sources, kept, data = (Path(folder) / name for name in ("sources", "kept", "data"))
            for made in (sources, kept, data):
                made.mkdir()
            (sources / "do.toml").write_text(SPEC.format(base=base), encoding="utf-8")
            with open_database(settings_from({**os.environ, "LANGNGHE_DATA": str(data)}), say=lambda _: None) as dsn:
                store_sources(dsn, load_specs(sources))
                (Path(folder) / "bare.py").write_text(BARE, encoding="utf-8")  # Scrapy reads a spider's own source
                times: list[tuple[float, float]] = []
                for _ in range(TURNS):
                    with connect(dsn) as conn:
                        conn.execute("TRUNCATE pages, fetches, validators, heard, waiting")
                    bare = timed([sys.executable, str(Path(folder) / "bare.py"), base, str(kept)])
                    times.append((bare, timed([sys.executable, "-c", OURS, str(sources), dsn])))
                bare, ours = (min(taken) for taken in zip(*times, strict=True))
                with connect(dsn) as conn:
                    stored = (conn.execute("SELECT count(*) AS n FROM pages").fetchone() or {})["n"]
            print(f"bare Scrapy   {pages / bare:7.1f} pages/s  ({len(list(kept.iterdir()))} pages in files)")
            print(
                f"our crawl     {pages / ours:7.1f} pages/s  ({stored} pages in the store)  {bare / ours:.2f} of bare"
            )
    finally:
        server.terminate()


def timed(command: list[str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, check=True, env={**os.environ, "PYTHONPATH": str(ROOT)})
    return time.perf_counter() - began


def extraction(pages: int, many: int) -> None:
    import trafilatura

    from crawlers.extract import extract
    from crawlers.spec import load_spec
    from crawlers.split import split
    from domain.post import Page

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "do.toml"
        path.write_text(SPEC.format(base="http://do.invalid"), encoding="utf-8")
        spec = load_spec(path)
    now = datetime.now(UTC)
    raw = [Page("do", f"http://do.invalid/bai-{n}000.html", now, 200, {}, a_page(n)) for n in range(min(pages, 400))]
    kept = [split(page, spec) for page in raw]

    def ours(number: int) -> None:
        one = kept[number % len(kept)]
        extract(one.page, spec, one.remarks)

    def plain(number: int) -> None:
        trafilatura.extract(raw[number % len(raw)].body, fast=True, include_comments=False, include_tables=False)

    fast, slow = rate(ours, len(kept)), rate(plain, len(raw))
    print(f"trafilatura   {slow:7.1f} pages/s")
    print(f"our extraction{fast:7.1f} pages/s  {fast / slow:.1f} times")
    before = memory()
    for number in range(many):
        ours(number)
    print(f"memory over {many} pages: {before:.0f} MB, then {memory():.0f} MB")


def rate(work: Callable[[int], None], times: int) -> float:
    """Calls a second of processor time: other programs on the machine do not count."""
    work(0)  # what a first call loads is not counted
    began = time.process_time()
    for number in range(times):
        work(number)
    return times / (time.process_time() - began)


def memory() -> float:
    """The most that this process has held so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> int:
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("--pages", type=int, default=2000)
    options.add_argument("--memory", type=int, default=20_000)
    options.add_argument("--serve", type=int, help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.serve:
        print(f"http://127.0.0.1:{serve(chosen.serve).server_address[1]}", flush=True)
        threading.Event().wait()
    crawls(chosen.pages)
    extraction(chosen.pages, chosen.memory)
    return 0


if __name__ == "__main__":
    sys.exit(main())
