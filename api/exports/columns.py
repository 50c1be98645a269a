"""What a row of an export says. It quotes, as a report does, and never holds the text of a post."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from dashboards.marks import excerpt
from domain.prediction import Target
from domain.times import VIETNAM
from store.posts import PostRow

Value = str | int | bool | list[str] | None
QUOTATION: Final = 200
"""Characters: press works are protected."""
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def _stance(target: Target) -> Callable[[PostRow], Value]:
    def read(post: PostRow) -> Value:
        stance = post.prediction.targets.get(target)
        return stance.label.value if stance else None

    return read


def quotation(post: PostRow) -> str:
    """At most 200 characters, from where the evidence stands."""
    return "".join(piece.text for piece in excerpt(post.text, post.prediction.evidence, QUOTATION - 4))


COLUMNS: Final[Mapping[str, Callable[[PostRow], Value]]] = {
    "id": lambda post: post.id,
    "url": lambda post: post.url,
    "source": lambda post: post.source,
    "source_name": lambda post: post.source_name,
    "kind": lambda post: post.kind.value,
    "published_at": lambda post: post.published_at.astimezone(VIETNAM).isoformat() if post.published_at else None,
    "title": lambda post: post.title,
    "context": lambda post: post.context,
    "quotation": quotation,
    "provinces": lambda post: list(dict.fromkeys(place.code for place in post.places if place.code)),
    "topics": lambda post: list(post.prediction.labels),
    "sentiment": lambda post: post.prediction.sentiment.value,
    **{f"about_{target.value}": _stance(target) for target in Target},
    "needs_answer": lambda post: post.prediction.needs_answer,
    "priority": lambda post: int(post.flag.priority) if post.flag else None,
    "flag_day": lambda post: post.flag_day.isoformat() if post.flag_day else None,
    "reasons": lambda post: [reason.sentence for reason in post.flag.reasons] if post.flag else [],
    "copies": lambda post: post.copies,
    "model": lambda post: post.prediction.model,
}


def row(post: PostRow, columns: tuple[str, ...]) -> dict[str, Value]:
    return {name: COLUMNS[name](post) for name in columns}


def cell(value: Value) -> str | int:
    """What a spreadsheet gets. A text that would start a formula gets an apostrophe before it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return value
    text = "; ".join(value) if isinstance(value, list) else value or ""
    text = "".join(character for character in text if character.isprintable() or character in "\n\t\r")
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text
