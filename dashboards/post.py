"""One post with everything that is known about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar, Final

from dashboards.assignments import Owner, owner
from dashboards.beside import beside
from dashboards.cards import Card, Controls, card, controls, telling, words_of
from dashboards.changes import Change, changes
from dashboards.corrections import Fixes, fixes
from dashboards.decisions import Decided, Draft, decided, link_in
from dashboards.event import SameEvent, same_event
from dashboards.facts import Meta, codes, meta
from dashboards.formats import answer_words, moment, percent
from dashboards.frame import Frame
from dashboards.marks import Piece, pieces
from dashboards.reading import Reading, reading
from dashboards.viewer import Viewer
from dashboards.words import REDACTED, SENTIMENT, Reference
from domain.prediction import Evidence, Prediction, Sentiment
from domain.times import vietnam_day
from store import flags, posts, reviews
from store.db import Conn
from store.flags import FlaggedItem
from store.posts import PostRow

FAINT: Final = 0.05
"""Topics below this are not worth a line."""


@dataclass(frozen=True, slots=True)
class Bar:
    word: str
    percent: str
    value: float
    chosen: bool
    """The model gave this label."""


@dataclass(frozen=True, slots=True)
class Sign:
    label: str
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sibling:
    """Another post of the same story."""

    href: str
    title: str
    source: str
    when: str


@dataclass(frozen=True, slots=True)
class PostPage:
    template: ClassVar[str] = "post.html"
    frame: Frame
    meta: Meta
    link: str
    """The source's own page; empty unless it is http(s)."""
    fetched: str
    section: str
    tags: tuple[str, ...]
    paragraphs: tuple[tuple[Piece, ...], ...]
    marked: tuple[str, ...]
    """What the marked words are signs of, by the number that stands at each."""
    signs: tuple[Sign, ...]
    redactions: tuple[str, ...]
    reading: Reading
    topics: tuple[Bar, ...]
    tones: tuple[Bar, ...]
    relevant: str
    worth_a_look: str
    model: str
    card: Card | None
    """Flag and decision, for a flagged post."""
    controls: Controls | None
    history: tuple[Decided, ...]
    changes: tuple[Change, ...]
    """What its publisher changed, the newest change first."""
    siblings: tuple[Sibling, ...]
    story_href: str
    unite: str
    event: SameEvent
    """Other texts on the same event."""
    fixes: Fixes | None
    """None for somebody who may only read."""
    owner: Owner | None
    day_href: str
    day: date
    flash: str
    """Where a flash report about its case is made; empty for who may not."""
    next_href: str
    """The next item of the same day that nobody has decided; empty where there is none."""


def refused(page: PostPage, problem: str, draft: Draft) -> PostPage:
    """The page again with what is wrong with a decision and what the person had written."""
    if page.controls is None:
        return page
    return replace(page, controls=replace(page.controls, problem=problem, draft=draft))


