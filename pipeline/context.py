"""What every command begins with: settings from the environment, the sources, a database."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile

from crawlers.spec import SourceSpec, load_specs
from domain.settings import ROOT, Settings, settings_from
from domain.topics import load_topics
from pipeline.problems import Problem
from store.server import open_database

PRACTICE_PORT = 18080
MODEL_BYTES = 30_000_000
"""A model takes about so much."""
PRACTICE_TOKEN = "ma-tap-duot"  # noqa: S105
"""Of the practice fanpage, worth nothing elsewhere. A real page's owner puts a token into the environment."""
PRACTICE_SOURCES = ROOT / "demo" / "sources"
SOURCES = ROOT / "crawlers" / "sources"


def settings() -> Settings:
    return settings_from(os.environ)


def practice_port() -> int:
    """Base port of the practice web. Raises Problem."""
    port = os.environ.get("LANGNGHE_DEMO_PORT", str(PRACTICE_PORT))
    if not port.isdigit() or not 1024 <= int(port) <= 65000:
        raise Problem(f"LANGNGHE_DEMO_PORT is {port!r}; give a number from 1024 to 65000")
    return int(port)


def lend_practice_token() -> None:
    """Let crawls of the practice web, also those in child processes, read its fanpage."""
    os.environ.setdefault("LANGNGHE_DEMO_GRAPH_TOKEN", PRACTICE_TOKEN)


def real_specs() -> dict[str, SourceSpec]:
    return {spec.slug: spec for spec in load_specs(SOURCES)}


def practice_specs() -> dict[str, SourceSpec]:
    return {spec.slug: spec for spec in load_specs(PRACTICE_SOURCES, practice_port())}


def all_specs() -> dict[str, SourceSpec]:
    """Sources of both webs: a kept page is extracted by its own source wherever it was collected."""
    return practice_specs() | real_specs()


def say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


@contextmanager
def database(chosen: Settings) -> Iterator[str]:
    """The address of a migrated database, for as long as the command runs."""
    with open_database(chosen, say=say) as dsn:
        yield dsn


def see_that_there_is_room(folder: Path) -> None:
    """Raise OSError now, and not after a minute's work, where a model could not be written."""
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryFile(dir=folder) as probe:
        probe.write(b"\0" * MODEL_BYTES)


def topic_slugs(chosen: Settings) -> list[str]:
    return [topic.slug for topic in load_topics(chosen.config / "topics.toml")]
