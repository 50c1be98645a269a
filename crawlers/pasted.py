"""What copying a whole page brings along with its article: picture texts, linked articles, boxes, signatures.

A pasted text is a list of blocks, which blank lines part; a block is a list of lines.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from crawlers import boilerplate
from crawlers.selecting import tidy

Blocks = list[list[str]]

_END = re.compile(r"^nơi nhận\s*:?$|^(tm|kt|tl|tuq)\.\s+[^\W\d_]", re.IGNORECASE)
_NAME = r"[A-ZÀ-ỸĐ][a-zà-ỹđ]+"
_SIGNATURE = re.compile(rf"^(?:{_NAME}\.?(?:\s*[-–]\s*|\s+)?){{2,8}}$")
_BYLINE = re.compile(rf"^[^\W\d_][\w .]{{2,40}}(?:\s[-–]\s{_NAME}(?:\s{_NAME}){{1,3}})+$")
_CAPTION = 250
_PICTURE_TEXTS = 3
"""A line that stands this often is the alternative text of the page's pictures."""


def blocks_of(text: str) -> Blocks:
    groups = re.split(r"\n(?:[^\S\n]*\n)+", text.replace("\r\n", "\n").replace("\r", "\n"))
    blocks = [[line for one in group.split("\n") if (line := tidy(one).strip("*"))] for group in groups]
    return [block for block in blocks if block]


def article_lines(blocks: Sequence[Sequence[str]], title: str) -> list[str]:
    """The article's own lines."""
    own = _without_linked(_without_doubles(_without_pictures(_until_end(blocks))))
    lines = boilerplate.tidy_lines([line for block in own for line in block], title)
    return lines[:-1] if len(lines) > 1 and is_signature(lines[-1]) else lines


def is_signature(line: str) -> bool:
    """A line of names only: `Nguyễn Văn A`, `Chuyên mục nào đó - Tên Người - Tên Khác`."""
    return bool(_SIGNATURE.match(line) or _BYLINE.match(line))


def _until_end(blocks: Sequence[Sequence[str]]) -> Blocks:
    """Up to the heading of one of the page's boxes, or the recipients and signature of an official document."""
    kept: Blocks = []
    for block in blocks:
        for at, line in enumerate(block):
            if kept and (boilerplate.is_trailer(line) or _END.match(line)):
                return [*kept, list(block[:at])]
        kept.append(list(block))
    return kept


def _without_pictures(blocks: Blocks) -> Blocks:
    """Without the pictures' texts and the caption on the next line."""
    often = Counter(line for block in blocks for line in block)
    pictures = {line for line, times in often.items() if times >= _PICTURE_TEXTS and len(line.split()) > 4}
    return [
        [
            line
            for at, line in enumerate(block)
            if line not in pictures and not (at and block[at - 1] in pictures and len(line) <= _CAPTION)
        ]
        for block in blocks
    ]


def _without_doubles(blocks: Blocks) -> Blocks:
    """A short block twice running is a picture's text and its caption."""
    return [
        block
        for at, block in enumerate(blocks)
        if len(" ".join(block)) > _CAPTION or block not in (blocks[at - 1 : at] + blocks[at + 1 : at + 2])
    ]


def _without_linked(blocks: Blocks) -> Blocks:
    """Without linked articles: their title, which stands twice in one line, and the cut-off teaser under it."""
    titles = {title for block in blocks for line in block if (title := _said_twice(line))}
    kept: Blocks = []
    teaser = False
    for block in blocks:
        own = [line for line in block if not any(title in line for title in titles)]
        if not (teaser and len(own) == 1 and own[0].endswith(("...", "…"))):
            kept.append(own)
        teaser = not own
    return kept


def _said_twice(line: str) -> str:
    words = line.split()
    for half in range(len(words) // 2, 4, -1):
        if words[:half] == words[half : 2 * half]:
            return " ".join(words[half : 2 * half])
    return ""
