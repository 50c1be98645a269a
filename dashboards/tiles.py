"""The 34 provinces and cities as tiles, each about where it lies: column from the west, row from the north."""

from __future__ import annotations

from typing import Final

TILES: Final = {
    "12": (1, 0, "L.Châu"), "15": (2, 0, "L.Cai"), "08": (3, 0, "T.Quang"), "04": (4, 0, "C.Bằng"),
    "11": (0, 1, "Đ.Biên"), "14": (1, 1, "S.La"), "25": (2, 1, "P.Thọ"), "19": (3, 1, "T.Nguyên"),
    "20": (4, 1, "L.Sơn"),
    "01": (2, 2, "Hà Nội"), "24": (3, 2, "B.Ninh"), "31": (4, 2, "H.Phòng"), "22": (5, 2, "Q.Ninh"),
    "38": (1, 3, "T.Hóa"), "37": (2, 3, "N.Bình"), "33": (3, 3, "H.Yên"),
    "40": (1, 4, "N.An"), "42": (2, 4, "H.Tĩnh"),
    "44": (2, 5, "Q.Trị"), "46": (3, 5, "Huế"),
    "48": (3, 6, "Đ.Nẵng"), "51": (4, 6, "Q.Ngãi"),
    "52": (3, 7, "G.Lai"), "66": (4, 7, "Đ.Lắk"),
    "68": (3, 8, "L.Đồng"), "56": (4, 8, "K.Hòa"),
    "80": (1, 9, "T.Ninh"), "75": (2, 9, "Đ.Nai"), "79": (3, 9, "TP.HCM"),
    "91": (0, 10, "A.Giang"), "82": (1, 10, "Đ.Tháp"), "86": (2, 10, "V.Long"),
    "92": (1, 11, "C.Thơ"), "96": (0, 12, "C.Mau"),
}  # fmt: skip
