"""Text for people (`display`) and text for the models (`clean`)."""

from __future__ import annotations

import re
import unicodedata

from domain.post import CleanText, DisplayText
from nlp.unicode import CONTROL, INVISIBLE, well_formed

_SPACES = re.compile(r"[^\S\n]+")
_NEWLINES = re.compile(r" ?\n[ \n]*")
_LONG = re.compile(r"([^\W\d_])\1{2,}", re.IGNORECASE)


def display(text: str) -> DisplayText:
    """NFC without control and invisible characters, white space tidied; paragraphs stay separated by one newline."""
    text = unicodedata.normalize("NFC", well_formed(text).replace("\r\n", "\n").replace("\r", "\n"))
    text = CONTROL.sub(" ", INVISIBLE.sub("", text))
    return DisplayText(_NEWLINES.sub("\n", _SPACES.sub(" ", text)).strip())


def clean(text: str) -> CleanText:
    """What the models read: display form, elongation cut."""
    return CleanText(_LONG.sub(r"\1", display(text)))
