"""Taking a decision: checked, recorded, logged. The page and the API do it the same way."""

from __future__ import annotations

from dataclasses import dataclass

from api.problems import BAD_REQUEST, CONFLICT, Kind
from dashboards.decisions import NOTED, DecisionError, Draft, note_of, noted
from dashboards.formats import moment
from dashboards.viewer import Viewer
from dashboards.words import DECISION
from nlp.redact import redact
from store import audit, reviews
from store.db import Conn
from store.errors import ReviewConflict
from store.reviews import Decision, Review


@dataclass
class Refused(Exception):  # noqa: N818  what happened
    """The decision was not taken; the sentence says why, and nothing was written."""

    kind: Kind
    sentence: str


def decide(conn: Conn, viewer: Viewer, post_id: int, draft: Draft, revision: int) -> int:
    """Record a decision; returns the new revision. Raises Refused, and NotFound for a post that is not stored."""
    try:
        decision, note = _with_note(conn, post_id, draft) if draft.decision == NOTED else note_of(draft)
        # A note outlives the case: who was called, and under which number, is not for this database.
        note = redact(note, by_public=False).text
        taken = reviews.record(conn, Review(post_id, viewer.id, decision, note, revision))
    except DecisionError as error:
        raise Refused(BAD_REQUEST, str(error)) from error
    except ReviewConflict as error:
        raise Refused(CONFLICT, _meanwhile(conn, post_id)) from error
    audit.add(conn, viewer.id, "decision", f"post:{post_id}", {"decision": decision.value, "revision": taken})
    return taken


def _with_note(conn: Conn, post_id: int, draft: Draft) -> tuple[Decision, str]:
    newest = next(iter(reviews.history(conn, post_id)), None)
    return noted((newest.decision, newest.note) if newest else None, draft.note)


def _meanwhile(conn: Conn, post_id: int) -> str:
    newest = next(iter(reviews.history(conn, post_id)), None)
    if newest is None:
        return "Danh sách đã đổi. Quyết định của bạn chưa được ghi; hãy xem lại rồi bấm lần nữa."
    return (
        f"{newest.reviewer} vừa ghi “{DECISION[newest.decision.value]}” lúc {moment(newest.made_at)}. "
        "Quyết định của bạn chưa được ghi, điều bạn viết vẫn còn ở đây; hãy xem lại rồi bấm lần nữa nếu vẫn muốn đổi."
    )
