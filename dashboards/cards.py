"""One flagged post as staff see it on the daily list and above its own page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from dashboards.assignments import Holder, holder
from dashboards.beside import NOTHING, Beside, EventLink
from dashboards.corrections import Fixes
from dashboards.decisions import EMPTY, QUESTIONS, QUICK, Decided, Draft, Question, decided
from dashboards.facts import Meta, codes, meta
from dashboards.marks import Piece, excerpt
from dashboards.reading import Reading, reading
from dashboards.viewer import Viewer
from dashboards.words import PRIORITY, Reference
from domain.prediction import Evidence, Prediction
from store.flags import FlaggedItem


@dataclass(frozen=True, slots=True)
class Controls:
    """The forms of a card. `draft` and `problem` are what came of a decision that could not be taken."""

    action: str
    revision: int
    back: str
    quick: tuple[tuple[str, str, str], ...]
    questions: tuple[Question, ...]
    draft: Draft = EMPTY
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    anchor: str
    priority: str
    priority_word: str
    meta: Meta
    reasons: tuple[str, ...]
    excerpt: tuple[Piece, ...]
    signs: tuple[str, ...]
    """What the marked words are signs of, by the number that stands at each."""
    reading: Reading
    decided: Decided | None
    note: str
    """What somebody noted without deciding."""
    controls: Controls | None
    """None for somebody who may only read."""
    holder: Holder | None
    """The same."""
    back: str
    """The page to which a form returns where there is no script."""
    event: EventLink | None
    """None where no other text tells of the same."""
    fixes: Fixes | None = None
    """The form that corrects labels; only where a script asks for it, for it is as long as the card."""

    @property
    def mark(self) -> str:
        """Names the post, and the decisions about it on screen, to a decision about many."""
        return f"{self.anchor.removeprefix('tin-')}:{self.controls.revision if self.controls else 0}"

    @property
    def open(self) -> bool:
        return self.decided is None


MOST_MARKS: Final = 4
_QUICK: Final = tuple((decision.value, key, words) for decision, key, words in QUICK)


def card(
    item: FlaggedItem, reference: Reference, day: date, *, viewer: Viewer, back: str, beside: Beside = NOTHING
) -> Card:
    post = item.post
    wanted = telling(post.prediction)[:MOST_MARKS]
    return Card(
        anchor=f"tin-{post.id}",
        priority=item.priority.slug,
        priority_word=PRIORITY[item.priority],
        meta=meta(post, reference, day),
        reasons=tuple(reason.sentence for reason in item.reasons),
        excerpt=tuple(replace(p, labels=words_of(p.labels, reference)) for p in excerpt(post.text, wanted)),
        signs=words_of(tuple(dict.fromkeys(span.label for span in wanted)), reference),
        reading=reading(post.prediction, reference, beside.people, codes(post.places)),
        decided=_decided(item),
        note=item.note if item.decision is None else "",
        controls=controls(post.id, item.revision, back) if viewer.decides else None,
        holder=holder(post.id, beside.assignment, viewer) if viewer.decides else None,
        back=back,
        event=beside.event,
    )


def controls(post_id: int, revision: int, back: str) -> Controls:
    return Controls(f"/tin/{post_id}/quyet-dinh", revision, back, _QUICK, QUESTIONS)


def with_problem(card: Card, problem: str, draft: Draft) -> Card:
    """The card again with what is wrong and what the person had written."""
    if card.controls is None:
        return card
    return replace(card, controls=replace(card.controls, draft=draft, problem=problem))


def words_of(labels: tuple[str, ...], reference: Reference) -> tuple[str, ...]:
    return tuple(dict.fromkeys(reference.task(label) for label in labels))


def _decided(item: FlaggedItem) -> Decided | None:
    if item.decision is None:
        return None
    return decided(item.decision, item.note, item.decided_by, item.decided_at, item.revision)


def telling(prediction: Prediction) -> tuple[Evidence, ...]:
    """The spans that carried the topics and the question, heaviest first; where there are none, those of the flag.

    Every task has its spans: all of them marked at once mark nothing. The post's own page lists the rest.
    """
    wanted = {*prediction.labels, "needs_answer"}
    ranked = sorted(prediction.evidence, key=lambda span: -span.weight)
    chosen = [span for span in ranked if span.label in wanted] or [span for span in ranked if span.label == "flag"]
    return tuple(chosen)
