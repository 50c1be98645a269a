"""A stored post beside the raw text that it came from, and beside a result that people checked."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from lxml import html
from recorded_web import ARTICLE

from domain.times import VIETNAM
from store.posts import PostRow

BOXES = ("Tin cùng chuyên mục", "Xem nhiều", "Tin liên quan", "Tin khác", "Các tin khác", "Đọc nhiều", "Bình luận")
BOXES += ("Ý kiến", "Chia sẻ", "Trở lại", "Chủ đề", "Nơi nhận", "Facebook", "Đăng nhập", "Tin mới", "Tags")
"""Words of the page around an article; those that stand in the raw text and not in the post were cut."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A stored post beside the raw text that it came from."""

    name: str
    raw: str
    post: PostRow


def show(shown: Iterable[Shown]) -> None:
    for one in shown:
        print(f"  {one.name}")
        for name, words in _facts(one).items():
            print(f"    {name:10} {words}")
        print()


def _facts(one: Shown) -> dict[str, str]:
    post, said = one.post, one.post.prediction
    cut = [box for box in BOXES if box.lower() in one.raw.lower() and box.lower() not in post.text.lower()]
    return {
        "title": post.title or "(none)",
        "date": f"{post.published_at.astimezone(VIETNAM):%d/%m/%Y %H:%M}" if post.published_at else "the text has none",
        "places": ", ".join(dict.fromkeys(place.name for place in post.places)) or "(none)",
        "kind": f"{post.kind.value}, {'relevant' if said.relevant else 'not relevant'}",
        "topics": ", ".join(said.labels) or "(none)",
        "sentiment": said.sentiment.value,
        "flag": f"{post.flag.priority.slug}: {'; '.join(r.sentence for r in post.flag.reasons)}" if post.flag else "no",
        "text": f"{len(post.text)} characters of {len(one.raw)}; it ends “…{post.text[-60:]}”".replace("\n", " / "),
        "cut": f"{len(one.raw) - len(post.text)} characters, with the boxes: {', '.join(cut) or '(none known)'}",
        "redacted": ", ".join(f"{number} {kind}" for kind, number in post.redactions.items() if number) or "nothing",
    }


def raw_text(page: Path) -> str:
    """The visible text of a recorded page."""
    tree = html.document_fromstring(page.read_bytes())
    for silent in [*tree.iter("script", "style", "noscript")]:
        silent.drop_tree()
    return "\n".join(line.strip() for line in tree.text_content().splitlines() if line.strip())


def equal(kept: Sequence[PostRow], expected: Path) -> bool:
    """The VnExpress article against the result that people checked."""
    gold = json.loads(expected.read_text(encoding="utf-8"))["V1"]
    found = [post for post in kept if urlsplit(post.url).path == ARTICLE]
    print("  VnExpress article against its checked result:")
    if len(found) != 1:
        print(f"    {len(found)} posts instead of one")
        return False
    captions = tuple(image["caption"] for image in gold["images"])
    sections = [line for section in gold["body"]["sections"] for line in section["paragraphs"]]
    # The checked result counts captions as paragraphs; ours leaves pictures out.
    text = [*gold["body"]["summary"], *(line for line in sections if not line.startswith(captions))]
    checks = {
        "title": found[0].title == gold["title"],
        "text": found[0].text.split("\n") == text,
        "date": found[0].published_at == datetime.fromisoformat(gold["publishing_date"]),
        "tags": list(found[0].tags) == gold["topics"],
        "no author": not any(name in f"{found[0].text}\n{found[0].title}" for name in gold["authors"]),
    }
    print("    " + ", ".join(f"{name}: {'equal' if same else 'DIFFERENT'}" for name, same in checks.items()) + "\n")
    return all(checks.values())
