"""Text for people (`display`) and text for the models (`clean`)."""

from __future__ import annotations

import re
import unicodedata

from domain.post import CleanText, DisplayText
from nlp.amounts import spell_amounts
from nlp.runs import ByRun, rewritten
from nlp.teencode import load_teencode
from nlp.tone import place_tones
from nlp.unicode import CONTROL, INVISIBLE, LINE_END, UNUSUAL, unaccented, well_formed

_SPACES = re.compile(r"[^\S\n]+")
_REPEATED = re.compile(r"([^\W\d_])\1{2,}", re.IGNORECASE)
_MARKED = "àáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵăâêôơư"
_DRAWN = re.compile(rf"([{_MARKED}])(([aeiouy])\3+)", re.IGNORECASE)
_CRIES = re.compile(r"([!?.…])\1{3,}")
_EMOJI = re.compile(
    "(?:[\U0001f1e6-\U0001f1ff]{2}|[\u2190-\u21ff\u2300-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]"
    "[\ufe0f\U0001f3fb-\U0001f3ff]*(?:\u200d[\u2190-\u27bf\U0001f000-\U0001faff][\ufe0f\U0001f3fb-\U0001f3ff]*)*)"
)
_MAY_BE_EMOJI = re.compile("[\u2190-\u21ff\u2300-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]")
_SAME_EMOJI = re.compile(rf"({_EMOJI.pattern})(?:\s*\1)+")


def display(text: str) -> DisplayText:
    """NFC without control and invisible characters, white space tidied; paragraphs stay separated by one newline."""
    if UNUSUAL.search(text):
        text = unicodedata.normalize("NFC", well_formed(text).replace("\r\n", "\n").replace("\r", "\n"))
        text = unicodedata.normalize("NFC", CONTROL.sub(" ", LINE_END.sub("\n", INVISIBLE.sub("", text))))
        text = _SPACES.sub(" ", text)
    elif "  " in text:
        text = _SPACES.sub(" ", text)
    return DisplayText((_without_empty_lines(text) if "\n" in text else text).strip())


def _without_empty_lines(text: str) -> str:
    return "\n".join([line for part in text.split("\n") if (line := part.strip(" "))])


def clean(text: str) -> CleanText:
    """What the models read: tone marks in one place, no drawn-out letters, teencode and sums spelled out, emoji apart.

    Clean text cleaned again stays as it is.
    """
    cleaned = rewritten(display(text), _RUNS)
    if _MAY_BE_EMOJI.search(cleaned):
        cleaned = _EMOJI.sub(r" \g<0> ", _SAME_EMOJI.sub(r"\1", cleaned))
    cleaned = load_teencode().spell_out(spell_amounts(cleaned))
    return CleanText(str(display(cleaned)))


def _settled(run: str) -> str:
    """Tone marks in one place, nothing drawn out."""
    return _CRIES.sub(r"\1\1\1", _without_drawl(place_tones(run)))


def _without_drawl(text: str) -> str:
    """`lâuuuu` -> `lâu`, `quáaaa` -> `quá`; two equal letters may be a word (xoong, app)."""
    return _REPEATED.sub(r"\1", _DRAWN.sub(_drawn, text))


def _drawn(match: re.Match[str]) -> str:
    """The tail of a marked vowel is dropped where it draws that vowel out; `lưuuu` keeps one u."""
    vowel, tail = match[1], match[2]
    if unaccented(vowel).lower() != tail[0].lower():
        return match[0]
    return vowel + (tail[0] if vowel.lower() in "ưừứửữự" else "")


_RUNS = ByRun(_settled)
