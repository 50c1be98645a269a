"""What only looks like an event: drills, history, news from abroad, and the saying that nothing happened.

Words decide only where no person has spoken, and nothing is lost: what is set aside is counted in the report and stays
on the list of flagged items.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from domain.flag import Priority
from reports.facts import Fact
from reports.quotes import one_line
from store.reporting import QuotedText

BEGINNING = 400
"""Characters of a text in which an article says what it is about."""
DOUBTFUL = "máy cho là ít khả năng"
ABROAD = "ở nước ngoài"

_DRILL = re.compile(r"diễn tập|diễn t[âậ]p|tình huống giả định|giả định|thực tập phương án|hội thi|hội thao")
_PAST = re.compile(
    r"kỷ niệm|lịch sử|bảo tàng|truyền thống|(?:hồi|năm|thời) 1[89]\d\d|(?:hồi|từ) (?:năm )?20[01]\d|"
    r"cách đây (?:hơn |gần )?(?:\d+|[a-zà-ỹ]+) năm|(?:mấy|nhiều|\d+) năm trước"
)
_NOTHING = re.compile(
    r"(?:không|chưa)(?: còn)?(?: để)?(?: xảy ra| có)(?: vụ| cuộc| tình trạng)?(?: nào)? ?(?:về )?"
    r"(?:đình công|ngừng việc|lãn công|tai nạn|cháy nổ|ngộ độc)|(?:đình công|ngừng việc|tai nạn|ngộ độc) giảm"
)
_ABROAD = re.compile(
    r"\b(?:hàn quốc|nhật bản|trung quốc|đài loan|ấn độ|bangladesh|pakistan|campuchia|thái lan|indonesia|malaysia|"
    r"philippines|myanmar|singapore|nga|ukraine|đức|anh quốc|nước anh|pháp|italy|ý|tây ban nha|bồ đào nha|hy lạp|"
    r"thổ nhĩ kỳ|mỹ|canada|mexico|brazil|argentina|nam phi|nigeria|ai cập|úc|australia)\b"
)
_OURS = re.compile(r"việt nam|người việt|lao động việt|công nhân việt|thực tập sinh")
_RULES = (
    ("diễn tập, hội thi", _DRILL),
    ("chuyện đã qua từ nhiều năm", _PAST),
    ("nói rằng không xảy ra", _NOTHING),
)


def misread(event: Sequence[Fact], lead: Fact, text: QuotedText | None) -> str:
    """Why the event is none, in words for the report; empty for one that stands. `event`: those that tell of the
    incident; `text`: of what leads."""
    if any(fact.human for fact in event):
        return ""
    if all(fact.priority is Priority.NORMAL for fact in event if fact.flagged):
        return DOUBTFUL
    return by_words(lead, text) if text else ""


def by_words(lead: Fact, text: QuotedText) -> str:
    """A drill or an old story says so at once; a country counts in the title, and where no province is named."""
    title = one_line(text.title).casefold()
    beginning = f"{title}. {one_line(text.text)[:BEGINNING].casefold()}"
    read = beginning if lead.voice else title
    for name, pattern in _RULES:
        if pattern.search(read) or (name != _RULES[1][0] and pattern.search(beginning)):
            return name
    return ABROAD if not lead.places and _ABROAD.search(title) and not _OURS.search(beginning) else ""
