"""A source file for a site that was looked at. It is a draft: a person looks at it before it is enabled."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from crawlers import links, metadata
from crawlers.errors import ExtractionError
from crawlers.selecting import parse_html, tidy, value
from crawlers.spec import Entry, EntryType, Selectors, SourceKind, SourceSpec
from crawlers.survey.guess import common_selectors
from crawlers.survey.look import Findings, Way
from crawlers.survey.patterns import common_pattern

_UNION = re.compile(r"công đoàn|liên đoàn lao động|lđlđ", re.IGNORECASE)
DRAFT = "drafted by `./langnghe sources add`; see docs/add_a_source.md, then remove this line and the one above"

_LONGEST_NAME = 80


def slug_for(url: str) -> str:
    """`https://www.congdoanvidu.org.vn/tin` -> `congdoanvidu`; with the port where a host is a number."""
    parts = urlsplit(url)
    host = links.bare_host(parts.hostname or "").removeprefix("www.")
    name = host if re.fullmatch(r"[\d.]+", host) else re.sub(r"(\.(com|org|gov|net|edu|info|vn))+$", "", host)
    return re.sub(r"[^a-z0-9]+", "-", f"{name}-{parts.port}" if parts.port else name).strip("-")[:60]


def tentative(url: str) -> SourceSpec:
    """A source of which nothing is known but its address. Raises ValueError for what is no address."""
    plain = links.normalise(url)
    if not plain:
        raise ValueError(f"{url!r} is no address of a site; write it like https://congdoan.vidu.vn")
    values = {"slug": slug_for(plain), "name": urlsplit(plain).netloc, "url": plain, "kind": SourceKind.PRESS}
    return SourceSpec.model_validate({**values, "level": "national", "enabled": False, "reason": DRAFT})


def proposal(spec: SourceSpec, findings: Findings) -> SourceSpec:
    """The source with what was found: its ways in (best first, others as fallbacks), pattern and selectors."""
    usable = findings.usable
    name = site_name(findings) or spec.name
    known = {"name": name, "kind": SourceKind.UNION_PORTAL if _UNION.search(name) else SourceKind.PRESS}
    pattern = common_pattern(one.url for one in usable[0].found) if usable else ""
    good = tuple(sample for sample in findings.samples if not sample.reason)
    changes = {
        **({} if spec.entries else known),
        "entries": spec.entries if any(way.entry in spec.entries for way in usable) else entries(usable),
        "article": spec.article or pattern,
        "selectors": spec.selectors if spec.selectors != Selectors() else common_selectors(good),
    }
    return spec.model_copy(update=changes)


def entries(ways: Sequence[Way]) -> tuple[Entry, ...]:
    """One way of each kind. Those after the first are read only when it goes quiet."""
    kinds: dict[EntryType, Entry] = {}
    for way in ways:
        kinds.setdefault(way.entry.type, way.entry.model_copy(update={"fallback": bool(kinds)}))
    return tuple(kinds.values())


def site_name(findings: Findings) -> str:
    """What the site calls itself."""
    try:
        tree = parse_html(findings.home.body, findings.home.headers) if findings.home else None
    except ExtractionError:
        return ""
    return _name(tree)[:_LONGEST_NAME] if tree is not None else ""


def _name(tree: HtmlElement) -> str:
    stated = value(tree, "meta[property='og:site_name']::attr(content)")
    return tidy(stated or metadata.first(tree, ("title",)).partition(" | ")[0])


def as_toml(spec: SourceSpec) -> str:
    """The source as a file, without what is as it always is."""
    return "\n".join(_lines(spec)) + "\n"


def _lines(spec: SourceSpec) -> Iterator[str]:
    for key in ("name", "url", "kind", "level", "province"):
        if getattr(spec, key):
            yield f"{key} = {_text(str(getattr(spec, key)))}"
    if not spec.enabled:
        yield "enabled = false"
        yield f"reason = {_text(spec.reason)}"
    if spec.article:
        yield f"article = {_text(spec.article)}"
    for entry in spec.entries:
        yield "\n[[entries]]"
        yield f"type = {_text(entry.type.value)}"
        yield from (["fallback = true"] if entry.fallback else [])
        yield f"url = {_text(entry.url)}"
    chosen = [(key, getattr(spec.selectors, key)) for key in ("title", "lead", "body", "date", "section", "tags")]
    if any(selector for _, selector in chosen):
        yield "\n[selectors]"
        yield from (f"{key} = {_text(selector)}" for key, selector in chosen if selector)


def _text(value: str) -> str:
    """A TOML string; literal where it can be, so that a pattern reads as it is."""
    if "'" not in value and "\\" in value and value.isprintable():
        return f"'{value}'"
    escaped = "".join(f"\\u{ord(sign):04x}" if not sign.isprintable() else sign for sign in value)
    return '"' + escaped.replace("\\", "\\\\").replace('"', '\\"') + '"'
