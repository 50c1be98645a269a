"""A source is one TOML file: who it is, the ways in, and where things stand on its pages."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import Field, field_validator, model_validator

from crawlers.errors import SpecError
from crawlers.spec_parts import Entry, EntryType, RemarkBlock, Selectors, Strict, pattern, selector
from domain.post import PostKind
from domain.toml_file import read_toml

__all__ = ["Entry", "EntryType", "RemarkBlock", "Selectors", "SourceKind", "SourceSpec", "load_spec", "load_specs"]

_PRACTICE = re.compile(r"http://practice:(\d+)")
"""How the practice web's sources name their site: `http://practice:3/`, three above the base port."""


class SourceKind(StrEnum):
    UNION_PORTAL = "union_portal"
    PRESS = "press"
    INDUSTRY = "industry"
    PAGE = "page"
    QUESTION_COLUMN = "question_column"


class SourceSpec(Strict):
    slug: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=60)]
    name: Annotated[str, Field(min_length=2)]
    url: str
    kind: SourceKind
    level: Annotated[str, Field(pattern=r"^(national|province|industry|grassroots)$")]
    province: Annotated[str, Field(pattern=r"^(\d\d)?$")] = ""
    """Official two-digit code; empty for a national source."""
    enabled: bool = True
    reason: str = ""
    """Why it is not enabled."""
    entries: tuple[Entry, ...] = ()
    hosts: tuple[str, ...] = ()
    """Further hosts of the same source; only listed hosts are read."""
    article: str = ""
    """Pattern that the path and query of every article match."""
    post_kind: PostKind | None = None
    """Kind of its articles; without it by the kind of source."""
    render: Literal["", "browser"] = ""
    """Let a browser run the scripts of article pages before they are read (optional extra `browser`)."""
    selectors: Selectors = Selectors()
    remarks: tuple[RemarkBlock, ...] = ()
    drop: tuple[str, ...] = ()
    """CSS of what names persons: bylines, asker lines. Cut before anything is kept."""
    max_articles: Annotated[int, Field(ge=1, le=5000)] = 300
    """Articles fetched in one run; the rest waits for the next."""
    quiet_after_days: Annotated[int, Field(ge=1, le=400)] = 14
    """A way in whose newest item is older is called frozen."""

    _patterns = field_validator("article")(pattern)

    @field_validator("drop")
    @classmethod
    def _each(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(selector(one) for one in value)

    @model_validator(mode="after")
    def _whole(self) -> SourceSpec:
        if not self.enabled and not self.reason:
            raise ValueError("a source that is not enabled needs a reason")
        if self.enabled and not self.entries:
            raise ValueError("an enabled source needs at least one of [[entries]]")
        return self

    @property
    def read_hosts(self) -> frozenset[str]:
        """`host` or `host:port` of every address that may be fetched for this source."""
        addresses = (self.url, *(entry.url for entry in self.entries))
        return frozenset(urlsplit(one).netloc.lower() for one in addresses) | frozenset(self.hosts)

    @property
    def default_kind(self) -> PostKind:
        return self.post_kind or _KINDS[self.kind]


_KINDS = {
    SourceKind.UNION_PORTAL: PostKind.RELEASE,
    SourceKind.INDUSTRY: PostKind.RELEASE,
    SourceKind.PRESS: PostKind.NEWS,
    SourceKind.PAGE: PostKind.NEWS,
    SourceKind.QUESTION_COLUMN: PostKind.NOTICE,
}


def load_spec(path: Path, base_port: int | None = None) -> SourceSpec:
    """Read one source. `base_port` is where the practice web listens. Raises SpecError."""
    spec = read_toml(
        path,
        SourceSpec,
        SpecError,
        before=lambda text: _on_loopback(text, path, base_port),
        besides={"slug": path.stem},
    )
    if spec.slug != path.stem:
        raise SpecError(f"{path}: slug is {spec.slug!r}; it must be the file's name, {path.stem!r}")
    return spec


def load_specs(folder: Path, base_port: int | None = None) -> tuple[SourceSpec, ...]:
    """Every source of a folder in the order of file names. Raises SpecError, also for a folder without any."""
    paths = sorted(folder.glob("*.toml"))
    if not paths:
        raise SpecError(f"{folder}: there is no source file (*.toml) in this folder")
    return tuple(load_spec(path, base_port) for path in paths)


def _on_loopback(text: str, path: Path, base_port: int | None) -> str:
    if base_port is None and _PRACTICE.search(text):
        raise SpecError(f"{path}: this is a source of the practice web; give the port where that listens")
    return _PRACTICE.sub(lambda found: f"http://127.0.0.1:{(base_port or 0) + int(found[1])}", text)
