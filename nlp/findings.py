"""A finding is a span of text that must go, with its kind; each kind has its mark."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

MARKS = {
    "name": "[tên]",
    "phone": "[số điện thoại]",
    "email": "[email]",
    "account": "[tài khoản]",
    "id": "[số định danh]",
    "link": "[liên kết]",
    "address": "[địa chỉ]",
    "plate": "[biển số]",
}
MARK = re.compile("|".join(map(re.escape, MARKS.values())))


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    start: int
    end: int
    kind: str
    """A key of MARKS."""


def without_overlaps(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings by place; of two that overlap the earlier and then the longer one stays."""
    end = 0
    for finding in sorted(findings, key=lambda found: (found.start, -found.end)):
        if finding.start >= end:
            yield finding
            end = finding.end


def replaced(text: str, findings: Iterable[Finding]) -> str:
    """The text with marks in place of findings that do not overlap, given by place."""
    parts: list[str] = []
    at = 0
    for finding in findings:
        parts += (text[at : finding.start], MARKS[finding.kind])
        at = finding.end
    return "".join([*parts, text[at:]])
