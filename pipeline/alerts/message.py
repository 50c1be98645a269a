"""What a message says: counts, titles, links to the staff pages, a redacted excerpt. Never more."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Final

from domain.times import VIETNAM
from reports.quotes import cut, excerpt, one_line
from store.alerts import Alert
from store.deliveries import Claimed, Content

MOST: Final = 20
"""Stories in a message; the search page has them all."""
TIER: Final = {"at_once": "Báo ngay", "daily": "Bản tin ngày", "weekly": "Bản tin tuần"}
EVENT: Final = "search.matched"


@dataclass(frozen=True, slots=True)
class Item:
    """A story, told by its most urgent or newest post."""

    title: str
    page: str
    source: str
    published_at: str
    excerpt: str
    posts: int
    """Posts of the story in this message."""


@dataclass(frozen=True, slots=True)
class Message:
    id: str
    type: str
    search: str
    tier: str
    made_at: str
    posts: int
    stories: int
    held_back: int
    """Posts that muted hours or the day's limit kept back until now."""
    not_shown: int
    """Stories that found no room here."""
    page: str
    """The search, with everything."""
    items: tuple[Item, ...]


def compose(alert: Alert, claimed: Claimed, contents: Sequence[Content], pages: str) -> Message:
    """`pages`: where the staff pages are."""
    stories: dict[int, list[Content]] = {}
    for one in contents:
        # A negative number is no story's: a post that nobody copied stands for itself.
        stories.setdefault(one.post.story_id or -one.post.id, []).append(one)
    told = list(stories.values())
    return Message(
        id=str(claimed.key),
        type=EVENT,
        search=one_line(alert.search),
        tier=alert.tier,
        made_at=claimed.made_at.isoformat(),
        posts=len(contents),
        stories=len(told),
        held_back=sum(one.held for one in contents),
        not_shown=max(0, len(told) - MOST),
        page=f"{pages}{alert.page}",
        items=tuple(_item(story, pages) for story in told[:MOST]),
    )


def _item(story: Sequence[Content], pages: str) -> Item:
    post = story[0].post
    spans = post.prediction.evidence
    return Item(
        title=cut(post.title) if post.title else f"Dưới bài: {cut(post.context)}",
        page=f"{pages}/tin/{post.id}",
        source=post.source_name,
        published_at=post.listed_at.isoformat(),
        excerpt=excerpt(post.text, spans, {span.label for span in spans}),
        posts=len(story),
    )


def as_json(message: Message) -> bytes:
    return json.dumps(asdict(message), ensure_ascii=False, separators=(",", ":")).encode()


def subject(message: Message) -> str:
    return f"[Lắng Nghe] {message.search}: {message.posts} tin mới"


def as_text(message: Message) -> str:
    """The same for people, in Vietnamese."""
    lines = [f"{TIER[message.tier]}: {message.search}", f"{message.posts} tin mới, {message.stories} câu chuyện."]
    if message.held_back:
        lines.append(f"Trong đó {message.held_back} tin đã chờ vì giờ im lặng hoặc đủ số thư trong ngày.")
    for number, item in enumerate(message.items, 1):
        moment = datetime.fromisoformat(item.published_at).astimezone(VIETNAM)
        copies = f", {item.posts} tin" if item.posts > 1 else ""
        lines += ["", f"{number}. {item.title}", f"   {item.source}, {moment:%H:%M %d/%m/%Y}{copies}"]
        lines += [f"   “{item.excerpt}”", f"   {item.page}"]
    if message.not_shown:
        lines += ["", f"và {message.not_shown} câu chuyện khác."]
    return "\n".join([*lines, "", f"Xem tất cả: {message.page}", "Tắt hoặc đổi giờ báo: trang Báo tin.", ""])
