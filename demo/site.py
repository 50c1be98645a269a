"""One site of the practice web: what it shows now, and the values that every shape needs."""

from __future__ import annotations

import hashlib
import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from demo.calendar import VIETNAM, Published

HERE = Path(__file__).resolve().parent
PAGE_SIZE = 12


@dataclass(frozen=True, slots=True)
class SiteConfig:
    slug: str
    name: str
    shape: str
    offset: int
    crawl_delay: float | None = None


@dataclass(frozen=True, slots=True)
class Request:
    path: str
    query: Mapping[str, str]
    host: str


@dataclass(frozen=True, slots=True)
class Response:
    body: bytes
    content_type: str = "text/html; charset=utf-8"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def etag(self) -> str:
        return '"' + hashlib.sha256(self.body).hexdigest()[:20] + '"'


@dataclass(frozen=True, slots=True)
class Site:
    config: SiteConfig
    base: str
    """`http://127.0.0.1:18085`, without a slash at the end."""
    posts: tuple[Published, ...]
    """What is out now, newest first."""
    templates: Environment

    def by_id(self, post_id: str) -> Published | None:
        return next((post for post in self.posts if post.id == post_id), None)

    def in_section(self, section: str) -> tuple[Published, ...]:
        return tuple(post for post in self.posts if slug(post.item.section) == section)

    @property
    def sections(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(post.item.section for post in self.posts))

    def page(self, template: str, **values: object) -> Response:
        text = self.templates.get_template(template).render(
            site=self, slug=slug, rfc822=rfc822, vn=vietnamese, **values
        )
        return Response(text.encode())

    def feed(
        self, template: str, content_type: str = "application/rss+xml; charset=utf-8", **values: object
    ) -> Response:
        return Response(self.page(template, **values).body, content_type)


def load_sites(path: Path = HERE / "sites.toml") -> tuple[SiteConfig, ...]:
    return tuple(SiteConfig(**row) for row in tomllib.loads(path.read_text(encoding="utf-8"))["site"])


def templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )


def slug(text: str) -> str:
    """`Tiền lương ở Đồng Nai` -> `tien-luong-o-dong-nai`."""
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    ascii_only = plain.encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only.lower()).strip("-")[:80].strip("-")


def rfc822(moment: datetime) -> str:
    return format_datetime(moment)


_WEEKDAYS = ("Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy", "Chủ nhật")


def vietnamese(moment: datetime, form: str) -> str:
    """A date as Vietnamese sites write it: `long`, `dash`, `short`, `aspnet`, `us`."""
    local = moment.astimezone(VIETNAM)
    day = _WEEKDAYS[local.weekday()]
    hour12 = local.hour % 12 or 12
    forms = {
        "long": f"{day}, {local:%d/%m/%Y %H:%M} (GMT+7)",
        "dash": f"{day} - {local:%d/%m/%Y %H:%M}",
        "short": f"{local.hour}h{local:%M} ngày {local.day}/{local.month}/{local.year}",
        "aspnet": f"{local.day}/{local.month}/{local.year} {hour12}:{local:%M:%S} {'SA' if local.hour < 12 else 'CH'}",
        "us": f"{local.month}/{local.day}/{local.year} {hour12}:{local:%M:%S}\u202f{'AM' if local.hour < 12 else 'PM'}",
    }
    return forms[form]


def pages(posts: tuple[Published, ...], number: str) -> tuple[tuple[Published, ...], int, int]:
    """The posts of one list page, its number and how many pages there are."""
    last = max(1, -(-len(posts) // PAGE_SIZE))
    page = min(max(int(number) if number.isdigit() else 1, 1), last)
    return posts[(page - 1) * PAGE_SIZE : page * PAGE_SIZE], page, last
