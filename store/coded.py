"""The relevant posts of a window as numbers: a report over a year reads a million, which say the same in many ways."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from domain.post import Place, PostKind
from domain.prediction import Sentiment, Target
from domain.times import Window
from store.db import Conn
from store.reporting import KINDS, SENTIMENTS, places_of, targets_of, words_of
from store.sql import load

CODES = np.dtype(
    [
        *(("id", ">i8"), ("listed_at", ">i8"), ("story", ">i8"), ("certain", ">f8")),
        *((code, ">i8") for code in ("manner", "topics", "places", "targets")),
    ]
)
"""`listed_at`: microseconds since 1970; `story`: as in reports, the negative id where nobody copied it; the last four
are hashes: `manner` is source, kind, sentiment, whether it asks, and whether the classifier was unsure."""
_POSTGRES_BEGAN = 946_684_800_000_000
"""2000-01-01 in microseconds since 1970."""


class Meant(NamedTuple):
    """One post of those that share a hash."""

    source: str
    source_name: str
    source_kind: str
    kind: PostKind
    places: tuple[Place, ...]
    labels: tuple[str, ...]
    sentiment: Sentiment
    targets: Mapping[Target, Sentiment]
    needs_answer: bool
    unsure: bool
    model: str
    codes: Mapping[str, int]


def codes(conn: Conn, window: Window) -> NDArray[Any]:
    """Relevant posts listed in the window, in no order, one record (CODES) each."""
    row = conn.cursor(binary=True).execute(load("coded")["codes"], _span(window)).fetchone()
    found = np.frombuffer((row and row["codes"]) or b"", dtype=CODES).astype(CODES.newbyteorder("="))
    found["listed_at"] += _POSTGRES_BEGAN
    return found


def meant(conn: Conn, window: Window, ids: Collection[int]) -> list[Meant]:
    """What these posts of the window say."""
    rows = conn.execute(load("coded")["meant"], _span(window) | {"ids": list(ids)}) if ids else ()
    return [_meant(row) for row in rows]


def _span(window: Window) -> dict[str, Any]:
    return {"start": window.start, "end": window.end}


def _meant(row: Mapping[str, Any]) -> Meant:
    return Meant(
        source=row["source"],
        source_name=row["source_name"],
        source_kind=row["source_kind"],
        kind=KINDS[row["kind"]],
        places=places_of(row["places"]),
        labels=words_of(row["labels"]),
        sentiment=SENTIMENTS[row["sentiment"]],
        targets=targets_of(row["targets"]),
        needs_answer=row["needs_answer"],
        unsure=row["unsure"],
        model=row["model"],
        codes={name: row[f"{name}_code"] for name in ("manner", "topics", "places", "targets")},
    )
