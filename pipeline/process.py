"""Pages in, processed posts out: the way of one post, top to bottom. Pure: no database, no network, no clock."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from crawlers.errors import ExtractionError
from crawlers.extract import extract
from domain.flag import decide
from domain.naming import name_of
from domain.post import CleanText, DisplayText, ExtractedPost, Page, PostKind, ProcessedPost, Words
from domain.prediction import Prediction
from models.post import PostInput, has_marks
from nlp.clean import clean
from nlp.fingerprint import bands, fingerprint
from nlp.lexemes import lexemes
from nlp.redact import redact
from nlp.segment import segment
from pipeline.kit import Kit
from store.pages import StoredPage

BY_PUBLIC = frozenset({PostKind.COMMENT, PostKind.QUESTION, PostKind.REVIEW, PostKind.GRASSROOTS})
"""Kinds that members of the public write: there, names are taken out too."""
LEAST_WORDS = 12
"""Shorter texts are no copies of each other, however equal: two people may both write "đúng rồi"."""


@dataclass(frozen=True, slots=True)
class SetAside:
    """A page that gave no post: why, in a slug and a sentence. It can be tried again."""

    page_id: int
    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class Processed:
    posts: tuple[ProcessedPost, ...]
    bands: tuple[tuple[int, ...], ...]
    """LSH bands, one tuple a post."""
    done: tuple[int, ...]
    """Ids of the pages that gave what they had."""
    set_aside: tuple[SetAside, ...]


@dataclass(frozen=True, slots=True)
class _Draft:
    """A redacted post on its way to the models."""

    page: Page
    post: ExtractedPost
    title: DisplayText
    text: DisplayText
    context: DisplayText
    redactions: dict[str, int]
    cleaned: CleanText


def process_pages(pages: Sequence[StoredPage], kit: Kit) -> Processed:
    """Everything that the pages say, in order; a page that cannot be read is set aside, never dropped."""
    found: list[tuple[Page, ExtractedPost]] = []
    done: list[int] = []
    aside: list[SetAside] = []
    for pending in pages:
        try:
            posts = extract(pending.page, kit.specs.get(pending.page.source), pending.remarks)
        except ExtractionError as error:
            aside.append(SetAside(pending.id, error.reason, str(error)))
            continue
        found += [(pending.page, post) for post in posts]
        done.append(pending.id)
    posts_found, their_bands = process_posts(found, kit)
    return Processed(posts_found, their_bands, tuple(done), tuple(aside))


def process_posts(
    found: Sequence[tuple[Page, ExtractedPost]], kit: Kit, *, voices_unknown: bool = False
) -> tuple[tuple[ProcessedPost, ...], tuple[tuple[int, ...], ...]]:
    """Posts that were extracted already, with the page that they came on; and their LSH bands.

    `voices_unknown`: nobody said who wrote them, so they lose names like what the public writes.
    """
    drafts = [_draft(page, post, by_public=voices_unknown or post.kind in BY_PUBLIC) for page, post in found]
    words = segment([draft.cleaned.replace("\n", " ") for draft in drafts])
    inputs = [_input(number, draft, one) for number, (draft, one) in enumerate(zip(drafts, words, strict=True))]
    predictions = kit.predictor.predict(inputs)
    finished = tuple(_post(*parts, kit) for parts in zip(drafts, _keys(drafts), words, predictions, strict=True))
    return finished, tuple(_bands(post) for post in finished)


def _bands(post: ProcessedPost) -> tuple[int, ...]:
    return bands(post.fingerprint.minhash) if len(post.words.split()) >= LEAST_WORDS else ()


def _draft(page: Page, post: ExtractedPost, *, by_public: bool) -> _Draft:
    title = redact(post.title, by_public=by_public)
    text = redact(post.text, by_public=by_public)
    context = redact(post.context, by_public=False)
    return _Draft(
        page=page,
        post=post,
        title=title.text,
        text=text.text,
        context=context.text,
        redactions=_sum(title.counts, text.counts),
        cleaned=clean(f"{title.text}\n{text.text}" if title.text else text.text),
    )


def _post(draft: _Draft, key: bytes, words: Words, prediction: Prediction, kit: Kit) -> ProcessedPost:
    post = draft.post
    return ProcessedPost(
        key=key,
        source=draft.page.source,
        kind=post.kind,
        url=post.url,
        title=draft.title,
        text=draft.text,
        context=draft.context,
        published_at=post.published_at,
        fetched_at=draft.page.fetched_at,
        section=post.section,
        tags=post.tags,
        words=words,
        lexemes=lexemes(words),
        places=kit.gazetteer.find(f"{draft.title}\n{draft.text}"),
        fingerprint=fingerprint(words),
        prediction=prediction,
        flag=decide(prediction, kit.rules),
        redactions=draft.redactions,
    )


def _input(number: int, draft: _Draft, words: Words) -> PostInput:
    """With its words, where they are those of the text alone: remarks without a title and without marks."""
    known = None if draft.title or has_marks(draft.text) else words
    return PostInput(str(number), draft.text, draft.title or draft.context, draft.post.kind.value, known)


def _keys(drafts: Sequence[_Draft]) -> list[bytes]:
    """Names posts for good: an article by its address, a remark by address, redacted text and place among its twins.

    Redacted, so that it confirms nothing about the writer; without the time, for "2 giờ trước" moves at every visit.
    """
    twins: Counter[tuple[int, str]] = Counter()
    keys = []
    for draft in drafts:
        parts = [name_of(draft.post.url)]
        if draft.post.kind in BY_PUBLIC and not draft.title:
            twins[id(draft.page), draft.text] += 1
            parts += [draft.text, str(twins[id(draft.page), draft.text])]
        keys.append(key_of(*parts))
    return keys


def key_of(*parts: str) -> bytes:
    """The name of a post: of an article's address, or a remark's address, redacted text and place among its twins."""
    return hashlib.sha256("\x00".join(parts).encode("utf-8", "replace")).digest()


def _sum(*counts: dict[str, int]) -> dict[str, int]:
    kinds = sorted({kind for one in counts for kind in one})
    return {kind: sum(one.get(kind, 0) for one in counts) for kind in kinds}
