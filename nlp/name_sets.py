"""Small sets of words that the rules for names look at."""

from __future__ import annotations


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


INTRODUCERS = _set("ten tên")
TELLS = _set("cháu chồng con ho họ va và vợ")
"""họ tên, họ và tên."""
STREETS = _set("chợ cầu hẻm ngõ phố trường đường")
PLACES_FOLLOW = _set("gần quê tại về ở")
SHOPS = _set("bánh bún cafe café chè cơm dntn hiệu khách nhãn phở quán salon shop spa tiếu tiệm tấm vàng")
"""quán cơm Bà Năm."""
HEADS = _set("pho phó truong trưởng")
OFFICES = _set("ban ca kho khu nhóm phong phòng xuong xưởng đoàn")
SPEAKERS = _set("mik minh mk mình toi tui tôi tớ")
"""They open a sentence before a name; `em` and `con` do so as forms of address."""
IS = _set("la là")
MIDDLE = _set("thi thị van văn")
CROSSING = _set("nga ngã")
WAYS = _set("ba bảy năm sáu tu tư")
SUBJECTS = _set("a ba ban bạn c chau cháu ck con e em ma me má mẹ nhỏ vk vo vợ")
"""After these a small word is oftener a verb than a name: `em dang o`."""
VI = _set("vi")
PLAIN = _set("bui hoang huynh ngo nguyen pham tran trinh")
"""Surnames that are no other word without diacritics, unlike `ho van`, `do thi`, `truong thi`; save for `vi pham`."""
NOT_PLAIN = _set("cao chau con dang do duong gia hang ho la lam luong mai noi san so ta thu to truong")
"""Without diacritics oftener another word than a surname, even before `thi` and two syllables of names."""
NOT_SAID = _set(
    "an ba ban bé bạn bốn chinh chính con cả dan day dinh do du dân gái hai hay hoc hoi kha lam ma moi mới nam "
    "nghi nhan nhat nu qua sinh tai thanh the thi tho thoi thu thợ tin toi trai trinh trong tu tuyen vang y út "
    "đang"
)
"""After `em là` these are seldom the speaker's name."""
ORDINALS = _set("ba bay bảy chín hai mười năm sau sáu tam tu tám tư ut út")
"""Southerners are called by their place among the children: chị bảy Thu."""
LOOKS = _set("béo bự còi cận cụt hô khùng lé lùn móm mập ròm sún trố tồ xù đen")
"""Said of somebody after the name, and part of how all call them: Tí còi."""
NOT_OF_PERSONS = _set(
    "ben bên dân giới hiệu hàng kcn khu miền ngành người nước o phía sang sếp tháng thứ tiếng tại tết từ vùng về đi ở"
)
"""After these a large word is a place or a company."""
NOT_ALONE = _set(
    "anh ba bảy bắc cam hai huế hàn hạ hội khoa mỹ nam nga nhật năm sáu sở thu toán trung tây tư việt xuân ý đoàn "
    "đài đông đức"
)
"""One large word that is oftener a country, a day or a season than a name."""
NICK_FILLERS = _set("anh chị cua của e em la là minh mình no nó ten tên")
ANSWERS = _set("da dạ")
ALIASED = _set("biệt bí bị hay hỗn nhà thường tục xóm xưởng được")
ALIASES = _set("danh gọi kêu")
"""biệt danh, bí danh, thường gọi là."""
BESIDE = _set("với cùng và giống như")
"""chung trọ với Nết."""
HOMES = _set("chỗ gần làng nhà que quê vùng xã xóm")
