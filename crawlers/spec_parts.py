"""The tables of a source file: ways in, selectors, blocks that the public writes."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from crawlers.selecting import check_selector
from domain.post import PostKind

_TOKEN = re.compile(r"(^|&)(access_token|key)=")


class EntryType(StrEnum):
    FEED = "feed"
    SITEMAP = "sitemap"
    LIST = "list"
    WORDPRESS = "wordpress"
    GRAPH = "graph"
    YOUTUBE = "youtube"


def selector(value: str) -> str:
    return check_selector(value) if value else value


def pattern(value: str) -> str:
    try:
        re.compile(value)
    except re.error as error:
        raise ValueError(f"is no regular expression ({error})") from error
    return value


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Entry(Strict):
    """One way in. Entries are read in their order; a `fallback` only when none before it gave an address."""

    type: EntryType
    url: str
    fallback: bool = False
    pages: Annotated[int, Field(ge=1, le=200)] = 10
    """How many list pages, sitemaps or API answers are read at most."""
    links: str = ""
    """List: CSS of the links to articles; without it every link that looks like an article."""
    next: str = ""
    """List: CSS of the links to further list pages."""
    follow: str = ""
    """Sitemap index: pattern of the sitemaps to read; without it all."""
    read_pages: bool = True
    """WordPress: fetch each article's page too (reader comments are only there), instead of taking the API's text."""
    render: Literal["", "browser"] = ""
    """List: let a browser run the page's scripts before links are looked for (optional extra `browser`)."""
    token_env: str = ""
    """Graph API, YouTube: environment variable that holds the owner's token or key. It never stands in a file."""

    _selectors = field_validator("links", "next")(selector)
    _patterns = field_validator("follow")(pattern)

    @field_validator("url")
    @classmethod
    def _plain_address(cls, value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError("is no http address")
        if parts.username or _TOKEN.search(parts.query):
            raise ValueError("must not hold a password or token; name an environment variable in token_env")
        return value

    @model_validator(mode="after")
    def _token(self) -> Entry:
        if self.type in (EntryType.GRAPH, EntryType.YOUTUBE) and not self.token_env:
            raise ValueError(f"a {self.type} entry needs token_env, the name of an environment variable")
        return self

    @model_validator(mode="after")
    def _shown(self) -> Entry:
        if self.render and self.type is not EntryType.LIST:
            raise ValueError("only list pages are shown by a browser; remove render from this entry")
        return self


class Selectors(Strict):
    """CSS of an article's parts; `::attr(name)` reads an attribute. What is empty is found by JSON-LD or by itself."""

    title: str = ""
    lead: str = ""
    body: str = ""
    date: str = ""
    section: str = ""
    tags: str = ""
    remove: tuple[str, ...] = ()
    """Boxes inside the body that are not the article."""

    _selectors = field_validator("title", "lead", "body", "date", "section", "tags")(selector)

    @field_validator("remove")
    @classmethod
    def _each(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(selector(one) for one in value)


class RemarkBlock(Strict):
    """Where the public writes. `block` is cut out of the page; of each `item` only text and time are read."""

    block: str
    item: str = ""
    """CSS inside the block; empty when the block is one remark."""
    text: str
    time: str = ""
    kind: PostKind = PostKind.COMMENT

    _selectors = field_validator("block", "item", "text", "time")(selector)

    @field_validator("kind")
    @classmethod
    def _public(cls, value: PostKind) -> PostKind:
        if value not in (PostKind.COMMENT, PostKind.QUESTION, PostKind.REVIEW):
            raise ValueError("must be comment, question or review")
        return value
