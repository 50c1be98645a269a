"""What further readers, who did not see the first labels, said of our own posts: models/data/readers/*.tsv.

    id <tab> topics, by commas <tab> tone <tab> stances <tab> marks

Tone and stances are `+`, `0` or `-`, a stance after the letter of its target (`w` workers, `u` union, `e` employer,
`p` policy); marks are `R` relevant, `A` needs an answer, `F` flag. `-` is none, `?` that the reader was not asked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from domain.prediction import Sentiment, Target
from models import dataset
from models.dataset import DATA, DatasetError, LabelledPost
from models.tasks import SENTIMENT, all_tasks

FOLDER = DATA / "readers"

_TONES = {"+": Sentiment.POSITIVE, "0": Sentiment.NEUTRAL, "-": Sentiment.NEGATIVE}
_TARGETS = {target.value[0]: target for target in Target}
_UNASKED, _NONE = "?", "-"


def own(topics: Sequence[str]) -> tuple[LabelledPost, ...]:
    """Our own posts, each with what further readers said of it. Raises DatasetError."""
    posts = dataset.load(dataset.own_files(), topics)
    return attached(posts, sorted(FOLDER.glob("*.tsv")), topics)


def attached(posts: Sequence[LabelledPost], files: Sequence[Path], topics: Sequence[str]) -> tuple[LabelledPost, ...]:
    """`posts` with the readings of `files`. Raises DatasetError for a bad line or one of a post that is not there."""
    found = {post.post.id: post for post in posts}
    for path in files:
        seen: set[str] = set()
        for number, line in enumerate(dataset.lines(path), 1):
            if not line.strip():
                continue
            where = f"{path.name}, line {number}"
            fields = line.split("\t")
            if fields[0] in seen or fields[0] not in found:
                raise DatasetError(f"{where}: id {fields[0]!r} stands there twice or in no file of posts; remove it")
            seen.add(fields[0])
            post = found[fields[0]]
            found[fields[0]] = replace(post, again=(*post.again, _read(post, fields, topics, where)))
    return tuple(found[post.post.id] for post in posts)


def _read(post: LabelledPost, fields: Sequence[str], topics: Sequence[str], where: str) -> LabelledPost:
    try:
        _, about, tone, stances, marks = fields
        slugs = frozenset(() if about == _NONE else about.split(","))
        targets = _stances(stances)
        sentiment = post.sentiment if tone == _UNASKED else _TONES[tone]
    except (ValueError, KeyError, IndexError) as error:
        raise DatasetError(
            f"{where}: is not `id, topics, tone, stances, marks` between tabs; mend that line"
        ) from error
    relevant = "R" in marks
    if slugs - set(topics) or (not relevant and (slugs or targets or "F" in marks)):
        raise DatasetError(f"{where}: an unknown topic, or an irrelevant post with labels; mend that line")
    asked = frozenset(task.name for task in all_tasks(topics)) - {SENTIMENT}
    return replace(
        post,
        relevant=relevant,
        topics=slugs,
        sentiment=sentiment,
        targets=targets,
        needs_answer="A" in marks,
        flag="F" in marks,
        known=asked if tone == _UNASKED else None,
        again=(),
    )


def _stances(field: str) -> Mapping[Target, Sentiment]:
    return {} if field == _NONE else {_TARGETS[one[0]]: _TONES[one[1:]] for one in field.split(" ")}
