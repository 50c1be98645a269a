"""What every request needs, built once when the server starts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Annotated

from fastapi import Depends, Request
from starlette.requests import HTTPConnection

from api.rates import Rates
from api.reception import Reception
from dashboards.assets import Assets
from dashboards.render import Renderer
from dashboards.words import Reference
from domain.settings import Settings
from domain.times import vietnam_day
from domain.topics import load_topics
from nlp.place_table import load_table
from store.borrow import borrowed
from store.db import Conn, Pool


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class House:
    pool: Pool
    reference: Reference
    renderer: Renderer
    assets: Assets
    reception: Reception
    settings: Settings
    now: Callable[[], datetime] = utc_now
    rates: Rates = field(default_factory=Rates)

    @property
    def today(self) -> date:
        return vietnam_day(self.now())


def build(settings: Settings, pool: Pool) -> House:
    """Raises domain.topics.TopicsError for a config/topics.toml that cannot be used."""
    topics = load_topics(settings.config / "topics.toml")
    assets = Assets.load()
    return House(
        pool=pool,
        reference=Reference({topic.slug: topic for topic in topics}, load_table().names),
        renderer=Renderer(assets),
        assets=assets,
        reception=Reception(settings),
        settings=settings,
        rates=Rates(settings.rate),
    )


def house_of(connection: HTTPConnection) -> House:
    house = connection.app.state.house
    if not isinstance(house, House):
        raise TypeError("the application was not started; run it through its lifespan")
    return house


def conn_of(request: Request) -> Iterator[Conn]:
    with borrowed(house_of(request).pool) as conn:
        yield conn


HouseOf = Annotated[House, Depends(house_of)]
ConnOf = Annotated[Conn, Depends(conn_of, scope="function")]
"""One transaction a request. It ends before the answer leaves: whoever reads the answer can read what was written."""
