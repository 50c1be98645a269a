"""Texts that people saved or pasted: read, cleaned of boilerplate, redacted, processed, stored like any post."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from crawlers import documents
from crawlers.errors import DocumentError
from domain.post import ExtractedPost, Page, PostKind, ProcessedPost
from domain.settings import Settings
from domain.times import VIETNAM
from pipeline.kit import Kit
from pipeline.process import process_posts
from reports.daily import SENTIMENTS
from reports.numbers import number
from store import posts, sources
from store.db import connect
from store.sources import SourceRow

KINDS = {
    PostKind.NEWS: "bài báo",
    PostKind.RELEASE: "tin công đoàn",
    PostKind.NOTICE: "văn bản",
    PostKind.QUESTION: "câu hỏi",
    PostKind.COMMENT: "bình luận",
    PostKind.REVIEW: "nhận xét",
    PostKind.ADVERT: "quảng cáo",
}
SOURCE = SourceRow("nhap-tay", "Văn bản nhập tay", "import:", "import")


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one file, in words."""

    file: str
    verdict: str
    lines: tuple[str, ...] = ()
    failed: bool = False


def import_paths(paths: Sequence[Path], dsn: str, settings: Settings) -> list[Imported]:
    """Import each file in a transaction of its own; one that cannot be read is reported and stops no other."""
    from pipeline.tasks import kit_for

    kit = kit_for(dsn, settings)
    with connect(dsn) as conn:
        sources.upsert(conn, [SOURCE])
    return [_import(path, dsn, kit) for path in paths]


def _import(path: Path, dsn: str, kit: Kit) -> Imported:
    try:
        body = path.read_bytes()
        post = documents.read(body, path.name)
    except DocumentError as error:
        return Imported(path.name, f"không nhập được: {error}", failed=True)
    except OSError as error:
        return Imported(path.name, f"không đọc được tệp ({error.strerror}); kiểm tra lại tên và quyền", failed=True)
    # The digest of the words names the text, so that importing a file twice stores it once.
    url = f"import:{hashlib.sha256(post.text.encode()).hexdigest()[:16]}"
    page = Page(SOURCE.slug, url, datetime.now(UTC), 200, {}, b"")
    processed, bands = process_posts([(page, replace(post, url=url))], kit, voices_unknown=True)
    with connect(dsn) as conn:
        saved = posts.save(conn, processed, bands)
    verdict = "đã nhập" if saved.new else "đã có từ trước"
    return Imported(path.name, verdict, _lines(post, processed[0], kit))


def _lines(post: ExtractedPost, processed: ProcessedPost, kit: Kit) -> tuple[str, ...]:
    names = {topic.slug: topic.name for topic in kit.topics}
    day = f"{post.published_at.astimezone(VIETNAM):%d/%m/%Y}" if post.published_at else "không rõ ngày"
    places = ", ".join(dict.fromkeys(place.name for place in processed.places if not place.ambiguous)) or "không rõ nơi"
    said = processed.prediction
    topics = ", ".join(names[slug] for slug in said.labels) or "không có chủ đề"
    removed = ", ".join(f"{number} {kind}" for kind, number in processed.redactions.items()) or "không có"
    flagged = "cần xem" if processed.flag else "không gắn cờ"
    return (
        f"Tiêu đề: {processed.title or '(không có)'}",
        f"Loại: {KINDS[processed.kind]} · Ngày: {day} · Nơi: {places} · {number(len(processed.text))} ký tự",
        f"Chủ đề: {topics} · Sắc thái: {SENTIMENTS[said.sentiment]} · {flagged}",
        f"Dữ liệu cá nhân đã che: {removed}",
    )
