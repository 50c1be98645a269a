"""Which sources carried a phrase, first when, how often: by the search vector, in which upper case does not matter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.times import Window
from store.db import Conn
from store.sql import load

_SYLLABLE = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Carried:
    """Articles of one source, never comments, that contain one of the phrases."""

    source: str
    posts: int
    posts_since: int
    """Of them since the moment that the caller named."""
    first_at: datetime


def carried(conn: Conn, phrases: Sequence[str], window: Window, since: datetime) -> list[Carried]:
    """Sources that carried a phrase in the window, the earliest first."""
    values = {"query": query(phrases), "start": window.start, "end": window.end, "since": since}
    if not values["query"]:
        return []
    return [Carried(**row) for row in conn.execute(load("campaigns")["carried"], values)]


def query(phrases: Sequence[str]) -> str:
    """For to_tsquery: each phrase as syllables that follow each other (they stand at every second position)."""
    wanted = (_SYLLABLE.findall(unicodedata.normalize("NFC", phrase).lower()) for phrase in phrases)
    return " | ".join("(" + " <2> ".join(f"'{syllable}'" for syllable in found) + ")" for found in wanted if found)
