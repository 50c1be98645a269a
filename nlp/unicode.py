"""What every function of this room does first with a text: no lone surrogates, NFC, no invisible characters."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

LONE_SURROGATE = re.compile("[\ud800-\udfff]")
# Zero-width and bidirectional marks, soft hyphen, BOM, variation selectors of text (not U+FE0F, which emoji need).
INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180b-\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]"
)
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
