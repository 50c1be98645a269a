"""What every function of this room does first with a text: no lone surrogates, NFC, no invisible characters."""

from __future__ import annotations

import re
import unicodedata

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
UNUSUAL = re.compile(rf"[^\n -~{UPPER}{UPPER[3:].lower()}–—‘’“”…•]")
"""Without such a character a text is NFC and has nothing that is invisible, no space but " " and line ends."""


def well_formed(text: str) -> str:
    """Replace lone surrogates, which no encoder and no tagger accepts, by U+FFFD."""
    return LONE_SURROGATE.sub("\ufffd", text)


def unaccented(text: str) -> str:
    """`Nợ lương` -> `No luong`; may change the length of a text that is not NFC."""
    decomposed = unicodedata.normalize("NFD", text.translate(_D))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def same_length_fold(text: str) -> str:
    """Small letters without diacritics, one for each character of NFC text."""
    return text.translate(_FOLDS)


class _Folds(dict[int, str]):
    """For str.translate, filled on demand; there are no more characters than Unicode has."""

    def __missing__(self, code: int) -> str:
        folded = unaccented(chr(code)).lower()
        self[code] = found = folded if len(folded) == 1 else chr(code)
        return found


_FOLDS = _Folds()


def same_length_lower(text: str) -> str:
    """Small letters, one for each character: the one capital whose small form is two characters stays."""
    if "İ" in text or "Σ" in text:
        return "".join(low if len(low := char.lower()) == 1 else char for char in text)
    return text.lower()


def ignoring_case(text: str) -> str:
    """The text so that searching it for small letters finds what re.IGNORECASE would; its length stays."""
    if "ſ" in text or "ı" in text or "İ" in text:
        text = text.replace("ſ", "s").replace("ı", "i").replace("İ", "i")
    return text.lower()


_DIGITS = {code: str(unicodedata.digit(chr(code), 0)) for code in (*range(0xFF10, 0xFF1A), *range(0x1D7CE, 0x1D800))}
_FANCY_DIGIT = re.compile("[\uff10-\uff19\U0001d7ce-\U0001d7ff]")


def has_fancy_digits(text: str) -> bool:
    return _FANCY_DIGIT.search(text) is not None


def with_ascii_digits(text: str) -> str:
    """`０９１𝟮` -> `0912`, one character for each."""
    return text.translate(_DIGITS)
