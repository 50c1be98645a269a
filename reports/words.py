"""The official words for an opinion: breadth, tendency, intensity, change; and the thresholds that choose them.

`METHOD` states every threshold in the report itself; whoever changes one here changes the sentence there.
"""

from __future__ import annotations

from enum import StrEnum

from reports.numbers import MINUS, number, share, signed
from reports.quotes import LONGEST
from reports.values import Change, Tone

ENOUGH_FOR_BREADTH = 20
ENOUGH_FOR_TENDENCY = 5
ENOUGH_FOR_PERCENT = 10

CAVEAT = (
    "Số liệu phản ánh các nội dung công khai thu thập được từ những nguồn nêu trong báo cáo, không phải điều tra "
    "xã hội học, không đại diện cho toàn thể đoàn viên, người lao động."
)


class Tendency(StrEnum):
    AGREE = "tán thành, đồng tình"
    OPPOSE = "phản đối, không đồng tình"
    WORRY = "băn khoăn, lo lắng"
    DIVIDED = "lưỡng lự, ý kiến trái chiều"
    UNCLEAR = "chưa rõ"


class Intensity(StrEnum):
    HIGH = "cao"
    MIDDLE = "trung bình"
    LOW = "thấp"
    UNKNOWN = "chưa đủ dữ liệu để xác định"


_METHOD = (
    f"Từ chỉ mức độ phổ biến tính trên số nội dung thu thập được của từng vấn đề: “tuyệt đại đa số” từ 75 %, “đa số” "
    f"trên 50 %, “nhiều ý kiến” từ 20 % đến 50 %, “một số ý kiến” dưới 20 %; không dùng khi có dưới "
    f"{ENOUGH_FOR_BREADTH} nội dung.",
    "Xu hướng: “tán thành” khi trên 50 % nội dung tích cực; “phản đối” khi trên 50 % nói không tốt về doanh nghiệp, "
    "công đoàn hoặc chính sách; “băn khoăn” khi trên 50 % tiêu cực hoặc cần giải đáp; “lưỡng lự” khi mỗi phía tích cực "
    f"và tiêu cực từ 25 %; còn lại, hoặc có dưới {ENOUGH_FOR_TENDENCY} nội dung, là “chưa rõ”.",
    "Cường độ theo tỷ lệ nội dung tiêu cực có dấu hiệu công đoàn cần vào cuộc: “cao” trên 50 %, “trung bình” từ 20 % "
    f"đến 50 %, “thấp” dưới 20 %. Tỷ lệ tăng, giảm chỉ nêu khi kỳ trước có từ {ENOUGH_FOR_PERCENT} nội dung.",
    f"Trích dẫn không quá {LONGEST} ký tự, đã che thông tin cá nhân, lược bỏ biểu tượng cảm xúc; phần lược bỏ ghi “…”.",
    "“Tăng bất thường” là vượt ngưỡng so với tối đa tám tuần trước của chính chủ đề, địa bàn đó, có tính ngày trong "
    "tuần và ngày nghỉ; ngưỡng đặt sao cho trung bình không quá một báo động sai trong hai ngày.",
    "Tin của nhiều nguồn về một vụ việc (cùng loại, không khác địa bàn, cách nhau không quá ba ngày, trùng tên riêng "
    "và từ ngữ; riêng ngộ độc chỉ cần cùng tỉnh) được máy gộp thành một dòng, có ghi số tin đã gộp.",
    "Một nội dung có thể thuộc nhiều chủ đề, nhiều địa bàn, nên tổng các dòng của bảng có thể lớn hơn tổng số.",
)


METHOD = tuple(text.replace(" %", "\u00a0%") for text in _METHOD)


def breadth(part: int, whole: int) -> str | None:
    """The word for a share of the collected posts; None below 20 posts, where no word is fair."""
    if whole < ENOUGH_FOR_BREADTH:
        return None
    if 4 * part >= 3 * whole:
        return "tuyệt đại đa số"
    if 2 * part > whole:
        return "đa số"
    return "nhiều ý kiến" if 5 * part >= whole else "một số ý kiến"


def tendency(tone: Tone, *, opposed: int, uneasy: int) -> Tendency:
    """`opposed`: posts against employer, union or policy; `uneasy`: posts that are negative or need an answer."""
    whole = tone.total
    if whole < ENOUGH_FOR_TENDENCY:
        return Tendency.UNCLEAR
    if 2 * tone.positive > whole:
        return Tendency.AGREE
    if 2 * opposed > whole:
        return Tendency.OPPOSE
    if 4 * tone.positive >= whole and 4 * tone.negative >= whole:
        return Tendency.DIVIDED
    return Tendency.WORRY if 2 * uneasy > whole else Tendency.UNCLEAR


def intensity(pressing: int, whole: int) -> Intensity:
    """`pressing`: posts that are negative and flagged."""
    if whole < ENOUGH_FOR_TENDENCY:
        return Intensity.UNKNOWN
    if 2 * pressing > whole:
        return Intensity.HIGH
    return Intensity.MIDDLE if 5 * pressing >= whole else Intensity.LOW


def change(value: Change) -> str:
    """`tăng 12 (+40,0 %)`, `giảm 3`, `không đổi`; says so where nothing can be compared."""
    if value.before is None:
        return "chưa có số liệu kỳ trước để so sánh"
    if value.difference == 0:
        return "không đổi"
    verb = "tăng" if value.difference > 0 else "giảm"
    size = f"{verb} {number(abs(value.difference))}"
    if value.before < ENOUGH_FOR_PERCENT:
        return f"{size} (kỳ trước {number(value.before)})"
    sign = "+" if value.difference > 0 else MINUS
    return f"{size} ({sign}{share(abs(value.difference), value.before)})"


def change_cell(value: Change) -> str:
    """The same for a table's cell: `+12`."""
    return "-" if value.before is None else signed(value.difference)


def breadth_clauses(tone: Tone) -> list[str]:
    """`đa số tiêu cực (56,0 %; 28/50)`, the larger side first; empty where no word is fair."""
    parts = [(tone.negative, "tiêu cực"), (tone.positive, "tích cực"), (tone.neutral, "trung tính")]
    parts.sort(key=lambda part: -part[0])
    return [
        f"{word} {name} ({share(count, tone.total)}; {number(count)}/{number(tone.total)})"
        for count, name in parts
        if count and (word := breadth(count, tone.total))
    ]
