"""What reports are called: in words, and as files."""

from __future__ import annotations

from typing import Final

from domain.times import Window, week_label
from store.reports import ReportHead

KIND: Final = {
    "daily": "Danh sách cần xem",
    "weekly": "Báo cáo tuần",
    "monthly": "Báo cáo tháng",
    "quarterly": "Báo cáo quý",
    "half-yearly": "Báo cáo 6 tháng",
    "yearly": "Báo cáo năm",
    "flash": "Báo cáo nhanh",
}


def title_of(head: ReportHead) -> str:
    """`Báo cáo tuần 16/11/2026 - 20/11/2026`."""
    first, last = head.window.first, head.window.last
    days = f"{first:%d/%m/%Y}" if first == last else f"{first:%d/%m/%Y} - {last:%d/%m/%Y}"
    return f"{KIND.get(head.kind, head.kind)} {days}"


def file_name(head: ReportHead, ending: str) -> str:
    """Plain letters only: `lang-nghe-weekly-2026-11-16-2026-11-20.docx`."""
    kind = "".join(letter for letter in head.kind if letter.isascii() and (letter.isalnum() or letter in "-_"))
    version = f"-ban-{head.version}" if head.version > 1 else ""
    return f"lang-nghe-{kind}-{head.window.first}-{head.window.last}{version}.{ending}"


def stem(kind: str, window: Window) -> str:
    """Of the files in the data folder: `bao-cao-tuan-2026-W47`, `bao-cao-quy-2026-Q4` …"""
    year, month = window.first.year, window.first.month
    names = {
        "monthly": f"thang-{year}-{month:02d}",
        "quarterly": f"quy-{year}-Q{(month + 2) // 3}",
        "half-yearly": f"6-thang-{year}-H{1 if month < 7 else 2}",
        "yearly": f"nam-{year}",
    }
    return f"bao-cao-{names.get(kind, f'tuan-{week_label(window)}')}"
