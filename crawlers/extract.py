"""From a page to its posts: the source's own selectors, then JSON-LD, then trafilatura, and a check on the result."""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from crawlers import boilerplate, dates, editions, links, metadata, rows, selecting
from crawlers.errors import ExtractionError
from crawlers.fallback import main_text
from crawlers.spec import Selectors, SourceKind, SourceSpec
from domain.post import ExtractedPost, Page, PostKind, Remark

_NOTICE = re.compile(
    r"^(thông báo|kế hoạch|công văn|hướng dẫn|quyết định|chỉ thị|thông tri|chương trình hành động|v/v|giấy mời"
    r"|lịch công tác)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Article:
    url: str
    title: str
    lines: tuple[str, ...]
    published_at: datetime | None
    section: str = ""
    tags: tuple[str, ...] = ()


def extract(page: Page, spec: SourceSpec | None, remarks: Sequence[Remark] = ()) -> list[ExtractedPost]:
    """The posts of a page, article first, then what the public wrote under it. Raises ExtractionError.

    A question that nobody has answered yet has no article: then only the remarks come back.
    """
    article = _from_row(page, remarks) if rows.is_json(page) else _from_html(page, spec, remarks)
    said = [_remark_post(remark, article) for remark in remarks]
    return [_article_post(article, spec), *said] if article.lines else said


def _article_post(article: _Article, spec: SourceSpec | None) -> ExtractedPost:
    kind = spec.default_kind if spec else PostKind.NEWS
    if kind in (PostKind.NEWS, PostKind.RELEASE) and _NOTICE.match(article.title):
        kind = PostKind.NOTICE
    return ExtractedPost(
        kind=kind,
        url=article.url,
        title=article.title,
        text="\n".join(article.lines),
        published_at=article.published_at,
        section=article.section,
        tags=article.tags,
    )


def _remark_post(remark: Remark, article: _Article) -> ExtractedPost:
    return ExtractedPost(
        kind=remark.kind,
        url=article.url,
        title="",
        text=remark.text,
        published_at=remark.published_at,
        context=article.title,
        section=article.section,
    )


def _from_row(page: Page, remarks: Sequence[Remark]) -> _Article:
    row = rows.read_row(page)
    if isinstance(row.get("message"), str):
        title, lines = rows.headed(str(row["message"]))
        when = str(row.get("created_time", ""))
    else:
        title = " ".join(rows.text_of(rows.rendered(row, "title")))
        lines = boilerplate.tidy_lines(rows.text_of(rows.rendered(row, "content")), title)
        when = f"{row['date_gmt']}Z" if row.get("date_gmt") else str(row.get("date", ""))
    if not lines and not remarks:
        raise ExtractionError("empty", "The API gave a post without text; it may be a picture or a link only.")
    address = str(row.get("permalink_url") or row.get("link") or page.url)
    return _Article(links.canonical(address), title, tuple(lines), _when(when, page))


def _from_html(page: Page, spec: SourceSpec | None, remarks: Sequence[Remark]) -> _Article:
    tree = selecting.parse_html(page.body, page.headers)
    chosen = spec.selectors if spec else Selectors()
    said = metadata.read(tree)
    title = selecting.value(tree, chosen.title) or said.title
    question_only = any(remark.kind is PostKind.QUESTION for remark in remarks) and not selecting.select(
        tree, chosen.body
    )
    lines = [] if question_only else _lines(tree, chosen, said, title)
    if not title and not question_only:
        raise ExtractionError("no-title", "No title was found; give the source a selector for it.")
    if editions.is_translation(tree, page.url, f"{title} {' '.join(lines)}"):
        raise ExtractionError("translation", "The page is a translation of an article; nothing is to be done.")
    when = _when(selecting.value(tree, chosen.date), page) or _when(said.date, page) or _asked(remarks, spec)
    tags = tuple(selecting.values(tree, chosen.tags)) or said.tags
    section = selecting.value(tree, chosen.section) or said.section
    return _Article(_address(page, said.canonical), title, tuple(lines), when, section, tags)


def _lines(tree: HtmlElement, chosen: Selectors, said: metadata.Metadata, title: str) -> list[str]:
    """Lead and body. Raises ExtractionError."""
    lead = selecting.value(tree, chosen.lead)
    found = selecting.select(tree, chosen.body)
    body = deepcopy(found[0]) if found else None
    if body is not None:
        body.tail = None
        boilerplate.cut_boxes(body, chosen.remove)
        lines = boilerplate.tidy_lines(selecting.paragraphs(body), title)
    else:
        lines = boilerplate.tidy_lines(_undescribed(tree, said), title)
    if lead and lead not in lines:
        lines = [lead, *lines]
    boilerplate.check(title, lines, body)
    return lines


def _undescribed(tree: HtmlElement, said: metadata.Metadata) -> list[str]:
    """The lines of a page without selectors. JSON-LD's own text counts only where the page shows the same or less than
    half of it: many sites cut it to 500 characters, others put their menu into it.
    """
    shown, stated = main_text(tree), _stated(said.body)
    own, other = " ".join(shown), " ".join(stated)
    return stated if own == other or 2 * len(own) < len(other) else shown


def _stated(body: str) -> list[str]:
    """The lines of JSON-LD's `articleBody`, which some sites fill with HTML."""
    return rows.text_of(body) if "</" in body else rows.lines(body)


def _when(text: str, page: Page) -> datetime | None:
    return dates.plausible(dates.parse(text, page.fetched_at), page.fetched_at) if text else None


def _asked(remarks: Sequence[Remark], spec: SourceSpec | None) -> datetime | None:
    """A question column dates the question; its answer stands under the same date."""
    if spec is None or spec.kind is not SourceKind.QUESTION_COLUMN:
        return None
    return next((remark.published_at for remark in remarks if remark.kind is PostKind.QUESTION), None)


def _address(page: Page, stated: str) -> str:
    """The address that the page states for itself, if it is on the same site and no front page; else its own."""
    plain = links.normalise(stated)
    if plain and links.same_site(links.host_of(plain), links.host_of(page.url)) and urlsplit(plain).path != "/":
        return links.canonical(plain)
    return links.canonical(page.url)
