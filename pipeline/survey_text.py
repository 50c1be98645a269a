"""What `sources check` and `sources add` say, line by line. What the public wrote is only counted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from crawlers.survey.look import Sample, Way
from crawlers.survey.propose import as_toml
from domain.times import VIETNAM
from nlp.redact import redact
from pipeline.surveying import BY_PUBLIC, Looked

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
    return f"{_REASONS.get(reason, 'lỗi')} ({reason})"


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


_REASONS = {
    "no-way-in": "không tìm thấy RSS, sitemap hay danh sách bài nào đọc được",
    "unreachable": "không kết nối được; kiểm tra địa chỉ, có thể trang đã ngừng",
    "timeout": "trang không trả lời kịp",
    "robots": "robots.txt của trang không cho đọc",
    "robots-closed": "robots.txt của trang đang lỗi nên không được đọc",
    "other-host": "dẫn sang tên miền khác; ghi tên miền đó vào `hosts` nếu là của cùng nguồn",
    "private-address": "địa chỉ nội bộ, không được đọc",
    "not-a-feed": "không phải RSS",
    "not-a-sitemap": "không phải sitemap",
    "empty": "không có bài nào",
    "no-token": "cần mã truy cập của chủ trang trong biến môi trường",
    "api-error": "API từ chối; mã truy cập có thể đã hết hạn",
    "no-title": "không thấy tiêu đề; thêm selector `title`",
    "too-short": "văn bản quá ngắn; thêm selector `body`",
    "translation": "bản dịch; bản tiếng Việt ở địa chỉ khác",
    "mostly-links": "phần lớn là liên kết; có thể là trang danh sách",
    "asked-to-wait": "trang yêu cầu tạm ngừng đọc; hãy thử lại sau",
    "certificate": "chứng chỉ của trang không hợp lệ",
}
"""What a reason's slug means, for the people who read it."""
