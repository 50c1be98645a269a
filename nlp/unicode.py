"""What every function of this room does first with a text: no lone surrogates, NFC, no invisible characters."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

LONE_SURROGATE = re.compile("[\ud800-\udfff]")
INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u180b-\u180f\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0e"
    "\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]|(?<=\\w)\u200d|\u200d(?=\\w)"
)
"""Zero-width and direction marks, soft hyphens, fillers, tags. Emoji keep their joiner and U+FE0F."""
LINE_END = re.compile("[\u2028\u2029\x85]")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
UPPER = "A-ZÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
"""For a character class: Vietnamese capitals. A range such as À-Ỹ would take the small ones too."""
_D = str.maketrans("đĐ", "dD")


def well_formed(text: str) -> str:
    """Replace lone surrogates, which no encoder and no tagger accepts, by U+FFFD."""
    return LONE_SURROGATE.sub("\ufffd", text)


def unaccented(text: str) -> str:
    """`Nợ lương` -> `No luong`; may change the length of a text that is not NFC."""
    decomposed = unicodedata.normalize("NFD", text.translate(_D))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def same_length_fold(text: str) -> str:
    """Small letters without diacritics, one for each character of NFC text."""
    return "".join(_fold(char) for char in text)


@cache
def _fold(char: str) -> str:
    folded = unaccented(char).lower()
    return folded if len(folded) == 1 else char
