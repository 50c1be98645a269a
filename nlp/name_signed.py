"""Names by where they stand: signed at the end, in brackets, before a colon, and those that were named before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nlp.findings import Finding
from nlp.name_after import OF_PERSONS
from nlp.name_told import Told
from nlp.unicode import UPPER

_SIGNED = re.compile(rf"(?:^|[.!?…\n;:)>-])[\s\-–—*]*(?=[{UPPER}][^.!?\n]{{0,60}}[.!\s)\-–—]*$)")
"""Before the last words of a text, where people sign."""
_CLOSED = re.compile(
    r"(?i:trân trọng|kính thư|kính chào|thân ái|thân chào|thân mến|cảm ơn|cám ơn)[^.!?\n,]{0,25},"
    rf"\s(?=[{UPPER}][^.!?\n]{{0,60}}[.!\s)\-–—]*$)"
)
_AFTER_SIGNED = re.compile(r"\s*(?:[-–—,(]\s?[^.!?\n]{0,40})?[.!)\s\-–—]*$")
_BRACKET = re.compile(rf"\((?=[{UPPER}])")
_AFTER_BRACKET = re.compile(r"\s*[,);\-–]")
_INITIALS = re.compile(
    rf"[{UPPER}](?<![\w.].)[a-zà-ỹ]{{0,2}}\.\s?(?:[{UPPER}][a-zà-ỹ]{{0,2}}\.\s?){{0,2}}[{UPPER}][a-zà-ỹ]{{0,6}}\.?(?=\s*(?:\([^)]*\)\s*)?[.!]?\s*$)"
    rf"|[{UPPER}](?<![\w.].)\.(?:[{UPPER}]\.){{1,3}}(?=\s*(?:\([^)]*\)\s*)?$)"
)
"""Ng.T.Hoa · Đ.V.Hậu (Bình Định) · N.T.H., at the end."""
_NO_INITIALS = re.compile(r"(?:TP|Tp|P|Q|TT|TX|T|PGS|GS|TS|ThS|BS|KS|CN|St|Mr|Ms|Mrs|H)\.")
_TRAILING = " \n.!)-–—"
_LONGEST = 64
"""Characters from the comma before a signature to its end."""
_LARGE = re.compile(rf"[{UPPER}]")


def find_signed(text: str, reader: Told) -> Iterator[Finding]:
    """… mong công đoàn lên tiếng. Bích Trâm. · (Tâm, Bình Tân) · Ng.T.Hoa."""
    near_end = text.rfind(", ") > len(text.rstrip(_TRAILING)) - _LONGEST
    rules = (
        (_SIGNED, _AFTER_SIGNED, True),
        (_CLOSED, _AFTER_SIGNED, near_end),
        (_BRACKET, _AFTER_BRACKET, "(" in text),
    )
    for before, after, possible in rules:
        for match in before.finditer(text) if possible else ():
            run = _run(reader, _word_at(reader, match.end()))
            if run and after.match(text, reader.words[run[1] - 1].end):
                yield Finding(reader.words[run[0]].start, reader.words[run[1] - 1].end, "name")
    for match in _INITIALS.finditer(text) if "." in text else ():
        if match[0].count(".") > 1 or not _NO_INITIALS.match(match[0]):
            yield Finding(match.start(), match.end(), "name")


def _word_at(reader: Told, start: int) -> int | None:
    return next((at for at, word in enumerate(reader.words) if word.start == start), None)


def _run(reader: Told, at: int | None) -> tuple[int, int] | None:
    run = None if at is None else reader.large_run(at)
    if run is None or at is None or reader.like_a_place(*run):
        return None
    words = reader.words[run[0] : run[1]]
    if run[1] - run[0] == 1 and (words[0].low in reader.names.opener or words[0].text.isupper()):
        return None
    known = all(reader.names.is_syllable(word.low) for word in words)
    return run if known and words[-1].low in reader.names.given else None


def find_repeated(found: Sequence[Finding], reader: Told) -> Iterator[Finding]:
    """A name that was found once in a text goes wherever it stands large in that text, the given name alone too."""
    if not found:
        return
    runs = {reader.text[name.start : name.end] for name in found}
    given = {run.rsplit(" ", 1)[-1] for run in runs if " " in run}
    wanted = {name for name in runs | given if _LARGE.match(name) and _known(name.lower().split(), reader)}
    for at, word in enumerate(reader.words) if wanted else ():
        if word.large and (run := reader.large_run(at)) and not (at and word.joined and reader.words[at - 1].large):
            end = reader.words[run[1] - 1].end
            alone = run[1] - run[0] == 1 and word.low in reader.names.opener
            sure = not alone or OF_PERSONS.match(reader.text, end)
            if sure and reader.text[word.start : end] in wanted and not reader.after_institution(at):
                yield Finding(word.start, end, "name")


def _known(words: list[str], reader: Told) -> bool:
    return bool(words) and words[-1] in reader.names.given and all(map(reader.names.is_syllable, words))
