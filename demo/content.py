"""Reads demo/content/<site>.txt: the posts that we wrote for the practice web.

    === <days ago> <HH:MM> | <section> | <topics> | <marks> | <event>
    # Title
    Lead, one paragraph.

    Body paragraphs. In a question column a line `ANSWER:` begins the answer.
    > Name @ <days ago> <HH:MM> | comment text || <topics> | <marks>

Topics and marks (F to flag, A needs an answer) are how we, who wrote the post, judge it; no site serves them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

_HEAD = re.compile(r"^=== (\d+) (\d\d):(\d\d) \|([^|]*)\|([^|]*)\|([^|]*)\|([^|]*)$")
_COMMENT = re.compile(r"^> ?(.+?) @ ?(\d+) (\d\d?):(\d\d) \|(.*)$")
_ANSWER = "ANSWER:"


class ContentError(ValueError):
    """A content file does not follow the form; the message names file and line."""


@dataclass(frozen=True, slots=True)
class Label:
    """How we judge a post that we wrote."""

    topics: tuple[str, ...]
    flag: bool
    needs_answer: bool


@dataclass(frozen=True, slots=True)
class Comment:
    name: str
    """The made-up reader. The practice web serves it so that the program can be seen to drop it."""
    days_ago: int
    minute: int
    text: str
    label: Label


@dataclass(frozen=True, slots=True)
class Item:
    """One article, question or page post as written, before it is put on a day."""

    site: str
    number: int
    """Place in the file, from 1; part of its address."""
    days_ago: int
    minute: int
    """Minute of the day, Vietnam time."""
    section: str
    event: str
    title: str
    lead: str
    body: tuple[str, ...]
    answer: tuple[str, ...]
    comments: tuple[Comment, ...]
    label: Label


def read_site(path: Path) -> tuple[Item, ...]:
    """Every item of one site in the order of the file. Raises ContentError."""
    lines = path.read_text(encoding="utf-8").splitlines()
    starts = [index for index, line in enumerate(lines) if line.startswith("=== ")]
    ends = [*starts[1:], len(lines)]
    return tuple(
        _item(path, number, start, lines[start:end])
        for number, (start, end) in enumerate(zip(starts, ends, strict=True), 1)
    )


def _item(path: Path, number: int, at: int, block: list[str]) -> Item:
    head = _HEAD.match(block[0])
    if head is None:
        raise ContentError(f"{path.name}:{at + 1}: the head line does not follow `=== days HH:MM | … | … | … | …`")
    days, hour, minute, section, topics, marks, event = head.groups()
    comments = tuple(_comment(path, at, line) for line in block if line.startswith(">"))
    text = [line for line in block[1:] if not line.startswith(">")]
    if not text or not text[0].startswith("# "):
        raise ContentError(f"{path.name}:{at + 2}: a title line `# …` is missing")
    paragraphs = [line.strip() for line in text[1:] if line.strip()]
    cut = paragraphs.index(_ANSWER) if _ANSWER in paragraphs else len(paragraphs)
    if not paragraphs[:cut]:
        raise ContentError(f"{path.name}:{at + 2}: there is no text under the title")
    return Item(
        site=path.stem,
        number=number,
        days_ago=int(days),
        minute=int(hour) * 60 + int(minute),
        section=section.strip(),
        event=event.strip(),
        title=text[0][2:].strip(),
        lead=paragraphs[0],
        body=tuple(paragraphs[1:cut]),
        answer=tuple(paragraphs[cut + 1 :]),
        comments=comments,
        label=_label(topics, marks),
    )


def _comment(path: Path, at: int, line: str) -> Comment:
    found = _COMMENT.match(line)
    if found is None:
        raise ContentError(f"{path.name}: item at line {at + 1}: comment does not follow `> Name @ days HH:MM | text`")
    name, days, hour, minute, rest = found.groups()
    text, _, label = rest.partition("||")
    topics, _, marks = label.partition("|")
    return Comment(name, int(days), int(hour) * 60 + int(minute), text.strip(), _label(topics, marks))


def _label(topics: str, marks: str) -> Label:
    slugs = tuple(slug.strip() for slug in topics.split(",") if slug.strip() not in ("", "-"))
    return Label(slugs, "F" in marks, "A" in marks)
