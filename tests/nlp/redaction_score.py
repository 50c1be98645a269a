"""How much of what is planted in a line goes, and how much of what goes was planted; measured by character spans."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nlp.clean import display
from nlp.findings import MARK
from nlp.redact import redact

PLANTED = re.compile(r"\{(\w+)\|([^}]*)\}")
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class LineScore:
    planted: int
    covered: int
    """Planted pieces of which no letter and no digit is left."""
    removed: int
    meant: int
    """Removed pieces that touch a planted one."""
    exact: bool
    """The very same spans."""


def planted_spans(annotated: str) -> tuple[str, list[Span]]:
    text, spans, at = "", [], 0
    for planted in PLANTED.finditer(annotated):
        text += annotated[at : planted.start()]
        spans.append((len(text), len(text) + len(planted[2])))
        text += planted[2]
        at = planted.end()
    return text + annotated[at:], spans


def removed_spans(text: str, redacted: str) -> list[Span]:
    """Where the marks of `redacted` stand in `text`."""
    kept = MARK.split(redacted)
    found = re.fullmatch("(.+?)".join(map(re.escape, kept)), text, re.DOTALL)
    if found is None:
        raise ValueError("The redacted text is not the text with pieces taken out.")
    return [found.span(group) for group in range(1, len(kept))]


def score(annotated: str, *, by_public: bool) -> LineScore:
    text, planted = planted_spans(annotated)
    if display(text) != text:
        raise ValueError("A golden line must stand in its display form.")
    removed = removed_spans(text, redact(text, by_public=by_public).text)
    gone = {at for start, end in removed for at in range(start, end)}
    covered = sum(all(at in gone or not text[at].isalnum() for at in range(start, end)) for start, end in planted)
    meant = sum(any(start < other[1] and other[0] < end for other in planted) for start, end in removed)
    return LineScore(len(planted), covered, len(removed), meant, removed == planted)
