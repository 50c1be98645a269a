"""What the fault site plays, and what must come of it."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from dataclasses import dataclass

from fault_site import (
    BAD,
    FUTURE,
    GOOD,
    OLD,
    TEXT,
    Reply,
    Routes,
    article,
    drip,
    feed,
    huge,
    many,
    packed,
    pause,
    says,
)

TURNS_PRIVATE = "doi-dia-chi.vidu.vn"
"""Resolves to a public address when it is looked at first, and to a private one ever after."""
EDITIONS = ("m.bao.test", "amp.bao.test", "www.bao.test")
"""Hosts of one newspaper, which lead to this machine."""
BOMB = '<!DOCTYPE rss [<!ENTITY a "lol">' + "".join(
    f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "&a;" * 10}">' for n in range(9)
) + "]>"  # fmt: skip
XXE = '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
LIST = '[[entries]]\ntype = "list"\nurl = "{base}/ds"\n'
FALLBACKS = '[[entries]]\ntype = "feed"\nurl = "{base}/feed"\n' + "".join(
    f'[[entries]]\ntype = "{kind}"\nurl = "{{base}}/{path}"\nfallback = true\n'
    for kind, path in (("sitemap", "sm.xml"), ("list", "ds"), ("list", "ds-2"))
)
WWW = 'hosts = ["www.bao.test:{port}"]'
OK, STORED = "ok", "stored:"


@dataclass(frozen=True)
class Fault:
    """`way` and `page` are outcome and reason of the way in and of the faulty article; `aside` is the reason why a page
    that was fetched gave no post; `state` is the source's state afterwards, `posts` how many posts it has.
    """

    name: str
    routes: Callable[[str], Routes]
    way: str = STORED
    page: str = ""
    aside: str = ""
    state: str = OK
    posts: int = 2
    entries: str = '[[entries]]\ntype = "feed"\nurl = "{base}/feed"\n'
    more: str = ""


def on_feed(name: str, reply: Reply, way: str, state: str = "broken", posts: int = 0) -> Fault:
    return Fault(name, lambda _: {"/feed": reply}, way, state=state, posts=posts)


def on_page(name: str, reply: Reply, page: str, *, aside: str = "", posts: int = 1) -> Fault:
    return Fault(name, lambda _: {BAD: reply}, page=page, aside=aside, posts=posts)


def html(body: str) -> Reply:
    return Reply(
        f"<!DOCTYPE html><html><head><title>Một bài</title></head><body><h1>Một bài hỏng</h1>{body}</body></html>"
    )


def on_hosts(base: str) -> list[str]:
    return [base.replace("127.0.0.1", host) + BAD for host in EDITIONS]


FAULTS = (
    # The way in.
    on_feed("feed-500", Reply("loi", 500), "failed:http-500"),
    on_feed("feed-404", Reply("khong co", 404), "failed:http-404"),
    on_feed("feed-403", Reply("cam", 403), "failed:http-403", "blocked"),
    on_feed("feed-429-for-an-hour", Reply("", 429, {"Retry-After": "3600"}), "failed:http-429", "blocked"),
    on_feed("feed-of-no-bytes", Reply(""), "failed:not-a-feed"),
    on_feed("feed-without-items", feed(), "stored:empty", "empty"),
    on_feed("cookie-wall-with-200", html("<script>document.cookie='a=1'</script>"), "failed:not-a-feed"),
    on_feed("truncated-gzip", packed(TEXT.encode() * 50, 0.5), "failed:"),
    on_feed("gzip-bomb", packed(b"x" * 5_000_000), "failed:too-big"),
    on_feed("slow-drip", Reply(raw=drip), "failed:timeout"),
    on_feed("page-of-50-mb", Reply(raw=huge), "failed:too-big"),
    on_feed("length-of-50-mb", says(b"HTTP/1.1 200 OK\r\nContent-Length: 52428800\r\n\r\nx"), "failed:too-big"),
    on_feed("hangs-up", says(b""), "failed:connection"),
    on_feed("no-http-at-all", says(b"SSH-2.0-OpenSSH_9\r\n\r\n"), "failed:"),
    on_feed("redirect-without-target", Reply("", 302), "failed:http-302"),
    on_feed("redirect-to-a-file", Reply("", 302, {"Location": "file:///etc/passwd"}), "failed:http-302"),
    Fault("redirect-loop", lambda base: {"/feed": Reply("", 302, {"Location": base + "/feed"})},
          "failed:redirect-loop", state="broken", posts=0),
    Fault("redirect-to-another-host", lambda _: {"/feed": Reply("", 301, {"Location": "http://127.0.0.1:9/x"})},
          "refused:other-host", state="blocked", posts=0),
    Fault("redirect-to-a-private-address", lambda _: {"/feed": Reply("", 301, {"Location": "http://10.0.0.7/x"})},
          "refused:private-address", state="blocked", posts=0, more='hosts = ["10.0.0.7"]'),
    Fault("name-that-turns-private", lambda _: {}, "refused:private-address", state="blocked", posts=0,
          entries=f'[[entries]]\ntype = "feed"\nurl = "http://{TURNS_PRIVATE}/feed"\n'),
    Fault("robots-that-time-out", lambda _: {"/robots.txt": pause(6)}, "failed:timeout", state="broken", posts=0),
    Fault("robots-500", lambda _: {"/robots.txt": Reply("", 500)}, "refused:robots-closed", state="blocked", posts=0),
    Fault("robots-closes-everything", lambda _: {"/robots.txt": Reply("User-agent: *\nDisallow: /")},
          "refused:robots", state="blocked", posts=0),
    Fault("not-a-sitemap", lambda _: {"/sm.xml": html("xin chào")}, "failed:not-a-sitemap", state="broken", posts=0,
          entries='[[entries]]\ntype = "sitemap"\nurl = "{base}/sm.xml"\n'),
    Fault("packed-sitemap-cut-off", lambda _: {"/sm.gz": Reply(gzip.compress(TEXT.encode() * 9)[:60])},
          "failed:not-a-sitemap", state="broken", posts=0,
          entries='[[entries]]\ntype = "sitemap"\nurl = "{base}/sm.gz"\n'),
    Fault("api-that-answers-with-an-error", lambda _: {"*": Reply('{"code": "rest_forbidden"}')}, "failed:api-error",
          state="broken", posts=0, entries='[[entries]]\ntype = "wordpress"\nurl = "{base}/wp-json/wp/v2/posts"\n'),
    Fault("list-that-only-javascript-fills", lambda _: {"/ds": html("<div id=app></div>")}, "stored:empty",
          state="empty", posts=0, entries=LIST),
    # What still works in spite of it.
    Fault("frozen-feed", lambda base: {"/feed": feed(base + GOOD, base + BAD, when=OLD),
          GOOD: article("Bài cũ", when=OLD), BAD: article("Bài cũ nữa", when=OLD)}, "stored:frozen", state="quiet"),
    Fault("feed-and-sitemap-gone-quiet", lambda base: {"/feed": feed(base + GOOD, when=OLD), "/sm.xml": html("x"),
          "/ds": Reply(f'<a href="{BAD}">bài mới</a>')}, "stored:frozen", entries=FALLBACKS),
    Fault("xml-entity-bomb", lambda base: {"/feed": feed(base + GOOD, base + BAD, prolog=BOMB, head="<d>&a8;</d>")}),
    Fault("external-entity", lambda base: {"/feed": feed(base + GOOD, base + BAD, prolog=XXE, head="<d>&x;</d>")}),
    Fault("lying-content-type", lambda base: {"/feed": Reply(feed(base + GOOD, base + BAD).body,
          headers={"Content-Type": "image/png"})}),
    Fault("wrong-charset", lambda _: {BAD: Reply(article("Bài sai bảng mã").body,
          headers={"Content-Type": "text/html; charset=iso-8859-1"})}, page=STORED),
    Fault("duplicate-ids", lambda base: {"/feed": feed(*(base + path for path in
          (GOOD, BAD, BAD, BAD + "?utm_source=rss", BAD + "#binh-luan", GOOD)))}),
    Fault("dates-in-2099", lambda base: {"/feed": feed(base + GOOD, base + BAD, when=FUTURE),
          BAD: article("Bài từ tương lai", when=FUTURE)}, page=STORED),
    Fault("endless-calendar", lambda _: {"*": lambda path: many([GOOD, BAD], path + "1")},
          entries=LIST + 'next = "a.sau"\npages = 5\n'),
    Fault("endless-articles", lambda base: {"/feed": feed(*(f"{base}/bai-so-{n}00000.html" for n in range(40))),
          "*": lambda path: article(f"Bài ở {path}")}, posts=8, more="max_articles = 8"),
    Fault("one-article-on-three-hosts", lambda base: {"/feed": feed(*on_hosts(base))}, posts=1, more=WWW),
    Fault("first-edition-that-fails", lambda base: {"/feed": feed(*on_hosts(base)),
          f"//m.bao.test{BAD}": Reply("", 500), f"//amp.bao.test{BAD}": Reply("", 404)}, posts=1, more=WWW),
    # One article among good ones.
    on_page("article-404", Reply("", 404), "failed:http-404"),
    on_page("article-410", Reply("", 410), "failed:http-410"),
    on_page("unasked-304", Reply("", 304), "failed:http-304"),
    on_page("article-of-no-bytes", Reply("  "), "failed:empty"),
    on_page("pdf-called-html", Reply(b"%PDF-1.7 \x00\x01<html>"), "failed:wrong-type"),
    on_page("body-shorter-than-said", says(b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n<p>cut"), "failed:cut-off"),
    on_page("not-found-with-200", html("<p>Không tìm thấy.</p>"), STORED, aside="too-short"),
    on_page("layout-change", html("<script>var data = {}</script><div id=root></div>"), STORED, aside="empty"),
    on_page("bytes-that-are-no-text", Reply(f"<h1>Bài có ký tự lạ</h1><p>{TEXT * 5}</p>".encode() + b"\x00\xff\xfe"),
            STORED, posts=2),
    on_page("nested-20000-deep", html("<div>" * 20_000 + f"<p>{TEXT}</p>"), STORED, aside="empty"),
)  # fmt: skip
