"""What `sources check` and `sources add` say, line by line. What the public wrote is only counted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from crawlers.survey.look import Sample, Way
from crawlers.survey.propose import as_toml
from domain.times import VIETNAM
from nlp.redact import redact
from pipeline.surveying import BY_PUBLIC, Looked, reasons

_EXCERPT = 160
_KINDS = {
    "feed": "RSS",
    "sitemap": "sitemap",
    "list": "trang danh sách",
    "wordpress": "WordPress",
    "graph": "Graph API",
    "youtube": "YouTube",
}


def lines(looked: Looked, *, draft: bool) -> Iterator[str]:
    """The findings; with `draft` also the source file that would suit them."""
    findings = looked.findings
    yield f"{looked.spec.name} · {looked.spec.url}"
    if findings.systems:
        yield f"  hệ thống: {', '.join(findings.systems)}"
    for way in findings.ways:
        if not draft or way.found:
            yield f"  {_KINDS.get(way.entry.type, way.entry.type)}: {way.entry.url} · {_way(way, looked)}"
    if findings.trouble:
        yield f"  KHÔNG ĐỌC ĐƯỢC: {said(findings.trouble)}"
    for number, sample in enumerate(findings.samples, 1):
        yield from _sample(number, sample)
    if draft and findings.usable:
        yield ""
        yield as_toml(looked.draft).rstrip()


def said(reason: str) -> str:
    return f"{reasons().get(reason, 'lỗi')} ({reason})"


def _way(way: Way, looked: Looked) -> str:
    if way.reason:
        return said(way.reason)
    if way.newest is None:
        return f"{len(way.found)} bài"
    old = way.newest < datetime.now(UTC) - timedelta(days=looked.spec.quiet_after_days)
    return f"{len(way.found)} bài, mới nhất {way.newest.astimezone(VIETNAM):%d/%m/%Y %H:%M}" + (
        " — ĐỨNG IM" if old else ""
    )


def _sample(number: int, sample: Sample) -> Iterator[str]:
    yield f"  [{number}] {sample.url}"
    if not sample.posts:
        yield f"      {said(sample.reason)}"
        return
    post, *remarks = sorted(sample.posts, key=lambda one: one.kind in BY_PUBLIC)
    when = f"{post.published_at.astimezone(VIETNAM):%d/%m/%Y %H:%M}" if post.published_at else "KHÔNG RÕ NGÀY"
    by_public = post.kind in BY_PUBLIC
    title, text = (redact(part, by_public=by_public).text for part in (post.title or post.context, post.text))
    yield f"      {title} · {when} · {len(text)} ký tự"
    yield f"      {text[:_EXCERPT].replace(chr(10), ' ')}…"
    if remarks:
        yield f"      {len(remarks)} ý kiến bạn đọc (chỉ lấy nội dung và thời gian)"
