"""How the sources are doing, on a terminal. Nothing is computed here: the words are those of page and report."""

from __future__ import annotations

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from domain.times import VIETNAM
from pipeline.showing import console
from reports import rounds, standing
from reports.numbers import number
from store.sources import SourceHealth

STYLES = {
    "ok": "green",
    "quiet": "yellow",
    "empty": "yellow",
    "broken": "red",
    "blocked": "red",
    "layout-changed": "red",
    "disabled": "dim",
}


def sources_table(health: Sequence[SourceHealth], *, hidden: int = 0) -> None:
    """Every source with its state and what shows it; the ones that need a hand first."""
    table = Table(title="Nguồn tin", title_justify="left")
    for name in ("Nguồn", "Tình trạng", "Tin mới nhất", "Lần đọc cuối"):
        table.add_column(name, overflow="fold")
    for name in ("24 giờ", "7 ngày", "Tất cả"):
        table.add_column(name, justify="right")
    table.add_column("Căn cứ; việc cần làm", overflow="fold", ratio=1)
    for one in sorted(health, key=lambda one: not one.alarm):
        numbers = (number(one.rhythm.last_day), number(one.posts_7d), number(one.posts_total))
        table.add_row(Text(one.name), _state(one), _newest(one), Text(_round(one)), *numbers, Text(_note(one)))
    out = console()
    out.width = max(out.width, 150)
    out.print(table)
    if alarms := [one for one in health if one.alarm]:
        print(f"{len(alarms)} nguồn cần xem: {'; '.join(alarm_words(one) for one in alarms)}")
    if hidden:
        print(f"{hidden} nguồn chưa bật; xem cả: ./langnghe sources --all")


def alarm_words(source: SourceHealth) -> str:
    return f"{source.name} ({standing.state_word(source).lower()})"


def _state(source: SourceHealth) -> Text:
    style = "yellow" if source.alarm and source.state == "ok" else STYLES[source.state]
    return Text(standing.state_word(source), style=style)


def _newest(source: SourceHealth) -> str:
    return f"{source.last_item_at.astimezone(VIETNAM):%d/%m %H:%M}" if source.last_item_at else "chưa có"


def _round(source: SourceHealth) -> str:
    if source.last_fetch_at is None:
        return "chưa lần nào"
    parts = (
        f"{source.last_fetch_at.astimezone(VIETNAM):%d/%m %H:%M}",
        rounds.counted(rounds.heaps_of(source)),
        rounds.balance(source),
    )
    return "\n".join(part for part in parts if part)


def _note(source: SourceHealth) -> str:
    entry = standing.entry(source)
    parts = (
        standing.evidence(source),
        f"Đọc qua: {entry}." if entry else "",
        f"Mã trả lời: {rounds.codes(source)}." if rounds.codes(source) else "",
        f"Còn nợ: {rounds.owed(source)}." if source.owed else "",
        standing.undated(source),
        f"Việc cần làm: {standing.advice(source)}" if standing.advice(source) else "",
    )
    return "\n".join(part for part in parts if part)


def collected_table(health: Sequence[SourceHealth]) -> None:
    """What the last round of each source came to, every address counted once, and what is held of it."""
    table = Table(title="Lần đọc cuối của từng nguồn", title_justify="left")
    table.add_column("Nguồn")
    for name in ("Địa chỉ", "Lối vào", "Mới", "Không đổi", "Để lại", "Từ chối", "Tin đang giữ"):
        table.add_column(name, justify="right")
    table.add_column("Tình trạng")
    for one in health:
        found = rounds.heaps_of(one)
        counts = (found.total, found.ways, found.stored, found.same, found.aside, found.refused, one.posts_total)
        table.add_row(Text(one.name), *(number(count) for count in counts), _state(one))
    console().print(table)


def round_ended(health: Sequence[SourceHealth]) -> str:
    """The end of a crawl in one line: where every address that was met went, and whether the books balance."""
    total = rounds.heaps({})
    for one in health:
        total += rounds.heaps_of(one)
    wrong = [one.name for one in health if one.last_round is not None and not rounds.balanced(one)]
    verdict = f"SỔ KHÔNG KHỚP ở {', '.join(wrong)}" if wrong else "sổ khớp, không mất địa chỉ nào"
    return f"Đã đọc {number(len(health))} nguồn: {rounds.counted(total)}; {verdict}"
