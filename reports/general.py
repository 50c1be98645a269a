"""I. What was read, how much was found, and how far it can be believed."""

from __future__ import annotations

from collections.abc import Sequence

from domain.flag import Priority
from domain.times import Window
from reports import standing
from reports.before import Before
from reports.columns import Posts
from reports.facts import Fact
from reports.tally import by_day, by_kind, change, stories, tone_of
from reports.values import Certainty, Change, FlagCounts, General, SourceLine
from store.sources import SourceHealth


def general(
    posts: Posts, touched: Sequence[Fact], before: Before, health: Sequence[SourceHealth], days: Window
) -> General:
    """`touched`: those of the posts that are flagged, among them; `days`: those of the window that have begun."""
    return General(
        posts=change(len(posts), before.posts, before),
        voices=int(posts.voice.sum()),
        kinds=by_kind(posts),
        tone=tone_of(posts),
        days=by_day(posts, days),
        sources=source_lines(posts, before, health),
        flags=flag_counts(touched),
        certainty=Certainty(
            models=tuple(sorted(posts.words.models)) if len(posts) else (),
            reviewed=int(posts.human.sum()),
            abstained=int(posts.unsure.sum()),
        ),
    )


def flag_counts(facts: Sequence[Fact]) -> FlagCounts:
    """Stories, as staff see them, not copies."""
    listed = stories([fact for fact in facts if fact.listed])
    return FlagCounts(
        total=len(listed),
        urgent=sum(any(fact.priority is Priority.URGENT for fact in copies) for copies in listed),
        decided=sum(any(fact.decision is not None for fact in copies) for copies in listed),
    )


def source_lines(posts: Posts, before: Before, health: Sequence[SourceHealth]) -> tuple[SourceLine, ...]:
    """Every source that gave a post or is enabled, the most productive first. A source that nobody reads yet is not
    coverage, and would bury those that are."""
    counts = posts.source_counts()
    now = {source.slug: posts for source, posts in counts.items()}
    names = {**before.names, **{source.slug: source.name for source in counts}}
    known = {source.slug: source for source in health}
    lines = [
        _source_line(
            slug, names.get(slug, slug), change(now.get(slug, 0), before.sources.get(slug, 0), before), known.get(slug)
        )
        for slug in {*names, *(source.slug for source in health if source.enabled)}
    ]
    return tuple(sorted(lines, key=lambda line: (-line.posts.now, line.name, line.slug)))


def _source_line(slug: str, name: str, posts: Change, known: SourceHealth | None) -> SourceLine:
    """A source that was deleted since, or whose health could not be read, is still counted."""
    return SourceLine(
        slug=slug,
        name=known.name if known else name,
        posts=posts,
        state=known.state if known else "unknown",
        reason=known.reason if known else "",
        last_item_at=known.last_item_at if known else None,
        word=standing.state_word(known) if known else "",
        evidence=standing.evidence(known) if known else "",
        alarm=known.alarm if known else False,
    )
