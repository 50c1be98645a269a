"""I. Tình hình chung."""

from __future__ import annotations

from collections.abc import Sequence

from reports import words
from reports.numbers import moment, number, share
from reports.outline import Block, Column, Figure, Heading, Line, Paragraph, Run, Table, line, row, said
from reports.queries import counted, posts
from reports.standing import STATES
from reports.timeline import posts_per_day
from reports.values import Change, FlagCounts, General, SourceLine, WeeklyReport

IN_TABLE = 6
EXPLAINED, NAMED = 5, 12
"""Sources in trouble whose evidence is told here, and that are named at all; the sheet of sources has every one."""
_TROUBLE = ("broken", "blocked", "layout-changed", "empty", "quiet")


def chapter(report: WeeklyReport) -> list[Block]:
    found = report.general
    blocks: list[Block] = [Heading("I. TÌNH HÌNH CHUNG"), _counted(said(_collected(report)), report)]
    if found.posts.now:
        blocks += [counted(said(_tone(found)), *_sides(report)), said(_flags(found))]
        blocks.append(Figure(posts_per_day(report), "Số nội dung thu thập được theo thời gian"))
    blocks.append(said(_sources(report)))
    blocks.append(Paragraph((Run("Lưu ý: ", bold=True), Run(words.CAVEAT, italic=True), *_certainty(found))))
    if _read(report):
        blocks.append(_table(report))
    return blocks


def _collected(report: WeeklyReport) -> str:
    found = report.general
    until = f" (số liệu tính đến {moment(report.made_at)}, kỳ báo cáo chưa kết thúc)" if report.running else ""
    if not found.posts.now:
        last = "" if not found.posts.before else f" Kỳ trước có {number(found.posts.before)} nội dung."
        return f"Trong kỳ{until}, hệ thống không thu thập được nội dung nào về công nhân, viên chức, lao động.{last}"
    press = found.posts.now - found.voices
    compared = "so với cùng thời gian của kỳ trước: " if report.running else "so với kỳ trước: "
    compared = compared if found.posts.before is not None else ""
    return (
        f"Trong kỳ{until}, hệ thống thu thập được {number(found.posts.now)} nội dung (tin, bài, bình luận, câu hỏi) "
        f"về công nhân, viên chức, lao động và tổ chức công đoàn; {compared}{words.change(found.posts)}. Trong đó có "
        f"{number(press)} tin, bài của báo chí, cổng thông tin công đoàn và {_voices(found)}."
    )


def _counted(paragraph: Paragraph, report: WeeklyReport) -> Paragraph:
    found = number(report.general.posts.now)
    return counted(paragraph, (f"{found} nội dung", posts(report.window))) if report.general.posts.now else paragraph


def _sides(report: WeeklyReport) -> list[tuple[str, str]]:
    """The figures of `_tone`, as they stand there."""
    tone = report.general.tone
    sides = ((tone.positive, "positive"), (tone.neutral, "neutral"), (tone.negative, "negative"))
    return [(words.part_of(count, tone.total), posts(report.window, sentiment=side)) for count, side in sides]


def _tone(found: General) -> str:
    tone = found.tone
    parts = ((tone.positive, "tích cực"), (tone.neutral, "trung tính"), (tone.negative, "tiêu cực"))
    listed = ", ".join(f"{name} {words.part_of(count, tone.total)}" for count, name in parts)
    sure = found.certainty
    return f"Về sắc thái chung ({words.certainty(sure.abstained, found.posts.now)}): {listed}."


def _flags(found: General) -> str:
    flags = found.flags
    if not flags.total:
        return "Không có nội dung nào phải đưa vào danh sách cần xem xét."
    urgent = f", trong đó {number(flags.urgent)} ở mức khẩn" if flags.urgent else ""
    return (
        f"Có {number(flags.total)} vụ việc, câu hỏi được đưa vào danh sách cần xem xét (tin trùng lặp tính một "
        f"lần){urgent}; {_worked(flags)}."
    )


def _voices(found: General) -> str:
    if not found.voices:
        return "không có ý kiến của công chúng"
    return f"{number(found.voices)} ý kiến của công chúng{_percent(found.voices, found.posts.now)}"


