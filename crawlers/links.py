"""Addresses: one form for each page, and which links of a page lead to articles."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit, urlunsplit

from lxml.html import HtmlElement

from crawlers import editions
from crawlers.selecting import parse_html, select
from crawlers.spec import Entry, SourceSpec

_TRACKING = re.compile(
    r"^(utm_\w+|itm_\w+|vn_\w+|fbclid|gclid|gclsrc|dclid|msclkid|zarsrc|zalo_\w+|mc_[ce]id|_ga|_gl|igshid|ref|ref_src|source_from|cmpid|yclid|access_token)$",
    re.IGNORECASE,
)
_ALIAS = re.compile(r"^(m|amp|mobile|wap)\.(?=[^.]+\.[^.]+)")
_ENDING = re.compile(
    r"\.(jpe?g|png|gif|webp|svg|css|js|ico|pdf|docx?|xlsx?|pptx?|zip|rar|mp[34]|xml|rss|json)$", re.IGNORECASE
)
_ARTICLE = re.compile(
    r"(-(post|p|n|a|d|c)?\d{4,}(\.\w{2,5})?/?$)|(/\d{4}/\d{2}(/\d{2})?/[^/]+/?$)|(/(node|chi-tiet|detail)/[^/]+)|([?&](nid|id|newsid|p|articleid)=\d+)"
    r"|(/[a-z0-9]+(-[a-z0-9]+){4,}(\.(html?|aspx|vnp|tpo|ldo|tld))?/?$)",
    re.IGNORECASE,
)
_INVISIBLE = re.compile(r"[\x00-\x20\x7f-\xa0\u2000-\u200f\u2028-\u202f\u2060\u3000\ufeff]")
_PORTS = {"http": ":80", "https": ":443"}


def normalise(url: str) -> str:
    """The address as we ask for it: lower-case host, no fragment, no tracking, no default port. Empty if it is none."""
    try:
        parts = urlsplit(url.strip())
        host = parts.netloc.lower()
    except ValueError:
        return ""
    if parts.scheme.lower() not in _PORTS or not parts.hostname or "@" in host:
        return ""
    host = host.removesuffix(_PORTS[parts.scheme.lower()])
    query = parts.query
    if query:
        pairs = [pair for pair in query.split("&") if pair and not _TRACKING.match(pair.partition("=")[0])]
        query = "&".join(pairs)
    return urlunsplit((parts.scheme.lower(), host, _visible(parts.path) or "/", _visible(query), ""))


def _visible(part: str) -> str:
    """Spaces and control characters percent-encoded: what a person cannot see must not part two addresses."""
    return _INVISIBLE.sub(lambda found: quote(found[0]), part)


def canonical(url: str) -> str:
    """The address that names the article: like `normalise`; mobile, AMP and translated editions are the same."""
    plain = normalise(url)
    if not plain:
        return url
    plain = normalise(editions.original(plain)) or plain
    parts = urlsplit(plain)
    path = re.sub(r"(?<=.)/amp/?$", "", parts.path)
    query = urlencode([pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair != ("amp", "1")])
    return urlunsplit(
        (parts.scheme, bare_host(parts.netloc), path, parts.query if len(query) == len(parts.query) else query, "")
    )


def bare_host(host: str) -> str:
    """`m.tin.vn` and `amp.tin.vn` are `tin.vn`."""
    return _ALIAS.sub("", host.lower())


def host_of(url: str) -> str:
    """Host and port, lower case; empty if there is none."""
    try:
        return urlsplit(url).netloc.lower()
    except ValueError:
        return ""


def site_of(host: str) -> str:
    """One name for a host with and without `www.`, `m.` or `amp.`."""
    return bare_host(host).removeprefix("www.")


def same_site(one: str, other: str) -> bool:
    """Whether two hosts differ by `www.`, `m.` or `amp.` at most."""
    return site_of(one) == site_of(other)


def allowed(url: str, spec: SourceSpec) -> bool:
    """Whether the source's own file lists the host of this address. Only listed hosts are read."""
    host = host_of(url)
    return bool(host) and any(same_site(host, listed) for listed in spec.read_hosts)


def article_links(html: bytes, url: str, spec: SourceSpec | None = None, entry: Entry | None = None) -> tuple[str, ...]:
    """Addresses of the articles that a page links to, in its order, each once. Raises ExtractionError for no page."""
    return links_in(parse_html(html, {}), url, spec, entry)


def links_in(tree: HtmlElement, url: str, spec: SourceSpec | None, entry: Entry | None) -> tuple[str, ...]:
    """Like `article_links`, of a page that was parsed."""
    anchors = select(tree, (entry.links if entry else "") or "a[href]")
    return tuple(one for one in _resolved(tree, anchors, url, spec) if looks_like_article(one, url, spec))


def page_links(tree: HtmlElement, selector: str, url: str, spec: SourceSpec) -> tuple[str, ...]:
    """Addresses that a selector means, whatever they look like."""
    return tuple(_resolved(tree, select(tree, selector), url, spec))


def looks_like_article(link: str, page_url: str, spec: SourceSpec | None) -> bool:
    parts = urlsplit(link)
    tail = parts.path + ("?" + parts.query if parts.query else "")
    if spec is not None and spec.article:
        return bool(re.search(spec.article, tail))
    return link != normalise(page_url) and not _ENDING.search(parts.path) and bool(_ARTICLE.search(tail))


def _resolved(tree: HtmlElement, anchors: list[HtmlElement], url: str, spec: SourceSpec | None) -> list[str]:
    base = _base(tree, url, spec)
    found: dict[str, None] = {}
    for anchor in anchors:
        link = joined(base, anchor.get("href") or "")
        inside = allowed(link, spec) if spec else same_site(host_of(link), host_of(url))
        if link and inside:
            found.setdefault(link)
    return list(found)


def _base(tree: HtmlElement, url: str, spec: SourceSpec | None) -> str:
    """What relative links stand on. A `<base>` on a foreign host (an image server, an old domain) is not believed."""
    bases = select(tree, "base[href]")
    base = joined(url, bases[0].get("href") or "") if bases else ""
    if not base:
        return url
    inside = allowed(base, spec) if spec else same_site(host_of(base), host_of(url))
    return base if inside else url


def joined(base: str, href: str) -> str:
    """A link as it stands on a page of this address; empty where it leads to no page."""
    try:
        return normalise(urljoin(base, href.strip()))
    except ValueError:
        return ""
