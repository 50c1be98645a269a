"""What is said right after a name, by how surely it says that a person is meant."""

from __future__ import annotations

import re

from nlp.findings import MARKS

SAID_OF_PERSONS = re.compile(
    r"\s+(?:ơi|oi|ui|nói|noi|bảo|kêu|kể|chửi|khóc|hứa|đòi|hồi|nghỉ|xin|trả lời|bị|it|qc|kcs|hr|ie)(?!\w)"
    r"|\s+(?:tổ|chuyền|line|ca|kho)\s\d",
    re.IGNORECASE,
)
SPOKEN_TO = re.compile(r"\s+(?:ơi|à|ạ|bạn|ông|bà|chị|anh|mày)(?!\w)", re.IGNORECASE)
SPEAKS = re.compile(r"\s+(?:nói|bảo|kể|kêu|chửi|hứa|khóc)(?!\w)", re.IGNORECASE)
CALLED = re.compile(r"\s+(?:ơi|oi|ui|à)(?!\w)", re.IGNORECASE)
JOB = (
    r"(?:kế toán|ke toan|bảo vệ|bao ve|nhân sự|nhan su|thủ kho|thu kho|tổ trưởng|to truong|tổ phó|quản lý|quan ly"
    r"|quản đốc|giám đốc|giam doc|giám sát|trưởng ca|trưởng nhóm|trưởng phòng|văn phòng|van phong|kỹ thuật|ky thuat"
    r"|bảo trì|bao tri|điện|tạp vụ|lao công|y tế|tài xế|tai xe|phiên dịch|thông dịch|chủ trọ|căn tin|can tin|nhà bếp"
    r"|công đoàn|cong doan|hành chính|kho|qc|qa|kcs|hr|ie|it|leader|manager|admin|pm|tuyển dụng|môi giới"
    r"|lùn|mập|béo|còi|đen|ròm)"
)
JOB_AFTER = re.compile(rf"\s+{JOB}(?!\w)", re.IGNORECASE)
OF_PERSONS = re.compile(
    rf"\s+(?:{JOB}|bên|ben|ở|tổ|to|chuyền|chuyen|line|xưởng|phòng|ca|đội|nhóm|này|nè|í|ấy|ạ|nói|kể|hỏi|hứa|hăm|dọa|la"
    r"|nghỉ|xin(?! lỗi)|kêu|chửi"
    r"|bị|được|thì|mà|cũng|vẫn|đã|đang|mới|rất|chưa|đi|làm|lên|vô|vào|về|xỉu|ngất|ngã|té|mất|đòi|lãnh|khóc|cười"
    rf"|chuyên|ký|nhé|nha|nghen|ơi|tưởng|với|và|đúng|{re.escape(MARKS['name'])})(?![\w])"
    r"|\s*:|\s?[(,\-–]\s?(?:tổ|chuyền|xưởng|bên|phòng|line)\s|\s+\d{1,2}\s?(?:tr|triệu|củ)|\s+\d{1,3}\s?(?:t|tuổi)(?!\w)",
    re.IGNORECASE,
)
"""A given name alone at the head of a sentence is one before such a word."""
AT_WORK = re.compile(r"\s+(?:bên|tổ|chuyền|line|xưởng|kho)\s+(?:\d|kế toán|may|cắt|kho|qc|đóng gói|ủi)", re.IGNORECASE)
OF_COMPANIES = re.compile(
    r"\s+(?:(?:trả|nợ|tuyển|đóng cửa|phá sản|giải thể|lương|thưởng|giờ|group|corp|vina|city|plaza|mart|tower)(?!\w)"
    r"|(?:việt nam|tphcm)(?!\w))|\s*[,;]\s*[A-ZĐ]",
    re.IGNORECASE,
)
"""After two large words at the head of a sentence these say that a company or a place is meant."""
_MARKS = r"\[(?:số điện thoại|tài khoản|email|số định danh)\]"
MARK_AFTER = re.compile(
    r"(?:,?\s(?:tổ|to|chuyền|chuyen)\s\d+)?[\s:,(-]{0,3}"
    rf"(?:(?:sđt|sdt|đt|dt|zalo|số|so|stk|email|mail|cccd)\s*:?\s*)?{_MARKS}",
    re.IGNORECASE,
)
MARK_BEFORE = re.compile(rf"{_MARKS}[\s,(-]{{0,3}}$")
END = re.compile(r"\s*(?:[.,;!?)(…]|$)")
_WORKPLACE = r"(?:chuyền|chuyen|tổ|to|xưởng|xuong|kho|ca|phòng|phong|kcs|qc|bộ phận|bo phan)"
_TEAM = (
    r"(?:may|cắt|cat|ủi|ui|là|hoàn thiện|hoan thien|đóng gói|dong goi|nhân sự|nhan su|kế toán|ke toan|bảo trì|bao tri"
    r"|bảo vệ|bao ve|công đoàn|cong doan|kỹ thuật|ky thuat|cơ điện|co dien|hàn|han|sơn|son|văn phòng|van phong|hr)"
)
PLACE_AFTER = re.compile(
    rf"\s+(?:(?:bên|ben|ở|o)\s+)?{_WORKPLACE}\s+\w|\s+(?:bên|ben)\s+(?:{_TEAM}|{JOB})(?!\w)|{MARK_AFTER.pattern}"
    rf"|\s+{JOB}(?!\w)",
    re.IGNORECASE,
)
OF_SPEAKERS = re.compile(
    rf"\s+(?:ở|o|quê|que|bên|ben|tại|tai|tổ|to|chuyền|chuyen|xưởng|làm|lam"
    rf"|công nhân|cong nhan|cn|may|nè|đây|ạ|tài xế|tai xe|tho|thợ|{JOB})(?!\w)"
    r"|\s*(?:[,.;!(]|$)",
    re.IGNORECASE,
)
"""After the small name that a speaker gives for himself: `e là thảo bên may 2`."""
LIVES = re.compile(r"\s+(?:(?:ở|o|quê|que|bên|ben)\s+\w|(?:tổ|to|chuyền|chuyen|xưởng)\s+\w)", re.IGNORECASE)
