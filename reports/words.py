"""The official words for an opinion: breadth, tendency, intensity, change; and the thresholds that choose them.

`METHOD` states every threshold in the report itself; whoever changes one here changes the sentence there.
"""

from __future__ import annotations

from dataclasses import dataclass
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
    OPPOSE = "phản đối, không đồng tình với chính sách"
    INDIGNANT = "bức xúc"
    REPORT = "phản ánh khó khăn, vướng mắc"
    WORRY = "băn khoăn, lo lắng"
    DIVIDED = "lưỡng lự, ý kiến trái chiều"
    UNCLEAR = "chưa rõ"


@dataclass(frozen=True, slots=True)
class Feelings:
    """How posts speak. All but `asking` count negative posts only: one can fear, or complain, without opposing."""

    tone: Tone
    against_policy: int = 0
    against_somebody: int = 0
    """Against an employer or a union."""
    asking: int = 0
    asking_negative: int = 0


class Intensity(StrEnum):
    HIGH = "cao"
    MIDDLE = "trung bình"
    LOW = "thấp"
    UNKNOWN = "chưa đủ dữ liệu để xác định"


_METHOD = (
    f"Từ chỉ mức độ phổ biến tính trên số nội dung thu thập được của từng vấn đề: “tuyệt đại đa số” từ 75 %, “đa số” "
    f"trên 50 %, “nhiều ý kiến” từ 20 % đến 50 %, “một số ý kiến” dưới 20 %; không dùng khi có dưới "
    f"{ENOUGH_FOR_BREADTH} nội dung.",
    f"Xu hướng tính trên ý kiến của công chúng khi có từ {ENOUGH_FOR_TENDENCY} ý kiến, ít hơn thì trên mọi nội dung: "
    "“tán thành” khi trên 50 % tích cực; “phản đối” chỉ khi trên 50 % tiêu cực và nói không tốt về chính sách; “lưỡng "
    "lự” khi mỗi phía tích cực và tiêu cực từ 25 %; khi trên 50 % tiêu cực: “bức xúc” nếu trên 50 % tiêu cực với doanh "
    "nghiệp hoặc công đoàn, “băn khoăn, lo lắng” nếu từ một nửa trong đó cần giải đáp, nếu không là “phản ánh khó "
    "khăn”; “băn khoăn, lo lắng” cả khi trên 50 % cần giải đáp hoặc tiêu cực; còn lại, hoặc có dưới "
    f"{ENOUGH_FOR_TENDENCY} nội dung, là “chưa rõ”.",
    "Độ chắc chắn của máy: “khá chắc chắn” khi máy chưa chắc ở dưới 10 % nội dung chưa có cán bộ xem, “tương đối chắc "
    "chắn” dưới 30 %, “cần thận trọng” từ 30 %. Tỷ lệ phần trăm là của nội dung do máy gán nhãn, nên ghi “khoảng”; "
    f"không nêu khi có dưới {ENOUGH_FOR_BREADTH} nội dung.",
    "Cường độ theo tỷ lệ nội dung tiêu cực có dấu hiệu công đoàn cần vào cuộc: “cao” trên 50 %, “trung bình” từ 20 % "
    f"đến 50 %, “thấp” dưới 20 %. Tỷ lệ tăng, giảm chỉ nêu khi kỳ trước có từ {ENOUGH_FOR_PERCENT} nội dung.",
    f"Trích dẫn không quá {LONGEST} ký tự, đã che thông tin cá nhân, lược bỏ biểu tượng cảm xúc; phần lược bỏ ghi “…”.",
    "“Tăng bất thường” là vượt ngưỡng so với tối đa tám tuần trước của chính chủ đề, địa bàn hoặc chủ đề tại địa bàn "
    "đó, có tính ngày trong tuần và ngày nghỉ; ngưỡng của các đợt được mô tả đặt sao cho trung bình hai tuần không quá "
    "một báo động sai; đợt ghi “chưa rõ” có thể chỉ là tình cờ.",
    "Tin của nhiều nguồn về một vụ việc (cách nhau không quá sáu ngày; trùng tên doanh nghiệp, địa danh, số liệu, ngày "
    "và từ ngữ ít gặp) được máy gộp thành một dòng, có ghi số tin, bài và số nguồn; cán bộ tách hoặc gộp lại được.",
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


def tendency(found: Feelings) -> Tendency:
    tone, whole = found.tone, found.tone.total
    if whole < ENOUGH_FOR_TENDENCY:
        return Tendency.UNCLEAR
    if 2 * tone.positive > whole:
        return Tendency.AGREE
    if 2 * found.against_policy > whole:
        return Tendency.OPPOSE
    if 4 * tone.positive >= whole and 4 * tone.negative >= whole:
        return Tendency.DIVIDED
    if 2 * tone.negative > whole:
        return _uneasy(found)
    uneasy = tone.negative + found.asking - found.asking_negative
    return Tendency.WORRY if 2 * uneasy > whole else Tendency.UNCLEAR


def _uneasy(found: Feelings) -> Tendency:
    """Most posts are negative: whom they blame, or what they do not know, gives the word."""
    if 2 * found.against_somebody > found.tone.total:
        return Tendency.INDIGNANT
    return Tendency.WORRY if 2 * found.asking_negative >= found.tone.negative else Tendency.REPORT


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


def certainty(unsure: int, whole: int) -> str:
    """How far labels of the classifier can be believed, in a word."""
    if 10 * unsure < whole:
        return "khá chắc chắn"
    return "tương đối chắc chắn" if 10 * unsure < 3 * whole else "cần thận trọng"


def part_of(part: int, whole: int) -> str:
    """`28/50, khoảng 56,0 %`; below 20 posts `3/7` only: a percentage would look more certain than it is."""
    counted = f"{number(part)}/{number(whole)}"
    return f"{counted}, khoảng {share(part, whole)}" if whole >= ENOUGH_FOR_BREADTH else counted


def breadth_clauses(tone: Tone) -> list[str]:
    """`đa số tiêu cực (28/50, khoảng 56,0 %)`, the larger side first; empty where no word is fair."""
    parts = [(tone.negative, "tiêu cực"), (tone.positive, "tích cực"), (tone.neutral, "trung tính")]
    parts.sort(key=lambda part: -part[0])
    return [
        f"{_opinions(word, count)} {name} ({part_of(count, tone.total)})"
        for count, name in parts
        if count and (word := breadth(count, tone.total))
    ]


def _opinions(word: str, count: int) -> str:
    """`đa số ý kiến`; a single one is not some."""
    if count == 1:
        return "một ý kiến"
    return word if word.endswith("ý kiến") else f"{word} ý kiến"
