"""Labelled posts: one JSON object a line, read strictly, with the groups that a split must not cut."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from domain.post import PostKind
from domain.prediction import Sentiment, Target
from models.post import PostInput

DATA = Path(__file__).parent / "data"


class DatasetError(ValueError):
    """A file of labelled posts cannot be used; the message gives file, line and what to do."""


class _Line(BaseModel):
    """One line. Files of other houses may carry further keys; these are ours."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: Annotated[str, Field(min_length=1)]
    group: str = ""
    kind: PostKind
    title: str = ""
    text: Annotated[str, Field(min_length=1)]
    relevant: bool
    topics: tuple[str, ...]
    sentiment: Sentiment
    targets: dict[Target, Sentiment]
    needs_answer: bool
    flag: bool


@dataclass(frozen=True, slots=True)
class LabelledPost:
    post: PostInput
    group: str
    """Posts of one situation or article share it; its own id where the file gives none."""
    relevant: bool
    topics: frozenset[str]
    sentiment: Sentiment
    targets: Mapping[Target, Sentiment] = field(default_factory=dict)
    needs_answer: bool = False
    flag: bool = False
    known: frozenset[str] | None = None
    """Tasks that a person answered, by name; None for all. What else stands here is then no label."""
    again: tuple[LabelledPost, ...] = ()
    """The same post as further readers labelled it."""

    @property
    def voices(self) -> tuple[LabelledPost, ...]:
        """The post as each of its readers labelled it, this one first."""
        return (self, *self.again)


def load(paths: Sequence[Path], topics: Sequence[str]) -> tuple[LabelledPost, ...]:
    """Read the files in the order given. Raises DatasetError for a bad line, an unknown topic, an id given twice."""
    posts: list[LabelledPost] = []
    seen: set[str] = set()
    for path in paths:
        for number, line in enumerate(lines(path), 1):
            if not line.strip():
                continue
            post = _parse(line, f"{path.name}, line {number}", frozenset(topics))
            if post.post.id in seen:
                raise DatasetError(f"{path.name}, line {number}: id {post.post.id!r} stands there twice; rename one")
            seen.add(post.post.id)
            posts.append(post)
    if not posts:
        raise DatasetError("no labelled posts were found; give *.jsonl files with one post a line")
    return tuple(posts)


def own_files() -> tuple[Path, ...]:
    """The files of models/data, sorted by name."""
    return tuple(sorted(DATA.glob("*.jsonl")))


def digest(posts: Sequence[LabelledPost]) -> str:
    """SHA-256 of everything that training reads of `posts`, in their order."""
    sha = hashlib.sha256()
    for post in (voice for one in posts for voice in one.voices):
        labels = (post.relevant, sorted(post.topics), post.sentiment, sorted(post.targets.items()))
        row = (post.post.id, post.group, post.post.kind, post.post.title, post.post.text, *labels)
        answers = (post.needs_answer, post.flag, *(() if post.known is None else (sorted(post.known),)))
        sha.update(json.dumps((*row, *answers), ensure_ascii=False).encode("utf-8", "replace"))
    return sha.hexdigest()


def lines(path: Path) -> list[str]:
    """The lines of a file of ours. Raises DatasetError where it cannot be read."""
    try:
        return path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise DatasetError(f"{path}: cannot be read as UTF-8 text ({type(error).__name__}); mend the file") from error


def _parse(line: str, where: str, topics: frozenset[str]) -> LabelledPost:
    try:
        row = _Line.model_validate(json.loads(line))
    except json.JSONDecodeError as error:
        raise DatasetError(f"{where}: is no JSON object; mend that line") from error
    except ValidationError as error:
        first = error.errors(include_input=False)[0]
        key = ".".join(str(part) for part in first["loc"])
        raise DatasetError(f"{where}: {key}: {first['msg']}; mend that line") from error
    unknown = sorted(set(row.topics) - topics)
    if unknown:
        raise DatasetError(f"{where}: unknown topic {unknown[0]!r}; see config/topics.toml")
    if not row.relevant and (row.topics or row.targets or row.flag):
        raise DatasetError(f"{where}: an irrelevant post has no topics, targets or flag; remove them")
    return LabelledPost(
        post=PostInput(row.id, row.text, row.title, row.kind.value),
        group=row.group or row.id,
        relevant=row.relevant,
        topics=frozenset(row.topics),
        sentiment=row.sentiment,
        targets=row.targets,
        needs_answer=row.needs_answer,
        flag=row.flag,
    )
