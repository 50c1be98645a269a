"""What the command line says of an import."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from domain.post import DisplayText, ProcessedPost
from domain.times import VIETNAM
from pipeline.import_rows import Reading
from pipeline.import_words import FORMATS, KINDS, ROLES
from pipeline.importing import Outcome, Preview
from pipeline.kit import Kit
from reports.daily import SENTIMENTS
from reports.numbers import number
from store.imports import RowProblem

LISTED: Final = 20
"""Problems that a terminal shows; the rest goes into a file where one asks for it."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one file, in words."""

    file: str
    verdict: str
    lines: tuple[str, ...] = ()
    failed: bool = False
    problems: tuple[RowProblem, ...] = ()


def done(file: str, outcome: Outcome, lines: Sequence[str]) -> Imported:
    verdict = "đã nhập" if outcome.added else "đã có từ trước" if outcome.known else "không có tin nào nhập được"
    counts = f"Lô {outcome.import_id}: {_counts(outcome.added, outcome.known, outcome.failed)}"
    undo = f"Hoàn tác: ./langnghe import --undo {outcome.import_id}"
    told = (counts, *lines, *_problems(outcome.problems, outcome.failed), undo)
    return Imported(file, verdict, told, not outcome.added and not outcome.known, outcome.problems)


def _counts(added: int, known: int, failed: int) -> str:
    return f"{number(added)} tin mới, {number(known)} tin đã có, {number(failed)} dòng lỗi"


def _problems(problems: Sequence[RowProblem], failed: int) -> list[str]:
    lines = [f"Dòng {problem.row}: {problem.why}" for problem in problems[:LISTED]]
    more = failed - len(lines)
    return [*lines, f"… và {number(more)} dòng lỗi nữa (thêm --errors TỆP.csv để ghi ra)"] if more > 0 else lines


def previewed(file: str, reading: Reading, found: Preview, kit: Kit) -> Imported:
    lines = [f"Tệp: {', '.join((FORMATS[reading.form], *reading.notes))}"]
    if reading.roles:
        lines.append("Cột: " + ", ".join(f"{ROLES[role]} = {name}" for role, name in reading.roles.items()))
    if reading.guessed:
        lines.append("Không tiêu đề cột nào nói đó là nội dung: đã đoán theo cột dài nhất; đổi bằng --map text=TÊN CỘT")
    if reading.persons:
        lines.append(f"Cột nói về người, không đọc: {', '.join(reading.persons)}")
    lines.append(f"{number(found.rows - found.failed)} dòng nhập được, {number(found.failed)} dòng lỗi")
    lines += _problems(found.problems, found.failed)
    for post in found.shown:
        lines += lines_of(post, kit)
        lines.append(f"  {quotation(post.text)}")
    return Imported(file, "chạy thử, chưa lưu gì", tuple(lines), found.rows == found.failed, found.problems)


def lines_of(post: ProcessedPost, kit: Kit) -> tuple[str, ...]:
    names = {topic.slug: topic.name for topic in kit.topics}
    day = f"{post.published_at.astimezone(VIETNAM):%d/%m/%Y}" if post.published_at else "không rõ ngày"
    places = ", ".join(dict.fromkeys(place.name for place in post.places if not place.ambiguous)) or "không rõ nơi"
    said = post.prediction
    topics = ", ".join(names[slug] for slug in said.labels) or "không có chủ đề"
    removed = ", ".join(f"{number(count)} {kind}" for kind, count in post.redactions.items()) or "không có"
    flagged = "cần xem" if post.flag else "không gắn cờ"
    return (
        f"Tiêu đề: {post.title or '(không có)'}",
        f"Loại: {KINDS[post.kind]} · Ngày: {day} · Nơi: {places} · {number(len(post.text))} ký tự",
        f"Chủ đề: {topics} · Sắc thái: {SENTIMENTS[said.sentiment]} · {flagged}",
        f"Dữ liệu cá nhân đã che: {removed}",
    )


def quotation(text: DisplayText, most: int = 160) -> str:
    """The beginning of a text on one line."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"
