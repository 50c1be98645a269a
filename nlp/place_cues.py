"""Words around an expression that speak for a place or against one; read in small letters, mostly unaccented."""

from __future__ import annotations

import re

CUE = re.compile(
    r"(?<!\w)(?:o|tai|ve|que|tu|di|ra|vao|len|vo|den|lam|ngoai|trong|tren|duoi|ben"
    r"|tinh|tp|t\.p|thanh pho|tx|thi xa|huyen|quan|xa|phuong|mien|dat|khu|vung|ga|san bay|cang"
    r"|kcn|ccn|kcx|khu cong nghiep|khu che xuat|cum cong nghiep|cdkcn|cong doan cac kcn|chi nhanh|nha may"
    r"|ldld|lien doan lao dong|lien doan ld|bhxh|bao hiem xa hoi|ubnd|so noi vu|so ldtbxh|cong an"
    r"|nguoi|dan|cong nhan|cn|lao dong|doan vien)\s*[.:]?\s*$"
)
"""What before an expression speaks for a place; read without diacritics in small letters."""
STRONG_CUE = re.compile(r"(?<!\w)(?:o|que|ve|tinh|tp|thanh pho|kcn|ldld|lien doan lao dong)\s*[.:]?\s*$")
"""The same for two letters that mostly mean something else."""
WORK = re.compile(r"(?<!\w)lam\s*$")
"""A cue for what is written with capitals or diacritics only: `lam phu tho` is a job."""
AGAINST = re.compile(
    r"(?<!\w)(?:(?<!thanh )pho|duong|dai lo|xa lo|hem|ngo|bun bo|banh mi|bia|nem|bao|rap|ngan hang|khach san|tap doan"
    r"|chu tich|tu tuong|phong cach|dao duc|huan chuong|cong san|hoc vien chinh tri quoc gia|lang|bac|xay dung"
    r"|cau thu|ca si|anh\s?:)\s*$"
)
"""What before an expression speaks against a place."""
DISH = re.compile(
    r"(?<!\w)(?:chè|nem chua|nhãn(?: lồng)?|cơm tấm|cao lầu"
    r"|nước mắm|kẹo dừa|hủ tiếu|bánh đa|bánh canh|bánh tráng|rượu|vải thiều)\s*$"
)
"""Of these the place's name says only what kind they are; with diacritics, for `che` may be anything."""
OPENING = re.compile(r"(?:^|[.!?\n:])\s*$")
SAID_OF_PLACES = re.compile(
    r"\s+(?:(?:co|nhieu|it|thieu|them)\s+(?:\w+\s+)?(?:cty|cong ty|xuong|kcn|nha may|viec|cong nhan|nguoi lam)"
    r"|tuyen\s+(?:dung|lao dong|bao ve|tap vu|tai xe|ky su|nhan vien|viec|them"
    r"|cong nhan|cn|nguoi|tho|nu|nam|gap|\d)|bao\s+(?:lon|so|to|lu)|mua\s+(?:to|lon|lu|bao|hoai|suot|qua)"
    r"|ngap|lut|nang nong|tro\s+(?:re|mac|dat)|o dau)(?!\w)"
)
"""What is said of a place that opens a sentence in small letters without diacritics: `ca mau nhieu cong ty tom`."""
KIN = re.compile(r"(?<!\w)(?:anh|chị|chi|ông|ong|bà|cô|chú|bác|thầy|bạn|dì|cậu|mợ|thím|bé|tên|ten)\s+$")
LIST = re.compile(r"\s*(?:,|/|&|-|–|;|va|hoac|hay|den|qua|cung|\+)\s*(?:tinh|tp\.?|thanh pho)?\s*")
IN_PROVINCE = re.compile(r"\s*\d{0,2}\s*[,(-]?\s*(?:tinh|tp\.?|thanh pho)?\s*")
"""Between a town and the province that says which of several towns it is."""
FORMER = re.compile(r"\s*[(,]?\s*(?:cu|truoc day|truoc sap nhap)(?!\w)")