def post_page(conn: Conn, viewer: Viewer, reference: Reference, post_id: int) -> PostPage:
    """Raises store.errors.NotFound."""
    post = posts.get(conn, post_id)
    history = reviews.history(conn, post_id)
    flagged = flags.item(conn, post_id)
    day = flagged.day if flagged else vietnam_day(post.listed_at)
    back = f"/tin/{post_id}"
    shown = tuple(span for span in post.prediction.evidence if span.label != "relevant")
    marked = telling(post.prediction)
    done = beside(conn, [post_id], viewer.provinces)[post_id]
    return PostPage(
        frame=Frame(post.title or f"Bình luận dưới bài: {post.context}", "", viewer),
        meta=replace(meta(post, reference, day), when=moment(post.published_at)),
        link=link_in(post.url),
        fetched=moment(post.fetched_at),
        section=post.section,
        tags=post.tags,
        paragraphs=_paragraphs(post.text, marked, reference),
        marked=words_of(tuple(span.label for span in marked), reference),
        signs=_signs(shown, reference),
        redactions=tuple(f"{count} {REDACTED.get(what, what)}" for what, count in post.redactions.items() if count),
        reading=reading(post.prediction, reference, done.people, codes(post.places)),
        topics=_topics(post.prediction, reference),
        tones=_tones(post.prediction),
        relevant=answer_words(post.prediction.relevant_prob),
        worth_a_look=answer_words(post.prediction.flag_prob),
        model=post.prediction.model,
        card=card(flagged, reference, day, viewer=viewer, back=back, beside=done) if flagged else None,
        controls=controls(post_id, history[0].revision if history else 0, back) if viewer.decides else None,
        history=tuple(decided(r.decision, r.note, r.reviewer, r.made_at, r.revision) for r in history),
        changes=changes(conn, post),
        siblings=_siblings(conn, post),
        story_href=f"/chuyen/{post.story_id}" if post.story_id else "",
        unite=f"/tin/{post_id}/gop" if viewer.decides else "",
        event=same_event(conn, viewer, reference, post),
        fixes=fixes(conn, post, reference) if viewer.decides else None,
        owner=owner(conn, post_id) if viewer.decides else None,
        day_href=f"/ngay/{day:%Y-%m-%d}",
        day=day,
        flash=f"/tin/{post_id}/bao-cao-nhanh" if flagged and viewer.decides and viewer.provinces is None else "",
        next_href=_next(conn, viewer, flagged) if flagged and viewer.decides else "",
    )


def _next(conn: Conn, viewer: Viewer, here: FlaggedItem) -> str:
    """In the order of the list; after its last item its first."""
    items = [one.post for one in flags.flagged_on(conn, here.day, scope=viewer.provinces) if _waits(one, here)]
    at = next((n for n, one in enumerate(items) if one.id == here.post.id), -1)
    others = [one for one in (*items[at + 1 :], *items[: max(at, 0)]) if one.id != here.post.id]
    return f"/tin/{others[0].id}" if others else ""


def _waits(one: FlaggedItem, here: FlaggedItem) -> bool:
    return one.decision is None or one.post.id == here.post.id


def _paragraphs(text: str, evidence: Sequence[Evidence], reference: Reference) -> tuple[tuple[Piece, ...], ...]:
    """Pieces of each line of the text; a mark that runs over the end of a line goes on in the next."""
    lines: list[list[Piece]] = [[]]
    for piece in pieces(text, evidence):
        labels = words_of(piece.labels, reference)
        first, *rest = piece.text.split("\n")
        lines[-1].append(Piece(first, labels))
        lines.extend([Piece(part, labels)] for part in rest)
    kept = (tuple(piece for piece in line if piece.text) for line in lines)
    return tuple(line for line in kept if line)


def _signs(evidence: Sequence[Evidence], reference: Reference) -> tuple[Sign, ...]:
    phrases: dict[str, list[str]] = {}
    for span in evidence:
        phrases.setdefault(reference.task(span.label), []).append(span.text)
    return tuple(Sign(label, tuple(dict.fromkeys(texts))) for label, texts in phrases.items())


def _topics(prediction: Prediction, reference: Reference) -> tuple[Bar, ...]:
    chosen = set(prediction.labels)
    ranked = sorted(prediction.topics.items(), key=lambda pair: -pair[1])
    return tuple(
        _bar(reference.topic(slug), probability, chosen=slug in chosen)
        for slug, probability in ranked
        if probability >= FAINT or slug in chosen
    )


def _tones(prediction: Prediction) -> tuple[Bar, ...]:
    return tuple(
        _bar(SENTIMENT[tone], prediction.sentiment_probs.get(tone, 0.0), chosen=tone is prediction.sentiment)
        for tone in Sentiment
    )


def _bar(word: str, probability: float, *, chosen: bool) -> Bar:
    return Bar(word, percent(probability), probability, chosen)


def _siblings(conn: Conn, post: PostRow) -> tuple[Sibling, ...]:
    if post.story_id is None:
        return ()
    return tuple(
        Sibling(f"/tin/{other.id}", other.title or other.context, other.source_name, moment(other.published_at))
        for other in posts.story(conn, post.story_id)
        if other.id != post.id
    )
