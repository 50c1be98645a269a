"""What staff decide about a post, and how a decision is written down in one note.

The note's first line holds what a decision needs (the address of a public answer, to whom it went, why it was
dismissed); what follows is what the person added. So one column serves every decision and reads well everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from urllib.parse import urlsplit

from dashboards.words import DECISION, DISMISSALS
from store.reviews import Decision

NOTE_LIMIT: Final = 2000
LINE_LIMIT: Final = 500


class DecisionError(ValueError):
    """A decision lacks something or holds too much; the sentence is for the person who decides."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A decision as a person sent it; kept on the page when it cannot be taken."""

    decision: str = ""
    line: str = ""
    note: str = ""


EMPTY: Final = Draft()


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision as people read it."""

    slug: str
    word: str
    by: str
    at: datetime | None
    link: str
    """Only ever http or https."""
    line: str
    note: str
    revision: int = 0


@dataclass(frozen=True, slots=True)
class Question:
    """What a decision asks for before it is taken."""

    decision: Decision
    key: str
    button: str
    label: str
    placeholder: str = ""
    kind: str = "text"
    choices: tuple[str, ...] = ()


QUICK: Final = (
    (Decision.RELEVANT, "1", "Đúng, liên quan"),
    (Decision.NOT_RELEVANT, "2", "Không liên quan"),
    (Decision.HANDLED, "3", "Đã xử lý"),
)
QUESTIONS: Final = (
    Question(Decision.ANSWERED, "4", "Đã trả lời", "Địa chỉ câu trả lời công khai", "https://…", kind="url"),
    Question(Decision.FORWARDED, "5", "Chuyển", "Chuyển cho ai, bộ phận nào", "Ví dụ: Ban Chính sách pháp luật"),
    Question(Decision.DISMISSED, "6", "Bỏ qua", "Vì sao bỏ qua", choices=DISMISSALS),
)
NEEDED: Final[Mapping[Decision, str]] = {
    Decision.ANSWERED: "Hãy ghi địa chỉ của câu trả lời, bắt đầu bằng http:// hoặc https://.",
    Decision.FORWARDED: "Hãy ghi chuyển cho ai hoặc bộ phận nào.",
    Decision.DISMISSED: "Hãy chọn lý do bỏ qua.",
}


REOPENED: Final = "reopened"
"""Taking the newest decision back."""
NOTED: Final = "noted"
"""A note alone: what was decided stays so, and what is open stays open."""


def note_of(draft: Draft) -> tuple[Decision, str]:
    """The decision and the note to store. Raises DecisionError with a sentence for the person."""
    try:
        decision = Decision(draft.decision)
    except ValueError:
        raise DecisionError("Hãy chọn một quyết định có trong danh sách.") from None
    line, note = " ".join(draft.line.split()), draft.note.replace("\r\n", "\n").strip()
    if len(line) > LINE_LIMIT or len(note) > NOTE_LIMIT:
        raise DecisionError(f"Ghi chú dài quá; nhiều nhất {NOTE_LIMIT} ký tự.")
    if decision not in NEEDED:
        return decision, note
    if not line or (decision is Decision.ANSWERED and not link_in(line)):
        raise DecisionError(NEEDED[decision])
    return decision, f"{line}\n{note}".strip()


def noted(newest: tuple[Decision, str] | None, note: str) -> tuple[Decision, str]:
    """The newest decision once more with another note. Raises DecisionError for an empty or long one."""
    note = note.replace("\r\n", "\n").strip()
    if not note:
        raise DecisionError("Hãy viết ghi chú rồi bấm lưu.")
    if len(note) > NOTE_LIMIT:
        raise DecisionError(f"Ghi chú dài quá; nhiều nhất {NOTE_LIMIT} ký tự.")
    if newest is None:
        return Decision.REOPENED, note
    decision, before = newest
    return decision, f"{before.partition(chr(10))[0]}\n{note}" if decision in NEEDED else note


def link_in(line: str) -> str:
    """`line` where it is a whole http(s) address, else nothing: `javascript:` never becomes a link."""
    try:
        parts = urlsplit(line)
    except ValueError:
        return ""
    whole = parts.scheme in {"http", "https"} and parts.hostname and not any(c.isspace() for c in line)
    return line if whole else ""


def decided(decision: Decision, note: str, by: str | None, at: datetime | None, revision: int = 0) -> Decided:
    line, _, rest = note.partition("\n") if decision in NEEDED else ("", "", note)
    word = "Ghi chú" if decision is Decision.REOPENED and note else DECISION[decision.value]
    return Decided(decision.value, word, by or "", at, link_in(line), line, rest.strip(), revision)
