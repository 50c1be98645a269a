"""The short form for what a grassroots union reports. It has no field for a name of a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Final

from dashboards.formats import vietnamese_order
from dashboards.frame import Frame
from dashboards.viewer import Viewer
from dashboards.words import Reference
from domain.grassroots import MOST_PEOPLE

HOME: Final = "/co-so"
LONGEST: Final = 4000


@dataclass(frozen=True, slots=True)
class Filled:
    """What the person typed, as the form shows it again."""

    province: str = ""
    topic: str = ""
    least: str = ""
    most: str = ""
    organisation: str = ""
    asks: str = ""
    day: str = ""


@dataclass(frozen=True, slots=True)
class GrassrootsPage:
    template: ClassVar[str] = "grassroots.html"
    frame: Frame
    provinces: tuple[tuple[str, str], ...]
    topics: tuple[tuple[str, str], ...]
    filled: Filled
    today: str
    longest: int = LONGEST
    most_people: int = MOST_PEOPLE
    problem: str = ""
    stored: str = ""
    """Address of the post that has just been stored; empty for none."""


def grassroots_page(
    viewer: Viewer,
    reference: Reference,
    today: date,
    filled: Filled | None = None,
    *,
    problem: str = "",
    stored: str = "",
) -> GrassrootsPage:
    provinces = sorted(reference.provinces.items(), key=lambda pair: vietnamese_order(pair[1]))
    return GrassrootsPage(
        frame=Frame("Báo cáo từ cơ sở", "nhap-bai", viewer),
        provinces=tuple(provinces),
        topics=tuple((slug, topic.name) for slug, topic in reference.topics.items()),
        filled=filled or Filled(day=today.isoformat()),
        today=today.isoformat(),
        problem=problem,
        stored=stored,
    )