def _worked(flags: FlagCounts) -> str:
    if not flags.decided:
        return "chưa nội dung nào được xử lý"
    if not flags.open:
        return "cán bộ đã cho ý kiến đối với tất cả"
    return f"cán bộ đã cho ý kiến {number(flags.decided)}, còn {number(flags.open)} chưa xử lý"


def _percent(part: int, whole: int) -> str:
    """` (57,4 %)`; nothing for a few posts, of which a percentage says more than is known."""
    return f" ({share(part, whole)})" if whole >= words.ENOUGH_FOR_BREADTH else ""


def _sources(report: WeeklyReport) -> str:
    sources = report.general.sources
    if not sources:
        return "Chưa có nguồn nào được theo dõi."
    read = _read(report)
    gave = sum(1 for source in read if source.posts.now)
    text = f"Có {number(gave)} trong tổng số {number(len(read))} nguồn đang đọc có nội dung trong kỳ"
    off = len(sources) - len(read)
    text = f"{text}; {number(off)} nguồn đang tắt." if off else f"{text}."
    troubled = [source for source in sources if source.alarm or source.state in _TROUBLE]
    if not troubled:
        return text
    shown = [_troubled(source, why=at < EXPLAINED) for at, source in enumerate(troubled[:NAMED])]
    more = len(troubled) - NAMED
    rest = f" và {number(more)} nguồn khác (phụ lục số liệu)" if more > 0 else ""
    return f"{text} Nguồn cần kiểm tra tại thời điểm lập báo cáo: {'; '.join(shown)}{rest}."


def _troubled(source: SourceLine, *, why: bool) -> str:
    """The name, the state and what shows it, in the words of the page of sources."""
    shown = f": {_clause(source.evidence)}" if why and source.evidence else ""
    return f"{source.name} ({state_word(source).lower()}{shown})"


def _clause(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:].rstrip(".")


def state_word(source: SourceLine) -> str:
    return source.word or STATES.get(source.state, STATES["unknown"])


def _read(report: WeeklyReport) -> list[SourceLine]:
    """Without sources that are switched off and gave nothing: they would fill the page."""
    return [source for source in report.general.sources if source.state != "disabled" or source.posts.now]


def _table(report: WeeklyReport) -> Table:
    columns = (
        Column("TT", 1, "center"),
        Column("Nguồn", 7),
        Column("Số nội dung", 2.4, "right"),
        Column("So với kỳ trước", 2.6, "right"),
        Column("Tình trạng khi lập báo cáo", 5),
    )
    read = _read(report)
    rows = [_source_row(place, source, report) for place, source in enumerate(read[:IN_TABLE], 1)]
    if len(read) > IN_TABLE:
        rows.append(_other_sources(read[IN_TABLE:]))
    total = report.general.posts
    whole = line(number(total.now), query=posts(report.window))
    rows.append(row("", "Tổng số", whole, words.change_cell(total), ""))
    return Table("Nguồn thông tin", columns, tuple(rows), last_is_total=True)


def _other_sources(sources: Sequence[SourceLine]) -> tuple[Line, ...]:
    before = [source.posts.before for source in sources]
    posts = Change(
        sum(source.posts.now for source in sources),
        None if None in before else sum(count for count in before if count is not None),
    )
    name = f"{number(len(sources))} nguồn khác (phụ lục số liệu)"
    return row("", name, number(posts.now), words.change_cell(posts), "")


def _source_row(place: int, source: SourceLine, report: WeeklyReport) -> tuple[Line, ...]:
    counts = line(number(source.posts.now), query=posts(report.window, source=source.slug))
    return row(str(place), source.name, counts, words.change_cell(source.posts), state_word(source))


def _certainty(found: General) -> tuple[Run, ...]:
    if not found.posts.now:
        return ()
    sure = found.certainty
    looked = "cán bộ chưa xem nội dung nào"
    if sure.reviewed:
        looked = f"cán bộ đã xem {number(sure.reviewed)} nội dung{_percent(sure.reviewed, found.posts.now)}"
    return (
        Run(
            f" Chủ đề và sắc thái do máy phân loại gán (phiên bản {', '.join(sure.models)}); {looked}; kết luận của "
            f"cán bộ thay cho kết quả của máy; máy chưa chắc chắn ở {number(sure.abstained)} nội dung chưa có cán bộ "
            f"xem{_percent(sure.abstained, found.posts.now)}.",
            italic=True,
        ),
    )
