"""How a source is doing, in words: the state, since when, what shows it, what to do. One text for the page, the API,
the command line and the report."""

from __future__ import annotations

from typing import Final

from domain.rhythm import Rhythm
from domain.standing import Cause, Tried
from reports.numbers import decimal, moment, number
from reports.trouble import trouble_words
from store.sources import SourceHealth

STATES: Final = {
    "ok": "Bình thường",
    "quiet": "Im lặng",
    "empty": "Chưa có tin",
    "broken": "Hỏng",
    "blocked": "Bị chặn",
    "layout-changed": "Trang đổi cấu trúc",
    "disabled": "Đang tắt",
    "unknown": "Chưa rõ",
}
UNUSUAL: Final = {"silent": "Im bất thường", "few": "Ít bất thường", "many": "Nhiều bất thường"}
ROLES: Final = {"feed": "nguồn cấp tin", "sitemap": "sơ đồ trang", "list": "trang danh sách", "api": "API"}
_ADVICE: Final = {
    "never-read": "Chờ lần đọc đầu tiên; nếu quá một giờ, xem chương trình thu thập có đang chạy không.",
    "not-read": "Xem chương trình thu thập (langnghe work) có đang chạy không; lỗi không ở phía trang.",
    "links-gone": "Mở trang gốc xem mục tin đã chuyển đi đâu, rồi sửa tệp nguồn: langnghe sources check {slug}.",
    "unreadable": "Sửa bộ chọn trong tệp nguồn, rồi đọc lại các trang đã giữ: langnghe sources replay {slug}.",
    "no-posts": "Xem lại tệp nguồn: langnghe sources check {slug}.",
}
_BLOCKED: Final = "Không tìm cách vượt rào; xin chủ trang cho phép, hoặc nhập tin bằng tay."
_BROKEN: Final = (
    "Mở trang gốc: nếu trang vẫn chạy, địa chỉ lối vào đã đổi, xem langnghe sources check {slug}; "
    "nếu trang cũng hỏng, chờ."
)
_SILENT: Final = "Mở trang gốc xem có bài mới không; nếu có, lối vào đã đứng và cần lối khác."
UNDATED: Final = 0.2
"""Share of undated items from which it is worth a word."""


def state_word(source: SourceHealth) -> str:
    """The state, or what is unusual about a source that is read without fault."""
    return UNUSUAL.get(source.rhythm.unusual if source.cause == "rhythm" else "", STATES[source.state])


def evidence(source: SourceHealth) -> str:
    """One or two sentences: what shows the state, with its numbers."""
    said: dict[Cause, str] = {
        "": "",
        "off": source.reason,
        "imported": "Tin do người nhập vào; không đọc tự động.",
        "never-read": "Chưa được đọc lần nào.",
        "not-read": f"Chương trình chưa đọc lại nguồn này{_since(source)}.",
        "way-in": f"Không lối vào nào dùng được{_since(source)}: {failing_ways(source)}.",
        "links-gone": _links_gone(source),
        "articles": f"Lối vào dùng được nhưng không bài nào đọc được: {_articles(source)}.",
        "unreadable": _unreadable(source),
        "no-posts": "Lối vào dùng được nhưng chưa có tin nào được lưu.",
        "rhythm": f"{_volume(source.rhythm)} {_silence(source.rhythm)}",
    }
    return said[source.cause]


def advice(source: SourceHealth) -> str:
    """What to do about it; empty where there is nothing to do."""
    if source.cause in _ADVICE:
        text = _ADVICE[source.cause]
    elif source.state == "blocked":
        text = _BLOCKED
    elif source.state == "broken":
        text = _BROKEN
    else:
        text = _SILENT if source.state == "quiet" and source.rhythm.unusual else ""
    return text.format(slug=source.slug)


def entry(source: SourceHealth) -> str:
    """Which way in is in use; where it is a fallback or one beside it fails, why. Empty where none works."""
    used = [way for way in source.ways if way.works and way.reason != "frozen"]
    bad = failing_ways(source)
    if not used:
        return ""
    names = list(dict.fromkeys(ROLES.get(way.role, way.role) for way in used))
    word = "Dự phòng: " if any(way.reason == "fallback" for way in used) else ""
    return f"{word}{', '.join(names)}" + (f", vì {bad}" if bad and word else f"; {bad}" if bad else "")


def failing_ways(source: SourceHealth) -> str:
    bad = [way for way in source.ways if way.reason not in ("", "fallback", "over-limit")]
    said = dict.fromkeys(f"{ROLES.get(way.role, way.role)}: {_way_trouble(way.reason)}" for way in bad)
    return "; ".join(list(said)[:3])


def _way_trouble(reason: str) -> str:
    return "không có bài nào" if reason == "empty" else trouble_words(reason)


def _since(source: SourceHealth) -> str:
    return f" từ {moment(source.since)}" if source.since else ""


def _links_gone(source: SourceHealth) -> str:
    if not source.posts_total:
        return "Lối vào trả lời (mã 200) nhưng chưa lần nào có liên kết tới bài."
    return (
        f"Lối vào trả lời (mã 200) nhưng không còn liên kết nào tới bài{_since(source)}; "
        f"trước đó nguồn này đã cho {number(source.posts_total)} tin."
    )


def _articles(source: SourceHealth) -> str:
    return reasons([tried for tried in source.articles if tried.outcome in ("failed", "refused")])


def reasons(tries: list[Tried]) -> str:
    """`3 máy chủ trả lời 503, 1 trang trả lời quá lâu`."""
    counts: dict[str, int] = {}
    for tried in tries:
        words = trouble_words(tried.reason) or "không rõ"
        counts[words] = counts.get(words, 0) + tried.articles
    return ", ".join(f"{number(count)} {words}" for words, count in counts.items())


def _unreadable(source: SourceHealth) -> str:
    found = source.extraction
    return (
        f"{number(found.newest_lost)} trong {number(found.newest)} trang mới nhất tải được nhưng không lấy ra được "
        f"bài{_since(source)}; trước đó chỉ {number(found.earlier_lost)} trong {number(found.earlier)} trang như vậy."
    )


def _volume(found: Rhythm) -> str:
    text = f"24 giờ qua có {number(found.last_day)} tin" if found.last_day else "24 giờ qua không có tin nào"
    if found.usual is None or found.low is None or found.high is None:
        return f"{text}."
    span = number(found.low) if found.low == found.high else f"{number(found.low)}-{number(found.high)}"
    return f"{text}; {number(found.compared)} ngày tương tự trước đây có {span} tin (thường {decimal(found.usual)})."


def _silence(found: Rhythm) -> str:
    usual = (
        f"thường {interval(found.interval_days)} có tin mới"
        if found.interval_days
        else "lịch sử còn ngắn, chưa rõ nhịp thường"
    )
    if not found.silent_days:
        return f"{usual.capitalize()}."
    past = f"; trước đây im lâu nhất {number(found.longest_silence)} ngày" if found.longest_silence is not None else ""
    return f"Đã {number(found.silent_days)} ngày không có tin mới; {usual}{past}."


def interval(days: float) -> str:
    return "mỗi ngày" if days < 1.15 else f"cứ {decimal(days)} ngày lại"


def undated(source: SourceHealth) -> str:
    """A word where many items say no date; else nothing."""
    if source.undated is None or source.undated < UNDATED:
        return ""
    return f"{round(100 * source.undated)} % tin không ghi ngày đăng"
