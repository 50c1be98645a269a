"""A report of a grassroots union becomes a post: redacted like any other, with the topic and place that people gave."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from domain.flag import decide
from domain.grassroots import flagged, outranked, people_tag
from domain.post import ExtractedPost, Page, Place, PostKind, ProcessedPost
from nlp.redact import redact
from pipeline.kit import Kit
from pipeline.process import key_of, process_posts
from store import audit, imports, labels, sources
from store.db import Conn
from store.sources import SourceRow

SOURCE: Final = SourceRow("cong-doan-co-so", "Công đoàn cơ sở báo cáo", "import:", "grassroots")
_ORGANISATION: Final = re.compile(
    r"\b(công ty|cty|doanh nghiệp|xí nghiệp|nhà máy|tập đoàn|tổng công ty|hợp tác xã|chi nhánh|trường"
    r"|bệnh viện|trung tâm|khu công nghiệp|kcn|kcx|khu chế xuất|cụm công nghiệp|ngân hàng"
    r"|tnhh|cổ phần|liên doanh|ltd|jsc|corp|inc|group)\b",
    re.IGNORECASE,
)
"""Words of which the name of an organisation has one; a bare name may be a person's."""


@dataclass(frozen=True, slots=True)
class Report:
    """Nothing here says who reported, or names a person."""

    province: str
    """Official two-digit code."""
    topic: str
    least: int
    most: int
    asks: str
    day: datetime
    organisation: str = ""


def is_organisation(name: str) -> bool:
    """Whether a name is an organisation's for sure, and holds no person's."""
    return bool(_ORGANISATION.search(name)) and not redact(name, by_public=True).counts


def file(conn: Conn, report: Report, kit: Kit, *, user_id: int, names: tuple[str, str], now: datetime) -> int:
    """Store it; returns the number of the post, which may have been reported before. `names`: of topic and province."""
    sources.upsert(conn, [SOURCE])
    imports.expect_old(conn, SOURCE.slug)
    post, bands = _processed(report, kit, names, now)
    number = imports.begin(conn, user_id=user_id, form="form", source=SOURCE.slug, kind=PostKind.GRASSROOTS.value)
    audit.add(conn, user_id, "import_begun", f"import:{number}", {"source": SOURCE.slug, "format": "form"})
    saved = imports.save(conn, number, [post], {post.key: bands})
    imports.end(conn, number, imports.DONE)
    (post_id,) = imports.posts_of(conn, number)
    if saved.added:
        for task in ("relevant", f"topic:{report.topic}", f"place:{report.province}"):
            labels.put(conn, post_id, task, True, user_id)
    return post_id


def _processed(
    report: Report, kit: Kit, names: tuple[str, str], now: datetime
) -> tuple[ProcessedPost, tuple[int, ...]]:
    topic, province = names
    title = ", ".join(part for part in (f"{topic}: {province}", report.organisation) if part)
    extracted = ExtractedPost(
        PostKind.GRASSROOTS, "", title, report.asks, report.day, tags=(people_tag(report.least, report.most),)
    )
    page = Page(SOURCE.slug, "", now, 200, {}, b"")
    (post,), (bands,) = process_posts([(page, extracted)], kit, voices_unknown=True)
    url = f"import:{_digest(post, report)}"
    prediction = outranked(post.prediction, [report.topic])
    place = Place(name=province, code=report.province)
    told = replace(
        post,
        key=key_of(url, str(post.text), "1"),
        url=url,
        places=(place, *(one for one in post.places if one.code and one.code != report.province)),
        prediction=prediction,
        flag=flagged(decide(prediction, kit.rules)),
    )
    return told, bands


def _digest(post: ProcessedPost, report: Report) -> str:
    """Sent twice it is one report; the same words from another place, on another day, are another."""
    parts = (report.province, report.topic, f"{report.day:%Y-%m-%d}", str(report.least), str(report.most))
    return hashlib.sha256("\0".join((*parts, post.title, post.text)).encode()).hexdigest()[:16]
