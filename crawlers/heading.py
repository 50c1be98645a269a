"""The head of a pasted text: date, letterhead, kind of document, title, and where the article begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from crawlers import dates
from crawlers.pasted import is_signature
from domain.post import PostKind
from domain.times import VIETNAM

_TYPES = (
    "KẾ HOẠCH|THÔNG BÁO|BÁO CÁO|QUYẾT ĐỊNH|HƯỚNG DẪN|CÔNG VĂN|CHƯƠNG TRÌNH|CHƯƠNG TRÌNH HÀNH ĐỘNG|NGHỊ QUYẾT|CHỈ THỊ"
    "|TỜ TRÌNH|GIẤY MỜI|ĐỀ CƯƠNG|KẾT LUẬN|QUY CHẾ|THÔNG TRI|CÔNG ĐIỆN"
)
_TYPE = re.compile(rf"^({_TYPES})$")
_SUBJECT = re.compile(r"^(v/v|về việc)\s*:?\s+(?=\S)", re.IGNORECASE)
_LETTERHEAD = re.compile(
    r"^(số\s*:.*|cộng ho[aà] xã hội chủ nghĩa.*|cộng hòa xã hội chủ nghĩa.*|độc lập\s*[-–]\s*tự do.*|[-–_=*\s]+"
    r"|đảng cộng sản việt nam)$",
    re.IGNORECASE,
)
_ADDRESSEES = re.compile(r"^kính gửi\b", re.IGNORECASE)
_DATE_WORDS = re.compile(
    r"\b(thứ|hai|ba|tư|năm|sáu|bảy|chủ nhật|ngày|tháng|lúc|giờ|cập nhật|đăng|xuất bản|gmt|am|pm|sa|ch|cn|t[2-7])\b",
    re.IGNORECASE,
)
_MONTH = re.compile(
    r"\btháng\s+(0?[1-9]|1[0-2])\s*(?:năm|[/-])\s*((?:19|20)\d{2})\b|^date\s+((?:19|20)\d{2})-(0[1-9]|1[0-2])\b",
    re.IGNORECASE,
)
_DATE_MARK = re.compile(r"^date\s+(?:19|20)\d{2}-\d{2}(?:-\d{2})?\s*", re.IGNORECASE)
_SLUG = re.compile(r"^[a-z0-9]+(?:[-_][a-z0-9]+){2,}$")
_LONGEST_TITLE = 400
_HEAD_BLOCKS = 6


@dataclass(frozen=True, slots=True)
class Heading:
    title: str
    kind: PostKind | None
    published_at: datetime | None
    rest: tuple[tuple[str, ...], ...]
    """Blocks from the article's first line on."""


def read_heading(blocks: Sequence[Sequence[str]]) -> Heading:
    when: datetime | None = None
    for at, block in enumerate(blocks[:_HEAD_BLOCKS]):
        lines = list(block)
        while lines and (dated := _dated(lines[0]) or _is_scenery(lines[0])):
            when = when or (dated if isinstance(dated, datetime) else None)
            marked = _DATE_MARK.sub("", lines[0])
            lines = [marked, *lines[1:]] if marked and marked != lines[0] else lines[1:]
        if lines:
            return _titled(lines, blocks[at + 1 :], when)
    return Heading("", None, when, tuple(tuple(block) for block in blocks))


def _titled(lines: list[str], after: Sequence[Sequence[str]], when: datetime | None) -> Heading:
    """The title, and what stands below it without belonging to the article: sender, date, writers."""
    kind: PostKind | None = None
    rest: list[str] = []
    if _TYPE.match(lines[0]):
        kind = PostKind.NOTICE
        subject = lines[1:] or list(after[0] if after else ())
        after = after if lines[1:] else after[1:]
        title = f"{lines[0].capitalize()} {_lowered(' '.join(subject))}".strip()
    elif _SUBJECT.match(lines[0]):
        kind = PostKind.NOTICE
        title = " ".join(lines)
    elif len(lines[0]) <= _LONGEST_TITLE and not lines[0].endswith((".", "…", ";")):
        title, rest = lines[0], lines[1:]
    else:
        title, rest = "", lines
    remaining = [tuple(rest), *(tuple(block) for block in after)]
    return _below(title, kind, when, [block for block in remaining if block])


def _below(title: str, kind: PostKind | None, when: datetime | None, blocks: list[tuple[str, ...]]) -> Heading:
    while blocks:
        line = blocks[0][0]
        dated = _dated(line) if len(blocks[0]) == 1 else None
        if _ADDRESSEES.match(line):
            blocks = blocks[1:]
            while blocks and all(one.startswith(("-", "+")) for one in blocks[0]):
                blocks = blocks[1:]
        elif len(blocks[0]) == 1 and (dated or _is_scenery(line) or is_signature(line)):
            when = when or dated
            blocks = blocks[1:]
        else:
            break
    return Heading(title, kind, when, tuple(blocks))


def _lowered(subject: str) -> str:
    """`Tuyên truyền …` goes on in lower case after `Kế hoạch`; a name in capitals stays."""
    return subject[:1].lower() + subject[1:] if subject[1:2].islower() else subject


def _is_scenery(line: str) -> bool:
    return bool(_LETTERHEAD.match(line) or _SLUG.match(line) or _is_open_date(line))


def _is_open_date(line: str) -> bool:
    """`Lào Cai, ngày tháng năm 2022`: a draft whose date was left open."""
    return bool(
        re.match(r"^[^\W\d_][\w .-]{1,30},\s*ngày\b[\s.…\d]*tháng\b[\s.…\d]*năm\b[\s.…\d]*$", line, re.IGNORECASE)
    )


def _dated(line: str) -> datetime | None:
    """The date of a line that is nothing but a date (with place, weekday or `date` before it)."""
    mark = _DATE_MARK.match(line)
    text = mark[0] if mark else line
    moment = dates.parse(text, datetime.now(UTC)) if re.search(r"\d{4}", text) else None
    moment = moment or (None if _is_open_date(line) else _month(text))
    if moment is None or mark:
        return moment
    words = re.sub(r"[\d\W_]+", " ", _DATE_WORDS.sub(" ", text)).split()
    return moment if len(words) <= 3 and len(line) <= 60 else None


def _month(text: str) -> datetime | None:
    """The first day of the month that a line names, where it names no day."""
    found = _MONTH.search(text)
    if not found:
        return None
    month, year = (found[1], found[2]) if found[1] else (found[4], found[3])
    return datetime(int(year), int(month), 1, tzinfo=VIETNAM).astimezone(UTC)
